"""The words of a text as meanings: what each is about, how much it tells, and whether something before it denies it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from scriptgen.claims.directions import ends, stance, ways
from scriptgen.claims.lexicon import Word, phrases, word_of
from scriptgen.claims.quantities import is_exempt, quantities
from scriptgen.claims.turns import turns
from scriptgen.lazy import lazy
from scriptgen.text import fold, stem, words

__all__ = ["Term", "Text", "alike", "read", "telling"]

_SCOPE = 7
"""Words after a negation that it reaches, within its clause."""
_GAP = 3
"""Words that may stand between a verb and its particle: "bring your blood pressure down"."""
_ALIKE = 5
"""Letters at the start that two forms of one word share."""
_PARTICLES = frozenset("up down off out away back on in over".split())
_FRESH = frozenset("can may might will could should must does do is are".split())
"""A verb that begins a statement of its own, so that a negation before it does not reach past it."""
_BETTER = frozenset("better safer healthier easier".split())
"""What "than" leaves behind: "moving is better than keeping still"."""
_CLAUSE = re.compile(
    r"[.;:!?,()]|\b(?:but|because|although|though|while|whereas|so|and|which|who|that|unless|if|when|until)\b"
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


class Text:
    """A text as its words, once in order and once as a set; what follows from them is worked out once."""

    def __init__(self, terms: tuple[Term, ...], own: frozenset[str], joined: str) -> None:
        self.terms, self.own, self.joined = terms, own, joined

    @lazy
    def telling(self) -> list[Term]:
        """The words that tell something, each root once."""
        return telling(self.terms)

    @lazy
    def stems(self) -> tuple[str, ...]:
        """The stems of its words in order, numbers all alike."""
        return tuple("#" if word[0].isdigit() else stem(word) for word in self.joined.split())

    @lazy
    def neighbours(self) -> frozenset[tuple[str, str]]:
        """Its stems in pairs of neighbours, its edges among them."""
        return frozenset(pairwise(("^", *self.stems, "$")))

    @lazy
    def negations(self) -> int:
        """How many of its words are negations."""
        return sum(term.turns for term in self.terms)

    @lazy
    def leaves(self) -> bool:
        """Whether it says that something is to be left."""
        return any(term.left for term in self.terms)

    @lazy
    def counts(self) -> dict[str, int]:
        """How many words and phrases it holds of each list of turns.toml of which it holds any."""
        return turns().counts(self.own, self.joined)

    @lazy
    def ends(self) -> dict[int, set[int]]:
        """The pairs of opposites of which it holds an end: 1 for the one, -1 for the other or for the one denied."""
        return ends(self)

    @lazy
    def ways(self) -> tuple[int, ...]:
        """For each word 1 where something raises what it stands for, -1 where it lowers it, else 0."""
        return ways(self.terms)

    @lazy
    def stance(self) -> int:
        """1 where it speaks well of what it is about, -1 where ill, 0 where neither or both."""
        return stance(self.terms)

    def count(self, name: str) -> int:
        """Return how many words and phrases of a list of turns.toml it holds."""
        return self.counts.get(name, 0)


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
        if not is_exempt(quantity):  # measured quantities are compared as such
            low = f"{low[: quantity.start]}{' ' * (quantity.end - quantity.start)}{low[quantity.end :]}"
    return Text(tuple(_read(low.replace("-", " "))), frozenset(spoken), f" {' '.join(spoken)} ")


def _read(low: str) -> Iterator[Term]:
    carrying = {held.stem for held in map(word_of, words(low)) if held.content}
    for number, clause in enumerate(_CLAUSE.split(low)):
        own = words(clause)
        if own:
            yield from _clause(own, number, carrying)


def _clause(own: list[str], number: int, carrying: set[str]) -> Iterator[Term]:
    known: list[Word] = [word_of(word) for word in own]
    roots = [held.stem for held in known]
    denied, left = 0, False
    inside: set[int] = set()
    for at, word in enumerate(own):
        root, inner, means, _, is_long, may_deny = known[at]
        turn = turns().denies(own, at) if may_deny else ""
        if turn:
            denied, left = (_SCOPE, left) if turn == "not" else (denied, True)
        elif word == "than" and not _BETTER.isdisjoint(own[:at]):
            left = True
        elif word in _FRESH:
            denied = 0  # "ones you don't need can bring a rash"
        rows, others = _phrase(roots, at)
        inside.update(others)
        reached = turn != "not" and at not in inside
        yield Term(
            word,
            inner or root,
            rows or means,
            number,
            reached and (denied > 0) != bool(inner),
            reached and left and not turn,
            turn == "not",
            reached and (bool(others) or (is_long and root in carrying)),
        )
        denied -= 1


_NO_PHRASE: tuple[frozenset[int], tuple[int, ...]] = frozenset(), ()


def _phrase(roots: list[str], at: int) -> tuple[frozenset[int], tuple[int, ...]]:
    """Return the rows of the longest phrase that begins at a word, and the places of its other words."""
    begun = phrases().get(roots[at])
    after = roots[at + 1 : at + 2 + _GAP]
    if begun is None or begun.keys().isdisjoint(after):
        return _NO_PHRASE
    rows: set[int] = set()
    places: tuple[int, ...] = ()
    for _, others, row in sorted(phrase for second in set(after) for phrase in begun.get(second, ())):
        if tuple(roots[at + 1 : at + 1 + len(others)]) == others:
            found = tuple(range(at + 1, at + 1 + len(others)))
        elif len(others) == 1 and others[0] in _PARTICLES:
            found = (roots.index(others[0], at + 1),)
        else:
            continue
        if len(found) > len(places):
            rows, places = {row}, found
        elif len(found) == len(places):
            rows.add(row)
    return frozenset(rows), places
