"""Seconds from the start of a process to its first new request where a folder holds 100,000 finished topics: python -m benchmarks.batch.resume

What finished topics leave in the journal is put there by the run's own code for rows and keys, without drafting anything. The last row of
the CSV is not done, or new. Beside it the same for a calendar of one row: the difference is what the finished ones cost.
"""

from __future__ import annotations

import argparse
import asyncio
import csv
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from scriptgen.batching import batch
from scriptgen.batching.journal import Journal
from scriptgen.batching.results import Failed
from scriptgen.batching.session import opened, rows_of
from scriptgen.drafts import Usage
from scriptgen.exchange import ModelReply, ModelRequest
from scriptgen.providers.capability import Capability
from scriptgen.providers.openai import OpenAI
from tests.loopback import Loopback
from tests.replies import TOPIC, good

GOAL, TURNS = 2.0, 3
GOOD = json.dumps(good())
NOTE = {
    "files": ["x.json"],
    "accepted": True,
    "errors": [],
    "warnings": ["SR102"],
    "seconds": 41.0,
    "hook": "Does rest help a sore knee?",
}


def options(url: str, out: Path) -> dict[str, Any]:
    """Return the options of all runs here."""
    model = OpenAI("gpt-x", base_url=url, key="k", capability=Capability())
    return {"model": model, "out": str(out), "reader": "local"}


async def finished(file: Path, url: str, out: Path) -> None:
    """Have a journal in `out` in which all rows of a file are done, each with one reply."""
    async with opened(file, options(url, out)) as session:  # type: ignore[arg-type]
        journal, rows = session.journal, list(enumerate(rows_of(file)))
        for item in session.runner._todo(rows, iter(())):
            assert not isinstance(item, Failed)
            entry, _ = item
            number = journal.intent(entry.id, ModelRequest("draft", 0, (), {}, 1, f"{entry.id:064}"), 0, None)
            journal.reply(number, ModelReply("ok", GOOD, Usage(requests=1, input_tokens=2_000, output_tokens=600)))
            journal.finish(entry.id, "done", NOTE, "json")


def topics(file: Path, count: int) -> None:
    """Write a calendar of so many topics."""
    with file.open("w", encoding="utf-8", newline="") as made:
        rows = csv.writer(made)
        rows.writerow(("topic", "publish_date", "id"))
        rows.writerows((f"{TOPIC}, part {n}", "2027-01-31", f"A-{n}") for n in range(count))


def first(count: int, folder: Path, *, longer: bool = False) -> list[float]:
    """Return the seconds from the start of a process to its first request, several times: one topic of so many is not done, or the
    calendar is a row longer than the one that was done."""
    asked: list[float] = []

    def answer(body: dict[str, Any]) -> str:
        asked.append(time.monotonic())
        return GOOD

    taken = []
    with Loopback(answer) as server:
        file, out = folder / f"{count}.csv", folder / f"{count} {longer}"
        topics(file, count)
        asyncio.run(finished(file, server.base_url, out))
        for turn in range(1, TURNS + 1):
            if longer:
                topics(file, count + turn)
            else:
                with Journal(out) as journal:
                    journal.forget(count)
                    journal.finish(count, "new", {})
            began = time.monotonic()
            told = [server.base_url, str(file), str(out)]
            subprocess.run([sys.executable, "-m", "benchmarks.batch.resume", "--child", *told], check=True)
            assert len(asked) == turn, f"{len(asked)} requests where {turn} were due"
            taken.append(asked[-1] - began)
    return taken


def main() -> int:
    """Print both; return 1 where the goal is missed."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--topics", type=int, default=100_000)
    asked.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.child:
        url, file, out = given.child
        for _ in batch(file, **options(url, Path(out))):
            pass
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        alone, same, longer = first(1, folder), first(given.topics, folder), first(given.topics, folder, longer=True)
    for what, taken in (
        ("one topic, none finished", alone),
        (f"one of {given.topics:,} left", same),
        (f"{given.topics:,} finished, the calendar a row longer", longer),
    ):
        print(f"{what:<46} {min(taken):5.2f} s at the least, {max(taken):.2f} at the most of {TURNS}")
    print(f"goal {GOAL:.0f} s for the second: {'reached' if min(same) <= GOAL else 'MISSED'}")
    return 0 if min(same) <= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
