"""The labels that people put before the lines of a script, and which part of it each stands for."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from scriptgen.loading.times import Time, heads

__all__ = ["BLOCKS", "Label", "field_named", "label_of", "speakers"]

_NAMES = {
    "hook": "hook|opening hook|opening line|cold open",
    "beats": "beat|(?:key )?point|scene|section|segment|slide|clip|body|main points?|main|content|middle|intro|outro"
    "|opening|closing",
    "cta": "call[- ]to[- ]action|cta",
    "disclaimer": "disclaimer|legal",
    "say": r"say|spoken|vo|v\.o\.|v/o|voice[- ]?over|narrator|narration|narrative|speaker|host|presenter|dialogue"
    "|dialog|speech|script|audio|talent|on[- ]camera|me|doctor|physician|patient|viewer|interviewer",
    "text": "text|on[- ]?screen(?: text)?|text on[- ]screen|text overlay|overlay|screen text|super|supers|graphics?"
    "|title card|lower third|captions? on[- ]screen",
    "show": "show|visuals?|b[- ]?roll|video|shot|camera|action|picture|image|footage",
    "caption": "caption|post caption|description|post copy",
    "hashtags": "hashtags?|tags",
    "topic": "topic|title|subject",
    "cover_text": "cover|cover text|cover image|thumbnail",
    "sources": "sources?|references?|citations?",
    "seconds": "seconds|secs|planned seconds",
    "aside": "music|sound|sounds|sfx|props?|wardrobe|location|date|author|writer|client|status|notes?|edit notes?"
    "|length|duration|run ?time|time|draft|version|platform|format|language|jurisdiction|placement|audience",
}
BLOCKS = frozenset({"hook", "beats", "cta", "disclaimer"})
"""Labels that open a stretch of the video; the others name a part of one, or of the post."""

_FIELDS = {field: re.compile(names, re.IGNORECASE) for field, names in _NAMES.items()}
_ANY = "|".join(f"(?P<{field}>{names})" for field, names in _NAMES.items())
_LABEL = re.compile(
    rf"(?P<name>{_ANY})(?P<number>\s*#?\d{{1,3}})?\s*(?:[\[(](?P<note>[^\])]{{1,60}})[\])])?\s*"
    r"(?P<sign>:|[-–—|](?=\s|$)|$|(?<=[\])])(?=\s))\s*",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"(?:Dr|Doctor|Prof|Professor|Nurse|Mr|Mrs|Ms)\b\.?(?: [A-Z][\w'’.-]*){1,3}(?:, [A-Z][\w.]*){0,3}"
    r"(?: ?[\[(][^\])]{1,30}[\])])?: *"
)
_NAMED = re.compile(r"([A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){0,2}): +(?=\S)")
_SPEECH = frozenset(
    ("myth", "fact", "truth", "reality", "true", "false", "question", "answer", "q", "a", "tip", "step", "remember")
)
_OFF = re.compile(r"v\.?\s?o\.?|o\.?\s?[cs]\.?|cont.?d\.?|on camera|optional", re.IGNORECASE)


class Label(NamedTuple):
    """A label, what was noted in brackets beside it, and the rest of its line."""

    field: str
    time: Time | None
    note: str
    rest: str


def field_named(name: str) -> str | None:
    """Return the part of a block that a label stands for, None for a label that stands for none."""
    return next((f for f in ("say", "text", "show", "seconds", "sources") if _FIELDS[f].fullmatch(name)), None)


def speakers(lines: list[str]) -> frozenset[str]:
    """Return the names that begin two lines or more with a colon, and are none of the words that people say so."""
    counts = Counter(m[1] for line in lines if (m := _NAMED.match(line)))
    return frozenset(name for name, count in counts.items() if count > 1 and name.split()[0].lower() not in _SPEECH)


def label_of(line: str, known: frozenset[str] = frozenset(), marked: bool = False) -> Label | None:
    """Return the label that `line` begins with, None where it begins with none.

    `known` are the speakers of this script; a `marked` line is a heading or bold, and needs no colon.
    """
    match = _LABEL.match(line)
    if match and _holds(match, marked):
        field, note = str(next(f for f in _NAMES if match[f])), match["note"] or ""
        if field == "show" and match["number"]:
            field = "beats"
        time, left = heads(f"({note})") if note else (None, "")
        rest = line[match.end() :]
        if time is None:
            time, rest = heads(rest)
        return Label(field, time, "" if not left or _OFF.fullmatch(note) else note, rest)
    named = _TITLED.match(line) or _NAMED.match(line)
    if named and (named.re is _TITLED or named[1] in known):
        return Label("say", None, "", line[named.end() :])
    return None


def _holds(match: re.Match[str], marked: bool) -> bool:
    """Return whether this is a label at all, and not speech that begins with the same word."""
    loud = marked or match["name"].isupper() or bool(match["number"])
    opens = bool(match["hook"] or match["cta"] or match["disclaimer"])
    if match["sign"] == ":":
        return True
    if match["sign"]:
        return loud or opens
    if match.end() < len(match.string):
        return heads(f"({match['note']})")[0] is not None
    return loud or (opens and match["name"][0].isupper())
