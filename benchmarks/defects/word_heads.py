"""Write what scriptgen/readers/wordheads.py reads: `python -m benchmarks.defects.word_heads [--score]`.

Counts of words by rule, weights for topics and openings, and the thresholds; --score writes nothing. Prints what is found in the items of writers from whom
nothing was learned. Run leaning_weights first: sentences go by its file.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from math import sqrt
from typing import NamedTuple

from benchmarks.defects import Item, items, ordinary_topics, scripts, writers
from benchmarks.defects.leaning_weights import LIBRARY, PLAIN, composed, examples, library_lines
from benchmarks.defects.privacy_weights import Row, learned, written
from scriptgen.odds import BIAS, features
from scriptgen.readers.context import opening
from scriptgen.readers.features import line_of, passages
from scriptgen.readers.wordheads import FOLDER, GROUPS, SMOOTH, Counts, group_of, leaning_of
from scriptgen.resources import PACKAGE, package_text
from scriptgen.rules.ds104_emergency_line import RULE as DS104
from scriptgen.rules.leaning import FILE
from scriptgen.script import as_script
from scriptgen.view import View

__all__ = ["Words", "main", "words_from"]

DATE = "2026-11-23"
"""The day of the data; change it with them."""
FOLDS = 4
FALSE, LINES = 0.02, 0.005
"""Share of the innocent items, most of them near misses, and of the passages of good scripts, that may be taken for a breach."""
MET = 3
"""Sentences that a word must be in to be counted."""
NAMES = 0.1
"""Weight of the name of a topic, of which there are thousands."""


class Words(NamedTuple):
    """What was learned for one group."""

    group: str
    weights: dict[str, float]
    counts: Counts

    def leaning(self, text: str) -> float:
        """Return how far a passage leans towards a breach."""
        known = [self.weights[name] for name in features(text) if name in self.weights]
        return leaning_of(text, self.group, self.weights[BIAS] + sum(known) / sqrt(len(known) or 1))


def words_from(known: Sequence[Item], group: str, lines: Sequence[str] = ()) -> Words:
    """Return what is learned for a group from items and innocent lines."""
    own = [item for item in known if group_of(item.code) == group]
    rows = [Row(frozenset(features(item.text)), item.bad, 1.0) for item in own]
    rows += [Row(frozenset(features(line)), False, 1.0) for line in lines]
    if group == "script":
        rows += [*examples(), *library_lines()]
    if group == "opening":
        quiet = (opening(view) for view in composed() if not list(DS104.find(view)))
        rows += [Row(frozenset(features(text)), False, LIBRARY) for text in dict.fromkeys(quiet) if text]
    if group == "topic":
        clusters = (row.split("|") for row in package_text("topics.txt").splitlines() if row[:1] != "#")
        rows += [Row(frozenset(features(n.strip())), False, NAMES) for names in clusters for n in names if n.strip()]
    return Words(group, learned(rows), Counts(counted(own)))


def main() -> None:
    """Learn, measure on writers left out, and write."""
    known = [(number, item) for number, name in enumerate(writers("tune")) for item in items("tune", name)]
    known += list(enumerate(ordinary_topics()))
    lines = list(good_lines())
    warn = [_measured([(n, i) for n, i in known if group_of(i.code) == group], group, lines) for group in GROUPS]
    if "--score" in sys.argv:
        return
    folder = PACKAGE / FOLDER
    folder.mkdir(exist_ok=True)
    codes = " ".join(sorted({item.code for _, item in known if item.bad}))
    first = f"{DATE} {' '.join(f'{value:.2f}' for value in warn)}"
    (folder / "about.txt").write_text(f"{first}\n{codes}\n", encoding="utf-8")
    plain = items("tune", PLAIN)
    (folder / "counts.txt").write_text(counted([*(item for _, item in known), *plain]), encoding="utf-8")
    for group, file in GROUPS.items():
        if file != FILE:
            (PACKAGE / file).write_text(
                written(words_from([i for _, i in known], group).weights, "word_heads"), encoding="utf-8"
            )


def _measured(own: list[tuple[int, Item]], group: str, lines: list[str]) -> float:
    """Return the threshold of a group, and print what lies above it for writers left out."""
    broken: list[tuple[float, bool, str]] = []
    innocent: list[float] = []
    beside: list[float] = []
    for fold in range(FOLDS):
        taught = lines if group == "script" else []
        words = words_from(
            [i for n, i in own if n % FOLDS != fold], group, [t for n, t in enumerate(taught) if n % FOLDS != fold]
        )
        beside += [words.leaning(text) for n, text in enumerate(taught) if n % FOLDS == fold]
        for item in (i for n, i in own if n % FOLDS == fold):
            parts = [p.text for p in passages(line_of(item.text))] if group == "script" else [item.text]
            best = max(parts, key=words.leaning)
            apart = words.counts.apart(features(best), words.counts.codes)
            right = max(apart, key=lambda code: apart[code]) in (item.code, *item.also)
            broken.append((words.leaning(best), right, item.code)) if item.bad else innocent.append(words.leaning(best))
    least = sorted(innocent, reverse=True)[int(len(innocent) * FALSE)]
    if beside:
        least = max(least, sorted(beside, reverse=True)[int(len(beside) * LINES)])
    told = [right for value, right, _ in broken if value >= least]
    false = sum(value >= least for value in innocent) / len(innocent)
    print(
        f"{group}: the right rule on {sum(told) / len(broken):.0%} of {len(broken)}, any rule on {len(told) / len(broken):.0%}; "
        f"false alarms on {false:.1%} of {len(innocent)}; threshold {least:.2f}"
    )
    hits, every = (
        Counter(code for value, right, code in broken if right and value >= least),
        Counter(code for *_, code in broken),
    )
    print("  " + ", ".join(f"{code} {hits[code] / n:.0%}" for code, n in sorted(every.items())))
    return least


def good_lines() -> Iterator[str]:
    """Yield the passages of good scripts."""
    for given in scripts("tune", "good"):
        view = View(as_script({k: v for k, v in given.items() if k not in ("codes", "paths", "note", "id")}))
        for line in view.language:
            yield from (piece.text for piece in passages(line))


def counted(known: Sequence[Item]) -> str:
    """Return the counts of words by rule as a text: rules with their sizes, then a word a row."""
    codes = sorted({item.code for item in known if item.bad})
    counts: dict[str, Counter[int]] = {}
    for item in known:
        for name in features(item.text) if item.bad else ():
            counts.setdefault(name, Counter())[codes.index(item.code)] += 1
    kept = {name: own for name, own in sorted(counts.items()) if own.total() >= MET}
    sizes = [sum(own[n] for own in kept.values()) + SMOOTH * len(kept) for n in range(len(codes))]
    first = " ".join(f"{code}:{size:.1f}" for code, size in zip(codes, sizes, strict=True))
    rows = (f"{name} {' '.join(f'{n}:{c}' for n, c in sorted(own.items()))}" for name, own in kept.items())
    return "\n".join((first, *rows, ""))


if __name__ == "__main__":
    main()
