"""How a text is written into the Markdown form and taken out of it again, unchanged: shared by reader and exporter."""

from __future__ import annotations

import json
import re

from scriptgen.text import clean

__all__ = ["FENCE", "HEADING", "is_script", "paragraph", "quoted", "section_of", "taken", "written"]

FENCE = re.compile(r"---[ \t]*\n(?:(.*?)\n)??(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
"""Front matter at the start of a file; group 1 is its YAML."""
HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*)")

_SECTIONS = {
    "hook": "hook",
    "beat": "beats",
    "call to action": "cta",
    "cta": "cta",
    "disclaimer": "disclaimer",
    "caption": "caption",
    "post caption": "caption",
    "hashtags": "hashtags",
    "cover": "cover_text",
    "cover text": "cover_text",
    "sources": "sources",
    "references": "sources",
}
"""Headings of the form, in lower case, and the fields that they hold."""

_ACTIVE = re.compile(r"[\\`*\[\]~]|(?<!\w)_|_(?!\w)|<(?=[a-zA-Z/!?])|&(?=#?\w+;)|\A\"(?=.*\"\Z)", re.DOTALL)
_LINE_START = re.compile(r"^(?=[-+=>|]|#+(?:\s|$))|^(\d+)(?=[.)])", re.MULTILINE)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_HOOK = re.compile(r"^ {0,3}#{1,6}[ \t]+hook\b[^a-z\n]*$", re.IGNORECASE | re.MULTILINE)
_BEAT = re.compile(r"^ {0,3}#{1,6}[ \t]+beat\b", re.IGNORECASE | re.MULTILINE)
_OURS = re.compile(r"^schema_version:", re.MULTILINE)


def is_script(text: str) -> bool:
    """Return whether a Markdown text is in our form: our front matter, or headings for hook and beats."""
    front = FENCE.match(text)
    return bool((_HOOK.search(text) and _BEAT.search(text)) or (front and _OURS.search(front[1] or "")))


def section_of(heading: str) -> str | None:
    """Return the field that a heading stands for, None for any other. Numbers of beats are for the eye alone."""
    name = " ".join(heading.strip().strip("*_:").lower().split())
    return _SECTIONS.get(re.sub(r"^beat ?#?\d+$", "beat", name))


def _escaped(text: str) -> str:
    """Return `text` with a backslash before every character that Markdown or we would take for markup."""
    return _ACTIVE.sub(lambda m: "\\" + m[0], text)


def _unescaped(text: str) -> str:
    """Return what `_escaped` was given."""
    return _ESCAPE.sub(r"\1", text)


def quoted(text: str) -> str:
    """Return `text` as a JSON string on one line, free of what Markdown acts on or an editor loses."""
    told = json.dumps(text, ensure_ascii=False)
    return "".join(c if c in '\\"' or (clean(c) == c and c not in "<>&*_`[]~\t") else f"\\u{ord(c):04x}" for c in told)


def written(text: str) -> str:
    """Return a text for one line: as it is where that survives, else as a JSON string."""
    if text and text == text.strip() == clean(text) and "\n" not in text:
        return _escaped(text)
    return quoted(text)


def paragraph(text: str) -> str:
    """Return a text for lines of its own: as it is where that survives, else as a JSON string."""
    if text and text == clean(text) and text == text.strip() and all(line == line.strip() for line in text.split("\n")):
        return _LINE_START.sub(lambda m: f"{m[1] or ''}\\", _escaped(text))
    return quoted(text)


def taken(text: str) -> str:
    """Return the text that `written` or `paragraph` was given; what only looks like JSON is taken word for word."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        try:
            value = json.loads(text)
            value.encode("utf-8")
        except (ValueError, AttributeError):
            return _unescaped(text)
        return str(value)
    return _unescaped(text)
