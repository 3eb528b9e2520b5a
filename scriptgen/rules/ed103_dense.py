"""ED103: a sentence too long to follow by ear, or a beat with two subjects."""

from __future__ import annotations

from collections.abc import Iterator

from scriptgen.rule import ERROR, WARNING, Example, Hit, Origin, Rule, Unmeasured
from scriptgen.rules.subject import turn
from scriptgen.text import words
from scriptgen.view import View

_LEAST = 3
"""Characters that a word takes at the very least, its space too, in a sentence of many."""


def find(view: View) -> Iterator[Hit | Unmeasured]:
    """Count the words of every spoken sentence, then look for turns inside the beats."""
    usual, most = view.pack["sentence_words"], view.pack["sentence_words_most"]
    transcript = "text" not in view.channels
    for line in view.spoken:
        text = line.text
        if text.count(" ") + text.count("—") < usual:
            continue
        if transcript and len(line.words) > most and _unstopped(text):
            yield Unmeasured("the transcript has no punctuation")
            return
        for piece in line.sentences:
            if piece.end - piece.start <= _LEAST * usual:
                continue
            count = len(words(piece.text)) if piece.text.count(" ") + piece.text.count("—") >= usual else 0
            if count > usual:
                values = {"words": count, "limit": most if count > most else usual}
                yield line.hit(ERROR if count > most else WARNING, "main", piece.start, piece.end, **values)
    for block in view.beats:
        span = turn(view, block)
        if span:
            yield block.say.hit(WARNING, "turn", *span)


def _unstopped(text: str) -> bool:
    return not any(c in text for c in ".!?…")


RULE: Rule = Rule(
    code="ED103",
    slug="dense",
    raises=(ERROR, WARNING),
    needs=frozenset({"say"}),
    guidance="Sentences under 20 words, one subject to a beat.",
    messages={
        "main": "This sentence has {words} words, more than {limit}; nobody follows that by ear. Make two of it.",
        "turn": "Here the beat turns to another subject; give that a beat of its own, or another video.",
    },
    why="A listener holds one short thought at a time and cannot read a sentence again.",
    fix="model",
    source=Origin(
        "Centers for Disease Control and Prevention",
        "Simply Put: A guide for creating easy-to-understand materials, 3rd edition",
        2009,
        "2026-11-22",
        "judgement",
        "asks for short sentences and one idea at a time; 20 and 28 words are our choice",
    ),
    find=find,
    bad=(
        Example(
            {
                "beats[0].say": (
                    "Most people hear that running wears out the joint but it does not because the joint gets fed "
                    "when you"
                    " move it and so people who jog for fun get no more arthritis than those who sit."
                ),
            },
            "38 words",
            ERROR,
        ),
        Example(
            {
                "beats[1].say": (
                    "What helps the most is to have strong thighs, so start small and then build up just a little "
                    "bit each and every week."
                )
            },
            "25 words",
            WARNING,
        ),
        Example(
            {"beats[1].say": "Strong thighs help most. By the way, your sunscreen expires. Check the tube."},
            "what has sunscreen to do with it?",
            WARNING,
        ),
        Example(
            {
                "beats[1].say": (
                    "Strong thighs help most. Start small. We also sell teeth whitening kits at the front desk."
                )
            },
            "a plug",
            WARNING,
        ),
    ),
    good=(
        Example({"beats[1].say": "Start small. Then add a bit. " * 8}, "many words, short sentences"),
        Example(
            {"beats[1].say": "Strong thighs help most. By the way, they help your hips too."}, "an aside on the subject"
        ),
        Example(
            {"beats[1].say": "Dr. Lee said it at 7 a.m. in St. Louis. Strong thighs help 9.5 times out of 10."},
            "points that end nothing",
        ),
        Example({"caption": "Knee pain myths " * 12}, "a caption is read"),
        Example(
            {"beats[1].say": "Strong thighs help most. Your dog will thank you. Build up a little each week."},
            "a joke that comes back",
        ),
    ),
    cannot=(
        "Most turns without a sign of them: a second subject is seen after a phrase such as by the way, in a plug, "
        "or when it is one that videos often stray to, such as teeth, sunscreen or a flu shot."
    ),
)
