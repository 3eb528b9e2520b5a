"""What a program calls: draft and fix, blocking, and adraft and afix for an event loop."""

from __future__ import annotations

import os
from collections.abc import Mapping, MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypedDict, TypeVar, Unpack

from scriptgen.brand import Brand, as_brand
from scriptgen.brief import Brief, brief_for
from scriptgen.checking import ignored, read_locally, screen
from scriptgen.drafts import Draft, Usage
from scriptgen.errors import RefusedError
from scriptgen.report import Report, Severity
from scriptgen.script import ReplyTo, Script, as_script
from scriptgen.view import ALL_CHANNELS, View

if TYPE_CHECKING:
    from scriptgen.drivers import Told
    from scriptgen.exchange import ModelReply
    from scriptgen.pipeline import Steps
    from scriptgen.providers import Provider
    from scriptgen.rulebook import Rulebook

__all__ = ["Asking", "Fixed", "Fixing", "Options", "adraft", "afix", "draft", "fix"]

T = TypeVar("T")
Profile = Brand | Mapping[str, Any] | str | Path | None


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
    reader: str
    """"model": what was written is read over in a request of its own (the default of `draft`); "local": only by the readers here."""


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


class Fixing(Asking, total=False):
    """How a script is mended; all optional. Without `model` nothing is sent, whatever the environment says."""

    brand: Profile
    facts: str | Path | None
    ignore: tuple[str, ...]
    channels: frozenset[str]
    """What the form that the script came in can carry, as loading tells; by default everything."""


class Fixed(NamedTuple):
    """A mended script."""

    script: Script
    report: Report
    usage: Usage = Usage()
    rewritten: tuple[str, ...] = ()
    """Fields that the model rewrote, and beats that it dropped."""
    changes: tuple[Any, ...] = ()
    """What code mended: pairs of finding and patch."""


def draft(topic: str, **options: Unpack[Options]) -> Draft:
    """Return a checked Draft on a topic, from a model or from the facts library.

    Raises UsageError for a value that cannot work, NothingToDraftError where no facts fit and no model is set, RefusedError where the
    screen refuses, ProviderError where the model's host fails. Safe to call from threads, and from code that runs an event loop.
    """
    brief, provider = _briefed(topic, options)
    if not provider:
        return _composed(brief)
    from scriptgen.drivers import blocking

    return blocking(_drafted(brief, provider, options))


async def adraft(topic: str, **options: Unpack[Options]) -> Draft:
    """Return what `draft` returns, without blocking the event loop while a model writes."""
    brief, provider = _briefed(topic, options)
    return await _drafted(brief, provider, options) if provider else _composed(brief)


def fix(script: Script | Mapping[str, Any], **options: Unpack[Fixing]) -> Fixed:
    """Return the script mended by code and then, where `model` names one, by that model: only fields that fail are sent and changed.

    Raises UsageError and InputError for what cannot work, RefusedError where the screen refuses, ProviderError where the host fails.
    """
    view, provider = _viewed(script, options)
    if not provider:
        return _mended(view, options)
    from scriptgen.drivers import blocking

    return blocking(_rewritten(view, provider, options))


async def afix(script: Script | Mapping[str, Any], **options: Unpack[Fixing]) -> Fixed:
    """Return what `fix` returns, without blocking the event loop while a model writes."""
    view, provider = _viewed(script, options)
    return await _rewritten(view, provider, options) if provider else _mended(view, options)


def _briefed(topic: str, options: Options) -> tuple[Brief, Provider | None]:
    """Return what to write and who writes it, after the screen."""
    provider = _provider(options, os.environ.get("SCRIPTGEN_MODEL"), guess=True)
    profile, reply, notes = as_brand(options.get("brand")), options.get("reply_to"), options.get("notes", "")
    comment = reply.text if isinstance(reply, ReplyTo) else reply
    own = " ".join(map(str, profile.model_dump().values())) if profile else ""
    _screened((topic, "topic"), (notes, "notes"), (comment or "", "comment"), (own, "brand"), brand=profile)
    brief = brief_for(
        topic,
        writer="model" if provider else "facts",
        brand=profile,
        format=options.get("format"),
        seconds=options.get("seconds"),
        facts=options.get("facts"),
        notes=notes,
        reply_to=reply,
        language=options.get("language", "en"),
        platform=options.get("platform", "tiktok"),
        placement=options.get("placement", "organic"),
        jurisdiction=options.get("jurisdiction"),
        seed=options.get("seed"),
    )
    return brief, provider


def _provider(options: Asking, default: str | None, *, guess: bool) -> Provider | None:
    model = options.get("model") or default
    if model is not None and not isinstance(model, str):
        return model
    if model == "facts" or (model is None and not guess):
        return None
    from scriptgen.providers.naming import choose

    return choose(model, prices=options.get("prices"), timeout=options.get("timeout"))


def _screened(*texts: tuple[str, str], brand: Brand | None) -> None:
    for text, where in texts:
        refused = tuple(f for f in screen(text, where, brand) if f.severity is Severity.ERROR)
        if refused:
            raise RefusedError(f"nothing was drafted: {refused[0].message}", refused)


def _composed(brief: Brief) -> Draft:
    from scriptgen.pipeline import from_facts

    return from_facts(brief)


async def _drafted(brief: Brief, provider: Provider, options: Options) -> Draft:
    from scriptgen.pipeline import drafting

    place = (brief.platform, brief.placement, brief.jurisdiction)
    rules = _rules(place, options, "model")
    done = await _driven(drafting(brief, rules), provider, options)
    return done.model_copy(update={"model": provider.name})


def _rules(place: tuple[str, str, str], options: Options | Fixing, reader: str) -> Rulebook:
    from scriptgen.rulebook import rulebook

    ignore, own = options.get("ignore", ()), options.get("prompts")
    return rulebook(*place, ignore=ignore, reader=options.get("reader", reader), prompts=own)


async def _driven(steps: Steps[T], provider: Provider, options: Asking) -> T:
    from scriptgen.drivers import drive

    async with provider:
        return await drive(steps, provider, told=options.get("told"), recorded=options.get("recorded"))


def _viewed(given: Script | Mapping[str, Any], options: Fixing) -> tuple[View, Provider | None]:
    from scriptgen.facts.find import aliases_of

    script, provider = as_script(given), _provider(options, None, guess=False)
    view = View(
        script,
        brand=as_brand(options.get("brand")),
        aliases=aliases_of(script.topic, options.get("facts")),
        channels=options.get("channels", ALL_CHANNELS),
    )
    if provider:
        spoken = " ".join(line.text for line in view.language)
        _screened((script.topic, "topic"), (spoken, "voiceover"), brand=view.brand)
    return view, provider


def _mended(view: View, options: Fixing) -> Fixed:
    from scriptgen.repair import mend

    reasons = ignored(options.get("ignore", ()))
    done = mend(view, reasons)
    report = read_locally(view.of(done.script), done.report, reasons)
    return Fixed(done.script, report, changes=done.changes)


async def _rewritten(view: View, provider: Provider, options: Fixing) -> Fixed:
    from scriptgen.pipeline import mending

    script = view.script
    place = (script.platform, script.placement, script.jurisdiction)
    rules = _rules(place, options, "local")
    done, usage = await _driven(mending(view, rules), provider, options)
    return Fixed(done.script, done.report, usage, done.written, done.changes)
