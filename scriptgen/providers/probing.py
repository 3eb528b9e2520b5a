"""Find out what a server can do, by the smallest question that shows it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from scriptgen.drafts import Usage
from scriptgen.exchange import ModelReply, ModelRequest
from scriptgen.providers import capability as abilities
from scriptgen.providers.capability import Capability

__all__ = ["probed"]

Ask = Callable[[ModelRequest, Capability], Awaitable[tuple[ModelReply, Capability]]]


async def probed(ask: Ask, model: str, *, own: bool) -> tuple[Capability, Usage]:
    """Return how a server must be asked, and what finding that out took; `own` is OpenAI's own address. Raises what `ask` raises."""
    found, usage = abilities.guess(model, own), Usage()
    least = found.room
    while found.format != "prompt":
        reply, used = await ask(abilities.PROBE, replace(found, room=abilities.PROBE_ROOM))
        usage += reply.usage
        thinks = reply.outcome == "truncated" or reply.usage.output_tokens > abilities.PROBE.max_tokens
        found = replace(used, room=max(least, abilities.ROOM if thinks else 0))
        if abilities.suits(reply):
            break
        if reply.outcome == "truncated":  # lost in thought: what it does with a schema cannot be seen
            found = found if own or found.format != "json_schema" else abilities.stepped(found)
            break
        found = abilities.stepped(found)
    return found, usage
