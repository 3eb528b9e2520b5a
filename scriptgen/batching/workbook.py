"""Rows of an Excel workbook's first sheet, read as they are asked for; needs the extra `batch`."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import IO, Any

from scriptgen.errors import InputError, UsageError

__all__ = ["rows"]

MOST = 500_000_000
"""Bytes of a workbook unpacked; a hundred thousand topics are some 30 million."""


def rows(file: IO[bytes], name: str) -> Iterator[tuple[int, Sequence[Any]]]:
    """Yield line and cells of each row; raise InputError for a file that is no workbook, UsageError where openpyxl is missing."""
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise UsageError(
            f"{name!r} needs the extra batch: pip install 'scriptgen-health[batch]', or save it as CSV"
        ) from None
    try:
        with zipfile.ZipFile(file) as packed:
            if sum(item.file_size for item in packed.infolist()) > MOST:
                raise InputError(f"{name!r} is larger than {MOST // 1_000_000} MB unpacked; save it as CSV")
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    except InputError:
        raise
    except Exception:  # openpyxl raises what the XML parser, zipfile and its own descriptors raise
        raise InputError(f"{name!r} cannot be read as an Excel workbook; save it anew as .xlsx, or as CSV") from None
    try:
        sheet = book.worksheets[0] if book.worksheets else None
        for line, cells in enumerate(sheet.iter_rows(values_only=True) if sheet else (), start=1):
            yield line, [_cell(value) for value in cells]
    finally:
        book.close()


def _cell(value: object) -> object:
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else value
