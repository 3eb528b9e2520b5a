"""Train the embedded classifier's heads on `tune`, or score them: `python -m benchmarks.defects.train [--score tune|held]`.

Needs the extra `reader`, the weights of the embeddings, and scipy. Training prints what each head finds in labelled sentences that it was not
trained on (out of fold) and writes scriptgen/readers/heads.npz; the same data give the same file, but for the last bits of long sums.
--score runs the file that is there. `tune` is what it was trained on, so only `held` says how good it is.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from functools import partial
from typing import Any

import numpy as np
from scipy import sparse

from benchmarks.defects import Item, items, scripts
from benchmarks.defects.fitting import Task, measure, train
from scriptgen.errors import UsageError
from scriptgen.paths import field
from scriptgen.readers.embed import Embedder, weights
from scriptgen.readers.features import line_of, passages
from scriptgen.readers.heads import FILE, Fired, Heads
from scriptgen.readers.rows import Embedded, Hashed, Rows, Scale, scaled
from scriptgen.script import Script, as_script
from scriptgen.view import View

__all__ = ["main"]

DATE = "2026-11-22"
"""The day of the data; change it with them."""
GROUPS = {"script": ("CL", "RS"), "topic": ("TP",)}
"""Sentences and topics have heads of their own; DS104 needs the whole script and has none."""
FAMILIES = (*GROUPS["script"], *GROUPS["topic"])
USEFUL = 0.1
"""Recall out of fold below which a head is left out."""
CARD, MARKS = FILE.with_name("MODEL_CARD.md"), ("<!-- table -->", "<!-- end -->")
NEAR = 64
"""Numbers kept of each labelled example, to find the nearest."""


def main() -> None:
    """Train, or score."""
    if "--score" in sys.argv:
        score(sys.argv[sys.argv.index("--score") + 1])
        return
    labelled = items("tune", "claims") + items("tune", "train")
    lines = lines_of("tune")
    known = [*labelled, *(item for _, item in lines)]
    examples = [(i.text, [i.code, *i.also]) for i in known if i.bad and i.code.startswith(FAMILIES)]
    about: dict[str, Any] = {"date": DATE, "examples": examples, "sentences": len(labelled), "lines": len(lines)}
    arrays: dict[str, Any] = {}
    table: list[str] = []
    for rows in ways():
        about[rows.key], own = trained(rows, labelled, lines, [text for text, _ in examples], table)
        arrays |= {f"{rows.key}.{name}": value for name, value in own.items()}
    arrays["about"] = np.frombuffer(json.dumps(about, ensure_ascii=False).encode(), dtype=np.uint8)
    np.savez_compressed(FILE, **arrays)
    before, _, rest = CARD.read_text(encoding="utf-8").partition(MARKS[0])
    after = rest.partition(MARKS[1])[2]
    CARD.write_text(
        "".join((before, MARKS[0], "\n```\n", "\n".join(table), "\n```\n", MARKS[1], after)), encoding="utf-8"
    )
    print("\n".join(table))
    print(f"\n{FILE.name}: {FILE.stat().st_size / 1e6:.2f} MB from {len(labelled)} sentences and {len(lines)} lines")


def ways() -> tuple[Rows, ...]:
    """Return both ways to make rows; raise UsageError without the weights of the embeddings."""
    folder = weights()
    if folder is None:
        raise UsageError("the weights of the embeddings are not here; set SCRIPTGEN_EMBEDDER to their folder")
    return Embedded(Embedder(folder)), Hashed()


def lines_of(part: str) -> list[tuple[int, Item]]:
    """Return the lines of good and bad scripts, each with its script's number; a line with a fault that no head reads for is left out."""
    found: list[tuple[int, Item]] = []
    for number, script in enumerate((*scripts(part, "good"), *scripts(part, "bad"))):
        codes = tuple(code for code in script.get("codes", ()) if code.startswith(GROUPS["script"]))
        for line in View(_script(script)).language:
            bad = line.path in script.get("paths", ())
            if codes or not bad:
                found.append((number, Item(line.text, codes[0] if bad else "", bad, codes[1:] if bad else ())))
    return found


def _script(value: dict[str, Any]) -> Script:
    return as_script({k: v for k, v in value.items() if k not in ("codes", "paths")})


