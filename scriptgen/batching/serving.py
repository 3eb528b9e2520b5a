"""How a request is answered: from the journal, else paced, paid for from the budget, written down, sent, and written down again."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, Self

from scriptgen.batching.gate import Gate, StoppingError
from scriptgen.batching.results import StoppedError
from scriptgen.drafts import Usage
from scriptgen.errors import AccessError, BusyError, ProviderError, ScriptgenError, UsageError
from scriptgen.exchange import ModelReply, ModelRequest
from scriptgen.pricing import Price, worst
from scriptgen.providers import Once, Try

if TYPE_CHECKING:
    from scriptgen.batching.budget import Budget
    from scriptgen.batching.journal import Journal
    from scriptgen.providers import Provider

__all__ = ["UNASKED", "Desk", "Seat"]

UNASKED = ModelReply("empty", usage=Usage(), why="this run asks for no more repairs")
"""The answer to a repair beyond those that were asked for."""
TRIES = 6
"""Times that one request is sent while the host is broken or out of reach."""
LATE = 3
"""Times that it is sent when no answer comes in time: each may have been paid for."""
PATIENCE = 40
"""Times that a host may say that it is asked too much, for one request."""
BASE, CAP = 0.5, 30.0
"""Seconds: the first wait is at most so long, each later one at most twice the one before it, none longer than the cap."""
_OURS = (0, 400, 413, 422, 429)
"""Statuses with which a host means this one request, where it does not mean the key or the address."""
_FRAME = 64
"""Tokens that a host may add to each message."""


class Worst(NamedTuple):
    """What one request can take at most."""

    tokens: int
    cost: float | None
    """US dollars, None where the model has no known price."""


class Desk:
    """Answers the requests of all topics of a run."""

    def __init__(
        self,
        provider: Provider,
        journal: Journal,
        gate: Gate,
        budget: Budget,
        price: Price | None,
        stop: Callable[[ScriptgenError], None],
        *,
        repairs: int = 2,
        dice: Callable[[], float] = random.random,
    ) -> None:
        """Take who answers, where it is written down, whom to tell when no topic can be answered any more, and how often a topic may
        ask for a repair."""
        self.provider, self.journal, self.gate, self.budget, self.price = provider, journal, gate, budget, price
        self.sent = self.replayed = 0
        self._once_of = provider if isinstance(provider, Once) else None
        self._stop, self._dice, self._repairs = stop, dice, repairs
        self._same: dict[str, asyncio.Future[ModelReply]] = {}
        self._free = asyncio.Event()
        self._closing = asyncio.Event()

    def close(self) -> None:
        """Send nothing new; what is on its way is waited for and written down."""
        self._closing.set()
        self._free.set()
        self.gate.close()

    async def answer(self, topic: int, request: ModelRequest) -> ModelReply:
        """Return the answer to a request of a topic; raise ProviderError or UsageError where there is none, StoppingError at the end."""
        while (other := self._same.get(request.key)) is not None:
            await asyncio.wait([other])  # equal topics ask alike: one pays, the others read the journal
        known = self.journal.answer(request.key)
        if known is not None:
            self.replayed += 1
            return known
        if request.kind == "repair" and request.round >= self._repairs:
            return UNASKED
        self._same[request.key] = mine = asyncio.get_running_loop().create_future()
        try:
            return await self._sent(topic, request)
        finally:
            del self._same[request.key]
            mine.cancel()

    async def _sent(self, topic: int, request: ModelRequest) -> ModelReply:
        rank = 2 if request.kind == "draft" and request.round == 0 else 1
        failed = busy = late = 0
        while True:
            got = await self._once(topic, request, rank, failed + busy)
            if got.reply is not None:
                return got.reply
            assert got.error is not None
            self._judge(got)
            rank = 0
            if got.status == 429:
                busy += 1
            else:
                failed += 1
                late += got.paid
            if not got.again or busy >= PATIENCE or failed >= TRIES or late >= LATE:
                raise got.error
            if got.status != 429:  # that wait is the pacer's, for all
                await self._pause(max(got.wait or 0.0, self._dice() * min(CAP, BASE * 2.0 ** (failed - 1))))

    async def _once(self, topic: int, request: ModelRequest, rank: int, attempt: int) -> Try:
        """Return what came of one try; what it may cost is set aside before, and the truth is booked after."""
        most = self._worst(request)
        await self._reserve(most)
        try:
            await self.gate.enter(rank, most.tokens)
        except BaseException:
            self._settle(most, 0.0)
            raise
        got, number = Try(), 0
        try:
            number = self.journal.intent(topic, request, attempt, most.cost)
            self.sent += 1
            got = await self._ask(request)
        except BaseException:
            # Cancelled half-way, or no room to write down the intent: what is known to be unsent costs nothing.
            self._settle(most, None if number else 0.0)
            self.gate.leave()
            raise
        self._booked(number, most, got)
        return got

    def _booked(self, number: int, most: Worst, got: Try) -> None:
        """Write down what came of a try, and tell the pacer."""
        now = asyncio.get_running_loop().time()
        pacer = self.gate.pacer
        pacer.learned(got.headers, now, rejected=got.status == 429)
        try:
            if got.reply is not None:
                self.journal.reply(number, got.reply)
                self._settle(most, got.reply.usage.cost)
                used = got.reply.usage.input_tokens + got.reply.usage.output_tokens
                pacer.settled(most.tokens, used or most.tokens)
                pacer.succeeded(now)
            else:
                why = type(got.error).__name__ + (f" {got.status}" if got.status else "")
                self.journal.missed(number, why, most.cost if got.paid else 0.0)
                self._settle(most, None if got.paid else 0.0)
                if got.status == 429 and got.again:
                    pacer.rejected(got.wait, now)
        finally:
            self.gate.leave()
        if self.journal.low:
            self._stop(StoppedError(self.journal.full))

    async def _ask(self, request: ModelRequest) -> Try:
        if self._once_of:
            return await self._once_of.once(request)
        try:
            return Try(await self.provider.reply(request))
        except BusyError as error:
            return Try(error=error, again=True, wait=error.retry_after, paid=False)
        except (ProviderError, UsageError) as error:
            return Try(error=error)

    def _judge(self, got: Try) -> None:
        """End the run where every other request would meet the same: no credit, no right, a wrong address."""
        hopeless = isinstance(got.error, AccessError)
        wrong = isinstance(got.error, UsageError) and (got.status not in _OURS or not got.status)
        if hopeless or wrong:
            self._stop(StoppedError(f"{got.error}; then give the same command again: it goes on where it stopped"))
            raise StoppingError

    def _worst(self, request: ModelRequest) -> Worst:
        size = sum(len(m.content.encode("utf-8", "surrogatepass")) + _FRAME for m in request.messages)
        size += len(str(request.schema))
        output = request.max_tokens + (self._once_of.room if self._once_of else 0)
        # No token is shorter than a byte; for the pace, which is no promise, a third of that is closer.
        return Worst(-(-size // 3) + output, None if self.price is None else worst(self.price, size, output))

    async def _reserve(self, most: Worst) -> None:
        amount = most.cost or 0.0
        while not self.budget.reserve(amount):
            if not self.budget.fits(amount):
                self._stop(
                    StoppedError(
                        f"the next request could cost up to ${amount:.4f} and --max-cost leaves ${max(self.budget.left, 0.0):.4f}; "
                        "give the same command with a higher --max-cost to go on"
                    )
                )
                raise StoppingError
            self._free.clear()
            await self._free.wait()
            if self._closing.is_set():
                raise StoppingError

    def _settle(self, most: Worst, cost: float | None) -> None:
        self.budget.settle(most.cost or 0.0, cost)
        self._free.set()

    async def _pause(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._closing.wait()
        except TimeoutError:
            return
        raise StoppingError


class Seat:
    """The desk as one topic sees it: a provider that answers its requests."""

    def __init__(self, desk: Desk, topic: int) -> None:
        self.name, self.host = desk.provider.name, desk.provider.host
        self._desk, self._topic = desk, topic

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        return None

    async def reply(self, request: ModelRequest) -> ModelReply:
        """Return the answer to a request of this topic."""
        return await self._desk.answer(self._topic, request)
