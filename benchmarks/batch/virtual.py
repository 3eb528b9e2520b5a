"""An event loop whose clock jumps to the next thing that happens: hours pass in seconds, the same way each time."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

__all__ = ["Virtual", "run"]

T = TypeVar("T")


class _Jumping(selectors.DefaultSelector):  # type: ignore[misc, valid-type]
    """Waits for nothing: the time that it was told to wait has passed at once."""

    passed = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            raise RuntimeError("everything waits and nothing will happen")
        self.passed += max(timeout, 0.0)
        return super().select(0)


class Virtual(asyncio.SelectorEventLoop):
    """A loop that starts at second 0."""

    def __init__(self) -> None:
        self._jumping = _Jumping()
        super().__init__(self._jumping)
        self._clock_resolution = 1e-9

    def time(self) -> float:
        return self._jumping.passed


def run(work: Coroutine[Any, Any, T]) -> tuple[T, float]:
    """Return what a coroutine returns, and the seconds that it took of the loop's own clock."""
    with asyncio.Runner(loop_factory=Virtual) as runner:
        done = runner.run(work)
        return done, runner.get_loop().time()
