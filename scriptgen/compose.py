"""A script from facts alone, word for word: no model, no network, the same for the same brief."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from itertools import product

from scriptgen.brief import Brief
from scriptgen.facts.model import Action, Cited, Fact, FactFile, Myth
from scriptgen.hooks import chosen_hook
from scriptgen.script import Beat, Cta, Disclaimer, Hook, Identity, Script
from scriptgen.text import content_stems
from scriptgen.view import View
from scriptgen.wording import COUNT, beat_of, fill, timed, values, wording

__all__ = ["compose"]


def compose(brief: Brief, take: int = 0) -> Script:
    """Return the script for a brief. `take` varies which facts fill it and keeps the hook, for a caller who looks for the best fill."""
    return min(_candidates(brief, take), key=lambda script: _distance(script, brief))


def _distance(script: Script, brief: Brief) -> float:
    off = abs(View(script).seconds - brief.seconds)
    cited = {s for b in script.beats for s in b.sources}
    urgent = any(flag.id in cited for flag in brief.facts.red_flags)
    wanted = (
        brief.facts.red_flags and brief.format != "demo"
    )  # a demo may show something that no red flag of the topic belongs to
    return off + (6.0 if wanted and not urgent else 0.0)  # when to get seen is worth 6 seconds of length


def _candidates(brief: Brief, take: int) -> Iterator[Script]:
    """Yield the ways to fill the format: more or fewer ideas, with and without the line on when to get seen."""
    facts, kind = brief.facts, brief.format
    pool = {"myth_bust": facts.myths, "explainer": facts.facts, "listicle": facts.actions, "demo": ()}[kind]
    sizes = range({"myth_bust": 1, "explainer": 2, "listicle": 3, "demo": 1}[kind], len(pool) + 1) or range(
        len(pool), len(pool) + 1
    )
    if brief.count and pool:
        sizes = range(min(brief.count, len(pool)), min(brief.count, len(pool)) + 1)
    helps = (True, False) if kind == "explainer" and facts.actions else (False,)
    for size, urgent, helped in product(sizes if pool else (1,), (True, False) if facts.red_flags else (False,), helps):
        rng = random.Random(f"{facts.topic}|{kind}|{brief.seed}|{take}")
        yield _script(brief, rng, size, urgent, helped)


def _script(brief: Brief, rng: random.Random, size: int, urgent: bool, helped: bool) -> Script:
    facts, words = brief.facts, wording()
    line, raised = chosen_hook(brief, size)
    chosen = _chosen(brief, rng, raised, size)
    filled = values(facts, raised, len(chosen), rng)
    body = list(_body(brief, rng, raised, chosen))
    cited: list[Cited] = list(chosen) if brief.format != "demo" else list(facts.demo.steps if facts.demo else ())
    if helped:
        told = content_stems(" ".join(idea.say for idea in chosen)) - content_stems(facts.topic)
        action = min(
            _preferred(brief, rng, facts.actions),
            key=lambda idea: len(told & content_stems(f"{getattr(idea, 'title', '')} {idea.say}")),
        )
        body.append(beat_of(action, rng.choice(words["leads"]["action"])))
        cited.append(action)
    if urgent:
        flag = _fitting_flag(brief, rng)
        body.append(beat_of(flag, rng.choice(words["leads"]["flag"])))
        cited.append(flag)
    shot = (
        words["shots"]["reply"]
        if brief.reply_to
        else words["shots"]["hook"][(brief.seed + size) % len(words["shots"]["hook"])]
    )
    cta, disclaimer = _closing(brief, rng)
    hook = Hook(
        say=fill(line["say"], filled),
        text=fill(line["text"], filled),
        show=shot,
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
        caption=fill(rng.choice(words["captions"][brief.format]), {**filled, "credit": _credit(facts, cited)}),
        hashtags=_hashtags(brief),
        cover_text=fill(rng.choice(words["covers"][brief.format]), filled),
        sources=tuple(facts.row(idea) for idea in dict.fromkeys(cited)),
        reply_to=brief.reply_to,
        brand=brief.brand.identity if brief.brand else Identity(),
    )


def _chosen(brief: Brief, rng: random.Random, raised: Cited | None, size: int) -> list[Cited]:
    """Return the ideas of the script: the raised one first, what was asked for next; facts and actions then in the file's order."""
    facts = brief.facts
    if brief.format == "demo":
        return []
    pool: tuple[Cited, ...] = {"myth_bust": facts.myths, "explainer": facts.facts, "listicle": facts.actions}[
        brief.format
    ]
    if (
        brief.format == "explainer" and raised in pool
    ):  # the file's order is the order of the explanation: go on from there
        at = pool.index(raised) + 1
        rest = [*pool[at:], *pool[: at - 1]]
        rest.sort(key=lambda idea: not brief.wishes & content_stems(idea.say))
        return [raised, *rest[: size - 1]]
    rest = [i for i in _preferred(brief, rng, pool) if i is not raised]
    kept = rest[:size] if raised is None else rest[: size - 1]
    if brief.format != "myth_bust":
        kept.sort(key=pool.index)
    return [raised, *kept] if raised else kept


