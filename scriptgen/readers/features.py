"""What the classifier looks at: the passages of a line, and how each of them speaks (denied, asked, reported, ordered ...)."""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations

from scriptgen.clauses import Clause, reading
from scriptgen.late import late
from scriptgen.text import Piece, words
from scriptgen.view import Line

__all__ = ["FLAGS", "flags", "line_of", "passages"]

_MODES = ("negated", "asked", "supposed", "hedged", "reported", "corrected", "orders", "you", "speaker")
_SIGNS = (
    late(r"\d"),
    late(r"%|\bper ?cent\b"),
    late(r"!"),
    late(r"[\"“]"),
    late(r"^(?:on[- ]screen|caption|text)\b"),
    late(r"\b(?:doctor|pharmacist|clinician|dentist|nurse|provider|midwife|therapist|prescriber)s?\b"),
    late(r"\b(?:will|won't|going to|gonna|\w+'ll)\b"),
    late(r"\b(?:may|might|can|could|some|often|usually|sometimes)\b"),
)
FLAGS = 3 * len(_MODES) + len(_SIGNS) + 2 + len(_MODES) * (len(_MODES) - 1) // 2
"""Length of what `flags` returns."""
_SHORT = 6
"""Words below which a sentence rarely says enough to be judged alone."""


def line_of(text: str) -> Line:
    """Return a line that holds nothing but `text`."""
    return Line("", "say", "", text)


def passages(line: Line) -> list[Piece]:
    """Return the stretches of a line that are judged one by one: its sentences, each question, report or short one with the next."""
    groups: list[list[Piece]] = []
    waiting = False
    for number, piece in enumerate(line.sentences):
        if waiting:
            groups[-1].append(piece)
            waiting = False
        else:
            groups.append([piece])
            waiting = _leans(line, number)
    if waiting and len(groups) > 1:
        last = groups.pop()
        groups[-1].extend(last)
    return [Piece(g[0].start, g[-1].end, line.text[g[0].start : g[-1].end]) for g in groups]


def _leans(line: Line, number: int) -> bool:
    """Return whether a sentence needs its neighbour to be understood."""
    own = [c for c in reading(line).clauses if c.sentence == number]
    return len(words(line.sentences[number].text)) < _SHORT or any(c.asked or c.corrected or c.reported for c in own)


@lru_cache(maxsize=16)  # both ways to make rows ask for the same passage
def flags(text: str) -> tuple[float, ...]:
    """Return how a passage speaks as FLAGS numbers: each mode in any, in all and in which share of its clauses, and pairs of modes."""
    line = line_of(text)
    clauses: tuple[Clause, ...] = reading(line).clauses
    rows = [[bool(getattr(clause, mode)) for clause in clauses] for mode in _MODES]
    ever = [float(any(row)) for row in rows]
    always = [float(bool(row) and all(row)) for row in rows]
    share = [sum(row) / max(len(row), 1) for row in rows]
    signs = [float(bool(sign.search(line.low))) for sign in _SIGNS]
    size = [min(len(text), 400) / 100, min(len(clauses), 12) / 4]
    return (*ever, *always, *share, *signs, *size, *[a * b for a, b in combinations(ever, 2)])
