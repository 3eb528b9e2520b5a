"""The script as Markdown: headed sections with labelled lines, to read and edit in any editor, and to check again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scriptgen.exports.yaml import dumped, spare
from scriptgen.loading.markup import paragraph, quoted, section_of, written

if TYPE_CHECKING:
    from scriptgen.script import Script, _Value

__all__ = ["MEDIA", "SUFFIX", "export"]

SUFFIX = ".md"
MEDIA = "text/markdown"

_BODY = {"topic", "hook", "beats", "cta", "disclaimer", "caption", "hashtags", "cover_text", "sources"}
_LABELS = {
    "say": "Say",
    "text": "Text",
    "show": "Show",
    "quote": "Quote",
    "title": "Title",
    "publisher": "Publisher",
    "url": "URL",
}
_NUMBERS = {"seconds": "Seconds", "year": "Year"}


def export(script: Script) -> str:
    """Return the script as Markdown; reading it gives the same script.

    Texts that would not survive as they are stand as JSON strings.
    """
    front = {name: value for name, value in spare(script).items() if name not in _BODY}
    return f"---\n{dumped(front)}---\n\n" + "\n\n".join(_parts(script)) + "\n"


def _parts(script: Script) -> Iterator[str]:
    if script.topic:
        yield f"# {quoted(script.topic) if section_of(script.topic) else written(script.topic)}"
    yield from _section("## Hook", script.hook)
    for number, beat in enumerate(script.beats, 1):
        yield from _section(f"## Beat {number}", beat)
    for heading, part in (("## Call to action", script.cta), ("## Disclaimer", script.disclaimer)):
        if part != type(part)():
            yield from _section(heading, part)
    if script.caption:
        yield f"## Caption\n\n{paragraph(script.caption)}"
    if script.hashtags:
        yield f"## Hashtags\n\n{' '.join(_word(tag) for tag in script.hashtags)}"
    if script.cover_text:
        yield f"## Cover\n\n{paragraph(script.cover_text)}"
    if script.sources:
        yield "## Sources"
    for source in script.sources:
        yield from _section(f"### {written(source.id)}", source)


def _section(heading: str, part: _Value) -> Iterator[str]:
    yield heading
    lines = [
        f"- **{label}:** {written(value)}" for name, label in _LABELS.items() if (value := getattr(part, name, ""))
    ]
    for name, label in _NUMBERS.items():
        value = getattr(part, name, None)
        if value is not None:
            lines.append(f"- **{label}:** {value!r}".removesuffix(".0"))
    if ids := getattr(part, "sources", ()):
        lines.append(f"- **Sources:** {', '.join(_word(i) for i in ids)}")
    if lines:
        yield "\n".join(lines)


def _word(text: str) -> str:
    """Return an id or a tag so that spaces and commas between such words stay what they are."""
    inner = text.removeprefix("#")
    plain = inner[:1].isalnum() and not any(c.isspace() or c in ',"' for c in text)
    return written(text) if plain else quoted(text)
