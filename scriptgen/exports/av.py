"""The production sheet: a Markdown table of time, visual, voiceover, on-screen text, audio and edit notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scriptgen.exports.post import tags
from scriptgen.props import props
from scriptgen.script import Script, Source
from scriptgen.shots import SAME_SHOT, Shot, shots_of
from scriptgen.text import clean, one_line
from scriptgen.timing import read_seconds
from scriptgen.view import View

__all__ = ["MEDIA", "SUFFIX", "export"]

SUFFIX = ".av.md"
MEDIA = "text/markdown"

_HEAD = ("TIME", "VISUAL", "VOICEOVER", "TEXT ON SCREEN", "AUDIO", "EDIT NOTES")
_SPECIAL = re.compile(r"[`*\[|]|\\(?=[!-/:-@\[-`{-~])|(?<!\w)_|_(?!\w)|<(?=[A-Za-z/!?])|~(?=~)|&(?=#?\w+;)")
_LEAD = re.compile(r"[->=]|[+#](?=[\s#])|\d+(?=[.)])")


def export(script: Script) -> str:
    """Return the production sheet of a script."""
    view = View(script)
    shots = shots_of(view)
    rows = [
        _row(_HEAD),
        _row(("---",) * len(_HEAD)),
        *(_row(tuple(map(_cell, cells))) for cells in _cells(script, shots)),
    ]
    return "\n\n".join(("\n".join(_head(script, view, shots)), "\n".join(rows), *_foot(script))) + "\n"


def _cells(script: Script, shots: tuple[Shot, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the six cells of each row."""
    first_text = next((shot for shot in shots if shot.text), None)
    before = ""
    for shot in shots:
        notes = _notes(
            script, shot, cut=bool(before) and shot.visual != before and shot.visual not in SAME_SHOT.values()
        )
        if shot is shots[0]:
            notes = [*_opening(script), *notes]
        if shot is first_text:
            notes.append(
                "keep text in the safe zone: off the top bar, the icons at the right and the caption at the foot"
            )
        silent = "natural sound; music low, if any"
        note = "; ".join(notes)
        yield (
            f"{_time(shot.start)}–{_time(shot.start + shot.seconds)}",
            shot.visual,
            shot.said,
            shot.text,
            "voice" if shot.block.say.text.strip() else silent,
            note[:1].upper() + note[1:],
        )
        before = shot.visual


def _opening(script: Script) -> list[str]:
    """Return the notes of the first shot alone."""
    who = ", ".join(part for part in (script.brand.name, script.brand.credentials) if part)
    return ["captions on throughout", *([f"lower third in the first 3 s: {who}"] if who else [])]


def _notes(script: Script, shot: Shot, cut: bool) -> list[str]:
    notes = ["jump cut"] if cut else []
    if shot.text:
        needed = read_seconds(shot.text)
        kind = "disclaimer" if shot.block.name == "disclaimer" else "text"
        over = ", over the cut" if shot.seconds < needed <= shot.block.seconds else ""
        notes.append(f"hold {kind} {needed:.1f} s{over}")
    return notes


def _head(script: Script, view: View, shots: tuple[Shot, ...]) -> list[str]:
    brand = script.brand
    facts = (
        ("Length", f"{_time(view.seconds)} ({len(shots)} shots)"),
        ("Speaker", ", ".join(part for part in (brand.name, brand.credentials, brand.specialty) if part)),
        ("Clinic", ", ".join(part for part in (brand.clinic, brand.city) if part)),
        ("For", f"{script.platform}, {script.placement}; {script.format.replace('_', ' ')}"),
        ("Props named in the shots", ", ".join(props(shot.visual for shot in shots))),
    )
    return [
        f"# {_cell(script.topic) or 'Production sheet'}",
        "",
        *(f"- **{name}:** {_cell(value)}" for name, value in facts if value),
    ]


def _foot(script: Script) -> Iterator[str]:
    """Yield the parts below the table: caption, hashtags, sources."""
    caption = [one_line(line) for line in clean(script.caption).splitlines() if line.strip()]
    if caption:
        yield "## Caption\n\n" + "  \n".join(f"> {_line(line)}" for line in caption)
    if tags(script):
        yield "## Hashtags\n\n" + _line(" ".join(tags(script)))
    if script.sources:
        yield "## Sources\n\n" + "\n".join(
            f"{i}. {row}" for i, row in enumerate(dict.fromkeys(map(_source, script.sources)), 1)
        )


def _source(source: Source) -> str:
    names = ". ".join(part.rstrip(".") for part in (one_line(source.publisher), one_line(source.title)) if part)
    year = f" ({source.year})" if source.year else ""
    link = f" <{source.url}>" if re.fullmatch(r"https?://[^\s<>|]+", source.url) else f" {_cell(source.url)}".rstrip()
    return f"{_line(names or one_line(source.id))}{year}.{link}"


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    """Return text on one line, with what Markdown would read as markup escaped."""
    return _SPECIAL.sub(r"\\\g<0>", one_line(" / ".join(line for line in text.splitlines() if line.strip())))


def _line(text: str) -> str:
    """Return text as a line of its own, escaped where its first sign would make it a heading or a list."""
    lead = _LEAD.match(text)
    cut = lead.end() if lead else 0
    mark = "" if not lead else lead[0] + "\\" if lead[0].isdigit() else "\\" + lead[0]
    return mark + _cell(text[cut:]) if lead else _cell(text)


def _time(seconds: float) -> str:
    """Return seconds as an editor's time code, 0:07.5."""
    tenths = round(seconds * 10)
    return f"{tenths // 600}:{tenths // 10 % 60:02d}.{tenths % 10}"
