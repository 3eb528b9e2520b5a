"""Learn the weights of scriptgen/privacy/asks.py from `tune`: `python -m benchmarks.defects.asks_weights [--score]`.

Learned from are the labelled requests and near misses of all privacy files, of asks.jsonl and of the seeded scripts, and the calls to action of the library; the other innocent lines of privacy
files and the lines of good scripts count less. --score only prints how well lines of writers from whom nothing was learned are told apart.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import NamedTuple

from benchmarks.defects import ASKS, HERE, items, rows_in, scripts, seeded, typed
from benchmarks.defects.leaning_weights import composed
from benchmarks.defects.privacy_weights import Row, learned, score, written
from scriptgen.facts.files import headers, read_facts
from scriptgen.odds import SCALE, Odds, features
from scriptgen.privacy.asks import FILE
from scriptgen.resources import PACKAGE, package_text
from scriptgen.rules.ph103_asks_for_health_details import RULE
from scriptgen.script import as_script
from scriptgen.view import View

__all__ = ["main"]

OTHERS = 0.3
"""Weight of an innocent line that no writer thought of as near to a request."""
FOLDS = 3


class Line(NamedTuple):
    """A labelled line, by its writer."""

    writer: str
    text: str
    bad: bool
    near: bool


def main() -> None:
    """Learn and write, or score."""
    lines = list(labelled())
    writers = sorted({line.writer for line in lines if line.near and line.bad})
    every = list(dict.fromkeys(script_lines()))
    if "--score" in sys.argv:
        for fold in range(FOLDS):
            out = set(writers[fold::FOLDS])
            weights = learned(
                [row(line) for line in lines if line.writer not in out]
                + [ordinary(text) for n, text in enumerate(every) if n % FOLDS != fold]
            )
            for writer in sorted(out):
                print(writer, score(weights, [row(line) for line in lines if line.near and line.writer == writer]))
            odds = Odds(FILE, {name: round(weight * SCALE) for name, weight in weights.items()})
            beyond = sum(odds.of(features(text)) > 0 for text in every[fold::FOLDS])
            print(f"beyond +0.0: {beyond} of {len(every[fold::FOLDS])} lines of good scripts")
        return
    weights = learned([*map(row, [*lines, *examples()]), *map(ordinary, every), *map(ordinary, topics())])
    (PACKAGE / FILE).write_text(written(weights, "asks_weights"), encoding="utf-8")
    print(f"{len(weights):,} weights")


def labelled() -> Iterator[Line]:
    """Yield the labelled lines of all writers."""
    for path in sorted((HERE / "tune").glob("privacy*.jsonl")):
        for item in rows_in(path):
            if item.kind == ASKS or not item.bad:
                yield Line(path.stem, item.text, item.bad, item.kind == ASKS)
    yield from (Line("asks", item.text, item.bad, True) for item in items("tune", "asks"))
    yield from (Line("library", cta.say, False, True) for head in headers() for cta in read_facts(head).ctas)
    for writer, given in seeded("tune"):
        if RULE.code in (*given["codes"], given.get("near", "")):
            yield Line(writer, given["text"], bool(given["codes"]), True)


def examples() -> Iterator[Line]:
    """Yield what the rule gives as examples."""
    for bad, given in ((True, RULE.bad), (False, RULE.good)):
        texts = (text for example in given for text in example.set.values() if isinstance(text, str))
        yield from (Line(RULE.code, text, bad, True) for text in texts)


def script_lines() -> Iterator[str]:
    """Yield the lines of good scripts, and of those from the facts library."""
    yield from (line.text for view in composed() for line in view.language)
    for given in scripts("tune", "good"):
        view = View(as_script({k: v for k, v in given.items() if k not in ("codes", "paths", "note", "id")}))
        yield from (line.text for line in view.language)


def topics() -> Iterator[str]:
    """Yield what is typed as a topic, none of it a request: names, and what people typed for them."""
    clusters = (row.split("|") for row in package_text("topics.txt").splitlines() if row[:1] != "#")
    yield from (name.strip() for names in clusters for name in names if name.strip())
    yield from typed()


def row(line: Line) -> Row:
    """Return what is weighed in a labelled line."""
    return Row(frozenset(features(line.text)), line.bad, 1.0 if line.near else OTHERS)


def ordinary(text: str) -> Row:
    """Return what is weighed in a line of a good script."""
    return Row(frozenset(features(text)), False, OTHERS)


if __name__ == "__main__":
    main()
