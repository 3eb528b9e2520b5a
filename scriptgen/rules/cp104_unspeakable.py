"""CP104: a spoken line holds what no voice can say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scriptgen.paths import field
from scriptgen.rule import ERROR, Example, Hit, Origin, Patch, Rule
from scriptgen.rules.speakable import cleaned, unspeakable
from scriptgen.view import View

if TYPE_CHECKING:
    from scriptgen.report import Finding


def find(view: View) -> Iterator[Hit]:
    """Report each mark, bracket, direction, emoji and address in what is spoken."""
    for line, kind, start, end in unspeakable(view.spoken, view.said):
        curly = "{" in line.text[start:end]
        quote = line.text[start:end].strip()[:60]
        yield Hit(
            ERROR, line.path, kind, (start, end), {"quote": quote}, fix="model" if kind == "crew" or curly else None
        )


def mend(view: View, finding: Finding) -> Iterator[Patch]:
    """Clean the line: marks, directions, emoji and addresses go, asides stay between commas."""
    text = str(field(view.script, finding.path))
    if "{" in finding.quote or "}" in finding.quote:
        return
    value = cleaned(text)
    if value != text and (value or finding.path != "hook.say"):
        yield Patch(finding.path, value)


RULE: Rule = Rule(
    code="CP104",
    slug="unspeakable",
    raises=(ERROR,),
    needs=frozenset({"say"}),
    guidance="`say` holds spoken words alone: no markdown, brackets, directions, emoji or web addresses.",
    messages={
        "markdown": "A voice cannot say the mark-up in “{quote}”.",
        "brackets": "A voice cannot say brackets: “{quote}”; make it a clause of its own or leave it out.",
        "direction": "A stage direction stands in what is to be spoken: “{quote}”; it belongs into `show`.",
        "crew": "A stage direction stands in what is to be spoken: “{quote}”; it belongs into `show`.",
        "emoji": "A voice cannot say “{quote}”; put it on screen.",
        "url": "Nobody reads an address aloud: “{quote}”; say 'link in bio' and put it there.",
    },
    why="The line goes to a teleprompter, a voice and the subtitles word for word; what is not speech ends up read "
    "out or on screen.",
    fix="code",
    source=Origin(
        "scriptgen",
        "What a teleprompter shows is read aloud",
        2026,
        "2026-11-22",
        "judgement",
        "a matter of form, not of opinion: `say` is spoken word for word",
    ),
    find=find,
    mend=mend,
    bad=(
        Example({"beats[1].say": "What helps **most** is strong thighs."}, "bold type", ERROR),
        Example({"hook.say": "(leans in) Does running ruin your knees?"}, "a stage direction", ERROR),
        Example({"beats[1].say": "Strong thighs (the big muscles in front) help most."}, "an aside in brackets", ERROR),
        Example({"cta.say": "Send this to a runner 🏃"}, "an emoji", ERROR),
        Example({"cta.say": "The plan is at kneeschool.org/start for free."}, "an address", ERROR),
        Example({"beats[0].say": "Cut to B-roll of a runner. It doesn't wear out."}, "for the camera crew", ERROR),
    ),
    good=(
        Example(
            {"beats[1].say": 'What helps most — and I mean most — is "boring" stuff... strong thighs.'},
            "dashes, quotes and dots are breath",
        ),
        Example(
            {"beats[1].say": "Cut to the chase: 3 sets of 10, at about 70% effort, 1/2 a mile a day & rest."},
            "numbers, a slash and an ampersand",
        ),
        Example(
            {"cta.say": "Go to c d c dot gov, or follow @dr_ruiz, the #1 knee nerd."}, "said the way people say it"
        ),
        Example(
            {"hook.say": "Look into the lens of a microscope. Knees are busy.", "hook.show": "[close-up] (slow) 🦵"},
            "marks in `show`",
        ),
    ),
    cannot="Directions in the words of a sentence ('now I would smile'), hashtags, and names that only look like web "
    "addresses.",
)
