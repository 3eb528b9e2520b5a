"""Which of many wordings a line may hold, told from its words alone: one look-up a word for all the wordings together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

__all__ = ["Gate", "met", "numbers", "singles"]


class Gate:
    """Rows, each of sets of words: a line may match a row if it has a word out of each of the row's sets.

    What a row has beyond `depth` sets is not looked at. Bit `level * rows + row` stands for a row's set at that level.
    """

    def __init__(self, rows: Sequence[Sequence[frozenset[str]]], depth: int) -> None:
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
        self._size, self._depth = size, depth
        self._bits: dict[str, int] = {}
        for words, bit in bits.items():
            for word in words:
                self._bits[word] = self._bits.get(word, 0) | bit

    def open(self, words: Iterable[str]) -> int:
        """Return the rows that words may match, as bits."""
        held, known = self._always, self._bits
        for word in known.keys() & words:
            held |= known[word]
        return met(held, self._size, self._depth)


def met(held: int, size: int, depth: int) -> int:
    """Return the rows, of `size`, that have a bit at each level."""
    for _ in range(depth - 1):
        held &= held >> size
    return held & (1 << size) - 1


def singles(bits: int) -> Iterator[int]:
    """Yield the bits that are set, one by one."""
    while bits:
        low = bits & -bits
        yield low
        bits ^= low


def numbers(bits: int) -> Iterator[int]:
    """Yield the numbers of the bits that are set."""
    return (bit.bit_length() - 1 for bit in singles(bits))
