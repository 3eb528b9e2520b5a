"""What identifies without a name: the only one of a kind, a known person's kin, the one from the news."""

from __future__ import annotations

from collections.abc import Iterator

from scriptgen.privacy.found import Found
from scriptgen.privacy.passage import Passage
from scriptgen.privacy.terms import pattern, word_class

__all__ = ["find"]

_NAMELESS = (
    "owned_only",
    "known_for",
    "we_have_one",
    "office_ill",
    "is_office",
    "office_kin",
    "titled",
    "retired",
    "first_born",
    "town_job",
)
_SPOKEN = ("owned_only", "known_for", "town_job")
"""In lines that are spoken the rest are said of anybody."""


def find(p: Passage) -> Iterator[Found]:
    """Yield descriptions that fit one person."""
    if p.invented or p.public:
        return
    roles = word_class("role") | word_class("job")
    for piece in p.sentences:
        start, end = piece.start, piece.end
        for m in p.finditer("only", start, end):
            person = pattern("some_person").search(m["what"]) or pattern("he_is").search(p.low[start : m.start()])
            placed = pattern("place").search(m[0]) or p.search("place", m.end(), min(end, m.end() + 30))
            told = p.typed and pattern("subject").search(p.before(m.start(), 24))
            if m["what"].startswith(("time ", "thing ", "day ", "step ", "question ")):
                continue
            if not p.typed and pattern("speakers_circle").search(m[0]) and not p.has("near"):
                continue
            if ((person and placed) or told) and not pattern("speaker_is").search(p.before(m.start(), 24)):
                yield Found("unique", m.start(), m.end(), "a patient")
        for m in p.finditer("kinof", start, end):
            known = m["role"] in roles or m["role"].endswith(
                ("man", "keeper", "ist", "or", "er", "chief", "queen", "king")
            )
            if known and not p.has("you_or_i", piece):
                yield Found("unique", m.start(), m.end(), "a patient")
        for m in p.finditer("role", start, end):
            role = m["role"]
            typed = p.where in ("notes", "topic", "trend", "comment")
            if (role in word_class("role") or typed) and p.has("ailing", piece) and not p.has("generic_role", piece):
                yield Found("unique", m.start(), m.end(), "a patient")
        for name in (
            ("definite", "possessed")
            if p.typed and not p.has("generic_role", piece) and not p.has("you_or_i", piece)
            else ()
        ):
            for m in p.finditer(name, start, end):
                if "some" not in m[0] and "any" not in m[0]:
                    yield Found("unique", m.start(), m.end(), "a patient")
        for name in _NAMELESS if p.typed else _SPOKEN:
            for m in p.finditer(name, start, end + 40 if name == "office_ill" else end):
                if (name in ("town_job", "office_kin") or p.has("ailing") or p.has("near")) and not p.has(
                    "speaks", piece
                ):
                    yield Found("unique", m.start(), m.end(), "a patient")
        for m in p.finditer("town_knows", start, end):
            close = p.typed or p.has("ailing") or p.has("near")
            if close and p.has("third") and not p.has("you_or_i", piece):
                yield Found("unique", *m.span(), "a patient")
        for m in p.finditer("you_know_me", start, end) if p.where == "comment" else ():
            yield Found("unique", m.start(), m.end(), "a patient")
        for m in p.finditer("everyone", start, end) if p.typed else ():
            yield Found("unique", m.start(), m.end(), "a patient")
        for name in ("rescued", "trade_own") if p.typed and not p.has("you_or_i", piece) else ():
            for m in p.finditer(name, start, end):
                yield Found("unique", m.start(), m.end(), "a patient")
        winked = p.search("winked", start, end) if p.typed and p.has("ailing") else None
        if winked and (p.has("bare_person", piece) or p.has("office", piece)):
            yield Found("unique", *winked.span(), "a patient")
        for m in p.finditer("towns", start, end):
            yield Found("unique", m.start(), m.end(), "a patient")
        for m in p.finditer("event", start, end):
            if p.has("victim", piece):
                yield Found("unique", m.start(), m.end(), "an accident")
        for m in p.finditer("day_event", start, end):
            if p.typed or p.has("victim", piece):
                yield Found("unique", m.start(), m.end(), "an accident")
        for m in p.finditer("news", start, end):
            if p.has("third", piece) and not p.has("you_or_i", piece) and (p.typed or p.has("ailing") or p.has("near")):
                yield Found("unique", m.start(), m.end(), "a patient")
