"""Rows in: a line of text, a row of CSV or Excel, an object of JSON Lines, one at a time; a bad one is a Bad, never an exception."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import IO, Any

from scriptgen.batching.rows import Bad, Found, Row, known, named, row_of
from scriptgen.batching.tables import csv_rows, tabled
from scriptgen.errors import InputError

__all__ = ["KINDS", "Bad", "Found", "Row", "given", "kind_of", "known", "piped", "read", "row_of", "stream"]

KINDS = ("txt", "csv", "tsv", "jsonl", "xlsx")


def kind_of(path: Path) -> str:
    """Return the kind of a file by its suffix; raise InputError for one that is not read."""
    kind = {"": "txt", "text": "txt", "ndjson": "jsonl", "xlsm": "xlsx"}.get(
        path.suffix.lower().lstrip("."), path.suffix.lower().lstrip(".")
    )
    if kind not in KINDS:
        raise InputError(f"topics are read from {', '.join(KINDS)}; {path.name!r} is none of them")
    return kind


def read(path: Path, skip: int = 0) -> Iterator[Found]:
    """Yield the rows of a file, read as they are asked for, the first `skip` of them left out.

    Raise InputError where it cannot be opened or has no topics column.
    """
    kind = kind_of(path)
    try:
        with path.open("rb") as file:
            if kind == "xlsx":
                from scriptgen.batching.workbook import rows

                yield from tabled(rows(file, path.name), skip)
            else:
                yield from stream(file, kind, skip)
    except OSError as error:
        raise InputError(f"cannot read the topics {str(path)!r}: {error.strerror or error}") from None


def stream(file: IO[bytes], kind: str, skip: int = 0) -> Iterator[Found]:
    """Yield the rows of an open file or of stdin, the first `skip` of them left out; a line that is no UTF-8 is a Bad."""
    text = TextIOWrapper(file, encoding="utf-8-sig", errors="surrogateescape", newline="")
    try:
        if kind == "txt":
            yield from islice(_lines(text), skip, None)
        elif kind == "jsonl":
            yield from islice(_objects(text), skip, None)
        else:
            yield from tabled(csv_rows(text, kind), skip)
    finally:
        text.detach()  # whoever opened the file closes it


def piped(file: IO[bytes], kind: str | None = None) -> Iterator[Found]:
    """Yield the rows of stdin; without a kind its first line tells. Rows are not read before they are asked for."""
    first = file.peek(4096).lstrip(b"\xef\xbb\xbf \t\r\n")[:4096] if kind is None and hasattr(file, "peek") else b""
    if kind is not None and kind not in KINDS[:-1]:
        raise InputError(f"--input-format {kind!r} is not read from stdin; {', '.join(KINDS[:-1])} are")
    heading = first.partition(b"\n")[0].decode("utf-8", "replace")
    headed = any(named(name) == "topic" for name in re.split(r"[,;\t]", heading))
    guessed = (
        "jsonl"
        if heading.startswith(("{", '"')) and heading.rstrip().endswith(("}", '"'))
        else "csv"
        if headed
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
