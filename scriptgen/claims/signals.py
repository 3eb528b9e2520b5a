"""What speaks for and against a source bearing a sentence out, as numbers between 0 and 1."""

from __future__ import annotations

from scriptgen.claims.holding import best_piece, holding
from scriptgen.claims.quantities import quantities
from scriptgen.claims.strength import agreement, strength
from scriptgen.claims.terms import read, telling
from scriptgen.claims.turning import opposites, turning
from scriptgen.text import sentences

__all__ = ["signals"]

_TOGETHER = (
    "held", "denial_mine", "denial_theirs", "opposed_near", "opposed_loose", "turned", "way_differs", "lost_most", "stance_differs", "only_new", "turned_firm", "denial_left",
)  # fmt: skip
"""Signals that tell more, the more of the sentence the source holds."""

_SAME = 0.95
"""Share of each other's words from which a sentence and its source are the same, but for what denies one of them."""


def signals(sentence: str, source: str, light: frozenset[str]) -> dict[str, float]:
    """Return the signals by their names. `light` are stems of the topic, which prove nothing by being shared."""
    claim, whole = read(sentence), read(source)
    pieces = [read(piece.text) for piece in sentences(source)] or [whole]
    best = best_piece(pieces, telling(claim.terms), light)
    found = {
        **dict(holding(claim, whole, best, light, opposites(claim, whole))),
        **dict(turning(claim, whole, best, light)),
        **dict(strength(claim, whole, best)),
        **dict(agreement(quantities(sentence), quantities(source))),
    }
    found["both_turned"] = found["denial_both"] * found["turned"]
    denied = found["denial_mine"] or found["denial_theirs"]
    found["same_but_denied"] = float(bool(denied) and min(found["held"], found["literal"], found["told"]) > _SAME)
    return found | {f"held_{name}": found["held"] * found[name] for name in _TOGETHER}
