"""What every reader hands back, and the step from a mapping to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError

from scriptgen.errors import InputError, plain
from scriptgen.script import MAX_BEATS, Script
from scriptgen.view import ALL_CHANNELS, Cue

__all__ = ["Loaded", "build"]


class Loaded(NamedTuple):
    """A script, and what its form of input could carry."""

    script: Script
    channels: frozenset[str]
    """What was readable at all: a rule on another channel is not checked, instead of failed."""
    cues: tuple[Cue, ...] = ()
    """The subtitles as they came, empty for every other form."""


def build(data: Mapping[str, Any], channels: frozenset[str] = ALL_CHANNELS, cues: tuple[Cue, ...] = ()) -> Loaded:
    """Return the Loaded of a mapping; raise InputError that names the wrong fields."""
    beats = data.get("beats")
    if isinstance(beats, (list, tuple)) and len(beats) > MAX_BEATS:
        raise InputError(f"it has {len(beats)} beats, the limit is {MAX_BEATS}; is this one video?")
    try:
        return Loaded(Script.model_validate(data), channels, cues)
    except ValidationError as error:
        raise InputError(plain(error, "").removeprefix(": ")) from None
