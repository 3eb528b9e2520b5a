"""Fit the weights by which a claim is judged: `python -m benchmarks.claims.fit [--score]`; with --score they are only tried on topics left out.

A logistic model of three verdicts over the signals, held to priors.toml, and a second one over what these say together with the words in which claim and
source differ. Needs numpy and scipy (extra `train`).
"""

from __future__ import annotations

import os
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from benchmarks.claims.pairs import FEWER, HARD, WRITTEN, Pair, from_library, from_replies, written
from scriptgen.claims.difference import FILE, SCALE, differences, each
from scriptgen.claims.signals import signals
from scriptgen.claims.terms import read
from scriptgen.claims.verdict import VERDICTS
from scriptgen.resources import PACKAGE
from scriptgen.text import content_stems
from scriptgen.topics import topic_of

WEIGHTS = {"belief": 0.08, "screen": 0.02, "other": 0.02, "turned": 0.05, "reply": 0.16}
"""What a pair counts that was not written as one: there are many of these, and they are alike."""
STRENGTH = 1.0
"""How firmly the weights are held to what priors.toml says."""
LEAST, TELLING = 4, 2.0
"""Pairs that a differing word must be in to have a weight, and how freely such weights may grow."""
FOLDS, SEED = 8, 0


def main() -> None:
    """Fit and write, or score."""
    os.environ["SCRIPTGEN_CLASSIFIER"] = "off"  # what is learned here rests on no vote of an earlier one
    pairs = [pair for part in WRITTEN for pair in written(part) if pair.label in VERDICTS]
    pairs += [*from_library(), *from_replies()]
    found = [signals(p.claim, p.source, frozenset(topic_of(p.topic).stems | content_stems(p.topic))) for p in pairs]
    names = ["always", *found[0]]
    rows = np.array([[1.0, *own.values()] for own in found])
    told = [differences(read(pair.claim), read(pair.source)) for pair in pairs]
    counted = Counter(name for own in told for name in own)
    differing = sorted(name for name, count in counted.items() if count >= LEAST)
    words = _words(told, differing)
    labels = np.array([VERDICTS.index(pair.label) for pair in pairs])  # type: ignore[arg-type]
    every = WEIGHTS | dict.fromkeys(HARD, 1 / FEWER)
    counts = np.array([every.get(pair.kind, 1.0) for pair in pairs])
    if "--score" in sys.argv:
        _score(pairs, names, rows, words, labels, counts)
        return
    values, weights = _both(names, rows, words, labels, counts)
    values -= values.mean(axis=1, keepdims=True)
    text = "# Weight of each signal for supported, unsupported and contradicted. Written by `python -m benchmarks.claims.fit`; not by hand.\n[weights]\n"
    text += "".join(
        f"{name} = [{', '.join(f'{v:.3f}' for v in row)}]\n" for name, row in zip(names, values, strict=True)
    )
    (PACKAGE / "claims" / "weights.toml").write_text(text, encoding="utf-8")
    alike: dict[str, list[str]] = {}
    for name, row in zip(differing, weights - weights.mean(axis=1, keepdims=True), strict=True):
        tenths = np.round(row * TELLING * SCALE).astype(int)
        if tenths.any():
            alike.setdefault(" ".join(map(str, tenths)), []).append(name)
    head = "# Written by `python -m benchmarks.claims.fit`: weights in tenths for supported, unsupported and contradicted, and what has them."
    lines = (head, *(f"{row} {' '.join(held)}" for row, held in sorted(alike.items())), "")
    (PACKAGE / FILE).write_text("\n".join(lines), encoding="utf-8")


