"""What parts of words a pattern needs, so that most patterns need not be tried on most texts: looked up for all patterns at once.

`needs.txt` holds a row for each pattern, by a checksum of its text: a pattern that was changed since finds no row and is tried on every
text, which is slower and never wrong. `python tools/term_needs.py` writes it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

from scriptgen.gate import Gate
from scriptgen.resources import package_text

if TYPE_CHECKING:
    from scriptgen.view import Line

__all__ = ["DEPTH", "bit_of", "checksum", "held_by", "in_line"]

DEPTH = 3
"""How many sets of parts are kept for a pattern."""


def checksum(pattern: str) -> str:
    """Return what a pattern's row begins with."""
    return f"{crc32(pattern.encode()):08x}"


@lru_cache(maxsize=1)
def _rows() -> tuple[dict[str, int], Gate]:
    """Return each pattern's bit by its checksum, and the gate of all of them."""
    rows = [row.split(" ", 1) for row in package_text("needs.txt").splitlines()]
    sets = [[frozenset(parts.split("|")) for parts in needs.split("&")] for _, needs in rows]
    bits = {check: 1 << number for number, (check, _) in enumerate(rows)}
    return {**bits, "": 1 << len(rows)}, Gate([*sets, []], DEPTH, parts=True)  # the last one is open to any text


def bit_of(pattern: str) -> int:
    """Return the bit that a text's `held_by` has where the pattern may match it; for a pattern without a row one that every text has."""
    bits = _rows()[0]
    return bits.get(checksum(pattern), bits[""])


def held_by(words: Iterable[str]) -> int:
    """Return the bits of the patterns that a text of these words, in lower case, may match."""
    return _rows()[1].open(words)


def in_line(line: Line) -> int:
    """Return what `held_by` says of a line's words; looked up once."""
    kept: int | None = line.__dict__.get("_held")
    if kept is None:
        kept = line.__dict__["_held"] = held_by(line.words)
    return kept
