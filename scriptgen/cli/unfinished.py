"""Replies of runs that failed half-way, kept in the user's cache folder, so that they are not paid for twice."""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from scriptgen.drafts import Usage
from scriptgen.exchange import ModelReply
from scriptgen.resources import cache_folder

__all__ = ["Replies", "forget", "keep", "load"]

DAYS = 7


def _file() -> Path:
    return cache_folder() / "unfinished.json"


def _rows() -> dict[str, dict[str, Any]]:
    """Return what is kept and not too old; nothing for a file that is missing or broken."""
    try:
        rows = json.loads(_file().read_text(encoding="utf-8"))
        oldest = time.time() - DAYS * 86_400
        return {key: row for key, row in rows.items() if row["at"] >= oldest}
    except (OSError, ValueError, AttributeError, KeyError, TypeError):
        return {}


class Replies(dict[str, ModelReply]):
    """Replies by the key of their request, and which of them a run used."""

    def __init__(self) -> None:
        super().__init__()
        self.used: set[str] = set()
        self.old: frozenset[str] = frozenset()

    def __getitem__(self, key: str) -> ModelReply:
        self.used.add(key)
        return super().__getitem__(key)

    @property
    def new(self) -> dict[str, ModelReply]:
        """Return the usable replies that this run paid for."""
        return {key: reply for key, reply in self.items() if key not in self.old and reply.outcome == "ok"}


def load() -> Replies:
    """Return kept replies."""
    found = Replies()
    for key, row in _rows().items():
        with contextlib.suppress(KeyError, TypeError, ValueError):
            reply = {name: row[name] for name in ("outcome", "text", "model", "why")}
            found[key] = ModelReply(**reply, usage=Usage.model_validate(row["usage"]))
    found.old = frozenset(found)
    return found


def keep(replies: Mapping[str, ModelReply]) -> bool:
    """Keep replies; return whether there were any and that was possible. Only the user can read the file."""
    if not replies:
        return False
    rows = {
        key: {**asdict(reply), "usage": reply.usage.model_dump(), "at": time.time()} for key, reply in replies.items()
    }
    return _save({**_rows(), **rows})


def forget(keys: Iterable[str]) -> None:
    """Drop the replies to these requests."""
    rows, gone = _rows(), set(keys)
    if gone & rows.keys():
        _save({key: row for key, row in rows.items() if key not in gone})


def _save(rows: Mapping[str, Any]) -> bool:
    path = _file()
    spare = path.with_suffix(f".{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(spare, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(rows, file)
        spare.replace(path)
    except OSError:
        return False
    return True
