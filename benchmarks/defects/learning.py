"""What is learned from the labelled texts: adapters for the embeddings, heads over them, and the votes of words beside them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.defects.fitting import Trained, fit, lessons
from benchmarks.defects.labelled import GROUPS, Task
from benchmarks.defects.word_heads import words_from
from scriptgen.errors import UsageError
from scriptgen.odds import features
from scriptgen.readers.embed import weights
from scriptgen.readers.features import flags
from scriptgen.readers.rows import Embedded, Scale, scaled
from scriptgen.readers.wordheads import votes

__all__ = ["Learned", "Way", "learned", "left_out", "tuned_way"]

SEED = 20261122


@dataclass(frozen=True)
class Way:
    """One way to make rows of texts, and the rows that it makes before anything is learned."""

    rows: str
    name: str
    scale: Scale
    start: Any = field(repr=False)
    """A scaled row for each text of the task."""
    flags: Any = field(repr=False)
    folder: Path
    """Of the weights."""


@dataclass(frozen=True)
class Learned:
    """Heads, a column for each rule."""

    weights: Any
    bias: Any
    adapters: dict[str, Any]
    examples: Any
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


def _scale(mean: Any, spread: Any) -> Scale:
    return Scale(mean.astype(np.float16).astype(np.float32), spread.astype(np.float16).astype(np.float32))


def learned(way: Way, task: Task) -> Learned:
    """Return what is learned from all items."""
    _, heads, adapters = _learn(way, task, np.arange(len(task.items)))
    examples = [task.whole[i] for i in np.flatnonzero(task.bad)]
    shared = len(task.codes) + task.heads
    return Learned(
        heads.weights[:, : len(task.codes)] + heads.weights[:, shared],
        heads.bias[: len(task.codes)] + heads.bias[shared],
        adapters,
        _rows(way, task, adapters, examples),
    )


def left_out(way: Way, task: Task, out: Any) -> tuple[Any, Any, Any]:
    """Return scores of the items in `out` by what learned from the others: heads with words, heads alone, and heads over the published model with words."""
    own = [task.units[i] for i in np.flatnonzero(out)]
    texts = sorted({text for units in own for text in units})
    frozen, tuned = _scores(way, task, np.flatnonzero(~out), texts)
    words = _votes(task, out, texts)
    place = {text: n for n, text in enumerate(texts)}
    asked = task.asked[out]
    one, two, three = (
        np.where(asked, np.stack([found[[place[text] for text in units]].max(axis=0) for units in own]), -np.inf)
        for found in (tuned + words, tuned, frozen + words)
    )
    return one, two, three


def _votes(task: Task, out: Any, texts: list[int]) -> Any:
    """Return what words add to the scores of texts, learned from the items that are not in `out`."""
    found = np.zeros((len(texts), len(task.codes)))
    for number, group in enumerate(GROUPS):
        own = {text for i in np.flatnonzero(out & (task.group == number)) for text in task.units[i]}
        words = words_from([task.items[i] for i in np.flatnonzero(~out & (task.group == number))], group)
        codes = [code for code, head in zip(task.codes, task.heads, strict=True) if head == number]
        for row, text in enumerate(texts):
            if text in own:
                said = task.texts[text]
                for code, vote in votes(words.leaning(said), words.counts.apart(features(said), codes)).items():
                    found[row, task.codes.index(code)] = vote
    return found


def _scores(way: Way, task: Task, used: Any, texts: list[int]) -> tuple[Any, Any]:
    """Return what heads that learned from some of the items say of texts: before tuning, and after it."""
    start, heads, adapters = _learn(way, task, used)
    before, after = start.scores(way.start[texts]), heads.scores(_rows(way, task, adapters, texts))
    own, shared = slice(len(task.codes)), len(task.codes) + task.heads
    return before[:, own] + before[:, shared], after[:, own] + after[:, shared]


def _learn(way: Way, task: Task, used: Any) -> tuple[Trained, Trained, dict[str, Any]]:
    """Return heads over the rows as they were, heads over tuned ones, and the adapters."""
    known = lessons(task, used)
    start = fit(way.start, known)
    from benchmarks.defects.tuning import tune

    tuned = tune(way.folder, task.texts, way.flags, known, task.heads, start, way.scale, SEED)
    return start, tuned.heads, tuned.adapters


def _rows(way: Way, task: Task, adapters: dict[str, Any], texts: list[int]) -> Any:
    """Return the rows of texts as the product makes them."""
    raw = _raw(way.folder, [task.texts[text] for text in texts], way.flags[texts], adapters)
    return scaled(raw, way.scale, Embedded.parts)


def _raw(folder: Path, texts: list[str], told: Any, adapters: dict[str, Any]) -> Any:
    """Return the rows that Embedded makes of texts with these flags."""
    from benchmarks.defects.tuning import pooled

    return np.concatenate([pooled(folder, texts, adapters), told], axis=1)
