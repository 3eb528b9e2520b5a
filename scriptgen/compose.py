"""A script from facts alone, word for word: no model, no network, the same for the same brief."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product
from math import ceil
from typing import Any, TypeVar
from zlib import crc32

from scriptgen.brief import Brief
from scriptgen.facts.model import Action, Cited, Fact, FactFile, Myth
from scriptgen.resources import package_text
from scriptgen.script import Beat, Cta, Disclaimer, Hook, Identity, Script, Source
from scriptgen.speech import spoken
from scriptgen.text import content_stems, sentences
from scriptgen.timing import read_seconds, say_seconds
from scriptgen.topics import topic_of
from scriptgen.view import View

__all__ = ["compose", "hook_lines"]

B = TypeVar("B", Hook, Beat, Cta, Disclaimer)

_COUNT = ("none", "one", "two", "three", "four", "five", "six")
_OPENING = 3.0
"""Seconds that the first sentence may take, as rule HK101 has it."""
_CALM = 160
"""Words a minute where time is planned; rule PC101 warns above 165."""


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    return tomllib.loads(package_text("compose.toml"))


def compose(brief: Brief, take: int = 0) -> Script:
    """Return the script for a brief. `take` varies which facts fill it and keeps the hook, for a caller who looks for the best fill."""
    return min(_candidates(brief, take), key=lambda script: _distance(script, brief))


def _distance(script: Script, brief: Brief) -> float:
    off = abs(View(script).seconds - brief.seconds)
    cited = {s for b in script.beats for s in b.sources}
    urgent = any(flag.id in cited for flag in brief.facts.red_flags)
    wanted = brief.facts.red_flags and brief.format != "demo"  # a demo may show something that no red flag of the topic belongs to
    return off + (3.0 if wanted and not urgent else 0.0)  # when to get seen is worth 3 seconds of length


def _candidates(brief: Brief, take: int) -> Iterator[Script]:
    """Yield the ways to fill the format: more or fewer ideas, with and without the line on when to get seen."""
    facts, kind = brief.facts, brief.format
    pool = {"myth_bust": facts.myths, "explainer": facts.facts, "listicle": facts.actions, "demo": ()}[kind]
    sizes = range({"myth_bust": 1, "explainer": 2, "listicle": 3, "demo": 1}[kind], len(pool) + 1) or range(len(pool), len(pool) + 1)
    if brief.count and pool:
        sizes = range(min(brief.count, len(pool)), min(brief.count, len(pool)) + 1)
    helps = (True, False) if kind == "explainer" and facts.actions else (False,)
    for size, urgent, helped in product(sizes if pool else (1,), (True, False) if facts.red_flags else (False,), helps):
        rng = random.Random(f"{facts.topic}|{kind}|{brief.seed}|{take}")
        yield _script(brief, rng, size, urgent, helped)


def _script(brief: Brief, rng: random.Random, size: int, urgent: bool, helped: bool) -> Script:
    facts, words = brief.facts, _words()
    line, raised = _hook(brief, size)
    chosen = _chosen(brief, rng, raised, size)
    values = _values(facts, raised, len(chosen), rng)
    body = list(_body(brief, rng, line["raises"], raised, chosen, values))
    cited: list[Cited] = list(chosen) if brief.format != "demo" else list(facts.demo.steps if facts.demo else ())
    if helped:
        action = _preferred(brief, rng, facts.actions)[0]
        body.append(_beat(action, rng.choice(words["leads"]["action"])))
        cited.append(action)
    if urgent:
        flag = _preferred(brief, rng, facts.red_flags)[0]
        body.append(_beat(flag, rng.choice(words["leads"]["flag"])))
        cited.append(flag)
    shot = words["shots"]["reply"] if brief.reply_to else words["shots"]["hook"][(brief.seed + size) % len(words["shots"]["hook"])]
    cta, disclaimer = _closing(brief, rng)
    hook = Hook(say=_fill(line["say"], values), text=_fill(line["text"], values), show=shot, sources=(raised.id,) if raised else ())
    return Script(
        topic=brief.topic,
        format=brief.format,
        language=brief.language,
        platform=brief.platform,
        placement=brief.placement,
        jurisdiction=brief.jurisdiction,
        hook=_timed(hook),
        beats=tuple(_timed(beat) for beat in body),
        cta=_timed(cta),
        disclaimer=_timed(disclaimer),
        caption=_fill(rng.choice(words["captions"][brief.format]), {**values, "credit": _credit(facts, cited)}),
        hashtags=_hashtags(brief),
        cover_text=_fill(rng.choice(words["covers"][brief.format]), values),
        sources=tuple(_sources(facts, cited)),
        reply_to=brief.reply_to,
        brand=brief.brand.identity if brief.brand else Identity(),
    )


def hook_lines(brief: Brief) -> list[tuple[dict[str, str], tuple[Cited | None, ...]]]:
    """Return the hooks that fit the format and these facts, each with the ideas that it can raise."""
    facts = brief.facts
    pool: tuple[Cited, ...] = facts.myths if brief.format == "myth_bust" else facts.facts
    found: list[tuple[dict[str, str], tuple[Cited | None, ...]]] = []
    for line in _words()["hooks"][brief.format]["lines"]:
        ideas: Iterable[Cited | None] = pool if line["raises"] in ("myth", "fact") else (None,)
        fitting = tuple(idea for idea in ideas if _opens(line, facts, idea))
        if fitting:
            found.append((line, fitting))
    return found


def _opens(line: dict[str, str], facts: FactFile, idea: Cited | None) -> bool:
    """Return whether a hook can be spoken in time with this idea.

    A belief that is itself a question fits in no clause, and one that doesn't name the topic ("You need a scan") leaves a stranger lost.
    """
    stated = "{belief}" in line["say"] or "{claim}" in line["say"]
    if stated and isinstance(idea, Myth) and ("?" in idea.belief or not _names(facts, idea.belief)):
        return False
    said = sentences(_fill(line["say"], _values(facts, idea, 3, None)))
    return bool(said) and say_seconds(said[0].text) <= _OPENING and len(said[0].text.split()) <= 10


def _names(facts: FactFile, text: str) -> bool:
    topic = topic_of(facts.topic, facts.aliases)
    return topic.named_in(text) or bool(content_stems(facts.your) & content_stems(text))


def _hook(brief: Brief, size: int) -> tuple[dict[str, str], Cited | None]:
    """Return the hook's line and the idea it raises: the next line for the next seed, the strongest idea that fits what was asked."""
    lines = [h for h in hook_lines(brief) if size > 1 or h[0]["raises"] != "many" or brief.format == "explainer"] or hook_lines(brief)
    turn = crc32(f"{brief.facts.topic}|{brief.format}".encode()) + brief.seed
    line, ideas = lines[turn % len(lines)]
    asked = content_stems(brief.topic) - content_stems(brief.facts.topic)
    raised = [i for i in ideas if i is not None]
    for wish in (brief.wishes, asked):
        named = [i for i in raised if wish & content_stems(f"{getattr(i, 'question', '')} {getattr(i, 'belief', '')} {i.say}")]
        if named:
            return line, named[brief.seed // len(lines) % len(named)]
    return line, raised[turn // len(lines) % min(len(raised), 3)] if raised else None


def _chosen(brief: Brief, rng: random.Random, raised: Cited | None, size: int) -> list[Cited]:
    """Return the ideas of the script: the raised one first, what was asked for next; facts and actions then in the file's order."""
    facts = brief.facts
    if brief.format == "demo":
        return []
    pool: tuple[Cited, ...] = {"myth_bust": facts.myths, "explainer": facts.facts, "listicle": facts.actions}[brief.format]
    rest = [i for i in _preferred(brief, rng, pool) if i is not raised]
    if raised is None:
        kept = rest[:size]
    else:
        kept = rest[: size - 1]
    if brief.format != "myth_bust":
        kept.sort(key=pool.index)
    return [raised, *kept] if raised else kept


def _preferred(brief: Brief, rng: random.Random, pool: Iterable[Cited]) -> list[Cited]:
    """Return the ideas in a drawn order, those that share words with the topic as typed, the notes or the comment before the others."""
    wishes = brief.wishes | (content_stems(brief.topic) - content_stems(brief.facts.topic))
    drawn = sorted(pool, key=lambda idea: idea.id)
    rng.shuffle(drawn)
    return sorted(drawn, key=lambda idea: -len(wishes & content_stems(f"{idea.say} {getattr(idea, 'belief', '')} {getattr(idea, 'title', '')}")))


def _body(brief: Brief, rng: random.Random, raises: str, raised: Cited | None, chosen: list[Cited], values: dict[str, str]) -> Iterator[Beat]:
    leads, facts = _words()["leads"], brief.facts
    if brief.format == "demo" and facts.demo:
        first, *others = facts.demo.steps
        why = _fill(rng.choice(leads["demo"]), {"why": facts.demo.why})
        yield Beat(say=f"{why} {first.say}", text=f"1. {first.text}", show=first.show, sources=(first.id,))
        for number, step in enumerate(others, start=2):
            yield Beat(say=step.say, text=f"{number}. {step.text}", show=step.show, sources=(step.id,))
        return
    count = rng.choice(leads["count"])
    myths = rng.sample(leads["myth"], len(leads["myth"]))
    used: set[str] = set()
    for number, idea in enumerate(chosen, start=1):
        if idea is raised:
            yield _beat(idea, "{say}")
        elif isinstance(idea, Myth):
            lead = rng.choice(leads["first"]) if number == 1 else myths[number % len(myths)]
            yield _beat(idea, lead if "?" not in idea.belief or "{claim}" not in lead else "{question} {say}")
        elif isinstance(idea, Action):
            lead = count[0] if number == 1 else count[2] if number == len(chosen) else count[1]
            yield _beat(idea, lead, nth=_COUNT[number], text=f"{number}. {idea.text}")
        elif isinstance(idea, Fact):
            lead = next(lead for lead in (*rng.sample(leads[idea.role], len(leads[idea.role])), "{say}") if lead == "{say}" or lead not in used)
            used.add(lead)
            yield _beat(idea, "{say}" if number == 1 else lead)


def _timed(block: B) -> B:
    """Return the block with planned seconds, at a calm pace, where its text on screen takes longer to read than its words to say."""
    needed = read_seconds(block.text)
    if needed <= say_seconds(block.say):
        return block
    calm = spoken(block.say).words * 60 / _CALM
    return block.model_copy(update={"seconds": ceil(max(needed, calm) * 10) / 10})


def _beat(idea: Cited, lead: str, nth: str = "", text: str = "") -> Beat:
    title = getattr(idea, "title", "")
    values = {
        "say": idea.say,
        "question": getattr(idea, "question", ""),
        "claim": _inside(getattr(idea, "belief", "")),
        "title": title,
        "Title": _capital(title),
        "nth": nth,
        "Nth": _capital(nth),
    }
    return Beat(say=_fill(lead, values), text=text or idea.text, show=idea.show, sources=(idea.id,))


def _values(facts: FactFile, idea: Cited | None, count: int, rng: random.Random | None) -> dict[str, str]:
    about, demo = facts.about or facts.topic, facts.demo.title if facts.demo else ""
    belief = getattr(idea, "belief", "") or (facts.myths[0].belief if facts.myths else "")
    number = _COUNT[min(max(count, 1), len(_COUNT) - 1)]
    short = demo.removeprefix("a ").removeprefix("an ").removeprefix("the ")
    question = getattr(idea, "question", "") or f"What should you know about {about}?"
    lists = facts.lists or (f"things to know about {about}",)
    return {
        "question": question,
        "asked": _inside(question),
        "belief": belief,
        "claim": _inside(belief),
        "about": about,
        "About": _capital(facts.topic),
        "your": facts.your,
        "list": rng.choice(lists) if rng else max(lists, key=len),
        "n": number,
        "N": _capital(number),
        "demo": demo,
        "Demo": _capital(demo),
        "heading": _capital(short) if _names(facts, short) else f"{_capital(facts.topic)}: {short}",
    }


def _closing(brief: Brief, rng: random.Random) -> tuple[Cta, Disclaimer]:
    """Return the call to action and the disclaimer: the brand's own words where it has any."""
    brand, facts, words = brief.brand, brief.facts, _words()
    show = facts.ctas[brief.seed % len(facts.ctas)].show if facts.ctas else "Clinician nods to the lens and steps out of frame"
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


def _sources(facts: FactFile, cited: list[Cited]) -> Iterator[Source]:
    for idea in dict.fromkeys(cited):
        origin = facts.source(idea.source)
        yield Source(id=idea.id, quote=idea.say, title=origin.title, publisher=origin.publisher, year=origin.year, url=origin.url)


def _credit(facts: FactFile, cited: list[Cited]) -> str:
    origins = list(dict.fromkeys(f"{o.publisher}, {o.year}" for o in (facts.source(idea.source) for idea in cited)))[:3]
    named = "; ".join(origins)
    return f"Source{'s' if len(origins) > 1 else ''}: {named}. General education, not medical advice."


def _hashtags(brief: Brief) -> tuple[str, ...]:
    own = [t.lstrip("#") for t in brief.brand.hashtags][:2] if brief.brand else []
    return tuple(dict.fromkeys([*brief.facts.hashtags[: 5 - len(own)], *own]))[:5]


def _inside(belief: str) -> str:
    """Return a belief as it reads inside a sentence: lower case at the start, save for I and abbreviations."""
    first = belief.split(" ", 1)[0]
    return belief if first == "I" or first[1:2].isupper() or first.startswith("I'") else belief[:1].lower() + belief[1:]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _fill(line: str, values: dict[str, str]) -> str:
    return line.format_map(values)
