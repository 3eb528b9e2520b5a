"""Labelled lines and scripts with and without defects: what each reader finds, and what it flags by mistake."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["HERE", "Item", "items", "scripts"]

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Item:
    """One labelled sentence, topic or line."""

    text: str
    code: str
    """The rule that it breaks, or comes near to; PH for lines of the privacy part."""
    bad: bool
    also: tuple[str, ...] = ()
    where: str = "script"
    kind: str = ""


def items(part: str, name: str) -> tuple[Item, ...]:
    """Return the items of `tune` or `held`, from all files whose names begin with `name`: claims or privacy."""
    return tuple(_rows(sorted((HERE / part).glob(f"{name}*.jsonl"))))


def _rows(paths: list[Path]) -> Iterator[Item]:
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                row = json.loads(line)
                code = row.get("code", "PH")
                yield Item(
                    row["text"],
                    code,
                    row["bad"],
                    tuple(row.get("also", ())),
                    row.get("where", "script"),
                    row.get("kind", ""),
                )


def scripts(part: str, name: str) -> tuple[dict[str, Any], ...]:
    """Return the scripts of `tune` or `held`: good ones, or bad ones with `codes` and `paths`."""
    return tuple(
        json.loads(line)
        for path in sorted((HERE / part).glob(f"{name}*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    )
