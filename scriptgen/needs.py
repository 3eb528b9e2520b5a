"""What parts of words a pattern needs, so that most patterns need not be tried on most texts: looked up for all patterns at once.

`needs.txt` holds rows for each pattern, one of which must be met, by a checksum of its text: a pattern that was changed since finds no
row and is tried on every text, which is slower and never wrong. `python -m tools.term_needs` writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from zlib import crc32

from scriptgen.gate import met
from scriptgen.resources import package_text

__all__ = ["DEPTH", "DIGIT", "Needs", "bit_of", "checksum", "held_by", "indexed", "need"]

DEPTH = 3
"""How many sets of parts are kept for a row."""
DIGIT = "<#>"
"""The part that every word with a digit in it has."""
_HEAD = 3
"""How long a part is at least, with the marks of its edges."""
_MOST = 60_000
"""Words that are remembered; a language has not many more, and hostile input must not fill the memory."""
_PIECE = re.compile(r"[^\W_]+")


def checksum(pattern: str) -> str:
    """Return what stands for a pattern."""
    return f"{crc32(pattern.encode()):08x}"


def indexed(rows: Sequence[tuple[str, Sequence[Iterable[str]]]]) -> str:
    """Return rows of checksum and sets of parts as a text that `Needs` reads; <part begins a word, part> ends one.

    The first line holds for each row its checksum and how many sets it has, the others the parts by their first letters, each with the
    numbers `level * rows + row` of the sets that it is in. So only the parts that look like a word of a text are ever read.
    """
    parts: dict[str, list[int]] = {}
    for number, (_, sets) in enumerate(rows):
        for level, names in enumerate(sets):
            for name in names:
                parts.setdefault(name, []).append(level * len(rows) + number)
    heads: dict[str, list[str]] = {}
    for name in sorted(parts):
        heads.setdefault(name[:_HEAD], []).append(f"{name} {','.join(map(str, sorted(parts[name])))}")
    first = " ".join(f"{check}:{len(sets)}" for check, sets in rows)
    return "\n".join((first, *(f"{head} {' '.join(found)}" for head, found in sorted(heads.items())), ""))


class Needs:
    """What the rows of an indexed text need."""

    def __init__(self, text: str) -> None:
        first, *rest = text.splitlines()
        rows = [row.split(":") for row in first.split()]
        self._size = size = len(rows) + 1
        self._always = sum(1 << level * size + len(rows) for level in range(DEPTH))  # the last row is open to any text
        self.bits = {"": 1 << len(rows)}
        """The rows of each pattern by its checksum, as bits; by none those that any text meets."""
        for number, (check, sets) in enumerate(rows):
            self.bits[check] = self.bits.get(check, 0) | 1 << number
            for level in range(int(sets), DEPTH):
                self._always |= 1 << level * size + number
        self._unread = {line[:_HEAD]: line[_HEAD + 1 :] for line in rest}
        self._heads: dict[str, list[tuple[str, str]]] = {}
        self._words: dict[str, int] = {}

    def held_by(self, words: Iterable[str]) -> int:
        """Return the rows that words may meet, as bits."""
        held, known = self._always, self._words
        for word in words:
            bits = known.get(word)
            if bits is None:
                bits = self._learn(word)
            if bits:
                held |= bits
        return met(held, self._size, DEPTH)

    def _learn(self, word: str) -> int:
        """Return the bits of a word that was not met before: those of all parts in it."""
        bits = 0
        marked = f"<{'><'.join(_PIECE.findall(word))}>"
        if any(map(str.isdigit, word)):
            marked += DIGIT
        for at in range(len(marked) - _HEAD + 1):
            head = marked[at : at + _HEAD]
            if head in self._unread:
                pairs = self._unread.pop(head).split()
                self._heads[head] = list(zip(pairs[::2], pairs[1::2], strict=True))
            for part, found in self._heads.get(head, ()):
                if marked.startswith(part, at):
                    bits |= self._read(found)
        if len(self._words) < _MOST:
            self._words[word] = bits
        return bits

    def _read(self, found: str) -> int:
        bits = 0
        for number in found.split(","):
            level, row = divmod(int(number), self._size - 1)
            bits |= 1 << level * self._size + row
        return bits


@lru_cache(maxsize=1)
def _needs() -> Needs:
    return Needs(package_text("needs.txt"))


def bit_of(pattern: str) -> int:
    """Return the bits of which a text's `held_by` has one where the pattern may match it; for one without a row a bit that every text has."""
    bits = _needs().bits
    return bits.get(checksum(pattern), bits[""])


def need(*patterns: re.Pattern[str]) -> int:
    """Return the bits of late patterns: a text may match one of them where its `held_by` has one of these."""
    bits = 0
    for pattern in patterns:
        bit: int = pattern.bit  # type: ignore[attr-defined]  # what late() returns has it
        if not bit:
            bit = pattern.bit = bit_of(pattern.pattern)  # type: ignore[attr-defined]
        bits |= bit
    return bits


def held_by(words: Iterable[str]) -> int:
    """Return the bits of the patterns that a text of these words, in lower case, may match."""
    return _needs().held_by(words)
