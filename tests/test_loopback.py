"""The loopback server does what the tests that lean on it believe: the table below is its contract."""

from __future__ import annotations

import asyncio
import http.client
import json
from collections.abc import Mapping
from itertools import count
from typing import Any

import pytest
from openai.types.chat import ChatCompletion

from tests.loopback import Billed, Fault, Loopback
from tests.loopback.client import HELLO, ask, connection

SCHEMA = {"type": "json_schema", "json_schema": {"name": "s", "schema": {"type": "object"}}}
OBJECT = {"type": "json_object"}
PROBE = [{"role": "system", "content": "json"}, {"role": "user", "content": "scriptgen probe\nAre you there?"}]

REFUSED: list[tuple[Fault, int, str | None, str | None, str | None]] = [
    (Fault.rate_limited(), 429, "tokens", None, "rate_limit_exceeded"),
    (Fault.no_quota, 429, "insufficient_quota", None, "insufficient_quota"),
    (Fault.bad_key, 401, "invalid_request_error", None, "invalid_api_key"),
    (Fault.no_model, 404, "invalid_request_error", None, "model_not_found"),
    (Fault.context, 400, "invalid_request_error", "messages", "context_length_exceeded"),
    (Fault.filtered_400, 400, None, "prompt", "content_filter"),
    (Fault.status(408), 408, "timeout", None, None),
    (Fault.status(409), 409, "conflict", None, None),
    *((Fault.status(code), code, "server_error", None, None) for code in (500, 502, 503, 504)),
]
REPLIED: list[tuple[Fault, str, Any]] = [  # the fault, finish_reason, a test of the content
    (Fault.truncated_json, "stop", lambda c: c.startswith('{"hook"') and not parses(c)),
    (Fault.length, "length", lambda c: c.startswith('{"hook"') and not parses(c)),
    (Fault.filtered, "content_filter", lambda c: not parses(c)),
    (Fault.refusal, "stop", lambda c: c is None),
    (Fault.empty, "stop", lambda c: c == ""),
    (Fault.null, "stop", lambda c: c is None),
    (Fault.prose, "stop", lambda c: not parses(c) and "{" not in c),
    (Fault.wrong_schema, "stop", lambda c: parses(c) and "hook" not in c),
    (Fault.whitespace, "length", lambda c: c.startswith('{"hook":') and len(c.strip()) == 8 and len(c) > 2000),
    (Fault.stall(0.02), "stop", lambda c: parses(c)),
    (Fault.drip(0.1), "stop", lambda c: parses(c)),
    (Fault.tier("flex"), "stop", lambda c: parses(c)),
]
BROKEN: list[tuple[Fault, type[Exception]]] = [
    (Fault.reset, ConnectionResetError),
    (Fault.cut, http.client.IncompleteRead),
]
ODD = [Fault.no_choices, Fault.not_json_body, Fault.html(502)]


