"""Words and word parts of a text, hashed into a row of fixed length: features that need no weights from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from zlib import crc32

from scriptgen.text import fold

__all__ = ["SIZE", "ngrams"]

SIZE = 1 << 14
_TOKEN = re.compile(r"[a-z']+|\d+|[^\w\s]")


def ngrams(text: str) -> dict[int, float]:
    """Return weight by place: runs of one to three words count 1, word parts of three to five letters 0.5; digits are one sign."""
    found: dict[int, float] = {}
    for gram, weight in _grams(fold(text)):
        place = crc32(gram.encode()) % SIZE
        found[place] = max(found.get(place, 0.0), weight)
    return found


def _grams(low: str) -> Iterator[tuple[str, float]]:
    tokens = ["0" if token.isdigit() else token for token in _TOKEN.findall(low)]
    for size in (1, 2, 3):
        for at in range(len(tokens) - size + 1):
            yield "w" + " ".join(tokens[at : at + size]), 1.0
    for token in dict.fromkeys(tokens):
        padded = f"<{token}>"
        for size in (3, 4, 5):
            for at in range(len(padded) - size + 1):
                yield "c" + padded[at : at + size], 0.5
