"""Places smaller than a state that one person is tied to: streets, towns, counties, units, beds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scriptgen.privacy.found import Found
from scriptgen.privacy.passage import Passage
from scriptgen.privacy.terms import pattern
from scriptgen.privacy.vocabulary import ordinary

__all__ = ["find"]

_WORD = re.compile(r"[a-z]+")
_OWN_NAME = re.compile(r"(?<!\w)[^\W_a-z]\w*")


def find(p: Passage) -> Iterator[Found]:
    """Yield places in sentences about one person."""
    for piece in p.sentences:
        third = p.has("third", piece)
        for m in pattern("address").finditer(p.low, piece.start, piece.end):
            if (
                (p.typed or third)
                and not p.has("clinic_place", piece)
                and not p.clinic(m.start())
                and not p.is_own(*m.span())
            ):
                yield Found("geography", m.start(), m.end(), "a nearby town")
        mine = p.where == "comment" and p.has("myself", piece)
        for name, tied in (("numbered", mine), ("bed", third and p.typed)):
            stay = pattern(name).search(p.low, piece.start, piece.end) if tied else None
            if stay:
                yield Found("geography", *stay.span(), "in hospital")
        if not third and not (p.typed and (p.has("happened", piece) or p.has("illness", piece))):
            continue
        if p.has("clinic_place", piece) and not p.has("lives", piece):
            continue
        for name in ("numbered", "street", "area"):
            for m in pattern(name).finditer(p.low, piece.start, piece.end):
                start = m.start() if name == "numbered" and third else _named(p, m.start(), m.end())
                if start >= 0:
                    yield Found("geography", start, m.end(), "a nearby town")
        for m in pattern("tiny").finditer(p.low, piece.start, piece.end):
            yield Found("geography", m.start(), m.end(), "a small place")
        if not p.typed and p.has("kin_only", piece):
            continue
        for m in pattern("lives" if p.typed else "resides").finditer(p.low, piece.start, piece.end):
            end = _town(p, m.end(), piece.end)
            if third and end and not p.is_own(m.end(), end):
                yield Found("geography", m.end(), end, "a nearby town")


def _named(p: Passage, start: int, end: int) -> int:
    """Return where the name of a street or county begins, at its first capital or digit; -1 where it has none."""
    for m in _OWN_NAME.finditer(p.text, start, end):
        if " " in p.text[m.start() : end] and not p.is_own(m.start(), end):
            return m.start()
    return -1


def _town(p: Passage, start: int, limit: int) -> int:
    """Return where a town's name ends that begins at `start`, 0 where there is none."""
    end = 0
    for m in pattern("capital").finditer(p.text, start, min(limit, start + 60)):
        if (not end and m.start() != start) or (end and m.start() > end + 1):
            break
        end = m.start() + len(m[0].rstrip("."))
    lower = None if end else _WORD.match(p.low, start)
    if lower and len(lower[0]) > 3 and not ordinary(lower[0]):
        end = lower.end()
    return 0 if end and pattern("wide").fullmatch(p.low[start:end]) else end
