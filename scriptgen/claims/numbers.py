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
_POINT = rf"(?:{_WORD})(?:-point-| point )(?:{_WORD})(?:[- ](?:{_WORD}))*(?: (?:hundred|thousand|million|billion)\b)?"
_PIECE = (
    r"(?P<piece>half an?|(?:a |one )?quarter of a|three quarters of a) (?P<of>dozen|hundred|thousand|million|billion)"
)
_PIECES = {"three": 0.75, "half": 0.5, "quarter": 0.25}
_SPELLED = rf"(?:{_WORD}|dozen)(?:[- ](?:{_WORD}|dozen|{_LARGER}))*|a (?:dozen|{_LARGER})(?: (?:thousand|million)|(?:[- ](?:{_WORD}))+)?"
_NUMBER = late(
    rf"(?<![\w.,/])(?<![a-z]-)(?:(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<sign>[½⅓⅔¼¾⅕])?(?P<large>[ -]?(?:hundred|thousand|million|billion)\b|(?:k|bn)\b)?"
    rf"|(?P<alone>[½⅓⅔¼¾⅕])|(?:{_PIECE})\b|(?P<words>(?:{_POINT}|{_SPELLED}))\b)(?![\w]*\d)"
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
        elif match["piece"]:
            first = next(value for word, value in _PIECES.items() if word in match["piece"])
            found.append(Number(first * _LARGE.get(match["of"], 12), match.start(), match.end(), True))
        else:
            found += _parts(match["words"], match.start())
        if low.startswith(_HALF, match.end()):
            found.append(_and_a_half(found.pop(), low))
    return found


def _and_a_half(number: Number, low: str) -> Number:
    """Return a number with the half that follows it: of one ("two and a half"), of the last large one ("a million and a half")."""
    end = number.end + len(_HALF)
    said = low[number.start : number.end].split()[-1]
    if said in _LARGE:
        return number._replace(value=number.value + _LARGE[said] / 2, end=end)
    after = low[end:].split(maxsplit=1)
    factor = _LARGE.get(after[0].rstrip(",.;:!?"), 0) if low[end : end + 1] == " " and after else 0
    if factor:
        return number._replace(value=(number.value + 0.5) * factor, end=end + 1 + len(after[0].rstrip(",.;:!?")))
    return number._replace(value=number.value + 0.5, end=end)


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
            rest = [token for token, place in tokens if place > at]
            digits = "".join(str(_SMALL[t]) for t in rest if t in _SMALL)
            total = (total + current + float(f"0.{digits or 0}")) * _LARGE.get(rest[-1], 1)
            current, end = 0.0, len(text)
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
