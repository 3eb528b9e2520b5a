"""What a program calls: draft, check and fix, blocking, and adraft and afix for an event loop."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, Unpack

from scriptgen.brand import Brand, as_brand
from scriptgen.brief import Brief, brief_for
from scriptgen.checking import check as check_here
from scriptgen.checking import ignored, read_here, screen, view_of
from scriptgen.drafts import Draft, Usage
from scriptgen.errors import RefusedError, UsageError
from scriptgen.options import Asking, Fixing, Options, Profile
from scriptgen.report import Report, Severity
from scriptgen.script import Consent, ReplyTo, Script
from scriptgen.view import ALL_CHANNELS, Cue, View

if TYPE_CHECKING:
    from scriptgen.pipeline import Steps
    from scriptgen.providers import Provider
    from scriptgen.rulebook import Rulebook

__all__ = ["Asking", "Fixed", "Fixing", "Options", "adraft", "afix", "briefed", "check", "draft", "fix"]

T = TypeVar("T")


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
    brief, provider = briefed(topic, options)
    if not provider:
        return _composed(brief, options)
    from scriptgen.drivers import blocking

    return blocking(_drafted(brief, provider, options))


async def adraft(topic: str, **options: Unpack[Options]) -> Draft:
    """Return what `draft` returns, without blocking the event loop while a model writes."""
    brief, provider = briefed(topic, options)
    return await _drafted(brief, provider, options) if provider else _composed(brief, options)


def check(
    script: Script | Mapping[str, Any],
    brand: Profile = None,
    facts: str | Path | None = None,
    platform: str | None = None,
    jurisdiction: str | None = None,
    ignore: Iterable[str] = (),
    reader: str = "local",
    *,
    select: Iterable[str] = (),
    channels: frozenset[str] = ALL_CHANNELS,
    cues: tuple[Cue, ...] = (),
    today: date | None = None,
    **asking: Unpack[Asking],
) -> Report:
    """Return the Report on a script, drafted, edited or written by hand.

    `facts` is a file or folder of your own facts, whose aliases count as names of the topic. `platform` and `jurisdiction` override the
    script's. `ignore` holds "CODE" for rules that only warn and "CODE=reason" for any other. With `reader` "local" nothing is sent:
    patterns look, and the embedded classifier where it is installed. With "model" the model that `asking` names, or the environment,
    reads it too. `channels` says what the input form could carry (read and read_file return it), `cues` the subtitles that came with it.
    Raises UsageError for an unknown name and InputError for a mapping that is no script; never for a bad script.
    """
    if reader != "model":
        return check_here(
            script,
            brand,
            facts,
            platform,
            jurisdiction,
            ignore,
            reader,
            select=select,
            channels=channels,
            cues=cues,
            today=today,
        )
    view = view_of(script, brand, facts, platform, jurisdiction, channels=channels, cues=cues, today=today)
    provider = _provider(asking, os.environ.get("SCRIPTGEN_MODEL"), guess=True)
    if not provider:
        raise UsageError("reader 'model' needs a model: name one, such as openai:<model>; 'local' needs none")
    from scriptgen.drivers import blocking

    return blocking(_read(view, provider, tuple(ignore), tuple(select), asking))


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


def briefed(topic: str, options: Options) -> tuple[Brief, Provider | None]:
    """Return what to write and who writes it, after the screen; None: the facts library. Raises as `draft` does before anything is sent."""
    provider = _provider(options, os.environ.get("SCRIPTGEN_MODEL"), guess=True)
    profile, notes = as_brand(options.get("brand")), options.get("notes", "")
    given = options.get("reply_to")
    reply = ReplyTo(text=given) if isinstance(given, str) else given
    replaced: tuple[str, ...] = ()
    if options.get("redact"):
        topic, notes, reply, replaced = _redacted(topic, notes, reply, profile)
    comment = reply.text if reply else ""
    own = " ".join(map(str, profile.model_dump().values())) if profile else ""
    consent = _consent(options.get("consent"))
    texts = (
        (topic, "topic"),
        (notes, "notes"),
        (options.get("angle", ""), "notes"),
        (comment, "comment"),
        (own, "brand"),
    )
    _screened(*texts, brand=profile, covered=_covered(consent, options.get("platform", "tiktok")))
    brief = brief_for(
        topic,
        writer="model" if provider else "facts",
        brand=profile,
        format=options.get("format"),
        seconds=options.get("seconds"),
        facts=options.get("facts"),
        notes=notes,
        angle=options.get("angle", ""),
        reply_to=reply,
        language=options.get("language", "en"),
        platform=options.get("platform", "tiktok"),
        placement=options.get("placement", "organic"),
        jurisdiction=options.get("jurisdiction"),
        seed=options.get("seed"),
        redacted=replaced,
        consent=consent,
    )
    return brief, provider


def _consent(given: Consent | str | Path | None) -> Consent | None:
    if given is None or isinstance(given, Consent):
        return given
    from scriptgen.consent import read

    return read(given)


def _covered(consent: Consent | None, platform: str) -> bool:
    """Return whether a patient's story may be told: the record is complete, in force today, and names the platform."""
    from scriptgen.consent import problems

    return consent is not None and not problems(consent, platform, date.today())


