"""Quantities in a text: shares, multiples, times, ages, doses and counts, brought to one unit each so that two texts can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from scriptgen.claims.numbers import Number, numbers
from scriptgen.claims.rates import rates, spans
from scriptgen.claims.units import COUNTED, LENGTHS, MASSES, SMALL, TIMES, UNITS, VOLUMES, Quantity
from scriptgen.late import late
from scriptgen.text import fold, stem

__all__ = ["Quantity", "is_exempt", "quantities"]

_PARTS = {
    "half": 0.5,
    "third": 1 / 3,
    "quarter": 0.25,
    "fifth": 0.2,
    "sixth": 1 / 6,
    "seventh": 1 / 7,
    "eighth": 0.125,
    "tenth": 0.1,
}
_MULTIPLES = {
    "twice": 2.0,
    "double": 2.0,
    "doubled": 2.0,
    "doubling": 2.0,
    "thrice": 3.0,
    "triple": 3.0,
    "tripled": 3.0,
    "quadruple": 4.0,
}
_MULTIPLES |= {"halve": 0.5, "halved": 0.5, "halving": 0.5}
_SLASHED = late(r"(?<![\d/])([1-9])/([2-9]|10)(?=\s+of\b)")
_ELSE = late(r"(?:\b1-)?\b\d{3}-\d{3}-\d{4}\b|\b\d{1,2}:\d{2}\b|\b24/7\b|\b50[-/]50\b|\b20-20-20\b")
"""Telephone numbers, times of day and figures of speech."""
_UNIT = re.compile(r"[\s-]*(?:(?:full|whole|more|extra|straight|good|short|to|solid|consecutive)\s+)?([a-zµ°]+|%)")
_IN = re.compile(r"\s*(?:[a-z'-]+\s+){0,3}?(?:in|out of|of every|of|per|for every)(?:\s+(?:every|each|a))?\s+$")
_FRACTION = late(
    r"(?<![\w-])(?:(?P<n>a|an|one|two|three|four|five|nine)[- ])?(?P<part>half|halves|thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|tenths?)\b"
    r"(?!\s+(?:time|way|day|step|thing|tip|myth|one|option|reason|is\b|,))"
)
_IDIOM = re.compile(
    r"\b(?:first|second|other|better|latter) half\b|\bhalf (?:the|of the) (?:battle|fun|story|truth|job|work|trick)\b"
)
"""Halves that are no number."""
_MEASURES: tuple[tuple[str, Mapping[str, float]], ...] = (
    ("time", TIMES),
    ("mass", MASSES),
    ("volume", VOLUMES),
    ("length", LENGTHS),
    ("share", {"percent": 0.01}),
)
_OF = re.compile(r"\s+(?:of|the|all|an?|as|do|don't|are|have|had|get|got|our|my|your)\b")
_BY = re.compile(r"\b(?:by|in|about|nearly|almost|over|than|to|around|roughly|another|only|just)\s+$")
_FACTOR = late(
    r"\b(?:twice|thrice|(?<!\ba )(?:doubl|tripl|quadrupl|halv)e|(?:doubl|tripl|quadrupl|halv)(?:es|ed|ing)|(?P<n>[a-z]+|\d+)[- ]?fold)\b(?! (?:up|duty|check)\b)"
)
_ANY = late(
    r"\d|\b(?:once|every|each|alternate|daily|weekly|monthly|yearly|annual(?:ly)?|nightly|hourly|couple)\b|\ban? (?:full |whole |good )?(?:minute|hour|day|night|week|month|year|decade)\b|[½⅓⅔¼¾⅕]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|"
    r"hundred|thousand|[mb]illion|dozen|hal(?:f|ves|ved?|ving)|(?:third|quarter|fifth|sixth|seventh|eighth|tenth)s?|twice|thrice|(?:doubl|tripl|quadrupl)\w+|\w+-?fold)\b"
)
"""What every quantity holds: most sentences have none, and need not be looked at any closer."""
_PRESSURE = late(r"(?<![\d/])([6-9]\d|1\d\d|2\d\d)(?: over |/)([3-9]\d|1\d\d)(?![\d/])")
_BEFORE_AGE = re.compile(
    r"(?:\bages?d?|\bby|\bover|\bpast|\bunder|\bafter|\bbefore|\bfrom|\bturn(?:s|ed|ing)?|\bat|\bsince|\bbelow|\babove|\baround|\buntil|\btill?|\bbetween|\band|\bto|\bolder than|\byounger than|-)\s*(?:about |the age of |age )?$"
)
_AFTER_AGE = re.compile(
    r"[- ]?(?:years?|yrs?|months?|weeks?|days?)[- ](?:old|of age)s?\b|\s*(?:and|or) (?:older|up|over|above|younger|under)\b|\s+on\b"
)
_PHONES = frozenset({911, 999, 112, 988, 111, 811, 0})
_LARGER = re.compile(r"\s+(?:of )?an? (?:dozen|hundred|thousand|million|billion)\b")
_ROUGH = re.compile(r"\b(?:about|around|roughly|nearly|almost|approximately|close to|over|under|than|some) $")
_ABOUT, _OVER = 0.12, 0.08
"""How far a rough share may lie from the one that is meant: "about a quarter" is 27 percent, "nearly half" 45; the second where it says on which side."""


@lru_cache(maxsize=1024)
def quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities in a text, in order; telephone numbers and calendar years are none."""
    low = fold(text)
    if not _ANY.search(low):
        return ()
    found = [Quantity("pressure", float(m[1]), float(m[2]), m.start(), m.end()) for m in _PRESSURE.finditer(low)]
    found += rates(low)
    taken = {place for quantity in found for place in range(quantity.start, quantity.end)}
    found += [quantity for quantity in (*_fractions(low), *_factors(low), *spans(low)) if quantity.start not in taken]
    taken = {place for quantity in found for place in range(quantity.start, quantity.end)}
    taken |= {place for match in _ELSE.finditer(low) for place in range(match.start(), match.end())}
    found += _numbered(low, [number for number in numbers(low) if number.start not in taken])
    return tuple(sorted((_rounded(quantity, low) for quantity in found), key=lambda quantity: quantity.start))


