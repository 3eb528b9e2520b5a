"""Run a rule's own examples: the plain example script with an example's changes applied."""

from __future__ import annotations

import copy
import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from scriptgen.brand import Brand
from scriptgen.check import as_script
from scriptgen.resources import package_text
from scriptgen.rule import Example
from scriptgen.script import Script
from scriptgen.view import View

__all__ = ["example_view", "put", "script_with"]


@lru_cache(maxsize=1)
def _plain() -> dict[str, Any]:
    script: dict[str, Any] = tomllib.loads(package_text("rules/example.toml"))["script"]
    return script


def put(data: dict[str, Any], path: str, value: Any) -> None:
    """Set the field at `path` (beats[1].say) of a script's mapping; a beat just past the end is added."""
    parts: list[str | int] = [int(p) if p.isdigit() else p for p in re.findall(r"\w+", path)]
    here: Any = data
    for part, following in zip(parts, parts[1:], strict=False):
        if isinstance(part, int) and part == len(here):
            here.append({})
        here = here.setdefault(part, [] if isinstance(following, int) else {}) if isinstance(here, dict) else here[part]
    here[parts[-1]] = value


def script_with(changes: Mapping[str, Any]) -> Script:
    """Return the plain example script with changes by path."""
    data = copy.deepcopy(_plain())
    for path, value in changes.items():
        put(data, path, value)
    return as_script(data)


def example_view(example: Example) -> View:
    """Return what a rule sees of an example."""
    brand = Brand.model_validate(dict(example.brand)) if example.brand else None
    return View(script_with(example.set), brand=brand, draft=example.draft, target=example.seconds)
