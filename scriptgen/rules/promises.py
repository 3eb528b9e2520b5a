"""What a hook raises: its questions, counts and teasers, the key words in them, and whether the beats hold those."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from typing import Any

from scriptgen.late import late
from scriptgen.resources import package_text
from scriptgen.text import content_stems, stem, words
from scriptgen.topics import Topic
from scriptgen.view import View

__all__ = ["NUMBERS", "ORDINALS", "alike", "asked_in", "holds", "keys_of", "met", "named", "raises", "terms"]

NUMBERS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
ORDINALS = ["second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]


@lru_cache(maxsize=1)
def terms() -> dict[str, Any]:
    data = tomllib.loads(package_text("rules/terms/promises.toml"))
    asks = {name: late(text) for name, text in data.pop("asks").items()}
    rows = [tuple(row.split()) for row in data.pop("same")]
    data["count"] = data["count"].replace("@N", "|".join(NUMBERS)).replace("@TH", "|".join(ORDINALS))
    sets = {
        "generic": frozenset(stem(w) for w in data.pop("generic").split()),
        **{name: frozenset(data.pop(name).split()) for name in ("stand", "opens")},
    }
    return {"asks": asks, "same": rows, **sets, **{name: late(text) for name, text in data.items()}}


@lru_cache(maxsize=8192)
def alike(word: str) -> tuple[str, ...]:
    """Return the heads of words that answer a stem, each after a space: its own, and those of words like it."""
    found = [word[: max(4, len(word) - 1)] if len(word) > 4 else word]
    for row in terms()["same"]:
        if word.startswith(row):
            found += row
    return tuple(f" {head}" for head in found)


def _spaced(view: View) -> str:
    """Return what the beats say and show with a space before each word; worked out once for a view."""
    kept: str | None = view.__dict__.get("_spaced")
    if kept is None:
        kept = view.__dict__["_spaced"] = f" {view.body.replace('-', ' ').replace(chr(34), ' ')}"
    return kept


def holds(view: View, some: frozenset[str]) -> bool:
    """Return whether a word of the beats is among `some`."""
    return any(not some.isdisjoint(line.words) for b in view.beats for line in (b.say, b.text))


def met(view: View, stems: set[str]) -> bool:
    """Return whether the beats hold one of the stems, or a word like it."""
    body = _spaced(view)
    return any(head in body for word in stems for head in alike(word))


def raises(low: str) -> bool:
    """Return whether a hook asks, counts or teases."""
    return "?" in low or bool(terms()["teaser"].search(low) or terms()["count"].search(low))


def named(view: View) -> bool:
    """Return whether the beats name the topic, by the heads of its words."""
    body, topic = _spaced(view), view.topic
    return any(f" {s[: max(4, len(s) - 1)]}" in body for s in topic.stems) or any(p in body for p in topic.phrases)


def keys_of(view: View, low: str) -> set[str]:
    """Return the stems of the hook that the body must take up: neither the topic's own nor such as any video holds."""
    t = terms()
    left = asked_in(low)
    if " or " in left:
        left = t["tail"].sub(" ", left)
    category = t["category"].search(left) if "wh" in left else None
    skip = stem(category[1]) if category else ""
    topic, near = view.topic.stems, _near(view.topic)
    return {s for w in words(left) if (s := _key(w)) and s not in topic and s[:5] not in near and s != skip}


@lru_cache(maxsize=8192)
def _key(word: str) -> str:
    """Return the stem of a word that a video need not hold anyway, "" for any other."""
    found = next(iter(content_stems(word)), "")
    return found if found[:1].isalpha() and found not in terms()["generic"] else ""


@lru_cache(maxsize=256)
def _near(topic: Topic) -> frozenset[str]:
    return frozenset(part[:5] for s in topic.stems for part in s.split("-"))


def asked_in(low: str) -> str:
    """Return the sentences of a hook that ask; the whole hook where none does."""
    if "?" not in low or (low[-1] == "?" and not any(c in low[: low.rfind("?")] for c in ".!")):
        return low
    return " ".join(terms()["asked"].findall(low))
