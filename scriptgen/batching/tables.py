"""Rows of CSV and of workbooks: a heading, and a topic below it a row; a broken line is a Bad and takes no other with it."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from scriptgen.batching.rows import Bad, Found, known, named, row_with
from scriptgen.errors import InputError

__all__ = ["csv_rows", "tabled"]

SPAN = 100
"""Lines that one row of CSV may take; a quotation mark that is never closed would take all."""


def csv_rows(text: Iterable[str], kind: str) -> Iterator[tuple[int, Sequence[Any]] | Bad]:
    """Yield line and cells of each row; the line is the one on which the row begins."""
    lines = Lines(text)
    first = lines.peek()
    counts = {sign: first.count(sign) for sign in "\t;,"}
    delimiter = "\t" if kind == "tsv" else max(counts, key=lambda sign: counts[sign]) if any(counts.values()) else ","
    while lines.peek():
        line, record = lines.number, [lines.take()]
        if '"' not in record[0]:  # nothing for the reader to do
            yield line, record[0].rstrip("\r\n").split(delimiter)
            continue
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


def tabled(rows: Iterable[tuple[int, Sequence[Any]] | Bad], skip: int = 0) -> Iterator[Found]:
    """Yield the rows below the heading, the first `skip` of them left out; without a heading that we know, the first column holds topics."""
    names: list[str] | None = None
    options: list[str | None] = []
    for item in rows:
        if isinstance(item, Bad):
            skip -= 1
            if skip < 0:
                yield item
            continue
        line, cells = item
        if not (cells and cells[0] and str(cells[0]).strip()) and not any(
            cell not in (None, "") and str(cell).strip() for cell in cells
        ):
            continue
        if names is None:
            names = [str(cell if cell is not None else "") for cell in cells]
            options = [named(name) for name in names]
            if "topic" in options:
                continue
            if len([name for name in names if name.strip()]) > 1:
                raise InputError(
                    f"line {line} names no column of topics; head one column with topic, others may be {', '.join(known())}"
                )
            names, options = ["topic"], ["topic"]
        skip -= 1
        if skip >= 0:
            continue
        if len(cells) > len(names) and any(cell not in (None, "") for cell in cells[len(names) :]):
            yield Bad(
                line, f"has {len(cells)} cells, the heading has {len(names)}; put text with commas into quotation marks"
            )
            continue
        yield row_with(line, zip(options, cells, strict=False))
