"""What ends a script from facts: call to action, disclaimer, credit, hashtags."""

from __future__ import annotations

import random

from scriptgen.brief import Brief
from scriptgen.facts.model import Cited, FactFile
from scriptgen.script import Cta, Disclaimer
from scriptgen.text import words
from scriptgen.wording import wording

__all__ = ["closing", "credit", "hashtags"]

_TAGS = 5
_SHOW = "Clinician nods to the lens and steps out of frame"


def closing(brief: Brief, rng: random.Random) -> tuple[Cta, Disclaimer]:
    """Return the call to action and the disclaimer: the brand's own words where it has any."""
    brand, facts, told = brief.brand, brief.facts, wording()
    fitting = [c for c in facts.ctas if brief.format == "myth_bust" or "myth" not in c.say.lower()] or facts.ctas
    prompt = fitting[brief.seed % len(fitting)] if fitting else None
    show = prompt.show if prompt else _SHOW
    if brand and brand.ctas:
        say = brand.ctas[brief.seed % len(brand.ctas)]
        cta = Cta(say=say, text=say.rstrip(".") if len(say) <= 45 and len(say.split()) <= 8 else "", show=show)
    elif prompt:
        cta = Cta(say=prompt.say, text=prompt.text, show=show)
    else:
        cta = Cta(say="Send this to somebody who needs it.", text="Send this on", show=show)
    if brand and brand.disclaimers:
        own = brand.disclaimers[0]
        return cta, Disclaimer(say=own, text=own)
    line = rng.choice(told["disclaimers"]["lines"])
    return cta, Disclaimer(say=line["say"], text=line["text"])


def credit(facts: FactFile, cited: list[Cited]) -> str:
    """Return the line of the caption that names the first three documents, and says that it is general education."""
    found = [facts.source(idea.source) for idea in cited]
    origins = list(dict.fromkeys(f"{o.publisher}, {o.year}" if o.year else o.publisher for o in found))[:3]
    return f"Source{'s' if len(origins) > 1 else ''}: {'; '.join(origins)}. General education, not medical advice."


def hashtags(brief: Brief) -> tuple[str, ...]:
    """Return up to five tags: the brand's first two after the topic's; of facts without tags their names."""
    own = [t.lstrip("#") for t in brief.brand.hashtags][:2] if brief.brand else []
    facts = brief.facts
    named = facts.hashtags or tuple(_tag(name) for name in (facts.topic, *facts.aliases) if len(name.split()) <= 3)
    spare = () if facts.hashtags else ("HealthEducation", "PatientEducation")
    return tuple(dict.fromkeys([*named[: _TAGS - len(own)], *own, *spare]))[: max(3, min(_TAGS, len(named) + len(own)))]


def _tag(name: str) -> str:
    return "".join(word[:1].upper() + word[1:] for word in words(name) if word.isalnum())
