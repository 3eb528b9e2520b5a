"""Learn the weights of scriptgen/rules/leaning.py from `tune`: `python -m benchmarks.defects.leaning_weights [--score]`.

Every labelled sentence on claims and respect counts, whatever its rule, and so do the sentences of good scripts, those of the facts library, and the rules' own examples. --score only prints how well sentences of writers
from whom nothing was learned are told apart. The learning is that of privacy_weights: plain Python, a fixed order, the same lines give the same file.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import lru_cache

from benchmarks.defects import items, scripts, writers
from benchmarks.defects.privacy_weights import Row, learned, score, written
from scriptgen.api import draft
from scriptgen.brief import FORMATS
from scriptgen.facts.files import headers
from scriptgen.odds import features
from scriptgen.readers.features import passages
from scriptgen.resources import PACKAGE
from scriptgen.rules import all_rules
from scriptgen.rules.leaning import FILE, is_weighed
from scriptgen.script import as_script
from scriptgen.view import View

__all__ = ["main"]

PLAIN, FIRM = "plain", 3.0
"""The file of sentences in the plainest words, and what one of them counts: they are few, and nobody may miss them."""
LIBRARY = 0.5
"""The same for a passage from the facts library."""
APART = ("TP", "DS")
"""Families whose items are topics and openings."""
FOLDS = 4
LINES = 1.0
"""Weight of an innocent sentence of a good script: people mostly check good ones."""


def main() -> None:
    """Learn and write, or score."""
    by_writer = {name: rows_of(name) for name in writers("tune")}
    lines = [*script_lines(), *examples(), *library_lines()]
    if "--score" in sys.argv:
        for fold in range(FOLDS):
            others = [row for n, rows in enumerate(by_writer.values()) if n % FOLDS != fold for row in rows]
            weights = learned(others + lines)
            for n, (name, rows) in enumerate(by_writer.items()):
                if n % FOLDS == fold:
                    print(name, score(weights, rows))
        return
    weights = learned([row for rows in by_writer.values() for row in rows] + lines)
    (PACKAGE / FILE).write_text(written(weights, "leaning_weights"), encoding="utf-8")
    print(f"{len(weights):,} weights")


def rows_of(name: str) -> list[Row]:
    """Return the rows of one writer's file."""
    own = (item for item in items("tune", name) if not item.code.startswith(APART))
    return [Row(frozenset(features(item.text)), item.bad, 1.0) for item in own]


def script_lines() -> Iterator[Row]:
    """Yield the sentences of good scripts."""
    for given in scripts("tune", "good"):
        view = View(as_script({k: v for k, v in given.items() if k not in ("codes", "paths", "note", "id")}))
        for line in view.language:
            yield from (Row(frozenset(features(piece.text)), False, LINES) for piece in line.sentences)


@lru_cache(maxsize=1)
def composed() -> tuple[View, ...]:
    """Return a script of each topic of the facts library in each format, which its tests hold to all rules."""
    return tuple(
        View(draft(head.topic, format=form, seed=1, model="facts").script) for head in headers() for form in FORMATS
    )


def library_lines() -> Iterator[Row]:
    """Yield the passages of scripts from the facts library, each once."""
    said = dict.fromkeys(piece.text for view in composed() for line in view.language for piece in passages(line))
    yield from (Row(frozenset(features(text)), False, LIBRARY) for text in said)


def examples() -> Iterator[Row]:
    """Yield what the rules give as examples, and breaches and warnings in the plainest words, which no writer of subtle ones wrote."""
    for item in items("tune", PLAIN):
        yield Row(frozenset(features(item.text)), item.bad, FIRM)
    for rule in filter(is_weighed, all_rules()):
        for bad, given in ((True, rule.bad), (False, rule.good)):
            texts = (text for example in given for text in example.set.values() if isinstance(text, str))
            yield from (Row(frozenset(features(text)), bad, 1.0) for text in texts)


if __name__ == "__main__":
    main()
