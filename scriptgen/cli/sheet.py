"""A script and its report as a sheet to read in a terminal."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

from scriptgen.report import Report, Severity
from scriptgen.text import one_line
from scriptgen.view import Block, View

if TYPE_CHECKING:
    from scriptgen.drafts import Draft

__all__ = ["findings", "not_checked", "sheet", "verdict"]

_INDENT = " " * 14
_STYLES = {"bold": "1", "dim": "2", "error": "31;1", "warning": "33", "info": "36", "good": "32;1"}


def _style(text: str, *names: str) -> str:
    """Return the text with terminal styles where stdout is a terminal that wants them."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return text
    return f"\x1b[{';'.join(_STYLES[n] for n in names)}m{text}\x1b[0m"


def _width() -> int:
    return min(shutil.get_terminal_size((100, 24)).columns, 110)


def _wrapped(label: str, text: str) -> str:
    lead = f"      {label:<8}"
    return textwrap.fill(
        one_line(text), _width(), initial_indent=lead, subsequent_indent=_INDENT, break_long_words=False
    )


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def _title(name: str) -> str:
    if name.startswith("beats"):
        return f"BEAT {int(name[6:-1]) + 1}"
    return {"hook": "HOOK", "cta": "CALL TO ACTION", "disclaimer": "DISCLAIMER"}[name]


def _block(block: Block) -> Iterator[str]:
    yield f"{_clock(block.start):>5} {_style(_title(block.name), 'bold')}  {_style(f'{block.seconds:.1f} s', 'dim')}"
    if block.say.text:
        yield _wrapped("say", block.say.text)
    for label, line in (("text", block.text), ("show", block.show)):
        if line.text:
            yield _style(_wrapped(label, line.text), "dim")


def sheet(draft: Draft) -> str:
    """Return the whole sheet: beats with time, say, text and show, then the post, findings, sources, and what was not checked."""
    script, report = draft.script, draft.report
    view = View(script)
    head = f"{one_line(script.topic)} · {script.format.replace('_', ' ')} · {report.seconds:.0f} s · {verdict(report)}"
    parts = [_style(head, "bold"), ""]
    for block in view.blocks:
        parts += [*_block(block), ""]
    tags = " ".join(f"#{t.lstrip('#')}" for t in script.hashtags)
    parts += [
        f"{_style('POST', 'bold')}",
        _wrapped("caption", script.caption),
        _wrapped("tags", tags),
        _wrapped("cover", script.cover_text),
        "",
    ]
    told = list(findings(report))
    parts += [_style("FINDINGS", "bold"), *(told or ["      none"]), ""]
    parts.append(_style("SOURCES", "bold"))
    for origin in dict.fromkeys((s.publisher, s.title, s.year, s.url) for s in script.sources):
        publisher, title, year, url = origin
        parts.append(
            textwrap.fill(
                f"{publisher}: {title}, {year}. {url}".strip(),
                _width(),
                initial_indent=" " * 6,
                subsequent_indent=" " * 8,
                break_long_words=False,
            )
        )
    parts += ["", *not_checked(report)]
    return "\n".join(parts)


def verdict(report: Report) -> str:
    """Return the outcome in a few words."""
    errors = len(report.errors)
    warnings = sum(f.severity is Severity.WARNING for f in report.findings)
    counts = ", ".join(
        f"{n} {word}{'s' if n > 1 else ''}" for n, word in ((errors, "error"), (warnings, "warning")) if n
    )
    word = _style("accepted", "good") if report.accepted else _style("not accepted", "error")
    return f"{word}{f' ({counts})' if counts else ''}"


def findings(report: Report) -> Iterator[str]:
    """Yield the findings, the worst first, each with its place, its words and who can mend it."""
    order = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
    own = sys.stdout.isatty()  # what identifies somebody is shown on the author's own screen alone
    for f in sorted((f if own else f.hidden for f in report.findings), key=lambda f: order[f.severity]):
        mark = f"ignored: {f.ignored}" if f.ignored else f.severity.value
        fixable = " (scriptgen fix mends it)" if f.fix == "code" and not f.ignored else ""
        yield f"  {_style(f'{mark:<8}', f.severity.value)}{f.code} {f.slug}{f'  {f.path}' if f.path else ''}"
        yield textwrap.fill(
            f.message + fixable, _width(), initial_indent=" " * 10, subsequent_indent=" " * 10, break_long_words=False
        )
        if f.quote and f.severity is not Severity.INFO:
            yield _quoted(f.quote)


def _quoted(text: str) -> str:
    shown = one_line(text)
    return _style(f'{" " * 10}"{shown if len(shown) <= 90 else shown[:87] + "..."}"', "dim")


def not_checked(report: Report) -> Iterator[str]:
    """Yield what no rule looked at, and why."""
    for row in report.not_checked:
        rules = ", ".join(row.rules)
        pattern = f"Not checked: {rules} ({row.why})."
        text = {
            "classifier": f"Classifier: {row.why}.",
            "model": f"Model reader: {row.why}.",
        }.get(row.reader, pattern)
        yield _style(textwrap.fill(text, _width(), subsequent_indent="  "), "dim")
