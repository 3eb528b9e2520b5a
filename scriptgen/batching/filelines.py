"""The lines of batch files, as OpenAI's Batch API and vLLM's run-batch write and read them; rows in, rows out, no folder is named here."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from scriptgen.providers.retry import Said, said

__all__ = ["MOST_BYTES", "MOST_ROWS", "Answer", "answers", "line"]

MOST_ROWS, MOST_BYTES = 50_000, 200_000_000
"""Of one file, by OpenAI's rules."""
URL = "/v1/chat/completions"


class Answer(NamedTuple):
    """One line of an output or error file."""

    key: str
    status: int
    """Of HTTP; 0 where the request was never tried, as when its batch expired."""
    data: Mapping[str, Any] | None
    """The completion, None where there is none."""
    error: Said
    """What went wrong, for sorting only."""


def line(key: str, body: Mapping[str, Any]) -> bytes:
    """Return the line that asks one request."""
    row = {"custom_id": key, "method": "POST", "url": URL, "body": body}
    # All in ASCII: some readers take U+2028 for the end of a line.
    return json.dumps(row, separators=(",", ":")).encode() + b"\n"


def answers(path: Path, start: int = 0) -> Iterator[tuple[Answer | None, int]]:
    """Yield what each line of an output or error file says, None where it says nothing, and the place in the file behind it.

    A last line that is still being written is left for later.
    """
    with path.open("rb") as file:
        file.seek(start)
        for raw in file:
            start += len(raw)
            try:
                row = json.loads(raw)
            except (ValueError, RecursionError):
                row = None
            if row is None and not raw.endswith(b"\n"):
                return
            key = row.get("custom_id") if isinstance(row, Mapping) else None
            yield _answer(key, row) if isinstance(key, str) else None, start


def _answer(key: str, row: Mapping[str, Any]) -> Answer:
    response = row.get("response")
    if not isinstance(response, Mapping):
        return Answer(key, 0, None, said({"error": row.get("error")}))
    status, body = response.get("status_code"), response.get("body")
    code = status if type(status) is int else 0
    if code < 300 and isinstance(body, Mapping) and "choices" in body and not row.get("error"):
        return Answer(key, code or 200, body, Said())
    return Answer(key, code if code >= 300 else 0, None, said({"error": row["error"]} if row.get("error") else body))
