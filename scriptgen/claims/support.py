"""How far the words of a source bear out a sentence: word for word, in part, not at all, or the other way round."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, NamedTuple

from scriptgen.claims import embedded
from scriptgen.claims.difference import differences, leanings
from scriptgen.claims.holding import share
from scriptgen.claims.limits import bound, fits
from scriptgen.claims.meeting import Meeting, meet, source_of
from scriptgen.claims.quantities import Quantity, is_exempt, quantities
from scriptgen.claims.sameness import OFTEN, same
from scriptgen.claims.signals import signals_of
from scriptgen.claims.terms import read
from scriptgen.claims.turning import opposite_word
from scriptgen.claims.units import SMALL, UNITS
from scriptgen.claims.verdict import Verdict, Weighed, weigh
from scriptgen.claims.whose import anothers
from scriptgen.late import late
from scriptgen.minilm import ready
from scriptgen.text import fold, words

__all__ = ["FOREIGN", "Match", "Support", "held_share", "quoted", "support", "wrong_numbers"]

Match = Literal["exact", "partial", "none"]
_ABOUT = 0.25
"""Share of a sentence's weight that its source must hold to be about it at all."""

FOREIGN = 0.2
"""Share below which a source speaks of something else, however alike the two are in meaning."""

_SURE, _CLEAR = 0.95, 0.85
"""How likely it must be that a source says the opposite for that to be sure; the second where it holds all else that is said."""
_MUCH, _WHOLE = 0.5, 0.97
"""Share that a source must hold to deny a sentence, and from which on it holds all of it."""


class Support(NamedTuple):
    """What a source says to a sentence."""

    match: Match
    share: float
    """0 to 1: how much of the sentence's weight the source holds."""
    verdict: Verdict
    likely: float
    """0 to 1: how likely the verdict is."""
    contradicted: str = ""
    """The word on which the source says the opposite; empty where it does not, or no single word shows it."""
    sure: bool = False
    """The source says the opposite beyond doubt."""


def support(sentence: str, quotes: Iterable[str], about: frozenset[str] = frozenset(), before: str = "") -> Support:
    """Return how far quotations bear out a sentence.

    `about` are stems of the topic, which prove nothing by being shared; `before` is what was said just before, where the sentence leans on it.
    Where embeddings are at hand (extra `reader`) meaning is weighed with signals and words.
    """
    held = [quote for quote in quotes if quote.strip()]
    if quoted(sentence, held):
        return Support("exact", 1.0, "supported", 1.0)
    if not held or not words(sentence):
        return Support("none", 0.0, "unsupported", 1.0)
    return _support(f"{before} {sentence}".strip(), " ".join(held), about, ready())


@lru_cache(maxsize=512)
def _support(sentence: str, source: str, about: frozenset[str], by_meaning: bool) -> Support:
    met = meet(read(sentence), source_of(source), about)
    found = signals_of(met, quantities(sentence))
    words_say = leanings(differences(met.claim, met.source.whole))
    weighed = weigh(found, words_say)
    turned, sure = _turned(met, found, weighed)
    if by_meaning:
        both = weigh(found, words_say, embedded.head().leanings(sentence, source))
        # no likeness of meaning makes right what is plainly turned round, or speaks of something else
        foreign = both.verdict == "supported" and found["held"] < FOREIGN
        if not foreign and (both.verdict == "contradicted" or not sure):
            weighed = both
            turned, sure = _turned(met, found, weighed)
    match: Match = "partial" if weighed.verdict == "supported" else "none"
    return Support(match, round(found["held"], 2), weighed.verdict, round(max(weighed), 2), turned, sure)


def _turned(met: Meeting, found: dict[str, float], weighed: Weighed) -> tuple[str, bool]:
    """Return the word on which the source says the opposite, empty for none, and whether it does so beyond doubt."""
    word = opposite_word(met) if weighed.verdict == "contradicted" else ""
    against = max(weighed.contradicted, weigh(found).contradicted)  # what is plain needs no other words
    return word, bool(word) and _is_plain(found) and against >= (_SURE if found["held"] < _WHOLE else _CLEAR)


