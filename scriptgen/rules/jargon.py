"""Clinical terms in a script, where they stand, and whether the script explains them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from scriptgen.late import late
from scriptgen.rules.lexicon import clinical, household_phrases, lexicon
from scriptgen.text import content_stems, fold, stem, words
from scriptgen.view import Line, View

__all__ = ["Term", "said_words", "terms_of"]


class Term(NamedTuple):
    """One clinical term where it stands."""

    line: Line
    start: int
    end: int
    name: str
    """In lower case, as the list has it or as it was said."""
    plain: str
    """Plain words for it, empty where the list has none."""
    explained: bool
    weight: float
    """1, or less for a word that most people have heard."""


_LETTERS = bytes(ord(chr(c).lower()) if (chr(c).isalnum() and c < 128) or chr(c) in "'-" else 32 for c in range(256))
_CASE = bytes(65 if 65 <= c <= 90 else 32 for c in range(256))
_CAPITALS = re.compile(r"\b[a-z]?[A-Z]{2,5}s?\b")
_VOWEL = re.compile("[aeiouy]")
_REST = re.compile(r"(?:-\w+)+")
_TRIES = 12
"""Times that a term may stand unexplained before nobody looks any longer."""
_MOST = 50_000
_heard: set[str] = set()
"""Words that were looked up before and are no clinical terms, nor begin one."""


def terms_of(view: View) -> tuple[Term, ...]:
    """Return the clinical terms of a script in order, the topic's own and household words left out; read once."""
    found: tuple[Term, ...] | None = view.__dict__.get("_terms")
    if found is None:
        found = view.__dict__["_terms"] = tuple(_read(view))
    return found


def said_words(view: View) -> set[str]:
    """Return the words that are spoken or shown, in lower case: all blocks but the disclaimer, and the caption."""
    found: set[str] | None = view.__dict__.get("_said_words")
    if found is None:
        whole = _whole(view)
        data = whole.encode("ascii", "replace")
        view.__dict__["_shouts"] = b"AA" in data.translate(_CASE)
        if not whole.isascii():
            data = fold(whole).encode("ascii", "replace")
        found = view.__dict__["_said_words"] = set(data.translate(_LETTERS).decode().split())
    return found


def _whole(view: View) -> str:
    """Return all that is spoken or shown, as written; joined once."""
    found: str | None = view.__dict__.get("_jargon_whole")
    if found is None:
        texts: list[str] = []
        for b in view.blocks:
            if b.name != "disclaimer":
                texts += (b.say.text, b.text.text)
        caption = view.script.caption
        match = _CREDITS.search(caption) if ":" in caption else None
        texts.append(caption[: match.start()] if match else caption)
        found = view.__dict__["_jargon_whole"] = "\n".join(texts)
    return found


def _lines(view: View) -> list[Line]:
    lines = [line for b in view.blocks if b.name != "disclaimer" for line in (b.say, b.text) if line.text]
    return [*lines, view.caption] if view.script.caption else lines


_CREDITS = re.compile(r"\b(?:sources?|references?|refs?|credits?)\s?:", re.IGNORECASE)


def _until(line: Line) -> int:
    """Return where a caption turns to its sources: what follows are names and titles."""
    if line.channel == "caption" and ":" in line.text and (match := _CREDITS.search(line.text)):
        return match.start()
    return len(line.text)


def _read(view: View) -> list[Term]:
    known = lexicon()
    names: dict[str, tuple[str, str]] = {}
    starts: list[str] = []
    for word in said_words(view) - _heard:
        hit = clinical(word)
        if word in known.phrases:
            starts.append(word)
        elif not hit and len(_heard) < _MOST:
            _heard.add(word)
        if hit:
            names[hit[2]] = hit[:2]
    low = fold(_whole(view)) if starts else ""
    for first in starts:
        for phrase in known.phrases[first]:
            if phrase in low:
                names[phrase] = (phrase, known.terms[phrase])
    capitals = _abbreviations(view)
    if not names and not capitals:
        return []
    for word in capitals:
        names.setdefault(word, (word.removesuffix("s"), known.terms.get(word.removesuffix("s"), "")))
    script = view.script
    own = _own_stems(script.topic, view.aliases, script.brand.specialty, script.brand.credentials)
    names = {w: row for w, row in names.items() if stem(w) not in own and not all(p in own for p in _stems(row[0]))}
    return _place(_lines(view), names, capitals) if names else []


@lru_cache(maxsize=512)
def _stems(name: str) -> tuple[str, ...]:
    return tuple(stem(w) for w in words(name))


