"""Two ways to learn from the labelled texts: tuned embeddings where their weights are at hand, and hashed n-grams."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse

from benchmarks.defects.fitting import Trained, fit, lessons
from benchmarks.defects.labelled import Task
from scriptgen.errors import UsageError
from scriptgen.readers.embed import weights
from scriptgen.readers.features import flags
from scriptgen.readers.heads import BESIDE
from scriptgen.readers.ngrams import SIZE
from scriptgen.readers.rows import Embedded, Hashed, Scale, scaled

__all__ = ["Learned", "Way", "hashed_way", "learned", "left_out", "tuned_way"]

SEED = 20261122


@dataclass(frozen=True)
class Way:
    """One way to make rows of texts, and the rows that it makes before anything is learned."""

    rows: str
    name: str
    scale: Scale
    start: Any = field(repr=False)
    """A scaled row for each text of the task."""
    flags: Any = None
    folder: Path | None = None
    """Of the weights; None where there are none to tune."""


@dataclass(frozen=True)
class Learned:
    """Heads, a column for each rule."""

    weights: Any
    bias: Any
    adapters: dict[str, Any] = field(default_factory=dict)
    examples: Any = None
    """The rows of the items that break a rule."""


def tuned_way(task: Task) -> Way:
    """Return the way by embeddings; raise UsageError without their weights."""
    folder = weights()
    if folder is None:
        raise UsageError("the weights of the embeddings are not here; set SCRIPTGEN_EMBEDDER to their folder")
    told = np.array([flags(text) for text in task.texts], dtype=np.float32)
    raw = _raw(folder, task.texts, told, {})
    scale = _scale(raw.mean(axis=0), raw.std(axis=0) + np.float32(1e-3))
    return Way(Embedded.key, Embedded.name, scale, scaled(raw, scale, Embedded.parts), told, folder)


def hashed_way(task: Task) -> Way:
    """Return the way by n-grams, which keep their zeros and count for more the rarer they are."""
    rows, size = Hashed(), SIZE
    raw = sparse.vstack([sparse.csr_matrix(rows.raw(text)) for text in task.texts], format="csr")
    told = raw[:, size:].toarray()
    rare = 1 / (1 + np.log((1 + len(told)) / (1 + raw[:, :size].getnnz(axis=0))))
    scale = _scale(
        np.concatenate([np.zeros(size), told.mean(axis=0)]), np.concatenate([rare, told.std(axis=0) + np.float32(1e-3)])
    )
    x = [sparse.csr_matrix(scaled(row.toarray()[0], scale, rows.parts)) for row in raw]
    return Way(rows.key, rows.name, scale, sparse.vstack(x, format="csr"))


def _scale(mean: Any, spread: Any) -> Scale:
    return Scale(mean.astype(np.float16).astype(np.float32), spread.astype(np.float16).astype(np.float32))


def learned(way: Way, task: Task) -> Learned:
    """Return what is learned from all items."""
    _, heads, adapters = _learn(way, task, np.arange(len(task.items)))
    examples = [task.whole[i] for i in np.flatnonzero(task.bad)] if adapters else []
    shared = len(task.codes) + task.heads
    return Learned(
        heads.weights[:, : len(task.codes)] + heads.weights[:, shared],
        heads.bias[: len(task.codes)] + heads.bias[shared],
        adapters,
        _rows(way, task, adapters, examples) if adapters else None,
    )


def left_out(ways: tuple[Way, Way], task: Task, out: Any) -> tuple[Any, ...]:
    """Return scores of the items in `out` by heads that learned from the others: both ways together, n-grams alone, both but nothing tuned."""
    own = [task.units[i] for i in np.flatnonzero(out)]
    texts = sorted({text for units in own for text in units})
    (frozen, tuned), (hashed, _) = (_scores(way, task, np.flatnonzero(~out), texts) for way in ways)
    place = {text: n for n, text in enumerate(texts)}
    asked = task.asked[out]
    return tuple(
        np.where(asked, np.stack([found[[place[text] for text in units]].max(axis=0) for units in own]), -np.inf)
        for found in (tuned + BESIDE * hashed, hashed, frozen + BESIDE * hashed)
    )


def _scores(way: Way, task: Task, used: Any, texts: list[int]) -> tuple[Any, Any]:
    """Return what heads that learned from some of the items say of texts: before tuning, and after it."""
    start, heads, adapters = _learn(way, task, used)
    before, after = start.scores(way.start[texts]), heads.scores(_rows(way, task, adapters, texts))
    own, shared = slice(len(task.codes)), len(task.codes) + task.heads
    return before[:, own] + before[:, shared], after[:, own] + after[:, shared]


def _learn(way: Way, task: Task, used: Any) -> tuple[Trained, Trained, dict[str, Any]]:
    """Return heads over the rows as they were, heads over tuned ones, and the adapters; the same heads twice where nothing is tuned."""
    known = lessons(task, used)
    start = fit(way.start, known)
    if way.folder is None:
        return start, start, {}
    from benchmarks.defects.tuning import tune

    tuned = tune(way.folder, task.texts, way.flags, known, task.heads, start, way.scale, SEED)
    return start, tuned.heads, tuned.adapters


def _rows(way: Way, task: Task, adapters: dict[str, Any], texts: list[int]) -> Any:
    """Return the rows of texts as the product makes them."""
    if way.folder is None:
        return way.start[texts]
    raw = _raw(way.folder, [task.texts[text] for text in texts], way.flags[texts], adapters)
    return scaled(raw, way.scale, Embedded.parts)


def _raw(folder: Path, texts: list[str], told: Any, adapters: dict[str, Any]) -> Any:
    """Return the rows that Embedded makes of texts with these flags."""
    from benchmarks.defects.tuning import pooled

    return np.concatenate([pooled(folder, texts, adapters), told], axis=1)
