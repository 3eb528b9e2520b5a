"""The post: caption and hashtags to paste into the app, then cover text, alt text, credits and switches to set."""

from __future__ import annotations

import re

from scriptgen.script import Script, Sponsor
from scriptgen.text import clean, one_line

__all__ = ["MEDIA", "SUFFIX", "export", "tags"]

SUFFIX = ".post.txt"
MEDIA = "text/plain"

_RULE = "----- do not paste from here on: for the upload screen -----"
_NOT_IN_A_TAG = re.compile(r"[\s!-/:-@\[-^`{-~]")
"""Spaces and ASCII punctuation but the underscore; letters, marks and digits of any script stay."""
_TIES = {
    "payment": "paid by",
    "gift": "gifts from",
    "ownership": "owner or part-owner of",
    "affiliate": "earns a share of sales of",
}


def export(script: Script) -> str:
    """Return the post as plain text: what is pasted first, what is set beside it below a line."""
    caption = "\n".join(line.rstrip() for line in clean(script.caption).strip().splitlines())
    pasted = "\n\n".join(part for part in (caption, " ".join(tags(script))) if part)
    beside = "\n".join(f"{name}: {value}" for name, value in _beside(script) if value)
    return f"{pasted}\n\n\n{_RULE}\n\n{beside}".strip() + "\n"


def tags(script: Script) -> tuple[str, ...]:
    """Return the hashtags as they are pasted: each with one #, without spaces, none twice."""
    found: dict[str, str] = {}
    for tag in script.hashtags:
        word = _NOT_IN_A_TAG.sub("", one_line(tag))
        if word:
            found.setdefault(word.casefold(), f"#{word}")
    return tuple(found.values())


def _beside(script: Script) -> list[tuple[str, str]]:
    """Return what is set on the upload screen, as names and values; the empty ones do not apply."""
    cover = one_line(script.cover_text) or one_line(script.hook.text)
    return [
        ("Cover text", cover),
        ("Cover alt text", _alt(script, cover)),
        ("Credit", _credit(script)),
        ("Disclosure", _disclosure(script.sponsor) if script.sponsor else ""),
        (
            "AI label",
            "switch it on; the video has realistic media made by a machine"
            if script.ai_media or script.ai_label
            else "",
        ),
    ]


def _alt(script: Script, cover: str) -> str:
    """Return a description of the cover for people who cannot see it: the picture of the hook, then the words on it."""
    shot = one_line(script.hook.show.split(";")[0]).rstrip(".")
    picture = f"{shot[0].upper()}{shot[1:]}." if shot else ""
    return " ".join(part for part in (picture, f"Text on the picture: “{cover}”" if cover else "") if part)


def _credit(script: Script) -> str:
    if script.reply_to is None:
        return ""
    handle, asked = one_line(script.reply_to.handle).lstrip("@"), one_line(script.reply_to.text)
    who = f"reply to @{handle}" if handle else "reply to a viewer's comment"
    return f"{who}: “{asked}”" if asked else who


def _disclosure(sponsor: Sponsor) -> str:
    switch = "your brand" if sponsor.relation == "ownership" else "branded content"
    return f"switch on the app's content disclosure ({switch}): {_TIES[sponsor.relation]} {one_line(sponsor.name)}"
