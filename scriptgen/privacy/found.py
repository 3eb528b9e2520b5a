"""What a recogniser found: where, of which kind, and what may stand there instead."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["ASKS", "STORY", "Found"]

STORY = "story"
ASKS = "asks"


class Found(NamedTuple):
    """A stretch of a text that points at a single person; offsets are into the text."""

    kind: str
    """name, initials, geography, date, age, phone, fax, email, ssn, mrn, plan, account, licence, vehicle, device, url, ip, biometric, photo, unique, story."""
    start: int
    end: int
    replacement: str
    """A natural, generic phrase that may stand there."""
    sure: bool = True
    """False where the rest of a script's line speaks against it, or nothing but the sum of its words speaks for it: a human decides."""
