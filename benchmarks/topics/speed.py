"""How long a search takes with the index at hand: `python -m benchmarks.topics.speed`. Medians in milliseconds, and beside them reading the files."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from scriptgen.facts.files import headers
from scriptgen.facts.find import search

__all__ = ["main"]

GOAL = 20.0
"""Milliseconds."""


def main() -> None:
    """Print the median and the slowest of the searches, warm, and what reading all fact files takes in their place."""
    rows = (Path(__file__).parent / "tune.jsonl").read_text(encoding="utf-8").splitlines()
    typed = [json.loads(row)["typed"] for row in rows if row]
    for one in typed:
        search(one)
    took = sorted(_timed(partial(search, one)) for one in typed)
    read = statistics.median(_timed(_read) for _ in range(5))
    print(
        f"search, index warm: median {statistics.median(took):.1f} ms, 95 % below {took[int(len(took) * 0.95)]:.1f} ms, "
        f"slowest {took[-1]:.1f} ms   goal {GOAL:.0f}"
    )
    print(f"reading the heads of all {len(headers())} files anew: {read:.0f} ms")


def _read() -> None:
    from scriptgen.facts.files import heads_of

    for head in headers():
        heads_of(head.path, head.stamp)


def _timed(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
