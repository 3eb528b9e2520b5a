"""The options of what a program calls: what a draft is to be, how a script is mended, how a model is asked."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

from scriptgen.brand import Brand
from scriptgen.script import Consent, ReplyTo

if TYPE_CHECKING:
    from scriptgen.drivers import Told
    from scriptgen.exchange import ModelReply
    from scriptgen.providers import Provider

__all__ = ["Asking", "Fixing", "Options", "Profile"]

Profile = Brand | Mapping[str, Any] | str | Path | None
"""A Brand, a mapping, or the path of a TOML file."""


class Asking(TypedDict, total=False):
    """How a model is asked; all optional."""

    model: str | Provider | None
    """openai:<model>, ollama:<model>, local:<file.gguf>, facts, or a Provider. By default SCRIPTGEN_MODEL, then OpenAI where
    OPENAI_API_KEY or OPENAI_BASE_URL is set, then facts: the facts library, word for word, with nothing sent."""
    prices: Mapping[str, Mapping[str, float]] | None
    """US dollars per million tokens (input, cached, output) by model, before the bundled table."""
    timeout: float | None
    """Seconds for one request with all its tries; 120 by default."""
    prompts: str | Path | None
    """Folder of templates of your own, which take the place of bundled ones of the same name."""
    told: Told | None
    """Called with provider and request right before anything is sent."""
    recorded: MutableMapping[str, ModelReply] | None
    """Replies by key: those in it are taken, new ones put in. The same mapping again resumes a run that a ProviderError ended."""


class Options(Asking, total=False):
    """What a draft is to be; all optional."""

    brand: Profile
    """A Brand, a mapping, or the path of a TOML file."""
    format: str | None
    """myth_bust, explainer, listicle, demo; with a model also qa_reply, day_in_life. By default what the topic asks for."""
    seconds: float | None
    """Length aimed at: 15 to 60, with a model to 180; 45 by default."""
    facts: str | Path | None
    """Your own fact file, or a folder of them; yours win over the bundled ones."""
    notes: str
    """What to dwell on."""
    angle: str
    """How a model is to open, or what it is to stress: one sentence, told beside the notes and no source."""
    reply_to: str | ReplyTo | None
    """A viewer's comment that the video answers."""
    language: str
    platform: str
    placement: str
    jurisdiction: str | None
    seed: int | None
    """For the facts library: the same arguments and seed give the same script."""
    ignore: tuple[str, ...]
    """CODE=reason for rules that do not apply here."""
    consent: Consent | str | Path | None
    """A patient's signed authorization (45 CFR 164.508), or the path of its TOML file; the script carries it."""
    redact: bool
    """Replace identifiers in topic, notes and comment by generic phrases before anything else; what was replaced is in Draft.redacted."""
    reader: str
    """"model" (the default): what was written is read over in a request of its own; "local": only by the readers on this machine."""


class Fixing(Asking, total=False):
    """How a script is mended; all optional. Without `model` nothing is sent, whatever the environment says."""

    brand: Profile
    facts: str | Path | None
    ignore: tuple[str, ...]
    reader: str
    """"local" (the default) or "model"."""
    channels: frozenset[str]
    """What the form that the script came in can carry, as loading tells; by default everything."""
