"""CL102: an outcome is promised."""

from __future__ import annotations

from collections.abc import Iterator

from scriptgen.rule import ERROR, WARNING, Example, Hit, Origin, Rule
from scriptgen.rules.phrasing import weights
from scriptgen.rules.weighing import weighed
from scriptgen.view import View


def find(view: View) -> Iterator[Hit]:
    """Look for certainty about what will come of it, for the viewer or for every patient."""
    yield from weighed(view, weights("claims_guarantee"))


RULE: Rule = Rule(
    code="CL102",
    slug="guarantee",
    raises=(ERROR, WARNING),
    guidance="Speak of odds, ranges and effort: what often helps, how long it may take, and that bodies differ. Promise nothing.",
    messages={"main": "{quote!r} promises an outcome. Say what often happens and that results differ."},
    why="No clinician controls an outcome, so a promise misleads, and boards discipline it.",
    fix="model",
    source=Origin(
        "Federation of State Medical Boards",
        "Social Media and Electronic Communications",
        2019,
        "2026-11-22",
        "several",
        "boards treat guarantees of results as deceptive advertising; the wordings are ours",
    ),
    find=find,
    bad=(
        Example({"beats[1].say": "Our knee sleeve works for everyone, every single time."}, "said outright", ERROR),
        Example({"beats[1].say": "Mark my words, you'll run without pain by summer."}, "sworn", ERROR),
        Example(
            {"beats[1].say": "Every last one of my patients leaves pain-free, and so will you."},
            "all of them, and you",
            ERROR,
        ),
        Example(
            {"beats[1].say": "Two weeks with our plan and your knees will bend like you're twenty."},
            "plan, date and outcome",
            WARNING,
        ),
        Example(
            {"cta.say": "Pay us only when it works, because it works. You'll walk straight."},
            "money as a promise",
            ERROR,
        ),
    ),
    good=(
        Example({"beats[1].say": "Nobody can promise that your knee will stop hurting."}, "an honest limit"),
        Example({"beats[1].say": "No exercise works 100 percent of the time."}, "no certainty"),
        Example({"beats[1].say": "Many people walk easier after eight weeks, some don't."}, "hedged"),
        Example({"beats[1].say": "You will need a photo ID at the front desk."}, "will, about paperwork"),
        Example(
            {"beats[1].say": "If a coach guarantees that you'll run by June, ask what happens to those who can't."},
            "a warning about promises",
        ),
        Example({"beats[1].say": "The best exercise is the one you'll still be doing in November."}, "a saying"),
        Example(
            {"beats[1].say": "I promise this video is shorter than the line at the pharmacy."}, "a joke about the video"
        ),
    ),
    cannot="A promise made by tone, picture or music; one that holds for nearly everybody because it is trivial.",
)
