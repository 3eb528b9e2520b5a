"""What a hashtag is for: the topic, the brand, health at large, the script, reach, or something else entirely."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from scriptgen.resources import package_text
from scriptgen.rules.bait import is_bait
from scriptgen.rules.tags import Tag, key, split
from scriptgen.text import content_stems, fold, stem, words
from scriptgen.view import View

__all__ = ["Kind", "is_own", "kind"]

Kind = Literal["topic", "brand", "related", "health", "bait", "off", "foreign"]
"""off: never about health · foreign: another subject of health, which nothing in the script touches."""
_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_HOME = re.compile(r"(.+?)s?(?:of)?(?:tiktok|tok|tt|instagram|insta|stagram|gram|twitter|twt)$")
_DIGITS = re.compile(r"^(?:over|under|age|at)?\d+s?$|(?:over|under|age|at)\d\ds?$")
_TAIL = re.compile(r"(?:videos?|clips?|tok|life|lovers?|vibes|daily|community|\d+)+$")
_TITLE = frozenset({"dr", "prof", "mr", "mrs", "ms", "md", "the", "of", "and"})


class _Terms(NamedTuple):
    inside: dict[str, tuple[str, ...]]
    """By their first three letters."""
    word: frozenset[str]
    community: frozenset[str]
    generic: frozenset[str]
    off: dict[str, tuple[str, ...]]
    off_exact: frozenset[str]


@lru_cache(maxsize=1)
def _terms() -> _Terms:
    data = tomllib.loads(package_text("rules/terms/tags.toml"))
    known, off, places = data["pass"], data["off"], data["places"]
    return _Terms(
        _by_start(known["inside"] + places["inside"]),
        frozenset((known["word"] + places["exact"]).split()),
        frozenset(known["community"].split()),
        frozenset(known["generic"].split()),
        _by_start(off["inside"]),
        frozenset(off["exact"].split()),
    )


def _by_start(text: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for word in text.split():
        found[word[:3]] = (*found.get(word[:3], ()), word)
    return found


def _holds(low: str, starts: dict[str, tuple[str, ...]]) -> bool:
    return any(low.startswith(starts[low[i : i + 3]], i) for i in range(len(low) - 2) if low[i : i + 3] in starts)


@lru_cache(maxsize=1)
def _subjects() -> dict[str, tuple[str, ...]]:
    """Return, by a phrase run together, all phrases that mean the same."""
    found: dict[str, tuple[str, ...]] = {}
    for row in package_text("topics.txt").splitlines():
        if row and row[0] != "#":
            phrases = tuple(fold(row).split(" | "))
            for phrase in phrases:
                joined = key(phrase)
                found[joined] = found.get(joined, ()) + phrases
    return found


def kind(view: View, tag: Tag) -> Kind:
    """Return what a tag is for."""
    low = tag.key[:80]
    if _names_topic(view, low, tag.text):
        return "bait" if "fyp" in low else "topic"
    by_itself = _by_itself(tag.text[:80], low)
    if by_itself == "health":
        return "health"
    if is_own(view, tag) and (by_itself != "bait" or low in _own(view)[0]):
        return "brand"
    if by_itself == "bait":
        return "bait"
    parts = _parts(tag.text)
    subject = _subject(low, parts)
    if (by_itself == "" and not subject) or _in_script(view, low, parts, subject):
        return "related"  # an everyday word passes; only a known stranger is one
    return "off" if by_itself == "off" else "foreign"


def is_own(view: View, tag: Tag) -> bool:
    """Return whether a tag is the brand's: listed by it, or with its name, handle, clinic, city or specialty."""
    names, listed = _own(view)
    return tag.key in names or tag.key in listed or any(n in tag.key for n in names if len(n) > 3)


def _parts(text: str) -> list[str]:
    return [p.lower() for p in _PARTS.findall(text[:80])]


@lru_cache(maxsize=4096)
def _by_itself(text: str, low: str) -> Literal["", "bait", "off", "health"]:
    """Return what a tag is for, whatever the script."""
    terms = _terms()
    if is_bait(low):
        return "bait"
    if not re.search(r"[a-z]", low) or _DIGITS.search(low):  # digits, emoji, another script: nothing to judge by
        return "health"
    if low in terms.off_exact or _TAIL.sub("", low) in terms.off_exact or _holds(low, terms.off):
        return "off"
    if _holds(low, terms.inside) or low in terms.word or not terms.word.isdisjoint(_parts(text)):
        return "health"
    home = _HOME.match(low)
    if home:
        return "health" if home[1] in terms.community else ""
    ends = any(low[:n] in terms.word or low[-n:] in terms.word for n in (3, 4, 5) if n + 2 < len(low))
    return "health" if ends or (text.isupper() and len(low) < 6) else ""  # an acronym: COPD, KP


def _names_topic(view: View, low: str, text: str) -> bool:
    """Look for the topic's stems; one of three letters only where a word of the tag starts or ends."""
    for name in view.topic.stems:
        if name in low:
            size = len(name)
            if size > 3 or (size == 3 and (low.startswith(name) or low.endswith(name) or name in _parts(text))):
                return True
    joined: list[str] | None = view.__dict__.get("_topic_phrases")
    if joined is None:
        joined = view.__dict__["_topic_phrases"] = [p.replace(" ", "") for p in view.topic.phrases if len(p) > 5]
    return any(p in low for p in joined)


def _own(view: View) -> tuple[frozenset[str], frozenset[str]]:
    """Return the names that the brand goes by, and the tags that it lists."""
    kept: tuple[frozenset[str], frozenset[str]] | None = view.__dict__.get("_own_names")
    if kept is None:
        names: set[str] = set()
        for who in (view.brand, view.script.brand):
            for text in (who.name, who.handle, who.clinic, who.city, who.specialty) if who else ():
                if text:
                    own = [w for w in words(fold(text)) if len(w) > 2 and w not in _TITLE]
                    names.update((key(text), key("".join(own)), *map(key, own)))
        listed = frozenset(key(t) for row in view.brand.hashtags for t in split(row)) if view.brand else frozenset()
        kept = view.__dict__["_own_names"] = frozenset(n for n in names if len(n) > 2), listed
    return kept


def _subject(low: str, parts: list[str]) -> tuple[str, ...]:
    """Return the phrases of the subject that a tag names, other than the script's topic."""
    known = _subjects()
    pairs = [a + b for a, b in pairwise(parts)]
    for name in (low, *pairs, *(p for p in parts if len(p) > 3)):
        for spelling in (name, stem(name), name + "s"):
            if spelling in known:
                return known[spelling]
    return ()


def _in_script(view: View, low: str, parts: list[str], subject: tuple[str, ...]) -> bool:
    text = view.__dict__.get("_all_words")
    if text is None:
        screen = [line.low for line in view.screen]
        raw = " ".join((fold(view.script.topic), view.said, *screen, view.caption.low, view.cover.low))
        text = view.__dict__["_all_words"] = f" {re.sub(r'[^a-z0-9]+', ' ', raw)} "
    generic = _terms().generic
    if f" {low} " in text or (len(low) > 4 and low in text.replace(" ", "")):
        return True
    if len(parts) == 1:  # run together: a word of the script at its start or end
        cuts = {c for n in range(4, min(len(low), 40)) for c in (low[:n], low[n - len(low) :])} - generic
        if any(f" {c} " in text or f" {c}s " in text for c in cuts if len(c) > 3):
            return True
    if any(f" {stem(p)}" in text for p in parts if len(p) > 3 and p not in generic):
        return True
    return any(f" {w}" in text for w in content_stems(" ".join(subject)) - generic if len(w) > 2)
