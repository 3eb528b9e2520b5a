"""How often and how long, where no bare number says it: twice a day, every three weeks, within a month, a couple of hours."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scriptgen.claims.numbers import numbers
from scriptgen.claims.units import TIMES, Quantity
from scriptgen.late import late

__all__ = ["rates", "spans"]

_SPAN = r"(?P<span>second|minute|hour|day|night|morning|evening|week|month|year|decade)"
_HUNDRED = r"(?:(?:a|one) hundred(?: (?!to\b|or\b|times\b)[a-z]+)?|[a-z]+(?:-[a-z]+)?)"
_COUNT = rf"(?:\d+(?:[.,]\d+)?|{_HUNDRED})(?:(?: to | or |[-–])(?:\d+|{_HUNDRED}))?"
_EVERY = late(rf"\b(?:every|each)\s+(?:(?P<other>other|second)\s+|(?P<count>{_COUNT})[ -])?{_SPAN}s?\b")
_TIMES_A = late(
    rf"\b(?:(?P<once>once|twice|thrice)|(?P<count>{_COUNT})\s+(?:times|days|nights|mornings|evenings))\s+(?:(?:a|an|per|each|every|in a)\s+{_SPAN}\b|(?P<adverb>daily|weekly|monthly|yearly))"
)
_HABIT = late(r"\b(?P<adverb>daily|weekly|monthly|yearly|annual(?:ly)?|nightly|hourly)\b")
_ADVERBS = {"daily": "day", "nightly": "day", "weekly": "week", "monthly": "month", "yearly": "year", "annual": "year", "annually": "year", "hourly": "hour"}  # fmt: skip
_ALTERNATE = late(r"\b(?:alternate|every (?:other|second))[- ](?P<span>day|night|week|month|year)s?\b")
_OTHER = late(
    r"\bevery (?P<nth>other|second|third|fourth|fifth|tenth) (?!day|night|week|month|year|hour|minute|time|one\b|morning|evening|weekend|visit|dose)[a-z]+"
)
_NTH = {"other": 2, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "tenth": 10}
_HALVED = late(r"\b(?P<span>an? (?P<unit>second|minute|hour|day|week|month|year|decade) and a half)\b")
_ONCE = {"once": 1, "twice": 2, "thrice": 3}
_WITHIN = late(
    r"\b(?:within|for|about|around|nearly|almost|after|over|under|lasts?|takes?|took|than|wait|give it)\s+(?P<span>an?\s+(?:full\s+|whole\s+|good\s+)?(?P<unit>minute|hour|day|night|week|month|year|decade)(?P<two>\s+or two)?)\b(?![- ](?:old|long))"
)
_COUPLE = late(
    r"\b(?:a |every |the )?(?P<span>couple(?: of)? (?P<unit>second|minute|hour|day|night|week|month|year|decade)s)\b"
)
_SHORT = frozenset(("minute",))
"""Spans that are named loosely: "wait for a minute"."""
_LOOSE = 0.02
_MONTH = 0.09
"""A month may be four weeks."""


def rates(low: str) -> Iterator[Quantity]:
    """Yield how often something is, in seconds from one to the next; a habit ("every day") has no number of its own."""
    taken = 0
    for match in _TIMES_A.finditer(low):
        span = _seconds(match["span"] or _ADVERBS[match["adverb"]])
        counts = [_ONCE[match["once"]]] if match["once"] else [number.value for number in numbers(match["count"])]
        if counts and min(counts) > 0:
            taken = match.end()
            yield Quantity("interval", span / max(counts), span / min(counts), match.start(), match.end())
    for match in _OTHER.finditer(low):
        share = 1 / _NTH[match["nth"]]
        yield Quantity("share", share, share, match.start(), match.end())
    for match in _ALTERNATE.finditer(low):
        span = 2 * _seconds(match["span"])
        yield Quantity("interval", span, span, match.start(), match.end())
    for match in _EVERY.finditer(low):
        span = _seconds(match["span"])
        if match["other"]:
            continue  # told above
        counts = [number.value for number in numbers(match["count"] or "")]
        if counts:
            yield Quantity("interval", span * min(counts), span * max(counts), match.start(), match.end())
        elif not match["count"] and match.start() >= taken:
            yield Quantity("habit", span, span, match.start(), match.end())
    for match in _HABIT.finditer(low):
        if match.start() >= taken:
            yield Quantity(
                "habit", _seconds(_ADVERBS[match[0]]), _seconds(_ADVERBS[match[0]]), match.start(), match.end()
            )


def spans(low: str) -> Iterator[Quantity]:
    """Yield times that are named without a number: "within a month", "a day or two", "a couple of hours"."""
    for match in _WITHIN.finditer(low):
        if low.startswith(" and a half", match.end()):
            continue
        if match["unit"] in _SHORT and not re.match(
            r"within|about|nearly|almost|over|under|takes?|lasts?|than", match[0]
        ):
            continue
        span = _seconds(match["unit"])
        slack = _MONTH if match["unit"] == "month" else 0.0
        yield Quantity("time", span, span * (2 if match["two"] else 1), match.start("span"), match.end("span"), slack)
    for match in _HALVED.finditer(low):
        span = 1.5 * _seconds(match["unit"])
        yield Quantity("time", span, span, match.start("span"), match.end("span"))
    for match in _COUPLE.finditer(low):
        span = _seconds(match["unit"])
        unit = "interval" if match[0].startswith("every") else "time"
        yield Quantity(unit, 2 * span, 3 * span, match.start("span"), match.end("span"), _LOOSE)


def _seconds(span: str) -> float:
    return float(TIMES.get(span, TIMES["day"]))
