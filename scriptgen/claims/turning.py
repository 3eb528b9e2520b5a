"""Whether a source says the opposite of a sentence: what one denies and the other states, opposite words, directions, praise and blame."""

from __future__ import annotations

from collections.abc import Iterator

from scriptgen.claims.terms import Term, Text, alike, weight
from scriptgen.claims.turns import turns

__all__ = ["opposite_word", "opposites", "turning"]

_NEAR = 6
"""Words around an opposed word in which both texts must share another, so that they speak of the same."""
_BESIDE = 3
"""Words on either side of a thing in which its direction stands: "takes pressure off the nerve"."""


def turning(claim: Text, whole: Text, best: Text, light: frozenset[str]) -> Iterator[tuple[str, float]]:
    """Yield the signals, each with its name; `best` is the sentence of the source that holds most of the claim."""
    mine, theirs = any(t.turns for t in claim.terms), any(t.turns for t in best.terms)
    yield "denial_mine", float(mine and not theirs)
    yield "denial_theirs", float(theirs and not mine)
    yield "denial_both", float(mine and theirs)
    yield "denials_odd", float(mine and theirs and sum(t.turns for t in (*claim.terms, *best.terms)) % 2 == 1)
    yield "denial_elsewhere", float(not theirs and any(t.turns for t in whole.terms))
    shared = _shared(claim, whole)
    weights = [weight(t.root, light) for t, _ in shared]
    total = sum(weights) or 1.0
    turned = [_is_turned(t, held) for t, held in shared]
    left = [all((o.denied != o.left) != (t.denied != t.left) for o in held) for t, held in shared]
    yield "turned", sum(w for w, one in zip(weights, turned, strict=True) if one) / total
    yield "turned_left", sum(w for w, one in zip(weights, left, strict=True) if one) / total
    yield "turned_firm", sum(w for w, one, two in zip(weights, turned, left, strict=True) if one and two) / total
    leaves = [any(t.left for t in text.terms) for text in (claim, best)]
    yield "denial_left", float((leaves[0] and theirs and not mine) or (leaves[1] and mine and not theirs))
    near, loose = _opposed(claim, whole)
    yield "opposed_near", float(bool(near))
    yield "opposed_loose", float(loose)
    yield "opposed_best", float(bool(near) and (best is whole or bool(_opposed(claim, best)[0])))
    stances = _stance(claim) * _stance(whole)
    yield "stance_differs", float(stances < 0)
    yield "stance_agrees", float(stances > 0)
    ways = {_way(claim.terms, t) * _way(whole.terms, o) for t, held in shared for o in held}
    yield "way_near_differs", float(-1 in ways and 1 not in ways)
    yield "way_near_agrees", float(1 in ways and -1 not in ways)
    told = all(text.count("up") + text.count("down") for text in (claim, best))
    odd = sum(text.count("down") + sum(t.turns for t in text.terms) for text in (claim, best)) % 2
    yield "way_differs", float(told and odd == 1)
    yield "way_agrees", float(told and odd == 0)


def opposites(claim: Text, whole: Text) -> set[str]:
    """Return the roots of the words of a sentence whose opposite its source has: it speaks of these, the other way round."""
    opposed = turns().opposed
    theirs = {held for term in whole.terms for held in opposed.get(term.word, ())}
    return {t.root for t in claim.terms if any((pair, -end) in theirs for pair, end in opposed.get(t.word, ()))}


def opposite_word(claim: Text, whole: Text, light: frozenset[str]) -> str:
    """Return the word of a sentence on which its source says the opposite, empty where there is none to show."""
    near, _ = _opposed(claim, whole)
    turned = [t for t, held in _shared(claim, whole) if _is_turned(t, held)]
    return near or max(turned, key=lambda t: weight(t.root, light)).word if near or turned else ""


def _shared(claim: Text, whole: Text) -> list[tuple[Term, list[Term]]]:
    """Return the telling words that both have, with their places in the source."""
    found = [(t, [o for o in whole.terms if o.telling and alike(t, o)]) for t in claim.terms if t.telling]
    return [(t, held) for t, held in found if held]


def _is_turned(term: Term, held: list[Term]) -> bool:
    return all(o.denied != term.denied for o in held)


def _opposed(claim: Text, whole: Text) -> tuple[str, bool]:
    """Return the word on which they hold the two ends of a pair beside a word that they share, and whether they hold two ends at all."""
    mine, theirs = _ends(claim), _ends(whole)
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


def _ends(text: Text) -> dict[int, set[int]]:
    """Return the pairs of which a text holds an end: 1 for the one, -1 for the other or for the one denied."""
    found: dict[int, set[int]] = {}
    for term in text.terms:
        for pair, end in turns().opposed.get(term.word, ()):
            found.setdefault(pair, set()).add(-end if term.denied != term.left else end)
    for phrase, pair, end in turns().opposed_phrases:
        if phrase in text.joined:
            found.setdefault(pair, set()).add(end)
    return found


def _beside(own: tuple[Term, ...], at: int, theirs: tuple[Term, ...], place: int) -> bool:
    """Return whether both texts have a telling word in common around two places."""
    mine = [own[n] for n in range(max(0, at - _NEAR), min(len(own), at + _NEAR + 1)) if n != at and own[n].telling]
    others = [theirs[n] for n in range(max(0, place - _NEAR), min(len(theirs), place + _NEAR + 1)) if n != place]
    return any(alike(t, o) for t in mine for o in others if o.telling)


def _way(terms: tuple[Term, ...], term: Term) -> int:
    """Return 1 where something raises what a word stands for, -1 where it lowers it, 0 where neither is said."""
    up, down = turns().lists["up"].single, turns().lists["down"].single
    at = next(n for n, t in enumerate(terms) if t is term)
    for n in sorted(range(max(0, at - _BESIDE), min(len(terms), at + _BESIDE + 1)), key=lambda n: abs(n - at)):
        other = terms[n]
        if n != at and other.clause == term.clause and (other.word in up or other.word in down):
            return (1 if other.word in up else -1) * (-1 if other.denied else 1)
    return 0


def _stance(text: Text) -> int:
    """Return 1 where a text speaks well of what it is about, -1 where ill, 0 where neither or both."""
    good, bad, down = (turns().lists[name].single for name in ("good", "bad", "down"))
    total = 0
    for n, term in enumerate(text.terms):
        if term.word in good or term.word in bad:
            fewer = any(t.word in down and t.clause == term.clause for t in text.terms[max(0, n - _BESIDE) : n])
            total += (1 if term.word in good else -1) * (-1 if (term.denied != term.left) != fewer else 1)
    return (total > 0) - (total < 0)
