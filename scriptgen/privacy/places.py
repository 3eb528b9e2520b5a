"""Places smaller than a state that one person is tied to: streets, towns, counties, units, beds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scriptgen.privacy.found import Found
from scriptgen.privacy.names import plain
from scriptgen.privacy.passage import Passage
from scriptgen.privacy.terms import pattern
from scriptgen.privacy.vocabulary import ordinary

__all__ = ["find"]

_ROOM = re.compile(r"(?:room|rm|bed|bay|ward|chair|cubicle|unit)\b")
_TERSE = ("notes", "topic", "trend")
_NAMED_AT = {"topic": ("at_named",), "comment": ("we_live",), "notes": ("at_named",), "trend": ("at_named",)}
_WORD = re.compile(r"[a-z]+")
_WHOSE = frozenset("his her my your our their its this that the a an one another what which no".split())
_OWN_NAME = re.compile(r"(?<!\w)[^\W_a-z]\w*")


def find(p: Passage) -> Iterator[Found]:
    """Yield places in sentences about one person."""
    for piece in p.sentences:
        third = p.has("third", piece) or (p.has("resident_of", piece) and (p.has("near") or p.has("when")))
        for m in p.finditer("address", piece.start, piece.end):
            if (
                (p.typed or third)
                and not p.has("clinic_place", piece)
                and not p.clinic(m.start())
                and not p.is_own(*m.span())
            ):
                yield Found("geography", m.start(), m.end(), "a nearby town")
        for m in p.finditer("flat", piece.start, piece.end) if p.typed and not p.has("clinic_place") else ():
            yield Found("geography", m.start(), m.end(), "a nearby town")
        for m in p.finditer("abroad", piece.start, piece.end) if p.typed and not p.has("clinic_place", piece) else ():
            if not p.is_own(*m.span()):
                yield Found("geography", *m.span(), "a nearby town")
        for m in p.finditer("telegraph_bed", piece.start, piece.end) if p.where in _TERSE else ():
            yield Found("geography", *m.span(), "in hospital")
        for m in p.finditer("near_named", piece.start, piece.end):
            capital = p.text[m.start("what")].isupper()
            if capital and (third or p.typed) and not (p.is_own(*m.span("what")) or p.clinic(m.start())):
                yield Found("geography", *m.span(), "a small place")
        for m in p.finditer("sent_from", piece.start, piece.end) if p.typed else ():
            if p.text[m.start("what")].isupper() and not pattern("wide").match(p.low, m.start("what")):
                yield Found("geography", *m.span("what"), "a nearby town")
        mine = p.where == "comment" and p.has("myself", piece)
        for name in _NAMED_AT.get(p.where, ()):
            text = p.text if name == "at_named" else p.low
            for m in pattern(name).finditer(text, piece.start, piece.end):
                if p.where != "topic" and name == "at_named" and not (p.has("illness") or p.has("of_ours")):
                    continue
                if not (pattern("wide").match(p.low[m.start("what") : m.end("what")]) or p.is_own(*m.span("what"))):
                    yield Found("geography", *m.span("what"), "a nearby town")
        for name, tied in (("numbered", mine or p.where == "topic"), ("bed", third and p.typed)):
            stay = p.search(name, piece.start, piece.end) if tied else None
            if stay:
                yield Found("geography", *stay.span(), "in hospital")
        if not third and not mine and not (p.typed and (p.has("happened", piece) or p.has("illness", piece))):
            continue
        if p.has("clinic_place", piece) and not p.has("lives", piece):
            continue
        for name in ("numbered", "street", "area"):
            for m in p.finditer(name, piece.start, piece.end):
                start = m.start() if name == "numbered" and third else _named(p, m.start(), m.end())
                if start >= 0:
                    yield Found("geography", start, m.end(), _instead(p, start, m[0]))
        for m in p.finditer("tiny", piece.start, piece.end):
            yield Found("geography", m.start(), m.end(), "a small place")
        if not p.typed and p.has("kin_only", piece):
            continue
        for m in p.finditer("lives" if p.typed else "resides", piece.start, piece.end):
            end = _town(p, m.end(), piece.end)
            if third and end and not p.is_own(m.end(), end):
                yield Found("geography", m.end(), end, "a nearby town")


def _named(p: Passage, start: int, end: int) -> int:
    """Return where the name of a street or county begins, at its first capital or digit; -1 where it has none."""
    for m in _OWN_NAME.finditer(p.text, start, end):
        if plain(m[0]) in _WHOSE:
            continue  # "His point" is no place
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


def _instead(p: Passage, start: int, said: str) -> str:
    """Return the generic phrase for a street or a county, or for a room where somebody lies."""
    if not _ROOM.match(said):
        return "a nearby town"
    return "hospital" if p.before(start, 4).endswith("in ") else "in hospital"
