"""What an importer takes from a service or a file, and the facts that are made of it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from pydantic import Field

from scriptgen.facts.model import FactFile

__all__ = ["Document", "Fetched", "Taken"]


class Document(NamedTuple):
    """One health topic or article with the passages to quote, word for word."""

    id: str
    publisher: str
    title: str
    year: int | None
    url: str
    passages: tuple[str, ...]
    names: tuple[str, ...] = ()
    """What else its subject is called."""


class Taken(NamedTuple):
    """The documents that fit what was asked."""

    topic: str
    aliases: tuple[str, ...]
    documents: tuple[Document, ...]
    day: date
    """When the text was as it stands here."""
    notes: tuple[str, ...]


class Fetched(FactFile):
    """Facts as they were fetched; equal to the same facts read from a file, which have no notes."""

    notes: tuple[str, ...] = Field((), exclude=True)
    """Where and when it was fetched, on what terms, and what was left out and why; one sentence or two each."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FactFile) and self.model_dump() == other.model_dump()

    __hash__ = FactFile.__hash__
