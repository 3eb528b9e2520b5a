"""Run a rule's own examples: the plain example script with an example's changes applied."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from scriptgen.brand import Brand
from scriptgen.paths import put
from scriptgen.resources import package_text
from scriptgen.rule import Example
from scriptgen.script import Script, as_script
from scriptgen.view import Cue, View

__all__ = ["example_view", "script_with"]


@lru_cache(maxsize=1)
def _plain() -> dict[str, Any]:
    script: dict[str, Any] = tomllib.loads(package_text("rules/example.toml"))["script"]
    return script


def script_with(changes: Mapping[str, Any]) -> Script:
    """Return the plain example script with changes by path."""
    data = copy.deepcopy(_plain())
    for path, value in changes.items():
        put(data, path, value)
    return as_script(data)


def example_view(example: Example) -> View:
    """Return what a rule sees of an example."""
    brand = Brand.model_validate(dict(example.brand)) if example.brand else None
    return View(
        script_with(example.set),
        brand=brand,
        draft=example.draft,
        target=example.seconds,
        cues=tuple(Cue(*cue) for cue in example.cues),
        today=example.today,
    )