@lru_cache(maxsize=256)
def _own_stems(*names: str | tuple[str, ...]) -> set[str]:
    """Return the stems of words that need no explanation: the topic's, by all its given names, and the speaker's trade."""
    joined = " ".join(name if isinstance(name, str) else " ".join(name) for name in names)
    return {stem(w) for w in words(joined.lower())}


def _abbreviations(view: View) -> set[str]:
    """Return the spelled abbreviations that only a clinic uses: listed, or without a vowel and unknown."""
    if not view.__dict__["_shouts"]:
        return set()
    whole, known, lines = _whole(view), lexicon(), _lines(view)
    found: set[str] = set()
    for match in set(_CAPITALS.findall(whole)):
        low = match.removesuffix("s").lower()
        clinical = low in known.clinic or (len(low) > 2 and not _VOWEL.search(low) and low not in known.capitals)
        if clinical and any(match in line.text and not line.text.isupper() for line in lines):
            found.add(match.lower())
    return found


def _place(lines: list[Line], names: dict[str, tuple[str, str]], capitals: set[str]) -> list[Term]:
    from scriptgen.rules.gloss import Place, explains

    known = lexicon()
    shouted = {w for w in names if w in capitals or (len(w) <= 4 and w.isalpha() and w in known.terms)}
    found: list[Term] = []
    known_by_now: set[str] = set()
    tried: dict[str, int] = {}
    place = Place(lines, frozenset(names))
    for index, line in enumerate(lines):
        for start, end, word in _stand(line.low[: _until(line)], list(names)):
            name, plain = names[word]
            if word in shouted and not any(c.isupper() for c in line.text[start + 1 : start + len(word)]):
                continue
            if line.text[end : end + 1] == "-" and (rest := _REST.match(line.text, end)):
                end = rest.end()
            near = known.senses.get(name)
            if near and not any(n in line.low.replace(name, " ") for n in near):
                continue
            if any(phrase in line.low[max(start - 20, 0) : end + 20] for phrase in household_phrases().get(name, ())):
                continue
            if line.text[start].isupper() and _in_a_name(line, start, end):
                continue
            tried[name] = tried.get(name, 0) + 1
            explained = name in known_by_now or (
                tried[name] <= _TRIES and explains(place, index, start, end, content_stems(plain))
            )
            if explained:
                known_by_now.add(name)
            found.append(Term(line, start, end, name, plain, explained, 0.5 if name in known.familiar else 1.0))
    return found


_WORD = r"(?:[A-Z][\w'’-]*|of|and|for|the|in|on|&)"
_RUN_ON = re.compile(rf"(?:,? {_WORD})*")
_RUN_UP = re.compile(rf"(?:{_WORD},? )*$")
_BODY = late(
    r"\b(?:Institutes?|Colleges?|Academy|Society|Association|Journal|Foundation|Cent(?:er|re)s?|Department|School|University|Hospital|Clinic|Board|"
    r"Council|Organi[sz]ation|Network|Task Force|Trust|Services?|Alliance|Federation|Initiative|Collaborative|Consortium|Agency|Archives|Annals|Review)\b"
)


def _in_a_name(line: Line, start: int, end: int) -> bool:
    """Return whether a capitalised word belongs to the name of an institution, or in a caption to a title."""
    up = _RUN_UP.search(line.text[max(start - 90, 0) : start])
    on = _RUN_ON.match(line.text[end : end + 90])
    run = (up[0] if up else "") + line.text[start:end] + (on[0] if on else "")
    if _BODY.search(run):
        return True
    return line.channel == "caption" and sum(w[0].isupper() for w in run.split()) > 2


def _stand(low: str, names: list[str]) -> list[tuple[int, int, str]]:
    """Return where words stand in a line, in order; a word inside a longer one is left out."""
    found: list[tuple[int, int, str]] = []
    for word in names:
        for start in _finds(low, word):
            end = start + len(word)
            if low[end : end + 2] == "es" and not low[end + 2 : end + 3].isalnum():
                end += 2
            elif low[end : end + 1] == "s" and not low[end + 1 : end + 2].isalnum():
                end += 1
            before = low[start - 1 : start]
            if not low[end : end + 1].isalnum() and not before.isalnum() and (not before or before not in "'/.@#"):
                found.append((start, -end, word))
    kept: list[tuple[int, int, str]] = []
    for start, minus, word in sorted(found):
        if not kept or start >= kept[-1][1]:
            kept.append((start, -minus, word))
    return kept


def _finds(low: str, word: str) -> Iterator[int]:
    start = low.find(word)
    while start >= 0:
        yield start
        start = low.find(word, start + len(word))