def _fit(names: list[str], rows: Any, labels: Any, counts: Any) -> Any:
    """Return the weights: a row a signal, a column a verdict."""
    priors = tomllib.loads((Path(__file__).parent / "priors.toml").read_text(encoding="utf-8"))
    middle = np.array([priors.get(name, (0.0, 0.0, 0.0)) for name in names])
    firm = np.full((len(names), 1), STRENGTH)
    firm[0] = STRENGTH / 100
    truth = np.eye(len(VERDICTS))[labels]

    def loss(flat: Any) -> tuple[float, Any]:
        values = flat.reshape(middle.shape)
        sums = rows @ values
        parts = np.exp(sums - sums.max(axis=1, keepdims=True))
        parts /= parts.sum(axis=1, keepdims=True)
        off = values - middle
        cost = -(counts * np.log(parts[np.arange(len(labels)), labels] + 1e-12)).sum() + 0.5 * (firm * off * off).sum()
        return cost, (rows.T @ ((parts - truth) * counts[:, None]) + firm * off).ravel()

    return minimize(loss, middle.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x.reshape(middle.shape)


def _words(told: list[set[str]], differing: list[str]) -> Any:
    """Return a row a pair: which of the differing words it has, many counting no more than few."""
    place = {name: n for n, name in enumerate(differing)}
    known = [[place[name] for name in sorted(own) if name in place] for own in told]
    values = np.concatenate([np.full(len(row), TELLING * each(own)) for row, own in zip(known, told, strict=True)])
    starts = np.cumsum([0, *map(len, known)])
    return sparse.csr_matrix((values, np.concatenate(known).astype(int), starts), (len(told), len(differing)))


def _both(names: list[str], rows: Any, words: Any, labels: Any, counts: Any) -> tuple[Any, Any]:
    """Return the weights of the signals and of the differing words, fitted one after the other and then together."""
    first = _fit(names, rows, labels, counts)
    said = rows @ first
    truth = np.eye(len(VERDICTS))[labels]
    shape = (words.shape[1] + 2, len(VERDICTS))

    def loss(flat: Any) -> tuple[float, Any]:
        values = flat.reshape(shape)
        sums = words @ values[:-2] + said * values[-2] + values[-1]
        parts = np.exp(sums - sums.max(axis=1, keepdims=True))
        parts /= parts.sum(axis=1, keepdims=True)
        cost = -(counts * np.log(parts[np.arange(len(labels)), labels] + 1e-12)).sum() + 0.5 * (values[:-2] ** 2).sum()
        off = (parts - truth) * counts[:, None]
        return cost, np.vstack([words.T @ off + values[:-2], (off * said).sum(axis=0), off.sum(axis=0)]).ravel()

    start = np.vstack([np.zeros((words.shape[1], shape[1])), np.ones(shape[1]), np.zeros(shape[1])])
    found = minimize(loss, start.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x.reshape(shape)
    signals_ = first * found[-2]
    signals_[0] += found[-1]
    return signals_, found[:-2]


def _score(pairs: list[Pair], names: list[str], rows: Any, words: Any, labels: Any, counts: Any) -> None:
    """Print how often the verdict is right on pairs of topics that were left out of the fit."""
    topics = sorted({pair.topic for pair in pairs})
    np.random.RandomState(SEED).shuffle(topics)
    folds = np.array([topics.index(pair.topic) % FOLDS for pair in pairs])
    told = np.zeros(len(pairs), int)
    for fold in range(FOLDS):
        kept = folds != fold
        values, weights = _both(names, rows[kept], words[kept], labels[kept], counts[kept])
        told[~kept] = (rows[~kept] @ values + words[~kept] @ weights).argmax(axis=1)
    right, borne, every = Counter[str](), Counter[str](), Counter[str]()
    for pair, label, got in zip(pairs, labels, told, strict=True):
        every[pair.kind] += 1
        right[pair.kind] += bool(label == got)
        borne[pair.kind] += bool((label == 0) == (got == 0))
    for kind, n in every.items():
        print(f"{kind:<10} {n:>5} pairs: verdict right {right[kind] / n:.0%}, supported or not {borne[kind] / n:.0%}")


if __name__ == "__main__":
    main()
