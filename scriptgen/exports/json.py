"""The whole script as JSON, every field of the contract, for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scriptgen.script import Script

__all__ = ["MEDIA", "SUFFIX", "export"]

SUFFIX = ".json"
MEDIA = "application/json"


def export(script: Script) -> str:
    """Return the script as indented JSON; reading it gives the same script."""
    return script.model_dump_json(indent=2) + "\n"
