"""The words between the facts, and the facts put into them: leads, counts, questions, names of the topic."""

from __future__ import annotations

import random
import tomllib
from functools import lru_cache
from math import ceil
from typing import Any, TypeVar

from scriptgen.facts.model import Cited, FactFile
from scriptgen.packs import packs
from scriptgen.resources import package_text
from scriptgen.script import Beat, Cta, Disclaimer, Hook
from scriptgen.speech import spoken
from scriptgen.text import content_stems, sentences
from scriptgen.timing import read_seconds, say_seconds
from scriptgen.topics import topic_of

__all__ = ["COUNT", "answers_claim", "beat_of", "capital", "fill", "inside", "names", "timed", "values", "wording"]

B = TypeVar("B", Hook, Beat, Cta, Disclaimer)

COUNT = ("none", "one", "two", "three", "four", "five", "six")


@lru_cache(maxsize=1)
def wording() -> dict[str, Any]:
    return tomllib.loads(package_text("compose.toml"))


def fill(line: str, values: dict[str, str]) -> str:
    return line.format_map(values)


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def inside(belief: str) -> str:
    """Return a belief as it reads inside a sentence: lower case at the start, save for I and abbreviations."""
    first = belief.split(" ", 1)[0]
    return belief if first == "I" or first[1:2].isupper() or first.startswith("I'") else belief[:1].lower() + belief[1:]


def answers_claim(idea: Cited) -> bool:
    """Return whether an answer follows from the belief as it stands, and not from its question alone.

    "You can." answers "Can you have asthma without a wheeze?", and says nothing after "No wheeze means no asthma."
    """
    belief = getattr(idea, "belief", "")
    opening = sentences(idea.say)[0].text.lower().rstrip(".").replace(",", "").split()[:3]
    return "?" not in belief and ("can" not in opening or "can" in belief.lower())


def names(facts: FactFile, text: str) -> bool:
    topic = topic_of(facts.topic, facts.aliases)
    return topic.named_in(text) or bool(content_stems(facts.your) & content_stems(text))


def values(facts: FactFile, idea: Cited | None, count: int, rng: random.Random | None) -> dict[str, str]:
    about, demo = facts.about or facts.topic, facts.demo.title if facts.demo else ""
    belief = getattr(idea, "belief", "") or (facts.myths[0].belief if facts.myths else "")
    number = COUNT[min(max(count, 1), len(COUNT) - 1)]
    short = demo.removeprefix("a ").removeprefix("an ").removeprefix("the ")
    question = getattr(idea, "question", "") or f"What should you know about {about}?"
    lists = facts.lists or (f"things to know about {about}",)
    return {
        "question": question,
        "asked": inside(question),
        "belief": belief,
        "claim": inside(belief),
        "about": about,
        "About": capital(facts.topic),
        "your": facts.your,
        "list": rng.choice(lists) if rng else max(lists, key=len),
        "n": number,
        "N": capital(number),
        "demo": demo,
        "Demo": capital(demo),
        "headline": question if names(facts, question) else f"{capital(facts.topic)}: {question}",
        "heading": capital(short) if names(facts, short) else f"{capital(facts.topic)}: {short}",
    }


def beat_of(idea: Cited, lead: str, nth: str = "", text: str = "") -> Beat:
    title, question = getattr(idea, "title", ""), getattr(idea, "question", "")
    values = {
        "say": idea.say,
        "question": question,
        "asked": inside(question),
        "claim": inside(getattr(idea, "belief", "")),
        "title": title,
        "Title": capital(title),
        "nth": nth,
        "Nth": capital(nth),
    }
    return Beat(say=fill(lead, values), text=text or idea.text, show=idea.show, sources=(idea.id,))


def timed(block: B) -> B:
    """Return the block with planned seconds, at a calm pace, where its text on screen takes longer to read than its words to say."""
    needed = read_seconds(block.text)
    if needed <= say_seconds(block.say):
        return block
    calm = spoken(block.say).words * 60 / packs()["pace"]
    return block.model_copy(update={"seconds": ceil(max(needed, calm) * 10) / 10})
