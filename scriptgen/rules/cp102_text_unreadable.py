"""CP102: a text is on screen for less time than it takes to read."""

from __future__ import annotations

from collections.abc import Iterator

from scriptgen.rule import ERROR, Example, Hit, Origin, Rule
from scriptgen.rules.reading import shown_too_briefly
from scriptgen.view import View


def find(view: View) -> Iterator[Hit]:
    """Compare each text's time on screen with the time to read it; the disclaimer's is DS103's."""
    for block in view.blocks:
        if block.name != "disclaimer":
            yield from shown_too_briefly(view, block)


RULE: Rule = Rule(
    code="CP102",
    slug="text-unreadable",
    raises=(ERROR,),
    needs=frozenset({"text"}),
    guidance="Nothing on screen that cannot be read while it is there: 17 characters a second.",
    messages={
        "main": "The text has {chars} characters and takes {needs:.1f} s to read, but the plan shows it for "
        "{shown:.1f} s.",
        "spoken": "The text has {chars} characters and takes {needs:.1f} s to read, but the words over it are said "
        "in {shown:.1f} s.",
    },
    why="Many watch without sound: for them, a text that is gone too soon was never there.",
    fix="model",
    source=Origin(
        "Netflix",
        "Timed Text Style Guide: English",
        2024,
        "2026-11-22",
        "primary",
        "17 characters a second for adults; the least of one second is our own choice",
    ),
    find=find,
    bad=(
        Example(
            {"hook.seconds": 1.0, "hook.text": "Joggers get no more arthritis"}, "29 characters in a second", ERROR
        ),
        Example(
            {"hook.say": "Nope.", "hook.text": "Running does not wear out knees"},
            "one word said over a whole line",
            ERROR,
        ),
        Example({"beats[1].seconds": 0.7, "beats[1].text": "No"}, "two letters, but a flash", ERROR),
    ),
    good=(
        Example({"hook.seconds": 2.0, "hook.text": "Joggers get no more arthritis"}, "29 characters in two seconds"),
        Example(
            {"beats[1].say": "", "beats[1].text": "Strong thighs help sore knees most of all"},
            "silent, and as long as it takes",
        ),
        Example({"hook.seconds": 0.5, "hook.text": ""}, "short, with nothing to read"),
    ),
    cannot="A text that stays on over the next beat, or comes in late: a block's text is taken to be there as long "
    "as the block.",
)
