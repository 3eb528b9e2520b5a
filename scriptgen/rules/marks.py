"""A line with its medical names marked by class, at unchanged offsets: conditions, states, medicines, treatments."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from scriptgen.late import late
from scriptgen.resources import package_text
from scriptgen.rules.medicines import kind_of, names_of_medicines

if TYPE_CHECKING:
    from scriptgen.view import Line, View

__all__ = [
    "CONDITION",
    "FORM",
    "OTC",
    "PROCEDURE",
    "RX",
    "STATE",
    "SUPPLEMENT",
    "kinds_in",
    "kinds_of",
    "mark",
    "marked",
]

CONDITION, STATE, RX, OTC, SUPPLEMENT, PROCEDURE, FORM, UNIT = map(chr, range(0xE000, 0xE008))
"""Marks: a name becomes its mark, repeated to the name's length, so that a pattern needs no list of names."""

_KINDS = {
    "condition": CONDITION,
    "state": STATE,
    "procedure": PROCEDURE,
    "form": FORM,
    "unit": UNIT,
    "rx": RX,
    "otc": OTC,
    "supplement": SUPPLEMENT,
}
_WORD = late(r"[^\W_]+(?:['.\-][^\W_]+)*")
_LONGEST = 4
_DISEASES = ("itis", "emia", "aemia", "algia", "opathy", "oma", "osis", "penia", "uria", "philia")
_OPERATIONS = ("ectomy", "plasty", "ostomy")
_PLAIN = frozenset(
    "diagnosis prognosis hypnosis osmosis mitosis meiosis metamorphosis symbiosis aroma diploma coma telepathy sympathy empathy homeopathy osteopathy naturopathy academia "
    "stoma soma roma oklahoma tacoma sonoma osteotomy anatomy dichotomy taxonomy autonomy economy microscopy apoptosis ketosis halitosis nostalgia homophilia biopsy".split()
)
"""Words that are built like names of diseases and operations and are none."""


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Return the mark by name, without the medicines."""
    found: dict[str, str] = {}
    for file in ("conditions", "treatments"):
        for row in package_text(f"rules/terms/{file}.txt").splitlines():
            if row and row[0] != "#":
                kind, names = row.split(" | ")
                for name in names.split(", "):
                    found.setdefault(name, _KINDS[kind])
    return found


@lru_cache(maxsize=16384)
def _mark(name: str) -> str:
    """Return the mark of a name as it is written, "" for none."""
    names = _names()
    short = name.removesuffix("'s")
    for form in (name, short, name.removesuffix("s"), name.removesuffix("es"), f"{name.removesuffix('ies')}y"):
        if form in names:
            return names[form]
    kind = kind_of(name)
    if kind:
        return _KINDS[kind]
    single = name.removesuffix("s") if not name.endswith("is") else name
    if len(single) > 5 and single.isalpha() and single not in _PLAIN:
        if single.endswith(_DISEASES):
            return CONDITION
        if single.endswith(_OPERATIONS):
            return PROCEDURE
    return ""


@lru_cache(maxsize=1)
def _phrases() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Return names of several words by their first: the other words, and the mark."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    rows = [(name, mark) for name, mark in _names().items() if " " in name]
    rows += [(name, _KINDS[kind]) for name, kind in names_of_medicines().items() if " " in name]
    for name, mark in rows:
        first, *rest = name.split()
        found.setdefault(first, []).append((tuple(rest), mark))
    return found


@lru_cache(maxsize=1)
def _firsts() -> frozenset[str]:
    return frozenset(_phrases())


def _kinds(words: frozenset[str]) -> tuple[str, frozenset[str]]:
    """Return the marks of single names and of names of several words that are all there, and the words that these begin with."""
    marks = {word: found for word in words if (found := _mark(word))}
    phrases = _phrases()
    for word in _firsts() & words:
        found = "".join(
            [
                mark
                for rest, mark in phrases[word]
                if (rest[-1] in words or f"{rest[-1]}s" in words) and (len(rest) == 1 or words.issuperset(rest[:-1]))
            ]
        )
        if found:
            marks[word] = marks.get(word, "") + found
    return "".join(marks.values()), frozenset(marks)


def kinds_in(view: View) -> str:
    """Return the marks that the script's words may bear: a cheap look, made once for a view."""
    return _looked(view)[0]


def kinds_of(view: View, line: Line) -> str:
    """Return the marks that the words of one of its lines may bear, worked out once."""
    names = _looked(view)[1]
    return line.kept("_kinds", lambda line: "" if names.isdisjoint(line.words) else _kinds(frozenset(line.words))[0])


def _looked(view: View) -> tuple[str, frozenset[str]]:
    """Return the marks of a script's words, and the words that its names begin with."""
    kept: tuple[str, frozenset[str]] | None = view.__dict__.get("_kinds")
    if kept is None:
        kept = view.__dict__["_kinds"] = _kinds(view.vocabulary)
    return kept


def marked(line: Line) -> str:
    """Return the line in lower case with its names marked; of nested names the longest. Made once."""
    return line.kept("_marked", lambda line: mark(line.low))


def mark(low: str) -> str:
    """Return a text in lower case with its names marked."""
    spans = list(_WORD.finditer(low))
    keys = _phrases()
    parts: list[str] = []
    at = done = 0
    while at < len(spans):
        word = spans[at][0]
        step, found = 1, ""
        for size in range(min(_LONGEST, len(spans) - at), 1, -1) if word in keys else ():
            found = _mark(low[spans[at].start() : spans[at + size - 1].end()])
            if found:
                step = size
                break
        found = found or _mark(word)
        if found:
            start, end = spans[at].start(), spans[at + step - 1].end()
            parts += (low[done:start], found * (end - start))
            done = end
        at += step
    return "".join((*parts, low[done:]))


def pattern(text: str) -> re.Pattern[str]:
    """Return a pattern in which <C>, <D>, <R>, <O>, <S>, <P>, <F>, <U> stand for a marked condition, state, medicine, treatment, form or unit.

    <M> stands for any medicine or form, <W> for up to three words, <N> for a number in digits or words.
    """
    for name, meant in _PARTS:
        text = text.replace(name, meant)
    return late(text)


_NUMBER = (
    r"(?<![×x\d.,])(?:(?!(?:19|20)\d\d\b)\d[\d,.]*(?:\s?/\s?\d+)?|(?:a |one )?half|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|sixteen|eighteen|twenty(?:-five)?|thirty|forty|fifty|sixty"
    r"|seventy(?:-five)?|eighty|ninety|(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|twenty|fifty|a) )?(?:hundred|thousand)(?: (?:and )?(?:twenty|thirty|forty|fifty|sixty|eighty))?)"
)
_PARTS = (
    ("<C>", f"{CONDITION}+"),
    ("<D>", f"{STATE}+"),
    ("<R>", f"{RX}+"),
    ("<O>", f"{OTC}+"),
    ("<S>", f"{SUPPLEMENT}+"),
    ("<P>", f"{PROCEDURE}+"),
    ("<F>", f"[{FORM}{UNIT}]+"),
    ("<U>", f"{UNIT}+"),
    ("<M>", f"[{RX}{OTC}{SUPPLEMENT}{FORM}{UNIT}]+"),
    ("<W>", r"(?:[^\s.,;:!?]+ ){0,3}?"),
    ("<N>", _NUMBER),
)
