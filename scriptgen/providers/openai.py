"""Chat Completions over HTTP: OpenAI itself, and every server that speaks its language."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any, Self

from scriptgen.drafts import Usage
from scriptgen.errors import BusyError, ScriptgenError
from scriptgen.exchange import ModelReply, ModelRequest
from scriptgen.providers import Try, retry, wire
from scriptgen.providers import capability as abilities
from scriptgen.providers.capability import Capability
from scriptgen.providers.connection import Connection, Got
from scriptgen.providers.naming import OWN, host_of, is_near, is_own, only
from scriptgen.providers.probing import probed
from scriptgen.providers.retry import Addressee, Policy, Said

__all__ = ["OpenAI"]

NEAR = 600.0
"""Seconds for a request to a server on this machine, which may have to load the model first and work without a graphics card."""
FLEX = 900.0
"""Seconds for a request in the flex tier, which is slow and says so."""
LIST = 3.0
"""Seconds for the list of models."""
_BLAMABLE = (400, 404, 422, 500, 501)
"""Statuses with which servers refuse a parameter."""


class OpenAI:
    """A model behind an address; connections are reused while it is open, and any number of requests may run at a time.

    `attempts` counts every request that was sent, also those that failed; `model` is empty until it is found out.
    """

    def __init__(
        self,
        model: str = "",
        *,
        base_url: str = OWN,
        key: str | None = None,
        timeout: float | None = None,
        label: str = "openai",
        capability: Capability | None = None,
        prices: Mapping[str, Mapping[str, float]] | None = None,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        random: Callable[[], float] = random.random,
    ) -> None:
        """Take where to ask for what; without a model the one that the server has is taken.

        `timeout` is seconds for all tries of one request; with `capability` given the server is not probed.
        """
        self.model, self.host = model, host_of(base_url)
        self.name = f"{label}:{model}" if model else label
        self.attempts = 0
        self.base_url = base_url
        self._label, self._key, self._prices = label, key, prices
        own = Policy(deadline=NEAR) if is_near(base_url) else Policy()
        self._policy = own if timeout is None else Policy(deadline=timeout)
        self._patient = timeout is None
        self._given, self._capability = capability is not None, capability
        self._settling: asyncio.Task[Capability] | None = None
        self._owed = Usage()
        self._sleep, self._random = sleep, random
        self._connection: Connection | None = None
        self.tier: str | None = None
        """The service tier that is asked for, None: the host's own choice."""
        self.many = False
        """Whether hundreds of requests will run at a time; set before it is opened. Then aiohttp carries them, where it is installed."""

    def use_tier(self, tier: str) -> None:
        """Ask for a service tier from now on; flex is given its time where no timeout was set."""
        self.tier = tier
        if tier == "flex" and self._patient:
            self._policy = Policy(deadline=FLEX)

    async def __aenter__(self) -> Self:
        self._connection = self._connect()
        if not self.model:
            try:
                self.model = only(await self.models(), self.host, self._label)
            except BaseException:
                await self.__aexit__()
                raise
            self.name = f"{self._label}:{self.model}"
        return self

    async def __aexit__(self, *exc: object) -> None:
        if self._settling is not None:
            self._settling.cancel()
            await asyncio.gather(self._settling, return_exceptions=True)
            self._settling = None
        if self._connection is not None:
            await self._connection.close()
            self._connection = None

    async def reply(self, request: ModelRequest) -> ModelReply:
        """Return the answer with the usage of all that it took, a probe of the server included.

        Raise AccessError, BusyError or ReplyError where no answer came, UsageError for a model that isn't there and for a
        request that is too long; nothing of the request and no key is in their words or behind them.
        """
        capability = await self._settled()
        reply, used = await self._ask(request, capability)
        if used != capability:
            self._keep(used)
        owed, self._owed = self._owed, Usage()
        return replace(reply, usage=owed + reply.usage) if owed.requests else reply

    async def probe(self) -> Capability:
        """Find out what the server can do, with one to two tiny requests, and remember it for a week."""
        found, owed = await probed(self._ask, self.model, own=is_own(self.base_url))
        self._owed += owed
        self._keep(found)
        return found

    async def other(
        self, ask: Callable[[Any], Awaitable[Any]], seconds: float
    ) -> tuple[int, Any, ScriptgenError | None]:
        """Return status, parsed body and error of one request of another kind, which `ask` makes of the SDK's client."""
        assert self._connection is not None, "a provider is used inside `async with`"
        got = await self._connection.got(ask, seconds)
        if got.loss is None and got.status < 300:
            return got.status, got.data, None
        failure = self._failure(got, retry.said(got.data), seconds)
        return got.status, got.data, failure.error(1, None if got.loss else retry.asked_wait(got.headers, time.time()))

    async def models(self) -> tuple[str, ...]:
        """Return the names of the server's models, none where it has no list; raise as `reply` does. Takes 3 seconds at most."""
        connection = self._connection or self._connect()
        try:
            got = await connection.get("/models", LIST)
        finally:
            if connection is not self._connection:
                await connection.close()
        if got.status in (404, 405, 501) or got.loss == "garbled":
            return ()
        if got.loss or got.status >= 300:
            raise self._failure(got, retry.said(got.data), LIST).error()
        rows = got.data.get("data")
        names = [row.get("id") for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []
        return tuple([name for name in names if isinstance(name, str) and name.isprintable()])

    async def _settled(self) -> Capability:
        """Return what the server can do; requests that start together share one probe, and its failure."""
        if self._capability is not None:
            return self._capability
        if self._settling is None or self._settling.done():
            self._settling = asyncio.create_task(self._settle())
        return await asyncio.shield(self._settling)

    async def _settle(self) -> Capability:
        found = abilities.recall(self.base_url, self.model)
        if found is None and is_own(self.base_url):
            found = abilities.known(self.model)
        self._capability = found or await self.probe()
        return self._capability

    def _keep(self, found: Capability) -> None:
        self._capability = found
        if not self._given:
            abilities.remember(self.base_url, self.model, found)

    async def _ask(self, request: ModelRequest, capability: Capability) -> tuple[ModelReply, Capability]:
        """Return the reply, and the way to ask that worked in the end."""
        until = time.monotonic() + self.deadline
        tried, tries = {capability}, 0
        while True:
            got, capability = await self._answered(request, capability, tried, until)
            tries += 1
            if (reply := self._reply(got)) is not None:
                return reply, capability
            failure = self._failure(got, retry.said(got.data), self.deadline)
            wait = self._policy.wait(tries - 1, got.headers, self._random, time.time())
            left = min(until - time.monotonic(), max(self._policy.longest, self._policy.cap))
            if not failure.again or tries >= self._policy.tries or wait >= left:
                raise failure.error(tries, retry.asked_wait(got.headers, time.time()) if failure.again else None)
            await self._sleep(wait)

    async def once(self, request: ModelRequest) -> Try:
        """Return what came of one try; what is to be tried again, and when, is up to whoever asks."""
        try:
            capability = await self._settled()
        except ScriptgenError as error:
            return Try(error=error, again=isinstance(error, BusyError), wait=getattr(error, "retry_after", None))
        until = time.monotonic() + self.deadline
        got, used = await self._answered(request, capability, {capability}, until)
        if (reply := self._reply(got)) is not None:
            if used != capability:
                self._keep(used)
            owed, self._owed = self._owed, Usage()
            reply = replace(reply, usage=owed + reply.usage) if owed.requests else reply
            return Try(reply, status=got.status, headers=got.headers)
        failure = self._failure(got, retry.said(got.data), self.deadline)
        wait = retry.asked_wait(got.headers, time.time())
        paid = got.loss in ("lost", "late", "garbled")
        return Try(None, failure.error(), failure.again or got.loss == "late", wait, got.status, got.headers, paid)

    async def _answered(
        self, request: ModelRequest, capability: Capability, tried: set[Capability], until: float
    ) -> tuple[Got, Capability]:
        """Return what came of a request, asked in other ways as long as the server refuses a parameter."""
        while True:
            body = wire.body(request, capability, model=self.model)
            got = await self._post(body | {"service_tier": self.tier} if self.tier else body, until)
            refused = got.loss is None and got.status in _BLAMABLE
            other = abilities.adapted(capability, retry.said(got.data), tried) if refused else None
            if other is None:
                return got, capability
            capability = other
            tried.add(other)

    def _reply(self, got: Got) -> ModelReply | None:
        """Return the reply where one came; the host's content filter is one."""
        if got.loss is None and got.status < 300:
            reply = wire.reply_of(got.data, model=self.model, prices=self._prices)
            return replace(reply, usage=reply.usage.model_copy(update={"cost": 0.0})) if self.free else reply
        if got.loss is None and retry.is_filter(got.status, retry.said(got.data)):
            why = "the host's content filter refused the request"
            return ModelReply("filtered", usage=Usage(requests=1), model=self.model, why=why)
        return None

    async def _post(self, body: Mapping[str, Any], until: float) -> Got:
        assert self._connection is not None, "a provider is used inside `async with`"
        self.attempts += 1
        return await self._connection.post("/chat/completions", body, until - time.monotonic())

    def _failure(self, got: Got, error: Said, deadline: float) -> retry.Failure:
        to = Addressee(self.host, self.model, self._label, self._key is not None)
        return (
            retry.of_loss(got.loss, to, deadline) if got.loss else retry.of_status(got.status, got.headers, error, to)
        )

    @property
    def deadline(self) -> float:
        """Return the seconds that one request may take."""
        return self._policy.deadline

    @property
    def room(self) -> int:
        """Return the most tokens that the model may think on top of an answer, whichever way it is asked in the end."""
        found = self._capability
        return abilities.ROOM if found is None else found.room or (abilities.ROOM if found.reasoning else 0)

    @property
    def free(self) -> bool:
        """Return whether the model runs on this machine, which sends no bill; Ollama passes some on to its own cloud."""
        return self._label == "ollama" and is_near(self.base_url) and not self.model.endswith("cloud")

    def _connect(self) -> Connection:
        return Connection(self.base_url, self._key, many=self.many)
