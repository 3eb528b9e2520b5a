"""SubRip subtitles: the cues of what is said, for editors and players that take .srt."""

from __future__ import annotations

import re

from scriptgen.captions import cues
from scriptgen.script import Script
from scriptgen.text import clean
from scriptgen.view import Cue

__all__ = ["MEDIA", "SUFFIX", "export", "written"]

SUFFIX = ".srt"
MEDIA = "application/x-subrip"

# SubRip has no way to escape: players read <b>, {\an8} and \N as commands wherever they
# stand, so what could be one gets a look-alike.
_COMMANDS = (
    (re.compile(r"<([/!]?[A-Za-z][^<>]*)>"), r"‹\1›"),
    (re.compile(r"<(?=[A-Za-z/!])"), "‹"),
    (re.compile(r"\{"), "("),
    (re.compile(r"\}"), ")"),
    (re.compile(r"\\(?=[Nnh])"), "/"),
)


def export(script: Script) -> str:
    """Return the subtitles of a script."""
    return written(cues(script))


def written(cues: tuple[Cue, ...]) -> str:
    """Return cues as SubRip; cues with nothing to read are left out, and "-->" within a text becomes an arrow."""
    from pysubs2 import SSAEvent, SSAFile

    subtitles = SSAFile()
    for cue in cues:
        text = r"\N".join(_plain(line) for line in clean(cue.text).splitlines() if line.strip())
        if text:
            subtitles.append(SSAEvent(start=round(cue.start * 1000), end=round(cue.end * 1000), text=text))
    return subtitles.to_string("srt")


def _plain(line: str) -> str:
    line = " ".join(line.split()).replace("-->", "→")
    for command, instead in _COMMANDS:
        line = command.sub(instead, line)
    return line
