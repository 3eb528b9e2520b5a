"""Lets requests start when the pacer says so: retries first, then topics that are under way, then new ones."""

from __future__ import annotations

import asyncio
import heapq
from itertools import count

from scriptgen.batching.pacing import Pacer

__all__ = ["Gate", "StoppingError"]


class StoppingError(Exception):
    """The run ends: nothing new is sent."""


class Gate:
    """One queue in front of one host; it belongs to the event loop that runs."""

    def __init__(self, pacer: Pacer) -> None:
        self.pacer = pacer
        self.under_way = 0
        self._loop = asyncio.get_running_loop()
        self._waiting: list[tuple[int, int, int, asyncio.Future[None]]] = []
        self._order = count()
        self._timer: asyncio.TimerHandle | None = None
        self._closed = False

    async def enter(self, rank: int, tokens: int) -> None:
        """Return when a request of so many tokens may start, lower ranks first; raise StoppingError when the run ends before that."""
        if self._closed:
            raise StoppingError
        future = self._loop.create_future()
        heapq.heappush(self._waiting, (rank, next(self._order), tokens, future))
        self.pump()
        try:
            await future
        except asyncio.CancelledError:
            if future.done() and not future.cancelled() and future.exception() is None:
                self.leave()  # it was let in and never went
            raise

    def leave(self) -> None:
        """Say that a request has ended."""
        self.under_way -= 1
        self.pump()

    def close(self) -> None:
        """Let nobody in any more."""
        self._closed = True
        if self._timer:
            self._timer.cancel()
        for _, _, _, future in self._waiting:
            if not future.done():
                future.set_exception(StoppingError())
        self._waiting.clear()

    def pump(self) -> None:
        """Let in whoever may start by now, and look again when the next one may."""
        if self._timer:
            self._timer.cancel()
            self._timer = None
        while self._waiting:
            _, _, tokens, future = self._waiting[0]
            if future.done():
                heapq.heappop(self._waiting)
                continue
            now = self._loop.time()
            if self.under_way >= self.pacer.slots(now):
                return
            at = self.pacer.peek(tokens, now)
            if at > now:
                self._timer = self._loop.call_at(at, self.pump)
                return
            self.pacer.ready_at(tokens, now)
            heapq.heappop(self._waiting)
            self.under_way += 1
            future.set_result(None)
