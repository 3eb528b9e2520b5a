"""EN102: viewers are pressed or hurried into sharing."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from scriptgen.late import late
from scriptgen.resources import package_text
from scriptgen.rule import WARNING, Example, Hit, Origin, Rule
from scriptgen.rules.wordclasses import Rows
from scriptgen.view import View

_KINDS = ("hostage", "takedown", "hurry", "charm", "threat", "guilt", "dare", "beg")


class _Terms(NamedTuple):
    acts: frozenset[str]
    wide: frozenset[str]
    press: dict[str, set[str]]
    kinds: dict[str, Rows]
    mocked: re.Pattern[str]


@lru_cache(maxsize=1)
def _terms() -> _Terms:
    data = tomllib.loads(package_text("rules/terms/urgency.toml"))
    press: dict[str, set[str]] = {}
    kinds = {}
    for name in _KINDS:
        kinds[name] = Rows(rf"(?<!\w)(?:{_filled(row, data['parts'])})" for row in data["kinds"][name])
        for word in data["press"][name].split():
            press.setdefault(word, set()).add(name)
    acts = frozenset(data["act"].split())
    return _Terms(acts, acts.union(data["weak"].split()), press, kinds, late(data["mocked"]))


def _filled(row: str, parts: dict[str, str]) -> str:
    for part in ("LIKES", "ACT", "FAM", "N"):
        row = row.replace(f"@{part}", parts[part])
    return row


def find(view: View) -> Iterator[Hit]:
    """Look in each line that both asks and presses: threats, guilt, dares, hostages, hurry, charms, begging."""
    acts, wide, press, kinds, mocked = _terms()
    beats = {b.name for b in view.beats[:-1]}
    for line in view.language:
        words = line.words
        if (acts if line.block in beats else wide).isdisjoint(words):
            continue
        wanted: set[str] = set()
        for word in words:
            if word in press:
                wanted |= press[word]
        if len(set(words)) * 3 <= len(words) * 2:
            wanted.add("beg")
        for name in _KINDS if wanted else ():
            if name not in wanted or not (found := kinds[name].first(line.low, line.held)):
                continue
            if not mocked.search(line.low, _sentence(line.low, found.start()), found.start()):
                yield line.hit(WARNING, name, *found.span(), quote=line.text[found.start() : found.end()])
                break


def _sentence(low: str, at: int) -> int:
    """Return where the sentence around `at` begins."""
    return max(low.rfind(c, 0, at) for c in ".!?\n") + 1


RULE: Rule = Rule(
    code="EN102",
    slug="engagement-bait",
    raises=(WARNING,),
    guidance="Ask for a share with a reason, never with a threat, dare, guilt or made-up deadline.",
    messages={
        "threat": "{quote!r} threatens viewers into sharing or following.",
        "guilt": "{quote!r} makes viewers guilty for not sharing, or tests their loyalty.",
        "dare": "{quote!r} dares viewers to share.",
        "hostage": "{quote!r} holds something back for likes, comments or follows.",
        "hurry": "{quote!r} hurries viewers with a deadline that no one needs.",
        "takedown": "{quote!r} threatens that the video will vanish, which hurries viewers.",
        "charm": "{quote!r} promises luck or magic for a click.",
        "beg": "{quote!r} begs for clicks.",
    },
    why="Platforms show bait to fewer people, and pressure from a clinician reads as medical urgency.",
    fix="model",
    source=Origin(
        "Meta",
        "Fighting Engagement Bait on Facebook",
        2017,
        "2026-11-22",
        "judgement",
        "it names vote, react, share and tag baiting; honest asks to share are left alone here",
    ),
    find=find,
    bad=(
        Example({"cta.say": "Share this or your knees will pay for it."}, "share or else", WARNING),
        Example({"cta.say": "Save this before they take it down."}, "nobody takes it down", WARNING),
        Example({"cta.say": "Ninety percent of you won't share this."}, "a dare", WARNING),
        Example(
            {"caption": "Knee pain myths. If you love your parents, you'll share this."},
            "guilt, in the caption",
            WARNING,
        ),
        Example({"cta.text": "5K likes = part 2"}, "the answer held hostage", WARNING),
    ),
    good=(
        Example(
            {"cta.say": "Send this to a friend who gave up running, or keep it for yourself."}, "or, without a threat"
        ),
        Example({"cta.say": "A hot, swollen knee with a fever? See someone today, don't wait."}, "urgency of the body"),
        Example({"cta.say": "Our flu shot clinic closes Friday. Book before then."}, "a real deadline"),
        Example({"cta.say": "Stop scrolling in bed, and your neck will thank you."}, "scrolling as a habit"),
        Example(
            {"cta.say": "If a post says 'share before they delete this', it is selling something."},
            "bait quoted as a warning",
        ),
    ),
    cannot="Whether a deadline or a number of free places is true; bait in pictures, music or stickers.",
)
