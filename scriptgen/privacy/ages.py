"""Ages over 89 of a single person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scriptgen.privacy.found import Found
from scriptgen.privacy.passage import Passage
from scriptgen.privacy.terms import pattern

__all__ = ["find"]


def find(p: Passage) -> Iterator[Found]:
    """Yield ages of ninety or more that one person has; groups, cut-offs and the famous are left out."""
    if p.public:
        return
    for name in ("over", "said", "aside"):
        for m in p.finditer(name):
            before, after = p.before(m.start(), 30), p.after(m.end(), 24)
            if (
                pattern("group").search(before)
                or re.match(r"s\b|[\s-]*olds\b", after)
                or m[0].rstrip().endswith("olds")
            ):
                continue
            if pattern("measure_before").search(before) or pattern("measure_after").match(after):
                continue
            if re.match(r"\s?(?:and|or)\s(?:over|older|up|above|beyond)|\s?\+|\s?percent|\s?%", after):
                continue
            if name == "aside" and not p.has("third", p.sentence(m.start())):
                continue
            if (
                name != "over"
                and p.has("generic_age", p.sentence(m.start()))
                and not p.has("third", p.sentence(m.start()))
            ):
                continue
            yield Found("age", m.start(), m.end(), "in their nineties" if name == "over" else m[0])
            break
    born = p.search("born")
    if born:
        yield Found("age", *born.span(), "born long ago")
