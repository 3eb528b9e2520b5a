"""Replies for tests: what a model would have to write for a script, and how to spoil it."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from scriptgen.brief import Brief, brief_for
from scriptgen.pipeline import from_facts
from scriptgen.script import Script

__all__ = ["TOPIC", "brief", "good", "spoiled"]

TOPIC = "knee pain myths"


def brief(**options: Any) -> Brief:
    """Return a brief for a model on the topic of these tests."""
    return brief_for(TOPIC, writer="model", seed=0, **options)


@lru_cache(maxsize=256)
def _script(topic: str, format: str | None) -> Script:
    return from_facts(brief_for(topic, seed=4, format=format)).script


def good(topic: str = TOPIC) -> dict[str, Any]:
    """Return a reply that is accepted as it is: the facts library's own script, as a model would write it."""
    asked = brief_for(topic, writer="model", seed=0)
    script = _script(topic, asked.format)
    ids = {fact.id: f"F{n}" for n, fact in enumerate(asked.given, start=1)}

    def block(part: Any, *names: str) -> dict[str, Any]:
        told = {name: getattr(part, name) for name in names}
        return told | ({"sources": [ids[s] for s in part.sources if s in ids]} if hasattr(part, "sources") else {})

    return {
        "hook": block(script.hook, "say", "text", "show"),
        "beats": [block(beat, "say", "text", "show") for beat in script.beats],
        "cta": block(script.cta, "say", "text", "show"),
        "disclaimer": block(script.disclaimer, "say", "text"),
        "caption": script.caption,
        "hashtags": list(script.hashtags),
        "cover_text": script.cover_text,
    }


def spoiled(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return the good reply with other values at paths such as beats.1.say."""
    reply = copy.deepcopy(good())
    for path, value in changes.items():
        *parents, last = path.split(".")
        here: Any = reply
        for part in parents:
            here = here[int(part)] if part.isdigit() else here[part]
        here[int(last) if last.isdigit() else last] = value
    return reply
