"""A host's prompt cache, much simplified: which part of a prompt was seen before, and which part is kept for later."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from tests.loopback.bodies import blocks, tokens

__all__ = ["LEAST", "Prefixes", "Seen"]

LEAST = 1024
"""Tokens below which no prefix is cached."""


class Seen(NamedTuple):
    """How many tokens of a prompt were read from the cache, and written to it where the request asked for that."""

    cached: int
    written: int | None


class Prefixes:
    """Remembers prefixes that end at a message, or at the request's own breakpoints where its mode is explicit."""

    def __init__(self) -> None:
        self._known: set[bytes] = set()

    def see(self, body: Mapping[str, Any]) -> Seen:
        """Return what of this prompt was known, and remember it."""
        options = body.get("prompt_cache_options") or {}
        explicit = options.get("mode") == "explicit"
        # The model and the schema stand before the first message: another schema is another prompt.
        digest = hashlib.sha256(json.dumps([body.get("model"), body.get("response_format")], sort_keys=True).encode())
        total = cached = reached = 0
        for role, text, marked in blocks(body):
            total += tokens(text)
            digest.update(f"{role}\0{text}\0".encode("utf-8", "surrogatepass"))
            if total < LEAST or (explicit and not marked):
                continue
            reached = total
            if digest.digest() in self._known:
                cached = total
            self._known.add(digest.digest())
        return Seen(cached, reached - cached if options else None)
