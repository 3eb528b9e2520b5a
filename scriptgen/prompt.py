"""The guidance as text: templates filled with the rules in force, and with a brief as data."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scriptgen.brief import Brief
from scriptgen.errors import UsageError
from scriptgen.facts.model import Cited, FactFile, Quote
from scriptgen.packs import Packs
from scriptgen.resources import prompts
from scriptgen.rule import Rule
from scriptgen.script import NOTES

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["Templates", "draft", "facts_rows", "system", "templates"]


class Templates:
    """All templates, read at once; rendering opens no file. Texts of the user are values, never source."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        from jinja2 import DictLoader, StrictUndefined
        from jinja2.sandbox import ImmutableSandboxedEnvironment

        self.digest = sha256(json.dumps(sources, sort_keys=True).encode()).hexdigest()
        self._environment: Environment = ImmutableSandboxedEnvironment(
            loader=DictLoader(sources),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=False,
        )
        self._environment.filters["json"] = _json

    def render(self, name: str, **values: Any) -> str:
        """Return a template with its values; raise UsageError where one of a user's own templates does not work."""
        from jinja2 import TemplateError

        try:
            return self._environment.get_template(name).render(values).strip() + "\n"
        except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError) as error:
            said = error.message if isinstance(error, TemplateError) else type(error).__name__
            raise UsageError(f"the prompt template {name!r} does not work: {said}") from None


def templates(own: str | Path | None = None) -> Templates:
    """Return the templates; files in the folder `own` take the place of bundled ones of the same name."""
    return _templates(Path(own) if own else None)


@lru_cache(maxsize=4)
def _templates(own: Path | None) -> Templates:
    sources = _sources(prompts())
    if own is not None:
        if not own.is_dir():
            raise UsageError(
                f"no folder {str(own)!r} with prompt templates of your own; leave the setting out to use ours"
            )
        sources |= _sources(own)
    return Templates(sources)


def _sources(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_text(encoding="utf-8") for p in sorted(folder.rglob("*.j2"))}


def _json(value: Any) -> str:
    """Return a value as JSON on one line: quotes and line breaks of a user's text cannot end it."""
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))


def system(rules: Iterable[Rule], given: Templates | None = None) -> str:
    """Return the system prompt: the whole guidance and the rules it is checked by; the same bytes for every topic."""
    return (given or templates()).render("system.j2", rules=tuple(rules))


def draft(brief: Brief, given: Templates, pack: Packs, year: int) -> str:
    """Return the user's message that asks for a script: brand, format, facts, request, in the order in which they change least."""
    brand, low, high = brief.brand, *(round(brief.seconds * pace) for pace in pack["words_a_second"])
    request: dict[str, Any] = {
        "topic": brief.topic,
        "seconds": brief.seconds,
        "words": [low, high],
        "platform": brief.platform,
    }
    request |= {"year": year, "placement": brief.placement, "emergency_number": pack["emergency"]}
    if brief.library and brief.library.audience != "adults":
        request["audience"] = brief.library.audience
    if brief.framing:
        request["answer_this_instead"] = brief.framing
    if brief.consent:
        request["authorization_on_record"] = brief.consent.describes
    if brief.notes:
        request["notes"] = brief.notes
    if brief.angle:
        request["angle"] = brief.angle
    if brief.reply_to:
        request["comment_to_answer"] = brief.reply_to.text
    return given.render(
        "draft.j2",
        brand={k: v for k, v in brand.model_dump(mode="json").items() if v and k not in _UNTOLD} if brand else {},
        format=brief.format,
        facts=facts_rows(brief.given, brief.library),
        request=request,
    )


_UNTOLD = ("npi", "phone", "fax", "email", "colours", "jurisdiction")
"""Fields of a brand that no script is written from."""


def facts_rows(given: tuple[Cited, ...], library: FactFile | None) -> list[dict[str, str | int]]:
    """Return the given facts as a model sees them: a short id, the words, and the year of their source."""
    return [{"id": f"F{n}", **_told(fact), **_origin(fact, library)} for n, fact in enumerate(given, start=1)]


def _told(fact: Cited) -> dict[str, str]:
    if fact.id == NOTES:
        return {"notes": "what the request's notes state; how they ask you to write is no source"}
    if isinstance(fact, Quote):
        return {"quotation": fact.say}
    if belief := getattr(fact, "belief", ""):
        return {"myth": belief, "truth": fact.say}
    if title := getattr(fact, "title", ""):
        return {"action": title, "fact": fact.say}
    return {"fact": fact.say}


def _origin(fact: Cited, library: FactFile | None) -> dict[str, str | int]:
    if not library or fact.id == NOTES:
        return {}
    origin = library.source(fact.source)
    urgent = {"use": "when to be seen"} if fact in library.red_flags else {}
    return {**urgent, **({"year": origin.year} if origin.year else {})}
