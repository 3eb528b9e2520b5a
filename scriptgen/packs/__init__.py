"""Dated data: numbers of the craft, limits of platforms, law of jurisdictions; each with source, date and confidence."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from scriptgen.errors import UsageError
from scriptgen.resources import PACKAGE, package_text

__all__ = ["Packs", "names", "packs"]


@dataclass(frozen=True, slots=True)
class Packs:
    """The numbers and lists that hold for one platform, placement and jurisdiction, merged."""

    values: dict[str, Any]
    """By name, such as hook_seconds."""
    rows: dict[str, dict[str, Any]]
    """The same names with value, source, confidence and, where it differs from the pack's, checked_on."""
    dates: dict[str, date]
    """When each pack was last checked as a whole, by its name."""

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the packs' names with their dates."""
        return tuple(f"{name} {day.isoformat()}" for name, day in self.dates.items())


def names(kind: str) -> tuple[str, ...]:
    """Return the names of the packs of a kind: platform or jurisdiction."""
    return tuple(sorted(p.stem for p in (PACKAGE / "packs" / kind).glob("*.toml")))


@lru_cache(maxsize=64)
def packs(platform: str = "tiktok", placement: str = "organic", jurisdiction: str = "us") -> Packs:
    """Return the merged packs; raise UsageError that names the known ones for a name that is none."""
    craft = tomllib.loads(package_text("packs/craft.toml"))
    place = _read("platform", platform)
    law = _read("jurisdiction", jurisdiction)
    if placement not in place:
        known = ", ".join(k for k, v in place.items() if isinstance(v, dict))
        raise UsageError(f"placement {placement!r} is not known for {platform}; known are {known}")
    rows = {**craft["craft"], **place["organic"], **place[placement], **law["law"]}
    dates = {
        "craft": craft["checked_on"],
        f"{platform}/{placement}": place["checked_on"],
        jurisdiction: law["checked_on"],
    }
    return Packs({name: row["value"] for name, row in rows.items()}, rows, dates)


def _read(kind: str, name: str) -> dict[str, Any]:
    if name not in names(kind):
        raise UsageError(f"{kind} {name!r} is not known; known are {', '.join(names(kind))}")
    return tomllib.loads(package_text(f"packs/{kind}/{name}.toml"))
