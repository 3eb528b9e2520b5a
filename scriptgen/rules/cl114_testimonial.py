"""CL114: one patient's result stands as proof."""

from __future__ import annotations

from collections.abc import Iterator

from scriptgen.rule import ERROR, WARNING, Example, Hit, Origin, Rule
from scriptgen.rules.phrasing import weights
from scriptgen.rules.weighing import says_varies, weighed
from scriptgen.view import View


def find(view: View) -> Iterator[Hit]:
    """Look for one person's change or praise told as a reason to come, where nothing says that results vary."""
    if not says_varies(view):
        yield from weighed(view, weights("claims_story"))


RULE: Rule = Rule(
    code="CL114",
    slug="testimonial",
    raises=(ERROR, WARNING),
    guidance="Let evidence speak, not one grateful patient; a story with consent needs 'results vary' right beside it.",
    messages={
        "main": "{quote!r} uses one person's result as proof. Drop it, or have consent and say that results vary."
    },
    why="One result shows what can happen, not what will; viewers hear a promise.",
    fix="model",
    source=Origin(
        "Federal Trade Commission",
        "Guides Concerning the Use of Endorsements and Testimonials in Advertising, 16 CFR 255",
        2023,
        "2026-11-22",
        "primary",
        "an endorser's result must be what users can generally expect, or that must be said",
    ),
    find=find,
    bad=(
        Example(
            {"beats[1].say": "Maria couldn't climb the stairs in March; by June, after our program, she was running."},
            "before and after of one person",
            ERROR,
        ),
        Example(
            {"beats[1].say": "She wrote to us last week: 'My knee pain faded after two visits.' Book your slot."},
            "a message read out",
            ERROR,
        ),
        Example(
            {"beats[1].say": "A firefighter I saw last week limped in and walked out whistling, so yes, it works."},
            "one person as proof",
            ERROR,
        ),
        Example(
            {"beats[1].say": "Our client lost 30 pounds in ten weeks on this plan, and you could be next."},
            "a result, and you next",
            ERROR,
        ),
    ),
    good=(
        Example(
            {"beats[1].say": "A patient told me her knee feels better, but one story isn't evidence."},
            "named as no proof",
        ),
        Example(
            {
                "beats[1].say": "Our runner came in limping and walked out; that's what our program does.",
                "disclaimer.text": "Results vary. General education. Ask your own clinician.",
            },
            "results vary, said on screen",
        ),
        Example({"beats[1].say": "Every week someone asks me whether stairs are bad for knees."}, "a habit, no result"),
        Example(
            {"beats[1].say": "Reviews tell you whether the desk is kind, not whether a treatment works."},
            "about reviews",
        ),
        Example(
            {"beats[1].say": "I had braces at 34 and lost the retainer. Wear yours."}, "own mishap, nothing proved"
        ),
    ),
    cannot="Whether consent exists on paper; a story told in pictures alone; whose result is typical.",
)
