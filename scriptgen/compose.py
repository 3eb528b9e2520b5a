"""A script from facts alone, word for word: no model, no network, the same for the same brief."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from scriptgen.brief import Brief
from scriptgen.closing import closing, credit, hashtags
from scriptgen.errors import NothingToDraftError
from scriptgen.facts.model import Cited
from scriptgen.hooks import chosen_hook
from scriptgen.ideas import answered, beats, chosen, drawn_lead, fitting_action, fitting_flag, others, pool_of, recap
from scriptgen.rules import chosen as rules
from scriptgen.script import Beat, Hook, Identity, Script
from scriptgen.view import View
from scriptgen.wording import beat_of, fill, timed, values, wording

__all__ = ["compose"]

_URGENT = 6.0
"""Seconds of length that the line on when to get seen is worth."""
_EMERGENCY = 60.0
"""The same on a topic that must not go without one (DS104)."""
_SHORT = 0.7
"""Share of the length asked for below which ideas of other kinds are added, for facts of one's own that have few."""
_NAMED = 3
"""Questions that are named where none of them is the one that was asked."""
_BRISK = 40
"""Seconds below which a demo may go straight to its steps."""
_LEAST = {"myth_bust": 1, "explainer": 1, "listicle": 2, "qa_reply": 1, "demo": 1}
"""Ideas below which a format is none."""


class _Fill(NamedTuple):
    """One way to fill a format."""

    size: int
    """Ideas of the format's own kind."""
    urgent: bool
    """With the line on when to get seen."""
    helped: bool
    """With something to do at the end; in a demo, with why it is worth it."""
    summed: bool
    """With a recap."""
    more: int = 0
    """Ideas of other kinds."""


def compose(brief: Brief, take: int = 0) -> Script:
    """Return the script for a brief. `take` varies which facts fill it and keeps the hook, for a caller who looks for the best fill.

    Raises NothingToDraftError where no fact is about the comment that is to be answered.
    """
    if not answered(brief):
        told = [q for i in (*brief.facts.myths, *brief.facts.facts) if (q := getattr(i, "question", ""))][:_NAMED]
        raise NothingToDraftError(
            f"no fact on {brief.facts.topic} answers that comment; there are answers to {', '.join(map(repr, told))} and more "
            f"(scriptgen facts show {brief.facts.topic!r}). Bring your own with --facts FILE, name a --model, or leave --reply-to out"
        )
    best = min(_candidates(brief, take, _fills(brief)), key=lambda script: _distance(script, brief))
    if View(best).seconds < _SHORT * brief.seconds and brief.format != "demo":
        longer = [
            _Fill(len(pool_of(brief.facts, brief.format)), bool(brief.facts.red_flags), False, False, n)
            for n in range(1, 6)
        ]
        best = min([best, *_candidates(brief, take, longer)], key=lambda script: _distance(script, brief))
    return best


def _distance(script: Script, brief: Brief) -> float:
    off = abs(View(script).seconds - brief.seconds)
    cited = {s for b in script.beats for s in b.sources}
    urgent = any(flag.id in cited for flag in brief.facts.red_flags)
    if urgent or not brief.facts.red_flags:
        return off
    (rule,) = rules(("DS104",))
    if any(rule.find(View(script))):
        return off + _EMERGENCY
    return off + (0.0 if brief.format == "demo" else _URGENT)  # a demo may show something that no red flag belongs to


def _fills(brief: Brief) -> Iterator[_Fill]:
    """Yield the ways to fill the format: more or fewer ideas, with and without a line on when to get seen, a thing to do, a recap."""
    facts, kind = brief.facts, brief.format
    pool = pool_of(facts, kind)
    least = min(_LEAST[kind], len(pool)) or 1
    sizes = range(least, min(len(pool), 6) + 1) if pool else range(1, 2)
    if brief.count and pool:
        sizes = range(min(brief.count, len(pool)), min(brief.count, len(pool)) + 1)
    if kind == "demo":
        helps: tuple[bool, ...] = (True, False) if brief.seconds < _BRISK else (True,)
    else:
        helps = (True, False) if kind in ("explainer", "qa_reply") and facts.actions else (False,)
    sums = (False, True) if kind == "listicle" else (False,)
    for size, urgent, helped, summed in product(sizes, (True, False) if facts.red_flags else (False,), helps, sums):
        yield _Fill(size, urgent, helped, summed)


def _candidates(brief: Brief, take: int, fills: Iterator[_Fill] | list[_Fill]) -> Iterator[Script]:
    for way in fills:
        rng = random.Random(f"{brief.facts.topic}|{brief.format}|{brief.seed}|{take}")
        yield _script(brief, rng, way)


def _script(brief: Brief, rng: random.Random, way: _Fill) -> Script:
    facts, words = brief.facts, wording()
    line, raised = chosen_hook(brief, way.size)
    ideas = chosen(brief, rng, raised, way.size)
    shown = len(facts.demo.steps) if brief.format == "demo" and facts.demo else len(ideas)
    filled = values(facts, raised, shown, rng)
    ideas += others(brief, ideas)[: way.more]
    body, cited = list(beats(brief, rng, raised, ideas, way.helped)), list(ideas)
    if brief.format == "demo" and facts.demo:
        cited = [*([facts.reason] if facts.reason else ()), *facts.demo.steps]
    if way.helped and brief.format != "demo":
        action = fitting_action(brief, rng, ideas)
        body.append(beat_of(action, drawn_lead(words["leads"]["action"], rng, action, set())))
        cited.append(action)
    summary = recap(ideas, rng) if way.summed else None
    if summary:
        body.append(summary)
    if way.urgent:
        flag = fitting_flag(brief, rng, cited)
        body.append(beat_of(flag, drawn_lead(words["leads"]["flag"], rng, flag, set())))
        cited.append(flag)
    cta, disclaimer = closing(brief, rng)
    hook = Hook(
        say=fill(line["say"], filled),
        text=fill(line["text"], filled),
        show=_opening(brief, way.size),
        sources=(raised.id,) if raised else (),
    )
    return Script(
        topic=brief.topic,
        format=brief.format,
        language=brief.language,
        platform=brief.platform,
        placement=brief.placement,
        jurisdiction=brief.jurisdiction,
        hook=timed(hook),
        beats=tuple(timed(beat) for beat in body),
        cta=timed(cta),
        disclaimer=timed(disclaimer),
        caption=fill(rng.choice(words["captions"][brief.format]), {**filled, "credit": credit(facts, cited)}),
        hashtags=hashtags(brief),
        cover_text=fill(rng.choice(words["covers"][brief.format]), filled),
        sources=tuple(facts.row(idea) for idea in dict.fromkeys(_cited_in(body, hook, cited))),
        reply_to=brief.reply_to,
        brand=brief.brand.identity if brief.brand else Identity(),
    )


def _cited_in(body: list[Beat], hook: Hook, ideas: list[Cited]) -> Iterator[Cited]:
    """Yield the ideas that some block cites, in the order in which they come."""
    held = {idea.id: idea for idea in ideas}
    for block in (hook, *body):
        yield from (held[id] for id in block.sources if id in held)


def _opening(brief: Brief, size: int) -> str:
    shots = wording()["shots"]
    shown: str = shots["reply"] if brief.reply_to else shots["hook"][(brief.seed + size) % len(shots["hook"])]
    return shown
