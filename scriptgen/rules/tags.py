"""The hashtags of a post: read from the list and from the caption, each once, and taken out of a caption again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple, cast

from scriptgen.late import late
from scriptgen.text import fold, stem, words
from scriptgen.topics import Topic
from scriptgen.view import View

__all__ = ["TYPED", "Tag", "bare", "key", "split", "tags", "topic_tags", "untagged"]

TYPED = re.compile(
    r"(?<![\w&/#＃])[#＃](?!\d+(?!\w))[^\s#＃.,;:!?()\[\]{}\"'…/\\]+(?:[#＃][^\s#＃.,;:!?()\[\]{}\"'…/\\]+)*"
)
"""Hashtags typed in a text, run together or not; "#1" is a number."""
_APART = re.compile(r"[#＃,;\n]+")
_KEY = re.compile(r"[^\w]|_")
_JOIN = late(
    r"\b(?:and|or|vs|in|of|for|with|without|at|on|to|from|during|after|before|the|a|an|your|my)\b|[^\w\s'-]", re.I
)
_ASKS = late(r"(?:do|does|did|is|are|can|should|why|what|when|how|will|who|which)\b|.*\?", re.IGNORECASE)
_EMPTY = frozenset(
    {
        "myth",
        "myths",
        "fact",
        "facts",
        "tip",
        "tips",
        "sign",
        "signs",
        "reason",
        "reasons",
        "basics",
        "advice",
        "explained",
        "question",
        "questions",
        "mistake",
        "mistakes",
        "a",
        "an",
        "the",
        "your",
        "my",
    }
)


class Tag(NamedTuple):
    """One hashtag as a reader sees it."""

    text: str
    """Without # and blanks."""
    key: str
    """Lower case, letters and digits only: by this two tags are the same."""
    path: str
    """hashtags or caption."""
    span: tuple[int, int] | None
    """Where it stands in the caption."""


def bare(text: str) -> str:
    """Return a tag without # and blanks."""
    return "".join(text.split()).lstrip("#＃")


def key(text: str) -> str:
    """Return what two spellings of one tag share."""
    return text.lower() if text.isascii() and text.isalnum() else _KEY.sub("", fold(text)) or text


def split(row: str) -> list[str]:
    """Return the tags of one row of the list: usually one, more where somebody typed several."""
    if row.isalnum():
        return [row]
    return [name for part in _APART.split(row) if (name := bare(part))]


def tags(view: View) -> tuple[Tag, ...]:
    """Return every hashtag once, those of the list first; blanks never count. Kept on the view."""
    kept = view.__dict__.get("_tags")
    if kept is None:
        found: dict[str, Tag] = {}
        for row in view.script.hashtags:
            for name in split(row):
                found.setdefault(key(name), Tag(name, key(name), "hashtags", None))
        for tag in _typed(view.script.caption):
            found.setdefault(tag.key, tag)
        kept = view.__dict__["_tags"] = tuple(found.values())
    return cast("tuple[Tag, ...]", kept)


def _typed(text: str) -> Iterator[Tag]:
    if "#" not in text and "＃" not in text:
        return
    for match in TYPED.finditer(text):
        start = match.start()
        for part in re.split("(?<!^)(?=[#＃])", match[0]):
            yield Tag(part[1:], key(part[1:]), "caption", (start, start + len(part)))
            start += len(part)


def untagged(caption: str, drop: Iterable[str]) -> str:
    """Return a caption without the tags of these keys; one in mid-sentence stays as a plain word."""
    gone = frozenset(drop)
    for tag in reversed(list(_typed(caption))):
        if tag.key in gone and tag.span:
            left, right = caption[: tag.span[0]], caption[tag.span[1] :]
            lines = left.rsplit("\n", 1)[-1], right.split("\n", 1)[0]
            if all(any(c.isalnum() for c in TYPED.sub("", line)) for line in lines):
                caption = left + tag.text + right
            else:
                left, right = left.rstrip(" \t"), right.lstrip(" \t")
                caption = (
                    left + (" " if left and right and left[-1] != "\n" and right[0] not in "\n.,;:!?" else "") + right
                )
    return caption.strip()


def topic_tags(topic: Topic) -> list[str]:
    """Return the tags that a topic's own name gives: KneePain for "knee pain myths"; none for a question."""
    if _ASKS.match(topic.name.strip()):
        return []
    split_up = [[w for w in words(part) if w.lower() not in _EMPTY] for part in _JOIN.split(topic.name)]
    parts = [part for part in split_up if any(stem(w) in topic.stems for w in part)]
    whole = [w for w in words(topic.name) if w.lower() not in _EMPTY]
    pairs = [part[-2:] for part in parts if len(part) > 2]
    found: dict[str, str] = {}
    for names in (whole, *parts, *pairs):
        tag = "".join(p[:1].upper() + p[1:] for w in names for p in re.split(r"\W+", w))
        if 4 <= len(tag) <= 24 and not (len(names) == 1 and tag.endswith("ing") and len(whole) > 1):
            found.setdefault(key(tag), tag)
    return list(found.values())
