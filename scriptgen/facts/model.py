"""A fact file as values: what a topic is called, its sources, and the lines that a script is made of, word for word."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from scriptgen.script import Source

__all__ = ["Action", "Cited", "Demo", "Fact", "FactFile", "FactSource", "Myth", "Prompt", "Quote"]

Filled = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FactSource(_Value):
    """A document that facts rest on."""

    id: Filled
    publisher: Filled
    title: Filled
    year: int | None = Field(None, ge=1900, le=2999)
    url: str = ""


class Cited(_Value):
    """One idea in words to be spoken, with its text on screen, its shots and its source."""

    id: Filled
    say: Filled
    text: str = ""
    show: str = ""
    source: Filled


class Quote(Cited):
    """Words of a document as they stand there: a model may rest a line on them, nobody says them aloud."""


class Myth(Cited):
    """A belief and its answer; `say` is the answer, spoken right after the belief."""

    belief: Filled
    question: Filled


class Fact(Cited):
    """Something to know; `question` is one that it answers."""

    role: Literal["what", "why", "know"] = "know"
    question: str = ""


class Action(Cited):
    """Something a viewer can do; `title` is its two to five words, an imperative."""

    title: Filled


class Demo(_Value):
    """One thing shown step by step."""

    title: Filled
    why: Filled
    source: Filled
    steps: tuple[Cited, ...] = Field(min_length=2)


class Prompt(_Value):
    """A call to action that fits the topic."""

    say: Filled
    text: Filled
    show: Filled


class FactFile(_Value):
    """All that the library knows of one topic."""

    schema_version: Literal[1] = 1
    topic: Filled
    specialty: str = ""
    audience: str = "adults"
    your: str = ""
    """What a viewer calls it: your knees."""
    about: str = ""
    """What fits "three myths about ...", where the bare topic does not: the pelvic floor."""
    lists: tuple[str, ...] = ()
    """What fits after a number at the head of a list of actions: things that help sore knees."""
    aliases: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    """What people type who mean it, found by the search and by nothing else: "hair coming out in clumps"."""
    excludes: tuple[str, ...] = ()
    """What these facts are not about, though it sounds alike: type 1 in a file on type 2 diabetes."""
    hashtags: tuple[str, ...] = ()
    reviewed_by: str = ""
    checked_on: date | None = None
    sources: tuple[FactSource, ...] = Field(min_length=1)
    myths: tuple[Myth, ...] = ()
    facts: tuple[Fact, ...] = ()
    actions: tuple[Action, ...] = ()
    demo: Demo | None = None
    red_flags: tuple[Cited, ...] = ()
    ctas: tuple[Prompt, ...] = ()
    quotes: tuple[Quote, ...] = ()

    @property
    def reason(self) -> Cited | None:
        """Return why the demo is worth showing, as a line that can be cited."""
        demo = self.demo
        return Cited(id=f"{demo.steps[0].id}-why", say=demo.why, source=demo.source) if demo else None

    @property
    def items(self) -> tuple[Cited, ...]:
        """Return every line to be spoken, in the file's order."""
        return (*self.myths, *self.facts, *self.actions, *(self.demo.steps if self.demo else ()), *self.red_flags)

    def source(self, id: str) -> FactSource:
        """Return the source of that id."""
        return next(s for s in self.sources if s.id == id)

    def row(self, fact: Cited) -> Source:
        """Return a fact as a script carries it: its words and where they come from."""
        origin = self.source(fact.source)
        title = f"{fact.title[0].upper()}{fact.title[1:]}. " if isinstance(fact, Action) else ""
        return Source(
            id=fact.id,
            quote=f"{title}{fact.say}",
            title=origin.title,
            publisher=origin.publisher,
            year=origin.year,
            url=origin.url,
        )

    @model_validator(mode="after")
    def _whole(self) -> FactFile:
        known = {s.id for s in self.sources}
        ids = [item.id for item in (*self.items, *self.quotes)]
        for item in (*self.items, *self.quotes):
            if item.source not in known:
                raise ValueError(f"{item.id} cites the source {item.source!r}, which the file does not list")
        if self.demo and self.demo.source not in known:
            raise ValueError(f"the demo cites the source {self.demo.source!r}, which the file does not list")
        if len(ids) != len(set(ids)):
            raise ValueError(f"the id {next(i for i in ids if ids.count(i) > 1)!r} is used twice")
        if not ids:
            raise ValueError("it holds no myths, facts, actions, steps or quotes")
        return self
