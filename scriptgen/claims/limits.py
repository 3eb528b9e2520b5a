"""What a number is the limit of, and what it is counted by: "at least 30 minutes" is not "at most", "two hours a day" not "a week"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from scriptgen.claims.units import Quantity
from scriptgen.late import late
from scriptgen.text import fold

if TYPE_CHECKING:
    import re

__all__ = ["bound", "counted_by", "fits"]

Bound = Literal["least", "most", ""]
_BEFORE = 32
"""Characters before a number in which its limit is named."""
_LEAST_BEFORE = late(
    r"\b(?:(?:no|not|never) (?:less|fewer|shorter|lower|younger|earlier|sooner) than|at least|(?:a )?minimum(?: of)?|(?<!no )(?<!not )(?<!never )(?<!nor )(?:more|longer|older|greater|larger|higher|bigger|wider|later) than|"
    r"above|beyond|exceed(?:s|ed|ing)?|upwards? of)(?: (?:about|the|an?|only|age|of))* ?$"
)
_MOST_BEFORE = late(
    r"\b(?:(?:no|not|never|nor) (?:more|longer|older|greater|larger|higher|bigger|later) than|at (?:the )?most|(?:a )?max(?:imum)?(?: of)?|up to|(?<!no )(?<!not )(?<!never )(?<!nor )(?:less|fewer|shorter|younger|lower|smaller|earlier) than|"
    r"below|within)(?: (?:about|the|an?|first|only|age|of))* ?$"
)
_LEAST_AFTER = late(
    r"[\s-]*(?:[a-z%°]+ ){0,2}?(?:or (?:more|above|over|older|longer|higher|later)|and (?:older|over|above|up|more)|upwards?|at least|at the earliest|minimum)\b"
)
_MOST_AFTER = late(
    r"[\s-]*(?:[a-z%°]+ ){0,2}?(?:or (?:less|fewer|under|below|younger|lower|shorter|earlier)|at (?:the )?most|at the latest|maximum|max|tops)\b"
)
_TURNED = late(r"\b(?:not|never|don't|doesn't|avoid|without|isn't|aren't|unable|mustn't|shouldn't)\b[^.;:]{0,72}$")
"""What turns a limit round: of "don't wait more than" and "avoid eating within" nothing is said."""
_UNIT = r"(?P<unit>minute|hour|day|night|shift|week|month|year|decade|pound|lb|kilogram|kilo|kg|glass|mug|cup|tablet|dose)s?\b"
_AFTER = late(
    rf"(?:\s+(?!and\b|or\b|but\b|than\b|in\b|after\b|for\b|before\b)[\w'-]+){{0,4}}?\s+(?:an?|per|each|every)\s+{_UNIT}"
)
_OPENS = late(rf"(?:each|every|per)\s+{_UNIT}")
_ALIKE = {"night": "day", "kilo": "kilogram", "kg": "kilogram", "lb": "pound", "mug": "cup"}


def fits(mine: Quantity, said: str, theirs: Quantity, source: str) -> bool:
    """Return whether the number of a sentence, which a source holds too, is no other limit there, and is not counted by something else."""
    ours, other = bound(said, mine), bound(source, theirs)
    if ours and other and ours != other:
        return False
    by, per = counted_by(said, mine), counted_by(source, theirs)
    return not (by and per and by != per)


def bound(text: str, of: Quantity) -> Bound:
    """Return whether a number in a text is the least or the most that is meant, or just the number."""
    low = fold(text)
    head, tail = low[max(0, of.start - _BEFORE) : of.start], low[of.end : of.end + _BEFORE]
    own = low[of.start : of.end]
    sides: tuple[tuple[Bound, re.Pattern[str], re.Pattern[str]], ...] = (
        ("most", _MOST_BEFORE, _MOST_AFTER),
        ("least", _LEAST_BEFORE, _LEAST_AFTER),
    )
    for name, before, after in sides:
        if match := before.search(head):
            turned = _TURNED.search(low[max(0, of.start - 4 * _BEFORE) : of.start - len(head) + match.start()])
            return "" if turned else name
        if after.match(tail) or after.search(own):  # "65 and older" is one number
            return name
    return ""


def counted_by(text: str, of: Quantity) -> str:
    """Return what a number goes by: the day of "two hours a day", the hour of "each hour of delay"; empty where nothing is said."""
    low = fold(text)
    match = _AFTER.match(low, of.end)
    if match is None and of.unit == "share":
        start = max(low.rfind(stop, 0, of.start) for stop in ".;:") + 1
        match = _OPENS.match(low, start + len(low[start:]) - len(low[start:].lstrip()))
    if match is None:
        return ""
    unit = match["unit"]
    return _ALIKE.get(unit, unit)
