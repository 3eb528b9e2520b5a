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


class Turns(NamedTuple):
    """What turns.toml holds."""

    negations: frozenset[str]
    leaving: frozenset[str]
    phrases: dict[str, tuple[tuple[tuple[str, ...], Literal["", "not", "leave"]], ...]]
    """Negations of several words, by the first."""
    lists: dict[str, Words]
    scale: tuple[str, ...]
    """Names under which the steps between none and all are counted, from the lowest."""
    groups: tuple[str, ...]
    """Names under which the groups of people are counted."""
    listed: dict[str, tuple[str, ...]]
    """By a word: the names of the lists, steps and groups that hold it."""
    listed_phrases: dict[str, tuple[tuple[str, str], ...]]
    """By the first word of a phrase: the phrase, framed by spaces, and the name of the list that holds it."""
    opposed: dict[str, tuple[tuple[int, int], ...]]
    """By a word: the pairs in which it stands, each with 1 for the one end and -1 for the other."""
    opposed_phrases: dict[str, tuple[tuple[int, str, int, int], ...]]
    """The same for phrases, by their first word: place in the file, words framed by spaces, pair, end."""

    def denies(self, own: Sequence[str], at: int) -> Literal["", "not", "leave"]:
        """Return whether a word denies what follows, or says that one should leave it."""
        word = own[at]
        for others, kind in self.phrases.get(word, ()):
            if tuple(own[at + 1 : at + 1 + len(others)]) == others:
                return kind
        if word in self.negations or word.endswith("n't"):
            return "not"
        return "leave" if word in self.leaving else ""

    def counts(self, own: frozenset[str], joined: str) -> dict[str, int]:
        """Return how many words and phrases of each list stand in a text, given as its set of words and as words joined and framed by spaces."""
        found = [name for word in own & self.listed.keys() for name in self.listed[word]]
        for word in own & self.listed_phrases.keys():
            found += [name for phrase, name in self.listed_phrases[word] if phrase in joined]
        return {name: found.count(name) for name in found}


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
    framed: dict[str, list[tuple[int, str, int, int]]] = {}
    for number, (one, other) in enumerate(data["opposed"]):
        for place, (end, row) in enumerate(((1, _words(one)), (-1, _words(other)))):
            for word in row.single:
                opposed.setdefault(word, []).append((number, end))
            for wording in row.phrases:
                framed.setdefault(wording.split()[0], []).append((2 * number + place, wording, number, end))
    lists = {name: _words(data[name]) for name in _LISTS}
    scale = {f"scale {n}": _words(row) for n, row in enumerate(data["scale"])}
    groups = {f"group {n}": _words(row) for n, row in enumerate(data["groups"])}
    listed: dict[str, tuple[str, ...]] = {}
    begun: dict[str, tuple[tuple[str, str], ...]] = {}
    for name, held in (lists | scale | groups).items():
        for word in held.single:
            listed[word] = (*listed.get(word, ()), name)
        for wording in held.phrases:
            first = wording.split()[0]
            begun[first] = (*begun.get(first, ()), (wording, name))
    return Turns(
        negations=_words(data["not"]).single,
        leaving=_words(data["leave"]).single,
        phrases=phrases,
        lists=lists,
        scale=tuple(scale),
        groups=tuple(groups),
        listed=listed,
        listed_phrases=begun,
        opposed={word: tuple(held) for word, held in opposed.items()},
        opposed_phrases={word: tuple(rows) for word, rows in framed.items()},
    )
