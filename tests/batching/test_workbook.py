"""Topics from Excel."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from scriptgen.batching.topics import Bad, Row, read
from scriptgen.errors import InputError


def test_the_first_sheet_is_read(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("Topic", "Publish date", "Seconds", "Notes"),
        ("knee pain", date(2026, 12, 1), 30, None),
        (None, None, "soon", None),
        ("gout", None, 45.0, "stairs"),
    ):
        sheet.append(row)
    book.create_sheet("later").append(("acne",))
    book.save(tmp_path / "topics.xlsx")
    first, bad, last = read(tmp_path / "topics.xlsx")
    assert isinstance(first, Row) and (first.line, first.publish_date, first.options["seconds"]) == (
        2,
        "2026-12-01",
        30.0,
    )
    assert bad == Bad(3, "has no topic")
    assert isinstance(last, Row) and dict(last.options) == {"seconds": 45.0, "notes": "stairs"}


def test_what_is_no_workbook(tmp_path: Path) -> None:
    (tmp_path / "topics.xlsx").write_bytes(b"topic\ngout\n")
    with pytest.raises(InputError, match="cannot be read as an Excel workbook"):
        list(read(tmp_path / "topics.xlsx"))
