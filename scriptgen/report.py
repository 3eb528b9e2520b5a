"""What a check says: findings, and the report that holds them."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

__all__ = ["Finding", "NotChecked", "Report", "Severity"]

HIDDEN = "[hidden]"
"""Stands in the place of words that identify somebody."""
Fix = Literal["code", "model", "human"]
Reader = Literal["pattern", "classifier", "model"]
Sourcing = Literal["sourced", "partly", "unsourced"]


class Severity(StrEnum):
    """How much a finding weighs: an error keeps a script from being accepted."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Finding(_Value):
    """One thing that a rule found in one place of a script."""

    code: str = Field(description="the rule, such as HK101; stable")
    slug: str = Field(description="the rule's name for people, such as hook-late; stable")
    severity: Severity
    path: str = Field(description="the field, such as beats[1].say; empty for the script as a whole")
    span: tuple[int, int] | None = Field(None, description="start and end of the quote in that field, in characters")
    quote: str = Field("", description="the words in question, exactly as they stand")
    message: str = Field(description="what is wrong here, with this script's own numbers")
    why: str = Field(description="why it matters")
    source: str = Field(description="where the rule comes from, with its year and how sure we are")
    fix: Fix = Field(description="who can mend it: code (scriptgen fix), a model, or only a human")
    reader: Reader = "pattern"
    also: tuple[str, ...] = Field((), description="other fields that belong to the same finding")
    ignored: str = Field("", description="the reason given for ignoring it; such an error does not count")

    @property
    def hidden(self) -> Finding:
        """Return the finding without the words that identify somebody: for machines, logs, and whatever is not the author's own screen."""
        if not self.code.startswith("PH") or not self.quote:
            return self
        shown = self.message.replace(self.quote, HIDDEN)
        return self.model_copy(update={"quote": HIDDEN, "message": shown})


class NotChecked(_Value):
    """Rules that did not run, and why: never to be read as passed."""

    reader: Reader
    rules: tuple[str, ...]
    why: str


class Report(_Value):
    """The outcome of a check. Accepted means that it keeps the rules that ran; it never means that it is true."""

    schema_version: Literal[1] = 1
    accepted: bool = Field(description="no finding of severity error, ignored ones left out")
    findings: tuple[Finding, ...]
    not_checked: tuple[NotChecked, ...]
    seconds: float = Field(description="time to say it all, planned seconds taken where they are given")
    sourcing: Sourcing = Field(description="whether every beat, some or none cites a source that the script carries")
    packs: tuple[str, ...] = Field(description="the dated rule packs that were used, name and date")

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Return the findings that keep the script from being accepted."""
        return tuple(f for f in self.findings if f.severity is Severity.ERROR and not f.ignored)
