"""What a hook raises and whether the beats meet it: its key words, numbers, amounts, and stands on a question."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from typing import Any

from scriptgen.late import late
from scriptgen.resources import package_text
from scriptgen.text import content_stems, stem, words
from scriptgen.topics import Topic
from scriptgen.view import View

__all__ = ["NUMBERS", "deferred", "met", "miscounted", "raises", "unmet"]

NUMBERS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_ORDINALS = ["second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
_ITEMS = re.compile(r",| and | or |;|: ")
_LATER = frozenset(
    "tomorrow bio comment comments newsletter course dm subscribe swipe tuned coming saving keeping page profile follow".split()
)
_LATER_TOO = ("part ", " next ", "another video", "the answer", "sign up", "the link", "link in")
_AMOUNTS = (" or ", "how ", "when ", "dose", "temperature", "spf", "number", "level", "what time", "what age")
_OPEN = ("why ", "what ", "what's ", "which ", "who ", "where ")
_NARROW = frozenset({"most", "best", "first", "choose", "pick", "wins"})


@lru_cache(maxsize=1)
def _terms() -> dict[str, Any]:
    data = tomllib.loads(package_text("rules/terms/promises.toml"))
    asks = {name: late(text) for name, text in data.pop("asks").items()}
    rows = [tuple(row.split()) for row in data.pop("same")]
    data["count"] = data["count"].replace("@N", "|".join(NUMBERS)).replace("@TH", "|".join(_ORDINALS))
    sets = {
        "generic": frozenset(stem(w) for w in data.pop("generic").split()),
        **{name: frozenset(data.pop(name).split()) for name in ("stand", "opens")},
    }
    return {"asks": asks, "same": rows, **sets, **{name: late(text) for name, text in data.items()}}


@lru_cache(maxsize=8192)
def _alike(word: str) -> tuple[str, ...]:
    """Return the heads of words that answer a stem, each after a space: its own, and those of words like it."""
    found = [word[: max(4, len(word) - 1)] if len(word) > 4 else word]
    for row in _terms()["same"]:
        if word.startswith(row):
            found += row
    return tuple(f" {head}" for head in found)


def _spaced(view: View) -> str:
    """Return what the beats say and show with a space before each word; worked out once for a view."""
    kept: str | None = view.__dict__.get("_spaced")
    if kept is None:
        kept = view.__dict__["_spaced"] = f" {view.body.replace('-', ' ').replace(chr(34), ' ')}"
    return kept


def _holds(view: View, some: frozenset[str]) -> bool:
    """Return whether a word of the beats is among `some`."""
    return any(not some.isdisjoint(line.words) for b in view.beats for line in (b.say, b.text))


def met(view: View, stems: set[str]) -> bool:
    """Return whether the beats hold one of the stems, or a word like it."""
    body = _spaced(view)
    return any(head in body for word in stems for head in _alike(word))


def raises(low: str) -> bool:
    """Return whether a hook asks, counts or teases."""
    return "?" in low or bool(_terms()["teaser"].search(low) or _terms()["count"].search(low))


def deferred(view: View) -> bool:
    """Return whether the last beats put the answer off to another video, or behind a comment or a link."""
    later = _terms()["deferred"]
    return any(
        (not _LATER.isdisjoint(line.words) or any(part in line.low for part in _LATER_TOO)) and later.search(line.low)
        for b in view.beats[-2:]
        for line in (b.say, b.text)
    )


def _named(view: View) -> bool:
    """Return whether the beats name the topic, by the heads of its words."""
    body, topic = _spaced(view), view.topic
    return any(f" {s[: max(4, len(s) - 1)]}" in body for s in topic.stems) or any(p in body for p in topic.phrases)


def _keys(view: View, low: str) -> set[str]:
    """Return the stems of the hook that the body must take up: neither the topic's own nor such as any video holds."""
    t = _terms()
    left = _asked(low)
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
    return found if found[:1].isalpha() and found not in _terms()["generic"] else ""


@lru_cache(maxsize=256)
def _near(topic: Topic) -> frozenset[str]:
    return frozenset(part[:5] for s in topic.stems for part in s.split("-"))


def _asked(low: str) -> str:
    """Return the sentences of a hook that ask; the whole hook where none does."""
    if "?" not in low or (low[-1] == "?" and not any(c in low[: low.rfind("?")] for c in ".!")):
        return low
    return " ".join(_terms()["asked"].findall(low))


