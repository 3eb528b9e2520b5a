"""The provider against a server that fails in every way: outcomes, errors, calls, waits, and what is never said."""

from __future__ import annotations

import asyncio
import io
import logging
import traceback
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scriptgen.drafts import Usage
from scriptgen.errors import AccessError, BusyError, ReplyError, ScriptgenError, UsageError
from scriptgen.exchange import ModelReply
from scriptgen.providers import capability
from scriptgen.providers.capability import Capability
from scriptgen.providers.openai import OpenAI
from tests.loopback import Fault, Loopback
from tests.loopback.bodies import Error
from tests.loopback.faults import SCRIPT
from tests.providers import CANARY, KEY, REQUEST

GIVEN = Capability("json_schema", "max_completion_tokens", "none")


@pytest.fixture(autouse=True)
def nothing_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCRIPTGEN_CACHE", str(tmp_path))
    monkeypatch.setattr(capability, "_remembered", {})


class Asking:
    """One request to a server, with waits that take no time."""

    def __init__(self, server: Loopback, **options: Any) -> None:
        self.waits: list[float] = []
        given = {"base_url": server.base_url, "key": KEY, "capability": GIVEN, "timeout": 60.0} | options
        self.provider = OpenAI(given.pop("model", "gpt-6.1-terra"), sleep=self._sleep, random=lambda: 1.0, **given)

    async def _sleep(self, seconds: float) -> None:
        self.waits.append(seconds)

    def reply(self) -> ModelReply:
        return self.replies(1)[0]

    def replies(self, count: int) -> list[ModelReply]:
        async def run() -> list[ModelReply]:
            async with self.provider:
                return list(await asyncio.gather(*[self.provider.reply(REQUEST) for _ in range(count)]))

        return asyncio.run(run())


JITTER = [0.5, 1.0, 2.0, 4.0]

ANSWERED = [
    (SCRIPT, "ok"),
    (Fault.wrong_schema, "ok"),
    (Fault.tier("flex"), "ok"),
    (Fault.truncated_json, "invalid"),
    (Fault.prose, "invalid"),
    (Fault.whitespace, "invalid"),
    (Fault.no_choices, "invalid"),
    (Fault.refusal, "refused"),
    (Fault.length, "truncated"),
    (Fault.filtered, "filtered"),
    (Fault.filtered_400, "filtered"),
    (Fault.empty, "empty"),
    (Fault.null, "empty"),
]
DATE = "Wed, 18 Nov 2099 11:07:10 GMT"
FAILED: list[tuple[Any, type[ScriptgenError], int, list[float]]] = [
    (Fault.no_quota, AccessError, 1, []),
    (Fault.bad_key, AccessError, 1, []),
    (Fault.no_model, UsageError, 1, []),
    (Fault.context, UsageError, 1, []),
    (Fault.reset, BusyError, 5, JITTER),
    (Fault.cut, BusyError, 5, JITTER),
    (Fault.not_json_body, BusyError, 5, JITTER),
    (Fault.html(502), BusyError, 5, JITTER),
    (replace(Fault.html(200), code=200), BusyError, 5, JITTER),
    (replace(Fault.html(307), headers=(("location", "http://127.0.0.1:1/v1"),)), UsageError, 1, []),
    (Fault.html(404), UsageError, 1, []),
    *[(Fault.status(code), BusyError, 5, JITTER) for code in (408, 409, 500, 502, 503, 504)],
    (Fault.rate_limited(None), BusyError, 5, JITTER),
    (Fault.rate_limited("2"), BusyError, 5, [2.0] * 4),
    (Fault.rate_limited("700", "retry-after-ms"), BusyError, 5, [0.7] * 4),
    (Fault.rate_limited("61"), BusyError, 1, []),
    (Fault.rate_limited(DATE), BusyError, 1, []),
    (Fault.rate_limited("0", "x-other"), BusyError, 5, JITTER),
    (replace(Fault.status(503), headers=(("x-should-retry", "false"),)), BusyError, 1, []),
    (replace(Fault.bad_key, code=400), AccessError, 1, []),
    (replace(Fault.context, error=Error("No such voice.")), ReplyError, 1, []),
    ({"error": {"message": "Upstream is busy", "code": 429}}, BusyError, 5, JITTER),
    ({"error": {"message": "No such user", "code": 401}}, AccessError, 1, []),
    ({"error": "Unexpected endpoint"}, BusyError, 5, JITTER),
]


