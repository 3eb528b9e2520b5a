"""Scripts in our Markdown form: front matter, headed sections, labelled lines; edits by hand are taken kindly."""

from __future__ import annotations

import re
from typing import Any

from scriptgen.loading.labelled import Line, Section, failed, value
from scriptgen.loading.loaded import Loaded, build
from scriptgen.loading.markup import FENCE, HEADING, section_of, taken
from scriptgen.loading.times import length, tails
from scriptgen.loading.yaml_text import mapping
from scriptgen.view import ALL_CHANNELS

__all__ = ["read"]

_COMMENT = re.compile(r"^[ \t]*<!--", re.MULTILINE)
_TITLES = {
    "hook": "Hook",
    "beats": "Beat 1 …",
    "cta": "Call to action",
    "disclaimer": "Disclaimer",
    "caption": "Caption",
    "hashtags": "Hashtags",
    "cover_text": "Cover",
    "sources": "Sources",
}
_LISTS = ("beats", "sources")
_KNOWN = ", ".join(_TITLES.values())


def read(text: str) -> Loaded:
    """Return the Loaded of a script in Markdown; raise InputError that names an unknown heading or label and its line.

    With our front matter it can carry every channel, without it those that it has headings and labels for.
    """
    front = FENCE.match(text)
    data = mapping(front[1] or "", 2) if front else {}
    start = front.end() if front else 0
    body = _uncommented(text[start:])
    lines = [Line(number, line) for number, line in enumerate(body.split("\n"), text[:start].count("\n") + 1)]
    seen = {"say", "cta", "disclaimer"}
    lists: dict[str, list[Any]] = {}
    for section in _sections(lines, data):
        field, held = section.field, value(section)
        if field in data:
            twice = (
                f"{_TITLES[field]} is in the front matter too" if field in _LISTS else f"{_TITLES[field]} occurs twice"
            )
            failed(section.line, f"{twice}; keep one")
        if field not in _LISTS:
            data[field] = held
        elif held is not None:
            lists.setdefault(field, []).append(held)
        seen |= {"cover" if field == "cover_text" else field, *(held if isinstance(held, dict) else ())}
    data |= lists
    return build(data, ALL_CHANNELS if "schema_version" in data else ALL_CHANNELS & seen)


def _sections(lines: list[Line], data: dict[str, Any]) -> list[Section]:
    """Return the sections in order; a first heading that opens none is the topic."""
    found: list[Section] = []
    level = 0
    for line in lines:
        heading = HEADING.fullmatch(line.text)
        if not heading:
            if found:
                found[-1].lines.append(line)
            elif line.text.strip():
                failed(line.number, f"this stands outside of a section; put it under one of the headings {_KNOWN}")
            continue
        depth, title = len(heading[1]), heading[2].strip()
        time, name = tails(title)
        field = None if title.startswith('"') else section_of(name)
        if found and found[-1].field == "sources" and depth > level:
            found.append(Section("sources", line.number, {"id": taken(title)}, []))
        elif field:
            seconds = length(time) if time else None
            if seconds is not None and seconds <= 0:
                failed(line.number, f"the time in the heading {title!r} does not end after it begins; mend it")
            found.append(Section(field, line.number, {} if seconds is None else {"seconds": seconds}, []))
            level = depth
        elif found:
            failed(line.number, f"the heading {title!r} is not known; known are {_KNOWN}")
        else:
            data.setdefault("topic", taken(title))
    return found


def _uncommented(text: str) -> str:
    """Return the text without the comments that begin a line; the number of lines stays."""
    kept: list[str] = []
    at = 0
    while match := _COMMENT.search(text, at):
        end = text.find("-->", match.end())
        if end < 0:
            break
        kept += [text[at : match.start()], "\n" * text.count("\n", match.start(), end)]
        at = end + 3
    return "".join(kept) + text[at:]
