"""kill -9 at named steps: the server's own ledger is the judge of what was lost and what was paid for twice."""

from __future__ import annotations

import json
import random
import re
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scriptgen.batching import Drafted, batch
from tests.batching.child import STEPS, model
from tests.loopback import Loopback
from tests.replies import good

GOOD, NUMBER = json.dumps(good()), re.compile(r"case (\d+)")
TOPICS, WINDOW, KILLS = 8, 4, 21


@pytest.fixture(scope="module")
def child() -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen([sys.executable, "-m", "tests.batching.child"], stdin=-1, stdout=-1, text=True) as process:
        yield process


def answer(body: dict[str, Any]) -> str:
    return GOOD if body["response_format"]["json_schema"]["name"] == "draft" else '{"findings": []}'


def asked(server: Loopback) -> Counter[tuple[str, str]]:
    """Return how often each question was paid for, by case and kind."""
    bodies = [server.requests[bill.request].body for bill in server.bills]
    return Counter(
        (_case(body["messages"][-1]["content"]), body["response_format"]["json_schema"]["name"]) for body in bodies
    )


def _case(text: str) -> str:
    found = NUMBER.search(text)
    assert found
    return found[1]


def kept(out: Path, state: str) -> Counter[tuple[str, str]]:
    """Return the requests of a state in the journal, by case and kind."""
    db = sqlite3.connect(out / ".scriptgen" / "journal.sqlite3")
    sql = "SELECT topic.topic, kind FROM request JOIN topic ON topic.id=request.topic WHERE request.state=?"
    found = Counter((_case(topic), kind) for topic, kind in db.execute(sql, (state,)))
    db.close()
    return found


def draws() -> list[tuple[str, int]]:
    dice = random.Random(6)
    most = {"write": 2 * TOPICS, "export": TOPICS, "finish": TOPICS}
    return [
        (step, dice.randint(1, most.get(step, 2 * TOPICS) - 1)) for step in STEPS for _ in range(KILLS // len(STEPS))
    ]


@pytest.mark.parametrize(("step", "count"), draws())
def test_a_kill_loses_nothing_and_pays_twice_at_most_for_what_was_on_its_way(
    step: str, count: int, child: subprocess.Popen[str], tmp_path: Path
) -> None:
    topics = tmp_path / "topics.txt"
    topics.write_text("".join(f"knee pain myths, case {n}\n" for n in range(TOPICS)), encoding="utf-8")
    out = tmp_path / "out"
    with Loopback(answer, latency=0.05) as server:
        order = {
            "step": step,
            "count": count,
            "topics": str(topics),
            "url": server.base_url,
            "out": str(out),
            "window": WINDOW,
        }
        assert child.stdin and child.stdout
        child.stdin.write(json.dumps(order) + "\n")
        child.stdin.flush()
        assert child.stdout.readline().strip() == "9", "the process was killed where it should be"
        acknowledged, open_ = kept(out, "reply"), kept(out, "intent")
        assert sum(open_.values()) <= WINDOW
        results = list(
            batch(topics, model=model(server.base_url), out=out, to=("json", "srt"), reader="model", window=WINDOW)
        )
    paid = asked(server)
    assert all(isinstance(result, Drafted) for result in results)
    twice = Counter({what: times - 1 for what, times in paid.items() if times > 1})
    assert not set(twice) & set(acknowledged), "what was acknowledged is never paid for again"
    assert set(twice) <= set(open_) and sum(twice.values()) <= sum(open_.values())
    rows = [json.loads(line) for line in (out / "index.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["state"] for row in rows] == ["drafted"] * TOPICS
    for row in rows:
        script, captions = row["file"]
        assert json.loads((out / script).read_text(encoding="utf-8"))["hook"] and "-->" in (out / captions).read_text(
            encoding="utf-8"
        )
    assert len(list(out.glob("*.json"))) == TOPICS and not list(out.glob(".*.part"))
