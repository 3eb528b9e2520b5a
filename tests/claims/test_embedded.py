"""The vote of meaning in the claim register, with the extra and the weights."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from benchmarks.claims.pairs import Pair, written
from scriptgen.claims import embedded
from scriptgen.claims.embedded import FILE, Head
from scriptgen.claims.support import support
from scriptgen.claims.verdict import VERDICTS

pytestmark = pytest.mark.reader
PAIR = "Honey calms a cough at night.", "Honey can ease a night-time cough in children over one."


@pytest.fixture(scope="module")
def head() -> Head:
    """The head as it ships."""
    return embedded.head()


@pytest.fixture(scope="module")
def pairs() -> list[Pair]:
    """Some of the pairs that it was trained on."""
    return [pair for part in ("more-j", "more-p", "more-s") for pair in written(part)[::12] if pair.label in VERDICTS]


def right(pairs: list[Pair]) -> int:
    """Return on how many pairs the verdict is the label."""
    return sum(support(pair.claim, [pair.source]).verdict == pair.label for pair in pairs)


def test_known_pairs_are_told_apart(head: Head, pairs: list[Pair]) -> None:
    """No measure of how good it is: the file and the code fit."""
    told = [VERDICTS[max(range(3), key=head.leanings(pair.claim, pair.source).__getitem__)] for pair in pairs]
    assert sum(own == pair.label for own, pair in zip(told, pairs, strict=True)) > 0.9 * len(pairs)


def test_the_register_takes_the_vote(monkeypatch: pytest.MonkeyPatch, pairs: list[Pair]) -> None:
    voted = right(pairs)
    monkeypatch.setenv("SCRIPTGEN_CLASSIFIER", "off")
    assert right(pairs) < voted > 0.9 * len(pairs)


@pytest.mark.parametrize("text", [" ", "x" * 5000, "word " * 3000, "\u200b", "🙂" * 300, "\n\n"])
@pytest.mark.parametrize("other", ["", "Honey can ease a cough. " * 200])
def test_any_texts_get_a_leaning(head: Head, text: str, other: str) -> None:
    assert all(value <= 0 for value in head.leanings(text, other))


def test_the_same_from_many_threads(head: Head) -> None:
    with ThreadPoolExecutor(8) as pool:
        runs = list(pool.map(lambda _: head.leanings(*PAIR), range(16)))
    assert all(run == runs[0] for run in runs)


def test_the_file_is_small() -> None:
    assert FILE.stat().st_size < 1_600_000