@pytest.mark.parametrize(("answer", "outcome"), ANSWERED)
def test_outcomes(answer: Any, outcome: str) -> None:
    with Loopback(answer) as server:
        asking = Asking(server)
        reply = asking.reply()
    assert (reply.outcome, len(server.requests), asking.waits) == (outcome, 1, [])
    assert (reply.text == "") is (outcome != "ok") and (reply.why == "") is (outcome == "ok")
    assert reply.usage.requests == 1


@pytest.mark.parametrize(("answer", "kind", "calls", "waits"), FAILED)
def test_failures(answer: Any, kind: type[ScriptgenError], calls: int, waits: list[float]) -> None:
    with Loopback(answer) as server:
        asking = Asking(server)
        with pytest.raises(kind) as caught:
            asking.reply()
    assert type(caught.value) is kind
    assert (len(server.requests), asking.provider.attempts, asking.waits) == (calls, calls, waits)


@pytest.mark.parametrize("fault", [fault for fault, kind, _, _ in FAILED if kind is BusyError])
def test_a_failure_that_passes(fault: Any) -> None:
    calm = replace(fault, headers=()) if isinstance(fault, Fault) else fault
    with Loopback([calm, calm, SCRIPT]) as server:
        reply = Asking(server).reply()
    assert (reply.outcome, reply.text, len(server.requests)) == ("ok", SCRIPT, 3)


@pytest.mark.parametrize("fault", [Fault.stall(5), Fault.drip(5)])
@pytest.mark.parametrize("probed", [False, True])
def test_the_deadline_holds(fault: Fault, probed: bool) -> None:
    with Loopback(fault, probe=fault) as server:
        asking = Asking(server, timeout=0.2, capability=None if probed else GIVEN)
        with pytest.raises(BusyError, match=r"no whole reply came from 127.0.0.1:\d+ within 0.2 s; try again later"):
            asking.reply()
    assert len(server.requests) == 1


@pytest.mark.parametrize(("seconds", "asked"), [("61", 61.0), ("4000", 4000.0)])
def test_a_wait_beyond_the_deadline_is_told(seconds: str, asked: float) -> None:
    with Loopback(Fault.rate_limited(seconds)) as server, pytest.raises(BusyError, match="asks to wait") as caught:
        Asking(server).reply()
    assert caught.value.retry_after == asked


@pytest.mark.parametrize(
    ("rejects", "formats", "way", "calls"),
    [
        ({"max_completion_tokens"}, None, replace(GIVEN, limit="max_tokens"), 2),
        ({"reasoning_effort"}, None, replace(GIVEN, reasoning=None, room=8000), 2),
        ({"store"}, None, replace(GIVEN, store=False), 2),
        ({"prompt_cache_options"}, None, GIVEN, 2),
        ({"store", "reasoning_effort"}, None, replace(GIVEN, store=False, reasoning=None, room=8000), 3),
        ((), {"json_object"}, replace(GIVEN, format="json_object"), 2),
        ((), (), replace(GIVEN, format="prompt"), 3),
    ],
)
def test_adapts_to_what_a_server_refuses(
    rejects: set[str], formats: set[str] | None, way: Capability, calls: int, tmp_path: Path
) -> None:
    taken = frozenset({"json_schema", "json_object"} if formats is None else formats)
    with Loopback(SCRIPT, rejects=frozenset(rejects), formats=taken) as server:
        asking = Asking(server, capability=replace(GIVEN, explicit_cache="prompt_cache_options" in rejects))
        assert [r.outcome for r in (asking.reply(), asking.reply())] == ["ok", "ok"]
    assert len(server.requests) == calls + 1 and asking.waits == []
    bodies = [asked.body for asked in server.requests[-2:]]
    sent = {"max_completion_tokens", "max_tokens", "reasoning_effort", "store", "prompt_cache_options"}
    named = {way.limit} | ({"reasoning_effort"} if way.reasoning else set()) | ({"store"} if way.store else set())
    assert all(sent & body.keys() == named for body in bodies)
    assert all(body[way.limit] == 500 + way.room for body in bodies)
    assert not list(tmp_path.iterdir())  # what was given is for this provider alone


def test_adapting_takes_no_try_away() -> None:
    with Loopback([*[Fault.status(503)] * 4, SCRIPT], rejects=frozenset({"store"})) as server:
        asking = Asking(server)
        assert asking.reply().outcome == "ok"
    assert (len(server.requests), asking.waits) == (6, JITTER)


def test_closing_ends_a_probe(tmp_path: Path) -> None:
    async def run(provider: OpenAI) -> None:
        async with provider:
            asked = asyncio.create_task(provider.reply(REQUEST))
            await asyncio.sleep(0.1)
            asked.cancel()

    with Loopback(probe=Fault.stall(0.25)) as server:
        asking = Asking(server, capability=None)
        asyncio.run(run(asking.provider))
    assert asking.provider.attempts == 1 and not list(tmp_path.iterdir())


