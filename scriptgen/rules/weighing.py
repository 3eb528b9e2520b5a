"""Weighs what a line claims: which groups of wordings its sentences hold, what speaks against them, and whether it is denied at once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from scriptgen.clauses import reading
from scriptgen.late import late
from scriptgen.report import Severity
from scriptgen.rule import ERROR, WARNING, Hit
from scriptgen.rules.phrasing import Group, Phrase, Places, Weights, among, held, placed, possible
from scriptgen.text import words
from scriptgen.view import Line, View

__all__ = ["says_varies", "weighed"]

_ANOTHERS = 3.0
"""What a sentence loses that puts the claim into somebody else's mouth."""
_QUOTED = late(r"(?:[^'\":]{0,24}[:,] ?)?['\"].+['\"]\W*$")
_NO = late(
    r"(?:(?:well|sorry|sadly|uh|oh|and),? )?(?:no\b(?! more)|nope|false\b|wrong\b|myth\b|not (?:true|so|quite|really)|untrue|nobody can|don't (?:buy|believe|fall)"
    r"|(?:that|this)(?:'s| is) (?:not|a myth|false|wrong)|(?:it|they|that|this) (?:doesn't|don't|isn't|aren't|won't|can't)\b|there(?:'s| is) no\b)"
)
_NOT_SO = late(
    r"\W*(?:(?:well|sorry|sadly|and|but|actually|honestly),? )?(?:no[,.!]|nope\b|false\b|wrong\b|myth\b|not (?:true|so)\b|that(?:'s| is) (?:not|a myth|a lie|false|wrong)\b|(?:it|they|that) (?:doesn't|don't|won't|can't)\b)"
)
"""A sentence that takes back the one before it."""
_WAS_TOLD = late(
    r"\b(?:they|he|she|somebody|someone|people|you were|you've been|i was|(?:a|the|one|some|my|your) \w+) (?:once |\w+ly )?(?:told|promised|sold|swore|taught|assured|wrote)\b"
)
_VARY = frozenset("vary varies differ differs different typical atypical everyone everybody".split())
_VARIES = late(
    r"\b(?:results?|outcomes?|healing|mileage|experiences?|recovery)\b[^.!?\n]{0,40}\b(?:vary|varies|differs?|different)\b"
    r"|\b(?:not (?:a )?typical|atypical|not everyone|not everybody|everyone (?:heals|responds) differently)\b"
)


class _Seen(NamedTuple):
    """A sentence, and the groups that were found in it."""

    start: int
    end: int
    found: frozenset[str]


def weighed(view: View, known: Weights) -> Iterator[Hit]:
    """Yield a hit for each line whose wording weighs enough and which the script does not deny at once."""
    every, lines = possible(view)
    for line, found in lines if every & known.core else ():
        if not found & known.core:
            continue
        for severity, start, end in line.kept(f"_{known.name}", lambda line: _judged(line, known)):
            if not _denied(view, line, end):
                yield line.hit(severity, "main", start, end, quote=line.text[start:end])


def says_varies(view: View) -> bool:
    """Return whether the script says, aloud or on screen, that results differ from one person to the next."""
    return not _VARY.isdisjoint(view.vocabulary) and any(_VARIES.search(line.low) for line in view.language)


def _denied(view: View, line: Line, end: int) -> bool:
    """Return whether what is said right after the line denies what ends there: its own beat's speech for a text, else the next one's."""
    if line.channel != "text" and line.text[end:].strip():
        return False
    names = [block.name for block in view.blocks]
    if line.block not in names:
        return False
    at = names.index(line.block)
    after = view.blocks[at : at + 1] if line.channel == "text" else view.blocks[at + 1 : at + 2]
    return any(_NO.match(block.say.low.lstrip(" \"'")) for block in after if block.name != "disclaimer")


def _judged(line: Line, known: Weights) -> tuple[tuple[Severity, int, int], ...]:
    """Return the heaviest two neighbouring sentences where they weigh enough; what speaks against it counts half from further away."""
    found = held(line)
    groups = [g for g in known.groups if g.phrases & found or g.pattern]
    if sum(g.weight for g in groups if g.weight > 0) < known.warn:
        return ()
    # Phrases that the line nowhere holds need not be looked for in its sentences.
    places = placed(line)
    if not any(phrase.occurs(places, False) for phrase in among(found & known.core)):
        return ()
    looked = [(g, [p for p in among(g.phrases & found) if p.occurs(places, False)]) for g in groups]
    looked = [(g, phrases) for g, phrases in looked if phrases or g.pattern]
    if sum(g.weight for g, _ in looked if g.weight > 0) < known.warn:
        return ()
    seen = [_seen(line.low, piece.start, piece.end, looked) for piece in line.sentences]
    groups = [g for g, _ in looked]
    cores = {g.name for g in groups if g.core}
    best, at = 0.0, None
    for first, second in pairwise([*seen, _Seen(0, 0, frozenset())]):
        both = first.found | second.found
        total = sum(g.weight for g in groups if g.name in both)
        if total > best and not cores.isdisjoint(both):
            best, at = total, second if cores.isdisjoint(first.found) else first
    if not at:
        return ()
    best += sum(g.weight for g in groups if g.weight < 0 and any(g.name in s.found for s in seen if s is not at)) / 2
    if best >= known.warn and known.excused and _is_others(line, at):
        best -= _ANOTHERS
    if best < known.warn:
        return ()
    return ((ERROR if best >= known.error else WARNING, at.start, at.end),)


def _is_others(line: Line, at: _Seen) -> bool:
    """Return whether a sentence is put into somebody else's mouth, or stands in quotes with an answer after it."""
    if any(clause.reported for clause in reading(line).clauses if at.start <= clause.start < at.end):
        return True
    low = line.low
    if _WAS_TOLD.search(low, at.start, at.end) or _NOT_SO.match(low, at.end):
        return True
    return bool(low[at.end :].strip() and _QUOTED.match(low[at.start : at.end]))


def _seen(low: str, start: int, end: int, looked: list[tuple[Group, list[Phrase]]]) -> _Seen:
    text = low[start:end]
    asked = text.rstrip("\"') ").endswith("?")
    places = Places(words(text))
    found = set()
    for group, phrases in looked:
        if asked and not group.asked and group.weight > 0:
            continue
        if (group.pattern and group.pattern.search(text)) or any(p.occurs(places, group.plain) for p in phrases):
            found.add(group.name)
    return _Seen(start, end, frozenset(found))
