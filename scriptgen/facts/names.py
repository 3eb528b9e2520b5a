"""All names of all topics, ready to be compared with what people type."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from math import log
from typing import NamedTuple

from scriptgen.facts.files import Header
from scriptgen.facts.index import stems
from scriptgen.privacy.vocabulary import ordinary
from scriptgen.text import content_stems, fold, stem, words
from scriptgen.topics import known_stems

__all__ = ["CHAFF", "Names", "names_of"]

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


class _Name(NamedTuple):
    """One name of a topic."""

    owner: int
    """Its topic's place among the heads."""
    stems: str
    squeezed: str
    content: frozenset[str]


class Names:
    """The names of the topics of these heads."""

    def __init__(self, heads: tuple[Header, ...]) -> None:
        self.heads = heads
        self.texts: list[str] = []
        self.owner: list[int] = []
        self._names: list[_Name] = []
        self._by_stem: dict[str, list[int]] = {}
        self._squeezed: dict[str, list[int]] = {}
        self._others = [tuple(f" {' '.join(stems(x))} " for x in head.excludes) for head in heads]
        self._stems: list[set[str]] = [set() for _ in heads]
        for at, head in enumerate(heads):
            for text in dict.fromkeys((head.topic, *head.aliases, *head.asked)):
                self._add(at, text)

    def _add(self, owner: int, text: str) -> None:
        found = stems(text)
        if not any(found):
            return
        number = len(self._names)
        name = _Name(owner, f" {' '.join(found)} ", "".join(found), frozenset(content_stems(" ".join(found)) - CHAFF))
        self._names.append(name)
        self.texts.append(fold(text))
        self.owner.append(owner)
        self._squeezed.setdefault(name.squeezed, []).append(number)
        self._stems[owner].update(found)
        for word in set(found):
            self._by_stem.setdefault(word, []).append(number)

    def stems_of(self, head: Header) -> set[str]:
        """Return the stems of all names of a topic."""
        return self._stems[self.heads.index(head)]

    def is_name(self, typed: str, head: Header) -> bool:
        """Return whether what was typed is a name of the topic and nothing more, run together or not."""
        owner, found = self.heads.index(head), "".join(stems(typed))
        return any(self._names[number].owner == owner for number in self._squeezed.get(found, ()))

    def excluded(self, typed: str, head: Header) -> bool:
        """Return whether what was typed is something that the file says it is not about."""
        told = f" {' '.join(stems(typed))} "
        return any(other in told for other in self._others[self.heads.index(head)])

    def scores(self, typed: str) -> dict[int, float]:
        """Return how well what was typed fits each topic, from 90 on: 100 and more for a name word for word, the longer the better."""
        found = stems(typed)
        told, squeezed = f" {' '.join(found)} ", "".join(found)
        meant = content_stems(" ".join(found)) - CHAFF
        numbers = {n for word in set(found) for n in self._by_stem.get(word, ())} | set(
            self._squeezed.get(squeezed, ())
        )
        scored: dict[int, float] = {}
        for number in numbers:
            name = self._names[number]
            if name.stems in told or name.squeezed == squeezed:
                score = 100.0 + len(name.stems) / 100
            elif len(name.content) > 1 and name.content <= meant:
                score = 90.0 + len(name.content)
            elif len(meant) > 1 and meant <= name.content and len(meant) >= _MOST_OF * len(name.content):
                score = 90.0 + len(meant)
            else:
                continue
            if score > scored.get(name.owner, 0.0) and not any(other in told for other in self._others[name.owner]):
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
        holding = len({self._names[n].owner for n in self._by_stem.get(word, ())}) + sum(word in page for page in found)
        return log((1 + 2 * len(self.heads)) / (1 + holding))


def _is_word(word: str) -> bool:
    """Return whether a word is one, as far as the package's own texts tell; the names hold misspellings, which are none."""
    return stem(word) in known_stems() or ordinary(word)


@lru_cache(maxsize=8)
def _words(names: Names) -> frozenset[str]:
    """Return the words of the names that a misspelling may stand for."""
    return frozenset(w for text in names.texts for w in words(text) if len(w) >= _SHORTEST and _is_word(w))


@lru_cache(maxsize=8)
def names_of(heads: tuple[Header, ...]) -> Names:
    """Return the Names of these heads; made once."""
    return Names(heads)
