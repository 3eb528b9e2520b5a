"""kill -9 of a batch at a named step, the same command again, and the verdict: the server's own ledger says what was paid for twice."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from types import TracebackType
from typing import Any, NamedTuple, Self

from tests.batching.child import STEPS
from tests.loopback import Loopback
from tests.replies import good

__all__ = ["Kill", "Killer", "Verdict", "draws"]

GOOD, NUMBER = json.dumps(good()), re.compile(r"case (\d+)")
TOPICS, WINDOW = 8, 4
_ONCE = ("export", "finish")
"""Steps that a topic comes to once; to the others twice."""
What = tuple[str, str]
"""Case and kind of a request."""


class Kill(NamedTuple):
    """Where a process is killed: the count-th time that it comes to a step of tests.batching.child."""

    step: str
    count: int


class Verdict(NamedTuple):
    """What came of a batch that was killed and given again until it ended."""

    killed: int
    """Kills that took place; a second one may come too late."""
    under_way: int
    """Requests that the journal knew no end of when the process was killed."""
    twice: int
    """Generations that were billed beyond the first of their kind."""
    faults: tuple[str, ...]
    """What must not be; empty: all is well."""


def draws(each: int, seed: int) -> list[Kill]:
    """Return so many kills for each step, at random moments."""
    dice = Random(seed)
    return [
        Kill(step, dice.randint(1, TOPICS - 1 if step in _ONCE else 2 * TOPICS - 1))
        for step in STEPS
        for _ in range(each)
    ]


class Killer:
    """A process that forks one for each run, so that a kill costs a fraction of a second."""

    def __enter__(self) -> Self:
        self._process = subprocess.Popen([sys.executable, "-m", "tests.batching.child"], stdin=-1, stdout=-1, text=True)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with self._process as process:
            assert process.stdin
            process.stdin.close()

    def verdict(self, kills: Sequence[Kill], folder: Path) -> Verdict:
        """Return what becomes of a batch in an empty folder that is killed so often and then left to end."""
        topics, out = folder / "topics.txt", folder / "out"
        topics.write_text("".join(f"knee pain myths, case {n}\n" for n in range(TOPICS)), encoding="utf-8")
        killed, faults, under_way = 0, list[str](), Counter[What]()
        known: dict[What, int] = {}
        with Loopback(_answer, latency=0.05) as server:
            for kill in (*kills, None):
                told = {"topics": str(topics), "out": str(out), "window": WINDOW, "url": server.base_url}
                ended = self._run({**told, "step": kill.step, "count": kill.count} if kill else told)
                if ended != 9:
                    faults += [f"a run ended with {ended}"] if ended else []
                    break
                killed += 1
                open_, billed = _kept(out, "intent"), _billed(server)
                faults += [f"{sum(open_.values())} under way in a window of {WINDOW}"] if open_.total() > WINDOW else []
                under_way += open_
                for what in _kept(out, "reply"):
                    known.setdefault(what, billed[what])
            billed = _billed(server)
        twice = Counter({what: count - 1 for what, count in billed.items() if count > 1})
        faults += [f"{what} was acknowledged and paid for again" for what, then in known.items() if billed[what] > then]
        faults += [f"{what} was paid for again" for what, count in twice.items() if count > under_way[what]]
        return Verdict(killed, under_way.total(), twice.total(), (*faults, *_wrong(out)))

    def _run(self, order: dict[str, Any]) -> int:
        """Return the signal that a run was ended by, 0 where it came to its end."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


def _wrong(out: Path) -> Iterator[str]:
    """Yield what is wrong with the folder of a batch that came to its end."""
    rows = [json.loads(line) for line in (out / "index.jsonl").read_text(encoding="utf-8").splitlines()]
    if [row["state"] for row in rows] != ["drafted"] * TOPICS:
        yield f"the index has {Counter(row['state'] for row in rows)}"
        return
    for script, captions in (row["file"] for row in rows):
        if not json.loads((out / script).read_text(encoding="utf-8"))["hook"]:
            yield f"{script} has no hook"
        if "-->" not in (out / captions).read_text(encoding="utf-8"):
            yield f"{captions} has no captions"
    if len(list(out.glob("*.json"))) != TOPICS or list(out.glob(".*.part")):
        yield "files are left over or missing"


def _answer(body: dict[str, Any]) -> str:
    return GOOD if body["response_format"]["json_schema"]["name"] == "draft" else '{"findings": []}'


def _billed(server: Loopback) -> Counter[What]:
    """Return how often each question was paid for."""
    bodies = [server.requests[bill.request].body for bill in list(server.bills)]
    return Counter(
        (_case(body["messages"][-1]["content"]), body["response_format"]["json_schema"]["name"]) for body in bodies
    )


def _kept(out: Path, state: str) -> Counter[What]:
    """Return the requests of a state in the journal."""
    db = sqlite3.connect(out / ".scriptgen" / "journal.sqlite3")
    sql = "SELECT topic.topic, kind FROM request JOIN topic ON topic.id=request.topic WHERE request.state=?"
    found = Counter((_case(topic), kind) for topic, kind in db.execute(sql, (state,)))
    db.close()
    return found


def _case(text: str) -> str:
    found = NUMBER.search(text)
    assert found
    return found[1]
