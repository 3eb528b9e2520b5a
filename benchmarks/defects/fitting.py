"""Logistic heads over rows of numbers: fitting, scores out of fold, and thresholds that keep false alarms few."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize

from benchmarks.defects import Item

__all__ = ["Measured", "Task", "Trained", "measure", "train"]

SEED, FOLDS, REPEATS = 20261122, 8, 2
FALSE_ALARMS = 0.02
"""Share of the innocent sentences, near misses mostly, on which the heads of a task may fire together; on a new writer's it is half as much again."""
ORDINARY_ALARMS = 0.005
"""The same for the innocent lines of scripts."""
SURE, LEAST = 0.97, 15
"""Precision from which on a head raises errors, and how many sentences it must have found so."""
LOOSE = 2.0
"""Inverse strength of the L2 penalty."""
SHARED = 1.0
"""How much a head leans on the one that all rules share: is there anything wrong with this sentence?"""
OTHERS = 0.05
"""Weight, as an innocent example, of what breaks another rule: its writer had that rule alone in mind."""
LINES = 0.05
"""Weight of an innocent line of a script: they are many, and alike in what has nothing to do with any rule."""


@dataclass(frozen=True)
class Task:
    """Items and their rows. An item may have several rows to be judged by, its passages, and one for all of it."""

    items: list[Item]
    units: list[list[int]]
    whole: list[int]
    x: Any
    script: list[int]
    """For the lines of scripts the script's number, else -1."""
    codes: list[str]

    @property
    def bad(self) -> Any:
        """Return which items break a rule."""
        return np.array([item.bad for item in self.items])

    @property
    def breaks(self) -> Any:
        """Return which item breaks which rule."""
        return np.array([[i.bad and code in (i.code, *i.also) for code in self.codes] for i in self.items])

    @property
    def labelled(self) -> Any:
        """Return which items are labelled sentences, not lines of scripts."""
        return np.array(self.script) < 0


class Trained(NamedTuple):
    """One linear function a head."""

    weights: Any
    bias: Any

    def scores(self, x: Any) -> Any:
        """Return the scores of rows, a column a head."""
        return x @ self.weights + self.bias


class Measured(NamedTuple):
    """Thresholds of the heads, and what lies above them out of fold."""

    warn: float
    error: Any
    recall: Any
    sure: Any
    """Recall of the errors alone."""
    right: float
    """Share of the labelled sentences that break a rule on which a right head fires."""
    any: float
    """The same for any head."""
    within: float
    """Share of the bad lines of scripts on which a right head fires."""
    alarms: float
    """Share of the innocent labelled sentences on which any head fires."""
    ordinary: float
    """The same for the innocent lines of scripts."""


def fit(x: Any, wanted: Any, weight: Any) -> Trained:
    """Return logistic regressions with an L2 penalty, one for each column of `wanted`."""
    columns, heads = x.shape[1], wanted.shape[1]
    sign = np.where(wanted, 1.0, -1.0)

    def loss(flat: Any) -> tuple[float, Any]:
        w, b = flat[: columns * heads].reshape(columns, heads), flat[columns * heads :]
        margin = sign * (x @ w + b)
        slope = -sign * weight / (1 + np.exp(np.minimum(margin, 50)))
        value = (weight * np.logaddexp(0, -margin)).sum() + 0.5 / LOOSE * (w * w).sum()
        return float(value), np.concatenate([(x.T @ slope + w / LOOSE).ravel(), slope.sum(axis=0)])

    start = np.zeros(columns * heads + heads)
    flat = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 60, "maxcor": 10}).x
    return Trained(flat[: columns * heads].reshape(columns, heads), flat[columns * heads :])


