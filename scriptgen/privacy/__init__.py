"""What recognises patients in text: the 18 identifiers of 45 CFR 164.514(b)(2), and what identifies without them. Local; opens no socket."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from scriptgen.privacy import ages, dates, names, numbers, pictures, places, stories, unique, vote
from scriptgen.privacy.found import STORY, Found
from scriptgen.privacy.glance import may_point
from scriptgen.privacy.passage import Passage

if TYPE_CHECKING:
    from scriptgen.brand import Brand

__all__ = ["Found", "find", "masked", "may_point", "redacted"]

_ROUNDS = 3
"""What replaces a name may stand so that another look is due; three have always been enough."""
_OWNED = re.compile(r"\b(?:a|my|our|the|this|that|one|his|her|their|another)\s+$")
_DATED = re.compile(r"\b(?:on|at|in|since|from)\s+recently\b")
_LABEL = re.compile(
    r"\b(?:mrn|dob|ssn|acct|account|record|id|no)\b[ .:#]*(a record number|an account|a number)", re.IGNORECASE
)
_RECOGNISERS = (numbers, names, dates, ages, places, pictures, unique)


def find(text: str, where: str = "notes", brand: Brand | None = None) -> tuple[Found, ...]:
    """Return what points at a single patient, in order: identifiers without overlaps, then stories.

    `where` is one of checking.WHERE, "script" for lines of a script, or "show" for what its camera sees, where an actor may be anybody.
    The brand's own details are left out.
    """
    return _found(text, where, brand) if may_point(text) else ()


@lru_cache(maxsize=4)
def _found(text: str, where: str, brand: Brand | None) -> tuple[Found, ...]:
    """Two rules ask for the same text one after the other; it is read once."""
    passage = Passage(text, where, brand)
    if passage.invented:
        return tuple(_parted(numbers.find(passage)))
    if where == "show":
        seen = [f for r in (numbers, names, pictures) for f in r.find(passage)]
        return tuple(_parted(f for f in seen if f.kind != "photo" or passage.has("patients_own")))
    voted = vote.names(passage) if where in ("notes", "comment") else ()
    found = _parted([*(f for recogniser in _RECOGNISERS for f in recogniser.find(passage)), *voted])
    return (*found, *stories.find(passage))


def redacted(text: str, where: str = "notes", brand: Brand | None = None) -> tuple[str, tuple[Found, ...]]:
    """Return the text with every identifier replaced by a generic phrase, and what was replaced; stories stay as they are."""
    replaced: list[Found] = []
    for _ in range(_ROUNDS):
        found = [f for f in find(text, where, brand) if f.kind != STORY]
        if not found:
            break
        for item in reversed(found):
            text = text[: item.start] + _phrase(item, text[: item.start]) + text[item.end :]
        text = _LABEL.sub(r"\1", _DATED.sub("recently", text))
        replaced += found
    return text, tuple(replaced)


def _phrase(item: Found, before: str) -> str:
    """Return the generic phrase that fits what stands before it: my patient, but a patient."""
    if item.replacement in ("pt", "patient"):
        return "patient" if _OWNED.search(before.lower()) else "a patient"
    return item.replacement


def masked(text: str, where: str = "notes", brand: Brand | None = None) -> str:
    """Return the text with every identifier replaced by its kind in brackets, for logs, journals and machine-readable reports."""
    for item in reversed([f for f in find(text, where, brand) if f.kind != STORY]):
        text = f"{text[: item.start]}[{item.kind}]{text[item.end :]}"
    return text


def _parted(found: Iterable[Found]) -> list[Found]:
    """Return them in order, the longer of two that overlap."""
    kept: list[Found] = []
    for item in sorted(found, key=lambda f: (f.start, -f.end, f.kind == "mrn")):
        if kept and item.start < kept[-1].end:
            if item.end - item.start > kept[-1].end - kept[-1].start:
                kept[-1] = item
            continue
        kept.append(item)
    return kept
