"""A fact file as TOML. Ours and not a library's: the values are few, and no dependency has to come for them."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from scriptgen.facts.importing.taken import Fetched
from scriptgen.facts.model import FactFile
from scriptgen.text import one_line

__all__ = ["as_toml"]

_WIDTH = 118


def as_toml(facts: FactFile) -> str:
    """Return a fact file that reads back to the same value, with the notes of what was fetched as comments at its top."""
    notes = facts.notes if isinstance(facts, Fetched) else ()
    comments = [f"# {line}" for note in notes for line in textwrap.wrap(one_line(note), _WIDTH)]
    data = facts.model_dump(exclude_defaults=True)
    return "\n".join([*comments, *([""] if comments else []), *_lines(data, "")]) + "\n"


def _lines(data: Mapping[str, Any], table: str) -> Iterator[str]:
    """Yield plain keys first: what follows the head of a table belongs to that table."""
    for key, value in data.items():
        if not _is_table(value):
            yield f"{key} = {_value(value)}"
    for key, value in data.items():
        if _is_table(value):
            name = f"{table}{key}"
            for row in [value] if isinstance(value, dict) else value:
                yield ""
                yield f"[{name}]" if isinstance(value, dict) else f"[[{name}]]"
                yield from _lines(row, f"{name}.")


def _is_table(value: object) -> bool:
    return isinstance(value, dict) or (isinstance(value, (list, tuple)) and any(isinstance(v, dict) for v in value))


def _value(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, str):  # TOML takes JSON's escapes, and wants DEL escaped too
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return value.isoformat() if isinstance(value, date) else str(value)
