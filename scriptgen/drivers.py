"""Run the steps of a pipeline: who answers a request is decided here, and nothing else is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, MutableMapping
from typing import TYPE_CHECKING, Any, TypeVar

from scriptgen.exchange import ModelReply, ModelRequest

if TYPE_CHECKING:
    from scriptgen.pipeline import Steps
    from scriptgen.providers import Provider

__all__ = ["Told", "blocking", "drive"]

T = TypeVar("T")
Told = Callable[["Provider", ModelRequest], None]
"""Told of each request right before it is sent."""


async def drive(
    steps: Steps[T],
    provider: Provider,
    *,
    told: Told | None = None,
    recorded: MutableMapping[str, ModelReply] | None = None,
) -> T:
    """Return what the steps return. Replies in `recorded` are taken instead of new ones, and new ones are put there, by key.

    A ProviderError ends the run; the same call with the same `recorded` goes on where it ended and pays for nothing twice.
    """
    kept = {} if recorded is None else recorded
    try:
        request = next(steps)
        while True:
            if request.key not in kept:
                if told:
                    told(provider, request)
                kept[request.key] = await provider.reply(request)
            request = steps.send(kept[request.key])
    except StopIteration as done:
        result: T = done.value
        return result


def blocking(work: Coroutine[Any, Any, T]) -> T:
    """Return what a coroutine returns, from code that waits; in a thread of its own where this one already runs an event loop."""
    if not _runs():
        return asyncio.run(work)
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


def _runs() -> bool:
    """Return whether this thread runs an event loop already."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
