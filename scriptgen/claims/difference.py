"""The words in which a sentence and its source differ: what one adds, and what the other had beside it."""

from __future__ import annotations

from functools import lru_cache
from math import sqrt

from scriptgen.claims.terms import Text
from scriptgen.claims.verdict import Leaning
from scriptgen.resources import package_text

__all__ = ["FILE", "SCALE", "differences", "each", "leanings"]

FILE = "claims/differing.txt"
SCALE = 10
"""Weights are kept as whole numbers of tenths."""
FEW = 12
"""Differences below which each has no more say than among so many: one word proves little."""


def differences(claim: Text, source: Text) -> set[str]:
    """Return the stems that only the sentence has (+) and those that only its source has (-), and the pairs of neighbours that only the sentence has."""
    mine, theirs = set(claim.stems), set(source.stems)
    found = {f"+{stem}" for stem in mine - theirs}
    found.update(f"-{stem}" for stem in theirs - mine)
    found.update(f"+{a}_{b}" for a, b in claim.neighbours - source.neighbours)
    return found


def leanings(found: set[str]) -> Leaning:
    """Return how far differing words speak for supported, unsupported and contradicted; many have no more say than few."""
    weights = _weights()
    known = [weights[name] for name in found if name in weights]
    one, two, three = (
        (each(found) / SCALE * sum(column) for column in zip(*known, strict=True)) if known else (0.0, 0.0, 0.0)
    )
    return one, two, three


def each(found: set[str]) -> float:
    """Return the say of one difference among all."""
    return 1 / sqrt(max(len(found), FEW))


@lru_cache(maxsize=1)
def _weights() -> dict[str, tuple[int, int, int]]:
    rows = (row.split(" ") for row in package_text(FILE).splitlines() if row[:2] != "# ")
    return {name: (int(a), int(b), int(c)) for a, b, c, *names in rows for name in names}
