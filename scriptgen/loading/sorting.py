"""Rows of a transcript, one after the other, into stretches of the video and texts of the post."""

from __future__ import annotations

import re

from scriptgen.loading.labels import BLOCKS
from scriptgen.loading.rows import Row
from scriptgen.loading.shape import Stretch
from scriptgen.script import MAX_TOPIC

__all__ = ["POST", "Sorter"]

POST = frozenset({"caption", "hashtags", "cover_text", "sources"})
"""Labels whose lines belong to the post and not to the video."""

_SECONDS = re.compile(r"(\d{1,4}(?:\.\d+)?)\s*(?:s|secs?|seconds?)?\.?", re.IGNORECASE)


class Sorter:
    """What has been sorted so far, and where a line without a label goes on."""

    def __init__(self) -> None:
        self.stretches: list[Stretch] = []
        self.post: dict[str, list[str]] = {}
        self.topic = ""
        self.named: set[str] = set()
        """Parts that have occurred, even empty ones: this form of writing can carry them."""
        self._field = "say"
        self._speech_first: bool | None = None
        """Whether, of labelled pairs of speech and picture, the speech stands first."""

    def take(self, row: Row) -> None:
        """Put one row where it belongs."""
        field = row.label.field if row.label else ""
        if field:
            self.named.add(field)
        if field in BLOCKS:
            self._open(row, field, True)
            self._field = "say"
            self._add("show" if row.direction else "say", row)
        elif field in POST or field in ("aside", "topic"):
            self._field = field
            self._elsewhere(row)
        elif field == "seconds":
            self._seconds(row)
        elif field:
            self._part(row, field)
        elif row.heading:
            if not self.topic and not self.stretches and len(row.text) <= MAX_TOPIC:
                self.topic = row.text
        elif row.tags:
            self.named.add("hashtags")
            self.post.setdefault("hashtags", []).append(row.text)
        elif self._goes_on_elsewhere(row):
            self._elsewhere(row)
        elif row.direction:
            self._part(row, "show")
        else:
            self._speech(row)

    def _goes_on_elsewhere(self, row: Row) -> bool:
        """Return whether a line without a label belongs to the post, or to notes that are left out."""
        if row.time or not (self._field in POST or self._field in ("aside", "topic")):
            return False
        return not row.gap or (self._field in POST and bool(self.stretches))

    def _elsewhere(self, row: Row) -> None:
        if self._field == "topic" and row.text:
            self.topic = self.topic or row.text[:MAX_TOPIC]
            self._field = "say"
        elif self._field in POST:
            told = self.post.setdefault(self._field, [])
            told += [""] if told and row.gap else []
            told += [row.text] if row.text else []

    def _seconds(self, row: Row) -> None:
        number = _SECONDS.fullmatch(row.text)
        if self.stretches and number:
            self.stretches[-1].length = float(number[1])

    def _part(self, row: Row, field: str) -> None:
        """A labelled line, or a stage direction: it goes to the stretch at hand, or opens the next."""
        self.named.add(field)
        if row.label and self._speech_first is None:
            self._speech_first = field == "say"
        last = self.stretches[-1] if self.stretches else None
        if last is None or (row.time and not (last.waiting if field == "say" else last.bare)):
            fresh = True
        elif last.labelled:
            fresh = field == "say" and row.gap and bool(last.parts["say"])
        elif field == "say":
            fresh = bool(last.parts["say"])
        else:
            apart = row.gap and not (row.label and self._speech_first)
            fresh = bool(last.parts["say"]) and (apart or bool(row.label and last.parts[field]))
        self._begin(row, fresh)
        self._add(field, row)
        if row.label:
            self._field = field

    def _speech(self, row: Row) -> None:
        """A line without a label: it goes on with the last one, or begins the next beat."""
        last = self.stretches[-1] if self.stretches else None
        if last is None or (row.time and not last.waiting):
            fresh = True
        else:
            fresh = bool(last.parts["say"]) and (row.gap or (row.item and last.kind == "beats"))
        self._begin(row, fresh)
        wrapped = self._field in ("text", "show") and not (fresh or row.gap or row.item)
        if not wrapped or (self.stretches[-1].parts[self._field] and not row.text[:1].islower()):
            self._field = "say"
        self._add(self._field, row)

    def _begin(self, row: Row, fresh: bool) -> None:
        if fresh:
            self._open(row, "beats", False)
        else:
            self.stretches[-1].timed(row)

    def _open(self, row: Row, kind: str, labelled: bool) -> None:
        if not (labelled and self.stretches and self.stretches[-1].bare and not self.stretches[-1].labelled):
            self.stretches.append(Stretch())
        new = self.stretches[-1]
        new.kind, new.labelled = kind, labelled
        new.timed(row)
        if row.label and row.label.note:
            self.named.add("show")
            new.parts["show"].append(row.label.note)

    def _add(self, field: str, row: Row) -> None:
        text = row.text.strip("*_").rstrip(".").strip("[]()").strip() if row.direction else row.text
        if text:
            self.stretches[-1].parts[field].append(text)
