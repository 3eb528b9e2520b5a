"""Ages over 89 of a single person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scriptgen.privacy.found import Found
from scriptgen.privacy.passage import Passage
from scriptgen.privacy.terms import pattern

__all__ = ["find"]

_SEX = {"f": "woman", "m": "man"}
_WHO = re.compile(r"\b(?:woman|man|lady|[fm])$|(?<=\d)[fm]$")
_LIKENED = re.compile(r"\b(?:like|than|as)\s(?:an?|some|my)\s$")
"""What somebody's knees are like is no age."""
_ENDS = re.compile(r"\W*$|[^\w\s]|\s(?:with|w/?|who|on|and|in|has|had|is|was|came|at|for|asks?|asked|still|s/p|c/o)\b")


def find(p: Passage) -> Iterator[Found]:
    """Yield ages of ninety or more that one person has; groups, cut-offs and the famous are left out."""
    if p.public:
        return
    for name in ("over", "said", "aside"):
        for m in p.finditer(name):
            before, after = p.before(m.start(), 30), p.after(m.end(), 24)
            if pattern("group").search(before) or pattern("no_age").match(after) or m[0].rstrip().endswith("olds"):
                continue
            if _LIKENED.search(before):
                continue
            if pattern("measure_before").search(before) or pattern("measure_after").match(after):
                continue
            if re.match(r"\s?(?:and|or)\s(?:over|older|up|above|beyond)|\s?\+|\s?percent|\s?%", after):
                continue
            if not p.typed and m[0].startswith("at") and not p.has("third", p.sentence(m.start())):
                continue
            if name == "aside" and not p.has("third", p.sentence(m.start())):
                continue
            if (
                name != "over"
                and p.has("generic_age", p.sentence(m.start()))
                and not p.has("third", p.sentence(m.start()))
            ):
                continue
            yield Found("age", *m.span(), _instead(p, name, *m.span()))
            break
    born = p.search("born")
    if born:
        yield Found("age", *born.span(), "born long ago")


def _instead(p: Passage, name: str, start: int, end: int) -> str:
    """Return the same said without the age: over 89 is the one class that safe harbor leaves for all of them."""
    said = p.text[start:end]
    if name != "over":
        return pattern("nine").sub("over 89", said, count=1)
    if who := _WHO.search(said.lower()):
        return f"older {_SEX.get(who[0], who[0])}"
    return "older person" if _ENDS.match(p.after(end)) else "elderly"
