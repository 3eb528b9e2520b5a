"""A folder with files of requests, a journal in memory and a host that plays batches."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from scriptgen.batching.budget import Budget
from scriptgen.batching.carrying import Carrier
from scriptgen.batching.filebook import Filebook
from scriptgen.batching.files import FileDesk, Model
from scriptgen.errors import ScriptgenError
from scriptgen.exchange import Message, ModelReply, ModelRequest
from scriptgen.pricing import Price, price_of
from scriptgen.providers.batches import Batches
from scriptgen.providers.capability import Capability
from scriptgen.providers.openai import OpenAI
from tests.loopback import Loopback
from tests.loopback.batching import BatchServer

KEY = "sk-canary-0123456789abcdef"
PRICE = price_of("gpt-6.1-terra")
ABLE = Capability("json_schema", "max_completion_tokens", "none")


def request(number: int, kind: Any = "draft", round: int = 0, words: str = "knees") -> ModelRequest:
    told = (Message("system", "You write."), Message("user", f"{words} {number}"))
    return ModelRequest(kind, round, told, {"type": "object"}, 500, f"key-{kind}-{round}-{number}")


class Notes:
    """A journal in memory."""

    def __init__(self) -> None:
        self.rows: list[tuple[int, ModelRequest, ModelReply | None]] = []

    def answer(self, key: str) -> ModelReply | None:
        return next((reply for _, asked, reply in self.rows if asked.key == key and reply), None)

    def intent(self, topic: int, request: ModelRequest, attempt: int, worst: float | None) -> int:
        self.rows.append((topic, request, None))
        return len(self.rows) - 1

    def reply(self, number: int, reply: ModelReply) -> None:
        self.rows[number] = (*self.rows[number][:2], reply)


class Bench:
    """A folder with a book, a journal in memory and a model; `again` is what the next process sees of them."""

    def __init__(self, folder: Path, price: Price | None = None, limit: float | None = None, **options: Any) -> None:
        self.folder, self.price, self.limit, self.options = folder, price, limit, options
        self.notes, self.stops = Notes(), list[ScriptgenError]()
        self.again()

    def again(self) -> None:
        if hasattr(self, "book"):
            self.book.__exit__()
        self.book = Filebook(self.folder / "files.sqlite3")

    def model(self) -> Model:
        return Model("gpt-6.1-terra", capability=ABLE, price=self.price, tier="batch" if self.price else "")

    def ask(self, requests: list[ModelRequest]) -> FileDesk:
        desk = FileDesk(
            self.model(),
            self.notes,
            self.book,
            self.folder / "requests",
            Budget(self.limit),
            self.stops.append,
            **self.options,
        )

        async def all_of_them() -> list[Any]:
            return await asyncio.gather(*[desk.answer(n, r) for n, r in enumerate(requests)], return_exceptions=True)

        self.got = asyncio.run(all_of_them())
        desk.close()
        return desk

    def written(self) -> list[list[dict[str, Any]]]:
        paths = sorted((self.folder / "requests").glob("*.jsonl"))
        return [[json.loads(row) for row in path.read_text().splitlines()] for path in paths]

    def carrier(self) -> Carrier:
        return Carrier(self.model(), self.notes, self.book, self.folder / "requests")

    def carry(self, server: BatchServer | Loopback) -> list[float]:
        waits: list[float] = []

        async def sleep(seconds: float) -> None:
            waits.append(seconds)
            assert len(waits) < 100

        async def run() -> None:
            async with OpenAI("gpt-6.1-terra", base_url=server.base_url, key=KEY, capability=ABLE) as provider:
                await self.carrier().through(Batches(provider, sleep), sleep=sleep)

        asyncio.run(run())
        return waits

    def texts(self) -> dict[str, str]:
        return {asked.key: reply.text for _, asked, reply in self.notes.rows if reply}


def refused(status: int, code: str = "", type: str = "") -> Callable[[Any], dict[str, Any]]:
    error = {"message": f"canary {KEY}", "code": code or None, "type": type or None}
    return lambda row: {
        "custom_id": row["custom_id"],
        "response": {"status_code": status, "body": {"error": error}},
        "error": None,
    }


def unheard(row: Any) -> dict[str, Any]:
    """The line of a request that its batch never got to."""
    return {"custom_id": row["custom_id"], "response": None, "error": {"code": "batch_expired", "message": "late"}}


def half(answer: Callable[[Any], dict[str, Any] | None], odd: bool) -> Callable[[Any], dict[str, Any] | None]:
    return lambda row: answer(row) if (int(row["custom_id"].rpartition("-")[2]) % 2 == 1) is odd else None
