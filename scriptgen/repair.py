"""Mend what code can mend: each rule's own fix, one field at a time, everything checked again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from scriptgen.checking import inspect
from scriptgen.paths import field, put
from scriptgen.report import Finding, Report
from scriptgen.rule import Patch, Rule
from scriptgen.rules import all_rules
from scriptgen.script import Script, as_script
from scriptgen.view import View

__all__ = ["Mended", "mend", "patched", "weight"]

MOST = 400
"""Fixes of one script: two for each of 200 beats; more would mean that two rules fight."""


class Mended(NamedTuple):
    """A script after its code fixes."""

    script: Script
    report: Report
    changes: tuple[tuple[Finding, Patch], ...]
    """What code mended, and how, in order."""
    written: tuple[str, ...] = ()
    """Paths that a model rewrote, and beats that it dropped, as they were numbered then."""


def patched(script: Script, patches: list[Patch]) -> Script:
    """Return the script with new values at the patches' paths; all other fields stay as they are."""
    if not patches:
        return script
    data = script.model_dump()
    for patch in patches:
        put(data, patch.path, patch.value)
    return as_script(data)


def mend(view: View, reasons: Mapping[str, str] | None = None) -> Mended:
    """Return the script of `view` with every finding mended that code can mend, and the report on the outcome.

    A fix is kept only when it leaves no more errors, and no more findings in all, than there were before it.
    """
    rules: dict[str, Rule] = {r.code: r for r in all_rules()}
    report = inspect(view, reasons=reasons)
    changes: list[tuple[Finding, Patch]] = []
    tried: set[tuple[str, str, str]] = set()
    for _ in range(MOST):
        progress = False
        for finding in report.findings:
            key = (finding.code, finding.path, str(field(view.script, finding.path)))
            rule = rules[finding.code]
            if finding.fix != "code" or finding.ignored or not rule.mend or key in tried:
                continue
            tried.add(key)
            patches = [p for p in rule.mend(view, finding) if field(view.script, p.path) != p.value]
            if not patches:
                continue
            after = view.of(patched(view.script, patches))
            outcome = inspect(after, reasons=reasons)
            if weight(outcome) < weight(report):
                changes += [(finding, patch) for patch in patches]
                view, report, progress = after, outcome, True
                break
        if not progress:
            break
    return Mended(view.script, report, tuple(changes))


def weight(report: Report) -> tuple[int, int]:
    """Return errors and findings in all, those for information left out: what a change has to lower."""
    return len(report.errors), sum(f.severity != "info" for f in report.findings)
