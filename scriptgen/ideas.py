"""Which facts fill a script, in which order, and the beats that they become."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator

from scriptgen.brief import Brief
from scriptgen.facts.model import Action, Cited, Fact, FactFile, Myth
from scriptgen.script import Beat
from scriptgen.text import content_stems, sentences
from scriptgen.wording import COUNT, answers_claim, beat_of, fill, wording

__all__ = [
    "answered",
    "asked_words",
    "beats",
    "chosen",
    "drawn_lead",
    "fitting_action",
    "fitting_flag",
    "others",
    "pool_of",
    "recap",
    "wished",
    "words_of",
]


_PLACE = re.compile(r"\{\w+\}")
_SHARED = 0.5
"""Share of a comment's words that a fact must have to be about it."""
_AGAIN = 0.3
"""Share of an idea's words from which it says again what was told."""


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
    if brief.format == "qa_reply" and raised:  # what belongs to the question, not the next card
        near = (words_of(raised) | wished(brief)) - content_stems(f"{brief.facts.topic} {brief.facts.your}")
        rest.sort(key=lambda idea: (_again(idea, near), -len(near & words_of(idea))))
    kept = rest[:size] if raised is None else rest[: size - 1]
    if brief.format in ("listicle", "explainer"):
        kept.sort(key=pool.index)
    return [raised, *kept] if raised else kept


def others(brief: Brief, used: list[Cited]) -> list[Cited]:
    """Return ideas of other kinds, for facts of one's own that have too few of the format's kind."""
    facts = brief.facts
    return [idea for idea in (*facts.facts, *facts.actions, *facts.myths) if idea not in used]


def fitting_flag(brief: Brief, rng: random.Random, told: list[Cited]) -> Cited:
    """Return the line on when to get seen that shares most words with what was told."""
    said = content_stems(" ".join(idea.say for idea in told)) | brief.wishes
    return max(preferred(brief, rng, brief.facts.red_flags), key=lambda flag: len(said & content_stems(flag.say)))


def fitting_action(brief: Brief, rng: random.Random, told: list[Cited]) -> Action:
    """Return the action that follows best from what was told, and doesn't say it again."""
    said = content_stems(" ".join(idea.say for idea in told)) - content_stems(brief.facts.topic)
    actions = [idea for idea in preferred(brief, rng, brief.facts.actions) if isinstance(idea, Action)]

    wish = wished(brief)
    return min(actions, key=lambda idea: (-len(wish & words_of(idea)), _again(idea, said), -len(said & words_of(idea))))


def _again(idea: Cited, said: set[str]) -> bool:
    """Return whether an idea merely says again what was said."""
    own = words_of(idea)
    return len(said & own) > _AGAIN * len(own)


def preferred(brief: Brief, rng: random.Random, pool: Iterable[Cited]) -> list[Cited]:
    """Return the ideas in a drawn order, those that share words with the topic as typed, the notes or the comment before the others."""
    wishes = brief.wishes | (content_stems(brief.topic) - content_stems(brief.facts.topic))
    drawn = sorted(pool, key=lambda idea: idea.id)
    rng.shuffle(drawn)
    return sorted(drawn, key=lambda idea: -len(wishes & words_of(idea)))


def wished(brief: Brief) -> set[str]:
    """Return the stems of the notes or the comment that tell one idea from another."""
    return set(brief.wishes) - content_stems(" ".join([brief.facts.topic, *wording()["comments"]["plain"]]))


def answered(brief: Brief) -> bool:
    """Return whether some fact is about what the comment asks: a sticker with one question and the answer to another would be worse than none."""
    facts, text = brief.facts, brief.reply_to.text if brief.reply_to else ""
    comments = wording()["comments"]
    plain = content_stems(" ".join([facts.topic, *facts.aliases, *comments["plain"], *comments["chat"]]))
    asked = content_stems(text) - plain
    return not asked or max(len(asked & words_of(idea)) for idea in facts.items) >= _SHARED * len(asked)


