"""Which of many wordings a line may hold, told from its words alone: one look-up a word for all the wordings together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

__all__ = ["Gate", "numbers"]

_MOST = 60_000
"""Words that are remembered; a language has not many more, and hostile input must not fill the memory."""
_HEAD = 3


class Gate:
    """Rows, each of sets of words: a line may match a row if it has a word out of each of the row's sets.

    What a row has beyond `depth` sets is not looked at. Bit `level * rows + row` stands for a row's set at that level.
    """

    def __init__(self, rows: Sequence[Sequence[frozenset[str]]], depth: int, *, parts: bool = False) -> None:
        """Make a gate; with `parts` the sets hold parts of words, of letters and digits alone."""
        size = len(rows)
        bits: dict[frozenset[str], int] = {}
        self._always = 0
        for number, row in enumerate(rows):
            for level in range(depth):
                bit = 1 << level * size + number
                if level < len(row):
                    bits[row[level]] = bits.get(row[level], 0) | bit
                else:
                    self._always |= bit
        self._size, self._depth, self._rows = size, depth, (1 << size) - 1
        self._bits: dict[str, int] = {}
        for words, bit in bits.items():
            for word in words:
                self._bits[word] = self._bits.get(word, 0) | bit
        self._heads: dict[str, list[str]] | None = None
        if parts:
            self._parts, self._bits = self._bits, {}
            self._heads = {}
            for part in self._parts:
                self._heads.setdefault(part[:_HEAD], []).append(part)

    def open(self, words: Iterable[str]) -> int:
        """Return the rows that words may match, as bits."""
        held, known = self._always, self._bits
        if self._heads is None:
            for word in known.keys() & words:
                held |= known[word]
        else:
            for word in words:
                held |= known[word] if word in known else self._learn(word)
        for _ in range(self._depth - 1):
            held &= held >> self._size
        return held & self._rows

    def _learn(self, word: str) -> int:
        """Return the bits of a word that was not met before: those of all parts in it."""
        assert self._heads is not None
        bits = 0
        for at in range(len(word)):
            for size in range(1, _HEAD + 1):
                for part in self._heads.get(word[at : at + size], ()):
                    if word.startswith(part, at):
                        bits |= self._parts[part]
        if len(self._bits) < _MOST:
            self._bits[word] = bits
        return bits


def numbers(bits: int) -> Iterator[int]:
    """Yield the numbers of the bits that are set."""
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low
