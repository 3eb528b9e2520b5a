"""Ways to put N jobs through one host: ours, and three written from the descriptions of what others do."""

from __future__ import annotations

import asyncio
import random
from collections import deque
from collections.abc import Callable, Coroutine
from typing import Any

from benchmarks.batch.host import Got, Host
from scriptgen.batching.gate import Gate
from scriptgen.batching.pacing import Pacer

__all__ = ["Client", "cookbook", "oracle", "paced", "sdk"]

Client = Callable[[Host, int], Coroutine[Any, Any, int]]
"""Puts so many jobs through a host; returns how many were lost."""
RESERVED, USED = 2_500, 1_700
"""Tokens that a request may take, and does take."""


def paced(rpm: float | None = None, tpm: float | None = None, window: int = 256, tries: int = 5) -> Client:
    """Ours: one pacer, second tries ahead of new work, at most `window` jobs under way."""

    async def run(host: Host, jobs: int) -> int:
        loop, lots = asyncio.get_running_loop(), random.Random(7)
        pacer = Pacer(rpm, tpm)
        gate, waiting, lost = Gate(pacer), iter(range(jobs)), 0

        async def one() -> bool:
            failed = limited = 0
            while failed < tries and limited < 50:
                await gate.enter(0 if failed + limited else 1, RESERVED)
                got = await host.call(RESERVED, USED)
                now = loop.time()
                pacer.learned(got.headers, now, rejected=got.status == 429)
                if got.status == 429:
                    pacer.rejected(_after(got), now)
                    limited += 1
                elif got.status < 300:
                    pacer.settled(RESERVED, got.used)
                    pacer.succeeded(now)
                gate.leave()
                if got.status < 300:
                    return True
                if got.status != 429:
                    failed += 1
                    await asyncio.sleep(lots.random() * min(20.0, 0.5 * 2.0**failed))
            return False

        async def worker() -> None:
            nonlocal lost
            for _ in waiting:
                lost += not await one()

        await asyncio.gather(*[worker() for _ in range(min(window, jobs))])
        return lost

    return run


def sdk(workers: int = 50, retries: int = 2) -> Client:
    """Workers that call the SDK as it comes: two more tries, 0.5 s x 2^n less up to a quarter, Retry-After where it is told."""

    async def run(host: Host, jobs: int) -> int:
        lots, waiting, lost = random.Random(7), iter(range(jobs)), 0

        async def worker() -> None:
            nonlocal lost
            for _ in waiting:
                for tried in range(retries + 1):
                    got = await host.call(RESERVED, USED)
                    if got.status < 300 or tried == retries:
                        lost += got.status >= 300
                        break
                    wait = min(8.0, 0.5 * 2.0**tried) * (1 - 0.25 * lots.random())
                    await asyncio.sleep(_after(got) or wait)

        await asyncio.gather(*[worker() for _ in range(workers)])
        return lost

    return run


def cookbook(rpm: float, tpm: float, attempts: int = 5, pause: float = 15.0, tick: float = 0.001) -> Client:
    """The cookbook's: capacities of requests and tokens that start full and fill up in time, a queue of second tries that goes
    first, five attempts a job, and 15 s in which nothing starts after each 429; one start a millisecond at most."""

    async def run(host: Host, jobs: int) -> int:
        loop = asyncio.get_running_loop()
        again: deque[int] = deque()
        waiting, running, lost = iter(range(jobs)), set[asyncio.Task[None]](), 0
        requests, tokens, at, limited = rpm, tpm, loop.time(), -pause

        async def one(left: int) -> None:
            nonlocal lost, limited
            got = await host.call(RESERVED, USED)
            if got.status < 300:
                return
            if got.status == 429:
                limited = loop.time()
            if left:
                again.append(left - 1)
            else:
                lost += 1

        held: int | None = None
        more = True
        while True:
            if held is None:
                if again:
                    held = again.popleft()
                elif more:
                    more = next(waiting, None) is not None
                    held = attempts - 1 if more else None
            now = loop.time()
            requests, tokens = min(rpm, requests + rpm / 60 * (now - at)), min(tpm, tokens + tpm / 60 * (now - at))
            at = now
            wait = tick
            if held is not None:
                if requests >= 1 and tokens >= RESERVED:
                    requests, tokens = requests - 1, tokens - RESERVED
                    task = asyncio.create_task(one(held))
                    running.add(task)
                    task.add_done_callback(running.discard)
                    held = None
                else:  # it looks again each millisecond; nothing changes before this moment
                    wait = max(tick, (1 - requests) / (rpm / 60), (RESERVED - tokens) / (tpm / 60))
            elif not running:
                if not again:
                    return lost
            else:
                await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
                continue
            await asyncio.sleep(wait)
            if loop.time() - limited < pause:
                await asyncio.sleep(limited + pause - loop.time())

    return run


def oracle(window: int = 1_000) -> Client:
    """What could be reached at all: it sees into the host's quota, and its replies take as long and fail as often as the others'."""

    async def run(host: Host, jobs: int) -> int:
        line = asyncio.Lock()
        waiting = iter(range(jobs))

        async def worker() -> None:
            for _ in waiting:
                status = 0
                while status != 200:
                    async with line:
                        while (wait := host.opens(RESERVED)) > 0:
                            await asyncio.sleep(wait)
                        call = asyncio.ensure_future(host.call(RESERVED, USED))
                        await asyncio.sleep(0)
                    status = (await call).status

        await asyncio.gather(*[worker() for _ in range(min(window, jobs))])
        return 0

    return run


def _after(got: Got) -> float | None:
    told = got.headers.get("retry-after")
    return float(told) if told else None
