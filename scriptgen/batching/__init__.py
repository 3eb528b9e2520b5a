"""Many topics: results as they finish, every reply kept as it comes, nothing paid twice."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING, Unpack

from scriptgen.batching.results import Drafted, Failed, Result, StoppedError

if TYPE_CHECKING:
    from scriptgen.batching.session import Batching, Topics

__all__ = ["Drafted", "Failed", "Result", "StoppedError", "abatch", "batch"]


def batch(topics: Topics, **options: Unpack[Batching]) -> Iterator[Result]:
    """Yield a Drafted or a Failed for each topic as it ends; none of them is ever raised.

    `topics` is the path of a file (txt, csv, tsv, jsonl, xlsx), or topics, or mappings with a topic and its own options. With `out` the
    same call goes on where an earlier one stopped; what that finished is in index.jsonl and does not come again. A generator that is
    closed early waits for what is on its way. With `engine` the requests go through batch files; where answers of an
    engine of your own are still to come, StoppedError says so, and the same call goes on. Raises UsageError for what cannot work, StoppedError where no topic can go on.
    """
    from scriptgen.batching.session import stepwise

    return stepwise(topics, options)


async def abatch(topics: Topics, **options: Unpack[Batching]) -> AsyncIterator[Result]:
    """Yield what `batch` yields, without blocking the event loop while a model writes."""
    from scriptgen.batching.session import running

    async with running(topics, options) as session:
        async for result in session.results():
            yield result
        if options.get("out"):
            session.finish()
