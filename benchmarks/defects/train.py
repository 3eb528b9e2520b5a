"""Train the embedded classifier: `make heads`, or python -m benchmarks.defects.train [--jobs N].

Needs the extra `reader`, the weights of the embeddings, scipy and torch. Prints what each head finds in the sentences of writers from whom
nothing was learned, and writes adapters.npz and heads.npz in scriptgen/readers and the table in MODEL_CARD.md; on one machine the same
data give the same files. --jobs says how many trainings run at a time, one core each.
"""

from __future__ import annotations

import json
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import Any

import numpy as np

from benchmarks.defects.labelled import GROUPS, Task, task
from benchmarks.defects.learning import Learned, Way, learned, left_out, tuned_way
from benchmarks.defects.thresholds import by_writer, measure
from scriptgen.readers.embed import ADAPTERS
from scriptgen.readers.heads import FILE

__all__ = ["main"]

DATE = "2026-11-23"
"""The day of the data; change it with them."""
FOLDS = 3
"""Parts that the writers are shared out to; the sentences of each are scored by heads that learned from the other parts."""
USEFUL = 0.1
"""Recall on new writers below which a head is left out."""
CARD, MARKS = FILE.with_name("MODEL_CARD.md"), ("<!-- table -->", "<!-- end -->")
MOST = 32767
"""The largest weight as it is kept: two bytes each."""
NEAR = 64
"""Numbers kept of each labelled example, to find the nearest."""


def main() -> None:
    """Train, measure on writers left out, and write."""
    jobs = int(sys.argv[sys.argv.index("--jobs") + 1]) if "--jobs" in sys.argv else 2
    os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}  # a job is one core
    known = task()
    outs = [known.writer % FOLDS == fold for fold in range(FOLDS)]
    examples = [(i.text, [i.code, *i.also]) for i in known.items if i.bad]
    about: dict[str, Any] = {"date": DATE, "examples": examples}
    about |= {"codes": known.codes, "sentences": int(known.labelled.sum()), "lines": int((~known.labelled).sum())}
    way = tuned_way(known)
    with ProcessPoolExecutor(jobs, get_context("spawn")) as pool:
        final = pool.submit(learned, way, known)
        scores = [np.zeros((len(known.items), len(known.codes))) for _ in range(3)]
        for out, found in zip(outs, pool.map(partial(left_out, way, known), outs), strict=True):
            for own, part in zip(scores, found, strict=True):
                own[out] = part
        tuned = final.result()
    table: list[str] = []
    arrays = {f"{way.rows}.{name}": value for name, value in _kept(way, known, scores[0], tuned, table).items()}
    table.append(f"{way.name} on script by writer, the right rule and false alarms: {by_writer(known, scores[0], 0)}\n")
    for told, own in ((f"{way.name} without the votes of words", scores[1]), (f"{way.name} without tuning", scores[2])):
        table += [told, *(measure(known, own, number).told(group) for number, group in enumerate(GROUPS)), ""]
    arrays["about"] = np.frombuffer(json.dumps(about, ensure_ascii=False).encode(), dtype=np.uint8)
    np.savez_compressed(ADAPTERS, **tuned.adapters)
    np.savez_compressed(FILE, **arrays)
    before, _, rest = CARD.read_text(encoding="utf-8").partition(MARKS[0])
    after = rest.partition(MARKS[1])[2]
    text = "".join((before, MARKS[0], "\n```\n", "\n".join(table), "\n```\n", MARKS[1], after))
    CARD.write_text(text, encoding="utf-8")
    print("\n".join(table))
    sizes = ", ".join(f"{path.name} {path.stat().st_size / 1e6:.2f} MB" for path in (ADAPTERS, FILE))
    print(f"\n{sizes} from {about['sentences']} sentences and {about['lines']} lines")


def _kept(way: Way, known: Task, scores: Any, final: Learned, table: list[str]) -> dict[str, Any]:
    """Return the arrays of the heads over one way to make rows, and say in `table` what they find. A head left out never fires."""
    warn, error = (np.full(len(known.codes), np.inf) for _ in range(2))
    table.append(f"{way.name}\n{'rule':<8}{'broken':>7}{'found':>8}{'as errors':>11}")
    for number, group in enumerate(GROUPS):
        seen = measure(known, scores, number)
        for n, head in enumerate(np.flatnonzero(known.heads == number)):
            useful = seen.recall[n] >= USEFUL
            broken = known.breaks[known.group == number][:, head].sum()
            mark = "" if useful else "   left out"
            table.append(f"{known.codes[head]:<8}{broken:>7}{seen.recall[n]:>8.0%}{seen.sure[n]:>11.0%}{mark}")
            if useful:
                warn[head], error[head] = seen.warn[n], seen.error[n]
        table.append(seen.told(group) + "\n")
    step = np.abs(final.weights).max(axis=0) / MOST
    basis = np.linalg.svd(final.examples, full_matrices=False)[2][:NEAR]
    near = final.examples @ basis.T
    return {
        "mean": way.scale.mean.astype(np.float16),
        "spread": way.scale.spread.astype(np.float16),
        "weights": np.round(final.weights / step).T.astype(np.int16),
        "step": step.astype(np.float32),
        "bias": final.bias.astype(np.float32),
        "warn": warn.astype(np.float32),
        "error": error.astype(np.float32),
        "basis": basis.astype(np.float16),
        "near": np.round(near / np.abs(near).max() * 127).astype(np.int8),
    }


if __name__ == "__main__":
    main()
