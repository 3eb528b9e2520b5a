"""Which form a script is in: by suffix, else by its first lines."""

from __future__ import annotations

import re
from pathlib import PurePath

from scriptgen.loading.markup import FENCE, is_script

__all__ = ["form_of"]

_SUFFIXES = {
    ".json": "json_text",
    ".yaml": "yaml_text",
    ".yml": "yaml_text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".srt": "subtitles",
    ".vtt": "subtitles",
}
_YAML = re.compile(r"(?:hook|beats|schema_version):(?:$|\s*[\[{\d])", re.MULTILINE)
_CUE = re.compile(r"\d+\s*\n\s*\d{1,2}:\d{2}:\d{2}[,.]\d{1,3}\s*-->")


def form_of(text: str, name: str) -> str:
    """Return the module of this package that reads `text`; a .txt file is looked at like one without a suffix."""
    known = _SUFFIXES.get(PurePath(name).suffix.lower())
    if known and known != "markdown":
        return known
    start = text.lstrip()
    if known is None:
        if start.startswith("{"):
            return "json_text"
        if start.startswith("WEBVTT") or _CUE.match(start):
            return "subtitles"
        if not FENCE.match(text) and len(_YAML.findall(text)) >= 2:
            return "yaml_text"
    return "markdown" if is_script(text) else "transcript"
