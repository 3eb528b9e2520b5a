"""Dates finer than a year that are tied to one person: birth, visit, admission, surgery, death."""

from __future__ import annotations

from collections.abc import Iterator

from scriptgen.privacy.found import Found
from scriptgen.privacy.passage import Passage
from scriptgen.privacy.terms import pattern

__all__ = ["find"]


def find(p: Passage) -> Iterator[Found]:
    """Yield dates in sentences that tie them to a person."""
    for name in ("numeric", "worded", "holiday", "clock"):
        for m in p.finditer(name):
            piece, before = p.sentence(m.start()), p.before(m.start(), 34)
            tied, third = p.has("tied", piece), p.has("third", piece)
            viewer = p.where == "comment" and tied and p.has("myself", piece)
            if pattern("birth").search(before):
                yield Found("date", *m.span(), "long ago")
                continue
            if p.public or (p.has("open_hours", piece) and not third):
                continue
            if name == "numeric" and not (
                viewer
                or pattern("tied").search(before)
                or _full(m[0])
                or (third and pattern("tied_after").match(p.after(m.end())))
            ):
                continue  # 120/80, 24/7 and 6/8 are no dates
            seen = p.where == "comment" and p.has("you_saw", piece)
            noted = p.typed and (
                (tied and name in ("numeric", "worded")) or bool(pattern("tied_after").match(p.after(m.end())))
            )
            if viewer or seen or noted or (third and (tied or name in ("numeric", "worded"))):
                yield Found("date", *m.span(), "recently")


def _full(said: str) -> bool:
    """Return whether a numeric date has day, month and year."""
    return sum(c in "/.-" for c in said) == 2
