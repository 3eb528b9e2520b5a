"""WebVTT subtitles: the cues of what is said, for web players and uploads that take .vtt."""

from __future__ import annotations

from scriptgen.captions import cues
from scriptgen.script import Script
from scriptgen.text import clean
from scriptgen.view import Cue

__all__ = ["MEDIA", "SUFFIX", "export", "written"]

SUFFIX = ".vtt"
MEDIA = "text/vtt"

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def export(script: Script) -> str:
    """Return the subtitles of a script."""
    return written(cues(script))


def written(cues: tuple[Cue, ...]) -> str:
    """Return cues as WebVTT; cues with nothing to read are left out."""
    # By hand: pysubs2 writes WebVTT as SubRip with other time stamps. It escapes neither & nor <, drops {…}, and leaves
    # "-->" within a text, which ends the cue.
    blocks = ["WEBVTT"]
    for cue in cues:
        text = "\n".join(" ".join(line.split()) for line in clean(cue.text).splitlines() if line.strip())
        if text:
            blocks.append(f"{len(blocks)}\n{_stamp(cue.start)} --> {_stamp(cue.end)}\n{text.translate(_ESCAPES)}")
    return "\n\n".join(blocks) + "\n"


def _stamp(seconds: float) -> str:
    """Return seconds as HH:MM:SS.mmm."""
    whole, thousandths = divmod(round(max(seconds, 0.0) * 1000), 1000)
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}.{thousandths:03d}"
