"""Topic, brand, facts and options, resolved into a Brief: all that is needed to write, with no chance and no disk left in it."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from scriptgen.brand import Brand, as_brand
from scriptgen.errors import UsageError
from scriptgen.facts.find import find
from scriptgen.facts.model import FactFile
from scriptgen.packs import packs
from scriptgen.rules.inflect import phrases_pattern
from scriptgen.script import MAX_TOPIC, ReplyTo
from scriptgen.text import content_stems, fold, one_line

__all__ = ["FORMATS", "Brief", "brief_for"]

FORMATS = ("myth_bust", "explainer", "listicle", "demo")
"""Formats that the facts library can fill."""
SECONDS = 45.0
"""Length of a script when nobody asks for another: clinicians' own videos run 39 to 53 s on average (Arthrosc Sports Med Rehabil, 2024 and 2025)."""
SHORTEST, LONGEST = 15.0, 60.0
LANGUAGES = ("en",)

_HINTS = (
    ("myth_bust", re.compile(r"\b(?:myths?|misconceptions?|debunk\w*|true or false|fact or fiction|lies)\b", re.I)),
    (
        "demo",
        re.compile(r"\b(?:how (?:to|do i|do you)|demo|exercises?|stretch\w*|step by step|routine|technique)\b", re.I),
    ),
    ("listicle", re.compile(r"\b(?:tips?|ways|things|habits|mistakes|steps|do'?s and don'?ts|hacks)\b", re.I)),
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


@dataclass(frozen=True, slots=True)
class Brief:
    """What to write."""

    topic: str
    facts: FactFile
    format: str
    seconds: float
    seed: int
    brand: Brand | None = None
    count: int | None = None
    """How many myths or things the topic asks for ("3 knee pain myths"), None where it doesn't say."""
    wishes: frozenset[str] = frozenset()
    """Stems of the notes and of the comment to answer: facts that share them come first."""
    reply_to: ReplyTo | None = None
    language: str = "en"
    platform: str = "tiktok"
    placement: str = "organic"
    jurisdiction: str = "us"


def brief_for(
    topic: str,
    *,
    brand: Brand | Mapping[str, Any] | str | Path | None = None,
    format: str | None = None,  # the contract's name for it
    seconds: float | None = None,
    facts: str | Path | None = None,
    notes: str = "",
    reply_to: str | ReplyTo | None = None,
    language: str = "en",
    platform: str = "tiktok",
    placement: str = "organic",
    jurisdiction: str | None = None,
    seed: int | None = None,
) -> Brief:
    """Return the Brief; raise UsageError for a value that cannot work, NothingToDraftError where no facts fit the topic."""
    asked = one_line(topic)
    if not asked:
        raise UsageError('the topic is empty; say what the video is about, such as "knee pain myths"')
    if len(asked) > MAX_TOPIC:
        raise UsageError(
            f"the topic has {len(asked)} characters, the limit is {MAX_TOPIC}; shorten it and put the rest into the notes"
        )
    if format is not None and format not in FORMATS:
        raise UsageError(
            f"format {format!r} needs a model or is not known; the facts library writes {', '.join(FORMATS)}"
        )
    if seconds is not None and not SHORTEST <= seconds <= LONGEST:
        raise UsageError(f"{seconds:g} seconds cannot be filled well; choose {SHORTEST:g} to {LONGEST:g}")
    if language not in LANGUAGES:
        raise UsageError(f"language {language!r} is not part of this version; the facts are in English (en)")
    profile = as_brand(brand)
    place = jurisdiction or (profile.jurisdiction if profile else "us")
    found = _allowed(find(asked, facts), profile, packs(platform, placement, place)["emergency"])
    reply = ReplyTo(text=one_line(reply_to)) if isinstance(reply_to, str) else reply_to
    count = _COUNT.search(asked)
    return Brief(
        topic=asked,
        facts=found,
        format=_fitting(format or _guess(asked), found, asked if format is None else ""),
        seconds=seconds or SECONDS,
        seed=random.SystemRandom().randrange(10_000) if seed is None else seed,
        brand=profile,
        count=(int(count[1]) if count[1] else _NUMBER[count[2].lower()]) if count else None,
        wishes=frozenset(content_stems(f"{notes} {reply.text if reply else ''}")),
        reply_to=reply,
        language=language,
        platform=platform,
        placement=placement,
        jurisdiction=place,
    )


def _allowed(facts: FactFile, brand: Brand | None, emergency: str) -> FactFile:
    """Return the facts without those that hold a phrase which the brand forbids, or the emergency number of another country."""
    pattern = phrases_pattern(brand.banned)[0] if brand else None

    def fine(idea: BaseModel) -> bool:
        texts = [fold(str(value)) for value in idea.model_dump().values()]
        foreign = any(number != emergency for text in texts for number in _EMERGENCY.findall(text))
        return not foreign and not (pattern and any(pattern.search(text) for text in texts))

    kept = {
        name: tuple(filter(fine, getattr(facts, name))) for name in ("myths", "facts", "actions", "red_flags", "ctas")
    }
    demo = facts.demo if facts.demo and all(map(fine, (facts.demo, *facts.demo.steps))) else None
    return facts.model_copy(update={**kept, "demo": demo})


def _guess(topic: str) -> str:
    return next((name for name, hint in _HINTS if hint.search(topic)), "myth_bust")


def _fitting(name: str, facts: FactFile, guessed: str) -> str:
    """Return the format, or where it was only guessed another that these facts can fill."""
    able = {
        "myth_bust": bool(facts.myths),
        "explainer": bool(facts.facts),
        "listicle": len(facts.actions) > 1,
        "demo": facts.demo is not None,
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
