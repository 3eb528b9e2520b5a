"""Wordings of a claim as phrases over words, in weighted groups: rules/terms/claims_*.toml read into what can be looked up."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import NamedTuple

from scriptgen.late import late
from scriptgen.resources import package_text

__all__ = ["Group", "Phrase", "Weights", "weights"]

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

    __slots__ = ("anchor", "needed", "slots", "text")

    def __init__(self, text: str, common: frozenset[str], frequent: frozenset[str]) -> None:
        self.text = text
        self.slots = tuple(_slot(part) for part in text.split())
        needed = [slot for slot in self.slots if not isinstance(slot, int) and "" not in slot]
        needed.sort(key=lambda slot: (20 * len(slot & common) + len(slot & frequent), len(slot)))
        self.anchor = needed[0]
        """The words of the slot that tells most."""
        self.needed = tuple(needed[1:])
        """What else must be there."""

    def within(self, own: frozenset[str]) -> bool:
        """Return whether words that hold one of the anchor's hold the rest too, in whatever order."""
        return not any(map(own.isdisjoint, self.needed))

    def occurs(self, tokens: list[str], plain: bool) -> bool:
        """Return whether the words hold the phrase; a plain one must not follow a negation."""
        first = self.slots[0]
        for i, token in enumerate(tokens):
            if isinstance(first, frozenset) and token not in first and "" not in first:
                continue
            if _fits(self.slots, 0, tokens, i) and not (plain and not _NEGATORS.isdisjoint(tokens[max(0, i - 4) : i])):
                return True
        return False


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
    phrases: dict[str, list[Phrase]]
    """By a word of which every form of the phrase has one."""
    pattern: re.Pattern[str] | None

    def possible(self, own: frozenset[str]) -> list[Phrase]:
        """Return the phrases whose words are all there."""
        return list({p: None for word in own if word in self.phrases for p in self.phrases[word] if p.within(own)})


class Weights(NamedTuple):
    """A rule's groups, and from which sum on it warns or objects."""

    groups: tuple[Group, ...]
    core: dict[str, list[Phrase]]
    """The phrases of all core groups, by a word."""
    warn: float
    error: float
    excused: bool
    """Whether it is an excuse that somebody else says it."""


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
    found: set[str] = set()
    for part in text.lstrip("?").split("/"):
        found |= _classes()[part[1:]] if part[0] == "@" else set(_forms(part))
    if text[0] == "?":
        found.add("")
    return frozenset(found)


@cache
def weights(name: str) -> Weights:
    """Return the weights of `rules/terms/<name>.toml`."""
    data = tomllib.loads(package_text(f"rules/terms/{name}.toml"))
    common, frequent = _classes()["common"], _classes()["frequent"]
    groups: list[Group] = []
    core: dict[str, list[Phrase]] = {}
    for key, row in data["groups"].items():
        phrases: dict[str, list[Phrase]] = {}
        for text in filter(None, row.get("phrases", "").splitlines()):
            phrase = Phrase(text, common, frequent)
            for word in phrase.anchor:
                phrases.setdefault(word, []).append(phrase)
        flags = (row.get("core", False), row.get("plain", False), row.get("asked", False))
        groups.append(Group(key, row["weight"], *flags, phrases, late(row["pattern"]) if "pattern" in row else None))
        if groups[-1].core:
            for word, found in phrases.items():
                core.setdefault(word, []).extend(found)
    return Weights(tuple(groups), core, data["warn"], data["error"], data.get("excused", True))


def _fits(slots: tuple[Slot, ...], k: int, tokens: list[str], i: int) -> bool:
    """Return whether the slots from the k-th on fit the words from the i-th on."""
    if k == len(slots):
        return True
    slot = slots[k]
    if isinstance(slot, int):
        return any(_fits(slots, k + 1, tokens, j) for j in range(i, min(i + slot, len(tokens) - 1) + 1))
    if i < len(tokens) and tokens[i] in slot and _fits(slots, k + 1, tokens, i + 1):
        return True
    return "" in slot and _fits(slots, k + 1, tokens, i)
