"""screen(text) before anything is written, check(script) after it; both only look, neither changes anything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from scriptgen.brand import Brand, as_brand
from scriptgen.errors import UsageError
from scriptgen.paths import field
from scriptgen.report import Finding, NotChecked, Report, Sourcing
from scriptgen.rule import ERROR, Hit, Rule, Unmeasured
from scriptgen.rules import all_rules, chosen
from scriptgen.rules.leaning import is_weighed, reconsidered
from scriptgen.script import MAX_TOPIC, Script, as_script
from scriptgen.view import ALL_CHANNELS, Cue, View

__all__ = [
    "READERS",
    "WHERE",
    "as_script",
    "check",
    "field",
    "ignored",
    "inspect",
    "read_here",
    "read_locally",
    "screen",
    "with_findings",
]

WHERE = ("topic", "notes", "comment", "trend", "brand", "source", "voiceover", "caption")
READERS = ("local", "model")
"""local: patterns, and the embedded classifier where it is installed · model: a model reads it too."""
_NEVER_IGNORED = ("PH", "TP102")
_LIMITS = {"topic": MAX_TOPIC}
_MOST = 1_000_000


def check(
    script: Script | Mapping[str, Any],
    brand: Brand | Mapping[str, Any] | str | Path | None = None,
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
) -> Report:
    """Return the Report on a script, drafted, edited or written by hand.

    `facts` is a file or folder of the user's own facts, whose aliases count as names of the topic. `platform` and `jurisdiction`
    override the script's. `ignore` holds "CODE" for rules that only warn and "CODE=reason" for any other. `reader` is "local": patterns,
    and the embedded classifier where it is installed; for one by a model use scriptgen.check, which can ask it.
    `channels` says what the input form could carry (loading.read returns it), `cues` the subtitles that came with it.
    Raises UsageError for an unknown name and InputError for a mapping that is no script; never for a bad script.
    """
    if reader != "local":
        raise UsageError(f"reader {reader!r} is not known; known are {', '.join(READERS)}")
    view = view_of(script, brand, facts, platform, jurisdiction, channels=channels, cues=cues, today=today)
    reasons = ignored(ignore)
    chosen_rules = tuple(select)
    return read_here(view, inspect(view, select=chosen_rules, reasons=reasons), reasons, chosen_rules)


def view_of(
    script: Script | Mapping[str, Any],
    brand: Brand | Mapping[str, Any] | str | Path | None = None,
    facts: str | Path | None = None,
    platform: str | None = None,
    jurisdiction: str | None = None,
    *,
    channels: frozenset[str] = ALL_CHANNELS,
    cues: tuple[Cue, ...] = (),
    today: date | None = None,
) -> View:
    """Return what rules see of a script, with the arguments of `check`."""
    value = as_script(script)
    changes = {k: v for k, v in (("platform", platform), ("jurisdiction", jurisdiction)) if v}
    if changes:
        value = value.model_copy(update=changes)
    from scriptgen.facts.find import aliases_of

    return View(
        value, brand=as_brand(brand), aliases=aliases_of(value.topic, facts), channels=channels, cues=cues, today=today
    )


def inspect(view: View, *, select: tuple[str, ...] = (), reasons: Mapping[str, str] | None = None) -> Report:
    """Return the Report on a View: the engine under `check` and `draft`. `reasons` are ignored codes with their reasons."""
    findings: list[Finding] = []
    reasons = reasons or {}
    named = view.brand is not None or bool(view.script.brand.name or view.script.brand.handle)
    rules, rows = _plan(select, view.channels | {"brand"} if named else view.channels)
    unmeasured: dict[str, list[str]] = {}
    for rule in rules:
        for hit in rule.find(view):
            if isinstance(hit, Unmeasured):
                unmeasured.setdefault(hit.why, []).append(rule.code)
            else:
                found = _finding(rule, hit, view.script, reasons.get(rule.code))
                if found:
                    findings.append(found)
    if unmeasured:
        rows = (*(_row(tuple(codes), why) for why, codes in unmeasured.items()), *rows)
    return Report(
        accepted=not any(f.severity is ERROR and not f.ignored for f in findings),
        findings=tuple(findings),
        not_checked=rows,
        seconds=round(view.seconds, 1),
        sourcing=_sourcing(view.script),
        packs=view.pack.labels,
    )


def read_locally(
    view: View, report: Report, reasons: Mapping[str, str] | None = None, select: tuple[str, ...] = ()
) -> Report:
    """Return the report with what the embedded classifier adds, or with the reason why it did not run."""
    from scriptgen.readers import missing, reader

    classifier = reader()
    wanted = frozenset(rule.code for rule in chosen(select))
    why = missing()
    rows = (NotChecked(reader="classifier", rules=(), why=why),) if why else ()
    found = tuple(f for f in classifier.findings(view) if f.code in wanted) if classifier else ()
    return with_findings(report, found, rows, reasons)


def read_here(
    view: View, report: Report, reasons: Mapping[str, str] | None = None, select: tuple[str, ...] = ()
) -> Report:
    """Return what `read_locally` returns, with a row that says that no model read it."""
    from scriptgen.readers.model import unread

    rows = unread(tuple(view.pack["read"]), "no model was asked to read it").rows
    return with_findings(read_locally(view, report, reasons, select), (), rows)


def with_findings(
    report: Report, found: Iterable[Finding], rows: Iterable[NotChecked] = (), reasons: Mapping[str, str] | None = None
) -> Report:
    """Return the report with what another reader found, and did not look at; what a rule found in the same place is not told twice."""
    known = {(f.code, f.path) for f in report.findings}
    new = [_reasoned(f, reasons or {}) for f in found if (f.code, f.path) not in known]
    findings = (*report.findings, *(f for f in new if f))
    accepted = not any(f.severity is ERROR and not f.ignored for f in findings)
    update = {"findings": findings, "accepted": accepted, "not_checked": (*report.not_checked, *rows)}
    return report.model_copy(update=update)


def _reasoned(finding: Finding, reasons: Mapping[str, str]) -> Finding | None:
    """Return the finding with the reason for which it is ignored; None for one that is ignored without any."""
    reason = reasons.get(finding.code)
    if reason is None or finding.code.startswith(_NEVER_IGNORED):
        return finding
    return finding.model_copy(update={"ignored": reason}) if reason else None


def screen(
    text: str, where: str = "topic", brand: Brand | Mapping[str, Any] | str | Path | None = None
) -> tuple[Finding, ...]:
    """Return what keeps a text from being sent or drafted from; local, opens no socket.

    `where` is one of topic, notes, comment, trend, brand, source, voiceover, caption. Raises UsageError for another, or a text over its limit.
    """
    if where not in WHERE:
        raise UsageError(f"where={where!r} is not known; known are {', '.join(WHERE)}")
    most = _LIMITS.get(where, _MOST)
    if len(text) > most:
        raise UsageError(f"the {where} has {len(text):,} characters, the limit is {most:,}; shorten it")
    profile = as_brand(brand)
    return tuple(
        _make(rule, hit, text) for rule in all_rules() if rule.screen for hit in rule.screen(text, where, profile)
    )


def ignored(entries: Iterable[str]) -> dict[str, str]:
    """Return the reasons by code of `ignore` entries; raise UsageError for an unknown code or an error ignored without a reason."""
    reasons: dict[str, str] = {}
    for entry in entries:
        name, _, reason = (part.strip() for part in entry.partition("="))
        if name.upper().startswith(_NEVER_IGNORED):
            raise UsageError(f"{name.upper()} cannot be ignored: it guards patients and viewers")
        for rule in chosen((name,)):
            if ERROR in rule.raises and not reason:
                raise UsageError(
                    f"ignoring {rule.code} needs a reason, which the report shows: {rule.code}='why it does not apply here'"
                )
            reasons[rule.code] = reason
    return reasons


def _finding(rule: Rule, hit: Hit, script: Script, reason: str | None) -> Finding | None:
    if reason is not None and not reason:
        return None
    held = field(script, hit.path) if hit.path else ""
    text = held if isinstance(held, str) else ""
    weighed = reconsidered(hit, text) if text and is_weighed(rule) else hit
    return _make(rule, weighed, text, reason or "") if weighed else None


def _make(rule: Rule, hit: Hit, text: str, reason: str = "") -> Finding:
    quote = text[hit.span[0] : hit.span[1]] if hit.span else ""
    message = rule.messages[hit.message]
    return Finding(
        code=rule.code,
        slug=rule.slug,
        severity=hit.severity,
        path=hit.path,
        span=hit.span,
        quote=quote,
        message=message.format(**hit.values) if hit.values else message,
        why=rule.why,
        source=str(rule.source),
        fix=hit.fix or rule.fix,
        also=hit.also,
        ignored=reason,
    )


@lru_cache(maxsize=256)
def _plan(select: tuple[str, ...], carried: frozenset[str]) -> tuple[tuple[Rule, ...], tuple[NotChecked, ...]]:
    """Return the rules that can run on such an input, and rows for those that cannot."""
    rules = chosen(select)
    skipped: dict[str, list[str]] = {}
    for rule in rules:
        if missing := rule.needs - carried:
            skipped.setdefault(_why(missing), []).append(rule.code)
    if select:
        skipped["not selected"] = [r.code for r in all_rules() if r not in rules]
    rows = tuple(_row(tuple(codes), why) for why, codes in skipped.items() if codes)
    return tuple(r for r in rules if r.needs <= carried), rows


@lru_cache(maxsize=256)
def _row(codes: tuple[str, ...], why: str) -> NotChecked:
    return NotChecked(reader="pattern", rules=codes, why=why)


def _why(missing: frozenset[str]) -> str:
    if missing == {"brand"}:
        return "no brand is given"
    return f"this form of input cannot carry {', '.join(sorted(missing - {'brand'}))}"


def _sourcing(script: Script) -> Sourcing:
    held = {s.id for s in script.sources}
    cited = [bool(held.intersection(b.sources)) for b in script.beats]
    return "sourced" if all(cited) else "partly" if any(cited) or held else "unsourced"
