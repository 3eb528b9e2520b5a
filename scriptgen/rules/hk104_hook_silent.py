"""HK104: the hook shows a muted viewer no words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from scriptgen.late import late
from scriptgen.rule import ERROR, Example, Hit, Origin, Patch, Rule
from scriptgen.rules.opening import greets
from scriptgen.view import View

if TYPE_CHECKING:
    from scriptgen.report import Finding

_SIGN = re.compile(r"[^\W_]")
_LEAVE_OUT = re.compile(r"@[\w.]+|https?://\S+|www\.\S+|\b[\w-]+\.(?:com|org|net|co|io|health)\b")
_NO_TEXT = late(
    r"\W*(?:(?:no|without)(?: on-?screen)? (?:text|captions?)|none|n/?a|nil|null|tbd|tba|to ?do|empty|blank"
    r"|(?:on-?screen )?text(?: here| goes here)?|placeholder|xx+|lorem ipsum"
    r"|(?:turn |put |switch )?(?:the |your )?(?:sound|volume|audio|speaker)s? (?:on|up|required|needed)|(?:turn"
    r"|crank) up (?:the |your )?(?:sound|volume)|unmute(?: me)?|un-?mute to listen|sound on[ ,]+please)\W*"
)


def words_shown(text: str) -> bool:
    """Return whether a title card holds words that tell something: no mere emoji, handle, placeholder or greeting."""
    low = _LEAVE_OUT.sub(" ", text.lower()) if "@" in text or "." in text else text.lower()
    if len(_SIGN.findall(low)) < 2:
        return False
    return len(low) > 40 or not (_NO_TEXT.fullmatch(low) or greets(low))


def find(view: View) -> Iterator[Hit]:
    """Look for words in the on-screen text of the hook."""
    line = view.hook.text
    if not words_shown(line.text):
        bare = not line.text.strip()
        values = {} if bare else {"quote": line.text.strip()[:40]}
        span = None if bare else (0, len(line.text))
        yield Hit(ERROR, line.path, "main" if bare else "words", span, values, fix="code" if _short(view) else None)


def mend(view: View, finding: Finding) -> Iterator[Patch]:
    """Put the spoken question or claim on screen, where it is short enough to be read at a glance."""
    if said := _short(view):
        yield Patch("hook.text", said)


def _short(view: View) -> str:
    for piece in view.hook.say.sentences:
        said = piece.text.strip(" .\"'“”‘’")
        if words_shown(said):
            fits = len(said.split()) <= view.pack["text_words"] and len(said) <= view.pack["text_chars"]
            return said if fits else ""
    return ""


RULE: Rule = Rule(
    code="HK104",
    slug="hook-silent",
    raises=(ERROR,),
    needs=frozenset({"text"}),
    guidance="Put words on screen in the hook, the topic among them.",
    messages={
        "main": "The hook has no on-screen text: a muted viewer learns nothing.",
        "words": "The hook's on-screen text ({quote!r}) holds no words that tell a muted viewer anything.",
    },
    why="Feeds often play without sound; whoever cannot hear the hook, or is deaf, decides by what they can read.",
    fix="model",
    source=Origin(
        "W3C",
        "Web Content Accessibility Guidelines (WCAG) 2.2, 1.2.2 Captions",
        2023,
        "2026-11-22",
        "judgement",
        "captions are required there; that the hook needs a title as well is our own choice",
    ),
    find=find,
    mend=mend,
    bad=(
        Example({"hook.text": ""}, "nothing at all", ERROR),
        Example({"hook.text": " \n "}, "white space", ERROR),
        Example({"hook.text": "😱👇"}, "pictures are no words", ERROR),
        Example({"hook.text": "@drruiz"}, "only whose video it is", ERROR),
        Example({"hook.text": "🔊 Sound on!"}, "asks for the very thing that the viewer lacks", ERROR),
    ),
    good=(
        Example({"hook.text": "Sore knees?"}, "two words will do"),
        Example({"hook.text": "☕ + pregnancy"}, "a picture beside a word"),
        Example({"hook.text": "¿Te duelen las rodillas?"}, "words in any language"),
        Example({"hook.text": "120/80"}, "a number that people know"),
    ),
    cannot="Text that the editing app adds later, or that is part of the picture, such as a sign held up.",
)
