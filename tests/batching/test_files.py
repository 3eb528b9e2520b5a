"""Batch files: what is written, sent, found again after a crash, and read, whichever way a batch ends."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scriptgen.batching.budget import Budget
from scriptgen.batching.carrying import Carrier
from scriptgen.batching.filebook import Filebook
from scriptgen.batching.filelines import answers, line
from scriptgen.batching.files import FileDesk, Model
from scriptgen.batching.gate import StoppingError
from scriptgen.batching.results import StoppedError
from scriptgen.errors import ScriptgenError, UsageError
from scriptgen.exchange import Message, ModelReply, ModelRequest
from scriptgen.pricing import Price, price_of
from scriptgen.providers.batches import Batches
from scriptgen.providers.capability import Capability
from scriptgen.providers.openai import OpenAI
from tests.loopback.batching import BatchServer, Ending, good, lines

KEY = "sk-canary-0123456789abcdef"
PRICE = price_of("gpt-6.1-terra")
ABLE = Capability("json_schema", "max_completion_tokens", "none")


def request(number: int, kind: Any = "draft", round: int = 0, words: str = "knees") -> ModelRequest:
    told = (Message("system", "You write."), Message("user", f"{words} {number}"))
    return ModelRequest(kind, round, told, {"type": "object"}, 500, f"key-{kind}-{round}-{number}")


class Notes:
    """A journal in memory."""

    def __init__(self) -> None:
        self.rows: list[tuple[int, ModelRequest, ModelReply | None]] = []

    def answer(self, key: str) -> ModelReply | None:
        return next((reply for _, asked, reply in self.rows if asked.key == key and reply), None)

    def intent(self, topic: int, request: ModelRequest, attempt: int, worst: float | None) -> int:
        self.rows.append((topic, request, None))
        return len(self.rows) - 1

    def reply(self, number: int, reply: ModelReply) -> None:
        self.rows[number] = (*self.rows[number][:2], reply)


class Bench:
    """A folder with a book, a journal in memory and a model; `again` is what the next process sees of them."""

    def __init__(self, folder: Path, price: Price | None = None, limit: float | None = None, **options: Any) -> None:
        self.folder, self.price, self.limit, self.options = folder, price, limit, options
        self.notes, self.stops = Notes(), list[ScriptgenError]()
        self.again()

    def again(self) -> None:
        if hasattr(self, "book"):
            self.book.__exit__()
        self.book = Filebook(self.folder / "files.sqlite3")

    def model(self) -> Model:
        return Model("gpt-6.1-terra", capability=ABLE, price=self.price, tier="batch" if self.price else "")

    def ask(self, requests: list[ModelRequest]) -> FileDesk:
        desk = FileDesk(
            self.model(),
            self.notes,
            self.book,
            self.folder / "requests",
            Budget(self.limit),
            self.stops.append,
            **self.options,
        )

        async def all_of_them() -> list[Any]:
            return await asyncio.gather(*[desk.answer(n, r) for n, r in enumerate(requests)], return_exceptions=True)

        self.got = asyncio.run(all_of_them())
        desk.close()
        return desk

    def written(self) -> list[list[dict[str, Any]]]:
        paths = sorted((self.folder / "requests").glob("*.jsonl"))
        return [[json.loads(row) for row in path.read_text().splitlines()] for path in paths]

    def carrier(self) -> Carrier:
        return Carrier(self.model(), self.notes, self.book, self.folder / "requests")

    def carry(self, server: BatchServer) -> list[float]:
        waits: list[float] = []

        async def sleep(seconds: float) -> None:
            waits.append(seconds)
            assert len(waits) < 100

        async def run() -> None:
            async with OpenAI("gpt-6.1-terra", base_url=server.base_url, key=KEY, capability=ABLE) as provider:
                await self.carrier().through(Batches(provider, sleep), sleep=sleep)

        asyncio.run(run())
        return waits

    def texts(self) -> dict[str, str]:
        return {asked.key: reply.text for _, asked, reply in self.notes.rows if reply}


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def refused(status: int, code: str = "", type: str = "") -> Callable[[Any], dict[str, Any]]:
    error = {"message": f"canary {KEY}", "code": code or None, "type": type or None}
    return lambda row: {
        "custom_id": row["custom_id"],
        "response": {"status_code": status, "body": {"error": error}},
        "error": None,
    }


def unheard(row: Any) -> dict[str, Any]:
    """The line of a request that its batch never got to."""
    return {"custom_id": row["custom_id"], "response": None, "error": {"code": "batch_expired", "message": "late"}}


def half(answer: Callable[[Any], dict[str, Any] | None], odd: bool) -> Callable[[Any], dict[str, Any] | None]:
    return lambda row: answer(row) if (int(row["custom_id"].rpartition("-")[2]) % 2 == 1) is odd else None


def test_a_line_is_what_a_live_call_would_send(bench: Bench) -> None:
    bench.ask([request(0, words="knees\u2028 — “stairs”\nand")])
    ((row,),) = bench.written()
    assert set(row) == {"custom_id", "method", "url", "body"}
    assert (row["custom_id"], row["method"], row["url"]) == ("key-draft-0-0", "POST", "/v1/chat/completions")
    assert row["body"]["model"] == "gpt-6.1-terra" and row["body"]["store"] is False
    assert row["body"]["messages"][1]["content"] == "knees\u2028 — “stairs”\nand 0"
    assert line("k", {"a": "half \ud800"}).endswith(b"\n")


@pytest.mark.parametrize(
    ("rows", "size", "counts"),
    [(3, 10**6, [3, 3, 1]), (50_000, 10**6, [7]), (50_000, 1_000, [2, 2, 2, 1]), (50_000, 10, [1] * 7)],
)
def test_limits_of_a_file(tmp_path: Path, rows: int, size: int, counts: list[int]) -> None:
    bench = Bench(tmp_path, rows=rows, size=size)
    desk = bench.ask([request(n) for n in range(7)])
    assert [len(file) for file in bench.written()] == counts and desk.asked == 7
    assert all(isinstance(got, StoppingError) for got in bench.got)
    assert {row["custom_id"] for file in bench.written() for row in file} == {f"key-draft-0-{n}" for n in range(7)}


def test_equal_requests_stand_in_a_file_once_and_wait_for_its_answer(bench: Bench) -> None:
    assert bench.ask([request(1), request(1)]).asked == 1
    assert bench.ask([request(1), request(2)]).asked == 1
    assert [len(file) for file in bench.written()] == [1, 1]


def test_repairs_are_asked_as_often_as_was_said(tmp_path: Path) -> None:
    bench = Bench(tmp_path, repairs=1)
    desk = bench.ask([request(0, "repair", 0), request(1, "repair", 1), request(2, "read", 1), request(3, "draft", 1)])
    assert desk.asked == 3 and bench.got[1].outcome == "empty" and bench.got[1].usage.requests == 0
    assert Bench(tmp_path / "requests", repairs=2).ask([request(1, "repair", 1)]).asked == 1


def test_through_openai(tmp_path: Path) -> None:
    bench = Bench(tmp_path, PRICE)
    bench.ask([request(n) for n in range(5)])
    with BatchServer(Ending(looks=3)) as server:
        waits = bench.carry(server)
        assert bench.texts() == {f"key-draft-0-{n}": '{"ready": true}' for n in range(5)}
        made = server.batches["batch_1"].batch
        assert (made["endpoint"], made["completion_window"]) == ("/v1/chat/completions", "24h")
        assert made["metadata"]["scriptgen"].startswith("requests-0001-")
        assert sorted(server.deleted) == ["file-1", "file-2"] and waits == [5.0, 10.0, 20.0, 30.0, 30.0][: len(waits)]
    usage = bench.notes.rows[0][2].usage  # type: ignore[union-attr]
    assert usage.cost == pytest.approx((1000 * 1.0 + 500 * 5.0) / 1e6 / 2)  # half the price
    assert bench.book.open() == [] and list((tmp_path / "requests").iterdir()) == []
    assert bench.ask([request(n) for n in range(5)]).asked == 0


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
        bench.carry(server)  # type: ignore[arg-type]
    assert [sent.state for sent in bench.book.open()] == ["written"]


@pytest.mark.parametrize(("limit", "asked"), [(1.0, 5), (0.005, 3), (0.0, 0)])
def test_the_limit_of_cost(tmp_path: Path, limit: float, asked: int) -> None:
    bench = Bench(tmp_path, PRICE, limit)
    most = bench.ask([request(n) for n in range(5)]).asked
    assert (most == 5) is (asked == 5) and (most == 0) is (asked == 0) and bool(bench.stops) is (asked < 5)
    assert bench.book.waiting() <= limit
    if asked < 5:
        assert "--max-cost" in str(bench.stops[0])
        assert bench.ask([request(9)]).asked == 0, "what waits counts"


def test_files_for_another_engine(bench: Bench) -> None:
    bench.ask([request(n) for n in range(4)])
    ((*rows,),) = bench.written()
    replies = bench.folder / "replies"
    replies.mkdir()
    carrier = bench.carrier()
    assert carrier.take_in(replies) == 4
    torn = lines([good(rows[3]), good(rows[0])])[:-40]  # still being written
    (replies / "out.jsonl").write_bytes(torn)
    (replies / "notes.txt").write_text("nothing of ours")
    assert carrier.take_in(replies) == 3
    (replies / "out.jsonl").write_bytes(
        lines([good(rows[3]), good(rows[0]), {"custom_id": "another's"}, {}]) + b"[1]\n{no\n"
    )
    assert carrier.take_in(replies) == 2
    (replies / "more.jsonl").write_bytes(lines([good(rows[1]), refused(500)(rows[2]), good(rows[0], "never")]))
    assert carrier.take_in(replies) == carrier.take_in(replies) == 0
    assert len(bench.texts()) == 3 and set(bench.texts().values()) == {'{"ready": true}'}
    assert bench.written() == [] and bench.ask([request(n) for n in range(4)]).asked == 1
    assert carrier.take_in(replies) == 1, "what an old file says of it does not count again"


def test_an_engine_that_knows_no_such_model(bench: Bench) -> None:
    bench.ask([request(0)])
    ((row,),) = bench.written()
    replies = bench.folder / "replies"
    replies.mkdir()
    (replies / "out.jsonl").write_bytes(lines([refused(404, type="NotFoundError")(row)]))
    with pytest.raises(StoppedError, match="404"):
        bench.carrier().take_in(replies)


@pytest.mark.parametrize(
    ("raw", "status", "code"),
    [
        (b'{"custom_id":"k","response":{"status_code":200,"body":{"choices":[]}},"error":null}\n', 200, ""),
        (b'{"custom_id":"k","response":{"status_code":200,"body":{"choices":[]}},"error":{"code":"odd"}}\n', 0, "odd"),
        (b'{"custom_id":"k","response":{"status_code":200,"body":"text"}}\n', 0, ""),
        (b'{"custom_id":"k","response":{"status_code":"x","body":{"error":{"code":"a"}}}}\n', 0, "a"),
        (b'{"custom_id":"k","response":null,"error":"boom"}\n', 0, ""),
        (b'{"custom_id":"k"}', 0, ""),
        (b'{"custom_id":7}\n', None, None),
        (b"null\n", None, None),
        (b"\xff\xfe\n", None, None),
    ],
)
def test_lines_of_replies(tmp_path: Path, raw: bytes, status: int | None, code: str | None) -> None:
    path = tmp_path / "out.jsonl"
    path.write_bytes(raw)
    ((answer, place),) = answers(path)
    assert place == len(raw)
    assert (answer and answer.status, answer and answer.error.code) == (status, code)
