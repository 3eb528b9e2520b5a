"""Log-odds from weights that were learned for what is found in a text, read from a data file when they are first asked for."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from itertools import pairwise
from math import sqrt

from scriptgen.lazy import lazy
from scriptgen.resources import package_text
from scriptgen.text import fold, stem

__all__ = ["BIAS", "SCALE", "Odds", "features"]

BIAS = "[bias]"
"""What every text has."""
SCALE = 10
"""Weights are kept as whole numbers of tenths: a row is a weight and all that has it."""


_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+|[^\w\s]")


def features(text: str) -> set[str]:
    """Return what is weighed in a passage: its words, their stems, and pairs of neighbours; numbers by their length."""
    tokens = ["#" * min(len(t), 4) if t.isdecimal() else t for t in _TOKEN.findall(fold(text))]
    found = {f"{a}_{b}" for a, b in pairwise(("^", *tokens, "$"))}
    found.update(tokens, (f"~{stem(token)}" for token in tokens if len(token) > 3))
    return found


class Odds:
    """The weights in one data file of the package, or such as are at hand."""

    def __init__(self, file: str, weights: Mapping[str, int] | None = None) -> None:
        self._file, self._given = file, weights

    @lazy
    def _weights(self) -> Mapping[str, int]:
        if self._given is not None:
            return self._given
        rows = (row.split(" ") for row in package_text(self._file).splitlines() if row[:2] != "# ")
        return {name: int(weight) for weight, *names in rows for name in names}

    def of(self, found: Collection[str]) -> float:
        """Return the log-odds for what was found in one text: a long one has no more say than a short one."""
        weights = self._weights
        known = [weights[name] for name in found if name in weights]
        return weights[BIAS] / SCALE + sum(known) / SCALE / sqrt(len(known) or 1)
