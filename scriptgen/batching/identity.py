"""What makes a topic the same topic: all that its script depends on, as one digest. Where it changes, only that topic is drafted anew."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from scriptgen.batching.topics import Row
from scriptgen.brand import Brand, as_brand
from scriptgen.errors import ScriptgenError
from scriptgen.resources import PACKAGE

if TYPE_CHECKING:
    from scriptgen.options import Options

__all__ = ["brand_of", "key_of", "settings_of"]

_SILENT = ("told", "recorded", "prices", "timeout", "model", "prompts")
"""Options that change no script, or that count by what they lead to: the model's name, the rulebook's digest."""
_FILES = ("facts", "consent")


def settings_of(options: Options, model: str, rules: str) -> str:
    """Return what all topics of a run share, as a digest: options, the model's name, the rulebook's digest, the bundled facts."""
    return _digest([model, rules, _tree(str(PACKAGE / "facts" / "library")), _plain(options)])


def key_of(row: Row, settings: str, rules: str = "") -> bytes:
    """Return the key of a row; `rules` is the digest of a rulebook of its own."""
    return bytes.fromhex(_digest([settings, rules, row.topic, _plain(row.options)]))[:16]


@lru_cache(maxsize=256)
def brand_of(path: str) -> Brand | None:
    """Return the brand in a file, read once."""
    return as_brand(path)


def _plain(options: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _value(name, value) for name, value in options.items() if name not in _SILENT and value is not None}


def _value(name: str, value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if name == "brand" and isinstance(value, (str, Path)):
        try:
            found = brand_of(str(value))
        except ScriptgenError:  # said when the topic's turn comes
            return str(value)
        return found.model_dump(mode="json") if found else None
    return _tree(str(value)) if name in _FILES and isinstance(value, (str, Path)) else value


@lru_cache(maxsize=256)
def _tree(path: str) -> str:
    """Return the digest of a file, or of the files in a folder; the path itself where there is neither."""
    place = Path(path)
    files = sorted(p for p in place.rglob("*") if p.is_file()) if place.is_dir() else [place]
    try:
        return _digest([sha256(file.read_bytes()).hexdigest() for file in files])
    except OSError:
        return path


def _digest(value: Any) -> str:
    return sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()
