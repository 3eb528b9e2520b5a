"""Whether a source says the opposite of a sentence: what one denies and the other states, opposite words, directions, praise and blame."""

from __future__ import annotations

from collections.abc import Iterator

from scriptgen.claims.lexicon import weight
from scriptgen.claims.meeting import Meeting
from scriptgen.claims.terms import Term, Text, alike
from scriptgen.claims.turns import turns

__all__ = ["opposite_word", "opposites", "turning"]

_NEAR = 6
"""Words around an opposed word in which both texts must share another, so that they speak of the same."""


def turning(met: Meeting) -> Iterator[tuple[str, float]]:
    """Yield the signals, each with its name."""
    claim, whole, best = met.claim, met.source.whole, met.best
    mine, theirs = claim.negations > 0, best.negations > 0
    yield "denial_mine", float(mine and not theirs)
    yield "denial_theirs", float(theirs and not mine)
    yield "denial_both", float(mine and theirs)
    yield "denials_odd", float(mine and theirs and (claim.negations + best.negations) % 2 == 1)
    yield "denial_elsewhere", float(not theirs and whole.negations > 0)
    weights = [met.weights[claim.terms[at].root] for at, _ in met.shared]
    total = sum(weights) or 1.0
    turned = [_is_turned(met, at, places) for at, places in met.shared]
    left = [_is_left(met, at, places) for at, places in met.shared]
    yield "turned", sum(w for w, one in zip(weights, turned, strict=True) if one) / total
    yield "turned_left", sum(w for w, one in zip(weights, left, strict=True) if one) / total
    yield "turned_firm", sum(w for w, one, two in zip(weights, turned, left, strict=True) if one and two) / total
    yield "denial_left", float((claim.leaves and theirs and not mine) or (best.leaves and mine and not theirs))
    near, loose = _opposed(claim, whole)
    yield "opposed_near", float(bool(near))
    yield "opposed_loose", float(loose)
    yield "opposed_best", float(bool(near) and (best is whole or bool(_opposed(claim, best)[0])))
    stances = claim.stance * whole.stance
    yield "stance_differs", float(stances < 0)
    yield "stance_agrees", float(stances > 0)
    ways = {claim.ways[at] * whole.ways[place] for at, places in met.shared if claim.ways[at] for place in places}
    yield "way_near_differs", float(-1 in ways and 1 not in ways)
    yield "way_near_agrees", float(1 in ways and -1 not in ways)
    told = all(text.count("up") + text.count("down") for text in (claim, best))
    odd = sum(text.count("down") + text.negations for text in (claim, best)) % 2
    yield "way_differs", float(told and odd == 1)
    yield "way_agrees", float(told and odd == 0)


def opposites(claim: Text, whole: Text) -> set[str]:
    """Return the roots of the words of a sentence whose opposite its source has: it speaks of these, the other way round."""
    if not claim.ends or not whole.ends:
        return set()
    opposed = turns().opposed
    theirs = {held for term in whole.terms for held in opposed.get(term.word, ())}
    return {t.root for t in claim.terms if any((pair, -end) in theirs for pair, end in opposed.get(t.word, ()))}


def opposite_word(met: Meeting) -> str:
    """Return the word of a sentence on which its source says the opposite, empty where there is none to show."""
    near, _ = _opposed(met.claim, met.source.whole)
    turned = [met.claim.terms[at] for at, places in met.shared if _is_turned(met, at, places)]
    return near or max(turned, key=lambda t: weight(t.root, met.light)).word if near or turned else ""


def _is_turned(met: Meeting, at: int, places: list[int]) -> bool:
    """Return whether one denies a word wherever the other does not."""
    denied, theirs = met.claim.terms[at].denied, met.source.whole.terms
    return all(theirs[place].denied != denied for place in places)


def _is_left(met: Meeting, at: int, places: list[int]) -> bool:
    """Return whether one denies or leaves a word wherever the other does not."""
    own, theirs = met.claim.terms[at], met.source.whole.terms
    away = own.denied != own.left
    return all((theirs[place].denied != theirs[place].left) != away for place in places)


def _opposed(claim: Text, whole: Text) -> tuple[str, bool]:
    """Return the word on which they hold the two ends of a pair beside a word that they share, and whether they hold two ends at all."""
    mine, theirs = claim.ends, whole.ends
    loose = [pair for pair, ends in mine.items() if len(ends) == 1 and theirs.get(pair) == {-end for end in ends}]
    opposed = turns().opposed
    for pair in loose:
        places = [
            [n for n, t in enumerate(text.terms) if any(number == pair for number, _ in opposed.get(t.word, ()))]
            for text in (claim, whole)
        ]
        for at in places[0]:
            if any(_beside(claim.terms, at, whole.terms, place) for place in places[1]):
                return claim.terms[at].word, True
    return "", bool(loose)


def _beside(own: tuple[Term, ...], at: int, theirs: tuple[Term, ...], place: int) -> bool:
    """Return whether both texts have a telling word in common around two places."""
    mine = [own[n] for n in range(max(0, at - _NEAR), min(len(own), at + _NEAR + 1)) if n != at and own[n].telling]
    others = [theirs[n] for n in range(max(0, place - _NEAR), min(len(theirs), place + _NEAR + 1)) if n != place]
    return any(alike(t, o) for t in mine for o in others if o.telling)
