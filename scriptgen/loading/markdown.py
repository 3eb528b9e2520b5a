"""Scripts in our Markdown form: front matter, headed sections, labelled lines. What an editor may change by hand is taken kindly."""

from __future__ import annotations

import re
from typing import Any, NamedTuple, NoReturn

from scriptgen.errors import InputError
from scriptgen.loading.labels import field_named
from scriptgen.loading.loaded import Loaded, build
from scriptgen.loading.markup import FENCE, HEADING, SECTIONS, section_of, taken
from scriptgen.loading.times import tails
from scriptgen.loading.yaml_text import mapping
from scriptgen.view import ALL_CHANNELS

__all__ = ["read"]

_LABEL = re.compile(r"\s*(?:[-*+]\s+)?(\*\*|__)?([A-Za-z][A-Za-z-]*(?: [A-Za-z-]+){0,2})\s*(?:\*\*|__)?:(?(1)(?:\*\*|__)?)(?:\s+(.*))?$")
_WORD = re.compile(r'"(?:\\.|[^"\\])*"|[^\s,]+')
_COMMENT = re.compile(r"^\s*<!--.*?-->[ \t]*$", re.DOTALL | re.MULTILINE)
_BLOCKS = {"hook", "beats", "cta", "disclaimer"}
_SOURCE = {"quote": "quote", "title": "title", "publisher": "publisher", "year": "year", "url": "url"}
_CHANNELS = {"cover_text": "cover"}


class _Line(NamedTuple):
    number: int
    text: str


class _Section(NamedTuple):
    field: str
    line: int
    lines: list[_Line]
    values: dict[str, Any]


def read(text: str) -> Loaded:
    """Return the Loaded of a script in Markdown; raise InputError that names an unknown heading or label and its line.

    With our front matter it can carry every channel, without it those that it has headings and labels for.
    """
    front = FENCE.match(text)
    data = mapping(front[1] or "", 2) if front else {}
    number = text[: front.end()].count("\n") + 1 if front else 1
    body = _COMMENT.sub(lambda m: "\n" * m[0].count("\n"), text[front.end() :] if front else text)
    lines = [_Line(n, line) for n, line in enumerate(body.split("\n"), number)]
    seen: set[str] = set()
    for section in _sections(lines, data):
        name, value = section.field, _value(section)
        if name in ("beats", "sources"):
            held = data.setdefault(name, [])
            if not isinstance(held, list):
                _fail(section.line, f"{name} are in the front matter and below it; keep one")
            if value is not None:
                held.append(value)
        elif name in data:
            _fail(section.line, f"{SECTIONS_SHOWN[name]} occurs twice; keep one")
        else:
            data[name] = value
        seen |= {_CHANNELS.get(name, name), *(value if isinstance(value, dict) else ())}
    occurred = ALL_CHANNELS & (seen | {"say", "cta", "disclaimer"})
    return build(data, ALL_CHANNELS if "schema_version" in data else occurred)


SECTIONS_SHOWN = {"hook": "Hook", "cta": "Call to action", "disclaimer": "Disclaimer", "caption": "Caption", "hashtags": "Hashtags", "cover_text": "Cover"}


def _sections(lines: list[_Line], data: dict[str, Any]) -> list[_Section]:
    found: list[_Section] = []
    level = 0
    for line in lines:
        heading = HEADING.fullmatch(line.text)
        if heading:
            depth, title = len(heading[1]), heading[2].strip()
            if found and found[-1].field == "sources" and depth > level:
                found.append(_Section("sources", line.number, [], {"id": taken(title)}))
                continue
            time, name = tails(title)
            field = None if title.startswith('"') else section_of(name)
            if field:
                seconds = None if time is None else time.length if time.length is not None else (time.end or 0) - (time.start or 0)
                found.append(_Section(field, line.number, [], {} if seconds is None else {"seconds": seconds}))
                level = depth
            elif found:
                _fail(line.number, f"the heading {title!r} is not known; known are {', '.join(_HEADINGS)}")
            elif "topic" not in data:
                data["topic"] = taken(title)
        elif found:
            found[-1].lines.append(line)
        elif line.text.strip():
            _fail(line.number, f"this stands outside of a section; put it under one of the headings {', '.join(_HEADINGS)}")
    return found


_HEADINGS = ("Hook", "Beat 1 …", "Call to action", "Disclaimer", "Caption", "Hashtags", "Cover", "Sources")


def _value(section: _Section) -> Any:
    raw = "\n".join(line.text for line in section.lines).strip("\n")
    if section.field in _BLOCKS:
        return _labelled(section)
    if section.field == "hashtags":
        return [taken(word) for word in _WORD.findall(re.sub(r"^\s*[-*+] ", "", raw, flags=re.MULTILINE))]
    if section.field == "sources":
        if "id" in section.values:
            return _labelled(section)
        if raw.strip():
            _fail(section.lines[0].number, "each source needs a heading of its own, '### id', with the lines Quote, Title, Publisher, Year, URL")
        return None
    return taken(raw)


def _labelled(section: _Section) -> dict[str, Any]:
    source = section.field == "sources"
    texts: dict[str, list[_Line]] = {}
    name = None if source else "say"
    for line in section.lines:
        match = _LABEL.fullmatch(line.text)
        label = match and match[2]
        if match and label:
            name = _SOURCE.get(label.lower()) if source else field_named(label)
            if name is None or (section.field in ("cta", "disclaimer") and name == "sources") or (section.field == "disclaimer" and name == "show"):
                known = "Quote, Title, Publisher, Year, URL" if source else "Say, Text, Show, Seconds, Sources"
                _fail(line.number, f"the label {label!r} is not known here; known are {known}")
            if name in texts:
                _fail(line.number, f"the label {label!r} occurs twice here; keep one")
            texts[name] = [_Line(line.number, (match[3] or "").strip())]
        elif line.text.strip():
            if name is None:
                _fail(line.number, "a source is written in lines with the labels Quote, Title, Publisher, Year, URL")
            texts.setdefault(name, []).append(_Line(line.number, line.text.strip()))
    return {**section.values, **{key: _read(key, held) for key, held in texts.items()}}


def _read(name: str, lines: list[_Line]) -> Any:
    text = " ".join(line.text for line in lines if line.text)
    if name == "sources":
        return [taken(word) for word in _WORD.findall(text)]
    if name not in ("seconds", "year"):
        return taken(text)
    number = re.fullmatch(r"(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?) ?(?:s|sec|seconds)?", text, re.IGNORECASE)
    if text and not number:
        _fail(lines[0].number, f"{name}: {text[:40]!r} is not a number")
    return number[1] if number else None


def _fail(line: int, message: str) -> NoReturn:
    raise InputError(f"line {line}: {message}")
