"""Whether the beats answer what a hook raised: put off, counted short, without an amount, without a word on it."""

from __future__ import annotations

import re

from scriptgen.late import late
from scriptgen.rules.promises import NUMBERS, ORDINALS, alike, asked_in, holds, keys_of, met, named, terms
from scriptgen.text import content_stems, stem, words
from scriptgen.view import View

__all__ = ["deferred", "miscounted", "unmet"]

_ITEMS = re.compile(r",| and | or |;|: ")
_LATER = frozenset(
    "tomorrow bio comment comments newsletter course dm subscribe swipe tuned coming saving keeping page profile follow next part answer another sign link".split()
)
_AMOUNTS = (" or ", "how ", "when ", "dose", "temperature", "spf", "number", "level", "what time", "what age")
_OPEN = ("why ", "what ", "what's ", "which ", "who ", "where ")
_LEAD = late(
    r"^(?:(?:so|okay|ok|right|and|well|now|hey|quick one|fair question|good question|great question|thanks for asking|you asked|let me take this one|let's talk about this|(?:have you )?ever (?:wonder(?:ed)?|ask(?:ed)?) (?:this|about (?:it|this|that)|why)?)[,.!?:]+ +)+"
)
"""What stands before a question and asks nothing."""
_TAIL = late(
    r"[.!?] (?:glad you asked|give me a (?:minute|second|sec)|stay with me|here's the short version|let's (?:see|find out|talk|go))[.!]?$"
)
_NARROW = frozenset({"most", "best", "first", "choose", "pick", "wins"})


def deferred(view: View) -> bool:
    """Return whether the last beats put the answer off to another video, or behind a comment or a link."""
    later = terms()["deferred"]
    return any(
        not _LATER.isdisjoint(line.words) and later.search(line.low)
        for b in view.beats[-2:]
        for line in (b.say, b.text)
    )


def miscounted(view: View, low: str) -> bool:
    """Return whether more things are promised than the beats can hold, or than they list on another subject."""
    t = terms()
    counted = t["count"].search(low)
    if not counted:
        return False
    nth = counted[2]
    word = nth or counted[1]
    row = ORDINALS if word in ORDINALS else NUMBERS
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
    keys = keys_of(view, low)
    return listed < promised and bool(nth or (keys and not met(view, keys)))


def unmet(view: View, low: str) -> str:
    """Return how the beats fail a question or a teaser ("question", "amount", "tease"), "" where they meet it or nothing can be said."""
    t, body = terms(), view.body
    if "?" in low:
        low = _LEAD.sub("", _TAIL.sub("?", low))
    if _numbered(view) and t["count"].search(low):
        return ""
    asks = "?" in low
    keys = keys_of(view, low)
    taken_up = not keys or met(view, keys)
    option = t["option"].search(low) if " or " in low and not t["tail"].search(low) else None
    if option:
        options = keys_of(view, f"{option[1]} {option[2]}")
        return "" if not options or met(view, options) or t["tie"].search(body) else "question"
    simple = asks and taken_up and not any(w in low for w in _AMOUNTS)
    if simple and (low.startswith(_OPEN) or _stands(view)) and "why" not in low:
        return ""
    wh = "wh" in low or "how" in low
    forms = t["asks"].items() if asks else ()
    kinds = {name for name, form in forms if (wh or name in ("yes", "viewer")) and form.search(low)}
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
    if "why" in kinds and not t["cause"].search(body) and not _opens(view):
        return "question"
    answered = _opens(view)
    if astray:
        if answered or (not asks and t["story"].search(body) and t["story"].search(low)):
            return ""
        if t["category"].search(low) and holds(view, _NARROW):
            return ""
        if not kinds and asks and (met(view, content_stems(low)) or named(view)):
            return ""
        if len(keys) == 1 and kinds & {"why", "which"} and "yes" not in kinds and named(view):
            # one stray verb is no proof; a thing pointed at is
            return "question" if any(stem(w) in keys for w in t["pointed"].findall(low)) else ""
        counted = t["count"].search(low)
        if counted and (named(view) or t["deeds"].search(counted[0])):
            return ""
        return "question" if asks else "tease"
    if "yes" in kinds:
        asked = content_stems(asked_in(low))
        if not asked or answered or _stands(view):
            return ""
        if keys and not t["around"].search(body):
            return ""
        like = {s for s in content_stems(low) if s in t["generic"] and len(alike(s)) > 1}
        return "" if met(view, like) or t["order"].search(view.beats[0].say.low) else "question"
    if asks or keys or t["count"].search(low) or met(view, content_stems(low)) or named(view):
        return ""
    return "tease"


def _numbered(view: View) -> bool:
    """Return whether the beats are counted through, on screen or aloud: a list that is announced is given."""
    firsts = [{"1", "one", "first", "number"}, {"2", "two", "second", "number"}]
    return len(view.beats) > 1 and all(
        not first.isdisjoint((*b.text.words[:1], *b.say.words[:1]))
        for first, b in zip(firsts, view.beats, strict=False)
    )


def _main(view: View, keys: set[str]) -> bool:
    """Return whether key words that the beats lack are what the hook is about: several, or shown on screen as well."""
    shown = keys_of(view, view.hook.text.low)
    return (len(keys) > 1 or not shown or not keys.isdisjoint(shown)) and not met(view, shown)


def _stands(view: View) -> bool:
    """Return whether the beats take a stand: by a word for it, or by denying what was named before."""
    t = terms()
    return (
        holds(view, t["stand"]) or bool(t["denied"].search(view.body)) or "n't" in view.beats[0].say.low.split(".")[0]
    )


def _told(low: str, asks: bool) -> bool:
    """Return whether the hook itself goes on to the answer: "Is it? No." and "Guess what does. Not running." """
    t = terms()
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
        start in terms()["opens"]
        or "n't" in first[0]
        or start.partition("'")[0] in ("it", "they", "that")
        or not {"it", "them"}.isdisjoint(first[1:3])
        or (len(first) <= 3 and not terms()["copula"].search(line.low[: line.sentences[0].end]))
    )
