"""PC103: the picture stands still for too long."""

from __future__ import annotations

from collections.abc import Iterator

from scriptgen.rule import WARNING, Example, Hit, Origin, Rule
from scriptgen.rules.camera import angles, changes, empty, moving, planned, shots, signs
from scriptgen.view import Block, View

_ESTIMATE = 1.1
"""What a limit is multiplied with where time is estimated from words: nobody cuts to a tenth of that."""


def find(view: View) -> Iterator[Hit]:
    """Let the shots of each block share its time; an empty plan goes on with the picture before it."""
    limit = view.pack["still_seconds"]
    blocks = planned(view)
    if not _suspect(blocks, limit):
        return
    before, run, since = "", 0.0, [blocks[0]]
    cuts, moves = signs("\n".join([b.show.low for b in blocks]))
    for block in blocks:
        alive, parts = moving(block.show.low, moves), shots(block.show.low, cuts)
        each = block.seconds / max(len(parts), 1)
        for shot in parts or ("",):
            if alive or (shot and (not before or changes(before, shot))):
                if run > limit:
                    yield from _hit(since, run, limit)
                run, since = 0.0, []
            if alive:
                continue
            run += each / angles(shot) if each > limit / 2 else each
            before = shot or before
            if block not in since[-1:]:
                since.append(block)
    if run > limit:
        yield from _hit(since, run, limit)


def _suspect(blocks: tuple[Block, ...], limit: float) -> bool:
    """Return whether a picture may stay too long: a cheap first pass that looks closer only where time runs out."""
    before, run = "", 0.0
    for block in blocks:
        low = block.show.low
        parts = low.split("; ")
        each = block.seconds / len(parts)
        if each > limit:
            return True
        for shot in parts:
            if run + each > limit:
                if not before or not shot or not changes(before, shot):
                    return True
                run = 0.0
            run += each
            before = shot or before
    return False


def _hit(since: list[Block], run: float, limit: float) -> Iterator[Hit]:
    if any(b.planned is None for b in since) and run <= limit * _ESTIMATE:
        return
    where = next((b for b in since if empty(b.show.low)), None) or max(since, key=lambda b: b.seconds)
    span = (0, len(where.show.text)) if where.show.text else None
    also = tuple(b.show.path for b in since if b is not where)
    yield Hit(WARNING, where.show.path, "main", span, {"seconds": run, "limit": limit}, also)


RULE: Rule = Rule(
    code="PC103",
    slug="static-visual",
    raises=(WARNING,),
    needs=frozenset({"show"}),
    guidance='A new shot, angle or close-up at least every 8 seconds, parted by "; ".',
    messages={
        "main": "The picture stays the same for {seconds:.0f} s, above {limit:.0f}; add a shot, an angle or a close-up."
    },
    why="Attention drops when nothing moves; editors of short video change the picture every 5 to 8 seconds.",
    fix="model",
    source=Origin(
        "scriptgen",
        "Craft pack",
        2026,
        "2026-11-22",
        "judgement",
        "upper end of the 5 to 8 seconds that editors give one picture",
    ),
    find=find,
    bad=(
        Example({"beats[0].show": "Knee model in hand"}, "one shot for a whole beat", WARNING),
        Example({"beats[1].show": "Slow squat", "beats[1].seconds": 12}, "one shot planned for 12 seconds", WARNING),
        Example(
            {"beats[0].show": "Doctor on a bench", "beats[1].show": "Same shot of the doctor, still talking"},
            "said twice",
            WARNING,
        ),
        Example({"beats[0].show": "Knee model in hand", "beats[1].show": ""}, "nothing new is planned", WARNING),
    ),
    good=(
        Example({"beats[0].show": "Knee model in hand; close-up of the joint; a couch"}, "three shots"),
        Example({"beats[1].show": "Slow squat", "beats[1].seconds": 7.5}, "short of 8 seconds"),
        Example({"beats[0].show": "Wide on the doctor, then close-up of the knee"}, "two shots in words"),
        Example({"beats[0].show": "Time-lapse of a marathon"}, "one shot that keeps changing"),
    ),
    cannot="Movement inside a shot: one long shot of somebody who juggles counts as one picture.",
)
