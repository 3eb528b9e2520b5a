"""Word classes: endings, gaps, negation, and the letters that each pattern needs."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from scriptgen.needs import held_by
from scriptgen.resources import package_text
from scriptgen.rules.wordclasses import NAMES, Rows, denied, rows_of, terms
from tools.term_needs import needed


def test_needs_belong_to_the_patterns() -> None:
    tool = [
        sys.executable,
        "-m",
        "tools.term_needs",
        "--print",
    ]  # on its own: it lists the patterns that its process made
    said = subprocess.run(tool, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]).stdout
    assert package_text("needs.txt") == said, "run python tools/term_needs.py"


@pytest.mark.parametrize("name", NAMES)
def test_every_row_is_a_pattern(name: str) -> None:
    data = tomllib.loads(package_text(f"rules/terms/{name}.toml"))
    for rows in rows_of(data).values():
        for row in rows:
            assert re.compile(row).search("") is None


@pytest.mark.parametrize(
    ("pattern", "rows"),
    [
        (r"\b(?:fork|spoon)s?\b", ["<fork> <forks> <spoon> <spoons>"]),
        (r"\byour .*? this\b", ["<this> & <your>"]),
        (r"(?<![\w'])mg|mcgs?(?!\w)", []),  # without a mark at its start "mcg" has three letters, and "mg" too few
        (r"\bcolou?r(?:s|ed)?\b", ["<color> <colored> <colors> <colour> <coloured> <colours>"]),
        (r"\b(?:you|your) \w+ (?:wart|mole)\b", ["<mole> <wart> & <you> <your>"]),
        (
            r"\b(?:you|we) (?:really )?(?:need|want) (?:help|sleep)s?\b",
            ["<need> <want> & <help> <helps> <sleep> <sleeps> & <we> <you>"],
        ),
        (r"n't wilt", ["<wilt"]),
        (r"\w+ (?:of)?", []),
    ],
)
def test_needed(pattern: str, rows: list[str]) -> None:
    assert [" & ".join(" ".join(sorted(parts)) for parts in row) for row in needed(pattern)] == rows


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


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("one two three", "one two"),
        ("two three", "two three"),
        ("three", None),
    ],
)
def test_first_match_of_several_rows(text: str, found: str | None) -> None:
    match = Rows(["two three", "one two", "one"]).first(text, held_by(text.split()))
    assert (match[0] if match else None) == found


@pytest.mark.parametrize("word", ["giggle", "giggles", "giggling", "giggled"])
def test_endings(word: str) -> None:
    assert word in terms("trends").classes["fun"]
