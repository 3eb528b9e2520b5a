"""Whether two quantities are one, whatever they are told in."""

from __future__ import annotations

from scriptgen.claims.units import SMALL, TIMES, UNITS, Quantity

__all__ = ["OFTEN", "same"]

OFTEN = frozenset(("interval", "habit"))
"""Units that say how often."""
_AWAY = 0.02
"""How far two values may lie apart and be the same: thirty days are a month."""
_WEEKS = 4
"""Weeks that people call a month: twelve weeks are three months."""


def same(a: Quantity, b: Quantity) -> bool:
    """Return whether two quantities are one: unit and value, or a value that is an end of the other's range."""
    bare = "number" in (a.unit, b.unit) and not {a.unit, b.unit} & {"share", "multiple", "mass", "time-count"}
    often = {a.unit, b.unit} <= OFTEN
    if (
        a.unit != b.unit
        and not bare
        and not often
        and (a.unit in UNITS or b.unit in UNITS or min(a.low, b.low) <= SMALL)
    ):
        return False  # of large counts the number tells: "a million kids" are "a million children"
    if slack := max(a.slack, b.slack):
        return a.low <= b.high * (1 + slack) and b.low <= a.high * (1 + slack)
    if a.low == a.high or b.low == b.high:
        ends = (b.low, b.high) if a.low == a.high else (a.low, a.high)
        value = a.low if a.low == a.high else b.low
        return any(_near(value, end, a.unit) for end in ends)
    return _near(a.low, b.low, a.unit) and _near(a.high, b.high, b.unit)


def _near(a: float, b: float, unit: str) -> bool:
    """Return whether two values are meant to be one."""
    if abs(a - b) <= _AWAY * max(abs(a), abs(b), 1e-9):
        return True
    return unit in ("time", "interval") and (_months_of(a) == _weeks_of(b) or _months_of(b) == _weeks_of(a))


def _months_of(seconds: float) -> float:
    """Return the weeks that people mean by months or half months, below nought where it is no such time."""
    halves = 2 * seconds / TIMES["month"]
    return _WEEKS * halves / 2 if 0 < halves < 2 * 12 and halves == round(halves) else -1.0


def _weeks_of(seconds: float) -> float:
    weeks = seconds / TIMES["week"]
    return weeks if weeks > 0 and weeks == round(weeks) else -2.0
