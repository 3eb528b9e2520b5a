"""Whose a number is: a source that gives children 5 percent and adults 2.5 does not bear out 5 percent of adults."""

from __future__ import annotations

from collections.abc import Iterable

from scriptgen.claims.sameness import same
from scriptgen.claims.units import Quantity
from scriptgen.late import late
from scriptgen.text import content_stems, fold

__all__ = ["anothers"]

_CUT = late(r"[.;:]\s|,\s|\s(?:and|but|while|whereas|compared with|versus|against)\s")
_COMPARES = late(r"\b(?:than|compared|versus|both|respectively|not|no)\b|n't\b")
"""A sentence that sets two things against each other, or denies one, may name the other's words beside a number."""
_DIGITS = late(r"\d+")


def anothers(mine: Quantity, said: str, theirs: Quantity, source: str, held: Iterable[Quantity]) -> bool:
    """Return whether a source gives the number of a sentence to something else, and another one to what the sentence speaks of.

    `theirs` is the source's number that equals `mine`; `held` are all of the source. It is another's where the sentence names all that sets
    the clause of a number of the same unit apart from the clause of `theirs`, and not all that sets that one apart.
    """
    low = fold(said)
    if _COMPARES.search(low):
        return False
    rivals = [q for q in held if q.unit == theirs.unit and not same(q, theirs) and not same(q, mine)]
    if not rivals:
        return False
    named = _telling(f"{low[: mine.start]} {low[mine.end :]}")
    own = _telling(_clause(source, theirs))
    for rival in rivals:
        other = _telling(_clause(source, rival))
        if other - own and other - own <= named and not own - other <= named:
            return True
    return False


def _telling(text: str) -> frozenset[str]:
    return frozenset(content_stems(text)) | frozenset(_DIGITS.findall(text))


def _clause(source: str, of: Quantity) -> str:
    """Return the clause around a number, without the number."""
    low = fold(source)
    start, end = 0, len(low)
    for cut in _CUT.finditer(low):
        if cut.end() <= of.start:
            start = cut.end()
        elif cut.start() >= of.end:
            end = cut.start()
            break
    return f"{low[start : of.start]} {low[of.end : end]}"
