"""Who answers a request: a host that speaks Chat Completions, a model on this machine, or replies made beforehand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Protocol, Self, runtime_checkable

from scriptgen.errors import ScriptgenError
from scriptgen.exchange import ModelReply, ModelRequest

__all__ = ["Once", "Provider", "Try"]


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


class Try(NamedTuple):
    """What came of sending a request once."""

    reply: ModelReply | None = None
    error: ScriptgenError | None = None
    """Why there is no reply."""
    again: bool = False
    """Whether another try may help."""
    wait: float | None = None
    """Seconds that the host asks to wait before it."""
    status: int = 0
    """Of HTTP, 0 where no whole answer came."""
    headers: Mapping[str, str] = {}
    """Names in lower case."""
    paid: bool = False
    """Whether a reply that never came may have been paid for."""


@runtime_checkable
class Once(Protocol):
    """A provider that leaves it to whoever asks when a request is sent again."""

    model: str
    free: bool
    """Whether nobody sends a bill."""
    room: int
    """Tokens that a model may think at most on top of an answer."""

    async def once(self, request: ModelRequest) -> Try:
        """Send a request once and return what came of it; raise nothing but what cancels."""
        ...
