"""A phrase as a pattern: in any case and any inflection, hyphens, blanks and apostrophes alike, never inside a word."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from typing import NamedTuple

from scriptgen.resources import package_text
from scriptgen.text import fold, words

__all__ = ["Phrases", "phrases_pattern"]

_SPELT = re.compile(r"(?<=[a-z]{3}i)([sz])(e[ds]?|ing|ers?)$")
_CLOSED = re.compile(r"[aeiou][^aeiouwxy]{2}$|[aeiou]{2}[^aeiou]$|[wxy]$")
_SHORT = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
_SIGNS = re.compile(r"[^\w\s'.,;:!?\"-]")


class _Words(NamedTuple):
    forms: dict[str, tuple[str, ...]]
    adjectives: frozenset[str]
    whole: frozenset[str]
    plain: frozenset[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    data = tomllib.loads(package_text("rules/terms/inflection.toml"))
    forms = {word: tuple(row.split()) for row in data["irregular"] for word in row.split()}
    return _Words(forms, *(frozenset(data[name].split()) for name in ("adjectives", "whole", "plain")))


class Phrases(NamedTuple):
    """What finds phrases in folded text."""

    pattern: re.Pattern[str] | None
    """One group a phrase; None for no phrases."""
    phrases: tuple[str, ...]
    """In the order of the groups; the longest wins."""
    starts: tuple[str, ...]
    """One of these letters must occur, or nothing can match; the empty one always does."""


@lru_cache(maxsize=128)
def phrases_pattern(phrases: tuple[str, ...]) -> Phrases:
    """Return what finds any of the phrases."""
    rows = sorted({" ".join(p.split()) for p in phrases if any(c.isalnum() for c in p)}, key=lambda p: (-len(p), p))
    if not rows:
        return Phrases(None, (), ())
    pattern = "|".join(f"({_phrase(fold(row))})" for row in rows)
    known = re.compile(rf"(?<![^\W_])(?<![^\W_]')(?:{pattern})(?:'s|s')?(?!'?[^\W_])")
    return Phrases(known, tuple(rows), tuple({_start(fold(row)) for row in rows}))


def _start(phrase: str) -> str:
    """Return letters that every form of the phrase starts with."""
    if _SIGNS.search(phrase):
        return phrase.split()[0][:5]
    forms = sorted(_all_forms(words(phrase)[0].split("-")[0]))
    first, last = forms[0], forms[-1]
    same = 0
    while same < min(5, len(first)) and first[same] == last[same : same + 1]:
        same += 1
    return re.split(r"'|(?<=n)(?=t)", first[:same])[0]


def _phrase(phrase: str) -> str:
    if _SIGNS.search(phrase):  # "#1", "100%": the sign belongs to it
        return r"\s+".join(re.escape(w) for w in phrase.split())
    found = [w for word in words(phrase) for w in word.split("-")]
    stops = ".;:!?" if len(found) > 3 else ""  # "no pain. No gain." is one phrase; "It's a game. Changers ..." is not
    gap = rf"[\s\-_'\"*/,{stops}]"
    parts = [_any_form(w) for w in found]
    least = [0 if len(w) > 2 and w not in _words().plain else 1 for w in found]  # gamechanger, but no therapist
    return parts[0] + "".join(f"{gap}{{{n},3}}{part}" for n, part in zip(least, parts[1:], strict=False))


def _any_form(word: str) -> str:
    choice = "|".join(re.escape(f).replace("'", "'?") for f in sorted(_all_forms(word), key=lambda f: (-len(f), f)))
    return "(?:" + choice.replace("nt", "n'?t") + ")"


def _all_forms(word: str) -> set[str]:
    forms = {word}
    if word.isalpha() and word.isascii() and len(word) > 2 and word not in _words().plain:
        forms = {f for base in _bases(word) for f in _forms(base)} | {word}
    return forms | {_SPELT.sub(lambda m: ("z" if m[1] == "s" else "s") + m[2], f) for f in forms}  # -ise, -ize


def _bases(word: str) -> set[str]:
    """Return what a listed form can be an inflection of: cures and cured of cure, stopping of stop."""
    bases = {word}
    if word in _words().forms or word in _words().whole:
        return bases
    if word.endswith("ies") and len(word) > 4:
        bases.add(word[:-3] + "y")
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        bases.add(word[:-2] if word.endswith(("sses", "shes", "ches", "xes")) else word[:-1])
    for end in ("ing", "ed"):
        root = word.removesuffix(end)
        if root == word or len(root) < 3 or not re.search("[aeiouy]", root):
            continue
        if root[-1] == root[-2] and root[-1] not in "ls":
            bases.add(root[:-1])
        else:
            bases.add(root if _CLOSED.search(root) else root + "e")
    return bases


def _forms(base: str) -> set[str]:
    if base in _words().forms:
        return set(_words().forms[base])
    if base in _words().whole:
        return {base}
    if base.endswith("is"):
        return {base, base[:-2] + "es"}
    if base.endswith("y") and base[-2] not in "aeiou":
        root = base[:-1] + "i"
        return {base, root + "es", root + "ed", base + "ing", root + "er", root + "est"}
    root = base[:-1] if base.endswith("e") else base
    twice = root + root[-1]
    double = {twice + "ed", twice + "ing"} if _SHORT.fullmatch(base) else set()
    plural = base + ("es" if base.endswith(("s", "x", "sh", "ch", "z")) else "s")
    adjective = {r + end for r in (root, twice) for end in ("er", "est")} if base in _words().adjectives else set()
    ing = base + "ing" if base.endswith(("ee", "ye", "oe")) else root + "ing"
    return {base, plural, root + "ed", ing, *double, *adjective}
