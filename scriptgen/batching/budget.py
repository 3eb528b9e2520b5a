"""Money that may be spent: the worst case is set aside before each request, so that the limit is never exceeded."""

from __future__ import annotations

import math

from scriptgen.errors import UsageError

__all__ = ["Budget"]

_UNIT = 10**9
"""Counted in billionths of a dollar: a million sums of fractions would drift."""


class Budget:
    """A limit in US dollars, or none. It is never exceeded as long as no request costs more than was set aside for it."""

    def __init__(self, limit: float | None = None, spent: float = 0.0) -> None:
        """Take the limit, and what earlier runs spent of it; raise UsageError for a limit that is no amount."""
        if limit is not None and not (math.isfinite(limit) and limit >= 0):
            raise UsageError(f"--max-cost {limit:g} is no amount of dollars; give a number of 0 or more")
        self._limit = None if limit is None else math.floor(limit * _UNIT)
        self._spent, self._held = _up(spent), 0

    def reserve(self, worst: float) -> bool:
        """Set aside what a request may cost at most; return whether there was room for it."""
        amount = _up(worst)
        if self._limit is not None and self._spent + self._held + amount > self._limit:
            return False
        self._held += amount
        return True

    def settle(self, worst: float, cost: float | None) -> None:
        """Book what a request did cost in place of what was set aside; None: nobody knows, and the worst is counted."""
        amount = _up(worst)
        assert amount <= self._held, "settled without a reservation"
        self._held -= amount
        self._spent += amount if cost is None else _up(cost)

    def fits(self, worst: float) -> bool:
        """Return whether a request could still be paid if all that is set aside came back unspent; False: waiting won't help."""
        return self._limit is None or self._spent + _up(worst) <= self._limit

    @property
    def spent(self) -> float:
        """US dollars that are booked."""
        return self._spent / _UNIT

    @property
    def left(self) -> float:
        """US dollars that are neither spent nor set aside; infinite without a limit."""
        return math.inf if self._limit is None else (self._limit - self._spent - self._held) / _UNIT


def _up(dollars: float) -> int:
    if not (math.isfinite(dollars) and dollars >= 0):
        raise ValueError(f"{dollars!r} is no amount")
    # A tenth of a billionth is rounding of the float, not money.
    return math.ceil(dollars * _UNIT - 0.1) if dollars else 0
