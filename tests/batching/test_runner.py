"""Batches with a model made of replies and with a server that fails: results, what is paid, what is kept."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from scriptgen.batching import Drafted, Failed, Result, StoppedError, abatch, batch
from scriptgen.errors import AccessError, BusyError, UsageError
from scriptgen.providers.fake import Fake
from scriptgen.providers.openai import OpenAI
from tests.batching.child import GIVEN, model
from tests.loopback import Fault, Loopback
from tests.replies import TOPIC, good

GOOD = json.dumps(good())
PRICES = {"gpt-6.1-terra": {"input": 1.0, "output": 5.0}}


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits between tries that take no time."""
    monkeypatch.setattr("scriptgen.batching.serving.BASE", 0.001)


def answer(body: dict[str, Any]) -> str:
    return GOOD if body["response_format"]["json_schema"]["name"] == "draft" else '{"findings": []}'


def after(*faults: Any) -> Callable[[dict[str, Any]], Any]:
    left: Iterator[Any] = iter(faults)

    def answered(body: dict[str, Any]) -> Any:
        return next(left, None) or answer(body)

    return answered


def every(topics: Any, **options: Any) -> list[Result]:
    """Return all results in the topics' order; the model reads too, so that a topic is two requests."""
    return sorted(batch(topics, **{"reader": "model"} | options), key=lambda result: result.line)


def test_each_topic_is_a_result_whatever_becomes_of_the_others(tmp_path: Path) -> None:
    topics = [
        TOPIC,
        {"topic": "gout", "seconds": "soon"},
        {"topic": "flu", "format": "sonnet"},
        "gout in Maria Gomez, 54, of Ohio",
        "zorblax",
    ]
    out = tmp_path / "out"
    found = every(topics, model="facts", out=out)
    assert [(type(r).__name__, getattr(r, "why", "")) for r in found] == [
        ("Drafted", ""),
        ("Failed", "row"),
        ("Failed", "usage"),
        ("Failed", "refused"),
        ("Failed", "usage"),
    ]
    assert all(f"line {r.line}" in r.message for r in found if isinstance(r, Failed))
    assert found[3].topic == "" and not any(b"omez" in file.read_bytes() for file in out.rglob("*") if file.is_file())


def test_a_batch_without_a_folder_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (one,) = every([TOPIC], model=Fake([good()]))
    assert isinstance(one, Drafted) and one.accepted and one.files == () and one.draft.script.topic == TOPIC
    assert list(tmp_path.iterdir()) == [tmp_path / "cache"] or not list(tmp_path.iterdir())


def test_equal_topics_are_paid_for_once(tmp_path: Path) -> None:
    fake = Fake([good()])
    found = every([TOPIC] * 3, model=fake, out=tmp_path, reader="local")
    assert [r.name for r in found if isinstance(r, Drafted)] == [
        "knee-pain-myths",
        "knee-pain-myths--2",
        "knee-pain-myths--3",
    ]
    assert len(fake.requests) == 1


def test_the_same_call_goes_on_and_asks_nothing_again(tmp_path: Path) -> None:
    topics = [{"topic": TOPIC, "notes": f"stairs {n}"} for n in range(3)]
    fake = Fake([good(), good()])
    assert [type(r) for r in every(topics, model=fake, out=tmp_path, reader="local", window=1)] == [
        Drafted,
        Drafted,
        Failed,
    ]
    fake = Fake([good()])
    assert [r.line for r in every(topics, model=fake, out=tmp_path, reader="local", window=1)] == [3]
    assert len(fake.requests) == 1
    assert every(topics, model=Fake([]), out=tmp_path, reader="local") == []


CHANGES: list[tuple[str, dict[str, Any], int]] = [
    ("another brand", {"brand": {"name": "Dr. B"}}, 3),
    ("another angle", {"angle": "Open with a question."}, 3),
    ("another form, from the replies that are kept", {"to": ("json", "md")}, 0),
    ("another price", {"prices": PRICES}, 0),
    ("nothing", {}, 0),
]


