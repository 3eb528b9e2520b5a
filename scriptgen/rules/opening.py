"""Openings that say nothing yet: greetings, introductions of self or of the video, throat-clearing."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Set
from functools import lru_cache

from scriptgen.resources import package_text
from scriptgen.text import fold, stem, words

__all__ = ["about_itself", "greets", "says_nothing"]

_FLAT = str.maketrans({"—": ",", "–": ",", "…": ".", "\n": "."})
_FLATTENED = re.compile(r"[—–…\n]")
_DOTTED = re.compile(r"[a-z]\.[a-z]\.|(?:dr|mr|ms|of|st)s?\.")
_DOTS = re.compile(r"\b(drs?|mrs?|ms|prof|st|jr|sr)\.|\b((?:[a-z]\.){2,})")
_GAP = re.compile(r"[^\w#@]*")
_CLAUSE = re.compile(r"[^,;:.!?]*")
_SENTENCE = re.compile(r"[^.!?;:]*")
_JOIN = re.compile(r"[,\s]+(?:and|but|because|or|plus)\s+|,\s*|\s-+\s")
_WH = re.compile(r"(?:and |so )?(?:what|how|why|who|when|where|which)\b")
_TODAY = frozenset(("today", "tonight", "today's"))
_ORDER = re.compile(
    r"(?:get|go|see|do|make|ask|say|tell|show|stop|keep|give|take|watch|look|wait|listen|come|bring|let)\b"
)
_LABEL = re.compile(r"\s*:\s*[\w'-]+(?: [\w'-]+){0,2}(?=[.!]?\s*$)")
_PLACE = re.compile(r"(?:on|in|at|not|the|for|to|everywhere|all|mud)\b")
_NAME = re.compile(r"(?:[A-Z][\w'’-]*\.?\s*){1,4}(?=[,.!;:]|$|and\b|here\b|from\b|with\b|your\b|at\b|in\b|the\b)")


@lru_cache(maxsize=1)
def _grammar() -> dict[str, re.Pattern[str]]:
    data = tomllib.loads(package_text("rules/terms/opening.toml"))
    found = {name: re.compile(data[name]) for name in ("claim", "why", "stopper", "tail", "works", "i_am", "named")}
    for name in ("filler", "closed", "open", "framed", "unframed", "greeting"):
        text = "|".join(data[name]).replace("@TALK", data["talk"]).replace("@SOFT", data["soft"])
        found[name] = re.compile(rf"(?:{text})(?!\w)")
    role, credential = data["role"], data["credential"]
    found["address"] = re.compile(rf"(?:[ ,]+(?:{data['address']})\b)*")
    found["role"] = re.compile(rf"\b(?:{role})\b(?!')")
    found["noun"] = re.compile(
        rf"(?:(?:(?:also|and) )?(?:an?|the|your|our|\d+|{credential}|{data['kind']}) (?:[\w-]+ "
        rf"){{0,5}}?(?:{role})\b(?!')"
        rf"|(?:dr|doctor|nurse|dentist|doc|prof|professor) [\w-]+(?: [\w-]+)??|(?:{credential}|{role}))"
        r"(?: (?:here|speaking|in the house|checking in))?(?=\s*(?:[.,!;:]|$|(?:from|in|at|with|and|who)\b))"
    )
    return found


def says_nothing(text: str, named: bool = False, topic: Set[str] = frozenset()) -> bool:
    """Return whether `text` only greets, introduces or clears its throat.

    `named`: a greeting may name the topic and say something by it. `topic`: stems that say nothing when merely named.
    """
    flat = text.translate(_FLAT) if _FLATTENED.search(text) else text
    low = fold(flat)
    if _DOTTED.search(low):
        low = _DOTS.sub(lambda m: m[1] or m[2].replace(".", ""), low)
    low_is_flat = len(low) == len(flat)
    met, seen, at = False, False, _end(_GAP, low, 0)
    while at < len(low):
        raw = flat[at:] if low_is_flat else low[at:].title()
        end, met = _unit(low, at, raw, met, named)
        if end <= at:
            start = max(low.rfind(c, 0, at) for c in ".!?;:") + 1
            end = _empty(low, start, flat if low_is_flat else low, topic, seen) or _empty(low, at, low, topic, seen)
        if end <= at:
            return False
        seen = seen or end != _end(_grammar()["filler"], low, at)
        at = _end(_GAP, low, end)
    return bool(low.strip())


def about_itself(said: list[str]) -> bool:
    """Return whether two words in five are about speaker, audience and video: a sieve before `says_nothing`."""
    meta = _words()[0]
    return sum([word in meta for word in said]) * 5 >= len(said) * 2


def greets(text: str) -> bool:
    """Return whether `text` is a mere greeting, such as a title card may hold."""
    low = fold(text.translate(_FLAT)).strip(" .,!?")
    found = _grammar()["greeting"].match(low)
    return bool(found) and _address(low, _end(_grammar()["greeting"], low, 0), False) >= len(low)


def _empty(low: str, at: int, flat: str, topic: Set[str], seen: bool) -> int:
    """Return the end of a sentence that is all about speaker, audience and video; 0 for any other."""
    at = _end(_GAP, low, at)
    stop = _end(_SENTENCE, low, at)
    said, g = low[at:stop], _grammar()
    about = g["named"].search(said)
    found = words(said[: about.start()] if about else said)
    meta, anchors, self_words = _words()
    rest = [w for w in found if w not in meta and w.removesuffix("'s") not in meta]
    on_topic = [w for w in rest if stem(w) in topic]
    roles = [w for w in rest if g["role"].fullmatch(w)]
    names = [w for w in rest if f" {w.title()}" in flat[at:stop]]
    if len(on_topic) + len(roles) + len(names) < len(rest) or (on_topic and g["claim"].search(said)):
        return 0
    if about and g["claim"].search(about[0]):
        return 0
    asks = low[stop : stop + 1] == "?"
    anchored = not anchors.isdisjoint([w.removesuffix("'s") for w in found]) or (about and not _TODAY.isdisjoint(found))
    spoken = not on_topic and not about and not self_words.isdisjoint(found)
    idle = seen and len(found) <= 5 and not (on_topic or roles or about or _ORDER.match(said))
    if asks and (on_topic or about or not spoken):
        return 0
    if not (anchored or spoken or idle):
        return 0
    label = None if asks else _LABEL.match(low, stop)
    return label.end() if label and anchored and meta.isdisjoint(words(label[0])) else stop


@lru_cache(maxsize=1)
def _words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    data = tomllib.loads(package_text("rules/terms/opening.toml"))
    own = frozenset(data["self"].split())
    return frozenset(f"{data['meta']} {data['small']}".split()) | own, frozenset(data["anchors"].split()), own


def _end(pattern: re.Pattern[str], low: str, at: int) -> int:
    found = pattern.match(low, at)
    return found.end() if found else at


def _clause(text: str) -> int:
    """Return the length of a text up to where another clause is joined on."""
    return len(_grammar()["stopper"].split(text, maxsplit=1)[0])


def _unit(low: str, at: int, raw: str, met: bool, named: bool) -> tuple[int, bool]:
    """Return where the empty phrase that starts here ends, `at` for none, and whether the speaker is introduced by now."""
    g = _grammar()
    if (end := _end(g["framed"], low, at)) > at:
        return _announced(low, end, True), met
    if (end := _end(g["greeting"], low, at)) > at:
        return _address(low, end, named), met
    if (end := _end(g["open"], low, at)) > at:
        rest = low[end : _end(_CLAUSE, low, end)]
        return (at if g["claim"].search(rest) else end + _clause(rest)), met
    if (end := _end(g["unframed"], low, at)) > at and (end := _announced(low, end, False)):
        return end, met
    if (end := _end(g["closed"], low, at)) > at:
        return end, met
    if (found := g["i_am"].match(low, at)) and (end := _introduced(low, found, raw)):
        return end, True
    for name in ("works", "noun", "tail"):
        if (name != "tail" or met) and (end := _end(g[name], low, at)) > at and not g["claim"].search(low, at, end):
            return at + (end - at if name == "noun" else _clause(low[at:end])), True
    return _end(g["filler"], low, at), met


def _address(low: str, end: int, named: bool) -> int:
    """Return the end of who is greeted: known names for viewers, or up to three other words that claim nothing."""
    g = _grammar()
    end = _end(g["address"], low, end)
    stop = _end(_CLAUSE, low, end)
    rest = low[end:stop]
    if (
        named
        or not rest
        or rest.lstrip().startswith(("from ", "to "))
        or len(rest.split()) > 3
        or low[stop : stop + 1] == "?"
    ):
        return end
    return end if g["claim"].search(rest) or g["i_am"].match(rest.strip()) else stop


def _announced(low: str, end: int, framed: bool) -> int:
    """Return the end of what a sentence about the video announces; 0 where that is a claim in itself."""
    g = _grammar()
    stop = _end(_SENTENCE, low, end)
    rest = low[end:stop]
    first, *others = _JOIN.split(rest)
    if g["why"].search(first) if framed else g["claim"].search(first) or len(first.split()) > 9:
        return 0
    kept = len(first)
    for part in others:
        if g["claim"].search(part) and not (_WH.match(part) and not g["why"].search(part)):
            return end + kept
        kept = rest.find(part, kept) + len(part)
    label = _LABEL.match(low, stop) if framed else None
    return label.end() if label and not g["claim"].search(label[0]) else stop


def _introduced(low: str, found: re.Match[str], raw: str) -> int:
    """Return where a name or a profession after "I'm" ends; 0 where something else follows."""
    g, end = _grammar(), found.end()
    stop = _end(_CLAUSE, low, end)
    head = low[end : end + _clause(low[end:stop])]
    if not head or g["claim"].search(head):
        return 0
    named = found["i"] != "as" and _NAME.match(raw[end - found.start() :])
    known = head.startswith(("me", "your favorite", "your favourite"))
    sure = found["sure"] and not _PLACE.match(head)
    return end + len(head) if sure or named or known or g["role"].search(head) else 0
