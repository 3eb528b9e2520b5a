"""A topic with what its row says about it; columns go by any of their names, and a row that cannot be used is a Bad."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from scriptgen.resources import package_text

__all__ = ["Bad", "Found", "Row", "known", "named", "row_of", "row_with"]

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


def row_of(line: int, cells: Mapping[str, Any]) -> Found:
    """Return the Row of a mapping from column to value; columns go by any of their names, unknown ones are left out."""
    return row_with(line, ((named(str(column)), value) for column, value in cells.items()))


def row_with(line: int, cells: Iterable[tuple[str | None, Any]]) -> Found:
    """Return the Row of values with the options that they are for; None: for nothing."""
    found: dict[str, Any] = {}
    for name, value in cells:
        if not name or name in found or value is None:
            continue
        if isinstance(value, str):
            value = value.strip()
            if not value.isascii() and any("\ud800" <= c <= "\udfff" for c in value):
                return Bad(line, "holds bytes that are no UTF-8; save the file as UTF-8")
        if value != "":
            found[name] = value
    return _checked(line, found)


def _checked(line: int, found: dict[str, Any]) -> Found:
    topic = found.pop("topic", "")
    if not isinstance(topic, str) or not topic:
        return Bad(line, "has no topic")
    ours = {name: str(found.pop(name, "")) for name in _OURS}
    if not found:
        return Row(line, topic, found, **ours)
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


@lru_cache(maxsize=256)
def named(column: str) -> str | None:
    """Return the option that a column of this name becomes, None for one that is left out."""
    return _columns().get(_plain(column))


def _plain(column: str) -> str:
    return re.sub(r"[\W_]+", " ", column).strip().lower()


@lru_cache(maxsize=1)
def _columns() -> dict[str, str]:
    """Return the option of each column's name."""
    table: dict[str, list[str]] = tomllib.loads(package_text("batching/columns.toml"))
    return {_plain(said): name for name, names in table.items() for said in (name, *names)}


def known() -> tuple[str, ...]:
    """Return the names of the columns that are used, beside topic."""
    return tuple(name for name in dict.fromkeys(_columns().values()) if name != "topic")
