"""Which facts fill a script, in which order, and the beats that they become."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator

from scriptgen.brief import Brief
from scriptgen.facts.model import Action, Cited, Fact, FactFile, Myth
from scriptgen.script import Beat
from scriptgen.text import content_stems
from scriptgen.wording import COUNT, beat_of, fill, wording

__all__ = ["beats", "chosen", "fitting_action", "fitting_flag", "others", "pool_of", "recap", "words_of"]


def pool_of(facts: FactFile, format: str) -> tuple[Cited, ...]:
    """Return the facts that a format is made of; none for a demo, which has its steps."""
    pools: dict[str, tuple[Cited, ...]] = {
        "myth_bust": facts.myths,
        "explainer": facts.facts,
        "listicle": facts.actions,
        "qa_reply": (*facts.myths, *facts.facts),
    }
    return pools.get(format, ())


def chosen(brief: Brief, rng: random.Random, raised: Cited | None, size: int) -> list[Cited]:
    """Return the ideas of the script: the raised one first, what was asked for next; facts and actions then in the file's order."""
    pool = pool_of(brief.facts, brief.format)
    if brief.format == "explainer" and raised in pool:
        at = pool.index(raised) + 1  # the file's order is the order of the explanation: go on from there
        rest = [*pool[at:], *pool[: at - 1]]
        rest.sort(key=lambda idea: not brief.wishes & content_stems(idea.say))
        return [raised, *rest[: size - 1]]
    rest = [i for i in preferred(brief, rng, pool) if i is not raised]
    kept = rest[:size] if raised is None else rest[: size - 1]
    if brief.format in ("listicle", "explainer"):
        kept.sort(key=pool.index)
    return [raised, *kept] if raised else kept


def others(brief: Brief, used: list[Cited]) -> list[Cited]:
    """Return ideas of other kinds, for facts of one's own that have too few of the format's kind."""
    facts = brief.facts
    return [idea for idea in (*facts.facts, *facts.actions, *facts.myths) if idea not in used]


def fitting_flag(brief: Brief, rng: random.Random) -> Cited:
    """Return the line on when to get seen: in a demo the one that shares most words with the steps, else a drawn one."""
    flags = preferred(brief, rng, brief.facts.red_flags)
    if brief.format == "demo" and brief.facts.demo:
        steps = content_stems(" ".join(step.say for step in brief.facts.demo.steps))
        return max(flags, key=lambda flag: len(steps & content_stems(flag.say)))
    return flags[0]


def fitting_action(brief: Brief, rng: random.Random, told: list[Cited]) -> Action:
    """Return the action that repeats least of what was told."""
    said = content_stems(" ".join(idea.say for idea in told)) - content_stems(brief.facts.topic)
    actions = [idea for idea in preferred(brief, rng, brief.facts.actions) if isinstance(idea, Action)]
    return min(actions, key=lambda idea: len(said & content_stems(f"{idea.title} {idea.say}")))


def preferred(brief: Brief, rng: random.Random, pool: Iterable[Cited]) -> list[Cited]:
    """Return the ideas in a drawn order, those that share words with the topic as typed, the notes or the comment before the others."""
    wishes = brief.wishes | (content_stems(brief.topic) - content_stems(brief.facts.topic))
    drawn = sorted(pool, key=lambda idea: idea.id)
    rng.shuffle(drawn)
    return sorted(drawn, key=lambda idea: -len(wishes & words_of(idea)))


def words_of(idea: Cited) -> set[str]:
    """Return the stems of all that an idea says: its line, and what it answers or is called."""
    return content_stems(" ".join([idea.say, *(str(getattr(idea, n, "")) for n in ("belief", "question", "title"))]))


def beats(brief: Brief, rng: random.Random, raised: Cited | None, ideas: list[Cited]) -> Iterator[Beat]:
    """Yield a beat an idea, each with its lead-in; no lead-in comes twice."""
    if brief.format == "demo":
        yield from _steps(brief, rng)
        return
    leads = wording()["leads"]
    count, used = rng.choice(leads["count"]), set[str]()
    counted = [idea for idea in ideas if isinstance(idea, Action)] if brief.format == "listicle" else []
    myths = rng.sample(leads["myth"], len(leads["myth"]))
    for number, idea in enumerate(ideas, start=1):
        if idea is raised:
            yield beat_of(idea, "{say}")
        elif isinstance(idea, Myth):
            lead = rng.choice(leads["first"]) if number == 1 else myths[number % len(myths)]
            yield beat_of(idea, lead if "?" not in idea.belief or "{claim}" not in lead else "{question} {say}")
        elif idea in counted:
            at = counted.index(idea) + 1
            lead = count[0] if at == 1 else count[2] if at == len(counted) else count[1]
            yield beat_of(idea, lead, nth=COUNT[at], text=f"{at}. {idea.text}" if idea.text else "")
        else:
            kind = idea.role if isinstance(idea, Fact) else "action" if isinstance(idea, Action) else "know"
            lead = _lead(leads[kind], rng, used)
            yield beat_of(idea, "{say}" if number == 1 and kind != "action" else lead)


def _lead(leads: list[str], rng: random.Random, used: set[str]) -> str:
    """Return a lead-in that was not used yet; the bare line may come again."""
    drawn = rng.sample(leads, len(leads))
    lead = next((lead for lead in drawn if lead == "{say}" or lead not in used), drawn[0])
    used.add(lead)
    return lead


def _steps(brief: Brief, rng: random.Random) -> Iterator[Beat]:
    facts = brief.facts
    if not facts.demo:
        return
    first, *rest = facts.demo.steps
    why = fill(rng.choice(wording()["leads"]["demo"]), {"why": facts.demo.why})
    cited = (facts.reason.id, first.id) if facts.reason else (first.id,)
    yield Beat(say=f"{why} {first.say}", text=f"1. {first.text}", show=first.show, sources=cited)
    for number, step in enumerate(rest, start=2):
        yield Beat(say=step.say, text=f"{number}. {step.text}", show=step.show, sources=(step.id,))


def recap(ideas: list[Cited], rng: random.Random) -> Beat | None:
    """Return a beat that says the titles of two or three things to do again; None where there are fewer or more.

    Answers to myths are not said twice: a viewer who hears a myth again believes it more.
    """
    words = wording()["recap"]
    titles = [idea for idea in ideas if isinstance(idea, Action)]
    if len(titles) not in (2, 3):
        return None
    names = [idea.title for idea in titles]
    told = f"{', '.join(names[:-1])}{',' if len(names) > 2 else ''} and {names[-1]}"
    say = fill(rng.choice(words["lines"]), {"told": told})
    return Beat(say=say, text=words["text"], show=rng.choice(words["shots"]), sources=tuple(i.id for i in titles))
