"""The mocked client: scripted replies, recordings, failures."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

import scriptgen
from scriptgen.errors import BusyError, InputError, ProviderError
from scriptgen.exchange import Message, ModelReply, ModelRequest
from scriptgen.providers.fake import Fake
from tests.replies import TOPIC, good

REQUEST = ModelRequest("draft", 0, (Message("user", "Hello"),), {}, 10, "k")


def ask(fake: Fake) -> ModelReply:
    """Return the fake's next reply."""
    return asyncio.run(fake.reply(REQUEST))


@pytest.mark.parametrize(
    ("given", "outcome", "text"),
    [
        ('{"a": 1}', "ok", '{"a": 1}'),
        ({"a": 1}, "ok", '{"a": 1}'),
        ('Sure!\n```json\n{"a": 1}\n```', "ok", '{"a": 1}'),
        ("", "empty", ""),
        ("I'd rather not.", "invalid", ""),
        ('{"hook":' + "\n" * 400, "invalid", ""),
        (ModelReply("refused"), "refused", ""),
    ],
)
def test_replies_are_read_as_a_servers_are(given: Any, outcome: str, text: str) -> None:
    fake = Fake([given])
    reply = ask(fake)
    assert (reply.outcome, reply.text) == (outcome, text) and fake.requests == [REQUEST]


def test_errors_are_raised_and_an_empty_one_says_so() -> None:
    with pytest.raises(BusyError):
        ask(Fake([BusyError("x")]))
    with pytest.raises(ProviderError, match="no reply left"):
        ask(Fake([]))


def test_from_a_recording(tmp_path: Path) -> None:
    path = tmp_path / "knees.json"
    path.write_text(json.dumps({"origin": "hand-played", "replies": [{"text": json.dumps(good())}]}), encoding="utf-8")
    done = scriptgen.draft(TOPIC, model=f"fake:{path}")
    assert done.report.accepted and done.model == "fake:knees.json"


@pytest.mark.parametrize("content", [None, "", "[]", "{}", '{"replies": [1]}', '{"replies": 3}'])
def test_what_is_no_recording(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "x.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match="recording"):
        Fake.recorded(path)
