"""The words of a text as meanings: what each is about, how much it tells, and whether something before it denies it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from scriptgen.claims.quantities import is_exempt, quantities
from scriptgen.claims.turns import turns
from scriptgen.resources import package_text
from scriptgen.text import content_stems, fold, stem, words

__all__ = ["Term", "Text", "alike", "meanings", "named", "read", "telling", "weight"]

_SCOPE = 7
"""Words after a negation that it reaches, within its clause."""
_GAP = 3
"""Words that may stand between a verb and its particle: "bring your blood pressure down"."""
_ALIKE = 5
"""Letters at the start that two forms of one word share."""
_COMMON, _RARE = 0.3, 1.0
"""What the commonest and the rarest words tell."""
_INNER = 5
"""Letters above which a word may deny what it holds: painless, unsafe."""
_WHOLE = frozenset(
    "unless regardless nevertheless nonetheless under until union unit useless countless understand underactive undergo reckless unite universal unique".split()
)
"""Words that look as if they did and do not."""
_PARTICLES = frozenset("up down off out away back on in over".split())
_FRESH = frozenset("can may might will could should must does do is are".split())
"""A verb that begins a statement of its own, so that a negation before it does not reach past it."""
_BETTER = frozenset("better safer healthier easier".split())
"""What "than" leaves behind: "moving is better than keeping still"."""
_CLAUSE = re.compile(
    r"[.;:!?,()]|\b(?:but|because|although|though|while|whereas|so|and|which|who|that|unless|if|when|until)\b"
)
_PLAIN = frozenset(
    stem(w)
    for w in "people person thing things way ways many most some often usually sometimes good great simple easy plain today first next last really simply whole part "
    "kind lot lots bit keep give take make find feel look come goes going try use used week month year day time may can will also even actually truth fact myth "
    "folks someone everyone anyone everybody know think mean tell say said call turn put let set show talk better well right doctor clinician body health just only "
    "always never every all none whenever almost nearly about around enough quite yes because want anything nothing something else back".split()
)


class Term(NamedTuple):
    """One word, or a phrase at its first word."""

    word: str
    root: str
    means: frozenset[int]
    """Rows of same.txt in which it stands; empty for a word that stands in none."""
    clause: int
    denied: bool
    """A negation before it in its clause reaches it."""
    left: bool
    """It is what one is told to leave or to stop."""
    turns: bool
    """It is a negation itself."""
    telling: bool


class Text(NamedTuple):
    """A text as its words, once in order and once as a set."""

    terms: tuple[Term, ...]
    """Measured quantities are left out, since these are compared as such."""
    own: frozenset[str]
    joined: str
    """Its words with single spaces, one before the first and one after the last."""

    def count(self, name: str) -> int:
        """Return how many words and phrases of a list of turns.toml it holds."""
        return turns().lists[name].found(self.own, self.joined)


class _Same(NamedTuple):
    words: dict[str, frozenset[int]]
    phrases: dict[str, list[tuple[tuple[str, ...], int]]]
    """By the first stem: the other stems, and the row."""


@lru_cache(maxsize=1)
def _same() -> _Same:
    rows = [row.split() for row in package_text("claims/same.txt").splitlines() if row and row[0] != "#"]
    single: dict[str, set[int]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for number, row in enumerate(rows):
        for word in row:
            first, *others = (stem(part) for part in word.split("-"))
            if others:
                phrases.setdefault(first, []).append((tuple(others), number))
            else:
                single.setdefault(first, set()).add(number)
    return _Same({word: frozenset(held) for word, held in single.items()}, phrases)


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


def meanings(root: str) -> frozenset[int]:
    """Return the rows of same.txt that hold a stem."""
    return _same().words.get(root, frozenset())


def alike(a: Term, b: Term) -> bool:
    """Return whether two words mean the same: one stem, one row, or forms of one word (absorb, absorption; arthritis, osteoarthritis)."""
    if a.root == b.root or not a.means.isdisjoint(b.means):
        return True
    one, other = a.root, b.root
    if min(len(one), len(other)) < _ALIKE:
        return False
    return (
        (one[:_ALIKE] == other[:_ALIKE] and abs(len(one) - len(other)) < _ALIKE)
        or one[:-1] in other
        or other[:-1] in one
    )


def telling(found: Iterable[Term]) -> list[Term]:
    """Return the words that tell something, each root once."""
    return list({term.root: term for term in found if term.telling}.values())


@lru_cache(maxsize=512)
def read(text: str) -> Text:
    """Return a text as its words."""
    low = fold(text)
    spoken = words(low.replace("-", " "))
    for quantity in quantities(text):
        if not is_exempt(quantity):
            low = f"{low[: quantity.start]}{' ' * (quantity.end - quantity.start)}{low[quantity.end :]}"
    return Text(tuple(_read(low.replace("-", " "))), frozenset(spoken), f" {' '.join(spoken)} ")


def _read(low: str) -> Iterator[Term]:
    carrying = content_stems(low)
    for number, clause in enumerate(_CLAUSE.split(low)):
        own = words(clause)
        roots = [stem(word) for word in own]
        denied, left = 0, False
        inside: set[int] = set()
        for at, word in enumerate(own):
            turn = turns().denies(own, at)
            if turn:
                denied, left = (_SCOPE, left) if turn == "not" else (denied, True)
            elif word == "than" and not _BETTER.isdisjoint(own[:at]):
                left = True
            elif word in _FRESH:
                denied = 0  # "ones you don't need can bring a rash"
            inner = _inner(word)
            means, others = _phrase(roots, at)
            inside.update(others)
            carries = bool(others) or (len(word) > 2 and roots[at] in carrying and not word.isdigit())
            reached = turn != "not" and at not in inside
            yield Term(
                word=word,
                root=inner or roots[at],
                means=means or meanings(inner or roots[at]),
                clause=number,
                denied=reached and (denied > 0) != bool(inner),
                left=reached and left and not turn,
                turns=turn == "not",
                telling=reached and carries,
            )
            denied -= 1


@lru_cache(maxsize=8192)
def _inner(word: str) -> str:
    """Return the stem of what a word denies of itself (painless, unsafe), empty for most words."""
    if word in _WHOLE or word in turns().opposed:  # what stands in a pair of opposites is compared as such
        return ""
    bare = word.removesuffix("less") if len(word) > _INNER else word
    if bare == word and len(word) > _INNER:
        bare = word.removeprefix("non") if word.startswith("non") else word.removeprefix("un")
    root = stem(bare)
    return root if bare != word and (root in _weights() or meanings(root)) else ""


def _phrase(roots: list[str], at: int) -> tuple[frozenset[int], tuple[int, ...]]:
    """Return the rows of the longest phrase that begins at a word, and the places of its other words."""
    rows: set[int] = set()
    places: tuple[int, ...] = ()
    for others, row in _same().phrases.get(roots[at], ()):
        if tuple(roots[at + 1 : at + 1 + len(others)]) == others:
            found = tuple(range(at + 1, at + 1 + len(others)))
        elif len(others) == 1 and others[0] in _PARTICLES and others[0] in roots[at + 1 : at + 2 + _GAP]:
            found = (roots.index(others[0], at + 1),)
        else:
            continue
        if len(found) > len(places):
            rows, places = {row}, found
        elif len(found) == len(places):
            rows.add(row)
    return frozenset(rows), places
