"""Batch files: what is written into them, within which limits, and what is read of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from scriptgen.batching.filelines import answers, line
from scriptgen.batching.gate import StoppingError
from scriptgen.batching.results import StoppedError
from tests.batching.desk import PRICE, Bench, refused, request
from tests.loopback.batching import BatchServer, Ending, good, lines


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
