"""A number is the least or the most that is meant, or goes by the day or the week; a source that says otherwise does not bear it out."""

from __future__ import annotations

import pytest

from scriptgen.claims.limits import bound, counted_by
from scriptgen.claims.quantities import quantities


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at least 30 minutes", "least"),
        ("no less than 30 minutes", "least"),
        ("more than 30 minutes", "least"),
        ("30 minutes or more", "least"),
        ("people 65 and older", "least"),
        ("at most 30 minutes", "most"),
        ("no more than 30 minutes", "most"),
        ("up to 30 minutes", "most"),
        ("within 30 minutes", "most"),
        ("30 minutes tops", "most"),
        ("30 minutes", ""),
        ("about 30 minutes", ""),
        ("don't wait more than 30 minutes", ""),
        ("Avoid eating within 3 hours", ""),
    ],
)
def test_bound(text: str, expected: str) -> None:
    (quantity,) = quantities(text)
    assert bound(text, quantity) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two hours a day outdoors", "day"),
        ("two hours outdoors each night", "day"),
        ("150 minutes of moderate exercise per week", "week"),
        ("1.6 grams of protein per kilo", "kilogram"),
        ("Each hour of delay costs 7 percent", "hour"),
        ("two hours outdoors, not in the sun", ""),
        ("two hours outdoors", ""),
    ],
)
def test_counted_by(text: str, expected: str) -> None:
    number = next(quantity for quantity in quantities(text) if quantity.unit != "habit")
    assert counted_by(text, number) == expected
