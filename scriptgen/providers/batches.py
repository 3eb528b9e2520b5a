"""OpenAI's Batch endpoints: a file up, a batch begun and looked after, its files down. Each call waits out a busy host."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from scriptgen.errors import BusyError, ScriptgenError, UsageError

if TYPE_CHECKING:
    from scriptgen.providers.openai import OpenAI

__all__ = ["TERMINAL", "Batch", "Batches"]

TERMINAL = frozenset({"completed", "failed", "expired", "cancelled"})
"""States after which nothing changes any more."""
TAG = "scriptgen"
"""The name of our mark in a batch's metadata."""
_CALL, _FILE = 60.0, 3600.0
"""Seconds for a short call, and for a file of 200 MB."""
_WAITS = (1.0, 5.0, 20.0, 60.0)
_PAGES = 50


class Batch(NamedTuple):
    """A batch as the host tells of it."""

    id: str
    status: str
    files: tuple[str, ...] = ()
    """Names of its output and its error file, as far as there are any."""
    codes: tuple[str, ...] = ()
    """Why it failed as a whole."""
    done: int = 0
    failed: int = 0
    total: int = 0


class Batches:
    """The batch files of one account, through a provider that is open."""

    def __init__(self, provider: OpenAI, sleep: Callable[[float], Awaitable[object]] = asyncio.sleep) -> None:
        self._provider, self._sleep = provider, sleep

    async def upload(self, path: Path, name: str) -> str:
        """Return the host's name of a file that is sent to it."""

        async def ask(client: Any) -> Any:
            with path.open("rb") as file:
                form = [("file", (name, file, "application/jsonl"))]
                headers = {"Content-Type": "multipart/form-data"}  # the SDK adds the boundary
                return await client.post(
                    "/files", cast_to=_response(), body={"purpose": "batch"}, files=form, options={"headers": headers}
                )

        return _id(await self._patiently(ask, _FILE))

    async def begin(self, file: str, tag: str) -> str:
        """Return the host's name of the batch over a file; where one with that tag was begun before, as by a call whose reply was
        lost, it is that one."""
        body = {
            "input_file_id": file,
            "endpoint": "/v1/chat/completions",
            "completion_window": "24h",
            "metadata": {TAG: tag},
        }
        for wait in (*_WAITS, None):
            found = await self.find(tag)
            if found:
                return found
            try:
                return _id(await self._once(lambda c: c.post("/batches", cast_to=_response(), body=body)))
            except BusyError:
                if wait is None:
                    raise
                await self._sleep(wait)
        raise AssertionError

    async def find(self, tag: str) -> str:
        """Return the host's name of the batch with that tag, empty where there is none."""
        after = ""
        for _ in range(_PAGES):
            path = f"/batches?limit=100{f'&after={quote(after)}' if after else ''}"
            page = await self._get(path)
            rows = page.get("data")
            rows = [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []
            for row in rows:
                if isinstance(row.get("metadata"), Mapping) and row["metadata"].get(TAG) == tag:
                    return _id(row)
            if not page.get("has_more") or not rows:
                break
            after = _id(rows[-1])
        return ""

    async def get(self, id: str) -> Batch:
        """Return how a batch stands."""
        row = await self._get(f"/batches/{quote(id)}")
        counts = row.get("request_counts")
        counts = counts if isinstance(counts, Mapping) else {}
        files = [row.get("output_file_id"), row.get("error_file_id")]
        return Batch(
            id,
            str(row.get("status") or ""),
            tuple([name for name in files if isinstance(name, str) and name]),
            tuple(_codes(row.get("errors"))),
            *[value if type(value := counts.get(name)) is int else 0 for name in ("completed", "failed", "total")],
        )

    async def download(self, file: str, into: Path) -> None:
        """Write a file of the host's to `into`, which is there whole or not at all."""
        half = into.with_name(f"{into.name}.part")

        async def ask(client: Any) -> Any:
            async with client.files.with_streaming_response.content(file) as reply:
                with half.open("wb") as out:
                    async for piece in reply.iter_bytes():
                        out.write(piece)
            return _response()(200, content=b"{}")

        await self._patiently(ask, _FILE)
        half.replace(into)

    async def delete(self, file: str) -> None:
        """Have the host delete a file; one that it will not delete is no error."""
        with suppress(ScriptgenError):
            await self._once(lambda c: c.delete(f"/files/{quote(file)}", cast_to=_response()))

    async def _get(self, path: str) -> Any:
        return await self._patiently(lambda c: c.get(path, cast_to=_response()), _CALL)

    async def _patiently(self, ask: Callable[[Any], Awaitable[Any]], seconds: float) -> Any:
        for wait in _WAITS:
            try:
                return await self._once(ask, seconds)
            except BusyError as error:
                await self._sleep(max(wait, error.retry_after or 0.0))
        return await self._once(ask, seconds)

    async def _once(self, ask: Callable[[Any], Awaitable[Any]], seconds: float = _CALL) -> Any:
        status, data, error = await self._provider.other(ask, seconds)
        if status in (404, 405, 501):
            what = f"the host {self._provider.host} has no such batch or file, or takes none ({status})"
            raise UsageError(f"{what}; use --engine batch-file with an engine of your own, or leave --engine out")
        if error is not None:
            raise error
        return data


def _response() -> Any:
    import httpx2

    return httpx2.Response


def _id(row: Mapping[str, Any]) -> str:
    id = row.get("id")
    if not isinstance(id, str) or not id:
        raise BusyError("the host sent no name for what it was given; try again later")
    return id


def _codes(errors: object) -> Iterator[str]:
    rows = errors.get("data") if isinstance(errors, Mapping) else None
    for row in rows if isinstance(rows, list) else ():
        code = row.get("code") if isinstance(row, Mapping) else None
        if isinstance(code, str) and code.isprintable():
            yield code[:60]
