"""CL115: before and after stand side by side as proof."""

from __future__ import annotations

from collections.abc import Iterator

from scriptgen.rule import ERROR, WARNING, Example, Hit, Origin, Rule
from scriptgen.rules.phrasing import weights
from scriptgen.rules.weighing import says_varies, weighed
from scriptgen.view import View


def find(view: View) -> Iterator[Hit]:
    """Look for two pictures or two figures of one person as proof, where nothing says that results vary."""
    if not says_varies(view):
        yield from weighed(view, weights("claims_pair"))


RULE: Rule = Rule(
    code="CL115",
    slug="before-after",
    raises=(ERROR, WARNING),
    guidance="No before-and-after, in pictures or figures, without consent on record and 'results vary' beside it.",
    messages={
        "main": "{quote!r} sets before and after side by side as proof. Drop it, or have consent and say that results vary."
    },
    why="The best pair of pictures is chosen; viewers take it for what will happen to them.",
    fix="model",
    source=Origin(
        "Federal Trade Commission",
        "Guides Concerning the Use of Endorsements and Testimonials in Advertising, 16 CFR 255",
        2023,
        "2026-11-22",
        "primary",
        "atypical results in pictures count as endorsements; consent by judgement",
    ),
    find=find,
    bad=(
        Example(
            {"beats[1].say": "Left photo, day one on the walker; right photo, week six after our program."},
            "left and right",
            ERROR,
        ),
        Example(
            {"beats[1].say": "Her X-ray in spring, her X-ray in fall: see how our plan closed the gap."},
            "two scans",
            ERROR,
        ),
        Example({"beats[1].text": "212 lbs -> 168 lbs. DM for our program"}, "two figures on screen", ERROR),
        Example(
            {"beats[1].say": "Swipe for the before and after photos of her knees. The pictures speak for themselves."},
            "swipe to see",
            ERROR,
        ),
    ),
    good=(
        Example({"beats[1].say": "Stretch after the run, and warm up before it."}, "before and after a run"),
        Example(
            {"beats[1].say": "Lighting and posture can fake a before and after photo in ten seconds."},
            "how it is faked",
        ),
        Example(
            {
                "beats[1].say": "Left photo, day one; right photo, week six after our program.",
                "caption": "Knee pain, shown with her consent. Results vary.",
            },
            "consent and results vary",
        ),
        Example(
            {"beats[1].say": "When a clinic shows you before and after photos, ask what else changed."}, "a warning"
        ),
        Example(
            {"beats[1].say": "This drawing shows a worn knee on the left and a healthy one on the right."},
            "a drawing, nobody's result",
        ),
    ),
    cannot="Pictures that are shown and not spoken of; whether a consent is real.",
)