def _rounded(quantity: Quantity, low: str) -> Quantity:
    """Return a share or a multiple with some slack where it is said to be rough."""
    rough = quantity.unit in ("share", "multiple") and _ROUGH.search(low[max(0, quantity.start - 14) : quantity.start])
    if not rough:
        return quantity
    return quantity._replace(slack=_OVER if rough[0].startswith(("over", "under", "than")) else _ABOUT)


def _fractions(low: str) -> Iterator[Quantity]:
    for match in _SLASHED.finditer(low):
        share = int(match[1]) / int(match[2])
        yield Quantity("share", share, share, match.start(), match.end())
    for match in _FRACTION.finditer(low):
        if match["n"] == "a" and low[: match.start()].endswith(" and "):
            continue  # "two and a half hours" is one number
        if not match["n"] and not _OF.match(low, match.end()) and not _BY.search(low[: match.start()]):
            continue  # "half blinks", "third, rinse"
        if _LARGER.match(low, match.end()):
            continue  # "half a million" is a count
        count = {"two": 2, "three": 3, "four": 4, "five": 5, "nine": 9}.get(match["n"] or "", 1)
        value = count * _PARTS["half" if match["part"] == "halves" else match["part"].rstrip("s")]
        after = re.match(r"\s+(?:(?:an?|of an?)\s+)?([a-z]+)", low[match.end() :])
        measure = (
            next(
                ((name, units[key]) for name, units in _MEASURES for key in (after[1], stem(after[1])) if key in units),
                None,
            )
            if after
            else None
        )
        if after and measure:
            amount = value * measure[1]
            yield Quantity(measure[0], amount, amount, match.start(), match.end() + after.end())
        elif not _IDIOM.search(low, max(0, match.start() - 8), match.end() + 12):
            yield Quantity("share", value, value, match.start(), match.end())


def _factors(low: str) -> Iterator[Quantity]:
    for match in _FACTOR.finditer(low):
        known = numbers(match["n"]) if match["n"] else []
        factor = known[0].value if known else _MULTIPLES.get(match[0], _MULTIPLES.get(match[0].rstrip("s"), 0.0))
        unit = "share" if factor < 1 else "multiple"
        if factor:
            yield Quantity(unit, factor, factor, match.start(), match.end())


def _numbered(low: str, given: list[Number]) -> Iterator[Quantity]:
    """Yield numbers with what they count: a share of two, a range of two, or one by itself."""
    rest = iter(range(len(given)))
    for at in rest:
        number = given[at]
        if number.value in _PHONES or _is_year(number, low) or _names(number, low):
            continue
        if number.value < 1 and low.startswith(" of ", number.end):
            yield Quantity("share", number.value, number.value, number.start, number.end)
            continue
        other = given[at + 1] if at + 1 < len(given) else None
        between = low[number.end : other.start] if other else ""
        if other and number.value < other.value and not _is_year(other, low):
            if _IN.fullmatch(between) and not _timed(low, other):
                share = number.value / other.value
                yield Quantity("share", share, share, number.start, other.end)
                next(rest, None)
                continue
            if _joined(low, number, between):
                unit, factor, end = _unit(low, number, other)
                yield Quantity(unit, number.value * factor, other.value * factor, number.start, end)
                next(rest, None)
                continue
        unit, factor, end = _unit(low, number, number)
        yield Quantity(unit, number.value * factor, number.value * factor, number.start, end)


