"""DS103: the disclaimer is on screen for less time than it takes to read."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import TYPE_CHECKING

from scriptgen.rule import ERROR, Example, Hit, Origin, Patch, Rule
from scriptgen.rules.reading import shown_too_briefly
from scriptgen.view import View

if TYPE_CHECKING:
    from scriptgen.report import Finding


def find(view: View) -> Iterator[Hit]:
    """Compare the time that the card is on screen with the time to read it."""
    block = view.block("disclaimer")
    if block:
        yield from shown_too_briefly(view, block)


def mend(view: View, finding: Finding) -> Iterator[Patch]:
    """Keep the card as long as it takes to read it, rounded up to a tenth of a second."""
    block = view.block("disclaimer")
    hit = next(iter(shown_too_briefly(view, block)), None) if block else None
    if hit:
        yield Patch("disclaimer.seconds", ceil(hit.values["needs"] * 10) / 10)


RULE: Rule = Rule(
    code="DS103",
    slug="disclaimer-unreadable",
    raises=(ERROR,),
    needs=frozenset({"disclaimer", "text"}),
    guidance="The disclaimer stays on screen a second for every 17 characters.",
    messages={
        "main": "The disclaimer has {chars} characters and takes {needs:.1f} s to read, but is on screen for "
        "{shown:.1f} s.",
        "spoken": "The disclaimer has {chars} characters and takes {needs:.1f} s to read, but is on screen only "
        "while {shown:.1f} s of words are said.",
    },
    why="Regulators ask that a disclosure be clear and conspicuous; one that cannot be read is neither.",
    fix="code",
    source=Origin(
        "Netflix",
        "Timed Text Style Guide: English",
        2024,
        "2026-11-22",
        "primary",
        "17 characters a second for adults; the least of one second is our own choice",
    ),
    find=find,
    mend=mend,
    bad=(
        Example({"disclaimer.seconds": 1.0}, "a blink", ERROR),
        Example(
            {
                "disclaimer.say": "Just education.",
                "disclaimer.text": "General education, not medical advice. Ask your own clinician before you change "
                "anything.",
            },
            "two words said over a long card",
            ERROR,
        ),
        Example(
            {"disclaimer.say": "", "disclaimer.text": "Info only", "disclaimer.seconds": 0.9},
            "short, but under a second",
            ERROR,
        ),
    ),
    good=(
        Example({"disclaimer.seconds": 3.0}, "43 characters in three seconds"),
        Example({"disclaimer.say": ""}, "a silent card without planned time is given what it needs"),
        Example({"disclaimer.text": "", "disclaimer.seconds": 0.5}, "nothing to read"),
    ),
    cannot="How large the letters are, what is behind them, and a disclaimer inside another block, which CP102 "
    "measures.",
)
