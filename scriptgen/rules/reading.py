"""Time on screen against time to read: shared by the rules on text (CP102) and on the disclaimer (DS103)."""

from __future__ import annotations

from collections.abc import Iterator

from scriptgen.rule import ERROR, Hit
from scriptgen.view import Block, View

__all__ = ["shown_too_briefly"]

_SLACK = 0.05
"""Seconds that nobody can see: a card planned for 2.0 s does not fail over 2.04 s of reading."""


def shown_too_briefly(view: View, block: Block) -> Iterator[Hit]:
    """Yield an error where the block's text is on screen for less than its reading time, by planned or spoken seconds."""
    text = block.text.text
    if not text or (block.seconds >= view.pack["read_least"] and block.seconds * view.pack["read_cps"] >= len(text)):
        return
    size = len(" ".join(text.split()))
    if not size or (block.planned is None and not block.say.seconds):
        return
    needs = max(size / view.pack["read_cps"], view.pack["read_least"])
    if block.seconds + _SLACK < needs:
        yield block.text.hit(
            ERROR, "main" if block.planned is not None else "spoken", chars=size, needs=needs, shown=block.seconds
        )
