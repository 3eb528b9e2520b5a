"""The guidance as text: templates filled with the rules that are in force."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from scriptgen.resources import prompts
from scriptgen.rule import Rule

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["system"]


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(prompts()),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
    )


def system(rules: Iterable[Rule]) -> str:
    """Return the system prompt: the whole guidance and the rules it is checked by; the same bytes for every topic."""
    return _environment().get_template("system.j2").render(rules=tuple(rules)).strip() + "\n"
