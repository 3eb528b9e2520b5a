"""Requests to viewers to post their own health in public: symptoms, medicines, results, pictures.

Patterns know the usual ways to ask. For the others all the words of a sentence, or of two, are weighed: `python -m benchmarks.defects.asks_weights`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from scriptgen.odds import Odds, features
from scriptgen.privacy.found import ASKS, Found
from scriptgen.privacy.passage import Passage
from scriptgen.privacy.terms import listed, pattern
from scriptgen.text import Piece, fold, words

__all__ = ["FILE", "find"]

FILE = "privacy/terms/asks.txt"
ODDS = Odds(FILE)
_ASKED, _AGAINST = -0.1, -1.5
"""Log-odds of the words from which they alone are a request, and below which what a pattern finds is none. With asks.jsonl learned from, 79 to 100 % of the requests of each
of fifteen writers left out lie above nought, one of their near misses and 3 of 9,763 lines of good scripts; where patterns are wrong nearly all lie below the second."""
_CLEAR = 1.0
"""The same from which they are a request beyond doubt."""
_FEW = 5
"""Blanks below which a sentence beside others is only read with one of them: "Put them in the comments." may ask for anything."""
_NOTHING = Piece(0, 0, "")


def find(p: Passage) -> Iterator[Found]:
    """Yield one stretch for each sentence that asks viewers for health details where others read them."""
    odds, piece = max(_weighed(p), key=lambda one: one[0], default=(_AGAINST, _NOTHING))
    found = list(_by_pattern(p)) if odds >= _AGAINST else []
    if not found and odds >= _ASKED:
        found = [Found(ASKS, piece.start, piece.end, "", odds >= _CLEAR)]
    yield from found


def _weighed(p: Passage) -> Iterator[tuple[float, Piece]]:
    """Yield the sentences that may ask for something, and those that lean on their neighbour, with how far their words speak for a request."""
    asking = listed("words", "asking")
    alone = [piece for piece in p.sentences if len(p.sentences) == 1 or piece.text.count(" ") >= _FEW]
    for piece in (*alone, *(_joined(p, a, b) for a, b in pairwise(p.sentences))):
        if not asking.isdisjoint(words(fold(piece.text))) and not _refused(p, piece):
            yield ODDS.of(features(piece.text)), piece


def _joined(p: Passage, one: Piece, other: Piece) -> Piece:
    return Piece(one.start, other.end, p.text[one.start : other.end])


def _by_pattern(p: Passage) -> Iterator[Found]:
    for number, piece in enumerate(p.sentences):
        if p.has("kept_off", piece):
            continue
        if _answered(p, number):
            yield Found(ASKS, piece.start, piece.end, "")
            continue
        start, end = piece.start, piece.end
        m = p.search("challenge", start, end)
        if m and not (p.has("keyword", piece) or p.has("denied", piece) or _unasked(p, piece, m.start())):
            yield Found(ASKS, m.start(), end, "")
            continue
        if (p.has("private", piece) and not p.has("override", piece)) or (
            p.has("question_only", piece) and not p.has("posting", piece)
        ):
            continue
        if (p.typed and (m := p.search("ask_others", start, end) or p.search("ask_ours", start, end))) or (
            p.has("conditional_tell", piece)
            and (p.has("health", piece) or p.has("ailing", piece))
            and (m := p.search("conditional_ask", start, end))
        ):
            yield Found(ASKS, m.start(), end, "")
            continue
        asked = _asking(p, piece)
        if asked is None or not p.has("health", piece):
            continue
        if p.has("posting", piece) or (p.has("public_place", piece) and (p.has("yours", piece) or p.typed)):
            yield Found(ASKS, asked.start(), end, "")


def _asking(p: Passage, piece: Piece) -> re.Match[str] | None:
    """Return the first verb that asks viewers to send something: none that is denied, supposed, or asks for a keyword only."""
    if p.has("keyword", piece):
        return None
    for m in p.finditer("send", piece.start, piece.end):
        if not _unasked(p, piece, m.start()):
            return m
    return None


def _refused(p: Passage, piece: Piece) -> bool:
    """Return whether all that is said of sending something takes the request out of it, or the sentence opens by ruling it out."""
    if p.search("kept_off", piece.start, piece.end):
        return True
    verbs = [m.start() for m in p.finditer("send", piece.start, piece.end)]
    return bool(verbs) and all(_unasked(p, piece, at) for at in verbs)


def _unasked(p: Passage, piece: Piece, at: int) -> bool:
    """Return whether what is said before a verb takes the request out of it: never, should you, people who."""
    return bool(pattern("unasked").search(p.low[max(piece.start, at - 40) : at]))


def _answered(p: Passage, number: int) -> bool:
    """Return whether a sentence asks for a health detail and the next one says where to put the answer."""
    piece = p.sentences[number]
    if not piece.text.endswith("?") or number + 1 == len(p.sentences) or p.has("question_only", piece):
        return False
    told = any(
        p.has("answer_below", after) and not (p.has("private", after) or p.has("question_only", after))
        for after in p.sentences[number + 1 : number + 3]
    )
    return told and p.has("health", piece) and p.has("asked_of_you", piece)
