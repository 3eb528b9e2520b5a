"""What a rule is: one frozen value, made in one file, from which reports, prompts, docs and tests are all fed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from scriptgen.report import Severity

if TYPE_CHECKING:
    from scriptgen.brand import Brand
    from scriptgen.report import Finding
    from scriptgen.view import View

__all__ = ["ERROR", "INFO", "WARNING", "Example", "Hit", "Origin", "Patch", "Rule", "Unmeasured"]

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
Confidence = Literal["primary", "several", "secondary", "judgement"]
"""primary: read at the owner · several: independent secondary sources agree · secondary: one of them · judgement: our own choice."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a rule comes from."""

    publisher: str
    title: str
    year: int
    checked_on: str
    confidence: Confidence
    note: str = ""

    def __str__(self) -> str:
        return f"{self.publisher}, {self.title}, {self.year} ({self.confidence}, checked {self.checked_on})"


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule saw in one place; the engine makes a Finding of it."""

    severity: Severity
    path: str
    message: str = "main"
    """Key into the rule's messages."""
    span: tuple[int, int] | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    """What the message's placeholders stand for."""
    also: tuple[str, ...] = ()
    fix: Literal["code", "model", "human"] | None = None
    """Who can mend this one, where it differs from the rule's usual."""


@dataclass(frozen=True, slots=True)
class Unmeasured:
    """A rule's word that it could not judge this script; reported as not checked, never as passed."""

    why: str


@dataclass(frozen=True, slots=True)
class Patch:
    """A new value for one field."""

    path: str
    value: Any


@dataclass(frozen=True, slots=True)
class Example:
    """Changes to the plain example script (rules/example.toml), and what the rule must make of them."""

    set: Mapping[str, Any]
    note: str = ""
    raises: Severity | None = None
    """The severity of a bad example; None in a good one."""
    brand: Mapping[str, Any] = field(default_factory=dict)
    draft: bool = False
    """Checked as our own draft, which must be complete, instead of somebody's script."""
    seconds: float | None = None
    """The brief's length, where the rule looks at it."""
    cues: tuple[tuple[float, float, str], ...] = ()
    """Subtitles that came with the script: start, end, text."""
    today: date = date(2026, 11, 22)
    """The day of the check; fixed, so that examples do not age."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: what it tells the writer, what it reports, where it comes from, and how it finds and mends."""

    code: str
    slug: str
    raises: tuple[Severity, ...]
    needs: frozenset[str] = frozenset()
    """Channels without which it cannot judge: say, text, show, caption, hashtags, cover, seconds, disclaimer, cta, sources, brand."""
    guidance: str
    """Told to the writer in advance, as an instruction of one or two sentences; "" for a rule that a writer cannot keep or break."""
    messages: Mapping[str, str]
    """Reported; str.format templates by key."""
    why: str
    fix: Literal["code", "model", "human"]
    source: Origin
    find: Callable[[View], Iterable[Hit | Unmeasured]]
    mend: Callable[[View, Finding], Iterable[Patch]] | None = None
    screen: Callable[[str, str, Brand | None], Iterable[Hit]] | None = None
    """Looks at a text before anything is sent: (text, where, brand) to hits with an empty path."""
    bad: tuple[Example, ...] = ()
    good: tuple[Example, ...] = ()
    """Near misses: close to the fault, and innocent."""
    cannot: str = ""
    """What it does not see, for the docs."""
