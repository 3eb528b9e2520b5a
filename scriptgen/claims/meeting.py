"""What a sentence and its source have in common: which of its words the source holds, where, and in which of its sentences."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from scriptgen.claims.lexicon import weight
from scriptgen.claims.quantities import Quantity, quantities
from scriptgen.claims.terms import Term, Text, read
from scriptgen.text import sentences

__all__ = ["Meeting", "Source", "meet", "source_of"]

_FORM = 5
"""Letters from which on a word may be a form of another: as terms.alike has it."""


class Roots:
    """The roots of a source, in which the forms of another root are found without comparing it with each."""

    def __init__(self, roots: Iterable[str]) -> None:
        long = [root for root in dict.fromkeys(roots) if len(root) >= _FORM]
        self._fronts: dict[str, list[str]] = {}
        for root in long:
            self._fronts.setdefault(root[:_FORM], []).append(root)
        self._trunks = [(root[:-1], root) for root in long]
        self._joined = "\n".join(long)
        self._long = long

    def forms(self, root: str) -> list[str]:
        """Return the other roots that are forms of one (absorb, absorption; arthritis, osteoarthritis), some of them twice."""
        if len(root) < _FORM:
            return []
        found = [other for other in self._fronts.get(root[:_FORM], ()) if abs(len(other) - len(root)) < _FORM]
        if root[:-1] in self._joined:
            found += [other for other in self._long if root[:-1] in other]
        found += [other for trunk, other in self._trunks if trunk in root]
        return found


class Places:
    """Where words stand in a row of them, by root and by meaning."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._roots: dict[str, list[int]] = {}
        self._means: dict[int, list[int]] = {}
        for n, term in enumerate(terms):
            if term.telling:
                self._roots.setdefault(term.root, []).append(n)
                for row in term.means:
                    self._means.setdefault(row, []).append(n)

    def of(self, term: Term, forms: list[str]) -> list[int]:
        """Return the places of the words that mean the same as one, in order; `forms` are other roots that do."""
        found = list(self._roots.get(term.root, ()))
        for root in forms:
            found += self._roots.get(root, ())
        for row in term.means:
            found += self._means.get(row, ())
        return sorted(set(found)) if len(found) > 1 else found


class Source:
    """What is quoted, read once for all that is said of it."""

    def __init__(self, text: str) -> None:
        self.whole = read(text)
        self.quantities: tuple[Quantity, ...] = quantities(text)
        self.pieces: list[Text] = [read(piece.text) for piece in sentences(text)] or [self.whole]
        row = [(number, term) for number, piece in enumerate(self.pieces) for term in piece.telling]
        self.piece_of = [number for number, _ in row]
        """For each telling word of the pieces, one after the other, the piece in which it stands."""
        self.starts = [0, *accumulate(len(piece.telling) for piece in self.pieces)]
        """Where the telling words of each piece begin among these."""
        self.in_pieces = Places(term for _, term in row)
        self.in_whole = Places(self.whole.terms)
        last = {term.root: term.means for term in self.whole.telling}
        self.passed = {n for n, t in enumerate(self.whole.terms) if t.telling and not t.means <= last[t.root]}
        """Places of words that begin a phrase here and stand alone later: what they meant there holds no word."""
        self.roots = Roots(term.root for term in (*self.whole.terms, *(term for _, term in row)) if term.telling)


@lru_cache(maxsize=512)
def source_of(text: str) -> Source:
    """Return a source as it is read."""
    return Source(text)


class Meeting(NamedTuple):
    """A sentence beside its source."""

    claim: Text
    source: Source
    light: frozenset[str]
    """Stems of the topic, which prove nothing by being shared."""
    weights: dict[str, float]
    """What the telling words of the sentence weigh, by root."""
    unheld: frozenset[str]
    """Roots that the source does not hold."""
    best: Text
    """The sentence of the source that holds most of the claim."""
    near: list[list[int]]
    """For each telling word of the claim its places among the telling words of that sentence."""
    shared: list[tuple[int, list[int]]]
    """Places of the telling words that both have: in the claim, and all those in the source."""


def meet(claim: Text, source: Source, light: frozenset[str]) -> Meeting:
    """Return what they have in common."""
    weights = {term.root: weight(term.root, light) for term in claim.telling}
    forms = {root: source.roots.forms(root) for root in weights}
    found = [(n, t.root, source.in_whole.of(t, forms[t.root])) for n, t in enumerate(claim.terms) if t.telling]
    last = {root: held for _, root, held in found}
    unheld = frozenset(root for root, held in last.items() if source.passed.issuperset(held))
    shared = [(n, held) for n, _, held in found if held]
    places = [source.in_pieces.of(term, forms[term.root]) for term in claim.telling]
    sums = [0.0] * len(source.pieces)
    for term, held in zip(claim.telling, places, strict=True):
        for number in {source.piece_of[n] for n in held}:
            sums[number] += weights[term.root]
    best = sums.index(max(sums))
    first, end = source.starts[best : best + 2]
    near = [[n - first for n in held if first <= n < end] for held in places]
    return Meeting(claim, source, light, weights, unheld, source.pieces[best], near, shared)
