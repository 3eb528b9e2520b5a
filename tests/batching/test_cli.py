"""scriptgen batch as it is typed: what is printed, what is written, exit codes, interruptions."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from scriptgen.cli.progress import Progress
from scriptgen.resources import PACKAGE
from tests.batching.test_runner import answer
from tests.conftest import Ran
from tests.loopback import Fault, Loopback
from tests.replies import spoiled

BAD = json.dumps(spoiled({"beats.0.say": "Stop taking your blood pressure pills today, and your knee will heal."}))


@pytest.fixture
def topics(here: Path) -> Path:
    path = here / "topics.csv"
    path.write_text("topic,publish date\nknee pain myths,2026-12-01\ngout,2026-12-02\n", encoding="utf-8")
    return path


@pytest.fixture
def behind(monkeypatch: pytest.MonkeyPatch) -> Callable[[Loopback], None]:
    def use(server: Loopback) -> None:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-canary-0123456789")

    return use


def calendar(folder: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((folder / "index.csv").read_text(encoding="utf-8-sig"))))


def test_from_the_facts_library(run: Callable[..., Ran], topics: Path) -> None:
    done = run("batch", "topics.csv", "--out", "out", "--model", "facts", "--to", "json", "--to", "srt")
    assert (done.code, done.out) == (0, "") and "2 accepted, 0 with errors to mend, 0 failed" in done.err
    rows = calendar(topics.parent / "out")
    assert [(row["topic"], row["publish_date"], row["accepted"]) for row in rows] == [
        ("knee pain myths", "2026-12-01", "yes"),
        ("gout", "2026-12-02", "yes"),
    ]
    for row in rows:
        assert all((topics.parent / "out" / file).stat().st_size for file in row["file"].split())
    assert "<h1>Batch report</h1>" in (topics.parent / "out" / "report.html").read_text(encoding="utf-8")


def test_a_bad_row_is_said_with_its_line_and_the_rest_is_drafted(run: Callable[..., Ran], topics: Path) -> None:
    topics.write_text(
        "topic,seconds\ngout,soon\nflu,30\nMaria Gomez from Ohio has gout since 3/4/2024,\n", encoding="utf-8"
    )
    done = run("batch", "topics.csv", "--out", "out", "--model", "facts")
    assert done.code == 3 and "line 2 has seconds" in done.err and "line 4: nothing was drafted" in done.err
    assert "Gomez" not in done.err and [row["state"] for row in calendar(topics.parent / "out")] == [
        "row",
        "drafted",
        "refused",
    ]


def test_events_for_machines(run: Callable[..., Ran], topics: Path) -> None:
    done = run("batch", "topics.csv", "--out", "out", "--model", "facts", "--json")
    events = [json.loads(line) for line in done.out.splitlines()]
    assert [event["event"] for event in events] == ["begin", "topic", "topic", "end"]
    assert events[0]["total"] == 2 and events[-1]["how"] == "done" and events[-1]["accepted"] == 2


def test_stdin(run: Callable[..., Ran], here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for text in (b"gout\nflu\n", b'{"topic": "gout"}\n"flu"\n', b"topic,seconds\ngout,30\nflu,\n"):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(text))))  # type: ignore[arg-type]
        done = run("batch", "-", "--out", "out", "--model", "facts")
        assert done.code == 0 and [row["topic"] for row in calendar(here / "out")] == ["gout", "flu"]


def test_a_model_is_named_before_anything_is_sent_and_the_same_command_sends_nothing(
    run: Callable[..., Ran], topics: Path, behind: Callable[[Loopback], None]
) -> None:
    with Loopback(answer) as server:
        behind(server)
        done = run("batch", "topics.csv", "--out", "out", "--model", "gpt-6.1-terra")
        assert "Asking openai:gpt-6.1-terra at 127.0.0.1" in done.err and "spent" in done.err
        sent = len(server.requests)
        again = run("batch", "topics.csv", "--out", "out", "--model", "gpt-6.1-terra")
        assert len(server.requests) == sent and again.code == done.code
    assert not any(b"sk-canary" in file.read_bytes() for file in (topics.parent / "out").rglob("*") if file.is_file())


def test_scripts_with_errors_are_written_and_exit_with_1(
    run: Callable[..., Ran], topics: Path, behind: Callable[[Loopback], None]
) -> None:
    with Loopback(
        lambda body: (
            BAD if body["response_format"]["json_schema"]["name"] == "draft" else '{"patches": [], "findings": []}'
        )
    ) as server:
        behind(server)
        done = run("batch", "topics.csv", "--out", "out", "--model", "gpt-6.1-terra", "--reader", "local")
    assert done.code == 1 and [row["accepted"] for row in calendar(topics.parent / "out")] == ["no", "no"]
    assert "CL108" in (topics.parent / "out" / "report.html").read_text(encoding="utf-8")


def test_no_credit_stops_and_says_how_to_go_on(
    run: Callable[..., Ran], topics: Path, behind: Callable[[Loopback], None]
) -> None:
    with Loopback(Fault.no_quota) as server:
        behind(server)
        done = run("batch", "topics.csv", "--out", "out", "--model", "gpt-6.1-terra")
    assert done.code == 3 and "no credit left" in done.err and "same command again" in done.err


USAGE: list[tuple[tuple[str, ...], str]] = [
    (("missing.csv",), "cannot read the topics"),
    (("topics.csv", "--to", "papyrus"), "papyrus"),
    (("topics.csv", "--max-cost", "-1"), "no amount"),
    (("topics.csv", "--rpm", "0"), "--rpm"),
    (("topics.csv", "--repairs", "3"), "choose 0 to 2"),
    (("topics.csv", "--brand", "missing.toml"), "brand file"),
]


@pytest.mark.parametrize(("arguments", "told"), USAGE)
def test_what_cannot_work_is_one_sentence(
    arguments: tuple[str, ...], told: str, run: Callable[..., Ran], topics: Path
) -> None:
    done = run("batch", *arguments, "--out", "out", "--model", "facts")
    assert done.code == 2 and told in done.err and "Traceback" not in done.err


def test_an_estimate_sends_and_writes_nothing(
    run: Callable[..., Ran], topics: Path, behind: Callable[[Loopback], None]
) -> None:
    with Loopback(answer) as server:
        behind(server)
        done = run("batch", "topics.csv", "--out", "out", "--model", "gpt-6.1-terra", "--estimate")
        found = run("batch", "topics.csv", "--out", "out", "--model", "gpt-6.1-terra", "--estimate", "--json")
        assert server.requests == [] and not (topics.parent / "out").exists()
    assert done.code == 0 and "calls:" in done.out and "cost:   about $" in done.out
    told = json.loads(found.out)
    assert told["topics"] == 2 and told["calls"][0] < told["calls"][1] == 8 and told["cost"][0] < told["cost"][1]


def test_an_estimate_needs_no_key(run: Callable[..., Ran], topics: Path) -> None:
    done = run("batch", "topics.csv", "--out", "out", "--model", "openai:gpt-6.1-terra", "--estimate")
    assert done.code == 0 and "cost:   about $" in done.out and done.err == ""


@pytest.mark.parametrize(
    ("options", "calls", "waves"),
    [
        (("--repairs", "0"), 4, 0),
        (("--engine", "openai-batch"), 6, 2),
        (("--engine", "openai-batch", "--repairs", "2", "--reader", "model"), 12, 5),
    ],
)
def test_an_estimate_minds_repairs_and_batch_files(
    run: Callable[..., Ran],
    topics: Path,
    behind: Callable[[Loopback], None],
    options: tuple[str, ...],
    calls: int,
    waves: int,
) -> None:
    with Loopback(answer) as server:
        behind(server)
        asked = ("batch", "topics.csv", "--out", "out", "--model", "gpt-6.1-terra", "--estimate", "--json")
        usual, found = (json.loads(run(*asked, *more).out) for more in ((), options))
        shown = run(*asked[:-1], *options).out
    assert (found["calls"][1], found["waves"]) == (calls, waves) and found["topics"] == 2
    assert found["cost"][1] < usual["cost"][1] or waves == 5
    assert ("a day each" in shown) == bool(waves)


@pytest.mark.parametrize("end", ["", "\n"])
def test_a_last_line_without_an_end_counts(run: Callable[..., Ran], here: Path, end: str) -> None:
    (here / "topics.txt").write_text(f"gout\nflu{end}", encoding="utf-8")
    done = run("batch", "topics.txt", "--out", "out", "--model", "facts", "--json")
    assert json.loads(done.out.splitlines()[0])["total"] == 2 and "nothing spent" in done.err


@pytest.mark.parametrize("presses", [1, 2])
def test_ctrl_c_drains_and_a_second_one_ends_at_once(presses: int, here: Path, tmp_path: Path) -> None:
    (here / "topics.txt").write_text("".join(f"knee pain myths {n}\n" for n in range(20)), encoding="utf-8")
    with Loopback(answer, latency=0.2 if presses == 1 else 5.0) as server:
        env = {
            **os.environ,
            "PYTHONPATH": str(PACKAGE.parent),
            "OPENAI_BASE_URL": server.base_url,
            "OPENAI_API_KEY": "sk-none",
        }
        command = [
            sys.executable,
            "-m",
            "scriptgen",
            "batch",
            "topics.txt",
            "--out",
            "out",
            "--model",
            "gpt-6.1-terra",
            "--window",
            "2",
        ]
        with subprocess.Popen(command, env=env, stderr=-1, text=True) as process:
            began = time.monotonic()
            while len(server.requests) < 2 and time.monotonic() - began < 20:
                threading.Event().wait(0.02)
            for _ in range(presses):
                process.send_signal(signal.SIGINT)
                threading.Event().wait(0.1)
            assert process.stderr
            told = process.stderr.read()
        assert process.returncode == 130 and "Finishing what is on its way" in told and "Traceback" not in told
        if presses == 1:
            assert "same command goes on" in told and len(server.bills) == len(server.requests)
            rows = [
                json.loads(line) for line in (here / "out" / "index.jsonl").read_text(encoding="utf-8").splitlines()
            ]
            assert rows and any(row["state"] == "not yet" for row in rows)


def test_a_run_that_goes_on_counts_what_was_done_before() -> None:
    totals = {"accepted": 2, "rejected": 1, "failed": 4, "new": 3}
    session = SimpleNamespace(desk=None, journal=SimpleNamespace(totals=lambda: totals))
    shown = Progress(session, 10, False)  # type: ignore[arg-type]
    assert shown.line().startswith("3 of 10: 2 accepted, 1 with errors, 0 failed;")
