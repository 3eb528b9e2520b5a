"""Wordings of a claim as phrases over words, in weighted groups: rules/terms/claims_*.toml read into what can be looked up."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from scriptgen.gate import Gate, numbers
from scriptgen.late import late
from scriptgen.resources import package_text

if TYPE_CHECKING:
    from scriptgen.view import Line, View

__all__ = ["NAMES", "Group", "Phrase", "Places", "Weights", "among", "held", "placed", "possible", "weights"]

NAMES = ("claims_cure", "claims_guarantee", "claims_safe", "claims_best", "claims_story", "claims_pair")
_DEPTH = 3
"""How many slots of a phrase its words are looked up for; most have fewer."""

_NEGATORS = frozenset(
    "not never no nobody none nothing neither nor without hardly rarely cannot isn't aren't wasn't weren't don't doesn't didn't won't "
    "wouldn't can't couldn't shouldn't haven't hasn't hadn't ain't than".split()
)
_REACH = {"..": 3, "...": 8}
"""How many words the two kinds of gap may pass over."""
Slot = frozenset[str] | int
"""The words that may stand there, or the reach of a gap; a slot that may be left out has the empty word among its own."""


class Phrase:
    """A row of slots that words can fill."""

    __slots__ = ("_backwards", "needed", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        parts = text.split()
        self._backwards: tuple[tuple[Slot, bool], ...] = ()
        needed = sorted([part for part in parts if part[0] not in "?."], key=_tells)
        self.needed = [slot for slot in map(_slot, needed) if not isinstance(slot, int)]
        """The words of the slots that must be filled, those that tell most first."""

    def occurs(self, places: Places, plain: bool) -> bool:
        """Return whether the words hold the phrase; a plain one must not follow a negation."""
        if not self._backwards:
            slots = [_slot(part) for part in reversed(self.text.split())]
            self._backwards = tuple((slot, not isinstance(slot, int) and "" in slot) for slot in slots)
        every = (1 << places.size) - 1
        fits = every << 1 | 1
        """The places from which on the slots fit that were looked at so far, from the last to the first."""
        for slot, free in self._backwards:
            if isinstance(slot, int):
                fits &= every
                for _ in range(slot):
                    fits |= fits >> 1
                continue
            filled = fits >> 1 & places.of(slot)
            fits = fits | filled if free else filled
            if not fits:
                return False
        fits &= every
        if fits and plain and (negated := places.of(_NEGATORS)):
            fits &= ~(negated << 1 | negated << 2 | negated << 3 | negated << 4)
        return bool(fits)


class Places:
    """Where in a text words stand, as bits: the first word is bit 0."""

    def __init__(self, tokens: list[str]) -> None:
        self.size = len(tokens)
        self._words: dict[str, int] = {}
        for at, token in enumerate(tokens):
            self._words[token] = self._words.get(token, 0) | 1 << at
        self._slots: dict[frozenset[str], int] = {}

    def of(self, slot: frozenset[str]) -> int:
        """Return the places of any of the words of a slot; worked out once."""
        found = self._slots.get(slot)
        if found is None:
            found = 0
            for word in slot.intersection(self._words):  # this way round only the text's own words are walked through
                found |= self._words[word]
            self._slots[slot] = found
        return found


class Group(NamedTuple):
    """Phrases that say the same kind of thing; it counts once, however often it is said."""

    name: str
    weight: float
    core: bool
    """Nothing is found without one of these."""
    plain: bool
    """A negation before the phrase takes it away."""
    asked: bool
    """It counts in a question too."""
    phrases: int
    """The group's own among all phrases, as bits."""
    pattern: re.Pattern[str] | None


class Weights(NamedTuple):
    """A rule's groups, and from which sum on it warns or objects."""

    name: str
    groups: tuple[Group, ...]
    core: int
    """The phrases of all core groups, as bits."""
    warn: float
    error: float
    excused: bool
    """Whether it is an excuse that somebody else says it."""


class _Wordings(NamedTuple):
    phrases: tuple[Phrase, ...]
    """Of all files: the rules that weigh look a line's words up together, once."""
    gate: Gate
    weights: dict[str, Weights]


