"""What a draft is: the script, the report that proves it, and how it came to be."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from scriptgen.report import Report
from scriptgen.script import Script

__all__ = ["Draft", "Usage"]


class Usage(BaseModel):
    """What was taken of a model; all zero for a draft from the facts library. Usages add up."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    requests: int = Field(0, description="requests that were answered, probes of the server included")
    input_tokens: int = Field(0, description="tokens sent, cached ones included")
    cached_tokens: int = Field(0, description="of these, tokens that the host billed as read from its cache")
    written_tokens: int = Field(0, description="of these, tokens that the host billed as written to its cache")
    output_tokens: int = Field(0, description="tokens written, those of thinking included")
    cost: float | None = Field(
        0.0, description="US dollars by the price table; null where the model has no price in it"
    )

    def __add__(self, other: Usage) -> Usage:
        if not isinstance(other, Usage):
            return NotImplemented
        counts = {n: getattr(self, n) + getattr(other, n) for n in Usage.model_fields if n != "cost"}
        unpriced = self.cost is None or other.cost is None
        return Usage(**counts, cost=None if unpriced else (self.cost or 0.0) + (other.cost or 0.0))


class Draft(BaseModel):
    """A script with its report."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    script: Script
    report: Report
    usage: Usage = Usage()
    model: str = Field("facts", description="who wrote it: facts is the facts library, word for word")
    rewritten: tuple[str, ...] = Field((), description="fields that the model rewrote, and beats it dropped, in repair")
    redacted: tuple[str, ...] = Field((), description="what was replaced in topic, notes and comment; never the words")
    seed: int = Field(0, description="the same topic, options and seed give the same script")
    reviewed_by: str = Field("", description="the clinician who signed the fact file; empty: nobody yet")
