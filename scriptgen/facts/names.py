"""All names of all topics, ready to be compared with what people type."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from math import log
from typing import NamedTuple
from unicodedata import combining, normalize

from scriptgen.facts.files import Header
from scriptgen.facts.index import stems
from scriptgen.privacy.vocabulary import ordinary
from scriptgen.text import content_stems, fold, stem, words
from scriptgen.topics import known_stems

__all__ = ["CHAFF", "Names", "names_of", "unaccented"]

CHAFF = frozenset(
    stem(w)
    for w in "myths myth facts fact tips tip about what why how best help things need know explained signs reasons ways truth really adults people video "
    "symptom symptoms cause causes treat treating tell happen happens keep stop start avoid ok okay really actually worth mean means work works".split()
)
"""Words that say how a topic is to be treated, not which one it is."""
_ALIKE = 78
"""Likeness of 100 from which a word that is no word is a misspelling; "colestrol" has 95 to "cholesterol", "diabetis" 88 to "diabetes"."""
_VERY_ALIKE = 85
"""The same for one that is a word, but perhaps not the one that was meant."""
_MOST_OF = 0.66
"""Share of a name's telling words that must be typed for it to be meant."""
_SHORTEST = 4
"""Letters below which a word is too short to be mended."""
_WORD = re.compile(r"[a-z][a-z']{3,}")


_BARE = str.maketrans({c: None if c in "'.-" else " " for c in map(chr, range(128)) if not c.isalnum()})
"""Leaves of a name its words alone, written as in their stems: "x-ray" is one of them."""


class _Name(NamedTuple):
    """One name of a topic."""

    owner: int
    """Its topic's place among the heads."""
    all: frozenset[str]
    stems: str
    squeezed: str
    content: frozenset[str]


