"""Written words as a voice reads them out, and how many syllables that takes."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from typing import NamedTuple

from scriptgen.resources import package_text
from scriptgen.text import words

__all__ = ["Spoken", "count_spoken", "read_out", "spoken", "syllables"]

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINAL = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_PARTS = {2: "half", 3: "third", 4: "quarter"}
_LETTERS = {"W": "double you"}

_NUMBER = re.compile(
    r"(?P<money>[$£€])?(?P<first>\d+(?:,\d{3})*(?:\.\d+)?)(?:(?P<ordinal>st|nd|rd|th)\b|(?P<plural>'?s)\b"
    r"|(?P<link>\s?[-–—]\s?|/|:)(?P<money2>[$£€])?(?P<second>\d+(?:,\d{3})*(?:\.\d+)?)(?P<ordinal2>st|nd|rd|th)?)?"
    r"(?P<unit>\s?(?:%|°[FC]?|mmHg|mmol/L|mg/dL|mg/kg|mg/day|mcg/day|[a-zA-Zµμ]{1,5}\b))?"
)
_CAPITALS = re.compile(r"\b[A-Z]{2,6}s?\b")


class Spoken(NamedTuple):
    """What a voice makes of a text: its words and syllables as said, and the pauses inside it that punctuation asks for."""

    words: int
    syllables: int
    commas: int
    stops: int


@lru_cache(maxsize=1)
def _data() -> tuple[dict[str, str], dict[str, str], dict[str, str], dict[str, int], re.Pattern[str]]:
    data = tomllib.loads(package_text("speech.toml"))
    names = sorted(data["words"], key=len, reverse=True)
    whole = "|".join(re.escape(n) for n in names if n[0].isalnum())
    signs = "".join(re.escape(n) for n in names if not n[0].isalnum())
    anywhere = re.compile(rf"(?<![\w/])(?:{whole})(?![\w/])|[{signs}]")
    return (
        data["units"],
        data["words"],
        data["acronyms"],
        {k.lower(): v for k, v in data["syllables"].items()},
        anywhere,
    )


def _cardinal(n: int) -> str:
    if n < 20:
        return _SMALL[n]
    if n < 100:
        return _TENS[n // 10] + (f" {_SMALL[n % 10]}" if n % 10 else "")
    for size, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if n >= size:
            return f"{_cardinal(n // size)} {name}" + (f" {_cardinal(n % size)}" if n % size else "")
    raise AssertionError(n)


def _year(n: int) -> str:
    high, low = divmod(n, 100)
    if low == 0:
        return f"{_cardinal(high)} hundred" if high % 10 else _cardinal(n)
    if low < 10:
        return f"{_cardinal(high)} oh {_SMALL[low]}" if high % 10 else _cardinal(n)
    return f"{_cardinal(high)} {_cardinal(low)}"


def _number(digits: str) -> str:
    whole, _, part = digits.replace(",", "").partition(".")
    if len(whole) > 12 or (len(whole) > 1 and whole[0] == "0"):
        return " ".join(_SMALL[int(d)] for d in whole[:40])
    said = (
        _year(int(whole))
        if len(whole) == 4 and "," not in digits and not part and 1100 <= int(whole) <= 2099
        else _cardinal(int(whole))
    )
    return said + (" point " + " ".join(_SMALL[int(d)] for d in part[:12]) if part else "")


def _ordinal(said: str) -> str:
    head, _, last = said.rpartition(" ")
    last = _ORDINAL.get(last) or (last[:-1] + "ieth" if last.endswith("y") else last + "th")
    return f"{head} {last}".strip()


def _say_number(match: re.Match[str]) -> str:
    units = _data()[0]
    first, second, link = match["first"], match["second"], (match["link"] or "").strip()
    said = _number(first)
    if match["ordinal"]:
        said = _ordinal(said)
    elif match["plural"]:
        said += "s"
    elif second:
        other = _ordinal(_number(second)) if match["ordinal2"] else _number(second)
        if link == "/" and first.isdigit() and second.isdigit() and int(first) < int(second) <= 10:
            other = _PARTS.get(int(second)) or _ordinal(other)
            said = f"{said} {other}{'s' if int(first) > 1 else ''}"
        elif link == "/":
            said = f"{said} over {other}"
        elif link == ":":
            said = (
                said
                if second == "00"
                else f"{said} {'oh ' if second[0] == '0' and len(second) == 2 else ''}{_number(second.lstrip('0') or '0')}"
            )
        elif len(first) == 3 and len(second) == 4 and (first + second).isdigit():  # a telephone number, digit by digit
            said = " ".join(_SMALL[int(d)] for d in first + second)
        else:
            said = f"{said} to {other}"
    if match["money"]:
        said += {"$": " dollars", "£": " pounds", "€": " euros"}[match["money"]]
    unit = match["unit"] or ""
    name = units.get(unit.strip())
    if name and not (unit.strip() == "in" and unit[0] == " ") and not (unit.strip() == "x" and unit[0] == " "):
        return f"{said} {name}"
    return said + (unit if unit[:1].isspace() else f" {unit}" if unit else "")


def _say_capitals(match: re.Match[str]) -> str:
    acronyms = _data()[2]
    word = match[0]
    if word.upper() in acronyms:
        return acronyms[word.upper()]
    letters = [_LETTERS.get(c, c.lower()) for c in word.removesuffix("s")]
    return " ".join(letters) + ("s" if word[-1] == "s" else "")


_SIGNS = re.compile(r"[\d&+=@/]")
_SHOUTED = re.compile(r"[A-Z][A-Z]")
_DIGIT = re.compile(r"\d")
_SHORT = ("Dr", "Mr", "Ms", "St", "vs", "etc", "approx", "e.g", "i.e", ".m.", "pH")
"""What may be said otherwise than it is written; most lines have none of it and need no closer look."""


def read_out(text: str) -> str:
    """Return `text` with numbers, units, abbreviations and spelled-out capitals as words, as a voice says them."""
    if not _SIGNS.search(text) and not _SHOUTED.search(text) and not any([short in text for short in _SHORT]):
        return text
    _, anywhere, _, _, pattern = _data()
    said = pattern.sub(lambda m: f" {anywhere[m[0]]} ", text) if any([name in text for name in anywhere]) else text
    if _DIGIT.search(said):
        said = _NUMBER.sub(_say_number, said)
    if _SHOUTED.search(said) and not said.isupper():  # a text all in capitals is shouting, not spelling
        said = _CAPITALS.sub(_say_capitals, said)
    return said


_VOWELS = re.compile(r"[aeiouy][aeiouy]*")
_HIATUS = re.compile(
    r"(?<![ctsxg])ia|(?<!l)eo(?!us|ple)|io(?!us|n)|(?<=ill)io|iu|(?<![gq])ua|(?<!q)uo(?!y)|ui(?=ci)|[oeyi]ing|[aeiou]y[aeiou]|(?<![tscgx])iou"
    r"|^rea(?=ct|li)|deal$|crea(?=t)|(?<=[drl])ie(?=n[ct])|iet|(?<=[ie])er$(?<=ier)"
)
_SILENT = re.compile(
    r"(?:[^aeiouyl]|[aeiouy]l)e$|[gq]ues?$|[^aeiouytd]ed$|(?:[^aeiouylszxcgh]|[aeiouy]l|[^cs]h)es$|[^aeiouy]ely$|[aeiouy][^aeiouy]e(?=ment|ful|less|ness)"
    r"|^(?:some|time|base|voice|pipe|life|home|face|side|bone|where|there|fore|wide|fire|care|tooth|nose|live|like|sore|sure)(?=[bcdfgklmnpstvw][a-z]{2})(?<=e)"
)
_EXTRA = re.compile(r"(?:[^aeiouy]n't|sm|thm|[^aeiouyw]n't)$")
_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@lru_cache(maxsize=65536)
def syllables(word: str) -> int:
    """Return the number of syllables of one English word, at least 1."""
    word = word.lower().replace("’", "'")
    known = _data()[3].get(word)
    if known is not None:
        return known
    if not _VOWELS.search(word):  # an abbreviation, spelled out
        return len(word) if len(word) <= 4 else max(1, len(word) // 3)
    sibilant = word.endswith("'s") and word[:-2].endswith(("s", "x", "z", "ch", "sh", "ce", "ge", "se", "ze"))
    word = word.removesuffix("'s").removesuffix("s'")
    count = (
        len(_VOWELS.findall(word)) + len(_HIATUS.findall(word)) - len(_SILENT.findall(word)) + len(_EXTRA.findall(word))
    )
    if word.endswith("ically"):
        count -= 1
    return max(count, 1) + sibilant


_DASH = re.compile(r"\s[-–—]\s|—")
_STOP = re.compile(r"[.!?…\n][.!?…\n]*(?:(?<=\n)|(?=[\s\"'”’)]))")
_CLOSING = " \t\n.!?…\"'”’)]"
_ASCII_WORDS = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)*")


@lru_cache(maxsize=65536)
def _token(word: str) -> tuple[int, int]:
    """Return how many words are said for a written one (clean-out is two), and their syllables."""
    parts = (_ASCII_WORDS if word.isascii() else _WORDS).findall(word)
    return len(parts), sum(map(syllables, parts))


def count_spoken(text: str, tokens: list[str]) -> Spoken:
    """Return what saying `text` takes; `tokens` are its words (text.words), which the caller has at hand."""
    said = read_out(text)
    if said is not text:
        tokens = words(said)
    each, parts = zip(*map(_token, tokens), strict=True) if tokens else ((), ())
    pauses = said.count(",") + said.count(";") + said.count(":")
    if "-" in said or not said.isascii():
        pauses += len(_DASH.findall(said))
    stops = len(_STOP.findall(said.rstrip(_CLOSING)))
    return Spoken(sum(each), sum(parts), pauses, stops)


@lru_cache(maxsize=4096)
def spoken(text: str) -> Spoken:
    """Return what saying `text` takes: words, syllables, short pauses (commas) and long ones (sentence ends before the last)."""
    return count_spoken(text, words(text))
