"""Word classes and patterns from a file in terms/: classes are named in patterns, so that verbs, persons and verdicts combine."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, reduce
from operator import or_
from typing import Any, NamedTuple

from scriptgen.gate import singles
from scriptgen.late import late
from scriptgen.needs import held_by, need
from scriptgen.resources import package_text
from scriptgen.text import words

__all__ = ["NAMES", "Rows", "Terms", "denied", "rows_of", "terms"]

NAMES = ("refusing", "scorn", "steering", "stigma", "trends")
_NAME = re.compile(r"@([A-Z]+)")
_GAP = re.compile(r"\s*([@&])(\d)\s*")
_ENDINGS = ("s", "es", "d", "ed", "ing", "er", "ers", "y", "'s", "s'", "n", "ly")
_CHANGED = ("ing", "er", "ers", "ies", "ied", "ier", "iest", "es", "ed")
_DENIED = late(
    r"(?:\b(?:not|never|no|nobody|none|nothing|neither|nor|without|hardly|cannot|stop|quit|instead of|rather than|"
    r"far from|less about|anything but)|n't)(?: [\w'\"-]+){0,4}[ \"]*$"
)


class Rows:
    """Patterns of one kind that are tried one after the other, each compiled when a text may match it."""

    __slots__ = ("_at", "_rows", "bits")

    def __init__(self, patterns: Iterable[str]) -> None:
        self._rows = tuple(map(late, patterns))
        self._at: dict[int, list[int]] = {}
        """Where the rows stand that a bit opens."""
        for at, row in enumerate(self._rows):
            for bit in singles(need(row)):
                self._at.setdefault(bit, []).append(at)
        self.bits = need(*self._rows)
        """What of `held_by` a text needs for any of them."""

    def _open(self, held: int) -> Iterator[re.Pattern[str]]:
        found = held & self.bits
        if found:
            for at in sorted({at for bit in singles(found) for at in self._at[bit]}):
                yield self._rows[at]

    def finditer(self, low: str, held: int) -> Iterator[re.Match[str]]:
        """Yield all matches in a text, row by row; `held` is what needs.held_by says of its words."""
        for row in self._open(held):
            yield from row.finditer(low)

    def first(self, low: str, held: int) -> re.Match[str] | None:
        """Return the match that begins first, by the first row of several; None where no row has any."""
        matches = [match for row in self._open(held) if (match := row.search(low))]
        return min(matches, key=lambda match: match.start(), default=None)

    def search(self, low: str, held: int) -> re.Match[str] | None:
        """Return a match, None where no row has any."""
        return next(self.finditer(low, held), None)


class Terms(NamedTuple):
    """What a file holds, ready to be used."""

    gate: frozenset[str]
    """Words of which a line holds one, or nothing can match."""
    classes: Mapping[str, frozenset[str]]
    """Words by class, with their endings."""
    patterns: Mapping[str, Rows]
    instead: Mapping[str, str]
    """Beginnings of words, and what to say in their place."""

    def holds(self, kind: str, low: str) -> bool:
        """Return whether a text matches a row of a kind."""
        return self.patterns[kind].search(low, held_by(words(low))) is not None

    def bits(self, *kinds: str) -> int:
        """Return what of `held_by` a text needs for any row of some kinds."""
        return reduce(or_, (self.patterns[kind].bits for kind in kinds))


@lru_cache(maxsize=8)
def terms(name: str) -> Terms:
    """Return the word classes and patterns of rules/terms/<name>.toml.

    In a pattern @NAME stands for a part, @3 for a gap of up to three words within a sentence, &3 for one that may lead into the next.
    The files quote long texts with ''', which tomllib reads at once; a text in double quotes it reads letter by letter.
    """
    data = tomllib.loads(package_text(f"rules/terms/{name}.toml"))
    patterns = {kind: Rows(rows) for kind, rows in rows_of(data).items()}
    classes = {key: _inflected(text) for key, text in data.get("classes", {}).items()}
    return Terms(_inflected(data.get("gate", "")), classes, patterns, data.get("instead", {}))


def rows_of(data: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return the patterns of a file, row by row, with parts and gaps filled in."""
    parts: dict[str, str] = {}
    for part, text in data.get("parts", {}).items():
        parts[part] = f"(?:{_filled(text, parts)})"
    return {
        kind: tuple(rf"(?<![\w'])(?:{_filled(row, parts)})(?!\w)" for row in block.splitlines() if row.strip())
        for kind, block in data["patterns"].items()
    }


def denied(low: str, at: int) -> bool:
    """Return whether a word of negation stands shortly before `at`, in the same clause."""
    head = low[max(0, at - 60) : at]
    cut = max(head.rfind(c) for c in ".?!;,\n") + 1
    return bool(_DENIED.search(head[cut:]))


def _filled(row: str, parts: Mapping[str, str]) -> str:
    text = _NAME.sub(lambda m: parts[m[1]], " ".join(row.split()))
    return _GAP.sub(lambda m: _gap(m[1] == "&", m[2]), text)


def _gap(far: bool, most: str) -> str:
    between = r"[^\w\n]+" if far else r"[^\w.?!\n]+"
    return rf"(?:{between}[\w'-]+){{0,{most}}}{between}"


def _inflected(text: str) -> frozenset[str]:
    """Return the words of a list; one that ends in ~ comes with its endings."""
    found: set[str] = set()
    for word in text.split():
        root = word.removesuffix("~")
        found.add(root)
        if root != word:
            found.update(root + ending for ending in _ENDINGS)
            if root[-1] in "ey":
                found.update(root[:-1] + ending for ending in _CHANGED)
            else:
                found.update(root + root[-1] + ending for ending in ("ing", "ed", "y", "er", "ers"))
    return frozenset(found)
