"""Batches at a host: whichever way one ends or is broken off, its answers are found and paid for once."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from scriptgen.batching.filebook import Filebook
from scriptgen.batching.results import StoppedError
from scriptgen.errors import ScriptgenError, UsageError
from scriptgen.providers.batches import Batches
from scriptgen.providers.openai import OpenAI
from tests.batching.desk import ABLE, KEY, Bench, half, refused, request, unheard
from tests.loopback.batching import BatchServer, Ending, good

ENDS = [  # how it ends, answered, errors in lines, what stops the run, asked again by the next wave
    (Ending("expired", half(good, True), half(unheard, False)), 3, None, 3),
    (Ending("cancelled", half(good, True), half(unheard, False)), 3, "was cancelled, after 3 of 6", 3),
    (Ending("completed", half(good, True), half(refused(500), False)), 3, None, 3),
    (Ending("completed", half(good, True)), 3, None, 3),
    (Ending("completed", half(good, True), half(refused(400, "context_length_exceeded"), False)), 3, None, 0),
    (Ending("completed", half(good, True), half(refused(400, "content_filter"), False)), 6, None, 0),
    (Ending("completed", half(good, True), half(refused(429, "insufficient_quota"), False)), 3, "no credit left", 0),
    (Ending("completed", lambda row: None, refused(404, "model_not_found")), 0, "has no model", 0),
    (Ending("failed", codes=("invalid_json_line",)), 0, "invalid_json_line", 6),
    (Ending("failed", codes=("token_limit_exceeded",)), 0, "token_limit_exceeded", 6),
]


@pytest.mark.parametrize(("ending", "answered", "said", "again"), ENDS)
def test_every_end_is_read(tmp_path: Path, ending: Ending, answered: int, said: str | None, again: int) -> None:
    bench = Bench(tmp_path)
    bench.ask([request(n) for n in range(6)])
    with BatchServer(ending) as server:
        if said is None:
            bench.carry(server)
        else:
            with pytest.raises(StoppedError, match=said) as caught:
                bench.carry(server)
            assert KEY not in str(caught.value) and "canary" not in str(caught.value)
    assert len(bench.texts()) == answered and bench.book.open() == []
    assert bench.ask([request(n) for n in range(6)]).asked == again
    failed = [got for got in bench.got if isinstance(got, ScriptgenError)]
    assert len(failed) == 6 - answered - again and not any(KEY in str(error) for error in failed)


def test_a_request_is_given_up_after_three_files(bench: Bench) -> None:
    with BatchServer(Ending("completed", lambda row: None, refused(500))) as server:
        for asked in (1, 1, 1, 0):
            assert bench.ask([request(0)]).asked == asked
            bench.carry(server)
    assert "failed (500)" in str(bench.got[0])
    bench.book.forget()  # the next command
    assert bench.ask([request(0)]).asked == 1


def test_an_answer_that_was_of_no_use_is_not_paid_for_again(bench: Bench) -> None:
    bench.ask([request(0)])
    with BatchServer() as server:
        bench.carry(server)
    bench.notes.rows.clear()  # no script could be made of it, and the journal forgot it
    assert bench.ask([request(0)]).asked == 0 and "could not be used" in str(bench.got[0])


class Killed(BaseException):
    """The process ends here."""


STEPS = [
    ("mark", "uploaded"),
    ("mark", "submitting"),
    ("mark", "submitted"),
    ("read", None),
    ("drop", None),
    ("miss", None),
]


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize(("step", "state"), STEPS)
def test_killed_at_any_step_nothing_is_paid_twice(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, step: str, state: str | None, after: bool
) -> None:
    bench.ask([request(n) for n in range(4)])
    real = getattr(Filebook, step)

    def dies(self: Filebook, *given: Any, **told: Any) -> Any:
        if state is not None and given[1] != state:
            return real(self, *given, **told)
        if after:
            real(self, *given, **told)
        raise Killed

    with BatchServer() as server:
        with monkeypatch.context() as patch, pytest.raises(Killed):
            patch.setattr(Filebook, step, dies)
            bench.carry(server)
        bench.again()
        bench.carry(server)
        assert sorted(server.bills) == [f"key-draft-0-{n}" for n in range(4)] and len(server.batches) == 1
    assert len(bench.texts()) == len(bench.notes.rows) == 4 and bench.book.open() == []
    assert bench.ask([request(n) for n in range(4)]).asked == 0


def test_killed_while_a_file_is_written(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def dies(*_: Any) -> Any:
        raise Killed

    for name in ("wrote", "replace"):
        with monkeypatch.context() as patch, pytest.raises(Killed):
            patch.setattr(*((Filebook, "wrote") if name == "wrote" else (Path, "replace")), dies)
            bench.ask([request(0)])
        bench.again()
        with BatchServer() as server:
            bench.carry(server)
            assert server.batches == {}
    assert bench.ask([request(0)]).asked == 1 and [len(file) for file in bench.written()] == [1]
    assert list((bench.folder / "requests").glob("*.half")) == []


def test_a_lost_reply_to_the_making_of_a_batch(bench: Bench) -> None:
    bench.ask([request(0)])
    with BatchServer(Ending(lost=True)) as server:
        bench.carry(server)
        assert len(server.batches) == 1 and server.bills == ["key-draft-0-0"]


def test_a_batch_is_found_by_its_tag_on_a_later_page(bench: Bench) -> None:
    with BatchServer() as server:
        for n in range(5):
            bench.ask([request(n)])
            bench.carry(server)
        ids = {made.batch["metadata"]["scriptgen"]: id for id, made in server.batches.items()}

        async def find(tag: str) -> str:
            async with OpenAI("m", base_url=server.base_url, key=KEY, capability=ABLE) as provider:
                return await Batches(provider).find(tag)

        assert len(ids) == 5 and {tag: asyncio.run(find(tag)) for tag in ids} == ids
        assert asyncio.run(find("another")) == ""


def test_too_many_tokens_in_line_wait_for_room(tmp_path: Path) -> None:
    bench = Bench(tmp_path, rows=1)
    bench.ask([request(0), request(1)])
    crowded = Ending("failed", codes=("token_limit_exceeded",), looks=0)
    with BatchServer(Ending(looks=3), crowded, Ending()) as server:
        bench.carry(server)
        tags = [made.batch["metadata"]["scriptgen"] for made in server.batches.values()]
        assert len(tags) == len(set(tags)) >= 3
    assert len(bench.texts()) == 2


def test_a_busy_host_is_waited_for(bench: Bench) -> None:
    bench.ask([request(0)])
    with BatchServer(busy=3) as server:
        assert bench.carry(server)[:3] == [1.0, 5.0, 20.0]
    assert len(bench.texts()) == 1


def test_a_host_without_batches(bench: Bench) -> None:
    from tests.loopback import Loopback

    bench.ask([request(0)])
    with Loopback() as server, pytest.raises(UsageError, match="--engine batch-file"):
        bench.carry(server)
    assert [sent.state for sent in bench.book.open()] == ["written"]
