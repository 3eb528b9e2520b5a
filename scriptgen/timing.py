"""How long a line takes to say or to read, in seconds."""

from __future__ import annotations

from typing import NamedTuple

from scriptgen.speech import Spoken, spoken

__all__ = ["READ_CPS", "WEIGHTS", "Weights", "read_seconds", "say_seconds", "seconds_of"]

READ_CPS = 17.0
"""Characters a second that an adult reads on screen (Netflix Timed Text Style Guide, English, adult programmes, 17)."""


class Weights(NamedTuple):
    """Seconds that one unit of speech takes."""

    syllable: float
    word: float
    comma: float
    stop: float


WEIGHTS = Weights(syllable=0.175, word=0.105, comma=0.22, stop=0.45)
"""Shape fitted to a synthesiser on 50 lines (benchmarks/timing); scale set so that those lines come to 150 words a minute."""


def seconds_of(said: Spoken) -> float:
    """Return the seconds that so many words, syllables and pauses take at the default pace; 0 for nothing to say."""
    if not said.words:
        return 0.0
    return (
        said.syllables * WEIGHTS.syllable
        + said.words * WEIGHTS.word
        + said.commas * WEIGHTS.comma
        + said.stops * WEIGHTS.stop
    )


def say_seconds(text: str) -> float:
    """Return the seconds it takes to say `text` at the default pace. A closing pause is not counted."""
    return seconds_of(spoken(text))


def read_seconds(text: str, least: float = 1.0) -> float:
    """Return the seconds a viewer needs to read `text` on screen, at least `least`; 0 for no text."""
    size = len(" ".join(text.split()))
    return max(size / READ_CPS, least) if size else 0.0
