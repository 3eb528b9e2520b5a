"""What speaks for and against a source bearing a sentence out, as numbers between 0 and 1."""

from __future__ import annotations

from scriptgen.claims.holding import holding
from scriptgen.claims.meeting import Meeting, meet, source_of
from scriptgen.claims.quantities import Quantity, quantities
from scriptgen.claims.strength import agreement, strength
from scriptgen.claims.terms import read
from scriptgen.claims.turning import turning

__all__ = ["signals", "signals_of"]

_TOGETHER = {name: f"held_{name}" for name in (
    "held", "denial_mine", "denial_theirs", "opposed_near", "opposed_loose", "turned", "way_differs", "lost_most", "stance_differs", "only_new", "turned_firm", "denial_left",
)}  # fmt: skip
"""Signals that tell more, the more of the sentence the source holds."""
_SAME = 0.95
"""Share of each other's words from which a sentence and its source are the same, but for what denies one of them."""


def signals(sentence: str, source: str, light: frozenset[str]) -> dict[str, float]:
    """Return the signals by their names. `light` are stems of the topic, which prove nothing by being shared."""
    return signals_of(meet(read(sentence), source_of(source), light), quantities(sentence))


def signals_of(met: Meeting, stated: tuple[Quantity, ...]) -> dict[str, float]:
    """Return the signals of a sentence beside its source; `stated` are its quantities."""
    found = {
        **dict(holding(met)),
        **dict(turning(met)),
        **dict(strength(met)),
        **dict(agreement(stated, met.source.quantities)),
    }
    found["both_turned"] = found["denial_both"] * found["turned"]
    denied = found["denial_mine"] or found["denial_theirs"]
    found["same_but_denied"] = float(bool(denied) and min(found["held"], found["literal"], found["told"]) > _SAME)
    held = found["held"]
    for name, together in _TOGETHER.items():
        found[together] = held * found[name]
    return found
