"""How far the words of a source bear out a sentence: word for word, in part, not at all, or the other way round."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from itertools import product
from typing import Literal, NamedTuple

from scriptgen.claims.quantities import SMALL, UNITS, Quantity, is_exempt, quantities, same
from scriptgen.resources import package_text
from scriptgen.text import content_stems, fold, stem, words

__all__ = ["Match", "Support", "quoted", "support", "wrong_numbers"]

Match = Literal["exact", "partial", "none"]
_SOME, _MOST = 0.25, 0.85
"""Share of a sentence's weight that its source must hold to bear it out, and where the sentence adds something of its own."""
_ALIKE = 5
"""Letters at the start that two forms of one word share."""
_LIGHT = 0.35
"""Weight of a word that tells little: what the video is about anyway, and words of every health text."""
_SCOPE = 7
"""Words after a negation that it reaches, within its clause."""
_NEAR = 6
"""Words around an opposed word in which both texts must share another, so that they speak of the same."""
_PLAIN = frozenset(
    stem(w)
    for w in "people person thing things way ways many most some often usually sometimes good great simple easy plain today first next last really simply whole part "
    "kind lot lots bit keep give take make find feel look come goes going try use used week month year day time may can will also even actually truth fact myth "
    "folks someone everyone anyone everybody know think mean tell say said call turn put let set show talk better well right doctor clinician body health".split()
)
_FRESH = frozenset("can may might will could should must does do is are".split())
"""A verb that begins a statement of its own, so that a negation before it does not reach past it."""
_REDUCERS = frozenset(
    "less fewer quit quitting stop stopping avoid avoiding cut cutting without lack low skip skipping drop dropping reduce reducing limit limiting lose losing".split()
)
_AVOIDS = frozenset("leave skip avoid drop ditch forget quit stop instead pass".split())
"""A verb that denies without a denial: "leave the belt" agrees with "belts don't help"."""
_HINDERS = frozenset("stop stops stopping keep keeps mean means need needs have".split())
"""A verb that turns a denial once more: "doesn't stop you from" is "you can"."""
_CLAUSE = re.compile(r"[.;:!?,()]|\b(?:but|because|although|while|whereas|so|and|which|who|that|unless|if|when)\b")


class _Turns(NamedTuple):
    negations: frozenset[str]
    strong: frozenset[str]
    opposed: tuple[tuple[frozenset[str], frozenset[str]], ...]


class Support(NamedTuple):
    """What a source says to a sentence."""

    match: Match
    share: float
    """0 to 1: how much of the sentence's weight the source holds."""
    beyond: tuple[str, ...] = ()
    """What the sentence adds: conditions, body parts, treatments, or a stronger word, that the source does not have."""
    contradicted: str = ""
    """The word on which the source says the opposite; empty where it does not."""


@lru_cache(maxsize=1)
def _same() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in package_text("claims/same.txt").splitlines():
        if row and row[0] != "#":
            first, *others = row.split()
            found.update({stem(other): stem(first) for other in (first, *others)})
    return found


@lru_cache(maxsize=1)
def _turns() -> _Turns:
    data = tomllib.loads(package_text("claims/turns.toml"))
    pairs = tuple((frozenset(a.split()), frozenset(b.split())) for a, b in data["opposed"])
    return _Turns(frozenset(data["not"].split()), frozenset(data["strong"].split()), pairs)


@lru_cache(maxsize=1)
def _concepts() -> frozenset[str]:
    """Return the roots of conditions, body parts and treatments, as far as one word names them."""
    named = [row for row in package_text("rules/terms/household.txt").splitlines() if row[:1] != "#"]
    named += [row.replace(" | ", ",") for row in package_text("topics.txt").splitlines() if row[:1] != "#"]
    single = (name.strip() for row in named for name in row.split(","))
    return frozenset(_root(name) for name in single if name and " " not in name) - _PLAIN


def _among(root: str, others: set[str]) -> bool:
    """Return whether a stem is among others, or another form of one: absorb, absorption."""
    return root in others or any(_alike(root, other) for other in others)