def train(task: Task, used: Any) -> Trained:
    """Return heads trained on some of the items, each with its share of the common one."""
    breaks, bad = task.breaks[used], task.bad[used]
    pairs = [(task.whole[i], n) for n, i in enumerate(used)]
    pairs += [(u, n) for n, i in enumerate(used) if not bad[n] and len(task.units[i]) > 1 for u in task.units[i]]
    x, origin = task.x[[row for row, _ in pairs]], [n for _, n in pairs]
    wanted, wrong = breaks[origin], bad[origin]
    innocent = np.where(wrong[:, None], OTHERS, 1.0) * ~wanted
    balance = np.sqrt(innocent.sum(axis=0) / np.maximum(wanted.sum(axis=0), 1))
    plain = np.where(~wrong & ~task.labelled[used][origin], LINES, 1.0)[:, None]
    own = fit(x, wanted, (innocent + wanted * balance) * plain)
    common = fit(x, wrong[:, None], plain)
    return Trained(own.weights + SHARED * common.weights, own.bias + SHARED * common.bias)


def _folds(task: Task, seed: int) -> Any:
    """Return the fold of each item: those of one rule are spread evenly, the lines of one script stay together."""
    chance = np.random.default_rng(seed)
    fold = np.zeros(len(task.items), dtype=int)
    groups: dict[tuple[str, bool, int], list[int]] = {}
    for number, (item, script) in enumerate(zip(task.items, task.script, strict=True)):
        groups.setdefault((item.code, item.bad, script), []).append(number)
    for (_, _, script), members in groups.items():
        chance.shuffle(members)
        fold[members] = np.arange(len(members)) % FOLDS if script < 0 else script % FOLDS
    return fold


def _out_of_fold(task: Task, seed: int) -> Any:
    fold = _folds(task, seed)
    scores = np.zeros((len(task.items), len(task.codes)))
    for number in range(FOLDS):
        trained = train(task, np.flatnonzero(fold != number))
        for i in np.flatnonzero(fold == number):
            scores[i] = trained.scores(task.x[task.units[i]]).max(axis=0)
    return scores


def measure(task: Task) -> Measured:
    """Return thresholds as low as the false alarms allow: one for warnings by any head, one a head for errors."""
    scores = np.concatenate([_out_of_fold(task, SEED + n) for n in range(REPEATS)])
    breaks, bad, labelled = (np.concatenate([v] * REPEATS) for v in (task.breaks, task.bad, task.labelled))
    near, plain = scores[~bad & labelled], scores[~bad & ~labelled]
    warn = max(_quiet(near, FALSE_ALARMS), _quiet(plain, ORDINARY_ALARMS))
    error = np.array([_sure(scores[:, h], breaks[:, h], warn) for h in range(len(task.codes))])
    right = (scores > warn) & breaks
    return Measured(
        warn,
        error,
        right.sum(axis=0) / breaks.sum(axis=0),
        ((scores > error) & breaks).sum(axis=0) / breaks.sum(axis=0),
        float(right.any(axis=1)[bad & labelled].mean()),
        _alarms(scores[bad & labelled], warn),
        float(right.any(axis=1)[bad & ~labelled].mean()) if (bad & ~labelled).any() else 0.0,
        _alarms(near, warn),
        _alarms(plain, warn),
    )


def _quiet(scores: Any, share: float) -> float:
    """Return the threshold above which any head fires on no more than this share of items."""
    most = -np.sort(-scores.max(axis=1)) if len(scores) else np.array([-np.inf])
    return float(most[int(share * len(most))])


def _alarms(scores: Any, warn: float) -> float:
    return float((scores > warn).any(axis=1).mean()) if len(scores) else 0.0


def _sure(scores: Any, breaks: Any, warn: float) -> float:
    """Return the lowest threshold above which a head is right often enough, infinite where there is none."""
    order = np.argsort(-scores, kind="stable")
    ranked, right = scores[order], np.cumsum(breaks[order])
    precise = right / np.arange(1, len(order) + 1) >= SURE
    able = np.flatnonzero(precise & (ranked > warn) & (right >= LEAST * REPEATS))
    return float(ranked[able[-1]]) - 1e-6 if len(able) else float("inf")
