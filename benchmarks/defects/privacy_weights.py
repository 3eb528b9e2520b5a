"""Learn the weights of scriptgen/privacy/weighing.py from `tune`: `python -m benchmarks.defects.privacy_weights [--score]`.

--score only prints how well each writer's lines are told apart by what was learned from the others'. Logistic regression by stochastic gradients
in a fixed order, in plain Python: the same lines give the same file.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import exp, sqrt
from pathlib import Path
from typing import NamedTuple

from benchmarks.defects import patients, scripts, typed
from scriptgen.odds import BIAS, SCALE
from scriptgen.privacy import numbers, weighing
from scriptgen.privacy.glance import line_may_point
from scriptgen.privacy.passage import Passage
from scriptgen.resources import package_text
from scriptgen.script import as_script
from scriptgen.text import Piece
from scriptgen.view import View

__all__ = ["main"]

FILE = Path(weighing.__file__).parent / "terms" / "weights.txt"
LEAST = 2
"""Lines that something must be in to have a weight."""
ROUNDS, STEP, DECAY = 20, 0.5, 1e-3
"""Passes over the lines, the first step's length, and how much of each weight is forgotten at every step."""
LINES = 0.25
"""Weight of an innocent line of a good script: they are many, and most are far from any patient."""
NAMES, TYPED = 0.1, 0.5
"""The same for the name of a topic, of which there are thousands, and for what people typed for one."""


class Row(NamedTuple):
    """One labelled line: what is weighed in it, whether it points at a patient, and how much it counts."""

    found: frozenset[str]
    bad: bool
    share: float


def main() -> None:
    """Learn and write, or score."""
    writers = {name: [row(i.text, i.where, i.bad, 1.0) for i in own] for name, own in patients("tune").items()}
    lines = [*script_lines(), *topics()]
    if "--score" in sys.argv:
        for name, rows in writers.items():
            others = [row for other, known in writers.items() if other != name for row in known]
            print(name, score(learned(others + lines), rows))
        return
    weights = learned([row for rows in writers.values() for row in rows] + lines)
    FILE.write_text(written(weights, "privacy_weights"), encoding="utf-8")
    print(f"{len(weights):,} weights")


def script_lines() -> Iterator[Row]:
    """Yield the lines of good scripts that are worth a close reading: nobody's patient is in them."""
    for given in scripts("tune", "good"):
        view = View(as_script({k: v for k, v in given.items() if k not in ("codes", "paths", "note", "id")}))
        for line in view.language:
            if line_may_point(line.text, line.words):
                yield row(line.text, "script", False, LINES)


def topics() -> Iterator[Row]:
    """Yield the names of the topics that the package knows, and what else people type for them."""
    for cluster in package_text("topics.txt").splitlines():
        if not cluster.startswith("#"):
            yield from (row(name.strip(), "topic", False, NAMES) for name in cluster.split("|") if name.strip())
    yield from (row(text, "topic", False, TYPED) for text in typed())


def row(text: str, where: str, bad: bool, share: float) -> Row:
    """Return what is weighed in one text."""
    p = Passage(text, where, None)
    found = [f for f in numbers.find(p) if f.kind in numbers.KINDS]
    return Row(frozenset(weighing.features(p, Piece(0, len(text), text), found)), bad, share)


def learned(rows: Sequence[Row]) -> dict[str, float]:
    """Return the weights that tell the bad rows from the good ones."""
    counts = Counter(name for of in rows for name in of.found)
    known = [(sorted(n for n in of.found if counts[n] >= LEAST), of) for of in rows]
    weights = dict.fromkeys(sorted(n for n, count in counts.items() if count >= LEAST), 0.0)
    seen = dict.fromkeys(weights, 1e-6)
    bias, bias_seen = 0.0, 1e-6
    for number in range(ROUNDS * len(known)):
        names, of = known[number * 7919 % len(known)]
        each = 1 / sqrt(len(names) or 1)
        error = of.share * (of.bad - 1 / (1 + exp(-bias - each * sum(weights[n] for n in names))))
        bias_seen += error * error
        bias += STEP * error / sqrt(bias_seen)
        slope = error * each
        for name in names:
            pull = slope - DECAY * weights[name]
            seen[name] += pull * pull
            weights[name] += STEP * pull / sqrt(seen[name])
    return {BIAS: bias} | weights


def score(weights: Mapping[str, float], rows: Sequence[Row]) -> str:
    """Return what share of the bad rows lies above even odds and above the good ones, and what share of the good ones."""
    odds = {True: list[float](), False: list[float]()}
    for of in rows:
        known = [weights[n] for n in of.found if n in weights]
        odds[of.bad].append(weights[BIAS] + sum(known) / sqrt(len(known) or 1))
    ranked = sum(b > g for b in odds[True] for g in odds[False]) / (len(odds[True]) * len(odds[False]))
    return f"area {ranked:.3f}, " + ", ".join(
        f"beyond {at:+.1f}: {_share(odds[True], at)} bad {_share(odds[False], at)} good" for at in (-0.5, 0.0, 2.0)
    )


def _share(odds: Iterable[float], at: float) -> str:
    told = [value > at for value in odds]
    return f"{sum(told) / len(told):.1%}"


def written(weights: Mapping[str, float], by: str) -> str:
    """Return the weights as a text, what weighs the same in one row."""
    rows: dict[int, list[str]] = {}
    for name, weight in weights.items():
        if round(weight * SCALE):
            rows.setdefault(round(weight * SCALE), []).append(name)
    head = f"# Written by `python -m benchmarks.defects.{by}`: a weight in tenths, and what has it."
    return "\n".join((head, *(f"{weight} {' '.join(sorted(names))}" for weight, names in sorted(rows.items())), ""))


if __name__ == "__main__":
    main()