def _alike(a: str, b: str) -> bool:
    """Return whether two stems are forms of one word: the same start, or one inside the other (arthriti, osteoarthriti)."""
    if a == b:
        return True
    if min(len(a), len(b)) < _ALIKE:
        return False
    return (a[:_ALIKE] == b[:_ALIKE] and abs(len(a) - len(b)) < _ALIKE) or a[:-1] in b or b[:-1] in a


def _root(word: str) -> str:
    root = stem(word)
    return _same().get(root, root)


def _roots(text: str) -> set[str]:
    """Return the roots of the telling words, numbers and their units left out: these are compared as quantities."""
    found = content_stems(text.replace("-", " "))
    for quantity in quantities(text):
        found -= {stem(word) for word in words(fold(text[quantity.start : quantity.end]))}
    return {_same().get(root, root) for root in found if not root.isdigit()}


def support(sentence: str, quotes: Iterable[str], about: frozenset[str] = frozenset()) -> Support:
    """Return how far quotations bear out a sentence. `about` are stems of the topic, which prove nothing by being shared."""
    held = [quote for quote in quotes if quote.strip()]
    if quoted(sentence, held):
        return Support("exact", 1.0)
    whole = " ".join(held)
    if not whole:
        return Support("none", 0.0)
    light = _PLAIN | {_same().get(root, root) for root in about}
    own, theirs = _roots(sentence), _roots(whole)
    weights = {root: _LIGHT if root in light else 1.0 for root in own}
    held_weight = sum(weight for root, weight in weights.items() if _among(root, theirs))
    stated, known = quantities(sentence), quantities(whole)
    held_weight += sum(any(same(quantity, other) for other in known) for quantity in stated)
    total = sum(weights.values()) + len(stated)
    share = held_weight / total if total else 0.0
    turned = _opposed(sentence, whole, light)
    beyond = _beyond(sentence, whole, own - light, theirs)
    enough = share >= (_MOST if beyond else _SOME)
    match: Match = "partial" if enough and not turned else "none"
    return Support(match, round(share, 2), beyond, turned)


def quoted(sentence: str, quotes: Iterable[str]) -> bool:
    """Return whether a quotation holds the sentence word for word."""
    said = f" {_plain(sentence)} "
    return len(said) > 2 and any(said in f" {_plain(quote)} " for quote in quotes)


def _beyond(sentence: str, source: str, own: set[str], theirs: set[str]) -> tuple[str, ...]:
    """Return what a sentence adds to its source."""
    strong = _turns().strong
    told, said = set(words(fold(sentence))), set(words(fold(source)))
    if said & _turns().negations:
        strong -= _turns().negations  # "never skip" adds nothing to "don't skip"
    over = {word for word in told & strong if not _among(_root(word), {_root(other) for other in said & strong})}
    new = {root for root in own & _concepts() if not _among(root, theirs)}
    return tuple(sorted(over | new))


def speaks_of_it(found: Support) -> bool:
    """Return whether a source is at least about what a sentence says."""
    return found.share >= _SOME


@lru_cache(maxsize=1024)
def _plain(text: str) -> str:
    return " ".join(words(fold(text)))


class _Token(NamedTuple):
    word: str
    root: str
    clause: int
    denied: bool
    """A negation before it in its clause reaches it."""
    turns: bool = False
    """It is a negation itself."""


_PHRASES = (
    (re.compile(r"\b(?:go|goes|going|went) up\b"), "rises"),
    (re.compile(r"\b(?:come|comes|coming|came|go|goes|going|went) down\b"), "drops"),
    (re.compile(r"\b(?:bring|brings|bringing|brought) (\w+ ){0,3}?down\b"), "lowers"),
)


def _tokens(text: str) -> list[_Token]:
    """Return the words with the clause they stand in and whether that clause denies them."""
    negations = _turns().negations
    found: list[_Token] = []
    for number, clause in enumerate(_CLAUSE.split(text)):
        reach = 0
        for word in words(clause):
            if word in negations or word.endswith("n't"):
                reach = _SCOPE
                found.append(_Token(word, word, number, False, True))
                continue
            if word in _FRESH:
                reach = 0  # "ones you don't need can bring a rash"
            found.append(_Token(word, _root(word), number, reach > 0))
            reach -= 1
    return found


