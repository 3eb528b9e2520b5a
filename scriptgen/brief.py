"""Topic, brand, facts and options, resolved into a Brief: all that is needed to write, with no chance and no disk left in it."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel

from scriptgen.brand import Brand, as_brand
from scriptgen.errors import NothingToDraftError, UsageError
from scriptgen.facts.choice import choice
from scriptgen.facts.find import find
from scriptgen.packs import packs
from scriptgen.resources import prompts
from scriptgen.rules.framing import asked_for, framed
from scriptgen.rules.inflect import phrases_pattern
from scriptgen.script import MAX_TOPIC, NOTES, Consent, ReplyTo, Source
from scriptgen.text import clean, content_stems, fold, one_line

if TYPE_CHECKING:
    from scriptgen.facts.model import Cited, FactFile

__all__ = ["FORMATS", "Brief", "brief_for", "formats"]

FORMATS = ("myth_bust", "explainer", "listicle", "demo", "qa_reply")
"""Formats that the facts library can fill; a model writes those of `formats()`."""
SECONDS = 45.0
"""Length of a script when nobody asks for another: clinicians' own videos run 39 to 53 s on average (Arthrosc Sports Med Rehabil, 2024 and 2025)."""
SHORTEST, LONGEST, LONGEST_WRITTEN = 15.0, 60.0, 180.0
MAX_NOTES, MAX_COMMENT = 2_000, 500
"""Characters of notes and of a comment that a model is given; what is longer is a document, which belongs into facts."""
LANGUAGES = ("en",)

_HINTS = (
    ("myth_bust", re.compile(r"\b(?:myths?|misconceptions?|debunk\w*|true or false|fact or fiction|lies)\b", re.I)),
    (
        "demo",
        re.compile(r"\b(?:how (?:to|do i|do you)|demo|exercises?|stretch\w*|step by step|routine|technique)\b", re.I),
    ),
    ("listicle", re.compile(r"\b(?:tips?|ways|things|habits|mistakes|steps|do'?s and don'?ts|hacks)\b", re.I)),
    ("day_in_life", re.compile(r"\b(?:day in (?:the|my|a) life|behind the scenes|my (?:day|shift|rounds))\b", re.I)),
    (
        "explainer",
        re.compile(r"\b(?:why|what|explain\w*|causes?|basics|101|difference|meaning|signs|symptoms)\b", re.I),
    ),
)
_EMERGENCY = re.compile(r"\b(?:911|999|112|000)\b")
_COUNT = re.compile(
    r"\b(?:([2-5])|(two|three|four|five))\b(?=.*\b(?:myths?|tips?|ways|things|habits|facts?|reasons|mistakes)\b)", re.I
)
_NUMBER = {"two": 2, "three": 3, "four": 4, "five": 5}

_UNTOLD = ("seed", "wishes", "count", "library")

Writer = Literal["facts", "model"]


