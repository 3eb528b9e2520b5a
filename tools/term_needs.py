"""Write beside each file of word patterns what a text must contain for a row to match: `python tools/term_needs.py`."""

from __future__ import annotations

import re._parser as sre  # type: ignore[import-not-found]
import tomllib
from pathlib import Path
from typing import Any

from scriptgen.rules.wordclasses import NAMES, rows_of

TERMS = Path(__file__).parent.parent / "scriptgen/rules/terms"
_MOST = 250


def needed(pattern: str) -> tuple[str, ...]:
    """Return letters of which a matching text holds one at least; empty where nothing is sure."""
    return tuple(sorted(_needed(list(sre.parse(pattern))) or ()))


def _needed(items: list[Any]) -> frozenset[str] | None:
    found: list[frozenset[str]] = []
    run = ""
    for op, value in [*items, (None, None)]:
        if op is sre.LITERAL:
            run += chr(value)
            continue
        if len(run.strip()) > 2:
            found.append(frozenset((run.strip(),)))
        run = ""
        if op is sre.SUBPATTERN:
            inner = _needed(list(value[-1]))
        elif op is sre.BRANCH:
            each = [_needed(list(branch)) for branch in value[1]]
            inner = None if any(one is None for one in each) else frozenset().union(*(one for one in each if one))
        elif op in (sre.MAX_REPEAT, sre.MIN_REPEAT) and value[0] > 0:
            inner = _needed(list(value[2]))
        else:
            inner = None
        if inner and len(inner) <= _MOST:
            found.append(inner)
    return max(found, key=lambda one: (min(min(map(len, one)), 4), -len(one)), default=None)


def lines(name: str) -> str:
    """Return the text of <name>.needs.txt."""
    data = tomllib.loads((TERMS / f"{name}.toml").read_text(encoding="utf-8"))
    return "".join("|".join(needed(row)) + "\n" for rows in rows_of(data).values() for row in rows)


def main() -> None:
    """Write all of them."""
    for name in NAMES:
        (TERMS / f"{name}.needs.txt").write_text(lines(name), encoding="utf-8")


if __name__ == "__main__":
    main()
