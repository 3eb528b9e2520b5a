"""Names, word classes and patterns that the recognisers share, read when they are first used."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache

from scriptgen.needs import bit_of
from scriptgen.resources import package_text

__all__ = ["bit", "listed", "pattern", "sources", "word_class"]


@cache
def _sections(name: str) -> Mapping[str, frozenset[str]]:
    found: dict[str, list[str]] = {}
    rows: list[str] = []
    for row in package_text(f"privacy/terms/{name}.txt").splitlines():
        if row.startswith("["):
            rows = found.setdefault(row[1:-1], [])
        elif not row.startswith("#"):
            rows += row.split()
    return {section: frozenset(words) for section, words in found.items()}


def listed(name: str, section: str = "names") -> frozenset[str]:
    """Return the words of a section of terms/<name>.txt."""
    return _sections(name).get(section, frozenset())


def word_class(section: str) -> frozenset[str]:
    """Return a class of words; "_" stands for a blank inside one."""
    return listed("words", section)


@lru_cache(maxsize=1)
def _patterns() -> dict[str, str]:
    return {
        k: v for table in tomllib.loads(package_text("privacy/terms/patterns.toml")).values() for k, v in table.items()
    }


@cache
def _alternatives(section: str) -> str:
    words = word_class(section)
    if words:
        return (
            "(?:" + "|".join(re.escape(w).replace("_", r"\ ") for w in sorted(words, key=lambda w: (-len(w), w))) + ")"
        )
    return "(?:" + _filled(_patterns()[section]) + ")"


def _filled(source: str) -> str:
    return re.sub(r"@(\w+)@", lambda m: _alternatives(m[1]), source)


def sources() -> tuple[str, ...]:
    """Return all patterns as they are written, with their word classes filled in."""
    return tuple(map(_filled, _patterns().values()))


@cache
def bit(name: str) -> int:
    """Return what of needs.held_by a text has where a pattern may match it."""
    return bit_of(_filled(_patterns()[name]))


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return a compiled pattern of terms/patterns.toml, with its word classes (@name@) filled in; it reads lower case."""
    return re.compile(_filled(_patterns()[name]), re.VERBOSE)
