"""What a draft is: the script, the report that proves it, and how it came to be."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from scriptgen.report import Report
from scriptgen.script import Script

__all__ = ["Draft", "Usage"]


class Usage(BaseModel):
    """What a draft took of a model; all zero for one from the facts library."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    requests: int = 0
    input_tokens: int = 0
    output_tokens: int = 0


class Draft(BaseModel):
    """A script with its report."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    script: Script
    report: Report
    usage: Usage = Usage()
    model: str = Field("facts", description="who wrote it: facts is the facts library, word for word")
    seed: int = Field(0, description="the same topic, options and seed give the same script")
    reviewed_by: str = Field("", description="the clinician who signed the fact file; empty: nobody yet")
