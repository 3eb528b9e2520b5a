"""How much of what a sentence says its source holds, and which of it is missing: the subject, the end, a clause, a food, a drug."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import log1p

from scriptgen.claims.lexicon import named, weight
from scriptgen.claims.meeting import Meeting
from scriptgen.claims.terms import Text
from scriptgen.claims.turning import opposites

__all__ = ["holding", "share"]

_KINDS = tuple((f"lost_{name}", f"held_{name}") for name in ("food", "remedy", "drug", "device", "part", "condition"))
"""The signals for each row of named.txt: a word of it is missing, or none is."""
_CLAUSE = 0.9
"""What the words of a clause must weigh together for it to be looked at by itself."""
_MOST = 4.0
"""Weight of missing words from which on more tell nothing."""


def share(met: Meeting) -> float:
    """Return how much of the weight of a sentence its source holds, 0 to 1."""
    return 1 - sum(_lost(met, _missing(met))) / (sum(met.weights.values()) or 1.0)


def _missing(met: Meeting) -> set[str]:
    """Return the roots that the source has neither as such nor turned round."""
    return set(met.unheld - opposites(met.claim, met.source.whole)) if met.unheld else set()


def _lost(met: Meeting, missing: set[str]) -> list[float]:
    return sorted((met.weights[root] for root in missing), reverse=True)


def holding(met: Meeting) -> Iterator[tuple[str, float]]:
    """Yield the signals, each with its name."""
    own, weights, near = met.claim.telling, met.weights, met.best.telling
    total = sum(weights.values()) or 1.0
    missing = _missing(met)
    lost = _lost(met, missing)
    roots = {o.root for o in met.source.whole.telling}
    yield "held", 1 - sum(lost) / total
    yield "held_best", sum(weights[t.root] for t, places in zip(own, met.near, strict=True) if places) / total
    yield "literal", sum(weights[t.root] for t in own if t.root in roots) / total
    yield "lost_most", lost[0] if lost else 0.0
    yield "lost_sum", min(sum(lost), _MOST) / _MOST
    yield "lost_first", max((weights[t.root] for t in own[:2] if t.root in missing), default=0.0)
    yield "lost_last", sum(weights[t.root] for t in own[-3:] if t.root in missing) / 3
    yield "lost_clause", max(_by_clause(met.claim, missing, weights), default=0.0) if missing else 0.0
    back = [weight(o.root, met.light) for o in near]
    yield "told", sum(back[n] for n in {n for places in met.near for n in places}) / (sum(back) or 1.0)
    for (gone, kept), kind in zip(_KINDS, named(), strict=True):
        mine = weights.keys() & kind
        yield gone, float(bool(mine) and not mine.isdisjoint(missing))
        yield kept, float(bool(mine) and mine.isdisjoint(missing))
    yield "size", log1p(len(own)) / 3
    yield "order", _order(met.near)


def _by_clause(claim: Text, missing: set[str], weights: dict[str, float]) -> Iterator[float]:
    """Yield what is missing of each clause that says enough to be weighed."""
    clauses: dict[int, set[str]] = {}
    for term in claim.terms:
        if term.telling:
            clauses.setdefault(term.clause, set()).add(term.root)
    for own in clauses.values():
        if (total := sum(weights[root] for root in own)) >= _CLAUSE:
            yield sum(weights[root] for root in own & missing) / total


def _order(near: list[list[int]]) -> float:
    """Return how much of what they share stands in the same order."""
    steps = list(pairwise(places[0] for places in near if places))
    return sum(a <= b for a, b in steps) / len(steps) if steps else 0.5
