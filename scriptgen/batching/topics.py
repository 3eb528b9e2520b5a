"""Rows in: a line of text, a row of CSV or Excel, an object of JSON Lines, one at a time; a bad one is a Bad, never an exception."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any, NamedTuple

from scriptgen.errors import InputError
from scriptgen.resources import package_text

__all__ = ["KINDS", "Bad", "Found", "Row", "given", "kind_of", "known", "piped", "read", "row_of", "stream"]

KINDS = ("txt", "csv", "tsv", "jsonl", "xlsx")
SPAN = 100
"""Lines that one row of CSV may take; a quotation mark that is never closed would take all."""
_OURS = ("publish_date", "id")
"""Columns that no draft depends on; they come back in the index."""


@dataclass(frozen=True, slots=True)
class Row:
    """One topic with what was said about it."""

    line: int
    """Where it stands in its file, 1 for the first line; of a list its place."""
    topic: str
    options: Mapping[str, Any] = field(default_factory=dict)
    """Options of a draft, as options.Options names them."""
    publish_date: str = ""
    id: str = ""


class Bad(NamedTuple):
    """A row that cannot be used, and why; `why` repeats no words of the row."""

    line: int
    why: str


Found = Row | Bad


def kind_of(path: Path) -> str:
    """Return the kind of a file by its suffix; raise InputError for one that is not read."""
    kind = {"": "txt", "text": "txt", "ndjson": "jsonl", "xlsm": "xlsx"}.get(
        path.suffix.lower().lstrip("."), path.suffix.lower().lstrip(".")
    )
    if kind not in KINDS:
        raise InputError(f"topics are read from {', '.join(KINDS)}; {path.name!r} is none of them")
    return kind


def read(path: Path) -> Iterator[Found]:
    """Yield the rows of a file, read as they are asked for; raise InputError where it cannot be opened or has no topics column."""
    kind = kind_of(path)
    try:
        with path.open("rb") as file:
            if kind == "xlsx":
                from scriptgen.batching.workbook import rows

                yield from _tabled(rows(file, path.name))
            else:
                yield from stream(file, kind)
    except OSError as error:
        raise InputError(f"cannot read the topics {str(path)!r}: {error.strerror or error}") from None


def stream(file: IO[bytes], kind: str) -> Iterator[Found]:
    """Yield the rows of an open file or of stdin; a line that is no UTF-8 is a Bad."""
    text = TextIOWrapper(file, encoding="utf-8-sig", errors="surrogateescape", newline="")
    try:
        if kind == "txt":
            yield from _lines(text)
        elif kind == "jsonl":
            yield from _objects(text)
        else:
            yield from _tabled(_csv(text, kind))
    finally:
        text.detach()  # whoever opened the file closes it


def piped(file: IO[bytes], kind: str | None = None) -> Iterator[Found]:
    """Yield the rows of stdin; without a kind its first line tells. Rows are not read before they are asked for."""
    first = file.peek(4096).lstrip(b"\xef\xbb\xbf \t\r\n")[:4096] if kind is None and hasattr(file, "peek") else b""
    if kind is not None and kind not in KINDS[:-1]:
        raise InputError(f"--input-format {kind!r} is not read from stdin; {', '.join(KINDS[:-1])} are")
    heading = first.partition(b"\n")[0].decode("utf-8", "replace")
    named = any(_named(name) == "topic" for name in re.split(r"[,;\t]", heading))
    guessed = (
        "jsonl"
        if heading.startswith(("{", '"')) and heading.rstrip().endswith(("}", '"'))
        else "csv"
        if named
        else "txt"
    )
    return stream(file, kind or guessed)


def given(topics: Iterable[str | Mapping[str, Any] | Found]) -> Iterator[Found]:
    """Yield the rows of what a program hands over: topics, or mappings that hold one."""
    for place, item in enumerate(topics, start=1):
        if isinstance(item, (Row, Bad)):
            yield item
        elif isinstance(item, str):
            yield row_of(place, {"topic": item})
        else:
            yield row_of(place, item)


def row_of(line: int, cells: Mapping[str, Any]) -> Found:
    """Return the Row of a mapping from column to value; columns go by any of their names, unknown ones are left out."""
    found: dict[str, Any] = {}
    for column, value in cells.items():
        name = _named(str(column))
        if name and name not in found and value is not None and value != "":
            found[name] = value
    texts = {name: _text(value) if isinstance(value, str) else value for name, value in found.items()}
    if any(isinstance(v, str) and _broken(v) for v in texts.values()):
        return Bad(line, "holds bytes that are no UTF-8; save the file as UTF-8")
    return _checked(line, {name: value for name, value in texts.items() if value != ""})


def _checked(line: int, found: dict[str, Any]) -> Found:
    topic = found.pop("topic", "")
    if not isinstance(topic, str) or not topic:
        return Bad(line, "has no topic")
    ours = {name: str(found.pop(name, "")) for name in _OURS}
    for name, make, said in (("seconds", float, "a number"), ("seed", int, "a whole number")):
        if name in found:
            number = _number(found[name], make)
            if number is None:
                return Bad(
                    line, f"has {name} that are not {said}" if name == "seconds" else f"has a {name} that is not {said}"
                )
            found[name] = number
    wrong = [name for name, value in found.items() if name not in ("seconds", "seed") and not _fits(name, value)]
    if wrong:
        return Bad(line, f"has a {wrong[0]} that is no text")
    for name in ("format", "platform", "placement", "jurisdiction", "language"):
        if name in found:
            found[name] = re.sub(r"[\s-]+", "_", found[name].lower())
    return Row(line, topic, found, **ours)


def _fits(name: str, value: object) -> bool:
    return isinstance(value, str) or (name == "brand" and isinstance(value, Mapping))


def _number(value: object, make: Callable[[Any], float]) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    shown = re.sub(r"\s*(?:s|sec|secs|seconds)$", "", value) if isinstance(value, str) else value
    try:
        number = make(shown)
        return number if number == number and abs(number) < 1e9 else None
    except (ValueError, OverflowError):
        return None


def _text(value: str) -> str:
    return value.strip()


def _broken(text: str) -> bool:
    return not text.isascii() and any("\ud800" <= c <= "\udfff" for c in text)


@lru_cache(maxsize=256)
def _named(column: str) -> str | None:
    """Return the option that a column of this name becomes, None for one that is left out."""
    return _columns().get(_plain(column))


def _plain(column: str) -> str:
    return re.sub(r"[\W_]+", " ", column).strip().lower()


@lru_cache(maxsize=1)
def _columns() -> dict[str, str]:
    """Return the option of each column's name."""
    table: dict[str, list[str]] = tomllib.loads(package_text("batching/columns.toml"))
    return {_plain(said): name for name, names in table.items() for said in (name, *names)}


