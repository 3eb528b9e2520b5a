"""The vote of sentence embeddings in the privacy screen, with the extra and the weights."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from benchmarks.defects import items
from scriptgen import screen
from scriptgen.privacy import embedded, find
from scriptgen.privacy.embedded import FILE, MOST, Head
from scriptgen.readers.embed import Embedder, adapters, weights

pytestmark = pytest.mark.reader


@pytest.fixture(scope="module")
def head() -> Head:
    """The head as it ships."""
    return embedded.head()


def lines() -> Iterator[tuple[str, str, bool]]:
    """Yield some of the lines that it was trained on."""
    for item in items("tune", "privacy")[::40]:
        if item.kind != "asks":
            yield item.text, item.where, item.bad


def test_known_lines_are_told_apart(head: Head) -> None:
    """No measure of how good it is: the file and the code fit."""
    told = [(head.log_odds(text, where) > 0, bad) for text, where, bad in lines()]
    assert sum(above == bad for above, bad in told) / len(told) > 0.95


def test_where_a_text_stands_counts(head: Head) -> None:
    text = "97 and still dancing"
    assert len({round(head.log_odds(text, where), 1) for where in ("topic", "notes", "comment", "script")}) > 2


@pytest.mark.parametrize("text", ["", " ", "x" * 5000, "word " * 3000, "\u200b", "🙂" * 300, "\n\n"])
def test_any_text_gets_bounded_odds(head: Head, text: str) -> None:
    assert -MOST <= head.log_odds(text, "notes") <= MOST


def test_the_screen_takes_the_vote(monkeypatch: pytest.MonkeyPatch) -> None:
    """On lines that no recogniser was made by more decisions are right with it; sockets are closed here."""
    rows = [item for item in items("tune", "privacy-f")[::3] if item.kind != "asks"]
    voted = [bool(find(item.text, item.where)) for item in rows]
    monkeypatch.setenv("SCRIPTGEN_CLASSIFIER", "off")
    alone = [bool(find(item.text, item.where)) for item in rows]
    right = [sum(told == item.bad for told, item in zip(found, rows, strict=True)) for found in (alone, voted)]
    assert right[0] < right[1] and right[1] > 0.97 * len(rows)


def test_the_same_from_many_threads() -> None:
    with ThreadPoolExecutor(8) as pool:
        runs = list(pool.map(lambda _: screen("nana is a hundred and two n they gave her ambien", "notes"), range(16)))
    assert runs[0] and all(run == runs[0] for run in runs)


def test_the_base_is_held_once_and_the_file_is_small(head: Head) -> None:
    folder = weights()
    assert folder
    own, other = head._model._values, Embedder(folder, adapters())._values
    differ = {name for name in own if own[name] is not other[name]}
    assert 0 < len(differ) < len(own) / 2
    assert FILE.stat().st_size < 600_000
