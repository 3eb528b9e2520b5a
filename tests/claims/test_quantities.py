"""Quantities: what a number counts, brought to one unit, and when two of them are one."""

from __future__ import annotations

import pytest

from scriptgen.claims.quantities import is_exempt, quantities
from scriptgen.claims.sameness import same
from scriptgen.claims.units import SMALL, UNITS

MINUTE, HOUR, DAY = 60.0, 3_600.0, 86_400.0
WEEK, YEAR = 7 * DAY, 365.25 * DAY

FOUND: dict[str, list[tuple[str, float, float]]] = {
    "One in four adults": [("share", 0.25, 0.25)],
    "1 out of every 4 adults": [("share", 0.25, 0.25)],
    "90 of every 100": [("share", 0.9, 0.9)],
    "3 in every 5": [("share", 0.6, 0.6)],
    "1 per 1,000 births": [("share", 0.001, 0.001)],
    "25%": [("share", 0.25, 0.25)],
    "twenty-five percent": [("share", 0.25, 0.25)],
    "25 per cent": [("share", 0.25, 0.25)],
    "40-50%": [("share", 0.4, 0.5)],
    "one to two percent": [("share", 0.01, 0.02)],
    "a quarter of adults": [("share", 0.25, 0.25)],
    "two thirds of people": [("share", 2 / 3, 2 / 3)],
    "two-thirds of people": [("share", 2 / 3, 2 / 3)],
    "It cuts pain by half.": [("share", 0.5, 0.5)],
    "Half the people who try": [("share", 0.5, 0.5)],
    "twice as likely": [("multiple", 2, 2)],
    "It doubles the risk.": [("multiple", 2, 2)],
    "three times more likely": [("multiple", 3, 3)],
    "tenfold": [("multiple", 10, 10)],
    "a three-fold rise": [("multiple", 3, 3)],
    "3 times a week": [("interval", WEEK / 3, WEEK / 3)],
    "two or three times a day": [("interval", DAY / 3, DAY / 2)],
    "five days a week": [("interval", WEEK / 5, WEEK / 5)],
    "once a day": [("interval", DAY, DAY)],
    "every other day": [("interval", 2 * DAY, 2 * DAY)],
    "every 4 to 6 hours": [("interval", 4 * HOUR, 6 * HOUR)],
    "every five years": [("interval", 5 * YEAR, 5 * YEAR)],
    "a daily walk": [("habit", DAY, DAY)],
    "a test every year": [("habit", YEAR, YEAR)],
    "do it 3 times": [("time-count", 3, 3)],
    "within a week": [("time", WEEK, WEEK)],
    "wait a day or two": [("time", DAY, 2 * DAY)],
    "every couple of hours": [("interval", 2 * HOUR, 3 * HOUR)],
    "a couple of weeks": [("time", 2 * WEEK, 3 * WEEK)],
    "half a million kids": [("kid", 500_000, 500_000)],
    "two point five million kids": [("kid", 2_500_000, 2_500_000)],
    "30 minutes": [("time", 30 * MINUTE, 30 * MINUTE)],
    "half an hour": [("time", HOUR / 2, HOUR / 2)],
    "2½ hours": [("time", 2.5 * HOUR, 2.5 * HOUR)],
    "30-60 minutes": [("time", HOUR / 2, HOUR)],
    "thirty to sixty minutes": [("time", HOUR / 2, HOUR)],
    "between 8 and 12 hours": [("time", 8 * HOUR, 12 * HOUR)],
    "8 and 12 hours": [("number", 8, 8), ("time", 12 * HOUR, 12 * HOUR)],
    "8 hours to 2 days": [("time", 8 * HOUR, 8 * HOUR), ("time", 2 * DAY, 2 * DAY)],
    "four to six full weeks": [("time", 4 * WEEK, 6 * WEEK)],
    "two years": [("time", 2 * YEAR, 2 * YEAR)],
    "500 mg": [("mass", 500, 500)],
    "0.5 grams": [("mass", 500, 500)],
    "200 ml": [("volume", 200, 200)],
    "2 liters": [("volume", 2_000, 2_000)],
    "two inches": [("length", 50.8, 50.8)],
    "120 over 80": [("pressure", 120, 80)],
    "120/80": [("pressure", 120, 80)],
    "38°C": [("degrees", 38, 38)],
    "SPF 30": [("spf", 30, 30)],
    "30 spf": [("spf", 30, 30)],
    "by 50 you": [("age", 50, 50)],
    "aged 45 to 75": [("age", 45, 75)],
    "45 years old": [("age", 45, 45)],
    "a 6-month-old": [("age", 0.5, 0.5)],
    "18 or older": [("age", 18, 18)],
    "65 and up": [("age", 65, 65)],
    "three tips": [("tip", 3, 3)],
    "10,000 steps": [("step", 10_000, 10_000)],
    "a million kids": [("kid", 1_000_000, 1_000_000)],
    "7 out of 10 cases, 5 kinds": [("share", 0.7, 0.7), ("kind", 5, 5)],
}


