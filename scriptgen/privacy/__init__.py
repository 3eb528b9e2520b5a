"""What recognises patients in text: the 18 identifiers of 45 CFR 164.514(b)(2), and what identifies without them. Local; opens no socket."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from scriptgen.minilm import ready
from scriptgen.privacy import ages, dates, judging, names, numbers, pictures, places, stories, unique, vote
from scriptgen.privacy.found import STORY, Found
from scriptgen.privacy.glance import may_point
from scriptgen.privacy.passage import Passage
from scriptgen.privacy.wording import tidy, without

if TYPE_CHECKING:
    from scriptgen.brand import Brand

__all__ = ["Found", "find", "masked", "may_point", "recognised", "redacted"]

_ROUNDS = 3
"""What replaces a name may stand so that another look is due; three have always been enough."""
_ALWAYS = frozenset(("topic", "notes", "comment", "trend"))
"""What people type is short and its words are anybody's: it is always read closely."""
_RECOGNISERS = (numbers, names, dates, ages, places, pictures, unique)


def find(text: str, where: str = "notes", brand: Brand | None = None) -> tuple[Found, ...]:
    """Return what points at a single patient, in order: identifiers without overlaps, then stories.

    `where` is one of checking.WHERE, "script" for lines of a script, or "show" for what its camera sees, where an actor may be anybody.
    The brand's own details are left out.
    """
    return _found(text, where, brand, ready()) if where in _ALWAYS or may_point(text) else ()


@lru_cache(maxsize=4)
def _found(text: str, where: str, brand: Brand | None, voted_on: bool) -> tuple[Found, ...]:
    """Two rules ask for the same text one after the other; it is read once."""
    passage = Passage(text, where, brand)
    if passage.invented:
        return tuple(_parted(numbers.find(passage)))
    if where == "show":
        seen = [f for r in (numbers, names, pictures) for f in r.find(passage)]
        return tuple(_parted(f for f in seen if f.kind != "photo" or passage.has("patients_own")))
    return judging.judged(passage, recognised(passage), voted_on)


def recognised(p: Passage) -> tuple[Found, ...]:
    """Return what the recognisers find, whatever the rest of the text is about."""
    voted = vote.names(p) if p.where in ("notes", "comment") else ()
    found = _parted([*(f for recogniser in _RECOGNISERS for f in recogniser.find(p)), *voted])
    return (*found, *stories.find(p))


def redacted(text: str, where: str = "notes", brand: Brand | None = None) -> tuple[str, tuple[Found, ...]]:
    """Return the text with every identifier replaced by a generic phrase, and what was replaced; stories stay as they are.

    "someone" takes the place of "a patient" where only that phrase would make a story of it.
    """
    done = _redacted(text, where, brand, "a patient")
    told, telling = _stories(text, where, brand), _stories(done[0], where, brand)
    if telling > told:
        other = _redacted(text, where, brand, "someone")
        if _stories(other[0], where, brand) < telling:
            return other
    return done


def _redacted(text: str, where: str, brand: Brand | None, person: str) -> tuple[str, tuple[Found, ...]]:
    replaced: list[Found] = []
    for _ in range(_ROUNDS):
        found = [f for f in find(text, where, brand) if f.kind != STORY]
        if not found:
            break
        for item in reversed(found):
            text = without(text, item, person)
        text = tidy(text)
        replaced += found
    return text, tuple(replaced)


def _stories(text: str, where: str, brand: Brand | None) -> int:
    return sum(f.kind == STORY for f in find(text, where, brand))


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
