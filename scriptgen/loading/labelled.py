"""The lines of one section of the Markdown form, to the value that it stands for."""

from __future__ import annotations

import re
from typing import Any, NamedTuple, NoReturn

from scriptgen.errors import InputError
from scriptgen.loading.labels import BLOCKS, field_named
from scriptgen.loading.markup import taken

__all__ = ["Line", "Section", "failed", "value"]

_LABEL = re.compile(
    r"\s*(?:[-*+]\s+)?(\*\*|__)?([A-Za-z][A-Za-z-]*(?: [A-Za-z-]+){0,2})\s*(?:\*\*|__)?:(?(1)(?:\*\*|__)?)(?:\s+(.*))?"
)
_WORD = re.compile(r'"(?:\\.|[^"\\])*"|[^\s,]+')
_BULLET = re.compile(r"^\s*[-*+] ", re.MULTILINE)
_NUMBER = re.compile(r"(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?) ?(?:s|sec|seconds)?\.?", re.IGNORECASE)

_SOURCE = ("quote", "title", "publisher", "year", "url")
_BLOCK = ("say", "text", "show", "seconds", "sources")
_LABELS = {"sources": _SOURCE, "cta": _BLOCK[:4], "disclaimer": ("say", "text", "seconds")}


class Line(NamedTuple):
    """A line of the file and its number."""

    number: int
    text: str


class Section(NamedTuple):
    """What stands under one heading: the field, and what the heading itself says of it."""

    field: str
    line: int
    given: dict[str, Any]
    lines: list[Line]


def failed(line: int, message: str) -> NoReturn:
    """Raise InputError that names the line."""
    raise InputError(f"line {line}: {message}")


def value(section: Section) -> Any:
    """Return the value of a section; None for a list of sources that begins here."""
    raw = "\n".join(line.text for line in section.lines).strip("\n")
    if section.field in BLOCKS or "id" in section.given:
        return _labelled(section)
    if section.field == "hashtags":
        return [taken(word) for word in _WORD.findall(_BULLET.sub("", raw))]
    if section.field != "sources":
        return taken(raw)
    for line in section.lines:
        if line.text.strip():
            failed(
                line.number, f"each source needs a heading of its own, '### id', and lines labelled {_listed(_SOURCE)}"
            )
    return None


def _labelled(section: Section) -> dict[str, Any]:
    known = _LABELS.get(section.field, _BLOCK)
    name = None if section.field == "sources" else "say"
    texts: dict[str, list[Line]] = {}
    for number, text in section.lines:
        match = _LABEL.fullmatch(text)
        if match:
            label = match[2]
            name = label.lower() if section.field == "sources" else field_named(label)
            if name not in known:
                failed(number, f"the label {label!r} is not known here; known are {_listed(known)}")
            if name in texts:
                failed(number, f"the label {label!r} occurs twice here; keep one")
            texts[name] = [Line(number, (match[3] or "").strip())]
        elif text.strip():
            if name is None:
                failed(number, f"a source is written in lines labelled {_listed(_SOURCE)}")
            texts.setdefault(name, []).append(Line(number, text.strip()))
    return {**section.given, **{key: _read(key, held) for key, held in texts.items()}}


def _read(name: str, lines: list[Line]) -> Any:
    text = " ".join(line.text for line in lines if line.text)
    if name == "sources":
        return [taken(word) for word in _WORD.findall(text)]
    if name not in ("seconds", "year"):
        return taken(text)
    number = _NUMBER.fullmatch(text)
    if text and not number:
        failed(lines[0].number, f"{name}: {text[:40]!r} is not a number")
    return number[1] if number else None


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(name.upper() if name == "url" else name.capitalize() for name in names)
