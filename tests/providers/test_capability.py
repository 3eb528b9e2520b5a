"""What a server can do: known, adapted, found out, remembered."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from scriptgen.errors import ReplyError
from scriptgen.exchange import ModelReply
from scriptgen.providers import capability
from scriptgen.providers.capability import Capability
from scriptgen.providers.openai import OpenAI
from scriptgen.providers.retry import said
from tests.loopback import Fault, Loopback
from tests.providers import REQUEST


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SCRIPTGEN_CACHE", str(tmp_path / "cache"))
    forget(monkeypatch)
    return tmp_path / "cache" / "servers.json"


def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(capability, "_remembered", {})


NEW = "max_completion_tokens"


@pytest.mark.parametrize(
    ("model", "found"),
    [
        ("gpt-6.1-terra", Capability("json_schema", NEW, "none", True, True, 0)),
        ("gpt-6.1-terra-2026-09-01", Capability("json_schema", NEW, "none", True, True, 0)),
        ("gpt-5-mini", Capability("json_schema", NEW, "minimal", True, False, 1000)),
        ("gpt-4o-mini", Capability("json_schema", NEW, None, True, False, 0)),
        ("gpt-6.1-terra-tuned", None),
        ("llama3.2:1b", None),
    ],
)
def test_models_of_the_table_are_known(model: str, found: Capability | None) -> None:
    assert capability.known(model) == found


@pytest.mark.parametrize(
    ("model", "own", "found"),
    [
        ("llama3.2:1b", False, Capability()),
        ("gpt-7-terra", True, Capability(limit="max_completion_tokens")),
        ("gpt-4o-mini", False, Capability()),
        ("gpt-6.1-terra", False, Capability("json_schema", NEW, "none", True, False, 0)),
    ],
)
def test_first_guess(model: str, own: bool, found: Capability) -> None:
    assert capability.guess(model, own) == found


FULL = Capability("json_schema", "max_completion_tokens", "none", True, True, 0)


def refused(message: str, param: str | None = None) -> dict[str, Any]:
    return {"error": {"message": message, "type": "invalid_request_error", "param": param, "code": None}}


@pytest.mark.parametrize(
    ("now", "error", "changed"),
    [
        (FULL, refused("Unsupported parameter", "max_completion_tokens"), {"limit": "max_tokens"}),
        (
            replace(FULL, limit="max_tokens"),
            refused("'max_tokens' is not supported. Use 'max_completion_tokens' instead."),
            {"limit": "max_completion_tokens"},
        ),
        (FULL, refused("Unsupported value: 'none'", "reasoning_effort"), {"reasoning": None, "room": 8000}),
        (replace(FULL, room=200), refused("x", "reasoning.effort"), {"reasoning": None}),
        (
            FULL,
            refused("Unknown parameter", "messages[0].content[0].prompt_cache_breakpoint"),
            {"explicit_cache": False},
        ),
        (FULL, refused("prompt_cache_options: extra fields not permitted"), {"explicit_cache": False}),
        (FULL, {"detail": [{"type": "extra_forbidden", "loc": ["body", "store"], "input": False}]}, {"store": False}),
        (FULL, refused("This model does not support response format `json_schema`"), {"format": "json_object"}),
        (replace(FULL, format="json_object"), refused("no", "response_format"), {"format": "prompt"}),
        (FULL, {"error": "response_format type must be text"}, {"format": "json_object"}),
        (replace(FULL, format="prompt"), refused("no", "response_format"), None),
        (replace(FULL, store=False), refused("no", "store"), None),
        (FULL, refused("the word store inside restored", "temperature"), None),
        (FULL, refused("restored and rebooted"), None),
        (FULL, refused("bad request", "messages"), None),
        (FULL, None, None),
    ],
)
def test_adapted(now: Capability, error: object, changed: dict[str, Any] | None) -> None:
    other = capability.adapted(now, said(error), {now})
    assert other == (None if changed is None else replace(now, **changed))


def test_no_value_comes_twice() -> None:
    error = said(refused("max_tokens, max_completion_tokens and store are not supported"))
    way: Capability | None = FULL
    tried: list[Capability] = []
    while way is not None:
        tried.append(way)
        way = capability.adapted(way, error, tried)
    assert [(c.limit, c.store) for c in tried] == [
        ("max_completion_tokens", True),
        ("max_tokens", True),
        ("max_tokens", False),
    ]


@pytest.mark.parametrize(
    ("outcome", "text", "fits"),
    [
        ("ok", '{"ready": true}', True),
        ("ok", '{"ready": "yes"}', False),
        ("ok", '{"ready": true, "why": "x"}', False),
        ("ok", '{"colour": "blue"}', False),
        ("invalid", "", False),
    ],
)
def test_suits(outcome: Any, text: str, fits: bool) -> None:
    assert capability.suits(ModelReply(outcome, text)) is fits


FOUND = Capability("json_object", "max_completion_tokens", "low", False, True, 12)


def test_remembered_by_another_process(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    capability.remember("http://a/v1", "m", FOUND)
    capability.remember("http://a/v1", "other", Capability())
    forget(monkeypatch)
    assert capability.recall("http://a/v1", "m") == FOUND
    assert capability.recall("http://a/v1", "other") == Capability()
    assert capability.recall("http://b/v1", "m") is None
    assert [path.name for path in cache.parent.iterdir()] == ["servers.json"]


ROW = {**asdict(FOUND), "found": 0.0}


@pytest.mark.parametrize(("days", "kept"), [(0.0, True), (6.9, True), (7.1, False), (-0.1, False)])
def test_a_week(cache: Path, days: float, kept: bool) -> None:
    cache.parent.mkdir()
    cache.write_text(json.dumps({"http://a/v1 m": {**ROW, "found": time.time() - days * 86_400}}))
    assert capability.recall("http://a/v1", "m") == (FOUND if kept else None)
    capability.remember("http://a/v1", "n", FOUND)
    assert ("http://a/v1 m" in json.loads(cache.read_text())) is kept


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        *[
            json.dumps({"http://a/v1 m": row}).encode()
            for row in (
                None,
                [],
                {},
                ROW | {"found": "today"},
                *[
                    ROW | {"found": time.time()} | changed
                    for changed in (
                        {"format": "xml"},
                        {"format": []},
                        {"limit": "max"},
                        {"reasoning": 7},
                        {"store": "yes"},
                        {"explicit_cache": 1},
                        {"room": -1},
                        {"room": 10**9},
                        {"room": True},
                        {"more": 1},
                    )
                ],
            )
        ],
    ],
)
def test_a_broken_file_is_no_error(cache: Path, text: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.parent.mkdir()
    cache.write_bytes(text)
    assert capability.recall("http://a/v1", "m") is None
    capability.remember("http://a/v1", "m", FOUND)
    forget(monkeypatch)
    assert capability.recall("http://a/v1", "m") == FOUND


def test_a_folder_that_cannot_be_written_is_no_error(cache: Path) -> None:
    cache.parent.write_text("a file where the folder should be")
    capability.remember("http://a/v1", "m", FOUND)
    assert capability.recall("http://a/v1", "m") == FOUND


def test_a_write_that_fails_leaves_nothing(cache: Path) -> None:
    cache.mkdir(parents=True)  # a folder where the file should be
    capability.remember("http://a/v1", "m", FOUND)
    assert [path.name for path in cache.parent.iterdir()] == ["servers.json"]


def test_the_place_without_the_variable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("SCRIPTGEN_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))  # on Linux; elsewhere platformdirs says
    monkeypatch.setattr("platformdirs.user_cache_dir", lambda name, appauthor: str(tmp_path / name))
    capability.remember("http://a/v1", "m", FOUND)
    assert (tmp_path / "scriptgen" / "servers.json").is_file()


READY = '{"ready": true}'
PROSE = "The sky is blue."


def formats(server: Loopback) -> list[str]:
    bodies = [asked.body for asked in server.requests if asked.body]
    return [(body.get("response_format") or {"type": "prompt"})["type"] for body in bodies]


def probed(server: Loopback) -> Capability:
    async def run() -> Capability:
        async with OpenAI("m", base_url=server.base_url) as provider:
            return await provider.probe()

    return asyncio.run(run())


SCHEMA, OBJECT, PROMPT = "json_schema", "json_object", "prompt"


@pytest.mark.parametrize(
    ("options", "asked", "found"),
    [
        ({}, [SCHEMA], Capability()),
        ({"formats": frozenset({OBJECT})}, [SCHEMA, OBJECT], Capability("json_object")),
        ({"formats": frozenset()}, [SCHEMA, OBJECT, PROMPT], Capability("prompt")),
        ({"ignores_schema": True, "probe": None, "answers": READY}, [SCHEMA, OBJECT], Capability("json_object")),
        ({"probe": Fault.prose}, [SCHEMA, OBJECT], Capability("prompt", room=8000)),
        ({"probe": PROSE}, [SCHEMA, OBJECT], Capability("prompt")),
        ({"probe": Fault.whitespace}, [SCHEMA, OBJECT], Capability("prompt", room=8000)),
        ({"probe": Fault.length}, [SCHEMA], Capability("json_object", room=8000)),
        ({"probe": Fault.refusal}, [SCHEMA, OBJECT], Capability("prompt")),
        ({"rejects": frozenset({"max_tokens"})}, [SCHEMA, SCHEMA], Capability(limit="max_completion_tokens")),
        ({"rejects": frozenset({"store"})}, [SCHEMA, SCHEMA], Capability(store=False)),
        (
            {"rejects": frozenset({"store", "max_tokens"}), "formats": frozenset({OBJECT})},
            [SCHEMA, SCHEMA, SCHEMA, OBJECT],
            Capability("json_object", "max_completion_tokens", store=False),
        ),
    ],
)
def test_probe(options: dict[str, Any], asked: list[str], found: Capability) -> None:
    with Loopback(options.pop("answers", "{}"), **options) as server:
        assert probed(server) == found
        assert formats(server) == asked
        assert all(a.body["messages"][-1]["content"].startswith("scriptgen probe\n") for a in server.requests)
        assert all(a.body.get("max_tokens", a.body.get("max_completion_tokens")) == 216 for a in server.requests)


def test_a_server_that_takes_nothing() -> None:
    limits = frozenset({"max_tokens", "max_completion_tokens"})
    with Loopback(rejects=limits) as server, pytest.raises(ReplyError, match=r"does not take the request \(400\)"):
        probed(server)
    assert len(server.requests) == 2


def test_probed_once_by_all_providers_and_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    async def ask(url: str) -> ModelReply:
        async with OpenAI("m", base_url=url) as provider:
            return await provider.reply(REQUEST)

    with Loopback('{"hook": "Why?"}', formats=frozenset({"json_object"})) as server:
        first = asyncio.run(ask(server.base_url))
        again = asyncio.run(ask(server.base_url))
        forget(monkeypatch)
        elsewhere = asyncio.run(ask(server.base_url))
    assert formats(server) == [SCHEMA, OBJECT, OBJECT, OBJECT, OBJECT]
    assert [r.usage.requests for r in (first, again, elsewhere)] == [2, 1, 1]
    assert all(r.text == '{"hook": "Why?"}' for r in (first, again, elsewhere))