def miscounted(view: View, low: str) -> bool:
    """Return whether more things are promised than the beats can hold, or than they list on another subject."""
    t = _terms()
    counted = t["count"].search(low)
    if not counted:
        return False
    nth = counted[2]
    word = nth or counted[1]
    row = _ORDINALS if word in _ORDINALS else NUMBERS
    promised = int(word) if word.isdigit() else row.index(word) + 2
    if not nth and len(view.beats) >= promised:
        return False
    items = [
        [1 + len(_ITEMS.findall(p.text)) for p in b.say.sentences if not t["filler"].search(p.text.lower())]
        for b in view.beats
    ]
    shown = sum(bool(b.text.low.strip()) and not t["filler"].search(b.text.low) for b in view.beats)
    if max(sum(sum(row) for row in items), shown) < promised:
        return True
    listed = max(len(items), max((max(row, default=0) for row in items), default=0))
    keys = _keys(view, low)
    return listed < promised and bool(nth or (keys and not met(view, keys)))


def unmet(view: View, low: str) -> str:
    """Return how the beats fail a question or a teaser ("question", "amount", "tease"), "" where they meet it or nothing can be said."""
    t, body = _terms(), view.body
    asks = "?" in low
    keys = _keys(view, low)
    taken_up = not keys or met(view, keys)
    simple = asks and taken_up and not any(w in low for w in _AMOUNTS)
    if simple and (low.startswith(_OPEN) or "n't" in body or _holds(view, t["stand"])):
        return ""
    wh = "wh" in low or "how" in low
    kinds = (
        {
            name
            for name, pattern in t["asks"].items()
            if (name in ("yes", "viewer") or (" or " in low if name == "either" else wh)) and pattern.search(low)
        }
        if asks
        else set()
    )
    if "viewer" in kinds and not kinds & {"why", "much", "span"}:
        return ""
    if _told(low, asks):
        return ""
    astray = not taken_up and _main(view, keys)
    if kinds & {"much", "span"} and "yes" not in kinds:
        if t["strict"].search(body) and not ("much" in kinds and "span" not in kinds):
            return ""
        left = t["timed"].sub(" ", body)
        found = t["amount"].search(left) if "much" in kinds else t["span"].search(body)
        return "amount" if not found or (astray and not t["amount"].search(left)) else ""
    answered = ("either" not in kinds or bool(t["tail"].search(low))) and _opens(view)
    if astray:
        if answered or (not asks and t["story"].search(body) and t["story"].search(low)):
            return ""
        if "either" not in kinds and t["category"].search(low) and _holds(view, _NARROW):
            return ""
        if not kinds and asks and (met(view, content_stems(low)) or _named(view)):
            return ""
        if len(keys) == 1 and kinds & {"why", "which"} and "yes" not in kinds and _named(view):
            # one stray verb is no proof; a thing pointed at is
            return "question" if any(stem(w) in keys for w in t["pointed"].findall(low)) else ""
        counted = t["count"].search(low)
        if counted and (_named(view) or t["deeds"].search(counted[0])):
            return ""
        return "question" if asks else "tease"
    if "either" in kinds and met(view, content_stems(low)):
        return ""
    if "yes" in kinds:
        asked = content_stems(_asked(low))
        if not asked or answered or "n't" in body or _holds(view, t["stand"]):
            return ""
        if keys and not t["around"].search(body):
            return ""
        like = {s for s in content_stems(low) if s in t["generic"] and len(_alike(s)) > 1}
        return "" if met(view, like) or t["order"].search(view.beats[0].say.low) else "question"
    if asks or keys or t["count"].search(low) or met(view, content_stems(low)) or _named(view):
        return ""
    return "tease"


def _main(view: View, keys: set[str]) -> bool:
    """Return whether key words that the beats lack are what the hook is about: several, or shown on screen as well."""
    shown = _keys(view, view.hook.text.low)
    return (len(keys) > 1 or not shown or not keys.isdisjoint(shown)) and not met(view, shown)


def _told(low: str, asks: bool) -> bool:
    """Return whether the hook itself goes on to the answer: "Is it? No." and "Guess what does. Not running." """
    t = _terms()
    if asks:
        if low[-1] == "?":
            return False
        rest = set(words(low[low.rfind("?") :]))
        return not t["stand"].isdisjoint(rest) or any(w.endswith("n't") for w in rest)
    teaser = t["teaser"].search(low)
    stop = low.find(".", teaser.end()) if teaser else -1
    return stop >= 0 and low.count(" ", stop) > 1


def _opens(view: View) -> bool:
    """Return whether the first beat begins as an answer does: a stand, a pronoun, a short order."""
    line = view.beats[0].say
    if not line.sentences:
        return False
    first = line.low[: line.sentences[0].end].split()
    start = first[0].strip(".,!?:;\"'")
    return (
        start in _terms()["opens"]
        or "n't" in first[0]
        or start.partition("'")[0] in ("it", "they", "that")
        or not {"it", "them"}.isdisjoint(first[1:3])
        or (len(first) <= 3 and not _terms()["copula"].search(line.low[: line.sentences[0].end]))
    )
