"""What patterns need: a pattern that the file does not know is open to every text."""

from __future__ import annotations

import tomllib

import pytest

from scriptgen.gate import numbers
from scriptgen.needs import Needs, bit_of, held_by, indexed
from scriptgen.resources import package_text
from scriptgen.rules.wordclasses import rows_of


def test_an_unknown_pattern_is_open_to_any_text() -> None:
    assert held_by([]) & bit_of("no such pattern")


@pytest.mark.parametrize(("word", "open_"), [("junkies", True), ("sunscreen", False)])
def test_a_known_pattern_is_open_to_its_words(word: str, open_: bool) -> None:
    first = next(
        row
        for rows in rows_of(tomllib.loads(package_text("rules/terms/stigma.toml"))).values()
        for row in rows
        if "junk" in row
    )
    assert bool(held_by([word]) & bit_of(first)) is open_


ROWS = [
    ("a", [["cure", "heal"], ["knee"]]),
    ("b", [["cure"]]),
    ("a", [["knee"], ["pain"], ["never"]]),
    ("c", [["<add>"]]),
    ("d", [["<add"]]),
    ("e", [["add>"]]),
]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("cures knees", [0, 1]),
        ("knee pain", []),
        ("knee pain never", [2]),
        ("add", [3, 4, 5]),
        ("adds", [4]),
        ("self-add's", [3, 4, 5]),
        ("bladder paddle", []),
        ("", []),
    ],
)
def test_rows_of_which_every_set_is_met(text: str, rows: list[int]) -> None:
    needs = Needs(indexed(ROWS))
    for _ in range(2):  # the second time the words are remembered
        assert list(numbers(needs.held_by(text.split()))) == [*rows, len(ROWS)]  # the last one is open to any text


def test_a_pattern_may_have_several_rows() -> None:
    assert list(numbers(Needs(indexed(ROWS)).bits["a"])) == [0, 2]
