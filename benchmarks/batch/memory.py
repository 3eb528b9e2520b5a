"""Peak memory of a batch of 100,000 topics beside one of 1,000: python -m benchmarks.batch.memory [--topics 100000]

Each is a process of its own over a CSV of so many rows, with journal, one file a topic, index and report. What a model would write is the same
script with another hook each time, and is not checked anew: drafting keeps nothing, and would take an hour. Takes some minutes.
"""

from __future__ import annotations

import argparse
import asyncio
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.batch.resume import GOOD, topics
from scriptgen.batching import Drafted, batch
from scriptgen.batching.journal import Entry
from scriptgen.batching.rows import Row
from scriptgen.batching.runner import Runner
from scriptgen.brief import brief_for
from scriptgen.drafts import Draft, Usage
from scriptgen.exchange import ModelReply, ModelRequest
from scriptgen.pipeline import from_facts
from scriptgen.providers.fake import Fake
from tests.replies import TOPIC

FEW, GOAL = 1_000, 1.1


def run(file: Path, out: Path) -> None:
    """Run a batch in which one script is every topic's, and print the peak of this process in kilobytes."""
    made = from_facts(brief_for(TOPIC, seed=1))

    async def draft(self: Runner, entry: Entry, row: Row) -> Draft:
        await asyncio.sleep(0)
        number = self.journal.intent(entry.id, ModelRequest("draft", 0, (), {}, 1, f"{entry.id:064}"), 0, None)
        self.journal.reply(number, ModelReply("ok", GOOD, Usage(requests=1, input_tokens=2_000, output_tokens=600)))
        hook = made.script.hook.model_copy(update={"say": f"{made.script.hook.say} {row.topic} {entry.id * 7919}"})
        return made.model_copy(update={"script": made.script.model_copy(update={"hook": hook})})

    Runner._draft = draft  # type: ignore[method-assign]
    done = sum(isinstance(one, Drafted) for one in batch(file, model=Fake([]), out=str(out), reader="local"))
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines())
    print(done, status["VmHWM"].split()[0])


def main() -> int:
    """Print both peaks and their ratio; return 1 where the goal is missed."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--topics", type=int, default=100_000)
    asked.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.child:
        run(Path(given.child[0]), Path(given.child[1]))
        return 0
    peaks = []
    for count in (FEW, given.topics):
        with tempfile.TemporaryDirectory() as folder:
            file, out = Path(folder) / "topics.csv", Path(folder) / "out"
            topics(file, count)
            began = time.monotonic()
            told = [sys.executable, "-m", "benchmarks.batch.memory", "--child", str(file), str(out)]
            done, peak = map(int, subprocess.run(told, stdout=subprocess.PIPE, text=True, check=True).stdout.split())
            assert done == count, f"{done} of {count} topics"
        peaks.append(peak)
        print(f"{count:9,} topics  {peak / 1024:6.1f} MB at the peak, {time.monotonic() - began:.0f} s", flush=True)
    ratio = peaks[1] / peaks[0]
    print(f"ratio {ratio:.3f}   goal {GOAL}: {'reached' if ratio <= GOAL else 'MISSED'}")
    return 0 if ratio <= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
