"""The last word where embeddings have a vote: log-odds of words and of meaning, what was found, and what the text is about, weighed together."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import NamedTuple

from scriptgen.privacy import embedded, weighing
from scriptgen.privacy.found import Found
from scriptgen.privacy.passage import Passage
from scriptgen.resources import package_text
from scriptgen.text import Piece

__all__ = ["DROPPED", "SURE", "TOLD", "Verdict", "telling", "traits", "verdict"]

DROPPED = -1.0
"""Log-odds below which what the recognisers found does not count."""
TOLD = {"topic": -0.25, "notes": -0.25, "comment": -0.25, "trend": -0.25, "script": 0.5}
"""Log-odds above which a text counts in which they found nothing. What is about to be sent is kept back sooner than what is spoken is doubted."""
SURE = 3.5
"""Log-odds from which what no recogniser saw is an error in a script: some 97 in a hundred."""
_READ = 8
"""Stretches of a long text whose meaning is read: those of which the rest speaks most for a patient."""


class Verdict(NamedTuple):
    """Where a text speaks most for one patient."""

    odds: float
    """Log-odds that it does."""
    stretch: Piece


_NOTHING = Verdict(DROPPED, Piece(0, 0, ""))
"""Of a text without a word: nothing is told, and nothing taken away."""


def verdict(p: Passage, found: Collection[Found], numbers: Collection[Found]) -> Verdict:
    """Return the verdict on a text in which the recognisers found something or nothing; ask minilm.ready() before.

    `numbers` are the numbers and addresses among what was found. Meaning is read only where it could change something.
    """
    counts = _counts()
    kinds, own = {f.kind for f in found}, counts["embedded"]
    most = own * embedded.MOST
    known = [
        (
            counts["bias"]
            + counts["words"] * weighing.log_odds(weighing.features(p, piece, numbers))
            + sum(counts.get(name, 0.0) for name in traits(p, piece, kinds)),
            piece,
        )
        for piece in weighing.stretches(p)
    ]
    known.sort(key=lambda one: -one[0])
    read = [
        Verdict(odds + (own * _meaning(p, piece) if DROPPED - most < odds < SURE + most else 0.0), piece)
        for odds, piece in known[:_READ]
    ]
    return max(read, key=lambda one: one.odds, default=_NOTHING)


def telling(p: Passage, stretch: Piece, numbers: Collection[Found]) -> Piece:
    """Return the sentence of a stretch that speaks most for one patient, to be shown."""
    counts = _counts()

    def odds(piece: Piece) -> float:
        words = weighing.log_odds(weighing.features(p, piece, numbers))
        return counts["words"] * words + counts["embedded"] * _meaning(p, piece)

    return max(weighing.inside(p, stretch), key=odds, default=stretch)


def _meaning(p: Passage, piece: Piece) -> float:
    return embedded.head().log_odds(piece.text, p.where)


def traits(p: Passage, piece: Piece, kinds: Iterable[str]) -> set[str]:
    """Return what else counts: where it was typed, what a stretch is about, which kinds were found, and whether more than one."""
    found = [f"found:{kind}" for kind in kinds]
    number = ["found:one" if len(found) == 1 else "found:more"] if found else []
    return {p.where, *found, *number, *(f"#{name}" for name in weighing.CONTEXTS if p.has(name, piece))}


@lru_cache(maxsize=1)
def _counts() -> dict[str, float]:
    rows = (row.split(" ") for row in package_text("privacy/terms/stacked.txt").splitlines() if row[:2] != "# ")
    return {name: float(value) for name, value in rows}
