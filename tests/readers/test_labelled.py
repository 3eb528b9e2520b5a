"""The labelled sentences that the heads are trained on: each is its own."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest

from benchmarks.defects import items
from scriptgen.text import fold, words


def grams(text: str) -> set[tuple[str, ...]]:
    """Return the word 4-grams of a text."""
    low = words(fold(text))
    return {tuple(low[i : i + 4]) for i in range(len(low) - 3)}


def too_close(texts: list[str]) -> list[tuple[str, str]]:
    """Return the pairs that share more than half of the word 4-grams of the shorter one, or are equal."""
    held = [grams(text) for text in texts]
    where: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    found: list[tuple[str, str]] = []
    for number, own in enumerate(held):
        shared = Counter(other for gram in own for other in where[gram])
        found += [
            (texts[other], texts[number]) for other, n in shared.items() if n > min(len(own), len(held[other])) / 2
        ]
        for gram in own:
            where[gram].append(number)
    same = [(t, t) for t, n in Counter(fold(t) for t in texts).items() if n > 1 and not grams(t)]
    return found + same


@pytest.mark.parametrize(
    ("texts", "pairs"),
    [
        (["rest the knee for a day or so", "rest the knee for a day or two"], 1),
        (["rest the knee for a day", "rest the knee and then walk on it again"], 0),
        (["too short", "Too short"], 1),
        (["one two three four five", "nine eight seven six five"], 0),
    ],
)
def test_the_measure(texts: list[str], pairs: int) -> None:
    assert len(too_close(texts)) == pairs


@pytest.mark.parametrize("topics", [False, True])
def test_no_two_share_half_of_their_words(topics: bool) -> None:
    """Sentences among sentences, topics among topics."""
    held = [item for name in ("claims", "train") for item in items("tune", name)]
    texts = [item.text for item in held if item.code.startswith("TP") is topics]
    assert len(texts) > 100
    assert too_close(texts) == []
