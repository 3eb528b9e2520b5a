"""Threats and teases in a hook: how they are worded, what calms them, and what in the body bears them out."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from typing import Any, NamedTuple

from scriptgen.late import late
from scriptgen.resources import package_text
from scriptgen.rule import ERROR, WARNING, Hit
from scriptgen.text import content_stems, stem, words
from scriptgen.view import Line, View

__all__ = ["bait"]

_LIST = ("secret", "shock", "panic", "doom", "death")
_HYPE = ("secret", "shock", "panic")
_KINDS = ("secret", "panic", "shock", "doom", "death", "cancer", "heart", "loss", "poison", "ruin", "alarm")
_MESSAGE = {
    "death": "doom",
    "cancer": "fear",
    "heart": "fear",
    "loss": "fear",
    "poison": "fear",
    "ruin": "fear",
    "alarm": "fear",
}
_NEXT = re.compile(r"[.!?]+[\"']*\s*|$")


class _Terms(NamedTuple):
    heads: dict[str, set[str]]
    gate: dict[str, set[str]]
    words: dict[str, re.Pattern[str]]
    around: dict[str, re.Pattern[str]]
    proof: dict[str, re.Pattern[str]]


@lru_cache(maxsize=1)
def _terms() -> _Terms:
    data = tomllib.loads(package_text("rules/terms/bait.toml"))
    proof, around = data["proof"], data["around"]
    heads: dict[str, set[str]] = {}
    gate: dict[str, set[str]] = {}
    words = {}
    for kind in _KINDS:
        row: dict[str, Any] = data["harm"][kind]
        stems = row.get("words", "").split()
        for word in row.get("gate", "").split():
            gate.setdefault(word, set()).add(kind)
        for word in stems:
            (gate if word[0] == "=" else heads).setdefault(word[1:] if word[0] == "=" else word[:4], set()).add(kind)
        any_of = [rf"{s[1:]}\b" if s[0] == "=" else rf"{s}[\w-]*" for s in stems]
        any_of += [p.replace("WHO", around["who"]) for p in row.get("phrases", ())]
        words[kind] = late(rf"(?<![\w'])(?:{'|'.join(any_of)})")
    for _ in range(2):
        proof = {k: v.replace("@death", proof["death"]).replace("@strong", proof["strong"]) for k, v in proof.items()}
    compiled = {k: late(v) for k, v in around.items() if k != "who"}
    return _Terms(heads, gate, words, compiled, {k: late(v) for k, v in proof.items()})


def bait(view: View, line: Line) -> Hit | None:
    """Return the first threat or tease of a line that nothing calms and nothing bears out."""
    heads, gate, words, _, _ = _terms()
    wanted: set[str] = set()
    for word in line.words:
        if word in gate:
            wanted |= gate[word]
        if word[:4] in heads:
            wanted |= heads[word[:4]]
    if not wanted:
        return None
    for kind in _KINDS:
        if kind not in wanted:
            continue
        calm = _names_it if kind in _HYPE else _calm
        for match in line.finditer(words[kind]):
            if not calm(line.low, match, kind) and not _borne_out(kind, view) and not _is_named(view, line, match):
                start, end = match.span()
                severity = ERROR if kind in _LIST else WARNING
                return line.hit(severity, _MESSAGE.get(kind, kind), start, end, quote=line.text[start:end])
    return None


def _is_named(view: View, line: Line, match: re.Match[str]) -> bool:
    """Return whether the match is part of the topic's own name: "lung cancer screening" threatens nobody."""
    named = content_stems(view.script.topic)
    if stem(match[0]) not in named:
        return False
    before, after = words(line.low[: match.start()])[-1:], words(line.low[match.end() :])[:1]
    return any(stem(word) in named for word in (*before, *after))


def _around(low: str, match: re.Match[str]) -> tuple[str, str, str, bool]:
    """Return what stands before and after the match in its sentence, what follows that, and whether it is a question."""
    first = max(low.rfind(c, 0, match.start()) for c in ".!?\n") + 1
    end = _NEXT.search(low, match.end())
    stop, rest = (end.start(), end.end()) if end else (len(low), len(low))
    return low[first : match.start()], low[match.end() : stop], low[rest:], low[stop : stop + 1] == "?"


def _names_it(low: str, match: re.Match[str], kind: str) -> bool:
    """Return whether a teaser is denied, hearsay, or says at once what it teases with."""
    before, after, rest, asks = _around(low, match)
    around = _terms().around
    if around["told"].search(before) or (kind != "panic" and around["denied"].search(before)):
        return True
    if kind == "panic":
        return False
    return bool(
        around["idiom"].match(low, match.start())
        or around["named" if kind == "secret" else "colon"].match(after)
        or (asks and rest)
        or around["answer"].match(rest)
        or around["rebuff"].match(rest)
    )


def _calm(low: str, match: re.Match[str], kind: str) -> bool:
    """Return whether a threat is none: denied, hearsay, asked, taken back, or meant for germs."""
    before, after, rest, asks = _around(low, match)
    around = _terms().around
    if asks and not around["granted"].match(before.lstrip(" \"'")):
        return True
    return bool(
        around["denied"].search(before)
        or around["told"].search(before)
        or around["idiom"].match(low, match.start())
        or around["object"].match(low, match.end())
        or around["aside"].search(after)
        or around["rebuff"].match(rest)
        or around["tested"].search(low)
    )


def _borne_out(kind: str, view: View) -> bool:
    """Return whether the body states a fact of that kind; a milder one carries damage, unless the first beat denies it."""
    terms = _terms()
    if _affirmed(terms.proof[kind], view.body):
        return True
    first = view.beats[0].say.low if view.beats else ""
    return kind == "ruin" and not terms.proof["denial"].search(first) and _affirmed(terms.proof["soft"], view.body)


def _affirmed(pattern: re.Pattern[str], text: str) -> bool:
    """Return whether the text states such a fact: neither denied, nor hearsay, nor taken back in the next sentence."""
    around = _terms().around
    for match in pattern.finditer(text):
        before, _, rest, _ = _around(text, match)
        if (
            not around["denied"].search(before)
            and not around["hearsay"].search(before)
            and not around["back"].match(rest)
        ):
            return True
    return False
