"""Approved claims from a CSV file: a row a claim, columns by their names."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scriptgen.errors import InputError
from scriptgen.facts.own import KINDS, Document, Row, kind_of, topics

__all__ = ["COLUMNS", "topics_of"]

COLUMNS = {
    "topic": "topic subject condition",
    "claim": "claim say fact statement text_spoken",
    "publisher": "publisher source organization organisation agency",
    "title": "title document source_title reference",
    "year": "year date published",
    "url": "url link",
    "kind": "kind type",
    "about": "about belief myth question action heading",
    "text": "text on_screen screen",
    "show": "show visual camera",
    "id": "id claim_id",
    "aliases": "aliases alias also_called synonyms",
    "specialty": "specialty speciality",
}
"""The columns, by the names that their headers may have."""
_YEAR = re.compile(r"\b(19|20)\d\d\b")


def topics_of(text: str, path: Path) -> list[dict[str, Any]]:
    """Return the claims of a CSV file, sorted into topics; a file without a topic column is about what it is called."""
    try:
        return topics(_rows(text, path), path)
    except csv.Error as error:
        raise InputError(f"cannot read the fact file {str(path)!r}: {error}") from None


def _rows(text: str, path: Path) -> Iterator[Row]:
    whole, text = text, text.lstrip("\r\n")
    lines = io.StringIO(text, newline="").readlines()
    skipped = len(io.StringIO(whole, newline="").readlines()) - len(lines)
    last = 1
    head = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count))
    named = {name: _column(name) for name in reader.fieldnames or ()}
    if "claim" not in named.values():
        raise InputError(
            f"fact file {str(path)!r}: no column holds the claims; name one 'claim', and others {', '.join(n for n in COLUMNS if n != 'claim')}"
        )
    for row in reader:
        line = (
            next((n for n in range(last + 1, reader.line_num + 1) if lines[n - 1].strip()), reader.line_num) + skipped
        )
        last = reader.line_num  # a row of several lines is named by its first
        cells: dict[str, str] = {}
        for name, column in named.items():
            if column:  # of columns that mean the same the first that is filled counts
                cells[column] = cells.get(column) or (row[name] or "").strip()
        if not any(cells.values()):
            continue
        year = _YEAR.search(cells.get("year", ""))
        told = cells.get("kind", "")
        kind = kind_of(told) if told else "fact"
        if kind is None:
            raise InputError(f"fact file {str(path)!r}: line {line} is of the kind {told!r}; take {', '.join(KINDS)}")
        yield Row(
            line=line,
            topic=cells.get("topic", "") if "topic" in cells else path.stem.replace("-", " ").replace("_", " "),
            say=cells["claim"],
            document=Document(
                cells.get("publisher", ""), cells.get("title", ""), int(year[0]) if year else None, cells.get("url", "")
            ),
            kind=kind,
            about=cells.get("about", ""),
            text=cells.get("text", ""),
            show=cells.get("show", ""),
            id=cells.get("id", ""),
            aliases=tuple(part.strip() for part in re.split(r"[|;,]", cells.get("aliases", "")) if part.strip()),
            specialty=cells.get("specialty", ""),
        )


def _column(name: str) -> str | None:
    told = re.sub(r"[^a-z]+", "_", name.strip().lower()).strip("_")
    return next((column for column, names in COLUMNS.items() if told in names.split()), None)
