"""What labelled texts teach, and logistic heads over rows of numbers that learn it."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize

from benchmarks.defects.labelled import GROUPS, Task

__all__ = ["Lessons", "Trained", "fit", "lessons"]

LOOSE = 2.0
"""Inverse strength of the L2 penalty."""
OTHERS = 0.05
"""Weight, as an innocent example, of what breaks another rule: its writer had that rule alone in mind."""
LINES = 0.05
"""Weight of an innocent line of a script: they are many, and alike in what has nothing to do with any rule."""


class Lessons(NamedTuple):
    """Texts to learn from. Columns are the rules', and one a group: is there anything wrong?"""

    text: Any
    wanted: Any
    weight: Any
    plain: Any
    """Which of them are innocent lines of scripts."""


class Trained(NamedTuple):
    """One linear function a head, the one its group shares included."""

    weights: Any
    bias: Any

    def scores(self, x: Any) -> Any:
        """Return the scores of rows, a column a head."""
        return x @ self.weights + self.bias


def lessons(task: Task, used: Any) -> Lessons:
    """Return what some of the items teach: each as a whole, the innocent ones by their passages too."""
    pairs = [(task.whole[i], i) for i in used]
    pairs += [(u, i) for i in used if not task.bad[i] and len(task.units[i]) > 1 for u in task.units[i]]
    text, item = (np.array(column) for column in zip(*pairs, strict=True))
    bad, breaks = task.bad[item], task.breaks[item]
    plain = ~bad & ~task.labelled[item]
    same = task.taught[item]
    innocent = np.where(bad[:, None], OTHERS, 1.0) * ~breaks * same
    balance = np.sqrt(innocent.sum(axis=0) / np.maximum(breaks.sum(axis=0), 1))
    own = innocent + breaks * same * balance
    group = task.group[item][:, None] == np.arange(len(GROUPS))
    wanted = np.concatenate([breaks, np.repeat(bad[:, None], len(GROUPS), axis=1)], axis=1)
    return Lessons(text, wanted, np.concatenate([own, group], axis=1), plain)


def fit(x: Any, known: Lessons) -> Trained:
    """Return logistic regressions with an L2 penalty, one for each column of the lessons; `x` has a row for each text."""
    x = x[known.text].astype(np.float64)
    weight = known.weight * np.where(known.plain, LINES, 1.0)[:, None]
    columns, heads = x.shape[1], known.wanted.shape[1]
    sign = np.where(known.wanted, 1.0, -1.0)

    def loss(flat: Any) -> tuple[float, Any]:
        w, b = flat[: columns * heads].reshape(columns, heads), flat[columns * heads :]
        margin = sign * (x @ w + b)
        slope = -sign * weight / (1 + np.exp(np.minimum(margin, 50)))
        value = (weight * np.logaddexp(0, -margin)).sum() + 0.5 / LOOSE * (w * w).sum()
        return float(value), np.concatenate([(x.T @ slope + w / LOOSE).ravel(), slope.sum(axis=0)])

    start = np.zeros(columns * heads + heads)
    flat = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 60, "maxcor": 10}).x
    return Trained(flat[: columns * heads].reshape(columns, heads), flat[columns * heads :])
