"""A teleprompter: one HTML page that scrolls at the script's pace; it loads nothing and runs only its own code."""

from __future__ import annotations

import base64
import hashlib
from html import escape
from string import Template

from scriptgen.resources import package_text
from scriptgen.script import Script
from scriptgen.text import clean, one_line
from scriptgen.view import Block, View

__all__ = ["MEDIA", "SUFFIX", "export"]

SUFFIX = ".teleprompter.html"
MEDIA = "text/html"

_LABELS = {"hook": "Hook", "cta": "Call to action", "disclaimer": "Disclaimer"}


def export(script: Script) -> str:
    """Return the page: the script is in its markup, escaped; its code is the same for every script."""
    view = View(script)
    style, code = (package_text(f"exports/teleprompter.{kind}") for kind in ("css", "js"))
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(code)}; base-uri 'none'; form-action 'none'"
    )
    return Template(package_text("exports/teleprompter.html")).substitute(
        language=escape(script.language.replace("_", "-")),
        policy=policy,
        title=escape(one_line(script.topic) or "Teleprompter"),
        style=style,
        script=code,
        total=f"{view.seconds:.3f}",
        blocks="\n".join(_block(block) for block in view.blocks),
    )


def _hash(code: str) -> str:
    """Return the source expression that lets a page run this inline code and no other."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


def _block(block: Block) -> str:
    """Return one block: its label, its text on screen, and what is said, or the shot where nothing is."""
    said, shown = clean(block.say.text).strip(), one_line(block.text.text)
    label = _LABELS.get(block.name) or f"Beat {int(block.name[6:-1]) + 1}"
    parts = [f'<p class="label" lang="en">{label} · {block.seconds:.0f} s</p>']
    if shown:
        parts.append(f'<p class="text" dir="auto">{escape(shown)}</p>')
    if said:
        parts.append(f'<p class="say" dir="auto">{escape(said)}</p>')
    else:
        parts.append(f'<p class="silent" dir="auto">{escape(one_line(block.show.text) or "(nothing is said)")}</p>')
    times = f'data-start="{block.start:.3f}" data-seconds="{block.seconds:.3f}"'
    return "\n".join((f'<section class="block" {times}>', *parts, "</section>"))
