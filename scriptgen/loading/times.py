"""Times as people write them beside a line: [0:00-0:03], 0:03 – 0:08, (5s), 00:00:03,000 --> 00:00:05,000."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Time", "heads", "length", "tails"]

_STAMP = r"\d{1,3}(?::\d{2}){1,2}(?:[.,]\d{1,3})?"
_NUMBER = r"\d{1,4}(?:\.\d{1,3})?"
_UNIT = r"\s*(?:s|secs?|seconds?)\.?"
_TO = r"\s*(?:-->|-|–|—|to)\s*"
_RANGE = rf"(?:(?P<a>{_STAMP}){_TO}(?P<b>{_STAMP}))"
_LENGTHS = rf"(?:(?P<c>{_NUMBER})(?:{_UNIT})?{_TO}(?P<d>{_NUMBER}){_UNIT})|(?:(?P<e>{_NUMBER}){_UNIT})"
_ONE = r"(?P<f>" + _STAMP + ")"
_BRACKETED = re.compile(rf"[\[(]\s*(?:{_RANGE}|{_LENGTHS}|{_ONE})\s*[\])]", re.IGNORECASE)
_BARE = re.compile(
    rf"(?:{_RANGE}|(?:{_LENGTHS})(?=\s*(?:[:|]|$))|{_ONE}(?=\s*(?:[:|–—]|-\s|$)))(?![\w%])", re.IGNORECASE
)
_STAMPED = re.compile(rf"{_ONE}(?!\s*[ap]\.?\s?m\b)(?=\s)", re.IGNORECASE)
_JOIN = re.compile(r"\s*(?:[:|–—]|-(?=\s))?\s*")


class Time(NamedTuple):
    """A stated time: from and to, or from alone, or a length."""

    start: float | None
    end: float | None
    length: float | None


def heads(text: str, stamped: bool = False) -> tuple[Time | None, str]:
    """Return the time that `text` begins with and the rest; `stamped` takes a bare 0:03 before words for one too."""
    match = _BRACKETED.match(text) or _BARE.match(text) or (_STAMPED.match(text) if stamped else None)
    if not match:
        return None, text
    join = _JOIN.match(text, match.end())
    return _time(match), text[join.end() if join else match.end() :]


def tails(text: str) -> tuple[Time | None, str]:
    """Return the bracketed time that `text` ends with and what stands before it."""
    start = max(text.rfind("["), text.rfind("("))
    match = _BRACKETED.fullmatch(text, start) if start >= 0 else None
    return (_time(match), text[:start].rstrip()) if match else (None, text)


def length(time: Time) -> float | None:
    """Return the seconds that a time states by itself, None for one that only says when it begins."""
    if time.length is not None or time.start is None or time.end is None:
        return time.length
    return round(time.end - time.start, 3)


def _time(match: re.Match[str]) -> Time:
    found = match.groupdict()
    if found.get("a"):
        return Time(_seconds(found["a"]), _seconds(found["b"]), None)
    if found.get("c"):
        return Time(float(found["c"]), float(found["d"]), None)
    if found.get("e"):
        return Time(None, None, float(found["e"]))
    return Time(_seconds(found["f"]), None, None)


def _seconds(stamp: str) -> float:
    total = 0.0
    for part in stamp.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return round(total, 3)
