"""A cheap first look: whether a text could point at anybody at all. Most lines of most scripts could not."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

from scriptgen.privacy.terms import listed, word_class
from scriptgen.privacy.vocabulary import ordinary
from scriptgen.text import fold, words

__all__ = ["line_may_point", "may_point"]

_MARK = re.compile(r"[0-9@A-Z:w.](?:(?<=[0-9@])|(?<=[A-Z])\.|(?<=:)//|(?<=\bw)ww|(?<=\.)\w+/)")
"""It begins with a class of characters, which a search skips to."""
_SHAPE = re.compile(
    r"\d{4}|\d{2,3}[-./ ]\d|[\w.]@\w|9\d|1[01]\d[ -]y|://|www\.|\.\w+/|[A-Z]\.[\s-]?[A-Z]\b|\d\s?(?:[MFmf]\b|y/?o\b|yr)|\d\d?/\d|#\s?\d|\d(?:st|nd|rd|th)\b|\d\.\d\d?\b[.,]"
)
_PLAIN = re.compile(r"(?<!\d)(?:20[0-3]\d|911|988)(?!\d|\s?[-/]\s?\d)")
"""Years of a source and numbers for help, which nearly every script has; not those of somebody's birth."""
_CAPITAL = re.compile(r"\b[^\W\d_a-z][^\W\d_]{2,}")


_ANYBODY = frozenset(("someone", "true"))
"""In a line that tells of somebody these do not stand alone."""


class _Words(NamedTuple):
    sure: frozenset[str]
    """One of them is enough."""
    weak: frozenset[str]
    """Persons in general: they need a past, a time or a speaker beside them."""
    beside: frozenset[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    names = (listed("given") | listed("surnames")) - listed("given", "words") - listed("surnames", "words")
    people = word_class("person") | word_class("job") | word_class("kin") | word_class("role")
    months = frozenset(m for m in word_class("month") if len(m) > 3 and m != "march")
    beside = word_class("past") | word_class("day") | listed("triggers", "beside")
    sure = names | months | listed("triggers", "sure")
    owners = {f"{name}'s" for name in people}
    return _Words(sure - _ANYBODY, people | owners | _ANYBODY, beside)


def line_may_point(text: str, spoken: Collection[str]) -> bool:
    """Return whether a line of a script, with its words in lower case, is worth a close reading."""
    sure, weak, beside = _words()
    if not sure.isdisjoint(spoken) or not (weak.isdisjoint(spoken) or beside.isdisjoint(spoken)):
        return True
    if "patients" in spoken and ("ne of my " in text or "ne of our " in text):
        return True
    return bool(_MARK.search(text) and _SHAPE.search(_PLAIN.sub("", text)))


def may_point(text: str) -> bool:
    """Return whether a text that somebody typed is worth a close reading."""
    low = fold(text)
    spoken = words(low)
    sure, weak, _ = _words()
    if not sure.isdisjoint(spoken) or not weak.isdisjoint(spoken) or "'s" in low or " who" in low:
        return True
    if _MARK.search(text) and _SHAPE.search(text):
        return True
    return any(not ordinary(m[0].lower()) for m in _CAPITAL.finditer(text)) or not listed(
        "triggers", "typed"
    ).isdisjoint(spoken)
