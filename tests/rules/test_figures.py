"""Which numbers in a text are figures about health."""

from __future__ import annotations

import pytest

from scriptgen.rules.figures import figures, has_number, terms
from scriptgen.text import words


@pytest.mark.parametrize(
    ("text", "kind", "quote"),
    [
        ("sixty percent of dizziness starts in the ear", "share", "sixty percent"),
        ("seventy-odd percent of folks skip a step", "share", "seventy-odd percent"),
        ("one man in eight never says so", "ratio", "one man in eight"),
        ("nine of every ten patients found out by chance", "ratio", "nine of every ten"),
        ("every second prescription goes unfilled", "ratio", "every second prescription"),
        ("two-thirds of falls happen at home", "share", "two-thirds of falls"),
        (
            "flossing lowers your chance of gum disease by a third",
            "change",
            "lowers your chance of gum disease by a third",
        ),
        ("night shifts mean threefold odds", "multiple", "threefold odds"),
        ("the odds of a stroke double", "multiple", "odds of a stroke double"),
        ("40 million americans grind their teeth", "count", "40 million americans"),
        ("toddlers pick up eight to twelve colds a year", "rate", "eight to twelve colds a year"),
    ],
)
def test_figure_is_found(text: str, kind: str, quote: str) -> None:
    found = list(figures(text, words(text)))
    assert (kind, quote) in [(f.kind, text[f.start : f.end]) for f in found]


@pytest.mark.parametrize(
    "text",
    [
        "fill half your plate with greens",
        "benzoyl peroxide 2.5% is gentle",
        "rub with 60% alcohol",
        "the code saves you ten percent",
        "part 2 of 5: what kidneys do at night",
        "rate it 8 out of 10",
        "ten out of ten, would nap again",
        "one in the morning, one at night",
        "hold it for thirty seconds, then rest for two minutes",
        "the second half of pregnancy feels different",
        "a hundred and ten percent effort",
        "the age moved from 50 to 45 in 2021",
    ],
)
def test_other_numbers_are_left(text: str) -> None:
    assert list(figures(text, words(text))) == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("according to the cdc, one in four", True),
        ("in the sprint trial, a quarter fewer", True),
        ("the world health organization estimates one in eight", True),
        ("studies show that one in four", False),
        ("according to me, one in four", False),
        ("the guidelines finally noticed", False),
    ],
)
def test_a_named_source(text: str, named: bool) -> None:
    assert bool(terms().named.search(text)) is named


@pytest.mark.parametrize(
    ("text", "expected"), [("two-thirds", True), ("7 days", True), ("twice", True), ("plain words", False)]
)
def test_has_number(text: str, expected: bool) -> None:
    assert has_number(words(text)) is expected
