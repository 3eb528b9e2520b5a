"""Files out: a script in each form, and the index of all topics as CSV and JSON Lines; each is whole or not there."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from scriptgen.batching.place import is_full
from scriptgen.batching.results import StoppedError
from scriptgen.exports import export, suffix

if TYPE_CHECKING:
    from scriptgen.batching.journal import Journal
    from scriptgen.drafts import Draft
    from scriptgen.script import Script

__all__ = ["COLUMNS", "index", "note_of", "whole", "written"]

COLUMNS = (
    "line",
    "topic",
    "publish_date",
    "id",
    "state",
    "file",
    "accepted",
    "findings",
    "seconds",
    "cost",
    "source",
    "format",
    "hook",
    "model",
    "message",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_PRIVATE = ("PH",)


def written(script: Script, name: str, forms: tuple[str, ...], out: Path) -> tuple[str, ...]:
    """Write the script in each form and return the files' names; raise StoppedError where they cannot be written."""
    files = []
    for form in forms:
        file, content = f"{name}{suffix(form)}", export(script, form)
        data = content.encode("utf-8") if isinstance(content, str) else content
        whole(out / file, lambda made, data=data: made.write(data))  # type: ignore[misc]
        files.append(file)
    return tuple(files)


def whole(path: Path, fill: Callable[[IO[bytes]], object]) -> None:
    """Make a file through a temporary one beside it: whoever looks sees the old one or the new one; raise StoppedError where that fails."""
    spare = path.with_name(f".{path.name}.part")
    try:
        with spare.open("wb") as made:
            fill(made)
        spare.replace(path)
    except OSError as error:
        with suppress(OSError):
            spare.unlink(missing_ok=True)
        what = "the disk is full" if is_full(error) else error.strerror or str(error)
        raise StoppedError(
            f"cannot write {path.name!r} in {str(path.parent)!r}: {what}; make room and give the same command again: it goes on where it stopped"
        ) from None


def note_of(draft: Draft, files: tuple[str, ...]) -> dict[str, Any]:
    """Return what the index and the report tell of a draft; where a privacy rule found something, none of its words."""
    counted = [f for f in draft.report.findings if not f.ignored and f.severity != "info"]
    private = any(f.code.startswith(_PRIVATE) for f in counted)
    return {
        "files": files,
        "accepted": draft.report.accepted,
        "errors": [f.code for f in counted if f.severity == "error"],
        "warnings": [f.code for f in counted if f.severity == "warning"],
        "seconds": round(draft.report.seconds, 1),
        "source": draft.report.sourcing,
        "format": draft.script.format,
        "hook": "" if private else draft.script.hook.say,
        "model": draft.model,
    }


def index(journal: Journal) -> Iterator[dict[str, Any]]:
    """Yield a row of the calendar for each topic, in the order of the input."""
    for line, topic, day, ref, state, _, note, cost in journal.rows():
        files = note.get("files", [])
        yield {
            "line": line,
            "topic": topic,
            "publish_date": day,
            "id": ref,
            "state": {"done": "drafted", "failed": note.get("why", "failed")}.get(state, "not yet"),
            "file": files[0] if len(files) == 1 else files,
            "accepted": note.get("accepted"),
            "findings": [*note.get("errors", ()), *note.get("warnings", ())],
            "seconds": note.get("seconds"),
            "cost": cost,
            "source": note.get("source", ""),
            "format": note.get("format", ""),
            "hook": note.get("hook", ""),
            "model": note.get("model", ""),
            "message": note.get("message", ""),
        }


def calendar(journal: Journal, out: Path) -> None:
    """Write index.csv and index.jsonl anew."""

    def table(made: IO[bytes]) -> None:
        text = TextIOWrapper(made, encoding="utf-8-sig", newline="", write_through=True)
        rows = csv.writer(text)
        rows.writerow(COLUMNS)
        rows.writerows([_cell(row[name]) for name in COLUMNS] for row in index(journal))
        text.detach()

    def lines(made: IO[bytes]) -> None:
        made.writelines(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in index(journal))

    whole(out / "index.csv", table)
    whole(out / "index.jsonl", lines)


def _cell(value: object) -> object:
    if isinstance(value, (list, tuple)):
        value = " ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"  # a spreadsheet would run it
    return value
