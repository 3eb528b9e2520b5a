"""What a rule sees of a script: its lines with their words, its timeline, its topic. Read once, shared by all rules."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from scriptgen.lazy import lazy
from scriptgen.needs import held_by, need
from scriptgen.packs import Packs, packs
from scriptgen.rule import Hit
from scriptgen.speech import Spoken, count_spoken
from scriptgen.text import KEPT, Piece, fold, sentences, words
from scriptgen.timing import read_seconds, seconds_of
from scriptgen.topics import Topic, topic_of

if TYPE_CHECKING:
    import re

    from scriptgen.brand import Brand
    from scriptgen.report import Severity
    from scriptgen.script import Script

__all__ = ["ALL_CHANNELS", "Block", "Cue", "Line", "View"]

T = TypeVar("T")

ALL_CHANNELS = frozenset(
    {"say", "text", "show", "caption", "hashtags", "cover", "seconds", "disclaimer", "cta", "sources"}
)
"""What the JSON form of a script can carry; a plain transcript carries `say` alone."""


class Cue(NamedTuple):
    """One subtitle: seconds from the start, and its lines."""

    start: float
    end: float
    text: str


@lru_cache(maxsize=1024)
def _worked_out(text: str) -> dict[str, Any]:
    """Return the place for what is worked out of a line's text, one for all lines of that text: most lines are checked again and again."""
    return {}


