"""Which facts a model is given for a topic: enough for a video, few enough for a prompt."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from scriptgen.text import content_stems

if TYPE_CHECKING:
    from scriptgen.facts.model import Cited, FactFile

__all__ = ["MOST", "choice"]

MOST = 10
"""Facts in a prompt; a video of a minute uses three to six of them."""
_FLAGS = 2
_OWN = 6
"""Facts of the format's own kind; the rest is for reasons, answers and actions around them."""


_QUOTES = 4
"""Quotations beside facts; they are longer."""


def choice(facts: FactFile, format: str, wishes: frozenset[str] | set[str]) -> tuple[Cited, ...]:
    """Return up to MOST facts: those of the format's kind first, then when to get seen, then others; wished ones before unwished."""
    steps = facts.demo.steps if facts.demo else ()
    own: tuple[Cited, ...] = {"myth_bust": facts.myths, "listicle": facts.actions, "demo": steps}.get(
        format
    ) or facts.facts
    if format == "demo" and steps:  # steps leave out nothing and keep their order
        first = list(steps)
    else:
        first = _wished(own, wishes)[:_OWN]
    flags = _wished(facts.red_flags, wishes)[:_FLAGS]
    others = _wished((f for f in (*facts.facts, *facts.myths, *facts.actions) if f not in first), wishes)
    chosen = [*first, *flags, *others[: max(0, MOST - len(first) - len(flags))]]
    quotes = _wished(facts.quotes, wishes)[: _QUOTES if chosen else MOST]
    return (*chosen, *quotes)


def _wished(pool: Iterable[Cited], wishes: frozenset[str] | set[str]) -> list[Cited]:
    """Return the facts with those first that share most words with what was asked for; otherwise in the file's order."""
    return sorted(pool, key=lambda fact: -len(wishes & _stems(" ".join(_texts(fact)))))


def _texts(fact: Cited) -> list[str]:
    return [fact.say, *(str(getattr(fact, name, "")) for name in ("belief", "question", "title"))]


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    return frozenset(content_stems(text))
