"""DS101: nothing spoken or on screen says that this is general education."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scriptgen.rule import ERROR, Example, Hit, Origin, Patch, Rule
from scriptgen.rules.disclaimers import joined, mended, refers, teaches
from scriptgen.view import View

if TYPE_CHECKING:
    from scriptgen.report import Finding


def find(view: View) -> Iterator[Hit]:
    """Look in the disclaimer first, then from the end: that is where it stands."""
    for block in reversed(view.blocks):
        if block.name[0] in "bh":
            break
        low, kindly = joined(block.say, block.text), block.name == "disclaimer"
        if teaches(low, kindly) or refers(low, kindly):
            return
    low = joined(*[line for block in view.blocks if block.name[0] in "bh" for line in (block.say, block.text)])
    if teaches(low) or refers(low):
        return
    given = view.block("disclaimer")
    for line in (given.say, given.text) if given else ():
        if any(c.isalnum() for c in line.text):
            yield line.hit(ERROR, "unrelated")
            return
    yield Hit(ERROR, "disclaimer.say")


def mend(view: View, finding: Finding) -> Iterator[Patch]:
    """Say the brand's own disclaimer, or the plain one, after what is there."""
    there = view.script.disclaimer.say if any(c.isalnum() for c in view.script.disclaimer.say) else ""
    yield Patch("disclaimer.say", f"{there} {mended(view, False, False)}".strip())


RULE: Rule = Rule(
    code="DS101",
    slug="disclaimer-missing",
    raises=(ERROR,),
    needs=frozenset({"say"}),
    guidance="Say or show once that this is general education, in words you'd use across a desk.",
    messages={
        "main": "Neither the speech nor the text on screen says that this is general education or sends the viewer "
        "to their own clinician.",
        "unrelated": "The disclaimer speaks of something else: nothing spoken or on screen says that this is general "
        "education or sends the viewer to their own clinician.",
    },
    why="A viewer takes a clinician on screen for their own; the caption is folded away and many never open it.",
    fix="code",
    source=Origin(
        "American Medical Association",
        "Code of Medical Ethics, Opinion 2.3.2: Professionalism in the Use of Social Media",
        2011,
        "2026-11-22",
        "judgement",
        "it asks for boundaries with the public; the wording of a disclaimer is our own choice",
    ),
    find=find,
    mend=mend,
    bad=(
        Example({"disclaimer.say": "", "disclaimer.text": ""}, "none at all", ERROR),
        Example(
            {"disclaimer.say": "All views are mine and not my employer's.", "disclaimer.text": ""},
            "fine print about something else",
            ERROR,
        ),
        Example(
            {
                "disclaimer.say": "",
                "disclaimer.text": "",
                "caption": "Knee pain myths. Not medical advice, ask your own doctor.",
            },
            "only in the caption",
            ERROR,
        ),
        Example(
            {"disclaimer.say": "", "disclaimer.text": "", "cta.say": "Free advice every week. Follow me."},
            "advice, as a boast",
            ERROR,
        ),
    ),
    good=(
        Example({"disclaimer.say": "", "disclaimer.text": "For learning only"}, "a card of three words"),
        Example(
            {
                "disclaimer.say": "",
                "disclaimer.text": "",
                "beats[1].say": "What helps most is strong thighs. I haven't seen your knee, so ask someone who has.",
            },
            "inside the last beat",
        ),
        Example(
            {"disclaimer.say": "I'm a doctor, just not yours.", "disclaimer.text": ""}, "no word of advice or education"
        ),
        Example(
            {"disclaimer.say": "", "disclaimer.text": "", "cta.say": "Bring this to your own physio next week."},
            "sends them to their own clinician",
        ),
    ),
    cannot="Whether a viewer notices it, and a disclaimer worded as a joke; a clinician's name tag or a hashtag does "
    "not count.",
)
