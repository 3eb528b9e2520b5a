"""Plain scripts as people keep them: paragraphs or lines, with or without labels, times, bullets and stage directions.

A heading or "Topic:" is the topic; "Hook:", "Beat 2:", "CTA:", "Disclaimer:" open a stretch of the video; "VO:",
"Text:", "B-roll:" name a part of one; "Caption:", "Hashtags:", "Cover:", "Sources:" belong to the post; a line in
brackets is what the camera sees; all else is spoken. Lines about the making (music, props, date, notes) are left out,
and so are headings after the first.
"""

from __future__ import annotations

import re
from typing import Any

from scriptgen.loading.loaded import Loaded, build
from scriptgen.loading.markup import FENCE
from scriptgen.loading.rows import rows
from scriptgen.loading.shape import shaped
from scriptgen.loading.sorting import Sorter
from scriptgen.loading.yaml_text import mapping
from scriptgen.script import Script
from scriptgen.view import ALL_CHANNELS

__all__ = ["read"]

_TAG = re.compile(r"[^\s,;]+")
_URL = re.compile(r"https?://[^\s)>\]]+")
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")


def read(text: str) -> Loaded:
    """Return the Loaded of a transcript; raise InputError where it says too little or its times contradict themselves.

    It can carry what is spoken and the channels that it has labels, brackets or times for. Front matter of another
    program is read for fields of a script and otherwise left out.
    """
    front = FENCE.match(text)
    data = mapping(front[1] or "", 2) if front else {}
    known = {name: value for name, value in data.items() if name in Script.model_fields}
    start = front.end() if front else 0
    sorter = Sorter()
    for row in rows(text[start:], text[:start].count("\n") + 1):
        sorter.take(row)
    told, timed = shaped(sorter.stretches)
    if sorter.topic:
        told["topic"] = sorter.topic
    told |= {name: _post(name, lines) for name, lines in sorter.post.items()}
    channels = {"say", "cta", "disclaimer", *(("seconds",) if timed else ()), *sorter.named, *known}
    if "cover_text" in channels:
        channels.add("cover")
    return build({**told, **known}, ALL_CHANNELS & channels)


def _post(name: str, lines: list[str]) -> Any:

    text = "\n".join(lines).strip()
    if name == "hashtags":
        return _TAG.findall(text)
    if name == "sources":
        return [_source(n, row) for n, row in enumerate(filter(None, map(str.strip, re.split(r"[\n;]+", text))), 1)]
    return " ".join(text.split()) if name == "cover_text" else text


def _source(number: int, row: str) -> dict[str, str]:
    found: dict[str, str] = {"id": f"source-{number}", "title": row}
    if url := _URL.search(row):
        found["url"] = url[0]
    if year := _YEAR.search(_URL.sub("", row)):
        found["year"] = year[0]
    return found
