"""Learn the vote of sentence embeddings in the privacy screen from `tune`: `make privacy-head`, or python -m benchmarks.defects.privacy_head.

Needs torch, scipy, the extra `reader` and the weights of the embeddings. Prints what the whole screen finds in the lines of writers from whom nothing
was learned, with the vote and without it, and writes embedded.npz and terms/stacked.txt in scriptgen/privacy and the table in MODEL_CARD.md.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import numpy as np
from scipy.optimize import minimize

from benchmarks.defects import Item, patients, scripts, typed
from benchmarks.defects.privacy_tuning import Line, tune
from benchmarks.defects.privacy_weights import learned, row
from scriptgen import privacy
from scriptgen.errors import UsageError
from scriptgen.minilm import weights
from scriptgen.odds import SCALE, Odds
from scriptgen.privacy import embedded, numbers, stacking, weighing
from scriptgen.privacy.glance import line_may_point
from scriptgen.privacy.passage import Passage
from scriptgen.readers.heads import FILE as HEADS
from scriptgen.resources import package_text
from scriptgen.script import as_script
from scriptgen.text import Piece, fold, words
from scriptgen.view import View

__all__ = ["main"]

SEED = 20261122
SEEN = ("privacy", "privacy-b", "privacy-c", "privacy-d", "privacy-e")
"""Writers by whose lines recognisers were made or changed. Only on the others' is it known how far to trust a find; a third of them at a time is scored by what was
learned from the rest."""
FOLDS = 3
ORDINARY = "good scripts"
SHARES = {"labelled": 1.0, "near": 0.5, "line": 0.125, "name": 0.1, "typed": 0.5}
"""How much a line of each kind counts in what is learned."""
LOOSE = {"words": 5.0, "embedded": 5.0}
"""Inverse strength of the L2 penalty on what the votes count for; on all else it is STRICT."""
STRICT = 0.25
STACKED = Path(stacking.__file__).parent / "terms" / "stacked.txt"
CARD, MARKS = HEADS.with_name("MODEL_CARD.md"), ("<!-- privacy -->", "<!-- end of privacy -->")


class Fold(NamedTuple):
    """What was learned without one part of the lines."""

    words: Mapping[str, int]
    head: embedded.Head


class Weighed(NamedTuple):
    """A line as the stacking sees it."""

    counts: Mapping[str, float]
    bad: bool
    share: float
    writer: str


def main() -> None:
    """Train, measure on writers left out, and write."""
    folder = weights()
    if folder is None:
        raise UsageError("the weights of the embeddings are not here; set SCRIPTGEN_EMBEDDER to their folder")
    known = patients("tune")
    unseen = [name for name in known if name not in SEEN]
    writers = {name: labelled(own, unseen.index(name) % FOLDS if name in unseen else -1) for name, own in known.items()}
    others = [*script_lines(), *topics()]
    lines = [line for own in writers.values() for line in own] + others
    with tempfile.TemporaryDirectory() as place:
        folds = [leave(folder, Path(place) / f"{n}.npz", lines, n) for n in range(FOLDS)]
        seen = [w for name in unseen for line in writers[name] for w in weighed(line, folds, name)]
        seen += [w for line in others for w in weighed(line, folds, "")]
        counts = stacked(seen)
        left = {name: stacked([w for w in seen if w.writer != name]) for name in unseen}
        scored = [(name, writers[name], left[name]) for name in unseen]
        table = told([*scored, (ORDINARY, [line for line in others if line.where == "script"], counts)], folds)
    write(embedded.FILE, tune(folder, lines, SEED))
    STACKED.write_text(written(counts), encoding="utf-8")
    before, _, rest = CARD.read_text(encoding="utf-8").partition(MARKS[0])
    text = "".join((before, MARKS[0], "\n```\n", table, "\n```\n", MARKS[1], rest.partition(MARKS[1])[2]))
    CARD.write_text(text, encoding="utf-8")
    print(table)
    print(f"{embedded.FILE.name} {embedded.FILE.stat().st_size / 1e3:.0f} kB, {len(counts)} counts")


def labelled(own: Sequence[Item], part: int) -> list[Line]:
    """Return the lines of one writer."""
    return [Line(i.text, i.where, i.bad, "labelled", SHARES["labelled"], part) for i in own]


def script_lines() -> Iterator[Line]:
    """Yield the lines of good scripts, each once."""
    known: set[str] = set()
    for number, given in enumerate(scripts("tune", "good")):
        view = View(as_script({k: v for k, v in given.items() if k not in ("codes", "paths", "note", "id")}))
        for line in view.language:
            if line.text not in known:
                known.add(line.text)
                kind = "near" if line_may_point(line.text, line.words) else "line"
                yield Line(line.text, "script", False, kind, SHARES[kind], number % FOLDS)


def topics() -> Iterator[Line]:
    """Yield the names of the topics that the package knows, and what else people type for them."""
    clusters = (line for line in package_text("topics.txt").splitlines() if not line.startswith("#"))
    for number, cluster in enumerate(clusters):
        for name in filter(None, map(str.strip, cluster.split("|"))):
            yield Line(name, "topic", False, "name", SHARES["name"], number % FOLDS)
    for number, text in enumerate(typed()):
        yield Line(text, "topic", False, "typed", SHARES["typed"], number % FOLDS)


def leave(folder: Path, file: Path, lines: Sequence[Line], out: int) -> Fold:
    """Return what is learned from all lines but those of one part."""
    known = [line for line in lines if line.part != out]
    write(file, tune(folder, known, SEED))
    rows = [row(line.text, line.where, line.bad, line.share) for line in known if line.kind != "line"]
    tenths = {name: round(weight * SCALE) for name, weight in learned(rows).items()}
    print(f"learned without part {out}", file=sys.stderr, flush=True)
    return Fold({n: w for n, w in tenths.items() if w or n == "[bias]"}, embedded.Head(folder, file))


def weighed(line: Line, folds: Sequence[Fold], writer: str) -> Iterator[Weighed]:
    """Yield what the stacking learns from a line, where the screen weighs it at all."""
    p = Passage(line.text, line.where, None)
    if p.invented or (line.where == "script" and not privacy.may_point(line.text)):
        return
    found = privacy.recognised(p)
    own, whole = folds[line.part], Piece(0, len(line.text), line.text)
    counted = [f for f in found if f.kind in numbers.KINDS]
    with patch.object(weighing, "ODDS", Odds(weighing.FILE, own.words)):
        own_words = weighing.log_odds(weighing.features(p, whole, counted))
    counts = dict.fromkeys(stacking.traits(p, whole, {f.kind for f in found}), 1.0)
    counts |= {"words": own_words, "embedded": own.head.log_odds(line.text, line.where)}
    yield Weighed(counts, line.bad, line.share, writer)


def stacked(rows: Sequence[Weighed]) -> dict[str, float]:
    """Return what each thing counts for: a logistic regression with an L2 penalty."""
    names = sorted({name for of in rows for name in of.counts})
    place = {name: n for n, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for n, of in enumerate(rows):
        x[n, [place[name] for name in of.counts]] = list(of.counts.values())
    sign, share = (
        np.array(column) for column in zip(*((1.0 if of.bad else -1.0, of.share) for of in rows), strict=True)
    )
    penalty = np.array([1 / LOOSE.get(name, STRICT) for name in names])

    def loss(flat: Any) -> tuple[float, Any]:
        w, b = flat[:-1], flat[-1]
        margin = sign * (x @ w + b)
        slope = -sign * share / (1 + np.exp(np.minimum(margin, 50)))
        value = (share * np.logaddexp(0, -margin)).sum() + 0.5 * (penalty * w * w).sum()
        return float(value), np.concatenate([x.T @ slope + penalty * w, [slope.sum()]])

    flat = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    return {"bias": float(flat[-1])} | {name: float(w) for name, w in zip(names, flat[:-1], strict=True)}


def told(parts: Sequence[tuple[str, Sequence[Line], Mapping[str, float]]], folds: Sequence[Fold]) -> str:
    """Return the table of what the whole screen finds and flags, by writer, without the vote and with it."""
    rows = [f"{'':<18}{'':>6}{'':>10}{'found':>18}{'flagged':>18}"]
    rows.append(f"{'lines of':<18}{'bad':>6}{'innocent':>10}{'without':>11}{'with':>7}{'without':>11}{'with':>7}")
    total = np.zeros((2, 2, 2))
    for name, lines, counts in parts:
        seen = np.zeros((2, 2, 2), dtype=int)
        for line in lines:
            for vote in (0, 1):
                seen[vote, int(line.bad), int(decided(line, folds[line.part], counts, bool(vote)))] += 1
        rows.append(_told(name, seen))
        total += seen if name != ORDINARY else 0
    return "\n".join([*rows, _told("together", total)])


def _told(name: str, seen: Any) -> str:
    """Return a row; `seen` counts lines by vote, badness and whether they were found."""
    innocent, bad = seen[0].sum(axis=1)
    found = [f"{seen[vote, 1, 1] / bad:.1%}" if bad else "" for vote in (0, 1)]
    flagged = [f"{seen[vote, 0, 1] / innocent:.1%}" for vote in (0, 1)]
    return f"{name:<18}{bad:>6.0f}{innocent:>10.0f}{found[0]:>11}{found[1]:>7}{flagged[0]:>11}{flagged[1]:>7}"


def decided(line: Line, own: Fold, counts: Mapping[str, float], vote: bool) -> bool:
    """Return whether the screen finds anything in a line by what a fold learned."""
    if line.where == "script" and not vote and not line_may_point(line.text, words(fold(line.text))):
        return False
    privacy._found.cache_clear()
    with ExitStack() as stack:
        stack.enter_context(patch.object(weighing, "ODDS", Odds(weighing.FILE, own.words)))
        stack.enter_context(patch.object(embedded, "head", lambda: own.head))
        stack.enter_context(patch.object(privacy, "ready", lambda: vote))
        stack.enter_context(patch.object(stacking, "_counts", lambda: counts))
        return bool(privacy.find(line.text, line.where))


def write(file: Path, arrays: Mapping[str, Any]) -> None:
    """Write the head's file."""
    np.savez_compressed(file, **arrays)


def written(counts: Mapping[str, float]) -> str:
    """Return the counts as a text."""
    rows = [f"{name} {value:.3f}" for name, value in counts.items()]
    return "\n".join(
        ("# Written by `python -m benchmarks.defects.privacy_head`: what each counts for, in log-odds.", *rows, "")
    )


if __name__ == "__main__":
    main()