@pytest.mark.parametrize(("text", "expected"), FOUND.items())
def test_found(text: str, expected: list[tuple[str, float, float]]) -> None:
    for told in (text, text.upper()):
        found = quantities(told)
        assert [quantity.unit for quantity in found] == [unit for unit, _, _ in expected]
        values = [value for _, low, high in expected for value in (low, high)]
        assert [value for q in found for value in (q.low, q.high)] == pytest.approx(values)


NONE = [
    "Call 911 now, or 988, or 999.",
    "in 2023, since 1990",
    "type 2 diabetes, stage 3, grade 1, day 3, vitamin B12, Omega-3",
    "at 9 p.m. or 8am",
    "step one, myth 2, number three",
    "the first third",
    "the second half of the night, half the battle",
    "don't double up",
    "a double dose, a double chin",
    "a week like any other, in a day",
    "wait for a minute, a moment",
    "every time, every child",
    "once upon a time",
    "no numbers here",
]


@pytest.mark.parametrize("text", NONE)
def test_none(text: str) -> None:
    assert quantities(text) == ()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Over 5 years it lasts 30 to 60 minutes.", ["5 years", "30 to 60 minutes"]),
        ("One in four of us, or 25%.", ["One in four", "25%"]),
        ("It doubles by half.", ["doubles", "half"]),
        ("Ölige 500 mg, “20 minutes” — done.", ["500 mg", "20 minutes"]),
    ],
)
def test_where_they_stand(text: str, shown: list[str]) -> None:
    assert [text[quantity.start : quantity.end] for quantity in quantities(text)] == shown


ALIKE = {
    "25%": ["one in four", "a quarter of us", "25 of 100", "twenty-five percent"],
    "7 days": ["one week", "a full 168 hours", "6 to 7 days", "7 to 10 days"],
    "12 months": ["one year", "365 days"],
    "30 days": ["one month"],
    "one month": ["4 weeks"],
    "8 weeks": ["two months"],
    "6 months": ["24 weeks", "26 weeks"],
    "a month and a half": ["six weeks"],
    "half a liter": ["500 ml"],
    "every other woman": ["one in two", "half of us"],
    "every other day": ["alternate-day", "every second day"],
    "16 to 20 degrees": ["16 up to 20 degrees"],
    "almost a third of us": ["30%"],
    "100 to 120 times a minute": ["a hundred to a hundred twenty times a minute"],
    "400 grams of fruit": ["400 g"],
    "within a month": ["four weeks", "30 days", "one month"],
    "a couple of months": ["two months", "2 to 3 months", "three months"],
    "twice a day": ["every 12 hours", "two times a day", "twice daily"],
    "once a year": ["every 12 months", "yearly", "every year"],
    "about a quarter of us": ["27%", "26 percent"],
    "half a million people": ["500,000 people"],
    "500 mg": ["0.5 g", "500 milligrams"],
    "120/80": ["120 over 80"],
    "tenfold": ["10 times more"],
    "over 50": ["age 50", "50 years old", "50 to 75 years old"],
    "1,000,000 children": ["a million kids"],
    "1.5 million people": ["1,500,000 people"],
    "8 to 12 hours": ["8-12 hours", "eight to twelve hours", "8 hours", "twelve hours"],
    "three pillows": ["3 pillows"],
}
APART = {
    "25%": ["one in five", "24%", "25 minutes", "25 mg", "25 times more"],
    "7 days": ["8 days", "7 hours", "5 to 10 days"],
    "4 weeks": ["two months"],
    "10 weeks": ["two months", "three months"],
    "6 months": ["28 weeks", "25 weeks"],
    "within a month": ["a week or two", "two months"],
    "a couple of months": ["four months", "two weeks"],
    "twice a day": ["every 8 hours", "once a day", "daily"],
    "about a quarter of us": ["a third of us", "20%"],
    "500 mg": ["500 ml", "50 mg", "5 g"],
    "120/80": ["130/80", "120/90"],
    "over 50": ["50 minutes", "age 60"],
    "8 to 12 hours": ["8 to 10 hours", "6 to 12 hours", "10 hours"],
    "three pillows": ["3 blankets", "two pillows"],
    "one in 50": ["1 in 500"],
    "SPF 30": ["SPF 50"],
}
PAIRS = [(a, b, True) for a, row in ALIKE.items() for b in row] + [
    (a, b, False) for a, row in APART.items() for b in row
]


@pytest.mark.parametrize(("one", "other", "alike"), PAIRS)
def test_same(one: str, other: str, alike: bool) -> None:
    (a,), (b,) = quantities(one), quantities(other)
    assert same(a, b) == same(b, a) == alike
    assert same(a, a) and same(b, b)


@pytest.mark.parametrize(
    ("text", "exempt"),
    [
        ("three tips", True),
        ("five easy steps", True),
        ("12 myths", True),
        ("two pillows", True),
        (f"{SMALL + 1} myths", False),
        ("three pillows", False),
        ("10,000 steps", False),
        ("1% of kids", False),
        ("half of us", False),
        ("twice as likely", False),
        ("2 minutes", False),
        ("1 mg", False),
        ("age 2", False),
    ],
)
def test_exempt(text: str, exempt: bool) -> None:
    (quantity,) = quantities(text)
    assert is_exempt(quantity) == exempt
    assert (quantity.unit in UNITS) == (
        not exempt and "pillow" not in text and "step" not in text and "myth" not in text
    )
