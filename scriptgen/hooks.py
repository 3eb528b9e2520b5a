"""Hooks for a script from facts: which fit in time, and which is next."""

from __future__ import annotations

from collections.abc import Iterable
from zlib import crc32

from scriptgen.brief import Brief
from scriptgen.facts.model import Cited, FactFile, Myth
from scriptgen.ideas import asked_words, pool_of, wished, words_of
from scriptgen.packs import packs
from scriptgen.text import content_stems, sentences
from scriptgen.timing import say_seconds
from scriptgen.wording import answers_claim, fill, names, values, wording

__all__ = ["chosen_hook", "hook_lines"]

_WORDS = 10
"""Words of a first sentence: HK101 would take 12, a hook of ours has no need to."""


def hook_lines(brief: Brief) -> list[tuple[dict[str, str], tuple[Cited | None, ...]]]:
    """Return the hooks that fit the format and these facts, each with the ideas that it can raise."""
    facts = brief.facts
    pool = pool_of(facts, brief.format if brief.format in ("myth_bust", "qa_reply") else "explainer")
    found: list[tuple[dict[str, str], tuple[Cited | None, ...]]] = []
    for line in wording()["hooks"][brief.format]["lines"]:
        ideas: Iterable[Cited | None] = pool if line["raises"] in ("myth", "fact", "any") else (None,)
        fitting = tuple(idea for idea in ideas if _opens(line, facts, idea))
        if fitting:
            found.append((line, fitting))
    return found or [_shortest(brief, pool)]


def _shortest(brief: Brief, pool: tuple[Cited, ...]) -> tuple[dict[str, str], tuple[Cited | None, ...]]:
    """Return the hook that takes least time where none fits into the first seconds: names too long to be said quickly."""
    ways = [
        (line, idea)
        for line in wording()["hooks"][brief.format]["lines"]
        for idea in (pool if line["raises"] in ("myth", "fact", "any") and pool else (None,))
    ]

    def length(way: tuple[dict[str, str], Cited | None]) -> float:
        return say_seconds(fill(way[0]["say"], values(brief.facts, way[1], 3, None)))

    line, idea = min(ways, key=length)
    return line, (idea,)


def _opens(line: dict[str, str], facts: FactFile, idea: Cited | None) -> bool:
    """Return whether a hook can be spoken in time with this idea.

    A belief that its answer doesn't follow from fits no hook, and one that doesn't name the topic ("You need a scan") leaves a stranger lost.
    """
    stated = "{belief}" in line["say"] or "{claim}" in line["say"]
    if stated and isinstance(idea, Myth) and (not answers_claim(idea) or not names(facts, idea.belief)):
        return False
    said = sentences(fill(line["say"], values(facts, idea, 3, None)))
    return bool(said) and say_seconds(said[0].text) <= packs()["hook_seconds"] and len(said[0].text.split()) <= _WORDS


def chosen_hook(brief: Brief, size: int) -> tuple[dict[str, str], Cited | None]:
    """Return the hook's line and the idea it raises: the next line for the next seed, the strongest idea that fits what was asked."""
    lines = [
        h for h in hook_lines(brief) if size > 1 or h[0]["raises"] != "many" or brief.format == "explainer"
    ] or hook_lines(brief)
    turn = crc32(f"{brief.facts.topic}|{brief.format}".encode()) + brief.seed
    line, ideas = lines[turn % len(lines)]
    asked = content_stems(brief.topic) - content_stems(brief.facts.topic)
    raised = [i for i in ideas if i is not None]
    for wish in (wished(brief), asked):
        named = [i for i in raised if wish & words_of(i)]  # first what is asked, then what merely shares a word with it
        named.sort(key=lambda idea: -len(wish & words_of(idea)) - len(wish & asked_words(idea)))
        if named:
            return line, named[brief.seed // len(lines) % len(named)]
    return line, raised[(turn + turn // len(lines)) % min(len(raised), 3)] if raised else None
