"""Whether a sentence says more than its source: a stronger word, all for some, a cause for a link, another group, another number."""

from __future__ import annotations

from collections.abc import Iterator

from scriptgen.claims.meeting import Meeting
from scriptgen.claims.quantities import Quantity
from scriptgen.claims.sameness import same
from scriptgen.claims.terms import Text
from scriptgen.claims.turns import turns

__all__ = ["agreement", "strength"]

_NEW = ("only", "absolute", "lasting", "also", "because", "need", "compare", "causing")


def strength(met: Meeting) -> Iterator[tuple[str, float]]:
    """Yield the signals, each with its name."""
    claim, whole, best = met.claim, met.source.whole, met.best
    for name in _NEW:
        yield f"{name}_new", float(bool(claim.count(name)) and not whole.count(name))
    yield "needless_theirs", float(bool(whole.count("needless")) and not claim.count("needless"))
    yield "need_theirs", float(bool(whole.count("need")) and not claim.count("need"))
    yield "hedge_lost", float(bool(best.count("hedges")) and not claim.count("hedges"))
    yield "hedge_mine", float(bool(claim.count("hedges")) and not best.count("hedges"))
    causes = bool(claim.count("causing")) and not whole.count("causing")
    acts = bool(claim.count("acting")) and not whole.count("acting")
    yield "linked_causes", float((causes or acts) and bool(whole.count("linked")))
    mine, theirs = _height(claim), _height(best)
    top = len(turns().scale) - 1
    told = mine >= 0 and theirs >= 0
    yield "scale_over", max(0, mine - theirs) / top if told else 0.0
    yield "scale_under", max(0, theirs - mine) / top if told else 0.0
    yield "scale_turned", float(told and ((mine >= 3 and theirs <= 1) or (mine <= 1 and theirs >= 3)))
    yield "all_new", float(theirs < mine == top)
    own, known = _groups(claim), _groups(whole)
    yield "group_new", float(bool(own - known))
    yield "group_other", float(bool(own) and bool(known) and own.isdisjoint(known))


def agreement(stated: tuple[Quantity, ...], known: tuple[Quantity, ...]) -> Iterator[tuple[str, float]]:
    """Yield whether any quantity of a sentence stands in its source, and whether any does not."""
    agree = sum(any(same(quantity, other) for other in known) for quantity in stated)
    yield "numbers_agree", float(agree > 0)
    yield "numbers_new", float(len(stated) > agree)


def _height(text: Text) -> int:
    """Return how high a text stands between none and all; -1 where it does not say."""
    return max((n for n, name in enumerate(turns().scale) if text.count(name)), default=-1)


def _groups(text: Text) -> set[str]:
    return {name for name in turns().groups if text.count(name)}