def held_share(sentence: str, quotes: Iterable[str], about: frozenset[str] = frozenset()) -> float:
    """Return how much of a sentence's weight quotations hold, 0 to 1: the share of `support`, and nothing else of it."""
    held = [quote for quote in quotes if quote.strip()]
    if quoted(sentence, held):
        return 1.0
    if not held or not words(sentence):
        return 0.0
    return round(share(meet(read(sentence), source_of(" ".join(held)), about)), 2)


def _is_plain(found: dict[str, float]) -> bool:
    """Return whether it is plain on what the two differ: one denies all or most of what the other says, or one word is turned and all else is alike."""
    if found["same_but_denied"]:
        return True
    if found["held"] < _MUCH or found["denial_both"]:
        return False
    if found["denial_mine"] or found["denial_theirs"]:
        return found["turned"] >= _MUCH
    return bool(found["opposed_best"]) and not found["way_agrees"]


def quoted(sentence: str, quotes: Iterable[str]) -> bool:
    """Return whether a quotation holds the sentence word for word."""
    said = f" {_plain(sentence)} "
    return len(said) > 2 and any(said in f" {_plain(quote)} " for quote in quotes)


@lru_cache(maxsize=1024)
def _plain(text: str) -> str:
    return " ".join(words(fold(text)))


def speaks_of_it(found: Support) -> bool:
    """Return whether a source is at least about what a sentence says."""
    return found.share >= _ABOUT


def wrong_numbers(sentence: str, quotes: Iterable[str]) -> list[Quantity]:
    """Return the quantities of a sentence that its sources do not hold.

    Shares, multiples, doses and large counts must stand there. Times, ages and small counts, which need no source, are wrong only where
    the source has another one of the same unit.
    """
    stated = [quantity for quantity in quantities(sentence) if not is_exempt(quantity)]
    sources = {quote: quantities(quote) for quote in quotes} if stated else {}
    held = [quantity for own in sources.values() for quantity in own]
    wrong: list[Quantity] = []
    for quantity in stated:
        alike = [
            (other, quote)
            for quote, own in sources.items()
            for other in own
            if _alike(quantity, sentence, other, quote)
        ]
        if any(
            not anothers(quantity, sentence, other, quote, _unsaid(sources[quote], stated)) for other, quote in alike
        ):
            continue
        rivals = [other for other in held if other.unit == quantity.unit or {other.unit, quantity.unit} <= OFTEN]
        if not rivals and (quantity.unit in _FREE or (quantity.unit not in UNITS and quantity.high <= SMALL)):
            continue
        wrong.append(quantity)
    return wrong


def _alike(mine: Quantity, said: str, theirs: Quantity, source: str) -> bool:
    """Return whether a number of a source is that of a sentence, or the rest of it: "four in five never feel it" is "20 percent do"."""
    if same(mine, theirs):
        return fits(mine, said, theirs, source)
    if (
        mine.unit == theirs.unit == "share"
        and bound(said, mine) == "least"
        and mine.low <= theirs.low <= _OVER * mine.low
    ):
        return True  # "more than half" may be 58 percent; that 60 are, more than half does not say
    if mine.unit == theirs.unit == "interval" and bound(source, theirs) == "least":
        return theirs.low / 2 <= mine.low < theirs.low  # "three times a week" is more than twice
    if mine.unit != "share" or theirs.unit != "share" or max(theirs.high, mine.high) > 1:
        return False
    rest = theirs._replace(low=1 - theirs.high, high=1 - theirs.low)
    return bool(_NONE.search(fold(said))) != bool(_NONE.search(fold(source))) and same(mine, rest)


def _unsaid(held: tuple[Quantity, ...], stated: list[Quantity]) -> list[Quantity]:
    """Return the numbers of a source that a sentence does not give too."""
    return [quantity for quantity in held if not any(same(quantity, other) for other in stated)]


_NONE = late(
    r"\b(?:not|no|never|none|nothing|without|free of|fine|rid of|clear of|spared)\b(?! (?:more|less|fewer|longer|later|earlier)\b)|n't\b"
)
_OVER = 1.4
"""How many times a share may be what it is said to be more than."""
_FREE = frozenset(("time", "age", "time-count", "interval"))
