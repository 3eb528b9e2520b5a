"""Whether a word is an ordinary English or clinical one: what the package's own texts use, so that an unknown word in a name's place is a name."""

from __future__ import annotations

import re
from functools import lru_cache

from scriptgen.privacy.terms import listed
from scriptgen.resources import package_text

__all__ = ["ordinary"]

_TEXTS = ("topics.txt", "rules/terms/everyday.txt", "rules/terms/household.txt", "rules/terms/jargon.txt", "rules/terms/subjects.txt", "privacy/terms/words.txt", "privacy/terms/ordinary.txt")  # fmt: skip


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    found: set[str] = set()
    for name in _TEXTS:
        found.update(re.findall(r"[a-z]+(?:'[a-z]+)?", package_text(name).lower()))
    return frozenset(
        found - listed("given") - listed("surnames") | listed("given", "words") | listed("surnames", "words")
    )


@lru_cache(maxsize=16384)
def ordinary(word: str) -> bool:
    """Return whether a lower-case word, or its plain form, is one that the package's own texts use."""
    known = _known()
    if word in known or (not word.isascii() and word.replace("é", "e") in known):
        return True
    for ending, instead in (
        ("s", ""),
        ("es", ""),
        ("ed", ""),
        ("ed", "e"),
        ("ing", ""),
        ("ing", "e"),
        ("ly", ""),
        ("ies", "y"),
        ("er", ""),
        ("d", ""),
    ):
        if word.endswith(ending) and len(word) > len(ending) + 2 and word[: -len(ending)] + instead in known:
            return True
    return all(part in known for part in word.split("-")) if "-" in word else False
