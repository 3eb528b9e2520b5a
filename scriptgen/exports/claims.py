"""The claim register as CSV: every sentence that states something, where it stands, what it rests on, how well, and what a reviewer should see."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from scriptgen.checking import inspect
from scriptgen.claims.register import Claim, register
from scriptgen.report import Finding
from scriptgen.script import Script
from scriptgen.text import clean
from scriptgen.view import View

__all__ = ["MEDIA", "SUFFIX", "export"]

SUFFIX = ".claims.csv"
MEDIA = "text/csv"

COLUMNS = ("claim", "kind", "where", "source", "document", "words of the source", "match", "finding")
JUDGED = ("CL109", "CL110", "CL111", "SR104")
"""Rules whose findings stand beside a claim."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula at the start of a cell."""


def export(script: Script) -> str:
    """Return the register of a script, a row a claim; the head alone where it states nothing."""
    view = View(script)
    found = [f for f in inspect(view, select=JUDGED).findings if f.severity != "info"]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for claim in register(view):
        writer.writerow([_cell(value) for value in _row(claim, script, found)])
    return out.getvalue()


def _row(claim: Claim, script: Script, found: list[Finding]) -> Iterator[str]:
    rows = [source for source in script.sources if source.id in claim.sources]
    block = claim.path.partition(".")[0]
    told = [f"{f.code} {f.severity.value}: {f.message}" for f in found if _concerns(f, claim, block)]
    yield claim.text
    yield claim.kind
    yield claim.path
    yield "; ".join(claim.sources)
    yield "; ".join(f"{s.publisher}, {s.title}, {s.year or 'no year'}" for s in rows)
    yield " / ".join(s.quote for s in rows)
    yield claim.match if claim.sources else "unsourced"
    yield " | ".join(dict.fromkeys(told))


def _concerns(finding: Finding, claim: Claim, block: str) -> bool:
    """Return whether a finding is about this claim: its words, or its block where it names no words."""
    if finding.path != claim.path:
        return finding.path.startswith(f"{block}.")
    return finding.span is None or (finding.span[0] < claim.end and claim.start < finding.span[1])


def _cell(value: str) -> str:
    text = clean(value).replace("\n", " ")
    return f"'{text}" if text.startswith(_FORMULA) else text
