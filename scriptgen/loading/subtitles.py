"""SubRip and WebVTT: cues are kept, and their words joined to sentences: a hook and beats with seconds."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from typing import Any

from scriptgen.errors import InputError
from scriptgen.loading.loaded import Loaded, build
from scriptgen.loading.shape import FEW
from scriptgen.text import clean, sentences
from scriptgen.view import Cue

__all__ = ["read"]

_CHANNELS = frozenset({"say", "seconds", "cta", "disclaimer"})
_TIMES = {
    "srt": re.compile(r"(\d{1,2}:\d{2}:\d{2}[.,]\d{1,3})[ \t]*-->[ \t]*(\d{1,2}:\d{2}:\d{2}[.,]\d{1,3})(?:[ \t].*)?"),
    "vtt": re.compile(r"((?:\d{2,4}:)?\d{2}:\d{2}\.\d{3})[ \t]+-->[ \t]+((?:\d{2,4}:)?\d{2}:\d{2}\.\d{3})(?:[ \t].*)?"),
}
_STAMP = re.compile(r"\d{1,2}:\d{1,2}[.,]\d{1,3}")
"""Two of these in a line are meant as its times, whatever stands between them."""
_SHAPES = {"srt": "00:00:01,000 --> 00:00:03,500", "vtt": "00:01.000 --> 00:03.500"}
_LONGEST = 2000
"""Characters of a cue; two lines hold 64, so longer is a damaged file."""
_ASIDE = re.compile(r"[\[(♪][^\[\]()]*[\])♪]")
_SPEAKER = re.compile(r"^(?:>>+|[-–—])\s*", re.MULTILINE)


def read(text: str) -> Loaded:
    """Return the Loaded of subtitles, with its cues; raise InputError that names the line of a broken time."""
    form = "vtt" if text.lstrip().startswith("WEBVTT") else "srt"
    cues = _cues(_prepared(text, form), form)
    said = [(cue, " ".join(_SPEAKER.sub("", _ASIDE.sub(" ", cue.text)).split())) for cue in cues]
    parts = _parts([(cue, words) for cue, words in said if any(c.isalnum() for c in words)])
    if len(parts) < 2:
        raise InputError(FEW)
    return build({"hook": parts[0], "beats": parts[1:]}, _CHANNELS, cues)


def _prepared(text: str, form: str) -> str:
    """Return the subtitles without comments, style sheets and cue names, once all their times have been found sound."""
    kept: list[str] = []
    lines = text.split("\n")
    last, size, skipping = -1.0, 0, False
    for number, line in enumerate(lines, 1):
        stripped = line.strip()
        if not stripped:
            skipping = False
        elif form == "vtt" and not lines[number - 2].strip() and re.match(r"(?:NOTE|STYLE|REGION)\b", stripped):
            skipping = True
        if skipping:
            continue
        size = 0 if "-->" in line else size + len(stripped)
        if size > _LONGEST:
            raise InputError(f"line {number}: this cue is longer than {_LONGEST} characters; a time is missing")
        if "-->" in line or len(_STAMP.findall(line)) > 1:
            last, line = _sound(number, stripped, form, last)
            if kept and kept[-1].strip() and (len(kept) < 2 or not kept[-2].strip()):
                kept.pop()
        if stripped or (kept and kept[-1].strip()):
            kept.append(line)
    return "\n".join(kept) + "\n"


def _sound(number: int, line: str, form: str, last: float) -> tuple[float, str]:
    """Return where a cue begins and its line of times without settings; raise InputError for a broken one."""
    match = _TIMES[form].fullmatch(line)
    if not match:
        raise InputError(f"line {number}: this time cannot be read; write it as {_SHAPES[form]}")
    start, end = _seconds(match[1]), _seconds(match[2])
    if end <= start:
        raise InputError(f"line {number}: this cue does not end after it begins; mend its times")
    if start < last:
        raise InputError(f"line {number}: this cue begins before the one above it; put the cues in order")
    return start, f"{match[1]} --> {match[2]}"


def _seconds(stamp: str) -> float:
    total = 0.0
    for part in stamp.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total


def _cues(text: str, form: str) -> tuple[Cue, ...]:
    import pysubs2

    events = pysubs2.SSAFile.from_string(text, format_=form)
    found: list[Cue] = []
    for event in events:
        plain = clean(html.unescape(event.plaintext)).split("\n")
        words = "\n".join(line.strip() for line in plain if line.strip())
        if words:
            found.append(Cue(event.start / 1000, event.end / 1000, words))
    if not found:
        raise InputError("it holds no cues; a cue is a line of times and the words below it")
    return tuple(found)


def _parts(said: list[tuple[Cue, str]]) -> list[dict[str, Any]]:
    """Return hook and beats: each sentence with the seconds from where it begins to where the next one does."""
    text, starts = "", []
    for _, words in said:
        text += " " if text else ""
        starts.append(len(text))
        text += words
    pieces = [(p.start, p.text) for p in sentences(text)]
    if len(pieces) < 2:  # captions without punctuation: every cue is a sentence
        pieces = [(start, words) for start, (_, words) in zip(starts, said, strict=True)]

    def moment(offset: int) -> float:
        index = bisect_right(starts, offset) - 1
        cue, words = said[index]
        return cue.start + (cue.end - cue.start) * (offset - starts[index]) / max(len(words), 1)

    marks = [moment(start) for start, _ in pieces] + [said[-1][0].end if said else 0.0]
    return [
        {"say": words, "seconds": round(max(marks[i + 1] - marks[i], 0.0), 3)} for i, (_, words) in enumerate(pieces)
    ]
