"""Plain scripts as people keep them: paragraphs or lines, with or without labels, times, bullets and stage directions.

What a line is: a heading or "Topic:" is the topic; "Hook:", "Beat 2:", "CTA:", "Disclaimer:" open a stretch; "VO:", "Text:", "B-roll:" name
a part of one; "Caption:", "Hashtags:", "Cover:", "Sources:" are the post's; a line in brackets is what the camera sees; the rest is spoken.
Lines about the making (music, props, date, notes) are left out, and so are later headings.
"""

from __future__ import annotations

import re

from scriptgen.loading.labels import BLOCKS
from scriptgen.loading.loaded import Loaded, build
from scriptgen.loading.markup import FENCE
from scriptgen.loading.rows import Row, rows
from scriptgen.loading.shape import Stretch, shaped
from scriptgen.loading.yaml_text import mapping
from scriptgen.script import MAX_TOPIC, Script

__all__ = ["read"]

_POST = frozenset({"caption", "hashtags", "cover_text", "sources"})
_WORD = re.compile(r"[^\s,;]+")


def read(text: str) -> Loaded:
    """Return the Loaded of a transcript; raise InputError where it says less than a hook and one beat, or its times contradict themselves."""
    front = FENCE.match(text)
    known = {k: v for k, v in mapping(front[1] or "", 2).items() if k in Script.model_fields} if front else {}
    body = text[front.end() :] if front else text
    first = text[: front.end()].count("\n") + 1 if front else 1
    reader = _Reader()
    for row in rows(body, first):
        reader.take(row)
    data, channels = shaped(reader.stretches)
    for name, told in reader.post.items():
        value = _post(name, told)
        if value:
            data[name] = value
            channels.add({"cover_text": "cover"}.get(name, name))
    channels |= {name for name in known if name in _POST}
    return build({**({"topic": reader.topic} if reader.topic else {}), **data, **known}, frozenset(channels - {"topic"}))


class _Reader:
    """Sorts rows into stretches of the video and texts of the post."""

    def __init__(self) -> None:
        self.stretches: list[Stretch] = []
        self.post: dict[str, list[str]] = {}
        self.topic = ""
        self.field = "say"
        """Where a line without a label goes on."""
        self.speech_first: bool | None = None
        """Whether, of labelled pairs of speech and picture, the speech stands first."""

    def take(self, row: Row) -> None:
        """Put one row where it belongs."""
        field = row.label.field if row.label else ""
        if field in BLOCKS:
            self._open(row, field, True)
            self.field = "say"
            self._add("show" if row.direction else "say", row.text)
        elif field in _POST or field in ("aside", "topic"):
            self.field = field
            self._elsewhere(row)
        elif field == "seconds":
            self._seconds(row)
        elif field:
            self._part(row, field)
        elif row.heading:
            if not self.topic and not self.stretches and len(row.text) <= MAX_TOPIC:
                self.topic = row.text
        elif row.tags:
            self.post.setdefault("hashtags", []).append(row.text)
        elif self.field in _POST and (self.stretches or not row.gap) and not row.time:
            self._elsewhere(row)
        elif self.field in ("aside", "topic") and not row.gap and not row.time:
            self._elsewhere(row)
        elif row.direction:
            self._part(row, "show")
        else:
            self._speech(row)

    def _elsewhere(self, row: Row) -> None:
        if self.field == "topic" and row.text:
            self.topic = self.topic or row.text[:MAX_TOPIC]
            self.field = "say"
        elif self.field in _POST:
            told = self.post.setdefault(self.field, [])
            if told and row.gap:
                told.append("")
            if row.text:
                told.append(row.text)

    def _seconds(self, row: Row) -> None:
        number = re.fullmatch(r"(\d{1,4}(?:\.\d+)?)\s*(?:s|secs?|seconds?)?\.?", row.text)
        if self.stretches and number:
            self.stretches[-1].length = float(number[1])

    def _part(self, row: Row, field: str) -> None:
        """A labelled line, or a stage direction: it goes to the stretch at hand, or opens the next."""
        last = self.stretches[-1] if self.stretches else None
        if row.label and self.speech_first is None:
            self.speech_first = field == "say"
        again = last is not None and bool(last.parts[field])
        if last is None or (row.time and not last.bare):
            fresh = True
        elif last.labelled:
            fresh = field == "say" and again and row.gap
        elif field == "say":
            fresh = again
        else:
            fresh = bool(last.parts["say"]) and (again or (row.gap and not (row.label and self.speech_first)))
        if fresh:
            self._open(row, "beats", False)
        elif row.time:
            self.stretches[-1].timed(row)
        text = row.text.strip("*_") if row.direction else row.text
        self._add(field, text.rstrip(".").strip("[]()").strip() if row.direction else text)
        if row.label:
            self.field = field

    def _speech(self, row: Row) -> None:
        """A line without a label: it goes on with the last one, or begins the next beat."""
        last = self.stretches[-1] if self.stretches else None
        if self.field not in ("say", "text", "show"):
            self.field = "say"
        if last is None or (row.time and not last.bare):
            fresh = True
        elif row.item or row.gap:
            fresh = bool(last.parts["say"]) if row.gap or last.kind == "beats" else False
        else:
            fresh = False
        if fresh:
            self._open(row, "beats", False)
        elif row.time:
            self.stretches[-1].timed(row)
        wrapped = not row.gap and not row.item and (row.text[:1].islower() or not self.stretches[-1].parts[self.field])
        if fresh or not wrapped:
            self.field = "say"
        self._add(self.field, row.text)

    def _open(self, row: Row, kind: str, labelled: bool) -> None:
        last = self.stretches[-1] if self.stretches else None
        if not (labelled and last and last.bare and not last.labelled):
            self.stretches.append(Stretch())
        new = self.stretches[-1]
        new.kind, new.labelled = kind, labelled
        new.timed(row)
        if row.label and row.label.note:
            self._add("show", row.label.note)

    def _add(self, field: str, text: str) -> None:
        if text:
            self.stretches[-1].parts[field].append(text)


def _post(name: str, told: list[str]) -> object:
    text = "\n".join(told).strip()
    if name == "hashtags":
        return _WORD.findall(text)
    if name == "sources":
        rows_ = [row.strip() for row in re.split(r"[\n;]+", text) if row.strip()]
        return [_source(number, row) for number, row in enumerate(rows_, 1)]
    return " ".join(text.split()) if name == "cover_text" else text


def _source(number: int, row: str) -> dict[str, str]:
    url, year = re.search(r"https?://\S+", row), re.search(r"\b(?:19|20)\d{2}\b", row)
    return {"id": f"source-{number}", "title": row, **({"url": url[0]} if url else {}), **({"year": year[0]} if year else {})}
