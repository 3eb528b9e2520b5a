"""The script: frozen values, and nothing that reads or writes a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from scriptgen.errors import InputError, plain

__all__ = [
    "MAX_BEATS",
    "MAX_TOPIC",
    "NOTES",
    "Beat",
    "Consent",
    "Cta",
    "Disclaimer",
    "Identity",
    "ReplyTo",
    "Script",
    "Source",
    "Sponsor",
    "as_script",
]

MAX_TOPIC = 300
"""Characters of a topic; longer is somebody's document, not a topic."""
MAX_BEATS = 200
"""Beats of a script; ten minutes of two-second beats is 300, and nobody plans those by hand."""

NOTES = "notes"
"""Id of the source that is the notes which came with a request."""

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]
Seconds = Annotated[float, Field(ge=0, le=3600, allow_inf_nan=False)]


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Beat(_Value):
    """One idea on camera; the hook is the first of them."""

    say: str = Field("", description="spoken, word for word")
    text: str = Field("", description="on screen, for people who watch without sound")
    show: str = Field("", description="what the camera sees; '; ' separates shots")
    seconds: Seconds | None = Field(None, description="planned time; null: as long as it takes to say")
    sources: tuple[str, ...] = Field((), description="ids of the facts that it rests on")


class Hook(Beat):
    """The first seconds; it must say something."""

    say: str = Field(min_length=1, description="spoken, word for word")


class Cta(_Value):
    """The call to action."""

    say: str = ""
    text: str = ""
    show: str = ""
    seconds: Seconds | None = None


class Disclaimer(_Value):
    """General education, not advice; see your own clinician. Spoken, on screen, or both."""

    say: str = ""
    text: str = ""
    seconds: Seconds | None = None


class Source(_Value):
    """One fact that is cited, with its words and where they come from."""

    id: str
    quote: str = Field("", description="the fact word for word")
    title: str = ""
    publisher: str = ""
    year: int | None = Field(None, ge=1000, le=2999)
    url: str = ""


class ReplyTo(_Value):
    """The viewer's comment that the video answers."""

    handle: str = ""
    text: str = ""


class Sponsor(_Value):
    """A material connection: who pays, gives, owns or shares the sale."""

    name: str
    relation: Literal["payment", "gift", "ownership", "affiliate"]


class Consent(_Value):
    """A patient's signed authorization, by the elements of 45 CFR 164.508(c)(1)."""

    id: str
    describes: str = Field("", description="what is used or disclosed")
    discloses: str = Field("", description="who discloses it")
    receives: str = Field("", description="to whom")
    purpose: str = ""
    expires: str = Field("", description="date (YYYY-MM-DD) or event")
    signed_on: str = Field("", description="date (YYYY-MM-DD)")
    scope: tuple[str, ...] = Field((), description="the uses that it covers, such as tiktok or website")


class Identity(_Value):
    """Who speaks: the fields of a brand that a script carries."""

    name: str = ""
    handle: str = ""
    credentials: str = ""
    specialty: str = ""
    clinic: str = ""
    city: str = ""
    phone: str = ""
    fax: str = ""
    email: str = ""
    website: str = ""
    npi: str = ""


class Script(_Value):
    """A short video from hook to hashtags. Only `hook.say` and one beat are required; what else is missing is a finding."""

    schema_version: Literal[1] = 1
    topic: str = Field("", max_length=MAX_TOPIC)
    format: Slug = Field(
        "explainer", description="myth_bust, explainer, listicle, demo, qa_reply, day_in_life or your own"
    )
    language: Slug = "en"
    platform: Slug = "tiktok"
    placement: Slug = Field("organic", description="organic, ad, branded or shop")
    jurisdiction: Slug = Field("us", description="us, uk, au or eea")
    hook: Hook
    beats: tuple[Beat, ...] = Field(min_length=1, max_length=MAX_BEATS)
    cta: Cta = Cta()
    disclaimer: Disclaimer = Disclaimer()
    caption: str = Field("", description="the post caption, without the hashtags")
    hashtags: tuple[str, ...] = Field((), description="with or without the leading #")
    cover_text: str = ""
    sources: tuple[Source, ...] = ()
    reply_to: ReplyTo | None = None
    consent: Consent | None = None
    sponsor: Sponsor | None = None
    ai_media: bool = Field(False, description="realistic pictures, voices or video made by a machine")
    ai_label: bool = Field(False, description="the platform's AI label will be switched on")
    brand: Identity = Identity()


def as_script(given: Script | Mapping[str, Any]) -> Script:
    """Return the Script for a Script or a mapping; raise InputError that names the wrong fields."""
    if isinstance(given, Script):
        return given
    try:
        return Script.model_validate(given)
    except ValidationError as error:
        raise InputError(plain(error, "script")) from None