@dataclass(frozen=True, slots=True)
class Brief:
    """What to write."""

    topic: str
    library: FactFile | None
    """What the facts library knows of the topic; None only for a model, which may write without."""
    format: str
    seconds: float
    seed: int
    brand: Brand | None = None
    count: int | None = None
    """How many myths or things the topic asks for ("3 knee pain myths"), None where it doesn't say."""
    wishes: frozenset[str] = frozenset()
    """Stems of the notes and of the comment to answer: facts that share them come first."""
    given: tuple[Cited, ...] = ()
    """The facts that a model is given, in the order in which they are numbered."""
    notes: str = ""
    angle: str = ""
    """How to open, or what to stress."""
    reply_to: ReplyTo | None = None
    language: str = "en"
    platform: str = "tiktok"
    placement: str = "organic"
    jurisdiction: str = "us"
    framing: str = ""
    """The safe question to answer in the place of a topic that asks for one person's advice, praise or one side (TP101)."""
    redacted: tuple[str, ...] = ()
    """What was replaced in topic, notes and comment before this was made, without the words."""
    consent: Consent | None = None
    """A patient's signed authorization, which makes their story possible."""

    @property
    def facts(self) -> FactFile:
        """Return the facts; raise NothingToDraftError where there are none."""
        if not self.library:
            raise NothingToDraftError(f"no facts fit the topic {self.topic!r}")
        return self.library

    def row(self, fact: Cited) -> Source:
        """Return a given fact as a script carries it; the user's notes are a source that the user answers for."""
        if fact.id == NOTES:
            who = self.brand.name if self.brand else ""
            return Source(id=NOTES, quote=fact.say, title="Notes given with the request", publisher=who or "the user")
        return self.facts.row(fact)

    @property
    def aliases(self) -> tuple[str, ...]:
        """Return other names of the topic."""
        return (self.library.topic, *self.library.aliases) if self.library else ()

    @property
    def digest(self) -> str:
        """Return SHA-256 in hex over all that a model's script depends on; not over the seed, which no model is told."""
        import json
        from hashlib import sha256

        plain = {name: getattr(self, name) for name in self.__slots__ if name not in _UNTOLD}
        told = {name: v.model_dump(mode="json") if isinstance(v, BaseModel) else v for name, v in plain.items()}
        told["given"] = [fact.id for fact in self.given]
        told["library"] = _words_of(self.library) if self.library else None
        return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


@lru_cache(maxsize=256)
def _words_of(library: FactFile) -> str:
    return library.model_dump_json()


@lru_cache(maxsize=1)
def formats() -> tuple[str, ...]:
    """Return the formats that a model writes: those that have a template."""
    return tuple(sorted(path.stem for path in (prompts() / "formats").glob("*.j2")))


def brief_for(
    topic: str,
    *,
    writer: Writer = "facts",
    brand: Brand | Mapping[str, Any] | str | Path | None = None,
    format: str | None = None,  # the contract's name for it
    seconds: float | None = None,
    facts: str | Path | None = None,
    notes: str = "",
    angle: str = "",
    reply_to: str | ReplyTo | None = None,
    language: str = "en",
    platform: str = "tiktok",
    placement: str = "organic",
    jurisdiction: str | None = None,
    seed: int | None = None,
    redacted: tuple[str, ...] = (),
    consent: Consent | None = None,
) -> Brief:
    """Return the Brief; raise UsageError for a value that cannot work, NothingToDraftError where no facts fit and no model writes."""
    asked = one_line(topic)
    if not asked:
        raise UsageError('the topic is empty; say what the video is about, such as "knee pain myths"')
    _short_enough("the topic", asked, MAX_TOPIC, "shorten it and put the rest into the notes")
    able = FORMATS if writer == "facts" else formats()
    if format is not None and format not in able:
        told = (
            "needs a model or is not known; the facts library writes"
            if writer == "facts"
            else "is not known; there are"
        )
        raise UsageError(f"format {format!r} {told} {', '.join(able)}")
    longest = LONGEST if writer == "facts" else LONGEST_WRITTEN
    if seconds is not None and not SHORTEST <= seconds <= longest:
        raise UsageError(f"{seconds:g} seconds cannot be filled well; choose {SHORTEST:g} to {longest:g}")
    if language not in LANGUAGES:
        raise UsageError(f"language {language!r} is not part of this version; the rules read English (en)")
    profile = as_brand(brand)
    place = jurisdiction or (profile.jurisdiction if profile else "us")
    reply = ReplyTo(text=one_line(reply_to)) if isinstance(reply_to, str) else reply_to
    if writer == "model":
        _short_enough("the notes", notes, MAX_NOTES, "keep what the video needs, and bring documents as --facts")
        _short_enough("the angle", angle, MAX_TOPIC, "say it in one sentence")
        _short_enough("the comment", reply.text if reply else "", MAX_COMMENT, "keep the question")
    library = _found(asked, facts, writer)
    if library:
        library = _allowed(library, profile.banned if profile else (), packs(platform, placement, place)["emergency"])
    wishes = frozenset(content_stems(f"{notes} {reply.text if reply else ''}"))
    kind = format or _guess(asked, writer, bool(reply))
    if writer == "facts" and library:
        if not library.items:
            raise NothingToDraftError(
                f"the facts on {library.topic!r} are quotations, which nobody says aloud; name a --model to write from them, or add lines of your own"
            )
        kind = _fitting(kind, library, asked if format is None else "")
    count = _COUNT.search(asked)
    return Brief(
        topic=asked,
        library=library,
        format=kind,
        seconds=seconds or SECONDS,
        seed=random.SystemRandom().randrange(10_000) if seed is None else seed,
        brand=profile,
        count=(int(count[1]) if count[1] else _NUMBER[count[2].lower()]) if count else None,
        wishes=wishes,
        given=_given(library, kind, wishes | content_stems(asked), clean(notes).strip()) if writer == "model" else (),
        notes=clean(notes).strip(),
        angle=one_line(angle),
        reply_to=reply,
        language=language,
        platform=platform,
        placement=placement,
        jurisdiction=place,
        framing=framed(asked) if asked_for(asked) else "",
        redacted=redacted,
        consent=consent,
    )


