"""What a host's rate limit headers say, and a meter that keeps to one such limit; neither knows the time."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import NamedTuple

__all__ = ["Meter", "Said", "read"]

_MOST = 1_000_000_000
_SPAN = re.compile(r"(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+(?:\.\d+)?)s)?(?:(\d+(?:\.\d+)?)ms)?")
_PARTS = (3600.0, 60.0, 1.0, 0.001)


class Said(NamedTuple):
    """One limit as a reply's headers tell it."""

    limit: int
    """Requests or tokens a minute."""
    remaining: int | None
    reset: float | None
    """Seconds until all of it is free again."""


def read(headers: Mapping[str, str], what: str) -> Said | None:
    """Return the limit on `what` (requests or tokens), None where the headers say nothing or make no sense; names in lower case."""
    limit = _count(headers.get(f"x-ratelimit-limit-{what}"))
    told = headers.get(f"x-ratelimit-remaining-{what}")
    remaining = _count(told)
    if not limit or (told is not None and (remaining is None or remaining > limit)):
        return None
    return Said(limit, remaining, _seconds(headers.get(f"x-ratelimit-reset-{what}", "")))


def _count(text: str | None) -> int | None:
    try:
        value = float(text or "")
    except ValueError:
        return None
    return int(value) if math.isfinite(value) and 0 <= value <= _MOST and value == int(value) else None


def _seconds(text: str) -> float | None:
    """Return the seconds in a span such as 12ms, 1s, 6m0s or 1h2m3.5s, or in a bare number."""
    found = _SPAN.fullmatch(text.strip())
    if found and any(found.groups()):
        return sum(float(part) * unit for part, unit in zip(found.groups(), _PARTS, strict=True) if part)
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and value >= 0 else None


class Meter:
    """One limit as GCRA keeps it: `debt` is what was taken and has not flowed back, at most `depth` of it at once.

    Something larger than the depth is let through once all debts are paid, so that nothing waits for ever.
    """

    def __init__(self, rate: float | None = None, depth: float = 1.0) -> None:
        """Take units a second, None: no limit is known; and the units that may be taken at once."""
        self.rate, self.depth = rate, depth
        self.debt = 0.0
        self._at = -math.inf

    def ready(self, units: float, now: float) -> float:
        """Return when so many units may be taken, in seconds of the clock that `now` is of."""
        start = max(now, self._at)
        if self.rate is None:
            return now
        return start + max(0.0, self._debt(start) + min(units, self.depth) - self.depth) / self.rate

    def take(self, units: float, at: float) -> None:
        """Take so many units at a moment, which may lie ahead."""
        at = max(at, self._at)
        self.debt, self._at = self._debt(at) + units, at

    def give(self, units: float) -> None:
        """Take back units that were not used."""
        self.debt = max(0.0, self.debt - units)

    def level(self, now: float) -> float:
        """Return the units that may be taken at once."""
        return self.depth - self._debt(max(now, self._at))

    def turn(self, rate: float, depth: float, now: float) -> None:
        """Change the limit from now on; what may be taken at once stays, as far as the new depth allows."""
        self.take(0.0, now)
        self.debt = max(0.0, self.debt + depth - self.depth)
        self.rate, self.depth = rate, depth

    def drain(self, now: float) -> None:
        """Take all that may be taken at once: the host says that nothing is left."""
        self.take(0.0, now)
        self.debt = max(self.debt, self.depth)

    def _debt(self, at: float) -> float:
        if self.rate is None or self._at == -math.inf:
            return self.debt
        return max(0.0, self.debt - self.rate * (at - self._at))
