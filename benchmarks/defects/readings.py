"""The model reader on the labelled sentences and scripts: `render PART FOLDER`, `keep PART FOLDER ORIGIN`, `score PART`.

Twelve sentences, drawn across the rules with a fixed seed, stand as the beats of one script; PART `scripts` are whole scripts of the scored part with a
faulty line in its place, or none. A writer who plays the model is given the rendered request and the schema and nothing else. All first replies are kept
in benchmarks/defects/readings/.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.defects import HERE, Item, items, placed_by_script
from scriptgen.exchange import ModelReply
from scriptgen.readers.model import READ, Read, asked, read_of
from scriptgen.report import Finding
from scriptgen.rulebook import rulebook
from scriptgen.script import Beat, Hook, Script, as_script
from scriptgen.view import View

__all__ = ["Page", "Sheet", "findings", "main", "pages", "sheets", "whole"]

SIZE = 12
SCRIPTS, HANDS = "scripts", 4
"""The part of whole scripts, and by how many readers each that lines are seeded in is read, none of them twice by one."""
FOLDER = HERE / "readings"


@dataclass(frozen=True)
class Sheet:
    """Sentences that are read together."""

    name: str
    rows: tuple[Item, ...]

    @property
    def view(self) -> View:
        """Return the script that holds them, a beat each."""
        beats = tuple(Beat(say=row.text) for row in self.rows)
        return View(Script(hook=Hook(say="A few lines from this week's videos."), beats=beats))


def sheets(part: str) -> Iterator[Sheet]:
    """Yield the sheets of `tune` or `held`; topics and emergencies are judged elsewhere and left out."""
    rows = [row for row in items(part, "claims") if not row.code.startswith(("TP", "DS"))]
    random.Random(20261122).shuffle(rows)
    for number, start in enumerate(range(0, len(rows), SIZE)):
        yield Sheet(f"{part}-{number:02d}", tuple(rows[start : start + SIZE]))


@dataclass(frozen=True)
class Page:
    """One whole script, with `codes` and `paths` where a line of it is faulty."""

    name: str
    script: dict[str, Any]

    @property
    def view(self) -> View:
        """Return the script as a reader sees it."""
        return View(as_script({key: value for key, value in self.script.items() if key not in ("codes", "paths")}))


def pages(part: str = "held") -> Iterator[Page]:
    """Yield HANDS scripts of each that lines are seeded in, each for another reader: mostly one with a fault that a model reads for, else the good one."""
    for number, (good, faulty) in enumerate(placed_by_script(part)):
        read = [script for script in faulty if not script["codes"][0].startswith("PH")]
        for hand in range(HANDS):
            at = (HANDS * number + 3 * hand) % (len(read) + 2)
            yield Page(f"{SCRIPTS}-{hand}-{number:02d}", read[at] if at < len(read) else good)


def whole(part: str = "held") -> list[tuple[Page, tuple[Finding, ...]]]:
    """Return the scripts that a kept reply has read, with what it found in each."""
    read = [(page, _read(page)) for page in pages(part)]
    return [(page, found.findings) for page, found in read if found is not None]


def _read(sheet: Sheet | Page) -> Read | None:
    path = FOLDER / f"{sheet.name}.json"
    if not path.is_file():
        return None
    text = json.loads(path.read_text(encoding="utf-8"))["replies"][0]["text"]
    pack = rulebook(reader="model").pack
    return read_of(ModelReply("ok", text), sheet.view, tuple(pack["read"]), tuple(pack["read_sure"]))


def _of(part: str) -> Iterator[Sheet | Page]:
    yield from pages() if part == SCRIPTS else sheets(part)


def findings(part: str) -> Iterator[tuple[Item, tuple[Finding, ...]]]:
    """Yield each sentence that a kept reply has read, with what the reply found in it."""
    for sheet in sheets(part):
        read = _read(sheet)
        if read is not None:
            for number, row in enumerate(sheet.rows):
                yield row, tuple(f for f in read.findings if f.path == f"beats[{number}].say")


def render(part: str, folder: Path) -> None:
    """Write what a writer is given; also where a privacy error would keep the request from being sent."""
    system = rulebook(reader="model").read
    for sheet in _of(part):
        place = folder / sheet.name
        place.mkdir(parents=True, exist_ok=True)
        text = f"##### system message #####\n\n{system}\n\n##### user message #####\n\n{asked(sheet.view)}\n"
        (place / "prompt.txt").write_text(text, encoding="utf-8")
        (place / "schema.json").write_text(json.dumps(READ, indent=1), encoding="utf-8")


def keep(part: str, folder: Path, origin: str) -> None:
    """Keep first replies; one that is there stays."""
    FOLDER.mkdir(exist_ok=True)
    for sheet in _of(part):
        reply, kept = folder / sheet.name / "reply.json", FOLDER / f"{sheet.name}.json"
        if reply.is_file() and not kept.exists():
            data = {"origin": origin, "replies": [{"kind": "read", "text": reply.read_text(encoding="utf-8").strip()}]}
            kept.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def score(part: str) -> None:
    """Print what was found and what was flagged by mistake, by rule."""
    rows: dict[str, list[int]] = {}
    for item, found in findings(part):
        for row in (rows.setdefault(item.code, [0] * 5), rows.setdefault("all", [0] * 5)):
            right = any(f.code in (item.code, *item.also) for f in found)
            row[0] += item.bad and right
            row[1] += item.bad and bool(found)
            row[2] += item.bad
            row[3] += not item.bad and bool(found)
            row[4] += not item.bad
    for code, (right, any_, bad, flagged, good) in sorted(rows.items()):
        print(
            f"{code:<6} right rule {right}/{bad} ({right / max(bad, 1):.0%}), any rule {any_}/{bad}; innocent flagged {flagged}/{good}"
        )


def main() -> None:
    """Run one of the three."""
    command, part, *rest = sys.argv[1:]
    if command == "render":
        render(part, Path(rest[0]))
    elif command == "keep":
        keep(part, Path(rest[0]), rest[1])
    else:
        score(part)


if __name__ == "__main__":
    main()
