"""CL101: a cure, a reversal or a removal for good is promised."""

from __future__ import annotations

from collections.abc import Iterator

from scriptgen.rule import ERROR, WARNING, Example, Hit, Origin, Rule
from scriptgen.rules.phrasing import weights
from scriptgen.rules.weighing import weighed
from scriptgen.view import View

_HERE = frozenset("you your you'll you're yours our my we we'll us i i'll me mama".split())


def find(view: View) -> Iterator[Hit]:
    """Look for a condition that is said to end for good; a sourced fact that speaks of nobody here passes."""
    for hit in weighed(view, weights("claims_cure")):
        block = view.block(hit.path.rpartition(".")[0])
        if (
            not block
            or not block.sources
            or not _HERE.isdisjoint((block.text if hit.path.endswith("text") else block.say).words)
        ):
            yield hit


RULE: Rule = Rule(
    code="CL101",
    slug="cure",
    raises=(ERROR, WARNING),
    guidance="Say what eases, slows or controls it and for whom; leave cure, reversal and gone-for-good to sourced population facts.",
    messages={"main": "{quote!r} promises a cure or an end for good. Say what it can ease or control, and for whom."},
    why="A cure promised to strangers is a claim that nobody can keep, and people drop treatment that works for it.",
    fix="model",
    source=Origin(
        "Federal Trade Commission",
        "Health Products Compliance Guidance",
        2022,
        "2026-11-22",
        "primary",
        "health claims need competent and reliable scientific evidence; the wordings are ours",
    ),
    find=find,
    bad=(
        Example({"beats[1].say": "This gel cures your acne for good, guaranteed."}, "said outright", ERROR),
        Example(
            {"beats[1].say": "Our method cures arthritis for good, and you'll never need your surgeon again."},
            "cure, permanence, no more care",
            ERROR,
        ),
        Example(
            {"beats[1].say": "Your knee pain will be something you used to have once we fix your gait."},
            "the end told as a memory",
            WARNING,
        ),
        Example(
            {"beats[1].say": "With our laser, your toenail fungus is gone and stays gone."}, "removed for good", ERROR
        ),
        Example({"beats[1].text": "Bye arthritis. Our plan erases it."}, "on screen", ERROR),
        Example({"caption": "I undo PCOS for a living, and yours is next."}, "in the caption", ERROR),
    ),
    good=(
        Example(
            {"beats[1].say": "There is no cure for arthritis, but strong thighs make it bother you less."}, "denied"
        ),
        Example({"beats[1].say": "No gel cures acne for good, and none is guaranteed to."}, "denied of all"),
        Example({"beats[1].say": "Antibiotics cure strep throat."}, "a sourced fact about many people"),
        Example(
            {
                "hook.say": "'Celery juice heals your arthritis for good.'",
                "beats[0].say": "No, it doesn't. Joggers get no more arthritis than people who sit.",
            },
            "a myth, denied in the next beat",
        ),
        Example(
            {"beats[1].say": "Anyone who says they can cure your arthritis for good is selling something."},
            "put into another's mouth, as a warning",
        ),
        Example({"beats[1].say": "Some kids outgrow a milk allergy; let the allergist decide when to test."}, "hedged"),
        Example({"beats[1].say": "Cured ham is salty, so keep it for a treat."}, "cured, in its other sense"),
    ),
    cannot="Whether a sourced population fact is true; a cure hinted at in pictures or in a metaphor of its own.",
)