def _redacted(
    topic: str, notes: str, reply: ReplyTo | None, brand: Brand | None
) -> tuple[str, str, ReplyTo | None, tuple[str, ...]]:
    """Return topic, notes and comment with generic phrases for what identifies somebody, and what was replaced, without the words."""
    from scriptgen.privacy import redacted

    told: list[str] = []
    texts = {}
    for where, text in (("topic", topic), ("notes", notes), ("comment", reply.text if reply else "")):
        texts[where], found = redacted(text, where, brand)
        told += [f"{where}: {item.kind} -> {item.replacement!r}" for item in found]
    answer = reply.model_copy(update={"text": texts["comment"]}) if reply else None
    return texts["topic"], texts["notes"], answer, tuple(told)


def _provider(options: Asking, default: str | None, *, guess: bool) -> Provider | None:
    model = options.get("model") or default
    if model is not None and not isinstance(model, str):
        return model
    if model == "facts" or (model is None and not guess):
        return None
    from scriptgen.providers.naming import choose

    return choose(model, prices=options.get("prices"), timeout=options.get("timeout"))


def _screened(*texts: tuple[str, str], brand: Brand | None, covered: bool = False) -> None:
    for text, where in texts:
        found = (f for f in screen(text, where, brand) if not (covered and f.code == "PH102"))
        refused = tuple(f for f in found if f.severity is Severity.ERROR)
        if refused:
            more = f" (and {len(refused) - 1} more)" if len(refused) > 1 else ""
            raise RefusedError(f"nothing was drafted or sent: {where}: {refused[0].hidden.message}{more}", refused)


def _composed(brief: Brief, options: Options) -> Draft:
    from scriptgen.pipeline import from_facts

    return from_facts(brief, ignored(options.get("ignore", ())))


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
    channels = options.get("channels", ALL_CHANNELS)
    view = view_of(given, options.get("brand"), options.get("facts"), channels=channels)
    script, provider = view.script, _provider(options, None, guess=False)
    if provider:  # its lines are guarded one by one: with a PH error open nothing is sent (pipeline.mending)
        _screened((script.topic, "topic"), brand=view.brand, covered=_covered(script.consent, script.platform))
    return view, provider


async def _read(
    view: View, provider: Provider, ignore: tuple[str, ...], select: tuple[str, ...], asking: Asking
) -> Report:
    from scriptgen.pipeline import reading

    script = view.script
    place = (script.platform, script.placement, script.jurisdiction)
    from scriptgen.rulebook import rulebook

    rules = rulebook(*place, ignore=ignore, reader="model", prompts=asking.get("prompts"))
    report, _ = await _driven(reading(view, rules, select), provider, asking)
    return report


def _mended(view: View, options: Fixing) -> Fixed:
    from scriptgen.repair import mend

    reasons = ignored(options.get("ignore", ()))
    done = mend(view, reasons)
    report = read_here(view.of(done.script), done.report, reasons)
    return Fixed(done.script, report, changes=done.changes)


async def _rewritten(view: View, provider: Provider, options: Fixing) -> Fixed:
    from scriptgen.pipeline import mending

    script = view.script
    place = (script.platform, script.placement, script.jurisdiction)
    rules = _rules(place, options, "local")
    done, usage = await _driven(mending(view, rules), provider, options)
    return Fixed(done.script, done.report, usage, done.written, done.changes)
