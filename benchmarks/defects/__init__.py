"""Labelled lines and scripts with and without defects: what each reader finds, and what it flags by mistake."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scriptgen.paths import put

__all__ = [
    "ASKS",
    "HERE",
    "SEEDED",
    "Item",
    "items",
    "ordinary_topics",
    "patients",
    "placed",
    "placed_by_script",
    "rows_in",
    "scripts",
    "seeded",
    "typed",
    "writers",
]

HERE = Path(__file__).parent
ASKS = "asks"
"""The kind of lines that ask viewers for their health, or nearly."""
SEEDED, PLACED = "seeded", "placed"
"""Files of good scripts with lines that take the place of one of theirs, faulty or not; the second are scored as scripts alone."""


@dataclass(frozen=True)
class Item:
    """One labelled sentence, topic or line."""

    text: str
    code: str
    """The rule that it breaks, or comes near to; PH for lines of the privacy part."""
    bad: bool
    also: tuple[str, ...] = ()
    where: str = "script"
    kind: str = ""


def writers(part: str) -> list[str]:
    """Return the names of the files of labelled sentences and of lines seeded in scripts, one a writer."""
    return [path.stem for stem in ("claims", SEEDED) for path in _paths(part, stem)]


def items(part: str, name: str) -> tuple[Item, ...]:
    """Return the items of `tune` or `held`, from all files whose names begin with `name`: claims, with them the lines seeded in scripts, or privacy."""
    found = [path for stem in (name, *((SEEDED,) if name == "claims" else ())) for path in _paths(part, stem)]
    return tuple(item for path in found for item in (_seeded(path) if path.stem.startswith(SEEDED) else rows_in(path)))


def rows_in(path: Path) -> Iterator[Item]:
    """Yield the items of one file."""
    for row in _read(path):
        also, where, kind = tuple(row.get("also", ())), row.get("where", "script"), row.get("kind", "")
        yield Item(row["text"], row.get("code", "PH"), row["bad"], also, where, kind)


def _seeded(path: Path) -> Iterator[Item]:
    """Yield the lines that take the place of others in good scripts, but for those that break a rule on privacy or say nothing without their neighbours."""
    scripts = {row["id"]: row for row in _read(path) if "id" in row}
    for row in _read(path):
        codes = row.get("codes", ())
        if "of" not in row or not row.get("alone", True) or any(code.startswith("PH") for code in codes):
            continue
        code, *also = codes or (row["near"] if row["near"][:2] != "PH" else "",)
        topic = row.get("topic", scripts[row["of"]]["topic"])
        if code != "DS104":
            yield Item(row["text"], code, bool(codes), tuple(also))
        elif row["path"].startswith("hook"):
            yield Item(f"{topic} | {row['text']}", code, bool(codes), tuple(also))


def patients(part: str) -> dict[str, list[Item]]:
    """Return by writer the lines labelled for whether they tell of a patient; what is asked of viewers does not, and is left out where it is wrong."""
    found = {
        path.stem: [i for i in rows_in(path) if not (i.bad and i.kind == ASKS)] for path in _paths(part, "privacy")
    }
    for writer, row in seeded(part):
        codes = row.get("codes", ())
        if not codes or codes[0] in ("PH101", "PH102"):
            found.setdefault(writer, []).append(Item(row["text"], "PH", bool(codes)))
    return found


def seeded(part: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each line that takes the place of another in a good script, with its writer's file: of, path, text, codes, and near for a near miss."""
    for path in _paths(part, SEEDED):
        yield from ((path.stem, row) for row in _read(path) if "of" in row)


def scripts(part: str, name: str) -> tuple[dict[str, Any], ...]:
    """Return the scripts of `tune` or `held`: good ones, with them those that lines are seeded in, or bad ones with `codes` and `paths`."""
    found = [row for path in _paths(part, name) for row in _read(path)]
    if name == "good":
        rows = (row for path in _paths(part, SEEDED) for row in _read(path) if "id" in row)
        found += [{key: value for key, value in row.items() if key != "id"} for row in rows]
    return tuple(found)


def placed(part: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]]]:
    """Return what later writers of lines in their place wrote: good scripts, faulty ones with `codes` and `paths`, and near misses with `paths`."""
    found = [*_placed(part)]
    changed = [script for _, scripts in found for script in scripts]
    return [good for good, _ in found], [s for s in changed if s["codes"]], [s for s in changed if not s["codes"]]


def placed_by_script(part: str) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Yield each of those good scripts, and the faulty ones made of it."""
    return ((good, [script for script in scripts if script["codes"]]) for good, scripts in _placed(part))


def _placed(part: str) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    for path in _paths(part, PLACED):
        rows = _read(path)
        for own in (row for row in rows if "id" in row):
            good = {key: value for key, value in own.items() if key != "id"}
            scripts = []
            for row in (row for row in rows if row.get("of") == own["id"]):
                script = deepcopy(good) | {"codes": row["codes"], "paths": [row["path"]]}
                put(script, row["path"], row["text"])
                script["topic"] = row.get("topic", script["topic"])
                scripts.append(script)
            yield good, scripts


def typed(*parts: str) -> list[str]:
    """Return what people typed for topics, labelled for what they mean: hardly any of it tells of a patient, and none asks viewers for anything."""
    chosen = parts or ("hard", "tune", "typed", "more")
    return [row["typed"] for part in chosen for row in _read(HERE.parent / "topics" / f"{part}.jsonl")]


def ordinary_topics() -> list[Item]:
    """Return typed topics that need no steering: all of those that were written to be drafted, and a third of those that only hint at theirs."""
    return [Item(text, "TP101", False) for text in (*typed("tune", "typed"), *typed("hard")[::3])]


def _paths(part: str, stem: str) -> list[Path]:
    return sorted((HERE / part).glob(f"{stem}*.jsonl"))


def _read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
