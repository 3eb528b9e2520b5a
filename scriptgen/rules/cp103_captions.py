"""CP103: subtitles that came with a script are too fast, too wide or badly timed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scriptgen.rule import ERROR, WARNING, Example, Hit, Origin, Rule
from scriptgen.view import View

_TAG = re.compile(r"<[^<>]{1,60}>|\{\\[^{}]{1,60}\}")
_FRAME = 0.005
"""Seconds that rounding to milliseconds or frames may cost."""


def find(view: View) -> Iterator[Hit]:
    """Measure each cue that a user supplied; those that scriptgen makes keep the numbers, which a test proves."""
    pack = view.pack
    for number, cue in enumerate(view.cues, 1):
        lines = [
            line.strip()
            for line in (_TAG.sub("", cue.text) if "<" in cue.text or "{" in cue.text else cue.text)
            .strip()
            .splitlines()
        ]
        if not any(lines):
            continue
        seconds, chars = cue.end - cue.start, sum(map(len, lines))
        longest = max(map(len, lines))
        speed = chars / seconds if seconds > 0 else float("inf")
        said = {"number": number, "at": cue.start, "text": " / ".join(lines)[:80]}
        if speed > pack["read_cps"] + _FRAME:
            severe = speed > pack["cue_cps_most"] + _FRAME
            limit = pack["cue_cps_most" if severe else "read_cps"]
            yield Hit(ERROR if severe else WARNING, "", "fast", values={**said, "speed": speed, "limit": limit})
        if len(lines) > pack["cue_lines"]:
            yield Hit(ERROR, "", "lines", values={**said, "lines": len(lines), "limit": pack["cue_lines"]})
        if longest > pack["cue_line"]:
            yield Hit(ERROR, "", "wide", values={**said, "chars": longest, "limit": pack["cue_line"]})
        if seconds < pack["cue_least"] - _FRAME:
            yield Hit(ERROR, "", "short", values={**said, "seconds": seconds, "limit": pack["cue_least"]})
        if seconds > pack["cue_most"] + _FRAME:
            yield Hit(ERROR, "", "long", values={**said, "seconds": seconds, "limit": pack["cue_most"]})


RULE: Rule = Rule(
    code="CP103",
    slug="captions",
    raises=(ERROR, WARNING),
    guidance="",
    messages={
        "fast": "Cue {number} at {at:.1f} s runs at {speed:.0f} characters a second; {limit} is the limit: {text}",
        "lines": "Cue {number} at {at:.1f} s has {lines} lines; {limit} is the limit: {text}",
        "wide": "Cue {number} at {at:.1f} s has a line of {chars} characters; {limit} fit an upright picture: {text}",
        "short": "Cue {number} at {at:.1f} s stays {seconds:.2f} s; below {limit:.2f} s it is a flicker: {text}",
        "long": "Cue {number} at {at:.1f} s stays {seconds:.1f} s; above {limit:.0f} s it is read twice: {text}",
    },
    why="Subtitles are the script for everybody who watches without sound or cannot hear it.",
    fix="human",
    source=Origin(
        "Netflix",
        "Timed Text Style Guide: General Requirements; English",
        2024,
        "2026-11-22",
        "primary",
        "lines of 32 characters instead of 42: three quarters, for an upright picture",
    ),
    find=find,
    bad=(
        Example({}, "30 characters in a second", ERROR, cues=((0.0, 1.0, "Does running ruin your knees?\nNo"),)),
        Example({}, "three lines", ERROR, cues=((0.0, 5.0, "Does running\nruin\nyour knees?"),)),
        Example({}, "18 a second: hard to follow", WARNING, cues=((0.0, 1.0, "Does it hurt now?!"),)),
        Example({}, "a flicker", ERROR, cues=((0.0, 0.4, "No."),)),
        Example({}, "left standing", ERROR, cues=((0.0, 9.0, "Does running ruin your knees?"),)),
    ),
    good=(
        Example({}, "two lines, calm", cues=((0.0, 3.0, "Does running\nruin your knees?"),)),
        Example({}, "short words, short cue", cues=((0.0, 0.9, "No."),)),
        Example({}, "no subtitles came with it: the exports make their own"),
        Example({}, "seven seconds and not longer", cues=((0.0, 7.0, "Does running ruin your knees?"),)),
    ),
    cannot="Whether a cue says what is spoken, stands in time with it, or overlaps the next one; the export as SRT "
    "or VTT makes new cues that keep the numbers.",
)
