"""Sourced facts: one file a topic, found by what people call it, quoted word for word.

facts.search("nee pain")           # the topics it may mean, the likeliest first
facts.show("knee pain")            # all that is known of one
facts.topics()                     # the heads of all of them
facts.fetch("medlineplus", "asthma")   # quotations to rest a model's draft on
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scriptgen.facts.files import headers as topics
    from scriptgen.facts.find import find as show
    from scriptgen.facts.find import search
    from scriptgen.facts.importing import fetch

__all__ = ["fetch", "search", "show", "topics"]

_HOMES = {
    "fetch": ("importing", "fetch"),
    "search": ("find", "search"),
    "show": ("find", "find"),
    "topics": ("files", "headers"),
}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module 'scriptgen.facts' has no attribute {name!r}")
    module, attribute = _HOMES[name]
    return getattr(import_module(f"scriptgen.facts.{module}"), attribute)
