"""Answers of web services, kept in the cache folder: they only save time, and are never missed where the folder can't be used."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from scriptgen.resources import cache_folder

__all__ = ["Kept", "keep", "kept"]

_WEEK = 7 * 24 * 3600.0


class Kept(NamedTuple):
    """An answer that came before."""

    body: bytes
    day: date
    """When it came."""
    fresh: bool
    """Whether it is less than a week old, so that nobody needs to be asked again."""


def kept(question: str, now: Callable[[], float] = time.time) -> Kept | None:
    """Return the answer that was kept to a question, None for none; nobody has looked whether it is whole."""
    path = _path(question)
    try:
        came = path.stat().st_mtime
        return Kept(path.read_bytes(), date.fromtimestamp(came), 0 <= now() - came < _WEEK)
    except (OSError, ValueError, OverflowError):
        return None


def keep(question: str, body: bytes) -> None:
    """Keep an answer in the place of an older one; whoever reads meanwhile sees one or the other, whole."""
    path = _path(question)
    spare = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        spare.write_bytes(body)
        spare.replace(path)
    except OSError:
        with suppress(OSError):
            spare.unlink(missing_ok=True)


def _path(question: str) -> Path:
    return cache_folder() / "web" / f"{sha256(question.encode()).hexdigest()}.xml"
