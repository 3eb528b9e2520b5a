"""Word classes: endings, gaps, negation, and the letters that each pattern needs."""

from __future__ import annotations

import re
import tomllib

import pytest

from scriptgen.resources import package_text
from scriptgen.rules.wordclasses import NAMES, denied, rows_of, terms
from tools.term_needs import lines, needed


def test_needs_belong_to_the_patterns() -> None:
    assert package_text("needs.txt") == lines(), "run python tools/term_needs.py"


@pytest.mark.parametrize("name", NAMES)
def test_every_row_is_a_pattern(name: str) -> None:
    data = tomllib.loads(package_text(f"rules/terms/{name}.toml"))
    for rows in rows_of(data).values():
        for row in rows:
            assert re.compile(row).search("") is None


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        ("put down the (?:fork|spoon)", (("fork", "spoon"), ("put",), ("down",))),
        ("(?:lazy|weak) (?:a|an)?", (("lazy", "weak"),)),
        (r"\w+ (?:of)?", ()),
    ],
)
def test_needed(pattern: str, letters: tuple[tuple[str, ...], ...]) -> None:
    assert needed(pattern) == letters


@pytest.mark.parametrize(
    ("text", "word", "said"),
    [
        ("knee pain isn't laziness", "laziness", True),
        ("nobody here is a junkie", "junkie", True),
        ("never mind, they are lazy", "lazy", False),
        ("they are lazy", "lazy", False),
    ],
)
def test_denied(text: str, word: str, said: bool) -> None:
    assert denied(text, text.index(word)) is said


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("my dance is called the flatline", True),
        ("the dance. my flatline", False),
    ],
)
def test_gap_stays_in_the_sentence(text: str, found: bool) -> None:
    (row,) = rows_of({"parts": {"FUN": "dance|song"}, "patterns": {"a": "@FUN @4 flatline"}})["a"]
    assert bool(re.search(row, text)) is found


@pytest.mark.parametrize("word", ["giggle", "giggles", "giggling", "giggled"])
def test_endings(word: str) -> None:
    assert word in terms("trends").classes["fun"]
