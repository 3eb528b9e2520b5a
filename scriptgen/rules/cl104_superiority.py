"""CL104: the clinician, the clinic or a product is put above all others."""

from __future__ import annotations

from collections.abc import Iterator

from scriptgen.rule import ERROR, WARNING, Example, Hit, Origin, Rule
from scriptgen.rules.phrasing import weights
from scriptgen.rules.weighing import weighed
from scriptgen.view import View


def find(view: View) -> Iterator[Hit]:
    """Look for rank, for others who cannot or will not, and for crowds that come from afar."""
    yield from weighed(view, weights("claims_best"))


RULE: Rule = Rule(
    code="CL104",
    slug="superiority",
    raises=(ERROR, WARNING),
    guidance="Show worth by explaining well: no best, only or first, nothing other clinics hide; credentials suffice.",
    messages={
        "main": "{quote!r} puts you or the product above the others without proof. Say what you do, or name a credential."
    },
    why="A rank that nobody measured misleads patients and belittles colleagues; advertising codes forbid it.",
    fix="model",
    source=Origin(
        "American Medical Association",
        "Code of Medical Ethics, Opinion 9.6.1, Advertising and Publicity",
        2016,
        "2026-11-22",
        "several",
        "no misleading claims of superior skill; what counts as implied rank is ours",
    ),
    find=find,
    bad=(
        Example({"beats[1].say": "Nobody else in this city does knees like we do."}, "nobody else", ERROR),
        Example({"beats[1].say": "We're the number one knee clinic, and it isn't even close."}, "a rank", WARNING),
        Example({"beats[1].say": "Patients fly in from three states to see me."}, "a crowd from afar", WARNING),
        Example(
            {"beats[1].say": "Our shoe insert leaves every other brand in the dust."}, "a product above all", WARNING
        ),
        Example(
            {"beats[1].say": "What other doctors won't tell you about knees, I will."}, "others who hide it", WARNING
        ),
        Example(
            {"beats[1].say": "We are the best knee clinic in the state, and nobody else comes close to us."},
            "rank and nobody else",
            ERROR,
        ),
    ),
    good=(
        Example({"beats[1].say": "The best shoe is the one you will wear."}, "best, of what suits you"),
        Example({"beats[1].say": "I'm not the best knee surgeon in town; nobody measures that."}, "denied"),
        Example({"beats[1].say": "If a clinic says it's number one, ask how it was counted."}, "a warning about ranks"),
        Example({"beats[1].say": "Most clinics keep a few same-day slots, so call early."}, "other clinics, kindly"),
        Example(
            {"beats[1].say": "My colleague across the street does this more often than I do."}, "praise of another"
        ),
    ),
    cannot="Whether a rank, an award or a 'first' is true; praise by picture or by a row of logos.",
)
