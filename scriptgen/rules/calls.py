"""Calls to action: where a script asks the viewer to do something, told by the grammar of asking."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from typing import NamedTuple

from scriptgen.late import late
from scriptgen.resources import package_text
from scriptgen.text import Piece
from scriptgen.view import Line, View

__all__ = ["KINDS", "Call", "calls", "cta_calls"]

KINDS = ("save", "share", "follow", "like", "comment", "book", "click", "duet", "try")
_CLAUSE = re.compile(r"[^,;:.!?\n—–]+")
_INNER = re.compile(r"[.!?…][\"'”’)\]]*\s|\n")
_JOINED = re.compile(r"\s+(?:and|then|or|but|so|&|\+)\s+(?:then |please |also )?")
_IF = re.compile(r"\b(?:if|when|unless|whenever|still|worse|getting worse|any|under|over)\b")
_ASKING = re.compile(
    r"\b(?:you|your|yours|y'all|anyone|anybody|who's|which|what|where|or)\b|^(?:got|know|ever|need|want|have|had"
    r"|guess|did|do|would|are|expecting|who)\b"
)
_IDLE = re.compile(
    r"(?:(?:^|, ?)right|\b(?:cool|eh|huh|innit|see|ok|okay|deal|neat|makes? sense|who knew|got it|easy|simple"
    r"|fair enough|isn't (?:it|that)|who's (?:surprised|counting|with me))|did you know|how (?:cool|neat|easy) is "
    r"that|guess what)\?$"
)
_OBJECT = re.compile(
    r"(?P<verb>[a-z]+)(?: (?:back|down|off|out|up|in|on|over|away|ahead))? (?:your|this|it|that|these|those|the|a"
    r"|an|one|me|us|my|them|him|her|some\w*|more|less|every|for|with|to|at|by|before|after|until|tonight|today"
    r"|tomorrow|daily|twice|now|first|next|from|on|into|up|down|out)\b"
)
_NOT_BARE = re.compile(r"(?:ed|ing|ly|(?<![sui])s|tion|ness|ment|er|est|n't)$")
_ASKED = ("don't", "to", "you", "let's", "please", "not", "ahead")
_SAVED = ("press", "toss", "pass", "dress")


class Call(NamedTuple):
    """One thing asked of the viewer."""

    line: Line
    start: int
    end: int
    kind: str
    """save, share, follow, like, comment, book, click, duet, try; do for any other imperative, ask for a bare question."""


@lru_cache(maxsize=1)
def _terms() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], frozenset[str]]:
    data = tomllib.loads(package_text("rules/terms/calls.toml"))
    asks = re.compile(
        "|".join(rf"(?P<{kind}>(?:{data[kind]}))" for kind in ("click", *(k for k in KINDS if k != "click")))
    )
    return (
        asks,
        late(rf"(?:(?:{data['lead']})\s+)+"),
        late(data["signoff"]),
        frozenset(data["noun"].split("|")),
    )


def calls(view: View) -> tuple[Call, ...]:
    """Return what the script asks of its viewer, in order: in the call to action, at the end of what is said, in the caption."""
    cached: tuple[Call, ...] | None = view.__dict__.get("_calls")
    if cached is None:
        cached = view.__dict__["_calls"] = (*cta_calls(view), *_elsewhere(view))
    return cached


def cta_calls(view: View) -> tuple[Call, ...]:
    """Return what the call to action itself asks, any imperative and any question to the viewer included."""
    cached: tuple[Call, ...] | None = view.__dict__.get("_cta_calls")
    if cached is None:
        cta = view.block("cta")
        cached = view.__dict__["_cta_calls"] = (*_of(cta.say, True), *_of(cta.text, True)) if cta else ()
    return cached


def _elsewhere(view: View) -> list[Call]:
    """Return the calls outside of the call to action: at the end of what is said, and in the caption."""
    found: list[Call] = []
    for block in view.beats[-1:] if len(view.channels) > 1 else view.beats[-3:]:
        found += _of(block.say, False) + _of(block.text, False)
    return found + [c for c in _of(view.caption, False) if c.kind not in ("book", "try")]


def _of(line: Line, whole: bool) -> list[Call]:
    """Return the calls of one line. `whole`: the line is there to ask, so that any imperative or question counts."""
    if not line.text or line.text.isspace():
        return []
    found: list[Call] = []
    pieces = line.sentences if _INNER.search(line.text) else [Piece(0, len(line.text), line.text)]
    for piece in pieces:
        low = line.low[piece.start : piece.end]
        before, asks = len(found), low.rstrip("\"')").endswith("?")
        for clause in _CLAUSE.finditer(low):
            at = clause.start()
            for part in _JOINED.split(clause[0]):
                at = low.index(part, at)
                kind, start = _kind(part, whole)
                if kind and not (kind == "do" and asks) and not (kind == "book" and not whole and _IF.search(low)):
                    found.append(Call(line, piece.start + at + start, piece.start + at + len(part), kind))
                at += len(part)
        if len(found) == before and whole and asks and _ASKING.search(low) and not _IDLE.search(low):
            found.append(Call(line, piece.start, piece.end, "ask"))
    return found


def _kind(part: str, whole: bool) -> tuple[str, int]:
    """Return the kind of ask that a clause is, "" for none, and where in it the ask begins."""
    asks, lead, signoff, nouns = _terms()
    start = len(part) - len(part.lstrip(" \"'(-*✅👉→"))
    found = asks.match(part, start)
    if found:
        return str(found.lastgroup), start
    led = lead.match(part, start)
    if led and (found := asks.match(part, led.end())):
        return str(found.lastgroup), led.end()
    at = led.end() if led else start
    if not whole or signoff.match(part, start) or signoff.match(part, at):
        return "", 0
    bare = _OBJECT.match(part, at)
    if bare and bare["verb"] not in nouns and (not _NOT_BARE.search(bare["verb"]) or bare["verb"] in _SAVED):
        return "do", at
    if led and led[0].split()[-1] in _ASKED and at < len(part):
        return "do", at
    return "", 0
