"""Hashtags that ask for reach: #fyp, #viral, #follow4follow and their endless variants."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from scriptgen.resources import package_text

__all__ = ["is_bait"]

_LONGEST = 24
_LEET = str.maketrans("0134", "oiea")


class _Terms(NamedTuple):
    core: frozenset[str]
    filler: frozenset[str]


@lru_cache(maxsize=2)
def _terms(squeezed: bool) -> _Terms:
    data = tomllib.loads(package_text("rules/terms/tags.toml"))["bait"]
    core, filler = (
        frozenset(_squeeze(w) if squeezed else w for w in data[name].split()) for name in ("core", "filler")
    )
    return _Terms(core, filler)


def _squeeze(text: str) -> str:
    return re.sub(r"([^\W\d])\1+", r"\1", text)


@lru_cache(maxsize=4096)
def is_bait(key: str) -> bool:
    """Return whether a tag's key is fyp in any spelling, or bait words with nothing but fillers around them."""
    if not key.isascii():
        key = unicodedata.normalize("NFKC", key[:60]).casefold()
        if re.search(r"[a-z0-9]", key):  # #fypシ: the smile is decoration
            key = re.sub(r"[^a-z0-9üşı]+", "", key)
    key = key[:60]
    text = _squeeze(key)
    if "fyp" in text or _made_of(key, False) or (text != key and _made_of(text, True)):
        return True
    return bool(re.search(r"[a-z][0134]+[a-z]", key)) and _made_of(key.translate(_LEET), False)


def _made_of(text: str, squeezed: bool) -> bool:
    core, filler = _terms(squeezed)
    if not any(word in text for word in core):
        return False
    reach = [-1] * (
        len(text) + 1
    )  # how the text up to a place can be cut: -1 not at all, 0 into fillers, 1 with bait among them
    reach[0] = 0
    for start in range(len(text)):
        if reach[start] >= 0:
            for end in range(start + 1, min(len(text), start + _LONGEST) + 1):
                piece = text[start:end]
                got = 1 if piece in core else 0 if piece in filler or piece.isdigit() else -1
                if got >= 0:
                    reach[end] = max(reach[end], reach[start], got)
    return reach[-1] == 1
