"""What a source says to a sentence: supported, unsupported or contradicted, weighed from the signals."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from math import exp
from typing import Literal, NamedTuple

from scriptgen.resources import package_text

__all__ = ["VERDICTS", "Leaning", "Verdict", "Weighed", "weigh"]

Verdict = Literal["supported", "unsupported", "contradicted"]
Leaning = tuple[float, float, float]
"""How far something speaks for supported, unsupported and contradicted."""
VERDICTS: tuple[Verdict, ...] = ("supported", "unsupported", "contradicted")


class Weighed(NamedTuple):
    """How likely each verdict is; together they are 1."""

    supported: float
    unsupported: float
    contradicted: float

    @property
    def verdict(self) -> Verdict:
        """Return the likeliest."""
        return VERDICTS[self.index(max(self))]


@lru_cache(maxsize=1)
def _weights() -> dict[str, tuple[float, float, float]]:
    return {
        name: (a, b, c) for name, (a, b, c) in tomllib.loads(package_text("claims/weights.toml"))["weights"].items()
    }


def weigh(signals: dict[str, float], *leanings: Leaning) -> Weighed:
    """Return how likely each verdict is, by the weights that `python -m benchmarks.claims.fit` wrote.

    `leanings` are what else has a say: the words in which the two differ, and the meaning of both.
    """
    weights = _weights()
    one, two, three = (sum(column) for column in zip(weights["always"], *leanings, strict=True))
    for name, value in signals.items():
        if value and name in weights:  # a new signal says nothing until the weights are fitted anew
            first, second, third = weights[name]
            one, two, three = one + value * first, two + value * second, three + value * third
    sums = (one, two, three)
    top = max(sums)
    parts = [exp(total - top) for total in sums]
    total = sum(parts)
    return Weighed(*(part / total for part in parts))
