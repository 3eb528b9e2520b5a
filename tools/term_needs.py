"""Write what parts of words each pattern needs to match a text: `python tools/term_needs.py`."""

from __future__ import annotations

import re
import re._parser as sre
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from scriptgen.needs import DEPTH, checksum
from scriptgen.privacy.terms import sources
from scriptgen.rules.wordclasses import NAMES, rows_of

PACKAGE = Path(__file__).parent.parent / "scriptgen"
TERMS = PACKAGE / "rules/terms"
_MOST = 250
_RUN = re.compile(r"[^\W_]{3,}")


def needed(pattern: str, flags: int = 0) -> tuple[tuple[str, ...], ...]:
    """Return sets of parts of words: a matching text holds one out of each; those that tell most first, empty where nothing is sure."""
    found = set(_needed(list(sre.parse(pattern, flags))))
    best = sorted(found, key=lambda parts: (_common(parts), len(parts), sorted(parts)))
    return tuple(tuple(sorted(parts)) for parts in best[:DEPTH])


def _needed(items: list[Any]) -> list[frozenset[str]]:
    found: list[frozenset[str]] = []
    run = ""
    for op, value in [*items, (None, None)]:
        if op is sre.LITERAL:
            run += chr(value)
            continue
        found += (frozenset((part,)) for part in _RUN.findall(run.lower()))
        run = ""
        if op is sre.SUBPATTERN:
            found += _needed(list(value[-1]))
        elif op is sre.BRANCH:
            each = [_needed(list(branch)) for branch in value[1]]
            if all(each):
                found.append(frozenset().union(*(min(one, key=_common) for one in each)))
        elif op in (sre.MAX_REPEAT, sre.MIN_REPEAT) and value[0] > 0:
            found += _needed(list(value[2]))
    return [parts for parts in found if len(parts) <= _MOST]


@cache
def _common(parts: frozenset[str]) -> tuple[int, int]:
    """Return how many ordinary words hold one of the parts, and how short the shortest is: the lower, the more it tells."""
    data = tomllib.loads((TERMS / "claim_words.toml").read_text(encoding="utf-8"))
    ordinary = data["common"].split() * 20 + data["frequent"].split()
    return sum(any(part in word for part in parts) for word in ordinary), -min(map(len, parts))


def patterns() -> Iterator[tuple[str, int]]:
    """Yield every pattern that asks for what it needs, with its flags."""
    for name in NAMES:
        data = tomllib.loads((TERMS / f"{name}.toml").read_text(encoding="utf-8"))
        yield from ((row, 0) for rows in rows_of(data).values() for row in rows)
    yield from ((source, re.VERBOSE) for source in sources())


def lines() -> str:
    """Return the text of needs.txt."""
    rows: dict[str, str] = {}
    for pattern, flags in patterns():
        rows[checksum(pattern)] = "&".join("|".join(parts) for parts in needed(pattern, flags))
    return "".join(f"{check} {needs}\n" for check, needs in rows.items() if needs)


if __name__ == "__main__":
    (PACKAGE / "needs.txt").write_text(lines(), encoding="utf-8")
