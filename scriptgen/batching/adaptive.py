"""How much is asked of a host that does not say what it takes: more while that goes well, less after a rejection."""

from __future__ import annotations

import math

__all__ = ["FIRST", "Share", "Slots"]

_CUT, _DEEPEST, _GROWTH = 0.8, 0.4, 1.05
_NEAR, _PROBE, _EASED = 0.97, 1.02, 0.95
"""Close to what was rejected last: where growth becomes careful, its steps, and where a step that failed goes back to."""
_PATIENCE = 16
"""Clean rounds between two careful steps, at most."""
_GAIN = 1.1
"""What half as many slots again must add to the throughput to be worth it: a queue in the host adds nothing."""
_REST = 4
"""Rounds after which more slots are tried again."""


FIRST = 0.05
"""Seconds between two starts while no reply has come at all."""


class Share:
    """What part of a rate is used: x 0.8 after a rejection, + 5 % a clean round, and careful steps near what was rejected."""

    def __init__(self, value: float, full: float) -> None:
        """Take the share to start with and the most that it may grow to."""
        self.value, self.full = value, full
        self._before = value
        self._ceiling = math.inf
        self._patience = self._waited = 0

    def cut(self, passed: float | None = None, *, sure: bool = False) -> None:
        """Take less after a rejection; `passed` is the part of what was asked for that went through since the last one, where that is
        known; `sure`: the limit is known, and one rejection alone may have been a start that came late."""
        self._before = self.value
        careful = _NEAR * self._ceiling <= self.value <= self._ceiling / _NEAR**2
        self._ceiling, self._waited = self.value, 0
        self._patience = min(2 * self._patience, _PATIENCE) if careful else 1
        mild = careful or sure
        self.value *= _EASED if mild else max(_DEEPEST, min(_CUT, 1.0 if passed is None else passed))

    def undo(self) -> None:
        """Take back the last cut: something else was the reason."""
        self.value, self._ceiling = max(self.value, self._before), math.inf

    def grow(self) -> bool:
        """Take more after a clean round; return whether anything changed."""
        before = self.value
        if self.value < _NEAR * self._ceiling:
            self.value = min(self.value * _GROWTH, _NEAR * self._ceiling, self.full)
        elif (waited := self._waited + 1) < self._patience:
            self._waited = waited
        else:
            self.value, self._waited = min(self.value * _PROBE, self.full), 0
            if self.value > self._ceiling / _NEAR**2:  # what was rejected there is taken now
                self._ceiling = math.inf
        return self.value != before


class Slots:
    """How many requests may be under way where nobody paces their starts: doubled each round while that pays, then + 5 %."""

    def __init__(self, start: int) -> None:
        self.count = start
        self.gap = FIRST
        """Seconds between two starts, so that slots are not filled all at once."""
        self._mark: tuple[int, float] | None = None
        self._growth, self._rest = 2.0, 0

    def grow(self, rate: float) -> None:
        """Take the successes a second of a clean round, and widen where the last widening brought more."""
        self.gap = 1 / (2 * self._growth * rate)
        if self._rest:
            self._rest -= 1
            self._mark = None  # measured anew: a round is short, and luck must not count for long
            return
        if self._mark is None:
            self._mark = self.count, rate
        elif self.count >= 1.5 * self._mark[0]:
            if rate < _GAIN * self._mark[1]:
                self.count, self._growth, self._rest = self._mark[0], _GROWTH, _REST
                return
            self._mark = self.count, rate
        self.count = math.ceil(self.count * self._growth)
