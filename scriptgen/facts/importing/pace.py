"""How often a service is asked: the starts of requests kept apart, for all threads together."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

__all__ = ["PACE", "Pace"]


@dataclass
class Pace:
    """When the next request to a host may start."""

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _next: dict[str, float] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self, host: str, gap: float) -> None:
        """Wait until `gap` seconds lie between this start and the last one to that host."""
        with self._lock:
            now = self.clock()
            start = max(now, self._next.get(host, now))
            self._next[host] = start + gap
        if start > now:
            self.sleep(start - now)


PACE = Pace()
"""Shared by all of this process."""