def parses(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def test_every_fault_is_in_a_table() -> None:
    there = {name for name, value in vars(Fault).items() if isinstance(value, (Fault, classmethod))}
    tables = [*(row[0] for row in REFUSED), *(row[0] for row in REPLIED), *(row[0] for row in BROKEN), *ODD]
    assert there == {f.name.partition("_")[0] if f.name.startswith(("status_", "html_")) else f.name for f in tables}


@pytest.mark.parametrize(("fault", "status", "kind", "param", "code"), REFUSED, ids=[row[0].name for row in REFUSED])
def test_refused(fault: Fault, status: int, kind: str | None, param: str | None, code: str | None) -> None:
    with Loopback(fault) as server:
        got = ask(server, key="sk-canary-1234567890-tail")
        said = got.error
        assert (got.status, said["type"], said["param"], said["code"]) == (status, kind, param, code)
        assert said["message"] and "{" not in said["message"]
        assert server.bills == []


@pytest.mark.parametrize(("fault", "finish", "fits"), REPLIED, ids=[row[0].name for row in REPLIED])
def test_replied(fault: Fault, finish: str, fits: Any) -> None:
    with Loopback(fault) as server:
        got = ask(server)
        whole = ChatCompletion.model_validate(got.data, strict=True)
        choice = whole.choices[0]
        assert choice.finish_reason == finish and fits(choice.message.content)
        assert choice.message.refusal == fault.declined and whole.service_tier == fault.served
        assert whole.usage is not None
        assert server.bills == [Billed(0, whole.usage.prompt_tokens, whole.usage.completion_tokens, fault.name)]


@pytest.mark.parametrize(("fault", "error"), BROKEN, ids=[row[0].name for row in BROKEN])
def test_broken_on_the_way_and_charged(fault: Fault, error: type[Exception]) -> None:
    with Loopback([fault, "well"]) as server:
        with pytest.raises(error):
            ask(server)
        assert ask(server).content == "well"
        assert [bill.fault for bill in server.bills] == [fault.name, ""]


def test_bodies_that_are_no_completion() -> None:
    with Loopback(ODD) as server:
        first, second, third = (ask(server) for _ in ODD)
        assert first.data["choices"] == [] and first.data["usage"]
        assert second.status == 200 and not parses(second.raw.decode())
        assert third.status == 502 and third.headers["content-type"] == "text/html" and b"<h1>" in third.raw
        assert [bill.request for bill in server.bills] == [0, 1]


@pytest.mark.parametrize(
    ("fault", "header", "value"),
    [
        (Fault.rate_limited(), "retry-after", "2"),
        (Fault.rate_limited("250", "retry-after-ms"), "retry-after-ms", "250"),
        (Fault.rate_limited("Sun, 22 Nov 2026 12:00:00 GMT"), "retry-after", "Sun, 22 Nov 2026 12:00:00 GMT"),
        (Fault.rate_limited(None), "retry-after", None),
    ],
)
def test_retry_after(fault: Fault, header: str, value: str | None) -> None:
    with Loopback(fault) as server:
        assert ask(server).headers.get(header) == value


@pytest.mark.parametrize(
    ("answers", "contents"),
    [
        ("one", ["one", "one"]),
        (["one", "two"], ["one", "two", "two"]),
        ((str(n) for n in count()), ["0", "1", "2"]),
        ((), ["{}"]),
        (lambda body: body["messages"][0]["content"].upper(), ["HELLO", "HELLO"]),
        ({"choices": [{"message": {"content": "whole"}}]}, ["whole"]),
        ([Fault.prose, "then"], [Fault.prose.content, "then"]),
    ],
)
def test_answers(answers: Any, contents: list[str]) -> None:
    with Loopback(answers) as server:
        assert [ask(server).content for _ in contents] == contents
        assert [bill.request for bill in server.bills] == list(range(len(contents)))


def test_a_body_of_its_own_is_billed_by_its_own_usage() -> None:
    with Loopback({"choices": [], "usage": {"prompt_tokens": 7, "completion_tokens": 3}}) as server:
        assert set(ask(server).data) == {"choices", "usage"}
        assert server.bills == [Billed(0, 7, 3, "")]


def test_requests_are_kept_in_order() -> None:
    with Loopback(models=["b", "a"]) as server:
        listed = ask(server, None, "/v1/models", key="k")
        ask(server)
        first, second = server.requests
        assert [row["id"] for row in listed.data["data"]] == ["b", "a"]
        assert (first.path, first.body, first.headers["authorization"]) == ("/v1/models", None, "Bearer k")
        assert (second.path, second.body) == ("/v1/chat/completions", HELLO)


FORMATS: list[tuple[dict[str, Any], dict[str, Any], Any]] = [  # options, response_format, content or status
    ({}, SCHEMA, '{"ready": true}'),
    ({"ignores_schema": True}, SCHEMA, Fault.prose.content),
    ({"ignores_schema": True}, OBJECT, '{"ready": true}'),
    ({"formats": frozenset({"json_object"})}, SCHEMA, 400),
    ({"formats": frozenset({"json_object"})}, OBJECT, '{"ready": true}'),
    ({"formats": frozenset()}, OBJECT, 400),
    ({"formats": frozenset()}, {"type": "text"}, '{"ready": true}'),
    ({"probe": "no"}, SCHEMA, "no"),
    ({"probe": None}, SCHEMA, "from the answers"),
    ({"probe": Fault.status(500)}, SCHEMA, 500),
]


@pytest.mark.parametrize(("options", "wanted", "expected"), FORMATS)
def test_probes(options: Mapping[str, Any], wanted: Any, expected: Any) -> None:
    with Loopback("from the answers", **options) as server:
        got = ask(server, {"model": "m", "messages": PROBE, "response_format": wanted})
        assert (got.status if isinstance(expected, int) else got.content) == expected
        if got.status == 400:
            assert wanted["type"] in got.error["message"]
            assert got.error["param"] == (None if wanted == SCHEMA else "response_format")
        assert ask(server).content == "from the answers"


@pytest.mark.parametrize(
    ("options", "body", "path", "key", "expected"),
    [
        ({"key": "right"}, HELLO, "/v1/chat/completions", "right", (200, None, None)),
        ({"key": "right"}, HELLO, "/v1/chat/completions", "wrong", (401, None, "invalid_api_key")),
        ({"key": "right"}, HELLO, "/v1/chat/completions", "", (401, None, None)),
        ({"key": "right", "models": ["m"]}, None, "/v1/models", "wrong", (401, None, "invalid_api_key")),
        ({}, None, "/v1/models", "", (404, None, None)),
        ({}, HELLO, "/v1/responses", "", (404, None, None)),
        ({}, b"{no", "/v1/chat/completions", "", (400, None, None)),
        ({}, {**HELLO, "response_format": OBJECT}, "/v1/chat/completions", "", (400, "messages", None)),
        (
            {"rejects": frozenset({"max_tokens"})},
            {**HELLO, "max_tokens": 5},
            "/v1/chat/completions",
            "",
            (400, "max_tokens", "unsupported_parameter"),
        ),
        ({"rejects": frozenset({"max_tokens"})}, HELLO, "/v1/chat/completions", "", (200, None, None)),
    ],
)
def test_options(options: Mapping[str, Any], body: Any, path: str, key: str, expected: tuple[Any, ...]) -> None:
    with Loopback(**options) as server:
        got = ask(server, body, path, key)
        said = got.data.get("error", {})
        assert (got.status, said.get("param"), said.get("code")) == expected
        assert len(server.bills) == (got.status == 200)
        assert ("max_completion_tokens" in str(said.get("message"))) == (said.get("param") == "max_tokens")


@pytest.mark.parametrize(
    ("key", "shown"),
    [("sk-canary-1234567890-tail", "sk-canar*************tail"), ("short", "short")],
)
def test_a_bad_key_is_echoed_in_part(key: str, shown: str) -> None:
    with Loopback(Fault.bad_key) as server:
        assert f"provided: {shown}." in ask(server, key=key).error["message"]


def test_a_drip_drips() -> None:
    with Loopback(Fault.drip(0.2)) as server:
        line = connection(server)
        line.request("POST", "/v1/chat/completions", json.dumps(HELLO))
        reply = line.getresponse()
        assert [len(reply.read1(9999)) for _ in range(3)] == [1, 1, 1]
        assert len(reply.read()) == int(reply.headers["content-length"]) - 3
        line.close()


def test_one_connection_carries_many_requests_with_extra_headers() -> None:
    with Loopback(["one", "two"], headers={"x-ratelimit-limit-requests": "60"}, latency=0.01) as server:
        line = connection(server)
        first, second = ask(server, open_=line), ask(server, open_=line)
        line.close()
        assert (first.content, second.content) == ("one", "two")
        assert first.headers["x-ratelimit-limit-requests"] == "60"
        assert first.headers["x-request-id"] != second.headers["x-request-id"]


def test_hundreds_of_connections_at_once_and_an_end_in_the_midst() -> None:
    raw = json.dumps(HELLO).encode()
    sent = b"POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%b" % (len(raw), raw)

    async def one(port: int) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(sent)
        try:
            return await reader.read()
        except ConnectionError:
            return b""
        finally:
            writer.close()

    async def all_of_them(server: Loopback) -> list[bytes]:
        calls = [asyncio.create_task(one(int(server.base_url.split(":")[2][:-3]))) for _ in range(300)]
        while len(server.requests) < len(calls):
            await asyncio.sleep(0.01)
        await asyncio.to_thread(server.__exit__, None, None, None)
        return await asyncio.gather(*calls)

    server = Loopback(Fault.stall())
    server.__enter__()
    assert asyncio.run(all_of_them(server)) == [b""] * 300
    assert len(server.bills) == 300


def test_a_mistake_in_the_answers_is_told() -> None:
    server = Loopback(lambda body: body["nowhere"])
    server.__enter__()
    with pytest.raises(http.client.RemoteDisconnected):
        ask(server)
    with pytest.raises(KeyError, match="nowhere"):
        server.__exit__(None, None, None)
