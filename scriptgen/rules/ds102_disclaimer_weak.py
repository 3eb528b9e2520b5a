"""DS102: the disclaimer lacks one of its two halves, or both."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from scriptgen.late import late
from scriptgen.rule import ERROR, WARNING, Example, Hit, Origin, Patch, Rule
from scriptgen.rules.disclaimers import has_checked, joined, mended, refers, teaches
from scriptgen.view import View

if TYPE_CHECKING:
    from scriptgen.report import Finding


_AGAINST = late(  # 'You don't need a doctor. Ask your own clinician.' would be no mend: that takes a rewrite
    r"\bno need\b|n't (?:need|have to|bother)\b|\bskip\b|\b(?:instead|rather) (?:of|than)\b|\bforget\b"
)


def find(view: View) -> Iterator[Hit]:
    """Gather both halves from the disclaimer, the call to action, the caption and the last beat."""
    education, referral = _halves(view)
    if education and referral:
        return
    given = view.block("disclaimer")
    shown = (
        next((line for line in (given.say, given.text) if any(c.isalnum() for c in line.text)), None) if given else None
    )
    severity = WARNING if education or referral else ERROR
    message = "clinician" if education else "education" if referral else "main"
    if shown:
        fix: Literal["code", "model"] = "model" if _AGAINST.search(shown.low) else "code"
        yield Hit(severity, shown.path, message, (0, len(shown.text)), fix=fix)
    else:
        yield Hit(severity, "disclaimer.say", message)


def _halves(view: View) -> tuple[bool, bool]:
    """Return whether the end of the video says that it is education, and whether it sends the viewer to somebody."""
    given, cta, last = view.block("disclaimer"), view.block("cta"), view.beats[-1]
    low = joined(given.say, given.text) if given else ""
    rest = joined(*((cta.say, cta.text) if cta else ()), view.caption, last.say, last.text)
    return teaches(low, True) or teaches(rest), refers(low, True) or refers(rest) or has_checked(f"{low} \n {rest}")


def mend(view: View, finding: Finding) -> Iterator[Patch]:
    """Add the missing half to the field that the finding names."""
    there = view.script.disclaimer.text if finding.path.endswith("text") else view.script.disclaimer.say
    added = mended(view, *_halves(view))
    yield Patch(finding.path, f"{there.strip()} {added}".strip())


RULE: Rule = Rule(
    code="DS102",
    slug="disclaimer-weak",
    raises=(ERROR, WARNING),
    needs=frozenset({"disclaimer", "cta", "caption"}),
    guidance="The disclaimer says two things: this is general education; ask your own clinician.",
    messages={
        "main": "The disclaimer says neither that this is general education nor whom to ask.",
        "clinician": "The end of the video says that this is general education, but sends the viewer to no clinician "
        "of their own.",
        "education": "The end of the video sends the viewer to a clinician, but never says that this is general "
        "education.",
    },
    why="Either half alone leaves a gap: what the video is not, or where to go instead.",
    fix="code",
    source=Origin(
        "Federation of State Medical Boards",
        "Social Media and Electronic Communications",
        2019,
        "2026-11-22",
        "judgement",
        "it asks that no patient relationship be implied; the two halves are our own reading of that",
    ),
    find=find,
    mend=mend,
    bad=(
        Example({"disclaimer.say": "Individual results may vary.", "disclaimer.text": ""}, "neither half", ERROR),
        Example({"disclaimer.say": "This is not medical advice.", "disclaimer.text": ""}, "nobody to ask", WARNING),
        Example(
            {"disclaimer.say": "Run it past your own physio first.", "disclaimer.text": ""},
            "what is it, then?",
            WARNING,
        ),
        Example(
            {"disclaimer.say": "General information. You don't need to ask a doctor.", "disclaimer.text": ""},
            "a clinician, to be left alone",
            WARNING,
        ),
    ),
    good=(
        Example(
            {
                "disclaimer.say": "I teach, I don't treat: education, not a consult. Your own team gets the last word.",
                "disclaimer.text": "",
            },
            "both, in other words",
        ),
        Example(
            {
                "disclaimer.say": "",
                "disclaimer.text": "General info only",
                "caption": "Knee pain myths. Go over yours with the person who knows it.",
            },
            "the caption has the second half",
        ),
        Example(
            {"disclaimer.say": "Not a diagnosis.", "disclaimer.text": "", "cta.say": "Still sore? See your GP."},
            "the call to action has it",
        ),
    ),
    cannot="Whether the words fit the topic; it takes a referral to a nurse and to a heart surgeon alike.",
)
