"""The model reader: a second pass that must quote the exact words. It can add findings and remove none."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError

from scriptgen.exchange import ModelReply
from scriptgen.paths import field
from scriptgen.report import Finding, NotChecked, Severity
from scriptgen.resources import package_text
from scriptgen.rule import Rule
from scriptgen.rules import all_rules
from scriptgen.script import Script
from scriptgen.text import fold, one_line
from scriptgen.view import View

__all__ = ["READ", "Read", "asked", "breaks", "lines_of", "read_of", "rules_read", "unread"]

_ROW = {
    "type": "object",
    "properties": {name: {"type": "string"} for name in ("code", "path", "quote", "reason")},
    "required": ["code", "path", "quote", "reason"],
    "additionalProperties": False,
}
READ: Mapping[str, Any] = {
    "type": "object",
    "properties": {"findings": {"type": "array", "items": _ROW}},
    "required": ["findings"],
    "additionalProperties": False,
}
_QUOTES = " \"“”'‘’"
_MOST = 40
"""Findings of one reading; more is noise."""


class Read(NamedTuple):
    """What a reading brought."""

    findings: tuple[Finding, ...] = ()
    rows: tuple[NotChecked, ...] = ()
    """What it did not look at, or what of it could not be used."""

    def still(self, script: Script) -> tuple[Finding, ...]:
        """Return the findings whose words still stand in the script, each where they stand now."""
        return tuple(there for f in self.findings if (there := _placed(f, script)))


@lru_cache(maxsize=16)
def rules_read(wanted: tuple[str, ...]) -> tuple[Rule, ...]:
    """Return the rules that a model reads for: those whose codes begin with one of `wanted` and that are told in words of breaks.toml."""
    told = breaks()
    return tuple(rule for rule in all_rules() if rule.code.startswith(wanted) and rule.code in told)


@lru_cache(maxsize=1)
def breaks() -> dict[str, str]:
    """Return what a line does that breaks a rule, by the rule's code."""
    return tomllib.loads(package_text("readers/breaks.toml"))


def _row(rules: tuple[Rule, ...], why: str) -> NotChecked:
    return NotChecked(reader="model", rules=tuple(r.code for r in rules), why=why)


def unread(wanted: tuple[str, ...], why: str) -> Read:
    """Return the reading that did not take place, and why."""
    return Read(rows=(_row(rules_read(wanted), why),))


def lines_of(view: View) -> dict[str, str]:
    """Return every line that is read, by its path."""
    lines = {line.path: line.text for line in (*view.spoken, *view.screen) if line.text.strip()}
    rest = {"caption": view.script.caption, "cover_text": view.script.cover_text}
    return lines | {path: text for path, text in rest.items() if text.strip()}


class _Found(BaseModel):
    model_config = ConfigDict(extra="ignore")

    code: str
    path: str
    quote: str
    reason: str = ""


class _Reply(BaseModel):
    model_config = ConfigDict(extra="ignore")

    findings: list[_Found]


def read_of(reply: ModelReply, view: View, wanted: tuple[str, ...], sure: tuple[str, ...]) -> Read:
    """Return what a reply found. Codes in `sure` are errors, others warnings; words that are not there are dropped and counted."""
    rules = rules_read(wanted)
    if reply.outcome != "ok":
        return Read(rows=(_row(rules, f"the model's reading could not be used: {reply.why or reply.outcome}"),))
    try:
        rows = _Reply.model_validate_json(reply.text).findings
    except ValidationError:
        return Read(rows=(_row(rules, "the model's reading could not be used: it holds no list of findings"),))
    by_code, dropped = {r.code: r for r in rules}, 0
    found: list[Finding] = []
    for row in rows[:_MOST]:
        finding = _finding(row, by_code, view.script, sure)
        dropped += finding is None
        if finding and not any((f.code, f.path) == (finding.code, finding.path) for f in found):
            found.append(finding)
    dropped += len(rows[_MOST:])
    told = f"{dropped} of the model's {len(rows)} findings quoted words that are not there, or named no rule, and were left out"
    return Read(tuple(found), (_row((), told),) if dropped else ())


def _finding(row: _Found, rules: Mapping[str, Rule], script: Script, sure: tuple[str, ...]) -> Finding | None:
    rule, quote = rules.get(row.code.strip().upper()), row.quote.strip()
    if not rule or not quote.strip(_QUOTES):
        return None
    severity = Severity.ERROR if rule.code in sure and Severity.ERROR in rule.raises else Severity.WARNING
    reason = one_line(row.reason)[:240] or rule.why
    finding = Finding(
        code=rule.code,
        slug=rule.slug,
        severity=severity,
        path=row.path.strip(),
        quote=quote,
        message=f"A model that read it says: {reason}",
        why=rule.why,
        source=str(rule.source),
        fix=rule.fix,
        reader="model",
    )
    bare = finding.model_copy(update={"quote": quote.strip(_QUOTES)})  # some models put quotes around a quote
    return _placed(finding, script) or _placed(bare, script)


def _placed(finding: Finding, script: Script) -> Finding | None:
    """Return the finding at the place where its words stand: in its own field, else in a field of its kind; None for nowhere."""
    channel = finding.path.rpartition(".")[2]
    others = [
        f"{block}.{channel}"
        for block in ("hook", *(f"beats[{i}]" for i in range(len(script.beats))), "cta", "disclaimer")
    ]
    for path in (finding.path, *others):
        text = field(script, path)
        at = fold(text).find(fold(finding.quote)) if isinstance(text, str) and text else -1
        if at >= 0:
            end = at + len(finding.quote)
            return finding.model_copy(update={"path": path, "span": (at, end), "quote": text[at:end]})
    return None


def asked(view: View) -> str:
    """Return the user's message of a reading: every line by its path, with the words of the facts it cites, as JSON."""
    held = {source.id: source.quote for source in view.script.sources}
    cited = {b.name: [held[s] for s in b.sources if s in held] for b in view.blocks if b.sources}
    script = {"topic": view.script.topic, "placement": view.script.placement, "lines": lines_of(view)}
    return json.dumps({**script, "cited": {name: words for name, words in cited.items() if words}}, ensure_ascii=False)
