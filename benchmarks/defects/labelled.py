"""What the classifier's heads are trained on: labelled sentences, topics and lines of scripts, and who wrote them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from benchmarks.defects import Item, items, ordinary_topics, scripts, writers
from scriptgen.readers.context import CITED, cites, helps, named, named_beside, opening
from scriptgen.readers.features import line_of, passages
from scriptgen.script import Script, as_script
from scriptgen.view import View

__all__ = ["FAMILIES", "GROUPS", "SOURCED", "Task", "lines_of", "openings_of", "script_of", "sourced", "task"]

GROUPS = {"script": ("CL", "RS"), "topic": ("TP",), "opening": ("DS104",)}
"""Sentences, topics, and topic and hook together have heads of their own."""
SOURCED = ("cited", "named")
"""The kinds of lines with a source."""
FAMILIES = tuple(family for families in GROUPS.values() for family in families)


@dataclass(frozen=True)
class Task:
    """Items and the texts they are read as."""

    items: list[Item]
    texts: list[str]
    units: list[list[int]]
    """The texts an item is judged by: its passages."""
    whole: list[int]
    """The text that is all of an item."""
    script: Any
    """For lines of scripts the script's number, else -1."""
    writer: Any
    """Who wrote it, as a number; scripts are shared out evenly, and a line goes with the first script that has it."""
    codes: list[str]

    @cached_property
    def bad(self) -> Any:
        """Which items break a rule."""
        return np.array([item.bad for item in self.items])

    @cached_property
    def breaks(self) -> Any:
        """Which item breaks which rule."""
        return np.array([[i.bad and code in (i.code, *i.also) for code in self.codes] for i in self.items])

    @cached_property
    def labelled(self) -> Any:
        """Which items are labelled sentences or topics, not lines of scripts."""
        return self.script < 0

    @cached_property
    def group(self) -> Any:
        """The number in GROUPS of each item."""
        return np.array([_group(item.code) for item in self.items])

    @cached_property
    def taught(self) -> Any:
        """Which heads learn from which item: those of its group, but for what a cited source excuses."""
        return self._heads("cited")

    @cached_property
    def asked(self) -> Any:
        """Which heads have a say on which item: those that learn from it, but for what a named source excuses."""
        return self._heads(*SOURCED)

    def _heads(self, *kinds: str) -> Any:
        sourced = np.array([item.kind in kinds for item in self.items])
        return (self.group[:, None] == self.heads) & ~(sourced[:, None] & [code in CITED for code in self.codes])

    @cached_property
    def heads(self) -> Any:
        """The number in GROUPS of each code."""
        return np.array([_group(code) for code in self.codes])


def _group(code: str) -> int:
    return next((n for n, families in enumerate(GROUPS.values()) if code.startswith(families)), 0)


def task(part: str = "tune") -> Task:
    """Return what is to be learned from the labelled files, each file being one writer's."""
    files = writers(part)
    chosen = [
        (n, -1, sourced(i))
        for n, name in enumerate(files)
        for i in items(part, name)
        if not i.bad or i.code.startswith(FAMILIES)
    ]
    if part == "tune":
        chosen += [(n % len(files), -1, item) for n, item in enumerate(ordinary_topics())]
    first: dict[str, int] = {}
    for number, item in (*lines_of(part), *openings_of(part)):
        chosen.append((first.setdefault(item.text, number) % len(files), number, item))
    texts: dict[str, int] = {}
    units, whole = [], []
    for _, _, item in chosen:
        pieces = () if _group(item.code) else passages(line_of(item.text))
        whole.append(texts.setdefault(item.text, len(texts)))
        units.append([texts.setdefault(piece.text, len(texts)) for piece in pieces] or whole[-1:])
    return Task(
        items=[item for _, _, item in chosen],
        texts=list(texts),
        units=units,
        whole=whole,
        script=np.array([number for _, number, _ in chosen]),
        writer=np.array([writer for writer, _, _ in chosen]),
        codes=sorted({item.code for _, number, item in chosen if item.bad and number < 0}),
    )


def sourced(item: Item) -> Item:
    """Return a labelled sentence that says so where it names its source."""
    return replace(item, kind="named") if named(line_of(item.text)) else item


def lines_of(part: str) -> list[tuple[int, Item]]:
    """Return the lines of good and bad scripts, each with its script's number; a line with a fault that no head reads for is left out."""
    found: list[tuple[int, Item]] = []
    for number, script in enumerate((*scripts(part, "good"), *scripts(part, "bad"))):
        codes = tuple(code for code in script.get("codes", ()) if code.startswith(GROUPS["script"]))
        view = View(script_of(script))
        for line in view.language:
            bad = line.path in script.get("paths", ())
            kind = "cited" if cites(view, line) else "named" if named_beside(view, line) else ""
            if codes or not bad:
                own = codes if bad else ("",)
                found.append((number, Item(line.text, own[0], bad, own[1:], kind=kind)))
    return found


def openings_of(part: str) -> list[tuple[int, Item]]:
    """Return topic and hook of the good scripts that do not say how to get help and, being good, need not; with their numbers."""
    views = [View(script_of(script)) for script in scripts(part, "good")]
    return [(n, Item(opening(v), "DS104", False)) for n, v in enumerate(views) if opening(v) and not helps(v)]


def script_of(value: dict[str, Any]) -> Script:
    """Return the script in a row of the scripts' files."""
    return as_script({k: v for k, v in value.items() if k not in ("codes", "paths")})
