"""First replies: what was asked, what came back, and how much of it keeps the rules at once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from scriptgen.brief import Brief, brief_for
from scriptgen.facts.files import headers, read_facts
from scriptgen.facts.model import FactFile
from scriptgen.text import slugify

__all__ = ["HERE", "Asked", "asked"]

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Asked:
    """One brief, as it was given to a writer."""

    round: str
    name: str
    options: dict[str, Any]
    """Arguments of `scriptgen.draft`, the topic among them."""

    @property
    def brief(self) -> Brief:
        """Return the Brief for a model."""
        rest = {k: v for k, v in self.options.items() if k != "topic"}
        return brief_for(self.options["topic"], writer="model", seed=0, **rest)

    def brief_with(self, facts: list[str]) -> Brief:
        """Return the Brief with the facts that a recording's writer was given, in their order: ids in a reply are numbers of these."""
        brief = self.brief
        if not facts:
            return replace(brief, library=None, given=())
        library = next(file for file in _library() if facts[0] in {fact.id for fact in file.items})
        held = {fact.id: fact for fact in library.items}
        return replace(brief, library=library, given=tuple(held[id] for id in facts))


@lru_cache(maxsize=1)
def _library() -> tuple[FactFile, ...]:
    """Return all files: topics have come since a recording was made, and may fit its words better than the one it was given."""
    return tuple(read_facts(head) for head in headers())


@lru_cache(maxsize=1)
def asked() -> tuple[Asked, ...]:
    """Return all briefs, in the file's order."""
    data = tomllib.loads((HERE / "briefs.toml").read_text(encoding="utf-8"))
    rows = []
    for row in data["briefs"]:
        options = {k: v for k, v in row.items() if k not in ("round", "brand")}
        if "brand" in row:
            options["brand"] = data["brands"][row["brand"]]
        rows.append(Asked(row["round"], slugify(row["topic"]), options))
    return tuple(rows)
