"""What is left of the recognisers' finds once the rest of a text has its say: its words, and its meaning where embeddings have a vote."""

from __future__ import annotations

from scriptgen.late import late
from scriptgen.privacy import names, numbers, stacking, weighing
from scriptgen.privacy.details import beside
from scriptgen.privacy.found import STORY, Found
from scriptgen.privacy.passage import Passage
from scriptgen.privacy.terms import pattern

__all__ = ["judged"]

_TELLING = {"notes": 0.5, "comment": 0.5, "topic": 0.5, "trend": 0.5, "script": 2.0}
"""Log-odds of all the words above which a text tells of somebody without any cue."""
_INNOCENT = {
    "story": -1.7, "unique": -2.2, "age": -2.1, "name": -2.4, "geography": -1.4, "date": -0.5,
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
_DOUBTFUL = 1.0
"""Where meaning is weighed too, log-odds below which a script's line with nothing but kinds that are doubted only warns."""
_SURE = frozenset(("ssn", "ip", "url", "fax", "vehicle", "device", "plan", "account"))
"""Kinds that count whatever stands around them."""
_PERSON = late(r"\b(?:patient|pt|client)s?\b")
_TOLD_OF = ("third", "near", "when")
"""A line of a script without any of them tells of nobody; most have none, and their words are not weighed."""


def judged(p: Passage, found: tuple[Found, ...], voted_on: bool) -> tuple[Found, ...]:
    """Return what counts of what the recognisers found, or a story that none of them saw; `voted_on`: minilm.ready()."""
    if p.where not in weighing.WHERE:
        return found
    left = _stacked(p, found) if voted_on else _weighed(p, found)
    if p.where == "script":
        return beside(p, tuple(f._replace(sure=False) if _mild(p, f) else f for f in left))
    return left


def _mild(p: Passage, found: Found) -> bool:
    """Return whether a story tells of somebody's kindness or question and of no illness: "A patient taught me to warm the stethoscope"."""
    piece = p.sentence(found.start)
    if found.kind != STORY or not p.has("courtesy", piece) or p.has("when", piece):
        return False
    return not pattern("ailing").search(_PERSON.sub("", p.low[piece.start : piece.end]))


def _stacked(p: Passage, found: tuple[Found, ...]) -> tuple[Found, ...]:
    """Return what is left where words and meaning are weighed together: nothing in an innocent text, and a story in one that tells it without a cue.

    Nothing is taken away where somebody says "my patient" in so many words.
    """
    counted = [f for f in found if f.kind in numbers.KINDS]
    odds, stretch = stacking.verdict(p, found, counted)
    if odds < stacking.DROPPED and not p.has("ours"):
        return tuple(f for f in found if _holds(p, f))
    if not found and odds > stacking.TOLD[p.where]:
        piece = stacking.telling(p, stretch, counted)
        return (Found(STORY, piece.start, piece.end, "a patient", p.typed or odds > stacking.SURE),)
    if not p.typed and odds < _DOUBTFUL and {f.kind for f in found} <= _DOUBTED:
        return tuple(f._replace(sure=False) for f in found)
    return found


def _weighed(p: Passage, found: tuple[Found, ...]) -> tuple[Found, ...]:
    """Return what is left once all the words are weighed: no lone cue in an innocent text, and a story where they tell one without a cue."""
    if not (found or p.typed or any(p.has(cue) for cue in _TOLD_OF)):
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
