"""What a model must write, as the schema that it fills, and how that becomes a script: only what a writer decides is in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from scriptgen.brief import Brief
from scriptgen.facts.model import Cited
from scriptgen.script import MAX_BEATS, Beat, Cta, Disclaimer, Hook, Identity, Script, Source
from scriptgen.text import clean, one_line
from scriptgen.wording import timed

__all__ = ["DRAFT", "MOST", "UnreadableError", "cited_ids", "numbered", "script_of", "sources_of", "tags_of"]

B = TypeVar("B", Hook, Beat)

MOST = 200_000
"""Characters of a reply that are read; a script has some 3,000."""


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    """Return an object schema as strict Structured Outputs want it: all fields required, no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}
_BLOCK = _object({"say": _TEXT, "text": _TEXT, "show": _TEXT, "sources": _TEXTS})

DRAFT: Mapping[str, Any] = _object(
    {
        "hook": _BLOCK,
        "beats": {"type": "array", "items": _BLOCK},
        "cta": _object({"say": _TEXT, "text": _TEXT, "show": _TEXT}),
        "disclaimer": _object({"say": _TEXT, "text": _TEXT}),
        "caption": _TEXT,
        "hashtags": _TEXTS,
        "cover_text": _TEXT,
    }
)
"""No lengths, no patterns, two levels deep: within every server's subset. Lengths are rules, checked afterwards."""


class UnreadableError(ValueError):
    """A reply that no script can be made of; the message says why, without the reply's words."""


def _line(value: object) -> object:
    return "" if value is None else one_line(value) if isinstance(value, str) else value


def _prose(value: object) -> object:
    return "" if value is None else clean(value).strip() if isinstance(value, str) else value


def _list(value: object) -> object:
    return [] if value is None else value


Line = Annotated[str, BeforeValidator(_line)]
Lines = Annotated[list[Line], BeforeValidator(_list)]


class _Part(BaseModel):
    """Reads more kindly than the schema: servers without Structured Outputs leave fields out or add some."""

    model_config = ConfigDict(extra="ignore")

    say: Line = ""
    text: Line = ""
    show: Line = ""
    sources: Lines = []


class _Opening(_Part):
    say: Annotated[Line, Field(min_length=1)]


class _Written(BaseModel):
    model_config = ConfigDict(extra="ignore")

    hook: _Opening
    beats: list[_Part] = Field(min_length=1, max_length=MAX_BEATS)
    cta: _Part = _Part()
    disclaimer: _Part = _Part()
    caption: Annotated[str, BeforeValidator(_prose)] = ""
    hashtags: Lines = []
    cover_text: Line = ""


def numbered(given: tuple[Cited, ...]) -> dict[str, str]:
    """Return the fact ids by the short ones that a model is given: F1, F2 and so on."""
    return {f"F{number}": fact.id for number, fact in enumerate(given, start=1)}


def cited_ids(entries: list[str], given: tuple[Cited, ...]) -> tuple[str, ...]:
    """Return fact ids for what a model cited; one that it was not given stays as written, for SR104 to find."""
    known = numbered(given)
    ids = {entry.strip(" []#.").upper(): entry.strip()[:60] for entry in entries if entry.strip()}
    return tuple(dict.fromkeys(known.get(short, entry) for short, entry in ids.items()))


def tags_of(entries: list[str]) -> tuple[str, ...]:
    """Return hashtags without the sign and without spaces, each once."""
    return tuple(dict.fromkeys(tag for entry in entries if (tag := "".join(entry.split()).lstrip("#"))))


def sources_of(brief: Brief, cited: set[str]) -> tuple[Source, ...]:
    """Return a source row, with its words, for each given fact that is cited."""
    return tuple(brief.row(fact) for fact in brief.given if fact.id in cited)


def script_of(text: str, brief: Brief) -> Script:
    """Return the script that a reply holds, with all that the brief decides; raise UnreadableError where it holds none."""
    if len(text) > MOST:
        raise UnreadableError(f"the answer has {len(text):,} characters")
    try:
        written = _Written.model_validate_json(text)
    except ValidationError as error:
        kind = error.errors(include_url=False, include_input=False)[0]["type"]
        said = "it is no JSON object" if kind == "json_invalid" else _wrong(error)
        raise UnreadableError(said) from None
    hook, beats = _block(Hook, written.hook, brief), tuple(_block(Beat, part, brief) for part in written.beats)
    cited = {id for block in (hook, *beats) for id in block.sources}
    return Script(
        topic=brief.topic,
        format=brief.format,
        language=brief.language,
        platform=brief.platform,
        placement=brief.placement,
        jurisdiction=brief.jurisdiction,
        hook=hook,
        beats=beats,
        cta=timed(Cta(say=written.cta.say, text=written.cta.text, show=written.cta.show)),
        disclaimer=timed(Disclaimer(say=written.disclaimer.say, text=written.disclaimer.text)),
        caption=written.caption,
        hashtags=tags_of(written.hashtags),
        cover_text=written.cover_text,
        sources=sources_of(brief, cited),
        reply_to=brief.reply_to,
        consent=brief.consent,
        brand=brief.brand.identity if brief.brand else Identity(),
    )


def _block(kind: type[B], part: _Part, brief: Brief) -> B:
    return timed(kind(say=part.say, text=part.text, show=part.show, sources=cited_ids(part.sources, brief.given)))


def _wrong(error: ValidationError) -> str:
    """Return which fields are wrong; what stands in them is the model's, and is left out."""
    bare = error.errors(include_url=False, include_input=False, include_context=True)
    fields = sorted({".".join(map(str, item["loc"])) or "the whole" for item in bare})[:3]
    return f"{', '.join(fields)} {'is' if len(fields) == 1 else 'are'} not as asked for"
