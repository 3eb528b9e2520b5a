"""The server: one thread with an event loop, so that hundreds of connections cost little."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import TracebackType
from typing import Any, Self

from tests.loopback import bodies
from tests.loopback.bodies import Asked, Billed
from tests.loopback.faults import PROSE, Fault
from tests.loopback.prefixes import Prefixes
from tests.loopback.refusing import NO_JSON, NO_KEY, format_of, unsupported
from tests.loopback.sending import Reply, read, send

__all__ = ["PROBE", "Answer", "Loopback"]

PROBE = "scriptgen probe"
Answer = str | Fault | Mapping[str, Any]
"""The message's content, a fault, or the whole body."""


class Loopback:
    """Answers each POST to /v1/chat/completions with the next of `answers`; the last one repeats."""

    def __init__(
        self,
        answers: Answer | Iterable[Answer] | Callable[[dict[str, Any]], Answer] = "{}",
        *,
        probe: str | Fault | None = "auto",
        models: Sequence[str] | None = None,
        key: str | None = None,
        formats: frozenset[str] = frozenset({"json_schema", "json_object"}),
        rejects: frozenset[str] = frozenset(),
        ignores_schema: bool = False,
        headers: Mapping[str, str] | None = None,
        latency: float = 0.0,
    ) -> None:
        self.base_url = ""
        self.requests: list[Asked] = []
        self.bills: list[Billed] = []
        self._next = answers if callable(answers) else _one_by_one(answers)
        self._probe, self._models, self._key = probe, models, key
        self._formats, self._rejects, self._ignores_schema = formats, rejects, ignores_schema
        self._headers, self._latency = tuple((headers or {}).items()), latency
        self._prefixes = Prefixes()
        self._talks: set[asyncio.Task[None]] = set()
        self._mistakes: list[Exception] = []

    def __enter__(self) -> Self:
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=1024)
        self.base_url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/v1"
        self._loop = asyncio.new_event_loop()
        self._stop = asyncio.Event()
        self._thread = threading.Thread(target=self._run, daemon=True, name="loopback")
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()
        if self._mistakes and error is None:
            raise self._mistakes[0]

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._serve())

    async def _serve(self) -> None:
        server = await asyncio.start_server(self._talk, sock=self._socket, limit=1 << 20)
        await self._stop.wait()
        server.close()
        for talk in self._talks:
            talk.cancel()
        await asyncio.gather(*self._talks)
        await asyncio.sleep(0)  # a transport closes its socket one turn after it is told to

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        talk = asyncio.current_task()
        assert talk is not None
        self._talks.add(talk)
        try:
            while (got := await read(reader)) is not None:
                method, asked = got
                self.requests.append(asked)
                reply = self._answer(len(self.requests) - 1, method, asked)
                await asyncio.sleep(self._latency)
                if not await send(writer, reply):
                    break
            writer.close()
        except (ConnectionError, asyncio.CancelledError):
            writer.transport.abort()  # the client has gone, or the server ends
        except Exception as error:  # a mistake in a test's own answers, told when the server ends
            self._mistakes.append(error)
            writer.transport.abort()
        finally:
            self._talks.discard(talk)

    def _answer(self, number: int, method: str, asked: Asked) -> Reply:
        bearer = asked.headers.get("authorization", "")
        if self._key is not None and bearer != f"Bearer {self._key}":
            said = Fault.bad_key.error if bearer else NO_KEY
            return self._reply(asked, Fault("", code=401, error=said))
        route = asked.path.partition("?")[0]
        if (method, route) == ("GET", "/v1/models") and self._models is not None:
            return self._reply(asked, Fault(""), bodies.models(self._models))
        if (method, route) != ("POST", "/v1/chat/completions"):
            return self._reply(asked, Fault("", code=404, error=bodies.Error(f"Invalid URL ({method} {route})")))
        if not isinstance(asked.body, dict):
            return self._reply(asked, Fault("", code=400, error=NO_JSON))
        wrong = unsupported(asked.body, self._formats, self._rejects)
        if wrong is not None:
            return self._reply(asked, Fault("", code=400, error=wrong))
        return self._generate(number, asked)

    def _generate(self, number: int, asked: Asked) -> Reply:
        body = asked.body
        answer: Answer
        if self._probe is not None and bodies.first_line(body) == PROBE:
            answer = '{"ready": true}' if self._probe == "auto" else self._probe
        else:
            answer = self._next(body)
        if isinstance(answer, str):
            unheard = self._ignores_schema and format_of(body) == "json_schema"
            answer = Fault("", content=PROSE if unheard else answer)
        prompt = sum(bodies.tokens(text) for _, text, _ in bodies.blocks(body))
        if isinstance(answer, Mapping):
            usage = answer.get("usage") or {}
            spent = usage.get("prompt_tokens", prompt), usage.get("completion_tokens", 0)
            self.bills.append(Billed(number, *spent, ""))
            return self._reply(asked, Fault(""), answer)
        if not answer.charged:
            return self._reply(asked, answer)
        whole = bodies.completion(number, str(body.get("model", "")), answer, prompt, self._prefixes.see(body))
        self.bills.append(Billed(number, prompt, whole["usage"]["completion_tokens"], answer.name))
        return self._reply(asked, answer, whole)

    def _reply(self, asked: Asked, answer: Fault, body: Mapping[str, Any] | None = None) -> Reply:
        if answer.error is not None:
            model = str(asked.body.get("model", "")) if isinstance(asked.body, dict) else ""
            body = bodies.error(answer.error, model, asked.headers.get("authorization", "").removeprefix("Bearer "))
        media, sent = answer.raw or ("application/json", bodies.wire(body))
        own = (("x-request-id", f"req_loopback{len(self.requests):08}"), *self._headers, *answer.headers)
        return Reply(
            answer.code, media, sent.encode() if isinstance(sent, str) else sent, own, answer.way, answer.seconds
        )


def _one_by_one(answers: Answer | Iterable[Answer]) -> Callable[[dict[str, Any]], Answer]:
    rows = iter([answers] if isinstance(answers, (str, Fault, Mapping)) else answers)
    last: Answer = "{}"

    def taken(body: dict[str, Any]) -> Answer:
        nonlocal last
        last = next(rows, last)
        return last

    return taken