def _given(library: FactFile | None, kind: str, wishes: frozenset[str] | set[str], notes: str) -> tuple[Cited, ...]:
    """Return what a model may cite: facts of the library, then the user's notes."""
    from scriptgen.facts.model import Quote

    chosen = choice(library, kind, wishes) if library else ()
    return (*chosen, Quote(id=NOTES, say=notes, source=NOTES)) if notes else chosen


def _short_enough(what: str, text: str, most: int, advice: str) -> None:
    if len(text) > most:
        verb = "have" if what.endswith("s") else "has"
        raise UsageError(f"{what} {verb} {len(text):,} characters, the limit is {most:,}; {advice}")


def _found(topic: str, facts: str | Path | None, writer: Writer) -> FactFile | None:
    try:
        return find(topic, facts, loosely=writer == "model")
    except NothingToDraftError:
        if writer == "facts":
            raise
        return None


@lru_cache(maxsize=256)
def _allowed(facts: FactFile, banned: tuple[str, ...], emergency: str) -> FactFile:
    """Return the facts without those that hold a phrase which the brand forbids, or the emergency number of another country."""
    pattern = phrases_pattern(banned)[0]

    def fine(idea: BaseModel) -> bool:
        text = fold(" | ".join(map(str, idea.__dict__.values())))  # no phrase goes on behind a bar
        foreign = any(number != emergency for number in _EMERGENCY.findall(text))
        return not foreign and not (pattern and pattern.search(text))

    kept = {
        name: tuple(filter(fine, getattr(facts, name))) for name in ("myths", "facts", "actions", "red_flags", "ctas")
    }
    demo = facts.demo if facts.demo and all(map(fine, (facts.demo, *facts.demo.steps))) else None
    if demo == facts.demo and all(len(found) == len(getattr(facts, name)) for name, found in kept.items()):
        return facts
    return facts.model_copy(update={**kept, "demo": demo})


def _guess(topic: str, writer: Writer, replies: bool) -> str:
    able = FORMATS if writer == "facts" else formats()
    if replies and "qa_reply" in able:
        return "qa_reply"
    hinted = next((name for name, hint in _HINTS if name in able and hint.search(topic)), None)
    return hinted or ("myth_bust" if writer == "facts" else "explainer")


def _fitting(name: str, facts: FactFile, guessed: str) -> str:
    """Return the format, or where it was only guessed another that these facts can fill."""
    able = {
        "myth_bust": bool(facts.myths),
        "explainer": bool(facts.facts),
        "listicle": len(facts.actions) > 1,
        "demo": facts.demo is not None,
        "qa_reply": bool(facts.myths or facts.facts),
    }
    if able[name]:
        return name
    if guessed:
        other = next((n for n in FORMATS if able[n]), None)
        if other:
            return other
    raise UsageError(
        f"the facts on {facts.topic} cannot fill the format {name!r}; they can fill {', '.join(n for n in FORMATS if able[n]) or 'none'}"
    )
