"""What a batch says of each topic, and why a whole run may end early."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from scriptgen.errors import ScriptgenError

if TYPE_CHECKING:
    from scriptgen.drafts import Draft

__all__ = ["Drafted", "Failed", "Result", "StoppedError", "Why"]

Why = Literal["row", "refused", "usage", "provider", "reply", "bug"]
"""row: it could not be read · refused: privacy or topic, nothing was sent · usage: its options cannot work, or no facts fit · provider: the
host gave no answer · reply: no script could be made of the answers · bug: scriptgen's own."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """A topic with its script."""

    line: int
    """Where the topic stands in its file, or its place in a list."""
    topic: str
    name: str
    """What its files are called, without suffix; unique in the run."""
    accepted: bool
    cost: float | None
    """US dollars for all that was sent for it, None where the model has no known price."""
    draft: Draft
    files: tuple[str, ...] = ()
    """Names of the files in the folder, in the order of the forms."""
    publish_date: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Failed:
    """A topic without a script."""

    line: int
    topic: str
    """Empty where the row could not be read or was refused: its words go nowhere."""
    why: Why
    message: str
    """One sentence; names the next step."""
    error: ScriptgenError | None = None
    cost: float | None = 0.0
    publish_date: str = ""
    id: str = ""


Result = Drafted | Failed


class StoppedError(ScriptgenError):
    """A run ended early though no topic was at fault: no credit, no disk, the limit of cost, a host that is down; the same call goes on."""
