"""Numbers in a text, in digits and in words: where they stand and what they are worth."""

from __future__ import annotations

import re
from typing import NamedTuple

from scriptgen.late import late

__all__ = ["Number", "numbers"]

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SMALL = {word: n for n, word in enumerate(_UNITS)} | {word: 20 + 10 * n for n, word in enumerate(_TENS)}
_LARGE = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_SIGNS = {"½": 0.5, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 0.25, "¾": 0.75, "⅕": 0.2}
_WORD = "|".join([*_TENS, *reversed(_UNITS)])
_LARGER = rf"(?:hundred|thousand|million|billion)(?: and (?:{_WORD}))?"
_SPELLED = rf"(?:{_WORD}|dozen)(?:[- ](?:{_WORD}|dozen|{_LARGER}))*|a (?:dozen|{_LARGER})(?: (?:thousand|million))?"
_NUMBER = late(
    rf"(?<![\w.,/])(?<![a-z]-)(?:(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<sign>[½⅓⅔¼¾⅕])?(?P<large>[ -]?(?:hundred|thousand|million|billion)\b|(?:k|bn)\b)?"
    rf"|(?P<alone>[½⅓⅔¼¾⅕])|(?P<words>(?:{_SPELLED})(?:-point-\w+| point (?:{_WORD}))?)\b)(?![\w]*\d)"
)
_SHORT = {"k": "thousand", "bn": "billion"}
_HALF = " and a half"


class Number(NamedTuple):
    """One number, with offsets into the text."""

    value: float
    start: int
    end: int
    spelled: bool
    """In words."""


def numbers(low: str) -> list[Number]:
    """Return the numbers in a text in lower case, in order."""
    found: list[Number] = []
    for match in _NUMBER.finditer(low):
        if match["digits"]:
            value = float(match["digits"].replace(",", "")) + _SIGNS.get(match["sign"] or "", 0.0)
            large = (match["large"] or "").strip(" -")
            value *= _LARGE.get(_SHORT.get(large, large), 1)
            found.append(Number(value, match.start(), match.end(), False))
        elif match["alone"]:
            found.append(Number(_SIGNS[match["alone"]], match.start(), match.end(), False))
        else:
            found += _parts(match["words"], match.start())
        if low.startswith(_HALF, match.end()):
            last = found.pop()
            found.append(last._replace(value=last.value + 0.5, end=last.end + len(_HALF)))
    return found


def _parts(text: str, start: int) -> list[Number]:
    """Return the value of a number in words; two in a row ("twenty thirty") are two numbers."""
    tokens = [(m[0], m.start()) for m in re.finditer(r"[a-z]+", text)]
    found: list[Number] = []
    total = current = 0.0
    first = begun = -1
    last = ""
    end = 0
    for token, at in tokens:
        if token == "point":
            digits = "".join(str(_SMALL[t]) for t, place in tokens if place > at and t in _SMALL)
            total, current, end = total + current + float(f"0.{digits or 0}"), 0.0, len(text)
            break
        if token in _SMALL:
            value = _SMALL[token]
            fits = begun < 0 or (last in _TENS and value < 10) or last in (*_LARGE, "and")
            if not fits:
                found.append(Number(total + current, start + first, start + end, True))
                total = current = 0.0
                begun = -1
            if begun < 0:
                first = at
            current += value
        elif token in _LARGE:
            if begun < 0 and last != "a":
                first = at
            current = (current or 1) * _LARGE[token]
            if token != "hundred":
                total, current = total + current, 0.0
        elif token == "dozen":
            if begun < 0 and last != "a":
                first = at
            current = (current or 1) * 12
        elif token == "a":
            first = at
        if token not in ("a",):
            begun = 0
        if token != "and":
            end = at + len(token)
        last = token
    found.append(Number(total + current, start + max(first, 0), start + end, True))
    return found