def _opposed(sentence: str, source: str, light: frozenset[str] | set[str]) -> str:
    """Return the word on which the source says the opposite of the sentence, empty for none."""
    sentence, source = _reworded(sentence), _reworded(source)
    told, said = set(words(sentence)), set(words(source))
    turns = _turns()
    denied = any(word in turns.negations or word.endswith("n't") for word in told | said)
    pairs = [
        (mine, opposite)
        for one, other in turns.opposed
        for mine, opposite in ((one, other), (other, one))
        if told & mine and said & opposite and not said & mine and not told & opposite
    ]
    if not denied and not pairs:
        return ""
    own, theirs = _tokens(sentence), _tokens(source)
    if told & _REDUCERS or said & _REDUCERS:
        pairs = []  # "less salt lowers it" says of salt that it raises it
    return _denied(own, theirs, light) or _reversed(own, theirs, pairs)


def _reworded(text: str) -> str:
    low = fold(text)
    for pattern, word in _PHRASES:
        low = pattern.sub(word, low)
    return low


def _denied(own: list[_Token], theirs: list[_Token], light: frozenset[str] | set[str]) -> str:
    """Return a telling word that one denies and the other plainly states, if they share another telling word in those clauses."""
    mine, others = _clauses(own), _clauses(theirs)
    for token in own:
        if not _is_telling(token):
            continue
        for other in theirs:
            if other.denied == token.denied or not _alike(other.root, token.root):
                continue
            plain, turned = others[other.clause], mine[token.clause]
            if not token.denied:
                plain, turned = turned, plain
            if any(t.turns or t.word in _AVOIDS for t in plain) or any(t.word in _HINDERS for t in turned):
                continue  # "one brave weekend won't do" and "not one brave weekend" are the same
            beside = {t.root for t in mine[token.clause] if _is_telling(t)} - {token.root}
            shared = beside & {t.root for t in others[other.clause] if _is_telling(t)}
            if len(shared) > (token.root in light) and not _states(theirs, token):
                return token.word
    return ""


def _states(theirs: list[_Token], token: _Token) -> bool:
    """Return whether the source also says it the same way round."""
    return any(_alike(t.root, token.root) and t.denied == token.denied for t in theirs)


def _is_telling(token: _Token) -> bool:
    return len(token.word) > 3 and not token.turns and token.root not in _PLAIN and bool(content_stems(token.word))


def _clauses(tokens: list[_Token]) -> dict[int, list[_Token]]:
    found: dict[int, list[_Token]] = {}
    for token in tokens:
        found.setdefault(token.clause, []).append(token)
    return found


def _reversed(own: list[_Token], theirs: list[_Token], pairs: list[tuple[frozenset[str], frozenset[str]]]) -> str:
    """Return a word whose opposite the source uses of the same thing."""
    for mine, opposite in pairs:
        places = [n for n, t in enumerate(theirs) if t.word in opposite]
        for at, place in product((n for n, t in enumerate(own) if t.word in mine), places):
            if own[at].denied == theirs[place].denied and _around(own, at) & _around(theirs, place):
                return own[at].word
    return ""


def _around(tokens: list[_Token], at: int) -> set[str]:
    return {t.root for t in tokens[max(0, at - _NEAR) : at + _NEAR + 1] if _is_telling(t)}


def wrong_numbers(sentence: str, quotes: Iterable[str]) -> list[Quantity]:
    """Return the quantities of a sentence that its sources do not hold.

    Shares, multiples, doses and large counts must stand there. Times, ages and small counts, which need no source, are wrong only where
    the source has another one of the same unit.
    """
    held = [quantity for quote in quotes for quantity in quantities(quote)]
    wrong: list[Quantity] = []
    for quantity in quantities(sentence):
        if is_exempt(quantity) or any(same(quantity, other) for other in held):
            continue
        rivals = [other for other in held if other.unit == quantity.unit]
        if not rivals and (quantity.unit in _FREE or (quantity.unit not in UNITS and quantity.high <= SMALL)):
            continue
        wrong.append(quantity)
    return wrong


_FREE = frozenset(("time", "age", "time-count"))
