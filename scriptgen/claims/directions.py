"""Which way a text points: the ends of pairs of opposites that it holds, what it raises or lowers, and whether it praises or blames."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scriptgen.claims.turns import turns

if TYPE_CHECKING:
    from scriptgen.claims.terms import Term, Text

__all__ = ["ends", "stance", "ways"]

_BESIDE = 3
"""Words on either side of a thing in which its direction stands: "takes pressure off the nerve"."""


def ends(text: Text) -> dict[int, set[int]]:
    """Return the pairs of which a text holds an end: 1 for the one, -1 for the other or for the one denied."""
    found: dict[int, set[int]] = {}
    opposed = turns().opposed
    for term in text.terms:
        for pair, end in opposed.get(term.word, ()):
            found.setdefault(pair, set()).add(-end if term.denied != term.left else end)
    starts = turns().opposed_phrases
    framed = [row for word in text.own & starts.keys() for row in starts[word] if row[1] in text.joined]
    for _, _, pair, end in sorted(framed):
        found.setdefault(pair, set()).add(end)
    return found


def ways(terms: tuple[Term, ...]) -> tuple[int, ...]:
    """Return for each word 1 where something raises what it stands for, -1 where it lowers it, else 0."""
    up, down = turns().lists["up"].single, turns().lists["down"].single
    pointing = {
        n: (1 if term.word in up else -1) * (-1 if term.denied else 1)
        for n, term in enumerate(terms)
        if term.word in up or term.word in down
    }
    if not pointing:
        return (0,) * len(terms)
    return tuple(_way(terms, pointing, n) for n in range(len(terms)))


def _way(terms: tuple[Term, ...], pointing: dict[int, int], at: int) -> int:
    for far in range(1, _BESIDE + 1):
        for n in (at - far, at + far):
            if n in pointing and terms[n].clause == terms[at].clause:
                return pointing[n]
    return 0


def stance(terms: tuple[Term, ...]) -> int:
    """Return 1 where a text speaks well of what it is about, -1 where ill, 0 where neither or both."""
    good, bad, down = (turns().lists[name].single for name in ("good", "bad", "down"))
    total = 0
    for n, term in enumerate(terms):
        if term.word in good or term.word in bad:
            fewer = any(t.word in down and t.clause == term.clause for t in terms[max(0, n - _BESIDE) : n])
            total += (1 if term.word in good else -1) * (-1 if (term.denied != term.left) != fewer else 1)
    return (total > 0) - (total < 0)
