"""Batch files on their way: sent to OpenAI's Batch API and looked after, or left for another engine; replies go to the journal."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from scriptgen.batching.filebook import Asked, Filebook, Sent
from scriptgen.batching.filelines import Answer, answers
from scriptgen.batching.files import TRIES, Kept, Model
from scriptgen.batching.results import StoppedError
from scriptgen.drafts import Usage
from scriptgen.errors import AccessError, UsageError
from scriptgen.exchange import ModelReply, ModelRequest
from scriptgen.providers import retry, wire
from scriptgen.providers.batches import TERMINAL, Batch, Batches

__all__ = ["Carrier", "Stand"]

_POLLS = (5.0, 10.0, 20.0, 30.0)
"""Seconds between two looks at the batches; the last repeats."""
_AGAIN = "give the same command again: it asks what is missing"


class Stand(NamedTuple):
    """How far the files of a wave are."""

    files: int
    done: int
    failed: int
    total: int
    """Requests."""


class Carrier:
    """Carries the files of one folder. What it has begun is taken up again by the next process where this one ends."""

    def __init__(self, model: Model, journal: Kept, book: Filebook, folder: Path) -> None:
        self._model, self._journal, self._book, self._folder = model, journal, book, folder

    async def through(
        self,
        batches: Batches,
        told: Callable[[Stand], None] = lambda stand: None,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        """Have all files answered by the Batch API; returns when each is read, whatever its end.

        Raise StoppedError for a batch that was cancelled or failed as a whole, when all others are read.
        """
        stopped: StoppedError | None = None
        turn = 0
        while waiting := self._book.open():
            stands = []
            for sent in waiting:
                if sent.state != "submitted":
                    crowded = any(other.state == "submitted" for other in waiting)
                    if not (sent.state == "crowded" and crowded and turn):
                        await self._submit(sent, batches)
                    continue
                batch = await batches.get(sent.batch)
                stands.append(batch)
                if batch.status in TERMINAL:
                    alone = sum(other.state == "submitted" for other in waiting) == 1
                    stopped = await self._ended(sent, batch, batches, alone) or stopped
            told(
                Stand(
                    len(waiting),
                    sum(b.done for b in stands),
                    sum(b.failed for b in stands),
                    sum(b.total for b in stands),
                )
            )
            if any(sent.state == "submitted" for sent in self._book.open()):
                await sleep(_POLLS[min(turn, len(_POLLS) - 1)])
            turn += 1
        if stopped:
            raise stopped

    async def _submit(self, sent: Sent, batches: Batches) -> None:
        path = self._folder / sent.name
        if sent.state == "written":
            if not path.exists():  # somebody took it away: it is written anew
                self._book.read(sent.id)
                return
            sent = self._book.mark(sent.id, "uploaded", upload=await batches.upload(path, f"{sent.tag}.jsonl"))
        if sent.state in ("uploaded", "crowded"):
            sent = self._book.mark(sent.id, "submitting")
        self._book.mark(sent.id, "submitted", batch=await batches.begin(sent.upload, sent.tag))

    async def _ended(self, sent: Sent, batch: Batch, batches: Batches, alone: bool) -> StoppedError | None:
        """Read all that a batch left, whichever its end was; return what to say where nothing else will help."""
        hopeless: AccessError | UsageError | None = None
        for number, name in enumerate(batch.files):
            into = self._folder / f"replies-{sent.id:04}-{number}.jsonl"
            await batches.download(name, into)
            for answer, _ in answers(into):
                hopeless = (answer and self._take(answer)) or hopeless
            into.unlink()
        if batch.status == "failed" and "token_limit_exceeded" in batch.codes and not alone:
            # So many tokens may not wait in line; when another file is through there is room again.
            self._book.mark(sent.id, "crowded", tag=f"{sent.tag[:-17]}-{os.urandom(8).hex()}", batch="")
            return None
        for key in self._book.read(sent.id):
            self._book.miss(key, 0, f"batch_{batch.status}", False, TRIES)
        for name in (*batch.files, sent.upload):
            await batches.delete(name)
        (self._folder / sent.name).unlink(missing_ok=True)
        if hopeless:
            return StoppedError(f"{hopeless}; then {_AGAIN}")
        if batch.status == "cancelled":
            return StoppedError(
                f"the batch {batch.id} was cancelled, after {batch.done} of {batch.total} requests; {_AGAIN}"
            )
        if batch.status == "failed":
            why = ", ".join(batch.codes) or "it doesn't say why"
            return StoppedError(
                f"{self._model.host} did not take the batch {batch.id} ({why}); mend that, then {_AGAIN}"
            )
        return None

    def take_in(self, replies: Path) -> int:
        """Read what other engines have answered, from all .jsonl files in a folder; return how many requests still wait.

        Raise StoppedError where an engine says that no request can be answered: no right, no credit, no such model.
        """
        hopeless: AccessError | UsageError | None = None
        for path in sorted(replies.glob("*.jsonl")):
            with path.open("rb") as file:
                mark = f"{path.name} {sha256(file.readline()).hexdigest()}"
            for answer, place in answers(path, self._book.taken(mark)):
                hopeless = (answer and self._take(answer)) or hopeless
                self._book.take(mark, place)
        left = 0
        for sent in self._book.open():
            path = self._folder / sent.name
            count = self._book.asks(sent.id)
            if count and path.exists():
                left += count
                continue
            self._book.read(sent.id)
            path.unlink(missing_ok=True)
        if hopeless:
            raise StoppedError(f"{hopeless}; then {_AGAIN}")
        return left

    def _take(self, answer: Answer) -> AccessError | UsageError | None:
        """Write down an answer, or that there is none; return the error that every other request will meet too."""
        asked = self._book.get(answer.key)
        if asked is None:  # not ours, or taken before
            return None
        failure = None
        if self._journal.answer(answer.key) is None:
            reply = self._reply(answer)
            if reply is not None:
                number = self._journal.intent(asked.topic, _stub(asked), 0, asked.worst)
                self._journal.reply(number, reply)
                self._book.miss(answer.key, 200, "", True, TRIES)  # asked no second time by this command
            else:
                failure = retry.of_status(answer.status or 503, {}, answer.error, self._model.to)
                self._book.miss(answer.key, answer.status, answer.error.code, not failure.again, TRIES)
        self._book.drop([answer.key])
        error = failure and failure.error()
        if isinstance(error, UsageError) and (answer.status in (404, 405) or answer.error.code == "model_not_found"):
            return error
        return error if isinstance(error, AccessError) else None

    def _reply(self, answer: Answer) -> ModelReply | None:
        if answer.data is not None:
            tier = {"service_tier": self._model.tier} if self._model.tier else {}
            return wire.reply_of({**answer.data, **tier}, model=self._model.name, prices=self._model.prices)
        if retry.is_filter(answer.status, answer.error):
            why = "the host's content filter refused the request"
            return ModelReply("filtered", usage=Usage(requests=1), model=self._model.name, why=why)
        return None


def _stub(asked: Asked) -> ModelRequest:
    """Return a request as far as the journal writes it down."""
    return ModelRequest(asked.kind, asked.round, (), {}, 0, asked.key)  # type: ignore[arg-type]
