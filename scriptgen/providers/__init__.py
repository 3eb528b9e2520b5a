"""Who answers a request: a host that speaks Chat Completions, a model on this machine, or replies made beforehand."""

from __future__ import annotations

from typing import Protocol, Self

from scriptgen.exchange import ModelReply, ModelRequest

__all__ = ["Provider"]


class Provider(Protocol):
    """One model at one place; it can be asked while it is open, by many at a time."""

    name: str
    """As a user would type it: openai:gpt-6.1-terra."""
    host: str
    """Where the text goes: api.openai.com, 127.0.0.1:11434, this machine."""

    async def __aenter__(self) -> Self: ...

    async def __aexit__(self, *exc: object) -> None: ...

    async def reply(self, request: ModelRequest) -> ModelReply:
        """Return the answer, whatever its outcome; raise ProviderError where none came."""
        ...
