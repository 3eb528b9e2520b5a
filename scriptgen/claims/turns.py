"""Words that turn a statement round, limit it or make it stronger, from turns.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from scriptgen.resources import package_text

__all__ = ["Turns", "Words", "turns"]

_LISTS = (
    "only",
    "absolute",
    "lasting",
    "hedges",
    "linked",
    "causing",
    "acting",
    "also",
    "because",
    "need",
    "needless",
    "compare",
    "up",
    "down",
    "good",
    "bad",
)


class Words(NamedTuple):
    """A list of words and phrases."""

    single: frozenset[str]
    phrases: frozenset[str]
    """With spaces before, between and after their words."""

    def found(self, own: frozenset[str], joined: str) -> int:
        """Return how many of them stand in a text, given as its set of words and as words joined and framed by spaces."""
        return len(self.single & own) + sum(phrase in joined for phrase in self.phrases)


class Turns(NamedTuple):
    """What turns.toml holds."""

    negations: frozenset[str]
    leaving: frozenset[str]
    phrases: dict[str, tuple[tuple[tuple[str, ...], Literal["", "not", "leave"]], ...]]
    """Negations of several words, by the first."""
    lists: dict[str, Words]
    scale: tuple[Words, ...]
    groups: tuple[Words, ...]
    opposed: dict[str, tuple[tuple[int, int], ...]]
    """By a word: the pairs in which it stands, each with 1 for the one end and -1 for the other."""
    opposed_phrases: tuple[tuple[str, int, int], ...]
    """The same for phrases: words framed by spaces, pair, end."""

    def denies(self, own: Sequence[str], at: int) -> Literal["", "not", "leave"]:
        """Return whether a word denies what follows, or says that one should leave it."""
        word = own[at]
        for others, kind in self.phrases.get(word, ()):
            if tuple(own[at + 1 : at + 1 + len(others)]) == others:
                return kind
        if word in self.negations or word.endswith("n't"):
            return "not"
        return "leave" if word in self.leaving else ""


def _words(row: str) -> Words:
    return Words(
        frozenset(w for w in row.split() if "-" not in w),
        frozenset(f" {w.replace('-', ' ')} " for w in row.split() if "-" in w),
    )


@lru_cache(maxsize=1)
def turns() -> Turns:
    """Return the lists, read once."""
    data = tomllib.loads(package_text("claims/turns.toml"))
    phrases: dict[str, tuple[tuple[tuple[str, ...], Literal["", "not", "leave"]], ...]] = {}
    kinds: dict[str, Literal["", "not", "leave"]] = {"neutral": "", "not": "not", "leave": "leave"}
    for name, kind in kinds.items():
        for phrase in (word.split("-") for word in data[name].split() if "-" in word):
            phrases[phrase[0]] = (*phrases.get(phrase[0], ()), (tuple(phrase[1:]), kind))
    opposed: dict[str, list[tuple[int, int]]] = {}
    framed: list[tuple[str, int, int]] = []
    for number, (one, other) in enumerate(data["opposed"]):
        for end, row in ((1, _words(one)), (-1, _words(other))):
            for word in row.single:
                opposed.setdefault(word, []).append((number, end))
            framed += [(phrase, number, end) for phrase in row.phrases]
    return Turns(
        negations=_words(data["not"]).single,
        leaving=_words(data["leave"]).single,
        phrases=phrases,
        lists={name: _words(data[name]) for name in _LISTS},
        scale=tuple(_words(row) for row in data["scale"]),
        groups=tuple(_words(row) for row in data["groups"]),
        opposed={word: tuple(held) for word, held in opposed.items()},
        opposed_phrases=tuple(framed),
    )
