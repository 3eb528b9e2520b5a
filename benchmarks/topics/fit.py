"""Learn the weights of scriptgen/facts/meant.py: `make topics`, or python -m benchmarks.topics.fit [--score].

Needs numpy and scipy. A softmax over the topics of the library and "none of them", from their names, questions and facts, from what people typed, and from
the names of other topics; then, on lines left out, how far its guess is to be believed. --score writes nothing. The same lines give the same file.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from scriptgen.facts import meant as product
from scriptgen.facts.files import headers, read_facts
from scriptgen.facts.find import named
from scriptgen.facts.meant import NONE, SCALE, Guess, Meant, Weights, features, signs
from scriptgen.resources import PACKAGE, package_text

__all__ = ["main"]

HERE = Path(__file__).parent
FOLDS = 4
LOOSE = 30.0
"""Inverse strength of the L2 penalty."""
TOLD = 0.2
"""What a line of a fact counts; all else counts 1."""
MET = 2
"""Lines that a feature must be in."""
LEAST = 0.25
"""Weights nearer to nothing are left out: they are most of all."""


class Line(NamedTuple):
    """One line to learn from."""

    typed: str
    topic: str
    share: float = 1.0


def main() -> None:
    """Learn, measure on lines left out, and write."""
    taught, natural = [*_taught(), *_typed("hard")], [*_typed("tune"), *_typed("typed"), *_typed("more")]
    seen: list[tuple[Guess, str | None, str]] = []
    for fold in range(FOLDS):
        model = Meant(learned([*taught, *(line for n, line in enumerate(natural) if n % FOLDS != fold)]))
        out = [line for n, line in enumerate(natural) if n % FOLDS == fold]
        seen += [(model.guess(line.typed), named(line.typed), line.topic) for line in out]
    belief = _belief(seen)
    judge = Meant(Weights([], belief, {}))
    _told("names alone", seen, lambda guess, name: name)
    for least in (-1.0, -0.5, product.SURE, 0.5):
        _told(
            f"from {least}",
            seen,
            lambda guess, name, least=least: guess.topic if judge.odds(guess, name) > least else None,
        )
    if "--score" in sys.argv:
        return
    model = learned([*taught, *natural])
    rows = "\n".join(f"{name} {weights}" for name, weights in sorted(model.rows.items()))
    first, second = "|".join(model.topics), " ".join(f"{value:.2f}" for value in belief)
    (PACKAGE / product.FILE).write_text(f"{first}\n{second}\n{rows}\n", encoding="utf-8")
    print(f"{len(model.rows):,} rows")


def learned(lines: Sequence[Line]) -> Weights:
    """Return what is learned from lines."""
    classes = sorted({line.topic for line in lines})
    told = [features(line.typed) for line in lines]
    counts = Counter(name for found in told for name in found)
    names = sorted(name for name, count in counts.items() if count >= MET)
    place = {name: n for n, name in enumerate(names)}
    rows = [[place[name] for name in sorted(found) if name in place] for found in told]
    index = np.concatenate([np.array(row, dtype=int) for row in rows])
    x = csr_matrix(
        (
            np.concatenate([np.full(len(row), max(len(row), 1) ** -0.5) for row in rows]),
            index,
            np.cumsum([0, *map(len, rows)]),
        ),
        shape=(len(rows), len(names)),
    )
    y = np.array([classes.index(line.topic) for line in lines])
    share = np.array([line.share for line in lines])
    size = len(names) * len(classes)

    def loss(flat: Any) -> tuple[float, Any]:
        weights, bias = flat[:size].reshape(len(names), len(classes)), flat[size:]
        found = x @ weights + bias
        found -= found.max(axis=1, keepdims=True)
        found -= np.log(np.exp(found).sum(axis=1, keepdims=True))
        slope = np.exp(found)
        value = -(share * found[np.arange(len(y)), y]).sum() + 0.5 / LOOSE * (weights * weights).sum()
        slope[np.arange(len(y)), y] -= 1
        slope *= share[:, None]
        return float(value), np.concatenate([(x.T @ slope + weights / LOOSE).ravel(), slope.sum(axis=0)])

    flat = minimize(loss, np.zeros(size + len(classes)), jac=True, method="L-BFGS-B", options={"maxiter": 60}).x
    weights = (
        np.round(np.where(np.abs(flat[:size]) < LEAST, 0, flat[:size]) * SCALE).astype(int).reshape(len(names), -1)
    )
    kept = {name: _row(row) for name, row in zip(names, weights, strict=True) if row.any()}
    kept["[bias]"] = _row(np.round(flat[size:] * SCALE).astype(int))
    return Weights(classes, [], kept)


def _row(weights: Any) -> str:
    return " ".join(f"{n}:{weights[n]}" for n in np.flatnonzero(weights))


def _belief(seen: Sequence[tuple[Guess, str | None, str]]) -> list[float]:
    """Return bias and weights of a logistic function that says how far a guess is to be believed."""
    x = np.array([[1.0, *signs(guess, name)] for guess, name, _ in seen])
    right = np.array([1.0 if guess.topic == topic else -1.0 for guess, _, topic in seen])

    def loss(w: Any) -> tuple[float, Any]:
        margin = right * (x @ w)
        return float(np.logaddexp(0, -margin).sum() + 0.5 * (w[1:] @ w[1:])), -x.T @ (
            right / (1 + np.exp(margin))
        ) + np.r_[0, w[1:]]

    return [float(value) for value in minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B").x]


def _told(
    what: str, seen: Sequence[tuple[Guess, str | None, str]], say: Callable[[Guess, str | None], str | None]
) -> None:
    said = [(say(guess, name), topic) for guess, name, topic in seen]
    meant = [(one, topic) for one, topic in said if topic != NONE]
    right, wrong = sum(a == b for a, b in meant), sum(a not in (None, b) for a, b in meant)
    taken = sum(one is not None for one, topic in said if topic == NONE)
    print(f"{what}: found {right}/{len(meant)}, another {wrong}, uncovered ones taken {taken}/{len(said) - len(meant)}")


def _taught() -> Iterator[Line]:
    """Yield names, questions and facts of the library, and the names of what it does not cover."""
    for head in headers():
        yield from (Line(text, head.topic) for text in dict.fromkeys((head.topic, *head.aliases, *head.asked)))
        for item in read_facts(head).items:
            for key in ("question", "belief", "say"):
                if said := getattr(item, key, ""):
                    yield Line(said, head.topic, TOLD)
    for row in package_text("topics.txt").splitlines():
        cluster = [name.strip() for name in row.split("|")] if row[:1] != "#" else []
        if not any(named(name) for name in cluster):
            yield from (Line(name, NONE) for name in cluster)


def _typed(part: str) -> Iterator[Line]:
    for row in (HERE / f"{part}.jsonl").read_text(encoding="utf-8").splitlines():
        given = json.loads(row)
        yield Line(given["typed"], given["topic"] or NONE)


if __name__ == "__main__":
    main()
