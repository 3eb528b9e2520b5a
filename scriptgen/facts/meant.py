"""Which bundled topic is meant by what people type, by all its words: weights learned from names, questions, facts and typed lines.

Names alone know "knee pain"; "does running wreck your knees" says the same without it. `python -m benchmarks.topics.fit` learns the weights anew.
"""

from __future__ import annotations

import re
from itertools import pairwise
from math import exp, log, sqrt
from typing import NamedTuple

from scriptgen.facts.names import CHAFF, unaccented
from scriptgen.lazy import lazy
from scriptgen.resources import package_text
from scriptgen.text import content_stems, fold, stem

__all__ = ["FILE", "NONE", "SCALE", "Guess", "Meant", "Weights", "features", "meant", "signs"]

FILE = "facts/meant.txt"
NONE = "[none]"
"""The class of whatever the library does not cover."""
SCALE = 10
"""Weights are kept as whole numbers of tenths."""
SURE = 0.0
"""Log-odds of being meant from which a script is made without asking: of lines left out, see docs/measured.md."""
_WORD, _LONG, _PART = re.compile(r"[a-z0-9']+"), 5, 4
_OWN, _LIKE = 0.3, 0.5
"""Weights from which a word, or a part of an unknown one, belongs to a topic."""
_LEAST = 1e-4


class Guess(NamedTuple):
    """The likeliest topic, and what speaks for it; likelihoods are shares of 1."""

    topic: str
    likely: float
    none: float
    """How likely it is that the library does not cover it."""
    second: float
    covered: float
    """Share of the telling words that belong to the topic."""
    telling: int
    unknown: int
    """Telling words, and those of them that nothing was learned of."""


class Weights(NamedTuple):
    """The topics with NONE, bias and weights of what speaks for a guess, and for each feature its weights by the topics' numbers."""

    topics: list[str]
    belief: list[float]
    rows: dict[str, str]


class Meant:
    """The weights of the package, read when they are first asked for, or such as are at hand."""

    def __init__(self, given: Weights | None = None) -> None:
        self._given = given

    @lazy
    def _read(self) -> Weights:
        if self._given is not None:
            return self._given
        first, second, *rest = package_text(FILE).splitlines()
        rows = {name: weights for name, _, weights in (row.partition(" ") for row in rest)}
        return Weights(first.split("|"), [float(number) for number in second.split()], rows)

    @property
    def topics(self) -> list[str]:
        """The topics that it knows, and NONE."""
        return self._read.topics

    def guess(self, typed: str) -> Guess:
        """Return the likeliest topic of the library."""
        found = features(typed)
        known = {name: row for name in found if (row := self._row(name)) is not None}
        bias = self._row("[bias]") or {}
        sums = [bias.get(n, 0.0) for n in range(len(self.topics))]
        for row in known.values():
            for n, weight in row.items():
                sums[n] += weight / sqrt(len(known))
        most = max(sums)
        shares = [exp(value - most) for value in sums]
        whole = sum(shares)
        none = self.topics.index(NONE)
        (own, best), (other, _) = sorted(((v / whole, n) for n, v in enumerate(shares) if n != none), reverse=True)[:2]
        telling = _telling(typed)
        belongs = [self._belongs(word, best) for word in telling]
        return Guess(
            self.topics[best],
            own,
            shares[none] / whole,
            other,
            sum(belongs) / max(len(belongs), 1),
            len(telling),
            sum(self._row(stem(word)) is None for word in telling),
        )

    def odds(self, guess: Guess, named: str | None) -> float:
        """Return the log-odds that the guess is right; `named` is the topic that names alone are sure of."""
        bias, *weights = self._read.belief
        return bias + sum(w * sign for w, sign in zip(weights, signs(guess, named), strict=True))

    def _belongs(self, word: str, topic: int) -> bool:
        row = self._row(stem(word))
        if row is not None:
            return row.get(topic, 0.0) > _OWN
        return any((self._row(part) or {}).get(topic, 0.0) > _LIKE for part in _parts(word))

    def _row(self, name: str) -> dict[int, float] | None:
        row = self._read.rows.get(name)
        if row is None:
            return None
        pairs = (pair.split(":") for pair in row.split())
        return {int(topic): int(weight) / SCALE for topic, weight in pairs}


def signs(guess: Guess, named: str | None) -> list[float]:
    """Return what is weighed for and against a guess."""
    return [
        log(guess.likely + _LEAST) - log(1 - guess.likely + _LEAST),
        log(guess.none + _LEAST),
        log(guess.second + _LEAST),
        guess.covered,
        min(guess.telling, 6),
        min(guess.unknown, 3),
        float(named == guess.topic),
        float(named not in (None, guess.topic)),
    ]


def features(typed: str) -> set[str]:
    """Return what is weighed: stems, pairs of them, and the parts of longer words, which outlast a misspelling."""
    words = _words(typed)
    stems = [stem(word) for word in words]
    found = {*stems, *(f"{a}_{b}" for a, b in pairwise(stems))}
    return found.union(*(_parts(word) for word in words))


def _words(typed: str) -> list[str]:
    return _WORD.findall(unaccented(fold(typed)))


def _telling(typed: str) -> list[str]:
    words = _words(typed)
    content = content_stems(" ".join(words)) - CHAFF
    return [word for word in dict.fromkeys(words) if stem(word) in content]


def _parts(word: str) -> list[str]:
    marked = f"<{word}>"
    return [f"#{marked[n : n + _PART]}" for n in range(len(marked) - _PART + 1)] if len(word) >= _LONG else []


meant = Meant()
