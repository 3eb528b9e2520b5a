"""What recognises patients in text: the 18 identifiers of 45 CFR 164.514(b)(2), and what identifies without them. Local; opens no socket."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from scriptgen.privacy import ages, dates, names, numbers, pictures, places, stories, unique, vote, weighing
from scriptgen.privacy.found import STORY, Found
from scriptgen.privacy.glance import may_point
from scriptgen.privacy.passage import Passage
from scriptgen.privacy.wording import tidy, without

if TYPE_CHECKING:
    from scriptgen.brand import Brand

__all__ = ["Found", "find", "masked", "may_point", "redacted"]

_ROUNDS = 3
"""What replaces a name may stand so that another look is due; three have always been enough."""
_ALWAYS = frozenset(("topic", "notes", "comment", "trend"))
"""What people type is short and its words are anybody's: it is always read closely."""
_RECOGNISERS = (numbers, names, dates, ages, places, pictures, unique)
_TELLING = {"notes": 0.5, "comment": 0.5, "topic": 0.5, "trend": 0.5, "script": 2.0}
"""Log-odds of all the words above which a text tells of somebody without any cue."""
_INNOCENT = {
    "story": -1.7, "unique": -2.2, "age": -1.7, "name": -2.5, "geography": -1.4, "date": -0.5,
    "mrn": -1.0, "phone": -1.0, "licence": -1.0, "email": -1.0,
}  # fmt: skip
"""Log-odds below which cues of one kind do not count."""
_CLEAR = -3.0
"""The same for the other kinds."""
_DOUBTED = frozenset(("story", "unique", "photo"))
"""Kinds of which a lone one in a script is doubted where the words speak more against it than for it; what is about to be sent is not doubted."""
_DOUBT = 0.8
"""How much lower the odds may be before what is doubted does not count at all."""
_TOLD = 4.0
"""Log-odds from which a script's line tells of somebody without any cue and without a doubt."""
_SURE = frozenset(("ssn", "ip", "url", "fax", "vehicle", "device", "plan", "account"))
"""Kinds that count whatever stands around them."""
_TOLD_OF = ("third", "near", "when")
"""A line of a script without any of them tells of nobody; most have none, and are not weighed."""


def find(text: str, where: str = "notes", brand: Brand | None = None) -> tuple[Found, ...]:
    """Return what points at a single patient, in order: identifiers without overlaps, then stories.

    `where` is one of checking.WHERE, "script" for lines of a script, or "show" for what its camera sees, where an actor may be anybody.
    The brand's own details are left out.
    """
    return _found(text, where, brand) if where in _ALWAYS or may_point(text) else ()


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
    return _weighed(passage, (*found, *stories.find(passage)))


def _weighed(p: Passage, found: tuple[Found, ...]) -> tuple[Found, ...]:
    """Return what is left once all the words are weighed: no lone cue in an innocent text, and a story where they tell one without a cue."""
    if p.where not in weighing.WHERE or not (found or p.typed or any(p.has(cue) for cue in _TOLD_OF)):
        return found
    counted = [f for f in found if f.kind in numbers.KINDS]
    odds, stretch = weighing.weigh(p, counted)
    lone = found[0].kind if len({f.kind for f in found}) == 1 else ""
    doubted = not p.typed and lone in _DOUBTED
    if lone and odds < _INNOCENT.get(lone, _CLEAR) - (_DOUBT if doubted else 0.0):
        return tuple(f for f in found if _holds(p, f))
    if not found and odds > _TELLING[p.where] and not (p.public or p.has("own_kin") or p.has("anonymous")):
        piece = weighing.telling(p, stretch, counted)
        return (Found(STORY, piece.start, piece.end, "a patient", p.typed or odds > _TOLD),)
    if doubted and odds < 0.0:
        return tuple(f._replace(sure=False) for f in found)
    return found


def _holds(p: Passage, found: Found) -> bool:
    """Return whether a find counts whatever the rest of the text is about: numbers of one person, addresses, Mrs and a name."""
    if found.kind == "name":
        return not p.typed or names.titled(p, found)
    if found.kind == "geography":
        return any(c.isdigit() for c in p.text[found.start : found.end])
    return found.kind in _SURE


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
