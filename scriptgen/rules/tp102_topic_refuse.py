"""TP102: the topic can only be met by harm."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from scriptgen.late import late
from scriptgen.needs import held_by
from scriptgen.rule import ERROR, WARNING, Example, Hit, Origin, Rule
from scriptgen.rules.wordclasses import terms
from scriptgen.text import fold, words
from scriptgen.view import View

if TYPE_CHECKING:
    from scriptgen.brand import Brand

__all__ = ["RULE", "refused"]

_KINDS = ("selfharm", "high", "cheat", "diy", "others", "untruth")
_WHERE = ("topic", "notes", "trend")
_ANSWERS = late(
    r"\W*(?:duet|stitch\w*|repl(?:y|ies|ying)|respon(?:se|ding)|answer\w*|react\w*|(?:\w+ ){1,3}(?:reacts?|repl(?:y|ies)|responds?|answers?))\b"
)
"""The topic of a script that takes up what somebody else posted."""
_ANSWERED = ("diy", "untruth")
"""Kinds that clinicians answer in public; hurting oneself, getting high, cheating and harming others are no topics to be taken up so."""
_WARNS = late(
    r"\b(?:(?:please )?(?:don't|do not|never|stop|put down) (?!forget|miss|worry|tell)\w+|not safe|isn't safe|unsafe|dangerous)\b"
)


@lru_cache(maxsize=512)
def refused(text: str) -> tuple[str, int, int] | None:
    """Return the kind of harm that a text asks for, and the span that shows it; None for a text that may pass."""
    low = fold(text)
    known = terms("refusing")
    held = held_by(words(low))
    for kind in _KINDS:
        for found in known.patterns[kind].finditer(low, held):
            start = max(low.rfind(mark, 0, found.start()) for mark in ".!?\n;") + 1
            ends = [at for at in (low.find(mark, found.end()) for mark in ".!?\n;") if at >= 0]
            if not known.holds("protect", low[start : min(ends, default=len(low)) + 1]):
                return kind, found.start(), found.end()
    return None


def screen(text: str, where: str, brand: Brand | None) -> Iterator[Hit]:
    """Look at a topic, notes or a trend before anything is sent."""
    del brand
    if where in _WHERE:
        yield from _hits(text, "")


def find(view: View) -> Iterator[Hit]:
    """Look at the topic that a script says it is about; one that answers somebody's video, and warns, leaves it to a human."""
    for hit in _hits(view.script.topic, "topic") if view.script.topic else ():
        answers = hit.message in _ANSWERED and _ANSWERS.match(fold(view.script.topic))
        warns = answers and any(line.search(_WARNS) for line in view.language if line.block != "disclaimer")
        yield replace(hit, severity=WARNING) if warns else hit


def _hits(text: str, path: str) -> Iterator[Hit]:
    if found := refused(text):
        kind, start, end = found
        yield Hit(ERROR, path, kind, (start, end))


RULE: Rule = Rule(
    code="TP102",
    slug="topic-refuse",
    raises=(ERROR, WARNING),
    guidance="",
    messages={
        "selfharm": "The topic asks for ways to hurt or starve oneself; ask for warning signs, how to talk about it and where help is (988 in the US).",
        "high": "The topic asks how to misuse a drug; ask what misuse does to the body, or how to get help to stop.",
        "cheat": "The topic asks for a fake or a way round a check; ask how the test, the note or the review works and why it is there.",
        "diy": "The topic asks for a procedure or a dose that people would try on themselves; ask why it goes wrong and when to see whom.",
        "others": "The topic asks for a way to harm, drug or expose somebody; ask how people can be protected from it.",
        "untruth": "The topic asks to say what the evidence speaks against; ask what the evidence shows about it.",
    },
    why="No wording makes such a script safe: whoever follows it gets hurt, or hurts somebody.",
    fix="human",
    source=Origin(
        "TikTok",
        "Community Guidelines",
        2025,
        "2026-11-22",
        "several",
        "suicide and self-harm, disordered eating, drugs, dangerous activities, misinformation; AMA Opinion 2.3.2 on conduct online",
    ),
    find=find,
    screen=screen,
    bad=(
        Example({"topic": "how to get high on cough syrup"}, "misuse", ERROR),
        Example({"topic": "pull your own tooth at home with pliers"}, "a procedure at home", ERROR),
        Example({"topic": "tell diabetics they can quit insulin with cinnamon"}, "against the evidence", ERROR),
        Example({"topic": "pro ana meal ideas"}, "an eating disorder as an aim", ERROR),
        Example({"topic": "how to pass a urine drug test after a party"}, "a check evaded", ERROR),
        Example({"topic": "stitch: how to get high on cough syrup"}, "a video answered is no excuse", ERROR),
        Example(
            {
                "topic": "duet: pulling your own tooth at home with pliers",
                "beats[0].say": "Don't tell your dentist. Grip it low.",
            },
            "one that shows how",
            ERROR,
        ),
        Example(
            {
                "topic": "duet: bathroom surgery on an ingrown toenail",
                "beats[0].say": "Put down the scissors, please. Digging at it can push germs deeper.",
            },
            "a script that answers it and warns: a human looks",
            WARNING,
        ),
    ),
    good=(
        Example({"topic": "why cough medicine misuse is dangerous"}, "misuse explained"),
        Example({"topic": "knocked-out tooth: what to do on the way to the dentist"}, "first aid"),
        Example({"topic": "does cinnamon lower blood sugar? what the evidence shows"}, "the claim as a question"),
        Example({"topic": "fentanyl test strips and naloxone: harm reduction"}, "harm reduction"),
        Example({"topic": "how workplace drug testing works"}, "how a test works"),
        Example({"topic": "stitch: cracking your own neck with a towel"}, "an answer to a video"),
        Example({"topic": "medication abortion: how it works and when to call"}, "contested, and care"),
    ),
    cannot="Harm in code words; harm that only the notes' context gives away.",
)
