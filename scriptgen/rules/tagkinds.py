"""What a hashtag is for: the topic, the brand, health at large, something in the script, reach, or something else entirely."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from typing import Literal, NamedTuple

from scriptgen.resources import package_text
from scriptgen.rules.bait import is_bait
from scriptgen.rules.tags import Tag, key, split
from scriptgen.text import fold, stem, words
from scriptgen.view import View

__all__ = ["Kind", "kind"]

Kind = Literal["topic", "brand", "related", "health", "bait", "off", "foreign"]
"""off: known to be another subject · foreign: nothing ties it to the script."""
_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_HOME = re.compile(r"(.+?)s?(?:of)?(?:tiktok|tok|tt|instagram|insta|stagram|gram|twitter|twt)$")
_DIGITS = re.compile(r"^(?:over|under|age|at)?\d+s?$|(?:over|under|age|at)\d\ds?$")
_TITLE = frozenset({"dr", "prof", "mr", "mrs", "ms", "md", "the", "of", "and"})


class _Terms(NamedTuple):
    inside: re.Pattern[str]
    word: frozenset[str]
    community: frozenset[str]
    generic: frozenset[str]
    off: re.Pattern[str]
    off_exact: frozenset[str]


@lru_cache(maxsize=1)
def _terms() -> _Terms:
    data = tomllib.loads(package_text("rules/terms/tags.toml"))
    known, off, places = data["pass"], data["off"], data["places"]

    def any_of(text: str) -> re.Pattern[str]:
        return re.compile("|".join(sorted(text.split(), key=len, reverse=True)))

    word = frozenset((known["word"] + places["exact"]).split())
    lists = [frozenset(known[name].split()) for name in ("community", "generic")]
    return _Terms(any_of(known["inside"] + places["inside"]), word, *lists, any_of(off["inside"]), frozenset(off["exact"].split()))


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
    low, terms = tag.key, _terms()
    parts = [p.lower() for p in _PARTS.findall(tag.text)]
    if _names_topic(view, low, parts):
        return "bait" if "fyp" in low else "topic"
    names, brand_tags = _own(view)
    if low in names:
        return "brand"
    if is_bait(low):
        return "bait"
    if low in brand_tags or any(n in low for n in names if len(n) > 3):
        return "brand"
    if not re.search(r"[a-z]", low) or _DIGITS.search(low):  # digits, emoji, another script: nothing to judge by
        return "health"
    off = low in terms.off_exact or bool(terms.off.search(low))
    if not off and _about_health(low, parts, terms):
        return "health"
    subject = _subject(low, parts)
    if _in_script(view, low, parts, subject):
        return "related"
    return "off" if off or subject else "foreign"


def _names_topic(view: View, low: str, parts: list[str]) -> bool:
    """Look for the topic's stems; one of three letters only where a word of the tag starts or ends."""
    for name in view.topic.stems:
        if name in low and (len(name) > 3 or (len(name) == 3 and (name in parts or low.startswith(name) or low.endswith(name)))):
            return True
    return any(p.replace(" ", "") in low for p in view.topic.phrases if len(p) > 5)


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


def _about_health(low: str, parts: list[str], terms: _Terms) -> bool:
    if terms.inside.search(low) or low in terms.word or not terms.word.isdisjoint(parts):
        return True
    home = _HOME.match(low)
    if home:
        return home[1] in terms.community
    return any(low[:n] in terms.word or low[-n:] in terms.word for n in (3, 4, 5) if n + 2 < len(low))


def _subject(low: str, parts: list[str]) -> tuple[str, ...]:
    """Return the phrases of the subject that a tag names, other than the script's topic."""
    known = _subjects()
    pairs = [a + b for a, b in zip(parts, parts[1:], strict=False)]
    for name in (low, *pairs, *(p for p in parts if len(p) > 3)):
        for spelling in (name, stem(name), name + "s"):
            if spelling in known:
                return known[spelling]
    return ()


def _in_script(view: View, low: str, parts: list[str], subject: tuple[str, ...]) -> bool:
    text = view.__dict__.get("_all_words")
    if text is None:
        raw = " ".join((fold(view.script.topic), view.hook.say.low, view.hook.text.low, view.body, view.caption.low, view.cover.low))
        text = view.__dict__["_all_words"] = f" {re.sub(r'[^a-z0-9]+', ' ', raw)} "
    generic = _terms().generic
    if len(parts) == 1:  # run together: a word of the script at its start or end
        cuts = {c for n in range(4, len(low)) for c in (low[:n], low[n - len(low) :])} if len(low) < 40 else set()
        if any(f" {c} " in text or f" {c}s " in text for c in cuts if c not in generic and len(c) > 3):
            return True
    if any(f" {stem(p)}" in text for p in parts if len(p) > 3 and p not in generic):
        return True
    return any(f" {phrase if ' ' in phrase else stem(phrase)}" in text for phrase in subject)
