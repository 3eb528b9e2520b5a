"""What patterns need: a pattern that the file does not know is open to every text."""

from __future__ import annotations

import tomllib

import pytest

from scriptgen.needs import bit_of, held_by
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
