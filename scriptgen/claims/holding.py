"""How much of what a sentence says its source holds, and which of it is missing: the subject, the end, a clause, a food, a drug."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import log1p

from scriptgen.claims.terms import Term, Text, alike, named, telling, weight

__all__ = ["best_piece", "holding"]

_KINDS = ("food", "remedy", "drug", "device", "part", "condition")
"""What the rows of named.txt hold."""
_CLAUSE = 0.9
"""What the words of a clause must weigh together for it to be looked at by itself."""
_MOST = 4.0
"""Weight of missing words from which on more tell nothing."""


def best_piece(pieces: list[Text], own: list[Term], light: frozenset[str]) -> Text:
    """Return the sentence of a source that holds most of the words."""
    return max(pieces, key=lambda piece: _weigh(own, telling(piece.terms), light)) if len(pieces) > 1 else pieces[0]


def _weigh(own: list[Term], theirs: list[Term], light: frozenset[str]) -> float:
    return sum(weight(t.root, light) for t in own if any(alike(t, o) for o in theirs))


def holding(
    claim: Text, whole: Text, best: Text, light: frozenset[str], turned: set[str]
) -> Iterator[tuple[str, float]]:
    """Yield the signals, each with its name. `light` are stems of the topic, which prove nothing by being shared; `turned` are no missing words."""
    own, theirs, near = telling(claim.terms), telling(whole.terms), telling(best.terms)
    weights = {t.root: weight(t.root, light) for t in own}
    total = sum(weights.values()) or 1.0
    missing = {t.root for t in own if t.root not in turned and not any(alike(t, o) for o in theirs)}
    lost = sorted((weights[root] for root in missing), reverse=True)
    roots = {o.root for o in theirs}
    yield "held", 1 - sum(lost) / total
    yield "held_best", _weigh(own, near, light) / total
    yield "literal", sum(weights[t.root] for t in own if t.root in roots) / total
    yield "lost_most", lost[0] if lost else 0.0
    yield "lost_sum", min(sum(lost), _MOST) / _MOST
    yield "lost_first", max((weights[t.root] for t in own[:2] if t.root in missing), default=0.0)
    yield "lost_last", sum(weights[t.root] for t in own[-3:] if t.root in missing) / 3
    yield "lost_clause", max(_by_clause(claim, missing, weights), default=0.0)
    back = {o.root: weight(o.root, light) for o in near}
    yield "told", sum(back[o.root] for o in near if any(alike(o, t) for t in own)) / (sum(back.values()) or 1.0)
    for name, kind in zip(_KINDS, named(), strict=True):
        mine = {t.root for t in own} & kind
        yield f"lost_{name}", float(bool(mine & missing))
        yield f"held_{name}", float(bool(mine) and mine.isdisjoint(missing))
    yield "size", log1p(len(own)) / 3
    yield "order", _order(own, near)


def _by_clause(claim: Text, missing: set[str], weights: dict[str, float]) -> Iterator[float]:
    """Yield what is missing of each clause that says enough to be weighed."""
    for number in {t.clause for t in claim.terms}:
        own = {t.root for t in claim.terms if t.clause == number and t.telling}
        if (total := sum(weights[root] for root in own)) >= _CLAUSE:
            yield sum(weights[root] for root in own & missing) / total


def _order(own: list[Term], theirs: list[Term]) -> float:
    """Return how much of what they share stands in the same order."""
    places = [next((n for n, o in enumerate(theirs) if alike(t, o)), -1) for t in own]
    shared = [place for place in places if place >= 0]
    steps = list(pairwise(shared))
    return sum(a <= b for a, b in steps) / len(steps) if steps else 0.5
