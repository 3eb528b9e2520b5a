"""How far all the words of a passage lean towards one that breaks a rule on claims or respect: weights learned from labelled sentences.

A pattern sees one wording; whether the sentence around it promises or cautions stands in all the other words. What a pattern only suspects is let go
where these speak against it, and what it is sure of becomes a suspicion. `python -m benchmarks.defects.leaning_weights` learns the weights anew.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from scriptgen.odds import Odds, features
from scriptgen.rule import ERROR, WARNING, Hit, Rule
from scriptgen.text import sentences

__all__ = ["FILE", "ODDS", "is_weighed", "leaning", "reconsidered"]

FILE = "rules/terms/leaning.txt"
AGAINST, FIRMLY = -1.0, -2.0
"""Log-odds below which the words speak against a suspicion, and against what a pattern is sure of. On writers from whom nothing was learned two thirds of
the innocent suspicions lie below the first, and 6 of 100 right ones; a third of the innocent errors below the second, and 2 of 100 right ones."""
_FAMILIES = ("CL", "RS")
ODDS = Odds(FILE)


def is_weighed(rule: Rule) -> bool:
    """Return whether the words around a rule's hits are weighed; those that compare with sources go by what these say."""
    return rule.code.startswith(_FAMILIES) and "sources" not in rule.needs


def reconsidered(hit: Hit, text: str) -> Hit | None:
    """Return a hit in a text as it stands after a look at the words around it: as it was, as a mere suspicion, or None."""
    sure = hit.severity is ERROR
    if not hit.span or leaning(_around(text, hit.span)) >= (FIRMLY if sure else AGAINST):
        return hit  # one without a place is about what is missing
    return replace(hit, severity=WARNING) if sure else None


def _around(text: str, span: tuple[int, int]) -> str:
    """Return the sentences of a hit with the one before and the one after, which may correct them."""
    pieces = sentences(text)
    inside = [n for n, piece in enumerate(pieces) if piece.start < span[1] and span[0] < piece.end]
    if not inside:
        return text
    first, last = pieces[max(inside[0] - 1, 0)], pieces[min(inside[-1] + 1, len(pieces) - 1)]
    return text[first.start : last.end]


@lru_cache(maxsize=512)
def leaning(text: str) -> float:
    """Return the log-odds that a passage which looks like a breach is one."""
    return ODDS.of(features(text))
