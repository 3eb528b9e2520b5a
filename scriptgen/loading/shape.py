"""Stretches of a transcript to hook, beats, call to action and disclaimer, with the seconds that its times come to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from scriptgen.errors import InputError
from scriptgen.loading.rows import Row
from scriptgen.text import sentences

__all__ = ["FEW", "Stretch", "grouped", "shaped"]

FEW = "it says too little: a script needs a hook and at least one more sentence"
_HOOK_WORDS = 20
"""A first paragraph of up to so many words is the hook as it stands; of a longer one, its first sentence is."""
_BEAT_WORDS = 22
"""In one long paragraph a beat is full at so many words, or at three sentences."""


@dataclass
class Stretch:
    """What a transcript says and shows at one time, while it is being read."""

    kind: str = "beats"
    labelled: bool = False
    parts: dict[str, list[str]] = field(default_factory=lambda: {"say": [], "text": [], "show": []})
    start: float | None = None
    end: float | None = None
    length: float | None = None
    line: int = 0

    @property
    def bare(self) -> bool:
        """Whether nothing is in it yet, not even a time."""
        return not any(self.parts.values()) and self.start is None and self.length is None

    @property
    def waiting(self) -> bool:
        """Whether nothing is said in it yet, and no time is stated for it."""
        return not self.parts["say"] and self.start is None and self.length is None

    @property
    def say(self) -> str:
        """What is said in it."""
        return " ".join(self.parts["say"])

    def timed(self, row: Row) -> None:
        """Take the time of a row over."""
        if row.time:
            self.start, self.end, self.length = row.time
            self.line = row.number

    def value(self) -> dict[str, Any]:
        """Return it as a part of a script."""
        text, show = " ".join(self.parts["text"]), "; ".join(self.parts["show"])
        told = {"say": self.say, "text": text, "show": show, "seconds": self.length}
        return {name: value for name, value in told.items() if value not in ("", None)}


def shaped(found: list[Stretch]) -> tuple[dict[str, Any], bool]:
    """Return the mapping of a script, and whether it states times; raise InputError where it says too little."""
    _lengths(found)
    found = _tidy(found)
    timed = any(s.length is not None for s in found)
    data: dict[str, Any] = {}
    for kind in ("cta", "disclaimer"):
        parts = [s for s in found if s.kind == kind]
        if parts:
            data[kind] = _merged(parts).value()
            if kind == "disclaimer":
                data[kind].pop("show", None)
    body = [s for s in found if s.kind in ("hook", "beats")]
    hook = next((s for s in body if s.kind == "hook"), None)
    if hook is None:
        body = _hooked(body)
        hook = body[0]
    elif not hook.say:
        raise InputError("the hook says nothing; write what is said in it, or take the label 'Hook' away")
    beats = [s for s in body if s is not hook]
    if not beats:
        hook, beats = _split(hook)
    return {**data, "hook": hook.value(), "beats": [s.value() for s in beats]}, timed


def grouped(texts: list[str]) -> list[str]:
    """Return sentences joined to beats of one to three."""
    beats: list[list[str]] = []
    for text in texts:
        if beats and len(beats[-1]) < 3 and sum(len(t.split()) for t in beats[-1]) < _BEAT_WORDS:
            beats[-1].append(text)
        else:
            beats.append([text])
    return [" ".join(beat) for beat in beats]


def _hooked(body: list[Stretch]) -> list[Stretch]:
    """Return the body with the hook as its first stretch: the first short paragraph, else the first sentence."""
    at = next((i for i, s in enumerate(body) if s.say), None)
    if at is None:
        raise InputError(FEW)
    first = body[at]
    for before in reversed(body[:at]):
        for name, told in before.parts.items():
            first.parts[name][:0] = told
    rest = body[at + 1 :]
    if first.length is None and (not rest or len(first.say.split()) > _HOOK_WORDS) and len(sentences(first.say)) > 1:
        hook, beats = _split(first, whole=bool(rest))
        return [hook, *beats, *rest]
    return [first, *rest]


def _split(stretch: Stretch, whole: bool = False) -> tuple[Stretch, list[Stretch]]:
    """Return the first sentence as hook and the others as beats, `whole` as one beat."""
    said = [piece.text for piece in sentences(stretch.say)]
    if len(said) < 2:
        raise InputError(FEW)
    hook = Stretch("hook", parts={**stretch.parts, "say": said[:1]})
    texts = [" ".join(said[1:])] if whole else grouped(said[1:])
    return hook, [Stretch(parts={"say": [text], "text": [], "show": []}) for text in texts]


def _tidy(found: list[Stretch]) -> list[Stretch]:
    """Return the stretches without empty ones; a picture alone at the end belongs to the stretch before it."""
    found = [s for s in found if any(s.parts.values())]
    last = found[-1] if len(found) > 1 else None
    if last and not last.labelled and not last.parts["text"] and last.waiting:
        found.pop()
        found[-1].parts["show"] += last.parts["show"]
    return found


def _merged(parts: list[Stretch]) -> Stretch:
    lengths = [s.length for s in parts if s.length is not None]
    told = {name: [text for s in parts for text in s.parts[name]] for name in ("say", "text", "show")}
    return Stretch(parts=told, length=sum(lengths) if lengths else None)


def _lengths(found: list[Stretch]) -> None:
    """Turn times into lengths: to the stated end, else to where the next stretch begins."""
    following: float | None = None
    for s in reversed(found):
        end = s.end if s.end is not None else following
        following = s.start if s.start is not None else following
        if s.length is not None or s.start is None or end is None:
            continue
        if end < s.start or (end == s.start and s.end is not None):
            raise InputError(f"line {s.line}: this time begins at {s.start:g} s and ends at {end:g} s; mend it")
        s.length = round(end - s.start, 3)
