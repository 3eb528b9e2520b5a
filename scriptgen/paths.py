"""Paths such as beats[1].say: read and write one field of a script by its name."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

__all__ = ["field", "put"]


def field(value: Any, path: str) -> Any:
    """Return the value at `path` of a script; the empty text for a place that it does not have."""
    for part in re.findall(r"\w+", path):
        if part.isdigit():
            value = value[int(part)] if int(part) < len(value) else ""
        else:
            value = getattr(value, part, "")
    return value


def put(data: dict[str, Any], path: str, value: Any) -> None:
    """Set the field at `path` in a script's mapping, in place; a beat just past the end is added."""
    parts: list[str | int] = [int(p) if p.isdigit() else p for p in re.findall(r"\w+", path)]
    here: Any = data
    for part, following in pairwise(parts):
        if isinstance(part, int):
            if part == len(here):
                here.append({})
            here = here[part]
        else:
            if isinstance(here.get(part), tuple):
                here[part] = list(here[part])
            here = here.setdefault(part, [] if isinstance(following, int) else {})
    here[parts[-1]] = value
