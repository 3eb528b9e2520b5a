"""Which of many wordings a line may hold, told from its words alone: one look-up a word for all the wordings together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

__all__ = ["Gate", "met", "numbers", "singles"]


class Gate:
    """Rows, each of sets of words: a line may match a row if it has a word out of each of the row's sets.

    What a row has beyond `depth` sets is not looked at. The first set, which tells most, is looked up by its words, the others in turn:
    knowing the rows of the words of all sets takes longer than a check.
    """

    def __init__(self, rows: Sequence[Sequence[frozenset[str]]], depth: int) -> None:
        bits: dict[frozenset[str], int] = {}
        self._always = 0
        self._others = [row[1:depth] for row in rows]
        for number, row in enumerate(rows):
            if row:
                bits[row[0]] = bits.get(row[0], 0) | 1 << number
            else:
                self._always |= 1 << number
        self._bits: dict[str, int] = {}
        for words, bit in bits.items():
            for word in words:
                self._bits[word] = self._bits.get(word, 0) | bit

    def open(self, words: Collection[str]) -> int:
        """Return the rows that words may match, as bits."""
        first, known = 0, self._bits
        for word in known.keys() & words:
            first |= known[word]
        held = self._always
        for bit in singles(first):
            for other in self._others[bit.bit_length() - 1]:
                if other.isdisjoint(words):
                    break
            else:
                held |= bit
        return held


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
