"""Words by themselves: their stem, what they mean, how much they tell, and what they do to a sentence. Each is looked at once."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from scriptgen.claims.turns import turns
from scriptgen.resources import package_text
from scriptgen.text import content_stems, stem

__all__ = ["Word", "named", "phrases", "weight", "word_of"]

_COMMON, _RARE = 0.3, 1.0
"""What the commonest and the rarest words tell."""
_INNER = 5
"""Letters above which a word may deny what it holds: painless, unsafe."""
_WHOLE = frozenset(
    "unless regardless nevertheless nonetheless under until union unit useless countless understand underactive undergo reckless unite universal unique".split()
)
"""Words that look as if they did and do not."""
_PLAIN = frozenset(
    stem(w)
    for w in "people person thing things way ways many most some often usually sometimes good great simple easy plain today first next last really simply whole part "
    "kind lot lots bit keep give take make find feel look come goes going try use used week month year day time may can will also even actually truth fact myth "
    "folks someone everyone anyone everybody know think mean tell say said call turn put let set show talk better well right doctor clinician body health just only "
    "always never every all none whenever almost nearly about around enough quite yes because want anything nothing something else back".split()
)


class Word(NamedTuple):
    """What a word is wherever it stands."""

    stem: str
    inner: str
    """The stem of what it denies of itself (painless, unsafe), empty for most words."""
    means: frozenset[int]
    """Rows of same.txt in which it, or what it denies, stands; empty for a word that stands in none."""
    content: bool
    """It carries meaning: no function word."""
    long: bool
    """It is no number and no scrap of two letters."""
    denies: bool
    """It is, or begins, what denies or leaves something."""


@lru_cache(maxsize=8192)
def word_of(word: str) -> Word:
    """Return what a word is, in lower case."""
    root, inner, known = stem(word), _inner(word), turns()
    denies = word in known.phrases or word in known.negations or word in known.leaving or word.endswith("n't")
    means = _same().words.get(inner or root, frozenset())
    return Word(root, inner, means, bool(content_stems(word)), len(word) > 2 and not word.isdigit(), denies)


class _Same(NamedTuple):
    words: dict[str, frozenset[int]]
    phrases: dict[str, dict[str, list[tuple[int, tuple[str, ...], int]]]]


@lru_cache(maxsize=1)
def _same() -> _Same:
    rows = [row.split() for row in package_text("claims/same.txt").splitlines() if row and row[0] != "#"]
    single: dict[str, set[int]] = {}
    phrases: dict[str, dict[str, list[tuple[int, tuple[str, ...], int]]]] = {}
    place = 0
    for number, row in enumerate(rows):
        for word in row:
            first, *others = (stem(part) for part in word.split("-"))
            if others:
                place += 1
                phrases.setdefault(first, {}).setdefault(others[0], []).append((place, tuple(others), number))
            else:
                single.setdefault(first, set()).add(number)
    return _Same({word: frozenset(held) for word, held in single.items()}, phrases)


def phrases() -> dict[str, dict[str, list[tuple[int, tuple[str, ...], int]]]]:
    """Return the phrases of same.txt by their first two stems: place in the file, the stems after the first, and the row."""
    return _same().phrases


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    rows = [row.split() for row in package_text("claims/frequency.txt").splitlines() if row and row[0] != "#"]
    top = int(rows[-1][0])
    return {word: _RARE - (_RARE - _COMMON) * int(power) / top for power, *held in rows for word in held}


def weight(root: str, light: frozenset[str]) -> float:
    """Return how much a word tells, 0 to 1: little where every health text has it, or all of the video is about it."""
    found = _weights().get(root, _RARE)
    return found / 2 if root in light or root in _PLAIN else found


@lru_cache(maxsize=1)
def named() -> tuple[frozenset[str], ...]:
    """Return the stems of foods, remedies, devices, body parts and conditions, a set a kind."""
    rows = [row for row in package_text("claims/named.txt").splitlines() if row and row[0] != "#"]
    return tuple(frozenset(stem(word) for word in row.split()) for row in rows)


def _inner(word: str) -> str:
    if word in _WHOLE or word in turns().opposed:  # what stands in a pair of opposites is compared as such
        return ""
    bare = word.removesuffix("less") if len(word) > _INNER else word
    if bare == word and len(word) > _INNER:
        bare = word.removeprefix("non") if word.startswith("non") else word.removeprefix("un")
    root = stem(bare)
    return root if bare != word and (root in _weights() or root in _same().words) else ""
