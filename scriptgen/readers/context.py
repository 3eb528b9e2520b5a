"""What counts beside a line: topic and hook together, its source, and whether viewers are told how to get help."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache

from scriptgen.late import late
from scriptgen.resources import package_text
from scriptgen.rules.figures import terms
from scriptgen.view import Line, View

__all__ = ["CITED", "cites", "helps", "named", "named_beside", "opening"]

CITED = frozenset({"CL109"})
"""Rules that a line keeps when its block cites or names a source."""


@lru_cache(maxsize=1)
def _help() -> re.Pattern[str]:
    rows = tomllib.loads(package_text("rules/terms/red_flags.toml"))["help"]["said"]
    return late(rf"(?<![\w-])(?:{'|'.join(rows)})(?![\w])".replace(" ~ ", r"(?: [^\s.!?]+){0,7}? "))


def opening(view: View) -> str:
    """Return topic and hook in one line, as the labelled ones are written; empty where either is missing."""
    topic = " ".join(view.script.topic.split())
    hook = " ".join((view.hook.say.text.strip() or view.hook.text.text).split())
    return f"{topic} | {hook}" if topic and hook else ""


def helps(view: View) -> bool:
    """Return whether a line says whom to call or where to go now."""
    number = str(view.pack["emergency"])
    return any(
        number in line.words or line.search(_help()) for block in view.blocks for line in (block.say, block.text)
    )


def cites(view: View, line: Line) -> bool:
    """Return whether a line's block cites a source that the script carries."""
    carried = {source.id for source in view.script.sources}
    return any(block.name == line.block and not carried.isdisjoint(block.sources) for block in view.blocks)


def named(line: Line) -> bool:
    """Return whether a source is named in a line."""
    return bool(line.search(terms().named) or terms().names.search(line.text))


def named_beside(view: View, line: Line) -> bool:
    """Return whether a source is named in a line or in another of its block."""
    return named(line) or any(named(b.say) or named(b.text) for b in view.blocks if b.name == line.block)
