"""What a video is about, in the words that people use for it: topic, aliases and lay words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

from scriptgen.resources import package_text
from scriptgen.text import content_stems, fold, stem, words

__all__ = ["Topic", "known_stems", "named_topics", "topic_of"]

_GENERIC = frozenset(
    stem(w)
    for w in "myth myths fact facts tip tips thing things sign signs reason reasons way ways explained explain explainer advice guide basics truth truths "
    "about best worst top common mistakes mistake question questions answer answers know need should stop start really part series video "
    "treatment treatments symptom symptoms cause causes help helps health healthy doctor doctors day days week people patient patients adults adult kids "
    "child children women men new first time good bad better right wrong works work make makes use using used take taking "
    "life living home daily simple easy quick".split()
)


class Topic:
    """The stems and phrases by which a text shows that it is about a topic."""

    __slots__ = ("name", "phrases", "stems")

    def __init__(self, name: str, others: tuple[str, ...] = ()) -> None:
        self.name = name
        own = content_stems(name)
        self.stems: set[str] = (own - _GENERIC) or own
        low = f" {_stems(name)} "
        self.phrases: set[str] = set()
        for cluster in _clusters(own):
            if any(f" {phrase} " in low for phrase in cluster):
                self._add(cluster)
        for other in others:
            self._add((_stems(other),))

    def _add(self, phrases: tuple[str, ...]) -> None:
        for phrase in phrases:
            if " " in phrase:
                self.phrases.add(phrase)
            elif phrase and phrase not in _GENERIC:
                self.stems.add(phrase)

    def __bool__(self) -> bool:
        return bool(self.stems or self.phrases)

    def named_in(self, text: str) -> bool:
        """Return whether `text` uses a word of the topic, an alias or a lay word for it."""
        found = [stem(w) for w in words(fold(text))]
        parts = {stem(p) for w in found if "-" in w for p in w.split("-")}
        if not self.stems.isdisjoint(found) or not self.stems.isdisjoint(parts):
            return True
        joined = f" {' '.join(found)} "
        return any(f" {phrase} " in joined for phrase in self.phrases)

    def named_in_tag(self, tag: str) -> bool:
        """Return whether a hashtag, its words run together, names the topic."""
        low = re.sub(r"[^a-z0-9]", "", fold(tag))
        return any(len(s) > 2 and s.replace("-", "") in low for s in self.stems) or any(
            p.replace(" ", "") in low for p in self.phrases
        )


@lru_cache(maxsize=1)
def _rows() -> list[str]:
    return [row for row in package_text("topics.txt").splitlines() if row and row[0] != "#"]


@lru_cache(maxsize=1)
def _sheet() -> tuple[str, list[int]]:
    """Return all rows as one text, and where each begins: one search through it is quicker than one a row."""
    rows = _rows()
    return "\n".join(rows), [0, *accumulate(len(row) + 1 for row in rows)]


def _clusters(own: set[str]) -> Iterator[tuple[str, ...]]:
    """Yield the clusters that could name a topic with these stems; the few that share letters with it are stemmed, not all of them."""
    text, starts = _sheet()
    rows: set[int] = set()
    for root in {s[:-1] if s.endswith("y") else s for s in own}:
        at = text.find(root)
        while at >= 0:
            rows.add(number := bisect_right(starts, at) - 1)
            at = text.find(root, starts[number + 1])
    for number in sorted(rows):
        yield _cluster(_rows()[number])


@lru_cache(maxsize=1024)
def _cluster(row: str) -> tuple[str, ...]:
    return tuple(_stems(phrase) for phrase in row.split(" | "))


def named_topics(text: str) -> list[tuple[str, frozenset[str]]]:
    """Return each topic that a text names: the name in stems as it stands there, and all names of that topic."""
    own = content_stems(text) - _GENERIC
    low = f" {_stems(text)} "
    return [(phrase, frozenset(cluster)) for cluster in _clusters(own) for phrase in cluster if f" {phrase} " in low]


@lru_cache(maxsize=1)
def known_stems() -> frozenset[str]:
    """Return the stems of every word that some topic goes by: a typed word among them is no misspelling of another."""
    return frozenset(stem(w) for row in _rows() for w in words(fold(row)))


def _stems(text: str) -> str:
    return " ".join(stem(w) for w in words(fold(text)))


@lru_cache(maxsize=1024)
def topic_of(name: str, others: tuple[str, ...] = ()) -> Topic:
    """Return the Topic for a name as typed and other names for it (a facts file's aliases)."""
    return Topic(name, others)
