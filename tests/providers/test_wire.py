"""Bodies that go out, completions that come back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from scriptgen.drafts import Usage
from scriptgen.exchange import Message
from scriptgen.providers import wire
from scriptgen.providers.capability import Capability
from tests.providers import REQUEST, SCHEMA

FORM = {"type": "json_schema", "json_schema": {"name": "draft", "strict": True, "schema": SCHEMA}}
MARK = {"type": "text", "text": "You write.", "prompt_cache_breakpoint": {"mode": "explicit"}}
BASE = Capability()


@pytest.mark.parametrize(
    ("capability", "fields"),
    [
        (BASE, {"max_tokens": 500, "store": False, "response_format": FORM}),
        (
            Capability("json_schema", "max_completion_tokens", "none"),
            {"max_completion_tokens": 500, "store": False, "response_format": FORM, "reasoning_effort": "none"},
        ),
        (
            replace(BASE, reasoning="low", room=4000),
            {"max_tokens": 4500, "store": False, "response_format": FORM, "reasoning_effort": "low"},
        ),
        (replace(BASE, store=False), {"max_tokens": 500, "response_format": FORM}),
        (
            replace(BASE, format="json_object"),
            {"max_tokens": 500, "store": False, "response_format": {"type": "json_object"}},
        ),
        (replace(BASE, format="prompt"), {"max_tokens": 500, "store": False}),
        (
            replace(BASE, explicit_cache=True),
            {"max_tokens": 500, "store": False, "response_format": FORM, "prompt_cache_options": {"mode": "explicit"}},
        ),
    ],
)
def test_fields(capability: Capability, fields: dict[str, Any]) -> None:
    body = wire.body(REQUEST, capability, model="m")
    assert body == {"model": "m", "messages": body["messages"], **fields}
    first = body["messages"][0]["content"]
    if capability.format == "json_schema":
        assert first == ([MARK] if capability.explicit_cache else "You write.")
    else:
        assert first.startswith("You write.\n\nAnswer with one JSON object and nothing else.")
        assert first.endswith(json.dumps(SCHEMA))
    assert body["messages"][1:] == [{"role": "user", "content": REQUEST.messages[1].content}]


@pytest.mark.parametrize(("format", "roles"), [("json_schema", ["user"]), ("prompt", ["system", "user"])])
def test_a_request_without_rules(format: Any, roles: list[str]) -> None:
    request = replace(REQUEST, messages=(Message("user", "knees"),))
    body = wire.body(request, replace(BASE, format=format, explicit_cache=True), model="m")
    assert [m["role"] for m in body["messages"]] == roles
    assert ("prompt_cache_options" in body) is (roles[0] == "system")


def test_the_fixed_part_is_the_same_for_all_topics() -> None:
    other = replace(REQUEST, messages=(REQUEST.messages[0], Message("user", "About sleep")))
    for format in ("json_schema", "json_object", "prompt"):
        one, two = (wire.body(r, replace(BASE, format=format), model="m") for r in (REQUEST, other))
        assert one["messages"][0] == two["messages"][0] and one["messages"][1] != two["messages"][1]


GOOD = '{"hook": "Why?"}'
THOUGHT = '<think>Perhaps {"hook": "No"}\n</think>\n'


def said(content: object, finish: str | None = "stop", **message: object) -> dict[str, Any]:
    return {"choices": [{"message": {"content": content, **message}, "finish_reason": finish}]}


@pytest.mark.parametrize(
    ("data", "outcome", "text", "why"),
    [
        (said(GOOD), "ok", GOOD, ""),
        (said(f"```json\n{GOOD}\n```"), "ok", GOOD, ""),
        (said(f"Here it is:\n\n{GOOD}\n\nAnything else?"), "ok", GOOD, ""),
        (said(f"  {GOOD}  ", None), "ok", GOOD, ""),
        (said('{"hook":"Why?"}'), "ok", '{"hook":"Why?"}', ""),
        (said('{"hook": "Why\nnot?"}'), "ok", '{"hook": "Why\\nnot?"}', ""),
        (said(THOUGHT + GOOD), "ok", GOOD, ""),
        (said(THOUGHT * 2 + GOOD), "ok", GOOD, ""),
        (said(THOUGHT.removeprefix("<think>") + GOOD), "ok", GOOD, ""),
        (said('{"hook": "a </think> b"}'), "ok", '{"hook": "a </think> b"}', ""),
        (said([{"type": "text", "text": '{"hook": '}, {"type": "text", "text": '"Why?"}'}, "odd"]), "ok", GOOD, ""),
        (said(GOOD + " \n" * 500, "length"), "ok", GOOD, ""),
        (said(None, refusal="I cannot"), "refused", "", "the model declined"),
        (said([{"type": "refusal", "refusal": "I cannot"}]), "refused", "", "the model declined"),
        (said(GOOD, "content_filter"), "filtered", "", "the host's content filter cut in"),
        (said(GOOD[:9], "length"), "truncated", "", "stopped at the token limit"),
        (said("", "length"), "truncated", "", "stopped at the token limit"),
        (said("<think>so long", "length"), "truncated", "", "stopped at the token limit"),
        (said(f"As in {GOOD}, one could say", "length"), "truncated", "", "stopped at the token limit"),
        (said('{"hook":' + " \n" * 3000, "length"), "invalid", "", "endless whitespace"),
        (said('{"hook":' + "\t" * 200), "invalid", "", "endless whitespace"),
        (said('{"hook":' + "\t" * 199 + '"', "length"), "invalid", "", "endless whitespace"),
        (said('{"hook": "' + "word " * 100, "length"), "truncated", "", "stopped at the token limit"),
        (said(" " * 300, "length"), "invalid", "", "endless whitespace"),
        (said(""), "empty", "", "no text"),
        (said(" \n" * 300), "empty", "", "no text"),
        (said(None), "empty", "", "no text"),
        (said(7), "empty", "", "no text"),
        (said("<think>only that</think>"), "empty", "", "no text"),
        (said(GOOD[:9]), "invalid", "", "no JSON"),
        (said("Sure! Knees."), "invalid", "", "no JSON"),
        (said('["Why?"]'), "invalid", "", "no JSON"),
        (said('{"hook": {"say": "Why?"}, "beats": [{"say"'), "invalid", "", "no JSON"),
        (said('{"hook": "\ud800"}'), "invalid", "", "no JSON"),
        (said('{"a":' * 100_000), "invalid", "", "no JSON"),
        *[
            (data, "invalid", "", "no choices")
            for data in ({}, {"choices": []}, {"choices": None}, {"choices": ["x"]}, {"choices": [{"message": None}]})
        ],
    ],
)
def test_outcomes(data: Mapping[str, Any], outcome: str, text: str, why: str) -> None:
    reply = wire.reply_of(data, model="m")
    assert (reply.outcome, reply.text, reply.why) == (outcome, text, why)
    assert reply.model == "m" and reply.usage == Usage(requests=1, cost=None)


def spent(sent: object, cached: object, written: object, out: object, **more: object) -> dict[str, Any]:
    details = {"cached_tokens": cached, "cache_write_tokens": written}
    return {"usage": {"prompt_tokens": sent, "completion_tokens": out, "prompt_tokens_details": details}, **more}


def used(sent: int, cached: int, written: int, out: int, cost: float | None) -> Usage:
    return Usage(
        requests=1, input_tokens=sent, cached_tokens=cached, written_tokens=written, output_tokens=out, cost=cost
    )


PRICES = {"m": {"input": 1.0, "cached": 0.1, "output": 10.0}}


@pytest.mark.parametrize(
    ("data", "usage"),
    [
        (spent(1000, 0, 0, 100), used(1000, 0, 0, 100, 0.002)),
        (spent(1000, 600, 0, 100), used(1000, 600, 0, 100, 0.00146)),
        (spent(1000, 0, 0, 100, service_tier="flex"), used(1000, 0, 0, 100, 0.001)),
        (spent(1000, 0, 0, 100, service_tier="priority"), used(1000, 0, 0, 100, 0.004)),
        (spent(1000, 0, 0, 100, service_tier=None), used(1000, 0, 0, 100, 0.002)),
        (spent(1000, 0, 0, 100, model="m-2026-09-01"), used(1000, 0, 0, 100, 0.002)),
        (spent(1000, 0, 0, 100, model="somebody/else"), used(1000, 0, 0, 100, 0.002)),
        (spent(1000, 5000, 5000, 0), used(1000, 1000, 0, 0, 0.0001)),
        (spent(None, -1, True, "7"), used(0, 0, 0, 0, 0.0)),
        ({"usage": None}, Usage(requests=1, cost=None)),
        ({"usage": {"prompt_tokens": 5, "prompt_tokens_details": None}}, used(5, 0, 0, 0, 0.000005)),
    ],
)
def test_usage_and_cost(data: Mapping[str, Any], usage: Usage) -> None:
    reply = wire.reply_of({**said(GOOD), **data}, model="m", prices=PRICES)
    assert reply.usage.model_copy(update={"cost": None}) == usage.model_copy(update={"cost": None})
    assert reply.usage.cost == pytest.approx(usage.cost)


def test_an_unpriced_model_is_not_free() -> None:
    reply = wire.reply_of({**said(GOOD), **spent(1000, 0, 0, 100)}, model="nobody-knows")
    assert reply.usage == used(1000, 0, 0, 100, None)


def test_the_reply_says_who_answered() -> None:
    assert wire.reply_of({**said(GOOD), "model": "m-2026-09-01"}, model="m").model == "m-2026-09-01"
    assert wire.reply_of({**said(GOOD), "model": 7}, model="m").model == "m"


def test_what_is_written_to_the_cache_costs_more() -> None:
    data = {**said(GOOD), **spent(1_000_000, 0, 1_000_000, 0)}
    assert wire.reply_of(data, model="gpt-6.1-terra").usage.cost == pytest.approx(1.25)
