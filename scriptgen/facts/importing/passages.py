"""Passages to quote: one to three whole sentences as they stand, lists with their lead-in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest
from math import ceil

from scriptgen.text import one_line, sentences

__all__ = ["LONGEST", "grouped", "listed", "spread", "whole_sentences"]

LONGEST = 600
"""Characters of a passage."""
_SENTENCES = 3
_ENDED = re.compile(r"[.!?…][\"'”’)\]]*$")
_OPEN = re.compile(r"\b(?:al|cf|ca|Fig|Figs|spp|Eq|Ref|Refs)\.$|^\d{1,2}\.$")
"""What ends with a full stop and is no end of a sentence, in scientific prose, or numbers a step: Miller et al., 1."""


def whole_sentences(text: str) -> list[str]:
    """Return the sentences of a text; what an abbreviation cut apart is whole again, and a heading or stump at the end is left out."""
    found: list[str] = []
    for piece in sentences(one_line(text)):
        if found and (_OPEN.search(found[-1]) or piece.text[:1].islower()):
            found[-1] = f"{found[-1]} {piece.text}"
        else:
            found.append(piece.text)
    return [sentence for sentence in found if _ENDED.search(sentence)]


def grouped(text: str) -> list[str]:
    """Return the passages of a paragraph, of about equal length; a single sentence over LONGEST is left out, never cut."""
    found = whole_sentences(text)
    size = ceil(len(found) / ceil(len(found) / _SENTENCES)) if found else 0
    return _packed(found, size, "", " ")


def listed(lead: str, items: Sequence[str]) -> list[str]:
    """Return a list with its lead-in as passages; each bears the lead-in, so that it can stand alone."""
    told = [one_line(item) for item in items]
    kept = [item.rstrip(" ;,") for item in told if item]
    if all(len(sentences(item)) < 2 for item in kept):
        bare = [item.rstrip(".") for item in kept]
        return [f"{p}." if not _ENDED.search(p) else p for p in _packed(bare, len(bare), lead, "; ")]
    whole = [s for item in kept for s in whole_sentences(item if _ENDED.search(item) else f"{item}.")]
    return _packed(whole, _SENTENCES, lead, " ")


def _packed(parts: Sequence[str], size: int, lead: str, between: str) -> list[str]:
    """Return `parts` joined, at most `size` of them and LONGEST characters in one."""
    found: list[str] = []
    count = 0
    for part in parts:
        alone = f"{lead} {part}".strip()
        if len(alone) >= LONGEST:
            count = size  # what follows it starts anew: two sentences that don't follow each other are no passage
        elif found and count < size and len(found[-1]) + len(between) + len(part) < LONGEST:
            found[-1] += between + part
            count += 1
        else:
            found.append(alone)
            count = 1
    return found


def spread(sections: Sequence[Sequence[str]], most: int) -> list[str]:
    """Return up to `most` passages in order, from every section some: the last ones say what to do."""
    turns = [(row, column) for column, rank in enumerate(zip_longest(*sections)) for row, p in enumerate(rank) if p]
    return [sections[row][column] for row, column in sorted(turns[:most])]