class Line:
    """One text of a script, read as often as rules like and analysed once.

    What is kept in its __dict__ must follow from the text alone: lines of the same text, of other scripts too, share it.
    """

    __slots__ = ("__dict__", "block", "channel", "path", "text")

    def __init__(self, block: str, channel: str, path: str, text: str) -> None:
        self.block, self.channel, self.path, self.text = block, channel, path, text
        if len(text) <= KEPT:
            self.__dict__ = _worked_out(text)

    def kept(self, name: str, make: Callable[[Line], T]) -> T:
        """Return what `make` makes of the line, made once for all lines of this text; it must follow from the text alone and not be None."""
        found: T | None = self.__dict__.get(name)
        if found is None:
            found = self.__dict__[name] = make(self)
        return found

    @lazy
    def low(self) -> str:
        """Lower case with straight quotes, of the same length as the text."""
        return fold(self.text)

    @lazy
    def sentences(self) -> list[Piece]:
        """The sentences, with offsets into the text."""
        return sentences(self.text)

    @lazy
    def words(self) -> list[str]:
        """The words in lower case."""
        return words(self.low)

    @lazy
    def held(self) -> int:
        """Which late patterns its words let it match, as bits: what needs.held_by says."""
        return held_by(self.words)

    def may(self, pattern: re.Pattern[str]) -> bool:
        """Return whether its words let it match a late pattern."""
        return self.held & (pattern.bit or need(pattern)) != 0  # type: ignore[attr-defined]  # what late() returns has it

    def search(self, pattern: re.Pattern[str], start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return where a late pattern first occurs in lower case, looked for only where the words let it; an end must not cut a word."""
        if self.held & (pattern.bit or need(pattern)):  # type: ignore[attr-defined]
            return pattern.search(self.low, start, end)
        return None

    def finditer(self, pattern: re.Pattern[str]) -> Iterable[re.Match[str]]:
        """Return all places where a late pattern occurs in lower case."""
        return pattern.finditer(self.low) if self.may(pattern) else ()

    @lazy
    def spoken(self) -> Spoken:
        """Words, syllables and pauses as a voice says it."""
        return count_spoken(self.text, self.words)

    @lazy
    def seconds(self) -> float:
        """Seconds to say it."""
        return seconds_of(self.spoken)

    def hit(
        self, severity: Severity, message: str = "main", start: int = 0, end: int | None = None, **values: Any
    ) -> Hit:
        """Return a Hit on this line, by default on the whole of it."""
        return Hit(severity, self.path, message, (start, len(self.text) if end is None else end), values)


class Block(NamedTuple):
    """One stretch of the video: hook, a beat, the call to action or the disclaimer."""

    name: str
    """The path of the block: hook, beats[0], cta, disclaimer."""
    say: Line
    text: Line
    show: Line
    planned: float | None
    """Planned seconds, None where as long as it takes."""
    start: float
    """Seconds from the start of the video."""
    seconds: float
    """Planned seconds; else the time to say it; for silent text the time to read it."""
    sources: tuple[str, ...]


class View:
    """A script as rules see it."""

    def __init__(
        self,
        script: Script,
        *,
        brand: Brand | None = None,
        aliases: tuple[str, ...] = (),
        channels: frozenset[str] = ALL_CHANNELS,
        cues: tuple[Cue, ...] = (),
        draft: bool = False,
        target: float | None = None,
        today: date | None = None,
        pack: Packs | None = None,
    ) -> None:
        self.script, self.brand, self.aliases, self.channels, self.cues = script, brand, aliases, channels, cues
        self.draft = draft
        """Whether it is our own draft, which must be complete, rather than somebody's script."""
        self.target = target
        """Seconds that the brief asks for, None without a brief."""
        self.today = today or date.today()
        self.pack = pack or packs(script.platform, script.placement, script.jurisdiction)

    def of(self, script: Script) -> View:
        """Return the view of another script under the same circumstances; the user's own subtitles no longer belong to it."""
        return View(
            script,
            brand=self.brand,
            aliases=self.aliases,
            channels=self.channels,
            draft=self.draft,
            target=self.target,
            today=self.today,
            pack=self.pack,
        )

    @lazy
    def topic(self) -> Topic:
        """The topic with its aliases and lay words; false where the script names none."""
        return topic_of(self.script.topic, self.aliases)

    @lazy
    def blocks(self) -> tuple[Block, ...]:
        """Hook, beats, call to action, disclaimer, in order; the last two left out where they are empty."""
        script = self.script
        parts: tuple[tuple[str, Any, str, tuple[str, ...]], ...] = (
            ("hook", script.hook, script.hook.show, script.hook.sources),
            *[(f"beats[{i}]", beat, beat.show, beat.sources) for i, beat in enumerate(script.beats)],
            ("cta", script.cta, script.cta.show, ()),
            ("disclaimer", script.disclaimer, "", ()),
        )
        found: list[Block] = []
        start = 0.0
        for name, part, seen, sources in parts:
            said, shown, planned = part.say, part.text, part.seconds
            if name in ("cta", "disclaimer") and not said.strip() and not shown.strip():
                continue
            say = Line(name, "say", name + ".say", said)
            text, show = Line(name, "text", name + ".text", shown), Line(name, "show", name + ".show", seen)
            seconds = planned if planned is not None else (say.seconds or read_seconds(shown))
            found.append(Block(name, say, text, show, planned, start, seconds, sources))
            start += seconds
        return tuple(found)

    @lazy
    def seconds(self) -> float:
        """Seconds of the whole video."""
        return sum(block.seconds for block in self.blocks)

    @lazy
    def hook(self) -> Block:
        """The first seconds."""
        return self.blocks[0]

    @lazy
    def beats(self) -> tuple[Block, ...]:
        """The beats, without hook, call to action and disclaimer."""
        return tuple(b for b in self.blocks if b.name.startswith("beats"))

    def block(self, name: str) -> Block | None:
        """Return the block of that name, None where the script has none."""
        return next((b for b in self.blocks if b.name == name), None)

    @lazy
    def spoken(self) -> tuple[Line, ...]:
        """Every line that is spoken, in order."""
        return tuple(b.say for b in self.blocks if b.say.text.strip())

    @lazy
    def screen(self) -> tuple[Line, ...]:
        """Every text on screen, in order."""
        return tuple(b.text for b in self.blocks if b.text.text.strip())

    @lazy
    def caption(self) -> Line:
        """The post caption."""
        return Line("caption", "caption", "caption", self.script.caption)

    @lazy
    def cover(self) -> Line:
        """The text on the cover picture."""
        return Line("cover_text", "cover", "cover_text", self.script.cover_text)

    @lazy
    def language(self) -> tuple[Line, ...]:
        """Every line that rules about language read: spoken, on screen, and the post caption."""
        return (*self.spoken, *self.screen, *((self.caption,) if self.script.caption.strip() else ()))

    @lazy
    def vocabulary(self) -> frozenset[str]:
        """All words of those lines: a rule whose words are not among them has nothing to look at."""
        return frozenset().union(*(line.words for line in self.language))

    @lazy
    def body(self) -> str:
        """What the beats say and show as text, in lower case: where a hook must be paid off."""
        return " \n ".join(line.low for b in self.beats for line in (b.say, b.text))

    @lazy
    def said(self) -> str:
        """All that is spoken, in lower case."""
        return " \n ".join(line.low for line in self.spoken)