@cache
def _classes() -> dict[str, frozenset[str]]:
    data = tomllib.loads(package_text("rules/terms/claim_words.toml"))
    return {name: frozenset(w for entry in text.split() for w in _forms(entry)) for name, text in data.items()}


def _forms(entry: str) -> tuple[str, ...]:
    """Return a word; with a tilde all forms of a regular verb."""
    if entry[0] != "~":
        return (entry,)
    word = entry[1:]
    if word.endswith("e"):
        return (word, word + "s", word + "d", word[:-1] + "ing")
    if word.endswith("y") and word[-2] not in "aeiou":
        return (word, word[:-1] + "ies", word[:-1] + "ied", word + "ing")
    tail = "es" if word.endswith(("s", "sh", "ch", "x", "z")) else "s"
    return (word, word + tail, word + "ed", word + "ing", word + word[-1] + "ed", word + word[-1] + "ing")


@cache
def _slot(text: str) -> Slot:
    if text in _REACH:
        return _REACH[text]
    if text.isalpha():  # most slots are one word
        return frozenset((text,))
    if text[0] == "@" and "/" not in text:
        return _classes()[text[1:]]
    found: set[str] = set()
    for part in text.lstrip("?").split("/"):
        found |= _classes()[part[1:]] if part[0] == "@" else set(_forms(part))
    if text[0] == "?":
        found.add("")
    return frozenset(found)


@cache
def _tells(text: str) -> tuple[int, int]:
    """Return how little it tells that a text has one of the words of a slot."""
    if text.isalpha():
        return 20 * (text in _classes()["common"]) + (text in _classes()["frequent"]), 1
    slot = _slot(text)
    assert not isinstance(slot, int)
    return 20 * len(slot & _classes()["common"]) + len(slot & _classes()["frequent"]), len(slot)


@cache
def _wordings() -> _Wordings:
    phrases: list[Phrase] = []
    weights = {name: _read(name, phrases) for name in NAMES}
    return _Wordings(tuple(phrases), Gate([phrase.needed for phrase in phrases], _DEPTH), weights)


def _read(name: str, phrases: list[Phrase]) -> Weights:
    """Return the weights of `rules/terms/<name>.toml`; its phrases are added to the others."""
    data = tomllib.loads(package_text(f"rules/terms/{name}.toml"))
    groups: list[Group] = []
    for key, row in data["groups"].items():
        before = len(phrases)
        phrases += map(Phrase, filter(None, row.get("phrases", "").splitlines()))
        own = (1 << len(phrases)) - (1 << before)
        flags = (row.get("core", False), row.get("plain", False), row.get("asked", False))
        groups.append(Group(key, row["weight"], *flags, own, late(row["pattern"]) if "pattern" in row else None))
    core = sum(group.phrases for group in groups if group.core)
    return Weights(name, tuple(groups), core, data["warn"], data["error"], data.get("excused", True))


def weights(name: str) -> Weights:
    """Return the weights of `rules/terms/<name>.toml`."""
    return _wordings().weights[name]


def possible(view: View) -> tuple[int, tuple[tuple[Line, int], ...]]:
    """Return the phrases that a script's lines may hold, as bits, in all and line by line; worked out once for a view."""
    kept: tuple[int, tuple[tuple[Line, int], ...]] | None = view.__dict__.get("_phrases")
    if kept is None:
        every = 0
        lines = tuple((line, held(line)) for line in view.language)
        for _, found in lines:
            every |= found
        kept = view.__dict__["_phrases"] = every, tuple((line, found) for line, found in lines if found)
    return kept


def held(line: Line) -> int:
    """Return the phrases that a line may hold, as bits; looked up once for a line."""
    return line.kept("_phrases", lambda line: _wordings().gate.open(line.words))


def placed(line: Line) -> Places:
    """Return where a line's words stand; worked out once for a line."""
    return line.kept("_places", lambda line: Places(line.words))


def among(bits: int) -> list[Phrase]:
    """Return the phrases of some bits."""
    phrases = _wordings().phrases
    return [phrases[number] for number in numbers(bits)]