def words_of(idea: Cited) -> set[str]:
    """Return the stems of all that an idea says: its line, and what it answers or is called."""
    return content_stems(" ".join([idea.say, *(str(getattr(idea, n, "")) for n in ("belief", "question", "title"))]))


def asked_words(idea: Cited) -> set[str]:
    """Return the stems of the belief and the question that an idea answers."""
    return content_stems(" ".join(str(getattr(idea, n, "")) for n in ("belief", "question")))


def beats(brief: Brief, rng: random.Random, raised: Cited | None, ideas: list[Cited], reasoned: bool) -> Iterator[Beat]:
    """Yield a beat an idea, each with its lead-in; no lead-in comes twice. A demo says why it is worth it where `reasoned`."""
    if brief.format == "demo":
        yield from _steps(brief, rng, reasoned)
        return
    leads = wording()["leads"]
    count, used = rng.choice(leads["count"]), set[str]()
    counted = [idea for idea in ideas if isinstance(idea, Action)] if brief.format == "listicle" else []
    rebuttals = leads["besides" if brief.format == "qa_reply" else "myth"]
    myths = rng.sample(rebuttals, len(rebuttals))
    for number, idea in enumerate(ideas, start=1):
        if idea is raised:
            yield beat_of(idea, "{say}")
        elif isinstance(idea, Myth):
            lead = rng.choice(leads["first"]) if number == 1 else myths[number % len(myths)]
            fits = answers_claim(idea) if "{claim}" in lead else _asks(idea) or "{asked}" not in lead
            yield beat_of(idea, lead if fits else "{question} {say}")
        elif idea in counted:
            at = counted.index(idea) + 1
            lead = count[0] if at == 1 else count[-1] if at == len(counted) else count[1 + at % (len(count) - 2)]
            yield beat_of(idea, lead, nth=COUNT[at], text=f"{at}. {idea.text}" if idea.text else "")
        elif isinstance(idea, Fact) and number > 1:
            yield beat_of(idea, drawn_lead(_fact_leads(idea, brief.format == "qa_reply"), rng, idea, used))
        else:
            kind = "action" if isinstance(idea, Action) else "know"
            yield beat_of(idea, "{say}" if number == 1 and kind == "know" else drawn_lead(leads[kind], rng, idea, used))


def _asks(idea: Cited) -> bool:
    """Return whether the idea's question can follow "and" or "so"."""
    first = str(getattr(idea, "question", "")).lower().split(" ", 1)[0]
    return first in wording()["leads"]["asking"]


def _fact_leads(fact: Fact, reply: bool) -> list[str]:
    """Return the lead-ins that fit a fact: with its question alone in a reply, and where it makes no sense without."""
    leads = wording()["leads"]
    asked = [lead for lead in leads["asked"] if fact.question and (_asks(fact) or "{asked}" not in lead)]
    opening = sentences(fact.say)[0].text.lower().split()
    alone = len(opening) > 3 and opening[0].strip(",.") not in leads["replies"]
    return asked if asked and (reply or not alone) else asked + leads[fact.role]


def drawn_lead(leads: list[str], rng: random.Random, idea: Cited, used: set[str]) -> str:
    """Return a lead-in that was not used yet and has no word in common with the line; the bare line may come again."""
    drawn, own = rng.sample(leads, len(leads)), words_of(idea)
    drawn.sort(key=lambda lead: bool(own & content_stems(_PLACE.sub("", lead))))
    lead = next((lead for lead in drawn if lead == "{say}" or lead not in used), drawn[0])
    used.add(lead)
    return lead


def _steps(brief: Brief, rng: random.Random, reasoned: bool) -> Iterator[Beat]:
    facts = brief.facts
    if not facts.demo:
        return
    first, *rest = facts.demo.steps
    lead = drawn_lead(wording()["leads"]["demo"], rng, first, set()) if reasoned else "{say}"
    said = fill(lead, {"why": facts.demo.why, "say": first.say})
    cited = (facts.reason.id, first.id) if facts.reason and reasoned else (first.id,)
    yield Beat(say=said, text=f"1. {first.text}", show=first.show, sources=cited)
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
