"""What the privacy rules share: which lines they read, the cheap look first, and each line's reading kept."""

from __future__ import annotations

from collections.abc import Iterator

from scriptgen.brand import Brand
from scriptgen.minilm import ready
from scriptgen.privacy import Found, find
from scriptgen.privacy.glance import line_may_point
from scriptgen.view import Line, View

__all__ = ["seen", "speaker"]

Seen = tuple[tuple[Line, tuple[Found, ...]], ...]


def seen(view: View) -> Seen:
    """Return each line that points at a patient, with what privacy.find says of it; worked out once for a view."""
    kept: Seen | None = view.__dict__.get("_guarded")
    if kept is None:
        wide = ready()  # then find can make something of lines without a cue, after a cheap look of its own
        close = [
            line
            for line in _lines(view)
            if (wide and line.channel != "show")
            or line.kept("_may_point", lambda line: line_may_point(line.text, line.words))
        ]
        brand = speaker(view) if close else None
        read = ((line, find(line.text, _where(line), brand)) for line in close)
        kept = view.__dict__["_guarded"] = tuple((line, found) for line, found in read if found)
    return kept


def _lines(view: View) -> Iterator[Line]:
    """Yield every line that may point at a patient: spoken, on screen, seen, the caption, the cover, the comment that is answered."""
    yield from view.language
    for block in view.blocks:
        if block.show.text:
            yield block.show
    if view.cover.text:
        yield view.cover
    reply = view.script.reply_to
    if reply and reply.text:
        yield Line("reply_to", "comment", "reply_to.text", reply.text)


def _where(line: Line) -> str:
    return line.channel if line.channel in ("comment", "show") else "script"


def speaker(view: View) -> Brand | None:
    """Return the brand whose details are no patient's: the one given, else the one that the script carries."""
    if view.brand is not None:
        return view.brand
    own = view.script.brand.model_dump()
    return Brand(**own) if any(own.values()) else None
