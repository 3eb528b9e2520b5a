"""The desk of a run through batch files: what the journal cannot answer is written to a file and waits there for its wave."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, NamedTuple, Protocol

from scriptgen.batching.budget import Budget
from scriptgen.batching.filebook import Filebook
from scriptgen.batching.filelines import MOST_BYTES, MOST_ROWS, line
from scriptgen.batching.gate import StoppingError
from scriptgen.batching.results import StoppedError
from scriptgen.batching.serving import UNASKED
from scriptgen.errors import ReplyError, ScriptgenError
from scriptgen.exchange import ModelReply, ModelRequest
from scriptgen.pricing import Price, worst
from scriptgen.providers import wire
from scriptgen.providers.capability import Capability
from scriptgen.providers.retry import Addressee, Said, of_status

__all__ = ["TRIES", "FileDesk", "Kept", "Model"]

TRIES = 3
"""Files that one request stands in before it is given up."""
_FRAME = 64
"""Tokens that a host may add to each message."""


class Kept(Protocol):
    """The part of a journal that is used here."""

    def answer(self, key: str) -> ModelReply | None:
        """Return the answer that a request got before."""
        ...

    def intent(self, topic: int, request: ModelRequest, attempt: int, worst: float | None) -> int:
        """Write down a request and return its number."""
        ...

    def reply(self, number: int, reply: ModelReply) -> None:
        """Write down its answer."""
        ...


class Model(NamedTuple):
    """Who will answer the files."""

    name: str
    """As the host calls it."""
    label: str = "openai"
    host: str = "api.openai.com"
    capability: Capability = Capability()
    price: Price | None = None
    """None: not known, or nobody's business."""
    prices: Mapping[str, Mapping[str, float]] | None = None
    tier: str = ""
    """The tier that its replies are billed at, empty: as they say themselves."""

    @property
    def to(self) -> Addressee:
        """Return whom error messages speak of."""
        return Addressee(self.host, self.name, self.label, key=self.label == "openai")


class FileDesk:
    """Answers a topic's requests from the journal; the first that is not in it goes into a file, and the topic waits.

    A desk serves one wave, a run over all topics that are left; then its files are carried to whoever answers them, and the next wave
    gets further. It takes the place of the desk of a live run.
    """

    def __init__(
        self,
        model: Model,
        journal: Kept,
        book: Filebook,
        folder: Path,
        budget: Budget,
        stop: Callable[[ScriptgenError], None],
        *,
        repairs: int = 1,
        rows: int = MOST_ROWS,
        size: int = MOST_BYTES,
    ) -> None:
        """Take who answers, what is known, the folder for the files, what may be spent, and whom to tell when that is used up."""
        self.name, self.host = f"{model.label}:{model.name}", model.host
        self.provider = self  # a seat takes name and host from here
        self.model, self.book = model, book
        self.asked = 0
        """Requests that went into files."""
        self._journal, self._folder, self._budget, self._stop = journal, folder, budget, stop
        self._repairs, self._rows, self._size = repairs, rows, size
        self._open: tuple[int, Path, IO[bytes]] | None = None
        self._count = self._length = 0
        self._closed = False
        folder.mkdir(parents=True, exist_ok=True)
        for half in folder.glob("*.half"):  # of a run that was killed
            half.unlink()
        held = book.waiting()
        if held and not budget.reserve(held):
            raise StoppedError(
                f"the files that wait may cost up to ${held:.2f}, above what --max-cost leaves; give a higher --max-cost"
            )

    async def answer(self, topic: int, request: ModelRequest) -> ModelReply:
        """Return the answer that is known; raise ProviderError for a request that was given up, StoppingError for one that waits."""
        known = self._journal.answer(request.key)
        if known is not None:
            return known
        if request.kind == "repair" and request.round >= self._repairs:
            return UNASKED
        lost = self.book.given_up(request.key, TRIES)
        if lost is not None:
            status, code = lost
            if status == 200:  # it was answered, but no script could be made of that
                raise ReplyError(
                    "the model's answers could not be used; word the topic differently, or try another --model"
                )
            raise of_status(status or 503, {}, Said(code), self.model.to).error()
        if not self._closed and not self.book.is_asked(request.key):
            self._ask(topic, request)
        raise StoppingError

    def close(self) -> None:
        """End the wave: nothing more is asked, and the files are whole."""
        self._closed = True
        self._end()

    def _end(self) -> None:
        if self._open is None:
            return
        id, half, file = self._open
        self._open = None
        file.flush()
        os.fsync(file.fileno())
        file.close()
        whole = half.with_suffix(".jsonl")
        self.book.wrote(id, whole.name, f"{whole.stem}-{os.urandom(8).hex()}")
        half.replace(whole)  # killed before this, the file is missed and its requests are asked anew

    def _ask(self, topic: int, request: ModelRequest) -> None:
        row = line(request.key, wire.body(request, self.model.capability, model=self.model.name))
        most = self._worst(request)
        if not self._budget.reserve(most):
            left = max(self._budget.left, 0.0)
            self._stop(
                StoppedError(
                    f"the next request could cost up to ${most:.4f} and --max-cost leaves ${left:.4f}; "
                    "give the same command with a higher --max-cost to go on"
                )
            )
            raise StoppingError
        if self._count >= self._rows or (self._count and self._length + len(row) > self._size):
            self._end()
        if self._open is None:
            id = self.book.next_id()
            half = self._folder / f"requests-{id:04}.half"
            self._open, self._count, self._length = (id, half, half.open("wb")), 0, 0
            self.book.begin()
        id, _, file = self._open
        file.write(row)
        self.book.ask(id, topic, request, most)
        self._count, self._length = self._count + 1, self._length + len(row)
        self.asked += 1

    def _worst(self, request: ModelRequest) -> float:
        if self.model.price is None:
            return 0.0
        size = sum(len(m.content.encode("utf-8", "surrogatepass")) + _FRAME for m in request.messages)
        size += len(str(request.schema))
        full = worst(self.model.price, size, request.max_tokens + self.model.capability.room)
        return full / 2 if self.model.tier == "batch" else full