class Names:
    """The names of the topics of these heads; a name is stemmed when what was typed looks like it, since all of them take longer than a check."""

    def __init__(self, heads: tuple[Header, ...]) -> None:
        self.heads = heads
        self.texts: list[str] = []
        self._typed: list[str] = []
        self.owner: list[int] = []
        self._known: dict[int, _Name] = {}
        bare: list[str] = []
        for at, head in enumerate(heads):
            for text in dict.fromkeys((head.topic, *head.aliases, *head.asked)):
                folded = fold(text)
                plain = folded if text.isascii() else fold(unaccented(text))
                left = plain.translate(_BARE).strip()
                if left and (left.isascii() or words(plain)):
                    self._typed.append(text)
                    self.texts.append(folded)
                    self.owner.append(at)
                    bare.append(left)
        self._sheet = "".join(f"\n {name}" for name in bare)
        self._starts = [0, *accumulate(len(name) + 2 for name in bare)]

    def _name(self, number: int) -> _Name:
        name = self._known.get(number)
        if name is None:
            found = stems(self._typed[number])
            joined = " ".join(found)
            content = frozenset(content_stems(joined) - CHAFF)
            name = _Name(self.owner[number], frozenset(found), f" {joined} ", "".join(found), content)
            self._known[number] = name
        return name

    def holding(self, part: str) -> tuple[int, ...]:
        """Return the numbers of the names in which a part stands; a blank before it for one that begins a word, and a line break for the name."""
        found: list[int] = []
        at = self._sheet.find(part)
        while at >= 0:
            found.append(bisect_right(self._starts, at) - 1)
            at = self._sheet.find(part, self._starts[found[-1] + 1])
        return tuple(found)

    def _like(self, found: Sequence[str], meant: Collection[str]) -> Iterator[_Name]:
        """Yield the names that share a word with what was typed and may score, and those that are all of it, run together or not."""
        squeezed, wanted = "".join(found), set(found)
        parts = {f" {_root(word)}" for word in meant} | {f"\n {_root(word)}" for word in found}
        numbers = {n for part in parts for n in _holding(self, part)}
        for part in (f"\n {squeezed[:2]}", f"\n {squeezed[:1]} "):
            numbers.update(n for n in _holding(self, part) if self._starts[n + 1] - self._starts[n] > len(squeezed))
        for number in sorted(numbers):
            name = self._name(number)
            if name.squeezed == squeezed or not wanted.isdisjoint(name.all):
                yield name

    def _of(self, head: Header) -> Iterator[_Name]:
        at = self.heads.index(head)
        return map(self._name, range(bisect_left(self.owner, at), bisect_right(self.owner, at)))

    def stems_of(self, head: Header) -> set[str]:
        """Return the stems of all names of a topic."""
        return {word for name in self._of(head) for word in name.all}

    def is_name(self, typed: str, head: Header) -> bool:
        """Return whether what was typed is a name of the topic and nothing more, run together or not."""
        found = "".join(stems(typed))
        return any(name.squeezed == found for name in self._of(head))

    def excluded(self, typed: str, head: Header) -> bool:
        """Return whether what was typed is something that the file says it is not about."""
        return _excluded(f" {' '.join(stems(typed))} ", head)

    def scores(self, typed: str) -> dict[int, float]:
        """Return how well what was typed fits each topic, from 90 on: 100 and more for a name word for word, the longer the better."""
        found = stems(typed)
        told, squeezed = f" {' '.join(found)} ", "".join(found)
        meant = content_stems(" ".join(found)) - CHAFF
        scored: dict[int, float] = {}
        for name in self._like(found, meant):
            if name.stems in told or name.squeezed == squeezed:
                score = 100.0 + len(name.stems) / 100
            elif len(name.content) > 1 and name.content <= meant:
                score = 90.0 + len(name.content)
            elif len(meant) > 1 and meant <= name.content and len(meant) >= _MOST_OF * len(name.content):
                score = 90.0 + len(meant)
            else:
                continue
            if score > scored.get(name.owner, 0.0) and not _excluded(told, self.heads[name.owner]):
                scored[name.owner] = score
        return scored

    def spelled(self, typed: str, boldly: bool = False) -> str:
        """Return what was typed with the words that are none replaced by the nearest words of names; `boldly` also real words ("hart")."""
        from rapidfuzz import fuzz, process

        least = _VERY_ALIKE if boldly else _ALIKE
        named = _words(self)

        def mended(match: re.Match[str]) -> str:
            word = match[0]
            if word in named or (not boldly and _is_word(word)):
                return word
            best = process.extractOne(word, named, scorer=fuzz.ratio, score_cutoff=least)
            return best[0] if best else word

        return _WORD.sub(mended, fold(typed))

    def weight(self, word: str, found: Sequence[Collection[str]]) -> float:
        """Return how telling a stem is: the fewer topics go by it, the more; a word that no file holds counts most."""
        named = {self._name(n).owner for n in _holding(self, f" {_root(word)}") if word in self._name(n).all}
        holding = len(named) + sum(word in page for page in found)
        return log((1 + 2 * len(self.heads)) / (1 + holding))


@lru_cache(maxsize=4096)
def _holding(names: Names, part: str) -> tuple[int, ...]:
    return names.holding(part)


def _excluded(told: str, head: Header) -> bool:
    """Return whether what was typed, in stems, holds something that the file says it is not about."""
    return any(other in told for other in _others(head.excludes))


@lru_cache(maxsize=1024)
def _others(excludes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f" {' '.join(stems(other))} " for other in excludes)


def _root(word: str) -> str:
    """Return what every word with this stem begins with: "allergies" has the stem "allergy"."""
    return word[:-1] if word.endswith("y") and len(word) > 1 else word


def unaccented(text: str) -> str:
    """Return a text without accents."""
    return text if text.isascii() else "".join(c for c in normalize("NFKD", text) if not combining(c))


def _is_word(word: str) -> bool:
    """Return whether a word is one, as far as the package's own texts tell; the names hold misspellings, which are none."""
    return stem(word) in known_stems() or ordinary(word)


@lru_cache(maxsize=8)
def _words(names: Names) -> dict[str, str]:
    """Return the words of the names that a misspelling may stand for, each by itself; in a fixed order, for two may be as near."""
    return {w: w for text in names.texts for w in words(text) if len(w) >= _SHORTEST and _is_word(w)}


@lru_cache(maxsize=8)
def names_of(heads: tuple[Header, ...]) -> Names:
    """Return the Names of these heads; made once."""
    return Names(heads)