def _lines(text: Iterable[str]) -> Iterator[Found]:
    for number, line in enumerate(text, start=1):
        topic = line.strip()
        if topic and not topic.startswith("#"):
            yield row_of(number, {"topic": topic})


def _objects(text: Iterable[str]) -> Iterator[Found]:
    for number, line in enumerate(text, start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            yield Bad(number, "is no JSON")
            continue
        if isinstance(value, str):
            value = {"topic": value}
        yield row_of(number, value) if isinstance(value, dict) else Bad(number, "is no JSON object with a topic")


def _csv(text: Iterable[str], kind: str) -> Iterator[tuple[int, Sequence[Any]] | Bad]:
    """Yield line and cells of each row; the line is the one on which the row begins."""
    lines = Lines(text)
    first = lines.peek()
    counts = {sign: first.count(sign) for sign in "\t;,"}
    delimiter = "\t" if kind == "tsv" else max(counts, key=lambda sign: counts[sign]) if any(counts.values()) else ","
    while lines.peek():
        line, record = lines.number, [lines.take()]
        while True:
            # Only an odd number of quotation marks can leave a cell open.
            whole = sum(part.count('"') for part in record) % 2 == 0
            try:
                cells = next(csv.reader(record, delimiter=delimiter, strict=not whole), [])
            except csv.Error as error:
                if "unexpected end" in str(error) and len(record) < SPAN and lines.peek():
                    record.append(lines.take())
                    continue
                lines.back(record[1:])
                yield Bad(line, "cannot be read as CSV; look for a quotation mark that is never closed")
            else:
                yield line, cells
            break


class Lines:
    """Lines with their numbers, which can be put back."""

    def __init__(self, text: Iterable[str]) -> None:
        self.number = 1
        """Of the line that comes next."""
        self._text, self._next = iter(text), deque[str]()

    def peek(self) -> str:
        """Return the next line, "" at the end."""
        if not self._next and (line := next(self._text, "")):
            self._next.append(line)
        return self._next[0] if self._next else ""

    def take(self) -> str:
        """Return the next line, and move on."""
        line = self.peek()
        self._next.popleft()
        self.number += 1
        return line

    def back(self, lines: Sequence[str]) -> None:
        """Put lines back, to be taken again."""
        self._next.extendleft(reversed(lines))
        self.number -= len(lines)


def _tabled(rows: Iterable[tuple[int, Sequence[Any]] | Bad]) -> Iterator[Found]:
    """Yield the rows below the heading; without one that we know, the first column holds topics."""
    names: list[str] | None = None
    for item in rows:
        if isinstance(item, Bad):
            yield item
            continue
        line, cells = item
        if not any(cell not in (None, "") and str(cell).strip() for cell in cells):
            continue
        if names is None:
            names = [str(cell if cell is not None else "") for cell in cells]
            if any(_named(name) == "topic" for name in names):
                continue
            if len([name for name in names if name.strip()]) > 1:
                raise InputError(
                    f"line {line} names no column of topics; head one column with topic, others may be {', '.join(known())}"
                )
            names = ["topic"]
        if len([cell for cell in cells[len(names) :] if cell not in (None, "")]):
            yield Bad(
                line, f"has {len(cells)} cells, the heading has {len(names)}; put text with commas into quotation marks"
            )
            continue
        yield row_of(line, dict(zip(names, cells, strict=False)))


def known() -> tuple[str, ...]:
    """Return the names of the columns that are used, beside topic."""
    return tuple(name for name in dict.fromkeys(_columns().values()) if name != "topic")
