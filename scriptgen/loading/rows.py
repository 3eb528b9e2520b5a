"""The lines of a plain transcript, each taken apart: bullet, time, label, words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from scriptgen.loading.labels import Label, label_of, speakers
from scriptgen.loading.times import Time, heads, tails
from scriptgen.text import clean

__all__ = ["Row", "rows"]

_HEADING = re.compile(r"#{1,6}\s+(.*)")
_RULE = re.compile(r"(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|=+")
_UNDERLINE = re.compile(r"={3,}|-{3,}")
_BULLET = re.compile(r"(?:[-*•‣▪+–—]|\d{1,3}[.)]|>+)\s+(?:\[[ xX]\]\s+)?")
_BOLD = re.compile(r"(\*\*|__)(.+?)\1")
_DIRECTION = re.compile(r"[\[(][^\[\]()]*[\])]\.?|[*_][\[(][^\[\]()]*[\])][*_]")
_TAGS = re.compile(r"(?:#[^\W_]\w*[\s,]*)+")
_BARE_STAMP = re.compile(r"(\d{1,3}(?::\d{2}){1,2})(?!\s*[ap]\.?\s?m\b)\s", re.IGNORECASE)
_ENDED = re.compile(r"[.!?…][\"'”’)\]]*$")


@dataclass(frozen=True, slots=True)
class Row:
    """One line: what it is, and what is left of it to say."""

    number: int
    text: str
    gap: bool
    """Whether a paragraph begins with it."""
    item: bool = False
    heading: bool = False
    time: Time | None = None
    label: Label | None = None

    @property
    def direction(self) -> bool:
        """Whether it is a stage direction in brackets."""
        return bool(_DIRECTION.fullmatch(self.text))

    @property
    def tags(self) -> bool:
        """Whether it holds hashtags and nothing else."""
        return bool(_TAGS.fullmatch(self.text))


def rows(text: str, first_line: int = 1) -> list[Row]:
    """Return the lines of `text` that hold anything, in order."""
    lines = [" ".join(line.split()) for line in clean(text).split("\n")]
    known, stamped = speakers(lines), _is_stamped(lines)
    found: list[Row] = []
    gap = True
    for number, line in enumerate(lines, first_line):
        if _UNDERLINE.fullmatch(line) and found and not gap and found[-1].label is None:
            found[-1] = replace(found[-1], heading=True)
            gap = True
        elif not line or _RULE.fullmatch(line):
            gap = True
        else:
            row = _row(number, line, gap, known, stamped)
            found.append(row)
            gap = row.heading
    return _by_line(found)


def _row(number: int, line: str, gap: bool, known: frozenset[str], stamped: bool) -> Row:
    time, line = heads(line, stamped)
    heading = _HEADING.fullmatch(line)
    if heading:
        line = heading[1].rstrip("#").rstrip()
    bullet = None if heading else _BULLET.match(line)
    if bullet:
        line = line[bullet.end() :]
    if time is None:
        time, line = heads(line, stamped)
    bold = _BOLD.match(line)
    label = label_of(bold[2] + line[bold.end() :], known, True) if bold else None
    label = label or label_of(line, known, bool(heading))
    if label:
        line = label.rest
    late, left = tails(line)
    if late and time is None and (label is None or label.time is None):
        time, line = late, left
    elif label and time is None:
        time = label.time
    return Row(number, line, gap, bool(bullet), bool(heading) and label is None, time, label)


def _is_stamped(lines: list[str]) -> bool:
    """Return whether lines begin with clock times that rise, as platforms write out transcripts."""
    stamps = [m[1] for line in lines if (m := _BARE_STAMP.match(line))]
    padded = [[int(p) for p in s.split(":")] for s in stamps]
    values = [[0] * (3 - len(p)) + p for p in padded]
    return len(values) > 1 and values == sorted(values) and values[0] < [0, 1, 0]


def _by_line(found: list[Row]) -> list[Row]:
    """Return rows that all begin a paragraph where the writer put one sentence on a line and left none blank."""
    words = [row for row in found if not row.heading]
    if any(row.label for row in words) or any(row.gap for row in words[1:]):
        return found
    ended = sum(bool(_ENDED.search(row.text)) for row in words)
    return [replace(row, gap=row.gap or not row.direction) for row in found] if ended >= 0.6 * len(words) else found
