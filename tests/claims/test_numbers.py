"""Numbers in digits and in words."""

from __future__ import annotations

import pytest

from scriptgen.claims.numbers import numbers

NUMBERS: dict[str, list[float]] = {
    "about 7 of 10": [7, 10],
    "1,200 people and 12,000,000 more": [1_200, 12_000_000],
    "0.5 to 1.75": [0.5, 1.75],
    "10-20 minutes": [10, 20],
    "10–20 minutes": [10, 20],
    "40%": [40],
    "$50, please": [50],
    "10mg": [10],
    "1.5 million": [1_500_000],
    "3k steps, 2bn cells": [3_000, 2_000_000_000],
    "2½ hours": [2.5],
    "½ or ¼": [0.5, 0.25],
    "⅔": [2 / 3],
    "zero": [0],
    "twenty-five percent": [25],
    "twenty one": [21],
    "twenty thirty": [20, 30],
    "fifty-fifty": [50, 50],
    "nineteen ninety-nine": [19, 99],
    "one or two": [1, 2],
    "three to five": [3, 5],
    "one in a million": [1, 1_000_000],
    "nine out of ten": [9, 10],
    "a dozen eggs": [12],
    "a hundred": [100],
    "a hundred and fifty": [150],
    "a hundred thousand": [100_000],
    "one hundred and twenty": [120],
    "one hundred twenty five": [125],
    "eleven hundred": [1_100],
    "two thousand five hundred": [2_500],
    "five hundred thousand": [500_000],
    "two million three hundred thousand": [2_300_000],
    "one point five": [1.5],
    "three-point-two": [3.2],
    "a six-pack": [6],
    "two point five million": [2_500_000],
    "one point two five": [1.25],
    "nought, zero point five": [0.5],
    "half a million": [500_000],
    "half a dozen": [6],
    "a quarter of a million": [250_000],
    "three quarters of a million": [750_000],
    "two and a half hours": [2.5],
    "two and a half million": [2_500_000],
    "a million and a half": [1_500_000],
    "a hundred and a half": [150],
}


@pytest.mark.parametrize(("text", "values"), NUMBERS.items())
def test_values(text: str, values: list[float]) -> None:
    found = numbers(text)
    assert [number.value for number in found] == pytest.approx(values)
    places = [(number.start, number.end) for number in found]
    assert places == sorted(places) and all(0 <= start < end <= len(text) for start, end in places)


NONE = [
    "",
    "none, anyone, someone, everyone",
    "often, weighty, tenderness, seventh, stone, phone, height",
    "dozens, hundreds, thousands, millions",
    "covid-19",
    "h1n1",
    "vitamin b12",
    "omega3",
    "m8",
    "first, second, tenth",
    "a few, several, both",
    "point",
]


@pytest.mark.parametrize("text", NONE)
def test_words_that_are_none(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize(
    ("text", "shown", "spelled"),
    [
        ("up to 1,200.5 units", "1,200.5", False),
        ("up to 1.5 million kids", "1.5 million", False),
        ("take 2½ hours", "2½", False),
        ("of forty-two kids", "forty-two", True),
        ("of a hundred and ten kids", "a hundred and ten", True),
        ("in twenty thirty", "twenty", True),
        ("is one point five times", "one point five", True),
        ("half of a dozen.", "a dozen", True),
    ],
)
def test_where_they_stand(text: str, shown: str, spelled: bool) -> None:
    first = numbers(text)[0]
    assert (text[first.start : first.end], first.spelled) == (shown, spelled)


def test_a_long_row_of_numbers_is_read_quickly_and_whole() -> None:
    assert len(numbers("one, two, 3, " * 4_000)) == 12_000
    assert sum(number.value for number in numbers("twenty " * 3_000)) == 60_000
    assert len(numbers("1,2,3," * 3_000)) > 0