@pytest.mark.parametrize(("what", "change", "calls"), CHANGES)
def test_a_change_drafts_anew_what_it_changes(what: str, change: dict[str, Any], calls: int, tmp_path: Path) -> None:
    topics = [{"topic": TOPIC, "notes": f"stairs {n}"} for n in range(3)]
    every(topics, model=Fake([good()] * 3), out=tmp_path, reader="local")
    fake = Fake([good()] * 3)
    every(topics, model=fake, out=tmp_path, reader="local", **change)
    assert len(fake.requests) == calls, what
    rows = [json.loads(line) for line in (tmp_path / "index.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["state"] for row in rows] == ["drafted"] * 3


def test_a_changed_row_is_the_only_one_that_is_drafted_anew(tmp_path: Path) -> None:
    topics = [{"topic": TOPIC, "notes": f"stairs {n}"} for n in range(3)]
    every(topics, model=Fake([good()] * 3), out=tmp_path, reader="local")
    topics[1]["notes"] = "running"
    fake = Fake([good()])
    (one,) = every(topics, model=fake, out=tmp_path, reader="local")
    assert one.line == 2 and isinstance(one, Drafted) and one.name == "knee-pain-myths--2", "its file is written over"
    assert len(list(tmp_path.glob("*.json"))) == 3


FAULTS = [
    Fault.status(500),
    Fault.html(502),
    Fault.reset,
    Fault.cut,
    Fault.not_json_body,
    Fault.rate_limited("200", "retry-after-ms"),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_that_passes_costs_a_try_and_no_topic(fault: Fault, tmp_path: Path) -> None:
    with Loopback(after(fault, None, fault)) as server:
        found = every([f"{TOPIC} {n}" for n in range(3)], model=model(server.base_url), out=tmp_path)
    assert all(isinstance(r, Drafted) for r in found) and len(server.requests) == 8


HOPELESS: list[tuple[Fault, str]] = [
    (Fault.no_quota, "no credit left"),
    (Fault.bad_key, "refused the key"),
    (Fault.no_model, "has no model"),
    (Fault.html(404), "no Chat Completions"),
]


@pytest.mark.parametrize(("fault", "told"), HOPELESS, ids=lambda part: getattr(part, "name", ""))
def test_what_would_meet_every_topic_ends_the_run_at_once(fault: Fault, told: str, tmp_path: Path) -> None:
    topics = [f"{TOPIC} {n}" for n in range(30)]
    with Loopback(fault) as server:
        with pytest.raises(StoppedError, match=told):
            every(topics, model=model(server.base_url), out=tmp_path, window=4)
        assert len(server.requests) <= 4, "no retries are burnt"
    with Loopback(answer) as server:
        assert len(every(topics, model=model(server.base_url), out=tmp_path)) == 30


def test_a_host_that_is_down_ends_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scriptgen.batching.runner.DOWN", 3)
    found: list[Result] = []
    with Loopback(Fault.status(503)) as server, pytest.raises(StoppedError, match="3 topics in a row"):
        found.extend(
            batch(
                [f"{TOPIC} {n}" for n in range(30)],
                model=model(server.base_url),
                out=tmp_path,
                reader="model",
                window=2,
            )
        )
    assert 3 <= len(found) <= 5 and all(isinstance(r, Failed) and r.why == "provider" for r in found)


@pytest.mark.parametrize("limit", [0.05, 0.1, 0.2])
def test_the_limit_of_cost_is_never_exceeded_and_can_be_raised(limit: float, tmp_path: Path) -> None:
    topics, bill = [f"{TOPIC} {n}" for n in range(12)], 0.0

    def billed(server: Loopback) -> float:
        return sum(b.input_tokens * 1.0 + b.output_tokens * 5.0 for b in server.bills) / 1e6

    done = 0
    with (
        Loopback(after(Fault.cut, Fault.status(500), Fault.reset)) as server,
        pytest.raises(StoppedError, match="--max-cost"),
    ):
        for result in batch(
            topics, model=model(server.base_url), prices=PRICES, out=tmp_path, reader="model", max_cost=limit
        ):
            done += isinstance(result, Drafted)
    bill += billed(server)
    assert bill <= limit and done < 12
    with Loopback(answer) as server:
        found = every(topics, model=model(server.base_url), prices=PRICES, out=tmp_path, max_cost=limit + 1)
    assert bill + billed(server) <= limit + 1 and done + len(found) == 12


def test_a_model_without_a_price_is_refused_with_a_limit_of_cost(tmp_path: Path) -> None:
    strange = OpenAI("strange", base_url="http://127.0.0.1:1/v1", capability=GIVEN)
    with pytest.raises(UsageError, match="no price is known"):
        every([TOPIC], model=strange, out=tmp_path, max_cost=1)


def test_answers_that_no_script_can_be_made_of_are_asked_for_anew_next_time(tmp_path: Path) -> None:
    with Loopback(Fault.prose) as server:
        (one,) = every([TOPIC], model=model(server.base_url), out=tmp_path)
    assert isinstance(one, Failed) and one.why == "reply" and len(server.requests) == 2
    with Loopback(answer) as server:
        (one,) = every([TOPIC], model=model(server.base_url), out=tmp_path)
    assert isinstance(one, Drafted)


def test_closing_early_waits_for_what_is_on_its_way(tmp_path: Path) -> None:
    topics = [f"{TOPIC} {n}" for n in range(6)]
    with Loopback(answer, latency=0.05) as server:
        results = batch(topics, model=model(server.base_url), out=tmp_path, reader="model", window=2)
        next(results)
        results.close()  # type: ignore[attr-defined]
        rest = every(topics, model=model(server.base_url), out=tmp_path)
        keys = [json.dumps(a.body["messages"]) for a in server.requests]
    assert len(keys) == len(set(keys)) and 4 <= len(rest) <= 5


def test_abatch_in_a_loop_that_runs(tmp_path: Path) -> None:
    async def work() -> list[Result]:
        return [result async for result in abatch([TOPIC, "gout"], model="facts", out=tmp_path)]

    assert len(asyncio.run(work())) == 2


def test_requests_to_a_server_with_a_pace_keep_it(tmp_path: Path) -> None:
    headers = {"x-ratelimit-limit-requests": "60000", "x-ratelimit-remaining-requests": "60000"}
    with Loopback(answer, headers=headers) as server:
        found = every([f"{TOPIC} {n}" for n in range(20)], model=model(server.base_url), out=tmp_path)
    assert len(found) == 20 and len(server.requests) == 40


def test_a_row_may_bring_its_own_options(tmp_path: Path) -> None:
    fake = Fake([good()])
    every(
        [{"topic": TOPIC, "seconds": 30, "brand": {"name": "Dr. B", "tone": "warm"}}],
        model=fake,
        out=tmp_path,
        reader="local",
    )
    told = fake.requests[0].messages[1].content
    assert "30" in told and "Dr. B" in told


def test_errors_of_a_provider_without_single_tries(tmp_path: Path) -> None:
    fake = Fake([BusyError("busy"), good(), AccessError("no credit")])
    with pytest.raises(StoppedError, match="no credit"):
        every([TOPIC, f"{TOPIC} again"], model=fake, out=tmp_path, reader="local", window=1)
    assert len(fake.requests) == 3


def test_flex_is_asked_for_where_it_is_offered(tmp_path: Path) -> None:
    with Loopback(answer) as server:
        every([TOPIC], model=model(server.base_url), out=tmp_path, tier="flex")
    assert {asked.body.get("service_tier") for asked in server.requests} == {"flex"}
    slow, hasty = (OpenAI("gpt-6.1-terra", timeout=timeout) for timeout in (None, 5.0))
    for asked in (slow, hasty):
        asked.use_tier("flex")
    assert (slow.deadline, hasty.deadline) == (900.0, 5.0)
    with pytest.raises(UsageError, match="--tier"):
        every([TOPIC], model="facts", out=tmp_path / "other", tier="flex")
