"""What passes between the pipeline and whoever answers it: one request, one reply; both are plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from scriptgen.drafts import Usage

__all__ = ["Kind", "Message", "ModelReply", "ModelRequest", "Outcome"]

Kind = Literal["draft", "read", "repair"]
Outcome = Literal["ok", "refused", "truncated", "filtered", "empty", "invalid"]
"""ok: text to be read · refused: the model declined · truncated: stopped at the token limit · filtered: the host's content filter
cut in · empty: nothing came · invalid: something came that is no answer, such as endless whitespace."""


class Message(NamedTuple):
    """One message of the conversation."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class ModelRequest:
    """One question to a model. Equal keys mean equal questions, so that a recorded reply can take the place of a new one."""

    kind: Kind
    round: int
    """0 for the first of its kind."""
    messages: tuple[Message, ...]
    schema: Mapping[str, Any]
    """JSON Schema that the reply must fill; within the strict subset of Structured Outputs."""
    max_tokens: int
    """The most tokens that the answer itself may take; what a model thinks comes on top."""
    key: str
    """SHA-256 in hex over the messages, the schema and all that the rest of the run depends on."""


@dataclass(frozen=True, slots=True)
class ModelReply:
    """One answer. Transport failures are no replies; they are raised as ProviderError by whoever sends."""

    outcome: Outcome
    text: str = ""
    usage: Usage = field(default_factory=lambda: Usage(requests=1))
    model: str = ""
    """The model that answered, as the host names it."""
    why: str = ""
    """What came instead of an answer, in a few words, where the outcome is not ok; holds no text of the user."""
