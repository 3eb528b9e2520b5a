"""The readers on whole scripts: faults found in their place, good scripts that stay clean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from benchmarks.defects import placed, scripts
from benchmarks.defects.readings import whole as readings
from benchmarks.defects.shares import told
from scriptgen.checking import inspect
from scriptgen.readers import Classifier, missing, reader
from scriptgen.readers.classifier import HeadsClassifier
from scriptgen.readers.wordheads import WordHeads
from scriptgen.report import Finding, Severity
from scriptgen.rules import all_rules
from scriptgen.script import as_script
from scriptgen.view import View

__all__ = ["right", "ways", "whole"]


def whole(part: str) -> list[str]:
    """Return the rows on whole scripts: seeded ones whose rule and place are found, good ones that stay clean, and near misses with an error in their place."""
    good, bad = scripts(part, "good"), scripts(part, "bad")
    later = placed(part)
    codes = sorted({script["codes"][0] for script in later[1]})
    rows, table = [], [f"| reader | {' | '.join(codes)} |", "| --- |" + " --- |" * len(codes)]
    for name, made in ways():
        look = partial(_look, made)
        hit = sum(right(s, look(s)) for s in bad)
        flagged = sum(any(f.severity is Severity.ERROR for f in look(s)) for s in good)
        row = f"| {name} | {told(hit, len(bad))} | {told(flagged, len(good))} |"
        if later[1]:
            found = [(s["codes"][0], right(s, look(s))) for s in later[1]]
            errors = sum(any(f.severity is Severity.ERROR for f in look(s)) for s in later[0])
            near = sum(any(f.severity is Severity.ERROR and f.path in s["paths"] for f in look(s)) for s in later[2])
            row += f" {told(sum(hit for _, hit in found), len(found))} | {told(errors, len(later[0]))} | {told(near, len(later[2]))} |"
            own = [f"{sum(h for c, h in found if c == code)}/{sum(c == code for c, _ in found)}" for code in codes]
            table.append(f"| {name} | {' | '.join(own)} |")
        rows.append(row)
    head = "| reader | seeded defects found, right rule and place | good scripts with an error |"
    if later[1]:
        head += " two later writers: lines in their place found | their good scripts with an error | near misses with an error there |"
        rows += ["", "The later writers' lines by rule:", "", *table, *read_by_hand()]
    return [head, "| --- |" + " --- |" * (head.count("|") - 2), *rows]


def read_by_hand() -> list[str]:
    """Return the table of the later writers' scripts that somebody who played the model has read: four of each, mostly with a fault that is not about privacy."""
    read = [(page.script, own) for page, own in readings()]
    if not read:
        return []
    made = reader()
    rows = {"a model, played by hand": read, "**all three**": [(s, (*_look(made, s), *own)) for s, own in read]}
    table = ["", "Of these a model, played by hand, has read a part:", ""]
    table += [
        "| reader | faulty scripts found, right rule and place | good scripts with an error | with a warning only |",
        "| --- | --- | --- | --- |",
    ]
    for name, found in rows.items():
        bad = [right(s, own) for s, own in found if s.get("codes")]
        good = [own for s, own in found if not s.get("codes")]
        errors = sum(any(f.severity is Severity.ERROR for f in own) for own in good)
        told_of = [told(sum(bad), len(bad)), told(errors, len(good)), told(sum(map(bool, good)) - errors, len(good))]
        table.append(f"| {name} | {' | '.join(told_of)} |")
    return table


def right(script: dict[str, Any], found: Sequence[Finding]) -> bool:
    """Return whether the right rule was found in the right place."""
    return any(f.code in script["codes"] and not {f.path, *f.also}.isdisjoint(script["paths"]) for f in found)


def ways() -> Iterator[tuple[str, Classifier | None]]:
    yield "patterns", None
    yield "patterns and words", HeadsClassifier(WordHeads())
    if (best := reader()) and not missing():
        yield "patterns and classifier", best


def _look(made: Classifier | None, data: dict[str, Any]) -> list[Finding]:
    families = tuple(r.code for r in all_rules() if r.code.startswith(("CL", "RS", "TP", "PH", "DS104")))
    view = View(as_script({k: v for k, v in data.items() if k not in ("codes", "paths", "note", "id")}))
    return [*inspect(view, select=families).findings, *(made.findings(view) if made else ())]
