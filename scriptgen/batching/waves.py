"""Batch files wave by wave: carry what waits, go over all topics, write what is missing to files, until nothing is missing."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

from scriptgen.batching.files import FileDesk
from scriptgen.batching.results import Failed, Result, StoppedError

__all__ = ["waves"]


async def waves(
    run: Callable[[FileDesk], AsyncIterator[Result]],
    desk: Callable[[], FileDesk],
    carry: Callable[[], Awaitable[int]],
    folder: Path,
) -> AsyncIterator[Result]:
    """Yield what becomes of each topic, as waves complete it; each failure once.

    `run` goes over all topics that are left and answers from a desk, `desk` makes one for a wave, `carry` brings files out and replies
    in and returns how many requests still wait. Raise StoppedError where some do: the same command goes on when they are answered.
    """
    told: set[int] = set()
    while True:
        left = await carry()
        if left:
            raise StoppedError(
                f"{left:,} requests wait in {str(folder)!r}; have an engine answer them, for instance with `vllm run-batch -i FILE "
                f"-o {folder.parent / 'replies'}/NAME.jsonl --model MODEL`, and give the same command again"
            )
        wave = desk()
        async for result in run(wave):
            if isinstance(result, Failed):
                if result.line in told:
                    continue
                told.add(result.line)
            yield result
        if not wave.asked:
            return