ECHO = Error(f"Bad request: About {CANARY}'s knee with {KEY}", code=f"{CANARY} {KEY}", type=CANARY, param=CANARY)


@pytest.mark.parametrize(
    "answer",
    [
        *[answer for answer, _ in ANSWERED],
        *[answer for answer, *_ in FAILED],
        *[Fault(f"echo_{code}", code=code, error=ECHO) for code in (307, 400, 401, 402, 403, 404, 413, 422, 429, 500)],
        Fault("raw", raw=("text/plain", f"{CANARY} {KEY}")),
        Fault("cut_echo", content=f'{{"hook": "{CANARY}', way="cut"),
    ],
)
def test_nothing_is_told(
    answer: Any, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(logging.getLogger("openai"), "level", logging.DEBUG)
    told = io.StringIO()
    with Loopback(answer) as server:
        try:
            told.write(Asking(server).reply().why)
        except ScriptgenError as error:
            assert error.__cause__ is None and error.__context__ is None
            told.write("".join(traceback.format_exception(error)) + repr(error) + repr(error.args))
    text = told.getvalue() + caplog.text + "".join(capfd.readouterr())
    assert not [word for word in (CANARY, "Marguerite", KEY, KEY[8:]) if word in text]


def test_fifty_at_a_time() -> None:
    with Loopback(SCRIPT, latency=0.05) as server:
        asking = Asking(server, capability=None, key=None)
        replies = [*asking.replies(50), asking.reply()]  # opened a second time, in another event loop
    assert {reply.text for reply in replies} == {SCRIPT}
    assert len(server.requests) == 52 and sum(reply.usage.requests for reply in replies) == 52


def test_fifty_share_a_failed_probe() -> None:
    async def run(provider: OpenAI) -> list[Any]:
        async with provider:
            return await asyncio.gather(*[provider.reply(REQUEST) for _ in range(50)], return_exceptions=True)

    with Loopback(SCRIPT, probe=Fault.no_quota) as server:
        errors = asyncio.run(run(Asking(server, capability=None).provider))
    assert {type(error) for error in errors} == {AccessError} and len(server.requests) == 1


def test_usage_and_cost() -> None:
    with Loopback([SCRIPT, Fault.tier("flex")]) as server:
        whole, flex = Asking(server).reply(), Asking(server).reply()
    bill = server.bills[0]
    cost = (bill.input_tokens * 1.0 + bill.output_tokens * 5.0) / 1e6
    assert whole.usage.cost == pytest.approx(cost)
    spent = Usage(requests=1, input_tokens=bill.input_tokens, output_tokens=bill.output_tokens)
    assert whole.usage.model_copy(update={"cost": 0.0}) == spent
    assert flex.usage.cost == pytest.approx(cost / 2)


@pytest.mark.parametrize(
    ("label", "model", "cost"), [("ollama", "m", 0.0), ("ollama", "m-cloud", None), ("openai", "m", None)]
)
def test_what_is_not_billed(label: str, model: str, cost: float | None) -> None:
    with Loopback(SCRIPT) as server:
        assert Asking(server, label=label, model=model).reply().usage.cost == cost


@pytest.mark.parametrize(
    ("options", "closed", "kind"),
    [({"key": "another"}, False, AccessError), ({"latency": 0.3}, False, None), ({}, True, BusyError)],
)
def test_a_list_that_does_not_come(
    options: dict[str, Any], closed: bool, kind: type[ScriptgenError] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scriptgen.providers.openai.LIST", 0.1 if kind is None else 3.0)
    with Loopback(models=["m"], **options) as server:
        provider = Asking(server).provider
        if not closed:
            with pytest.raises(kind or BusyError):
                asyncio.run(provider.models())
    if closed:
        with pytest.raises(BusyError, match=r"nothing answers at 127.0.0.1:\d+; check its address"):
            asyncio.run(provider.models())


def test_nothing_listens() -> None:
    with Loopback() as server:
        asking = Asking(server)
    with pytest.raises(BusyError, match="nothing answers at"):
        asking.reply()
    assert asking.provider.attempts == 1


def test_a_proxy_that_cannot_be() -> None:
    async def run() -> None:
        async with OpenAI("m", base_url="https://models.example.org/v1"):
            raise AssertionError("opened")

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ALL_PROXY", "gopher://user:secret@127.0.0.1:1")
        with pytest.raises(UsageError, match="check HTTPS_PROXY and ALL_PROXY") as caught:
            asyncio.run(run())
    assert caught.value.__context__ is None and "secret" not in str(caught.value)
