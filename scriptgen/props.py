"""What to pack for a shoot, read from what the camera sees."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from scriptgen.resources import package_text
from scriptgen.text import fold

__all__ = ["props"]

_PHRASE = re.compile(r"\b(?:an?|another|two|three|four|five|six) ((?:[\w'-]+ ?){1,4})")
_DOES = re.compile(r"(?:ed|ing|[^su]s)$")
_DRAWN = ("animation", "graphic", "cartoon", "drawing", "diagram", "text card")


def props(visuals: Iterable[str]) -> tuple[str, ...]:
    """Return the things that the shots name, in order: "laptop", "tote bag"; no people, bodies, rooms and framings.

    A help for packing, no inventory: a thing is known by "a …", "two …" or by its name in props.toml.
    """
    found: dict[str, None] = {}
    for visual in map(fold, visuals):
        if visual.strip().startswith(_DRAWN):
            continue
        named = [(m.start(), _thing(m[1].split())) for m in _PHRASE.finditer(visual)]
        named += [(m.start(), m[0]) for m in _words().things.finditer(visual)]
        for _, thing in sorted(named):
            if thing and not any(_same(thing, known) for known in found):
                found[thing] = None
    return tuple(found)


def _same(thing: str, known: str) -> bool:
    return any(f" {thing.removesuffix('s')}{end} " in f" {known} " for end in ("", "s", "es"))


def _thing(phrase: list[str]) -> str:
    """Return the words of a phrase that are the thing, up to what it does or where it is; "" for nothing to pack."""
    words = _words()
    kept: list[str] = []
    for word in phrase:
        # After its first word, "a bottle" is followed by what happens to it: "drops", "tossed".
        does = kept and "of" not in kept[-2:] and _DOES.search(word) and not word.endswith("'s")
        if does or (word in words.stop and not (word == "of" and kept and kept[-1] in words.holders)):
            break
        kept.append(word)
    while kept and kept[-1] in words.tail:
        kept.pop()
    return "" if words.other.intersection(kept) else " ".join(kept)


class _Words(NamedTuple):
    things: re.Pattern[str]
    stop: frozenset[str]
    holders: frozenset[str]
    tail: frozenset[str]
    other: frozenset[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    import tomllib

    lists = {name: text.split() for name, text in tomllib.loads(package_text("props.toml")).items()}
    things = "|".join(sorted((re.escape(thing.replace("_", " ")) for thing in lists["things"]), key=len, reverse=True))
    sets = (frozenset(lists[name]) for name in ("stop", "holders", "tail", "other"))
    return _Words(re.compile(rf"\b(?:{things})(?:s|es)?\b"), *sets)
