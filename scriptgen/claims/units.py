"""What a quantity is, and what the names of units are worth."""

from __future__ import annotations

from typing import NamedTuple

from scriptgen.text import stem

__all__ = ["COUNTED", "LENGTHS", "MASSES", "SMALL", "TIMES", "UNITS", "VOLUMES", "Quantity"]

TIMES = {
    "second": 1, "sec": 1, "minute": 60, "min": 60, "hour": 3600, "hr": 3600, "day": 86_400, "night": 86_400, "week": 604_800,
    "month": 2_629_800, "year": 31_557_600, "yr": 31_557_600, "decade": 315_576_000,
}  # fmt: skip
"""Seconds; a month is a twelfth of a year of 365.25 days."""
MASSES = {"mcg": 1e-3, "microgram": 1e-3, "mg": 1.0, "milligram": 1.0, "g": 1e3, "gram": 1e3, "kg": 1e6, "kilogram": 1e6, "kilo": 1e6, "oz": 28_350.0, "ounce": 28_350.0, "lb": 453_592.0, "pound": 453_592.0}  # fmt: skip
"""Milligrams."""
VOLUMES = {"ml": 1.0, "milliliter": 1.0, "millilitre": 1.0, "l": 1e3, "liter": 1e3, "litre": 1e3}
"""Millilitres."""
LENGTHS = {"mm": 1.0, "millimeter": 1.0, "millimetre": 1.0, "cm": 10.0, "centimeter": 10.0, "centimetre": 10.0, "inch": 25.4, "foot": 304.8, "feet": 304.8, "meter": 1e3, "metre": 1e3, "mile": 1_609_344.0, "km": 1e6, "kilometer": 1e6}  # fmt: skip
"""Millimetres."""
COUNTED = frozenset(
    stem(w)
    for w in "tip tips myth myths thing things way ways step steps reason reasons sign signs question questions fact facts habit habits mistake mistakes idea ideas point points part parts "
    "rule rules option options kind kinds type types choice choices word words one ones of main big simple easy more other number".split()
)
"""What a video counts off; such a number needs no source."""
UNITS = frozenset(
    ("share", "multiple", "time", "time-count", "interval", "habit", "age", "mass", "volume", "length", "pressure", "degrees", "spf")
)  # fmt: skip
"""Units that are measured; every other is the stem of what is counted."""
SMALL = 12
"""Up to which a count of things ("two pillows") is a way to speak."""


class Quantity(NamedTuple):
    """A number with its unit: from `low` to `high`, which are the same for a single value."""

    unit: str
    """One of UNITS, or the stem of what is counted. An interval is the time from one to the next ("twice a day"), a habit one without a number ("daily")."""
    low: float
    high: float
    start: int
    end: int
    slack: float = 0.0
    """Share by which it may be off and still be meant: "about half", "a couple of days"."""
