"""CL103: something is called safe without any rest."""

from __future__ import annotations

from collections.abc import Iterator

from scriptgen.rule import ERROR, WARNING, Example, Hit, Origin, Rule
from scriptgen.rules.phrasing import weights
from scriptgen.rules.weighing import weighed
from scriptgen.view import View


def find(view: View) -> Iterator[Hit]:
    """Look for harm ruled out altogether, in whatever words."""
    yield from weighed(view, weights("claims_safe"))


RULE: Rule = Rule(
    code="CL103",
    slug="absolute-safety",
    raises=(ERROR, WARNING),
    guidance="Name the common side effect and who should ask first; say rare or low risk, never none, never harmless.",
    messages={"main": "{quote!r} rules out any harm. Name the common side effect, or who should ask first."},
    why="Everything that works can harm somebody; who is told otherwise misses the warning signs.",
    fix="model",
    source=Origin(
        "Food and Drug Administration",
        "Prescription drug advertising, 21 CFR 202.1",
        2023,
        "2026-11-22",
        "several",
        "fair balance between benefit and risk; carried over here to all treatments by judgement",
    ),
    find=find,
    bad=(
        Example(
            {"beats[1].say": "These knee drops are natural, with no side effects at all."}, "no side effects", ERROR
        ),
        Example({"beats[1].say": "The injection is 100% safe."}, "absolutely safe", WARNING),
        Example(
            {"beats[1].say": "It's just a vitamin, so you can take as much as you like."}, "no upper limit", WARNING
        ),
        Example({"beats[1].say": "There's no way our gel can hurt you."}, "harm ruled out", WARNING),
    ),
    good=(
        Example({"beats[1].say": "Natural doesn't mean harmless."}, "denied"),
        Example({"beats[1].say": "Every injection has some risk, so ask what yours is."}, "a risk named"),
        Example({"beats[1].say": "If someone tells you a shot has no risks, ask again."}, "a warning about the claim"),
        Example({"beats[1].say": "There's no harm in asking for a second opinion."}, "harm, of a question"),
        Example({"beats[1].say": "Side effects are usually mild; call your clinic if one worries you."}, "hedged"),
        Example({"beats[1].say": "Keep your pills in a safe place, out of sight."}, "safe, of a place"),
    ),
    cannot="Whether a thing is in fact as safe as it is said to be; safety shown by a smile instead of words.",
)