def trained(
    rows: Rows, labelled: Iterable[Item], lines: list[tuple[int, Item]], examples: list[str], table: list[str]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what is said of the heads over one way to make rows, and their arrays; say in `table` what they find out of fold."""
    places: dict[str, int] = {}
    tasks = {group: _task(group, labelled, lines if group == "script" else [], places) for group in GROUPS}
    raw = np.stack([rows.raw(text) for text in places])
    scale = _scale(rows, raw)
    x = scaled(raw, scale, rows.parts)
    held: Any = sparse.csr_matrix(x, dtype=np.float64) if rows.key == Hashed.key else x.astype(np.float64)
    kept: list[tuple[str, Any, float, float, float]] = []
    table.append(f"{rows.name}\n{'rule':<8}{'broken':>7}{'found':>8}{'as errors':>11}")
    for group, build in tasks.items():
        task = build(x=held)
        seen, final = measure(task), train(task, np.arange(len(task.items)))
        for n, code in enumerate(task.codes):
            useful = seen.recall[n] >= USEFUL
            table.append(
                f"{code:<8}{task.breaks[:, n].sum():>7}{seen.recall[n]:>8.0%}{seen.sure[n]:>11.0%}{'' if useful else '   left out'}"
            )
            if useful:
                kept.append((code, final.weights[:, n], final.bias[n], seen.warn, seen.error[n]))
        innocent, plain = ((~task.bad & where).sum() for where in (task.labelled, ~task.labelled))
        known, within = ((task.bad & where).sum() for where in (task.labelled, ~task.labelled))
        table.append(
            f"{group}: the right rule on {seen.right:.0%} of {known} sentences that break one, any rule on {seen.any:.0%}; "
            f"false alarms on {seen.alarms:.1%} of {innocent} innocent sentences"
            + (
                f"\nin scripts: the right rule on {seen.within:.0%} of {within} bad lines; false alarms on {seen.ordinary:.1%} of {plain} others"
                if plain
                else ""
            )
            + "\n"
        )
    codes, w, bias, warn, error = zip(*kept, strict=True)
    step = np.abs(np.stack(w)).max(axis=1) / 32767
    arrays = {
        "mean": scale.mean.astype(np.float16),
        "spread": scale.spread.astype(np.float16),
        "weights": np.round(np.stack(w) / step[:, None]).astype(np.int16),
        "step": step.astype(np.float32),
        "bias": np.array(bias, dtype=np.float32),
        "warn": np.array(warn, dtype=np.float32),
        "error": np.array(error, dtype=np.float32),
    }
    if rows.key == Embedded.key:
        own = x[[places[text] for text in examples]]
        basis = np.linalg.svd(own, full_matrices=False)[2][:NEAR]
        near = own @ basis.T
        arrays |= {"basis": basis.astype(np.float16), "near": np.round(near / np.abs(near).max() * 127).astype(np.int8)}
    return {"codes": codes}, arrays


def _task(group: str, labelled: Iterable[Item], lines: list[tuple[int, Item]], places: dict[str, int]) -> partial[Task]:
    """Return a group's task but for its rows; `places` grows by the texts that need one."""
    chosen = [(-1, item) for item in labelled if item.code.startswith(GROUPS[group])]
    chosen += lines
    found = [item for _, item in chosen]
    split = [[p.text for p in passages(line_of(i.text))] if group == "script" else [] for i in found]
    whole = [places.setdefault(item.text, len(places)) for item in found]
    units = [[places.setdefault(t, len(places)) for t in own] or [w] for own, w in zip(split, whole, strict=True)]
    codes = sorted({item.code for item in found if item.bad})
    return partial(Task, items=found, units=units, whole=whole, script=[number for number, _ in chosen], codes=codes)


def _scale(rows: Rows, raw: Any) -> Scale:
    mean, spread = raw.mean(axis=0), raw.std(axis=0) + np.float32(1e-3)
    if rows.key == Hashed.key:  # n-grams keep their zeros, and count for more the rarer they are
        size = rows.parts[0].size
        mean[:size] = 0
        spread[:size] = 1 / (1 + np.log((1 + len(raw)) / (1 + (raw[:, :size] > 0).sum(axis=0))))
    return Scale(mean.astype(np.float16).astype(np.float32), spread.astype(np.float16).astype(np.float32))


def score(part: str) -> None:
    """Print what the heads on disk find in the sentences and scripts of `tune` or `held`."""
    labelled = [item for item in items(part, "claims") if item.code.startswith(FAMILIES)]
    lines = [item.text for _, item in lines_of(part) if not item.bad]
    for rows in ways():
        heads = Heads(rows)
        table: dict[str, list[int]] = {}
        for item in labelled:
            fired = _fired(heads, item.text, item.code.startswith(GROUPS["topic"]))
            right = any(f.code in (item.code, *item.also) for f in fired)
            counts = (1, right, bool(fired), any(f.sure for f in fired))
            row = table.setdefault(item.code, [0] * 8)
            for column, count in enumerate(counts, start=0 if item.bad else 4):
                row[column] += count
        print(f"\n{rows.name} on {part}")
        for code, r in [*sorted(table.items()), ("all", [sum(c) for c in zip(*table.values(), strict=True)])]:
            print(
                f"{code:<7} right rule {r[1]}/{r[0]} ({r[1] / max(r[0], 1):.0%}), any rule {r[2]}, as an error {r[3]}   "
                f"false alarms {r[6]}/{r[4]} ({r[6] / max(r[4], 1):.1%}), as an error {r[7]}"
            )
        print(
            f"innocent lines of scripts: false alarms {sum(bool(_fired(heads, t, False)) for t in lines)}/{len(lines)}"
        )
        right, lot = _in_scripts(heads, part)
        print(f"bad scripts for whose rule there is a head: the right rule on a bad line of {right}/{lot}")


def _fired(heads: Heads, text: str, topic: bool) -> list[Fired]:
    codes = frozenset(code for code in heads.codes if code.startswith(GROUPS["topic"]) is topic)
    texts = [text] if topic else [piece.text for piece in passages(line_of(text))]
    return [fired for own in texts for fired in heads.fired(own, codes)]


def _in_scripts(heads: Heads, part: str) -> tuple[int, int]:
    """Return in how many bad scripts the right head fires on a bad line, and how many there are."""
    told: list[bool] = []
    for script in scripts(part, "bad"):
        codes = frozenset(script["codes"]) & frozenset(heads.codes)
        texts = [field(_script(script), path) for path in script["paths"]]
        if codes:
            told.append(any(f.code in codes for t in texts if isinstance(t, str) for f in _fired(heads, t, False)))
    return sum(told), len(told)


if __name__ == "__main__":
    main()
