"""A whole batch through files: waves over the journal, scripts at the end, and the same command as the way to go on."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from scriptgen.batching import batch
from scriptgen.batching.filing import filed
from scriptgen.batching.results import Drafted, Failed, Result, StoppedError
from scriptgen.errors import UsageError
from scriptgen.providers.openai import OpenAI
from tests.loopback.batching import BatchServer, Ending, lines
from tests.loopback.batching import good as answer
from tests.replies import TOPIC, spoiled

WEAK = spoiled({"hook.say": "Hey guys, welcome back to my channel!"})
PATCH = {"patches": [{"path": "hook.say", "text": "Should you rest a sore knee?"}]}
TOPICS = [
    TOPIC,
    {"topic": TOPIC, "notes": "Dwell on stairs."},
    {"topic": "Mr John Smith, born 3 May 1961, has a sore knee"},
]


def replies(row: Any) -> dict[str, Any]:
    """A first script with a weak hook, and the patch that mends it."""
    name = row["body"]["response_format"]["json_schema"]["name"]
    return answer(row, json.dumps(PATCH if name == "repair" else WEAK))


async def drained(run: Any) -> list[Result]:
    return [result async for result in run.results()]


def through(out: Path, server: BatchServer, **options: Any) -> list[Result]:
    async def quick(seconds: float) -> None:
        await asyncio.sleep(0)

    async def run() -> list[Result]:
        model = OpenAI("gpt-6.1-terra", base_url=server.base_url, key="k")
        asked = {"out": str(out), "model": model} | options
        async with filed(TOPICS, asked, "openai-batch", sleep=quick) as session:  # type: ignore[arg-type]
            found = await drained(session)
            session.finish()
            return found

    return asyncio.run(run())


def test_drafts_then_a_repair(tmp_path: Path) -> None:
    with BatchServer(Ending(answer=replies)) as server:
        found = through(tmp_path / "out", server)
        assert len(server.batches) == 2 and len(server.bills) == len(set(server.bills)) == 4
        (again,) = through(tmp_path / "out", server)
        assert isinstance(again, Failed) and again.why == "refused" and len(server.bills) == 4
    done = [result for result in found if isinstance(result, Drafted)]
    assert len(done) == 2 and all(result.accepted for result in done) and (tmp_path / "out" / "index.csv").exists()
    assert [result.why for result in found if isinstance(result, Failed)] == ["refused"]
    assert [result.cost for result in done] == [pytest.approx(2 * (1000 * 1.0 + 500 * 5.0) / 1e6 / 2)] * 2


@pytest.mark.parametrize(
    ("options", "waves"),
    [
        ({"repairs": 0}, ["draft"]),
        ({}, ["draft", "repair"]),
        ({"repairs": 2}, ["draft", "repair"]),  # one was enough
        ({"reader": "model"}, ["draft", "read", "repair", "read"]),
        ({"reader": "model", "repairs": 0}, ["draft", "read"]),
    ],
)
def test_each_kind_of_request_is_a_wave(options: dict[str, Any], waves: list[str], tmp_path: Path) -> None:
    seen: list[str] = []

    def reply(row: Any) -> dict[str, Any]:
        name = row["body"]["response_format"]["json_schema"]["name"]
        seen.append(name)
        return replies(row) if name != "read" else answer(row, '{"findings": []}')

    with BatchServer(Ending(answer=reply)) as server:
        found = through(tmp_path / "out", server, **options)
        assert len(server.batches) == len(waves)
    assert seen == [wave for wave in waves for _ in range(2)]
    assert sum(isinstance(result, Drafted) for result in found) == 2


def test_a_batch_that_expires_is_asked_again_in_part(tmp_path: Path) -> None:
    first = Ending("expired", lambda row: replies(row) if "stairs" in json.dumps(row) else None)
    with BatchServer(first, Ending(answer=replies)) as server:
        found = through(tmp_path / "out", server)
        assert sum(isinstance(result, Drafted) for result in found) == 2
        assert len(server.bills) == len(set(server.bills)) == 4


def test_the_limit_of_cost_stops_it_and_a_higher_one_goes_on(tmp_path: Path) -> None:
    with BatchServer(Ending(answer=replies)) as server:
        with pytest.raises(StoppedError, match="--max-cost"):
            through(tmp_path / "out", server, max_cost=0.0001)
        assert server.bills == []
        assert sum(isinstance(result, Drafted) for result in through(tmp_path / "out", server, max_cost=1.0)) == 2


def test_files_for_an_engine_of_ones_own(tmp_path: Path) -> None:
    out = tmp_path / "out"

    def again() -> list[Result]:
        return list(batch([TOPIC, TOPICS[1]], out=out, model="openai:qwen", engine="batch-file"))

    for wave in ("drafts", "repairs"):
        with pytest.raises(StoppedError, match=r"2 requests wait in '.*requests'.*vllm run-batch"):
            again()
        (path,) = (out / "requests").glob("*.jsonl")
        rows = [json.loads(row) for row in path.read_text().splitlines()]
        assert {row["body"]["model"] for row in rows} == {"qwen"}
        (out / "replies" / f"{wave}.jsonl").write_bytes(lines([replies(row) for row in rows]))
    found = again()
    assert [type(result) for result in found] == [Drafted, Drafted] and list((out / "requests").iterdir()) == []
    assert again() == []


@pytest.mark.parametrize(
    ("engine", "options", "told"),
    [
        ("ray", {"out": "o"}, "there are openai-batch and batch-file"),
        ("batch-file", {"model": "openai:x"}, "--out"),
        ("batch-file", {"out": "o"}, "name of the model"),
        ("batch-file", {"out": "o", "model": "facts"}, "name of the model"),
        ("batch-file", {"out": "o", "model": "openai:unpriced", "max_cost": 1.0}, "no price is known"),
        ("openai-batch", {"out": "o", "model": "facts"}, "openai:<model>"),
    ],
)
def test_what_cannot_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: Any, options: Any, told: str
) -> None:
    monkeypatch.chdir(tmp_path)

    async def run() -> None:
        async with filed([TOPIC], options, engine):
            pass

    with pytest.raises(UsageError, match=told):
        asyncio.run(run())
