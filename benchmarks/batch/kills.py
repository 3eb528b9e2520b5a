"""Batches killed by kill -9 between the steps of the journal, and given again: python -m benchmarks.batch.kills [--kills 200] [--seed 0]

Each run has eight topics with two requests each, four under way. The server's own ledger is the judge: a reply that was acknowledged is never
paid for again, and what was on its way when the process was killed at most once more for each kill. Every fourth run is killed a second
time while it goes on. Returns 1 where anything is lost, paid for too often, or no whole file.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from tests.batching.child import STEPS
from tests.batching.killing import Kill, Killer, draws

AGAIN, EARLY = 4, 2
"""One run of so many is killed twice; the second time at one of the first moments at which that step comes again."""


def plans(seed: int) -> Iterator[list[Kill]]:
    """Yield where each run is killed, for ever: all steps in turn, at random moments."""
    dice = random.Random(seed)
    for number in count():
        first = draws(1, dice.randrange(1 << 30))[number % len(STEPS)]
        second = Kill(dice.choice(STEPS), dice.randint(1, EARLY))
        yield [first, second] if number % AGAIN == AGAIN - 1 else [first]


def main() -> int:
    """Print how often a process was killed at each step, and what came of it."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--kills", type=int, default=200)
    asked.add_argument("--seed", type=int, default=0)
    options = asked.parse_args()
    began, killed, again = time.monotonic(), Counter[str](), Counter[str]()
    twice = under_way = 0
    faults: list[str] = []
    planned = plans(options.seed)
    with Killer() as killer:
        while killed.total() + again.total() < options.kills:
            plan = next(planned)
            with tempfile.TemporaryDirectory() as folder:
                found = killer.verdict(plan, Path(folder))
            faults += [f"{plan}: {fault}" for fault in found.faults]
            if not found.killed:
                faults.append(f"{plan}: the process came to its end")
                break
            killed[plan[0].step] += 1
            again.update(kill.step for kill in plan[1 : found.killed])
            twice, under_way = twice + found.twice, under_way + found.under_way
    print(f"{killed.total() + again.total()} kills of {killed.total()} batches in {time.monotonic() - began:.0f} s")
    for step in STEPS:
        print(f"  {step:<7} {killed[step]:4d}, and {again[step]:2d} while a killed one went on")
    print(f"requests on their way at the kills {under_way}, of them paid for again {twice}")
    for fault in faults:
        print(f"WRONG {fault}")
    print("goal: nothing acknowledged lost or paid again, no broken file:", "MISSED" if faults else "reached")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
