"""Bytes to text, with one clear message for what is not text."""

from __future__ import annotations

import codecs

from scriptgen.errors import InputError

__all__ = ["MOST", "decoded"]

MOST = 1_000_000
"""Bytes of an input file (1 MB); longer is no script."""

_KNOWN = {
    b"PK\x03\x04": "a Word or zip file; save it as plain text or Markdown",
    b"\xd0\xcf\x11\xe0": "an old Word file; save it as plain text or Markdown",
    b"%PDF": "a PDF; save its text as plain text or Markdown",
    b"{\\rtf": "a rich-text file; save it as plain text",
}


def decoded(data: bytes | str) -> str:
    """Return the text of a file with `\\n` line ends and no byte order mark; raise InputError for anything but text."""
    if len(data) > MOST:
        raise InputError(
            f"it is longer than {MOST // 1_000_000} MB, the limit; check that this is the script and not the video"
        )
    if isinstance(data, bytes):
        for magic, what in _KNOWN.items():
            if data.startswith(magic):
                raise InputError(f"it is {what}")
    try:
        text = data if isinstance(data, str) else data.decode(_encoding(data))
        text.encode("utf-8")
    except UnicodeError:
        raise InputError("it is not UTF-8 text; save it as UTF-8 plain text") from None
    if "\0" in text:
        raise InputError("it is binary, not text; name a JSON, YAML, Markdown, text, SubRip or WebVTT file")
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise InputError("it is empty; a script needs a hook and at least one beat")
    return text


def _encoding(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return "utf-8"
