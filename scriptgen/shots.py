"""The shots of a script: what is filmed over which part of what is said, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from scriptgen.text import clean, one_line, phrase_breaks
from scriptgen.timing import say_seconds
from scriptgen.view import Block, View

__all__ = ["SAME_SHOT", "Shot", "shots_of"]

SAME_SHOT = {"disclaimer": "Same shot, disclaimer over it", "cta": "Same shot"}
"""What the camera sees where a block names no shot of its own."""
_PULL = {".": 0.4, "!": 0.4, "?": 0.4, "…": 0.4, ",": 0.2, ";": 0.2, ":": 0.2}
"""How far off the middle a cut may be, as a share of the part, to come after such a sign."""


class Shot(NamedTuple):
    """One shot: all of a block, or its part between two cuts."""

    block: Block
    start: float
    seconds: float
    visual: str
    said: str
    text: str
    """What comes on screen with this shot; a text stays as long as its block."""


def shots_of(view: View) -> tuple[Shot, ...]:
    """Return the shots of a script in order."""
    return tuple(shot for block in view.blocks for shot in _shots(block))


def _shots(block: Block) -> Iterator[Shot]:
    """Yield the shots of a block; they share its seconds by what is said over each, equally where nothing is."""
    visuals = [shot for part in re.split(r";(?:\s|$)", block.show.text) if (shot := one_line(part))] or [
        SAME_SHOT.get(block.name, "")
    ]
    said = _split(one_line(block.say.text), len(visuals))
    weights = [say_seconds(part) for part in said]
    if not all(weights):
        weights = [1.0] * len(visuals)
    start = block.start
    for i, (visual, part, weight) in enumerate(zip(visuals, said, weights, strict=True)):
        seconds = block.seconds * weight / sum(weights)
        yield Shot(block, start, seconds, visual, part, clean(block.text.text) if i == 0 else "")
        start += seconds


def _split(said: str, parts: int) -> list[str]:
    """Return what is said in so many parts of like length, cut between phrases where it can be, else between words."""
    found: list[str] = []
    for left in range(parts, 1, -1):
        ideal = len(said) / left
        cuts = [c for c in phrase_breaks(said) if ideal / 2 <= c <= ideal * 3 / 2] or [
            m.start() for m in re.finditer(" ", said)
        ]
        cut = min(cuts, key=lambda c: abs(c - ideal) - ideal * _PULL.get(said[c - 1], 0.0), default=len(said))
        found.append(said[:cut].strip())
        said = said[cut:].strip()
    return [*found, said]