def _joined(low: str, number: Number, between: str) -> bool:
    """Return whether two numbers are the ends of a range: "8 to 12", "between 8 and 12", "8 hours to 2 days" is none."""
    joined = between.strip()
    return joined in ("to", "up to", "-", "–", "or") or (
        joined == "and" and low[: number.start].rstrip().endswith("between")
    )


def _timed(low: str, number: Number) -> bool:
    unit = _UNIT.match(low, number.end)
    return bool(unit and stem(unit[1]) in TIMES and not re.match(r"[\s-]*(?:in|out)", low[number.end :]))


def _unit(low: str, first: Number, last: Number) -> tuple[str, float, int]:
    """Return the unit of a number, the factor that brings it to that unit, and where it ends."""
    after = low[last.end : last.end + 40]
    if (aged := _AFTER_AGE.match(after)) and not after.startswith((" on", " day")):
        factor = 1 / 12 if "month" in aged[0] else 1 / 52 if "week" in aged[0] else 1.0
        return "age", factor, last.end + aged.end()
    match = _UNIT.match(low, last.end)
    word = match[1] if match else ""
    root, end = stem(word), match.end() if match else last.end
    if low[: first.start].endswith(("spf ", "factor ")):
        return "spf", 1.0, last.end
    if (
        low[: first.start].endswith(("temperature of ", "fever of ", "temperature over ", "temperature above "))
        and match is None
    ):
        return "degrees", 1.0, last.end
    if word in ("%", "percent") or after.lstrip().startswith("per cent"):
        return "share", 0.01, end
    if word == "x" and low[last.end : last.end + 1] == "x":
        return "multiple", 1.0, end
    if word == "times":
        return (
            (
                "multiple"
                if re.match(r"\s+(?:as|more|less|the|your|their|its|higher|lower|likelier|over)\b", low[end:])
                else "time-count"
            ),
            1.0,
            end,
        )
    for name, units in _MEASURES[:-1]:
        for key in (word, root, word.rstrip("s")):
            if key in units:
                return name, float(units[key]), end
    if word in ("degrees", "degree", "°", "°f", "°c", "f", "c"):
        return "degrees", 1.0, end
    if _BEFORE_AGE.search(low[: first.start]) and 1 < last.value <= 110 and (not word or root in _AGED):
        return "age", 1.0, last.end
    return ("number", 1.0, last.end) if not word or root in _AGED else (root, 1.0, end)


_AGED = frozenset(
    stem(w)
    for w in "of and or you your who with should need get the a if is are can may most many women men adults people it talk ask see start on".split()
)
"""What follows a bare age: "by 50 you", "over 65 and"."""


_COUNTING = re.compile(
    r"%|[\s-]*(?:mg|mcg|g|iu|units?|k?cal(?:orie)?s?|steps|people|adults|children|women|men|patients|cases|deaths|ml|times|hours|milligrams)\b"
)
_CLOCK = re.compile(r"\s?(?:[ap]\.?m\b|o'clock|:\d)")
_KIND = re.compile(
    r"\b(?:type|stage|grade|phase|class|group|vitamin|omega|number|step|tip|myth|part|day|week|section)[- ]?$"
)


def _names(number: Number, low: str) -> bool:
    """Return whether a number is a name or a time of day: type 2, stage 3, number one, 9 p.m."""
    return bool(_CLOCK.match(low, number.end) or _KIND.search(low[: number.start]))


def _is_year(number: Number, low: str) -> bool:
    return (
        not number.spelled
        and 1900 <= number.value <= 2099
        and number.end - number.start == 4
        and not _COUNTING.match(low, number.end)
    )


def is_exempt(quantity: Quantity) -> bool:
    """Return whether a number needs no source: what the video counts off, or a small count that is only a way to speak."""
    if quantity.unit == "habit":
        return True
    if quantity.unit in COUNTED or quantity.unit == "number":
        return quantity.high <= SMALL
    return quantity.high <= 2 and quantity.unit not in UNITS
