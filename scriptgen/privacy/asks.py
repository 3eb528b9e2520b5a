"""Requests to viewers to post their own health in public: symptoms, medicines, results, pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scriptgen.privacy.found import ASKS, Found
from scriptgen.privacy.passage import Passage
from scriptgen.privacy.terms import pattern
from scriptgen.text import Piece

__all__ = ["find"]


def find(p: Passage) -> Iterator[Found]:
    """Yield one stretch for each sentence that asks viewers for health details where others read them."""
    for number, piece in enumerate(p.sentences):
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
