"""BR101: a phrase that the brand forbids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from scriptgen.rule import ERROR, Example, Hit, Origin, Rule, Unmeasured
from scriptgen.rules.inflect import phrases_pattern
from scriptgen.rules.tags import tags
from scriptgen.text import fold
from scriptgen.view import View

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=\d)(?=[A-Za-z])|(?<=[A-Za-z])(?=\d)")


def find(view: View) -> Iterator[Hit | Unmeasured]:
    """Look for the brand's phrases in all that viewers hear and read; the camera directions are for the crew alone."""
    if view.brand is None:
        yield Unmeasured("no brand is given")
        return
    pattern, phrases, known = phrases_pattern(view.brand.banned)
    if pattern is None:
        return
    lines = (*view.spoken, *view.screen, view.caption, view.cover)
    everything = " \n ".join([line.low for line in lines])
    starts = tuple([s for s in known if s in everything])
    for line in lines if starts else ():
        for match in pattern.finditer(line.low) if any(s in line.low for s in starts) else ():
            yield line.hit(
                ERROR, "main", match.start(), match.end(), **_values(phrases, match, line.text[slice(*match.span())])
            )
    for tag in tags(view):
        if not any(s in tag.key for s in known):
            continue
        found = pattern.search(fold(tag.text))
        if found and tag.path == "caption":
            continue  # the caption's own line has it
        found = found or pattern.search(fold(_CAMEL.sub(" ", tag.text)))
        if found:
            yield Hit(ERROR, tag.path, "main", tag.span, _values(phrases, found, f"#{tag.text}"))


def _values(phrases: tuple[str, ...], match: re.Match[str], found: str) -> dict[str, Any]:
    return {"phrase": phrases[(match.lastindex or 1) - 1], "found": found}


_NO = ("miracle", "cure", "game changer", "don't be a baby")

RULE: Rule = Rule(
    code="BR101",
    slug="brand-banned",
    raises=(ERROR,),
    needs=frozenset({"brand"}),
    guidance="Never use a phrase that the brand bans, in any form.",
    messages={"main": "The brand forbids '{phrase}'; here it says '{found}'."},
    why="The brand has its reasons: law, taste, or a promise that it will not make.",
    fix="model",
    source=Origin("scriptgen", "Brand file", 2026, "2026-11-22", "judgement", "the list is the brand's own"),
    find=find,
    bad=(
        Example(
            {"hook.say": "Running works miracles for knees?"},
            "in the plural",
            ERROR,
            {"name": "Dr. Ana Ruiz", "banned": _NO},
        ),
        Example(
            {"beats[1].text": "A real GAME-CHANGER for knees"},
            "capitals and a hyphen",
            ERROR,
            {"name": "Dr. Ana Ruiz", "banned": _NO},
        ),
        Example(
            {"cta.say": "Don’t be a baby. Send this to a friend."},
            "another apostrophe",
            ERROR,
            {"name": "Dr. Ana Ruiz", "banned": _NO},
        ),
        Example(
            {"hashtags": ["KneePain", "Running", "MiracleRun"]},
            "inside a hashtag",
            ERROR,
            {"name": "Dr. Ana Ruiz", "banned": _NO},
        ),
        Example(
            {"caption": "Knee pain myths: nothing here is a cure-all."},
            "negated is still said",
            ERROR,
            {"name": "Dr. Ana Ruiz", "banned": _NO},
        ),
    ),
    good=(
        Example(
            {"hook.say": "Secure your laces, skip the pedicure?"},
            "inside other words",
            None,
            {"name": "Dr. Ana Ruiz", "banned": _NO},
        ),
        Example(
            {"beats[1].say": "It changed my game. What helps most is strong thighs."},
            "the words apart",
            None,
            {"name": "Dr. Ana Ruiz", "banned": _NO},
        ),
        Example(
            {"hook.show": "A poster says miracle; doctor tears it off"},
            "only the camera sees it",
            None,
            {"name": "Dr. Ana Ruiz", "banned": _NO},
        ),
        Example({"hook.say": "Is running a miracle for knees?"}, "nothing is banned", None, {"name": "Dr. Ana Ruiz"}),
    ),
    cannot=(
        "Synonyms and misspellings, other derivations of a word (curable for cure), and a banned word run "
        "together with others in a lower-case hashtag."
    ),
)
