"""The outcome of a check in the forms that people and machines read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from scriptgen import __version__
from scriptgen.report import Finding, Report

if TYPE_CHECKING:
    from scriptgen.script import Script

__all__ = ["FORMATS", "Checked", "as_github", "as_json", "as_sarif", "as_text"]


class Checked(NamedTuple):
    """One file that was checked."""

    name: str
    script: Script
    report: Report


def as_text(checked: list[Checked]) -> str:
    """Return findings to read, file by file."""
    from scriptgen.cli.sheet import findings, not_checked, verdict

    parts = []
    for one in checked:
        head = f"{one.name}: {verdict(one.report)}"
        parts.append("\n".join([head, *findings(one.report), *not_checked(one.report)]))
    return "\n\n".join(parts)


def as_json(checked: list[Checked]) -> str:
    """Return {"files": [{path, accepted, findings, not_checked}]}."""
    rows = [
        {
            "path": one.name,
            "accepted": one.report.accepted,
            "findings": [f.hidden.model_dump(mode="json") for f in one.report.findings],
            "not_checked": [n.model_dump(mode="json") for n in one.report.not_checked],
        }
        for one in checked
    ]
    return json.dumps({"files": rows}, indent=2, ensure_ascii=False)


def _line(name: str, finding: Finding) -> int:
    """Return the line of the file where the finding's words stand, 1 where that cannot be told."""
    try:
        text = Path(name).read_text(encoding="utf-8") if name != "-" else ""
    except (OSError, UnicodeDecodeError):
        return 1
    for words in (finding.quote, json.dumps(finding.quote, ensure_ascii=False)[1:-1]):
        at = text.find(words) if words else -1
        if at >= 0:
            return text.count("\n", 0, at) + 1
    return 1


def as_sarif(checked: list[Checked]) -> str:
    """Return a SARIF 2.1.0 log (OASIS, Static Analysis Results Interchange Format, 2020): one run, one result a finding."""
    from scriptgen.rules import all_rules

    level = {"error": "error", "warning": "warning", "info": "note"}
    rules = [
        {
            "id": r.code,
            "name": "".join(part.capitalize() for part in r.slug.split("-")),
            "shortDescription": {"text": r.slug.replace("-", " ").capitalize()},
            "fullDescription": {"text": r.why},
            "help": {"text": r.guidance or r.why},
            "properties": {"source": str(r.source)},
        }
        for r in all_rules()
    ]
    index = {r["id"]: i for i, r in enumerate(rules)}
    results: list[dict[str, Any]] = []
    for one in checked:
        for f in one.report.findings:
            row: dict[str, Any] = {
                "ruleId": f.code,
                "ruleIndex": index[f.code],
                "level": level[f.severity],
                "message": {"text": f.hidden.message},
                "locations": [
                    {
                        "physicalLocation": {
                            "artifactLocation": {"uri": _uri(one.name)},
                            "region": {"startLine": _line(one.name, f)},
                        },
                        "logicalLocations": [{"fullyQualifiedName": f.path or "script", "kind": "member"}],
                    }
                ],
                "properties": {
                    "why": f.why,
                    "source": f.source,
                    "fix": f.fix,
                    "reader": f.reader,
                    "quote": f.hidden.quote,
                },
            }
            if f.ignored:
                row["suppressions"] = [{"kind": "external", "justification": f.ignored}]
            results.append(row)
    driver = {"name": "scriptgen", "version": __version__, "semanticVersion": __version__, "rules": rules}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }
    return json.dumps(log, indent=2, ensure_ascii=False)


def _uri(name: str) -> str:
    from urllib.parse import quote

    return quote(Path(name).as_posix()) if name != "-" else "stdin"


def as_github(checked: list[Checked]) -> str:
    """Return GitHub Actions workflow commands, one a finding, which show as annotations."""
    kind = {"error": "error", "warning": "warning", "info": "notice"}
    lines = []
    for one in checked:
        for f in one.report.findings:
            if not f.ignored:
                place = f"file={_property(one.name)},line={_line(one.name, f)},title={_property(f'{f.code} {f.slug}')}"
                lines.append(
                    f"::{kind[f.severity]} {place}::{_data(f'{f.path}: {f.hidden.message}' if f.path else f.hidden.message)}"
                )
    return "\n".join(lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS = {"text": as_text, "json": as_json, "sarif": as_sarif, "github": as_github}
