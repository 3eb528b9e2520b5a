"""Thresholds of the heads that keep false alarms few on writers from whom nothing was learned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.defects.labelled import Task

__all__ = ["Measured", "by_writer", "measure"]

FALSE_ALARMS = 0.02
"""Share of a new writer's innocent sentences, near misses mostly, on which the heads of a group may fire together."""
ORDINARY_ALARMS = 0.005
"""The same for the innocent lines of scripts; not for a group with so few that one would be too many."""
SURE, LEAST = 0.97, 30
"""Precision from which on a head raises errors, and how many sentences it must have found so; no innocent line of a script scores as high."""
ABOVE = 0.0
"""Scores from which on it counts how right a head is: thresholds lie above it, and what lies below would bend the line."""
ROUNDING = 1e-5
STEEP = 0.2
"""The least slope of that line."""
CALM = 0.5
"""Strength with which a head's likelihood is held to its score where it has few examples."""


@dataclass(frozen=True)
class Measured:
    """Thresholds of a group's heads, and what lies above them."""

    warn: Any
    error: Any
    recall: Any
    sure: Any
    """Recall of the errors alone."""
    right: tuple[int, int]
    """Labelled sentences that break a rule on which a right head fires, of how many."""
    any: tuple[int, int]
    """The same for any head."""
    alarms: tuple[int, int]
    """Innocent labelled sentences on which any head fires."""
    within: tuple[int, int]
    """Bad lines of scripts on which a right head fires."""
    ordinary: tuple[int, int]
    """Innocent lines of scripts on which any head fires."""

    def told(self, group: str) -> str:
        """Return it in a line for the sentences, and one for the scripts where there are lines of them."""
        lines = [
            f"{group}: the right rule on {_share(self.right)} sentences that break one, any rule on {_share(self.any)}; "
            f"false alarms on {_share(self.alarms, 1)} innocent sentences"
        ]
        if self.ordinary[1]:
            lines.append(
                f"in scripts: the right rule on {_share(self.within)} bad lines; false alarms on {_share(self.ordinary, 1)} others"
            )
        return "\n".join(lines)


def _share(counts: tuple[int, int], places: int = 0) -> str:
    return f"{counts[0] / max(counts[1], 1):.{places}%} of {counts[1]}"


def measure(task: Task, scores: Any, group: int) -> Measured:
    """Return thresholds as low as the false alarms allow, from scores of items by heads that had not met their writers."""
    own = task.heads == group
    where = task.group == group
    scores, breaks = scores[where][:, own], task.breaks[where][:, own]
    bad, labelled = task.bad[where], task.labelled[where]
    warn = _warn(scores, breaks, bad, labelled)
    floor = np.maximum(warn, scores[~bad & ~labelled].max(axis=0, initial=-np.inf))
    error = np.array([_sure(*column) for column in zip(scores.T, breaks.T, floor, strict=True)])
    fired = scores > warn
    broken = np.maximum(breaks.sum(axis=0), 1)
    right, told = (fired & breaks).any(axis=1), fired.any(axis=1)
    return Measured(
        warn,
        error,
        (fired & breaks).sum(axis=0) / broken,
        ((scores > error) & breaks).sum(axis=0) / broken,
        right=_counts(right, bad & labelled),
        any=_counts(told, bad & labelled),
        alarms=_counts(told, ~bad & labelled),
        within=_counts(right, bad & ~labelled),
        ordinary=_counts(told, ~bad & ~labelled),
    )


def by_writer(task: Task, scores: Any, group: int) -> str:
    """Return for each writer the share of the group's sentences on which a right head fires, and the false alarms on innocent ones."""
    own = task.heads == group
    warn = measure(task, scores, group).warn
    fired = scores[:, own] > warn
    right, told = (fired & task.breaks[:, own]).any(axis=1), fired.any(axis=1)
    where = (task.group == group) & task.labelled
    rows = []
    for writer in np.unique(task.writer[where]):
        mine = where & (task.writer == writer)
        rows.append(f"{right[mine & task.bad].mean():.0%} {told[mine & ~task.bad].mean():.1%}")
    return ", ".join(rows)


def _counts(hits: Any, where: Any) -> tuple[int, int]:
    return int(hits[where].sum()), int(where.sum())


def _warn(scores: Any, breaks: Any, bad: Any, labelled: Any) -> Any:
    """Return a threshold for each head: all lie where their head is as likely to be right, which finds most for the false alarms allowed."""
    slope, offset = np.array(
        [
            _likelihood(own[used], right[used])
            for own, right in zip(scores.T, breaks.T, strict=True)
            for used in [(own > ABOVE) & (~bad | right & labelled)]
        ]
    ).T
    alike = scores * slope + offset
    near, plain = alike[~bad & labelled], alike[~bad & ~labelled]
    common = _quiet(near, FALSE_ALARMS)
    if len(plain) * ORDINARY_ALARMS >= 1:
        common = max(common, _quiet(plain, ORDINARY_ALARMS))
    return (common - offset) / slope + ROUNDING


def _likelihood(scores: Any, right: Any) -> tuple[float, float]:
    """Return slope and offset of the logistic line through a head's hits and false alarms, by Newton's method."""
    line = np.array([1.0, 0.0])
    x = np.stack([scores, np.ones(len(scores))])
    for _ in range(30):
        likely = 1 / (1 + np.exp(-np.clip(line @ x, -30, 30)))
        slope = x @ (right - likely) - CALM * (line - (1, 0))
        bend = x * likely * (1 - likely) @ x.T + CALM * np.eye(2)
        line = line + np.clip(np.linalg.solve(bend, slope), -1, 1)
    return max(float(line[0]), STEEP), float(line[1])


def _quiet(scores: Any, share: float) -> float:
    """Return the threshold above which any head fires on no more than this share of items."""
    most = -np.sort(-scores.max(axis=1))
    return float(most[int(share * len(most))])


def _sure(scores: Any, breaks: Any, floor: float) -> float:
    """Return the lowest threshold above which a head is right often enough, infinite where there is none."""
    order = np.argsort(-scores, kind="stable")
    ranked, right = scores[order], np.cumsum(breaks[order])
    precise = right / np.arange(1, len(order) + 1) >= SURE
    able = np.flatnonzero(precise & (ranked > floor) & (right >= LEAST))
    return float(ranked[able[-1]]) - 1e-6 if len(able) else float("inf")