def _fitting_flag(brief: Brief, rng: random.Random) -> Cited:
    """Return the line on when to get seen: in a demo the one that shares most words with the steps, else a drawn one."""
    flags = _preferred(brief, rng, brief.facts.red_flags)
    if brief.format == "demo" and brief.facts.demo:
        steps = content_stems(" ".join(step.say for step in brief.facts.demo.steps))
        return max(flags, key=lambda flag: len(steps & content_stems(flag.say)))
    return flags[0]


def _preferred(brief: Brief, rng: random.Random, pool: Iterable[Cited]) -> list[Cited]:
    """Return the ideas in a drawn order, those that share words with the topic as typed, the notes or the comment before the others."""
    wishes = brief.wishes | (content_stems(brief.topic) - content_stems(brief.facts.topic))
    drawn = sorted(pool, key=lambda idea: idea.id)
    rng.shuffle(drawn)
    return sorted(
        drawn,
        key=lambda idea: (
            -len(wishes & content_stems(f"{idea.say} {getattr(idea, 'belief', '')} {getattr(idea, 'title', '')}"))
        ),
    )


def _body(brief: Brief, rng: random.Random, raised: Cited | None, chosen: list[Cited]) -> Iterator[Beat]:
    leads, facts = wording()["leads"], brief.facts
    if brief.format == "demo" and facts.demo:
        first, *others = facts.demo.steps
        why = fill(rng.choice(leads["demo"]), {"why": facts.demo.why})
        yield Beat(say=f"{why} {first.say}", text=f"1. {first.text}", show=first.show, sources=(first.id,))
        for number, step in enumerate(others, start=2):
            yield Beat(say=step.say, text=f"{number}. {step.text}", show=step.show, sources=(step.id,))
        return
    count = rng.choice(leads["count"])
    myths = rng.sample(leads["myth"], len(leads["myth"]))
    used: set[str] = set()
    for number, idea in enumerate(chosen, start=1):
        if idea is raised:
            yield beat_of(idea, "{say}")
        elif isinstance(idea, Myth):
            lead = rng.choice(leads["first"]) if number == 1 else myths[number % len(myths)]
            yield beat_of(idea, lead if "?" not in idea.belief or "{claim}" not in lead else "{question} {say}")
        elif isinstance(idea, Action):
            lead = count[0] if number == 1 else count[2] if number == len(chosen) else count[1]
            yield beat_of(idea, lead, nth=COUNT[number], text=f"{number}. {idea.text}")
        elif isinstance(idea, Fact):
            lead = next(
                lead
                for lead in (*rng.sample(leads[idea.role], len(leads[idea.role])), "{say}")
                if lead == "{say}" or lead not in used
            )
            used.add(lead)
            yield beat_of(idea, "{say}" if number == 1 else lead)


def _closing(brief: Brief, rng: random.Random) -> tuple[Cta, Disclaimer]:
    """Return the call to action and the disclaimer: the brand's own words where it has any."""
    brand, facts, words = brief.brand, brief.facts, wording()
    show = (
        facts.ctas[brief.seed % len(facts.ctas)].show
        if facts.ctas
        else "Clinician nods to the lens and steps out of frame"
    )
    if brand and brand.ctas:
        say = brand.ctas[brief.seed % len(brand.ctas)]
        cta = Cta(say=say, text=say.rstrip(".") if len(say) <= 45 and len(say.split()) <= 8 else "", show=show)
    elif facts.ctas:
        prompt = facts.ctas[brief.seed % len(facts.ctas)]
        cta = Cta(say=prompt.say, text=prompt.text, show=prompt.show)
    else:
        cta = Cta(say="Save this, and send it to someone who needs it.", text="Save and share", show=show)
    if brand and brand.disclaimers:
        own = brand.disclaimers[0]
        return cta, Disclaimer(say=own, text=own)
    line = rng.choice(words["disclaimers"]["lines"])
    return cta, Disclaimer(say=line["say"], text=line["text"])


def _credit(facts: FactFile, cited: list[Cited]) -> str:
    origins = list(dict.fromkeys(f"{o.publisher}, {o.year}" for o in (facts.source(idea.source) for idea in cited)))[:3]
    named = "; ".join(origins)
    return f"Source{'s' if len(origins) > 1 else ''}: {named}. General education, not medical advice."


def _hashtags(brief: Brief) -> tuple[str, ...]:
    own = [t.lstrip("#") for t in brief.brand.hashtags][:2] if brief.brand else []
    return tuple(dict.fromkeys([*brief.facts.hashtags[: 5 - len(own)], *own]))[:5]
