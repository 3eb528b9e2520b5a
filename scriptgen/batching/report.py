"""report.html: what a manager wants to know of a batch, on one page that needs nothing beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from html import escape
from pathlib import Path
from typing import IO, TYPE_CHECKING
from urllib.parse import quote

from scriptgen.batching.alike import groups
from scriptgen.batching.outputs import whole

if TYPE_CHECKING:
    from scriptgen.batching.journal import Journal

__all__ = ["write"]

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1b; background: #fff }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1.5rem }
th, td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid #ddd; vertical-align: top }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
.cards { display: flex; flex-wrap: wrap; gap: 1rem; margin: 1rem 0 2rem }
.cards div { border: 1px solid #ccc; border-radius: .5rem; padding: .6rem 1rem; min-width: 8rem }
.cards strong { display: block; font-size: 1.7rem }
a { color: inherit }
@media (prefers-color-scheme: dark) { body { color: #eee; background: #161616 } th, td, .cards div { border-color: #444 } }
"""
_WHY = {
    "row": "the row could not be read",
    "refused": "refused: privacy or topic, nothing was sent",
    "usage": "options cannot work, or no facts fit",
    "provider": "the model's host gave no answer",
    "reply": "no script could be made of the answers",
    "bug": "a bug in scriptgen",
}
MOST = 200
"""Rows of a table; the index has them all."""


class Link(str):
    """The name of a file beside the report."""

    __slots__ = ()


def write(journal: Journal, out: Path) -> None:
    """Write report.html anew; raise StoppedError where that cannot be."""

    def page(made: IO[bytes]) -> None:
        made.writelines(part.encode("utf-8") for part in _page(journal))

    whole(out / "report.html", page)


def _page(journal: Journal) -> Iterator[str]:
    totals, cost = journal.totals(), journal.cost()
    drafted = totals["accepted"] + totals["rejected"]
    share = f"{100 * totals['accepted'] / drafted:.0f} % of drafts" if drafted else "no drafts"
    yield f'<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Batch report</title><style>{_STYLE}</style></head><body>'
    yield "<h1>Batch report</h1><p>Accepted means that a script keeps the rules that ran. It never means that it is true: read each before filming.</p>"
    writers = ", ".join("the facts library" if name == "facts" else name for name in journal.writers())
    by = f"Written by {escape(writers)}, {date.today():%d %B %Y}. " if writers else ""
    yield f"<p>{by}Every topic with its file, date and findings is in <a href=index.csv>index.csv</a>.</p>"
    yield '<div class="cards">'
    yield from _card(f"{totals['accepted']:,}", f"accepted ({share})")
    yield from _card(f"{totals['rejected']:,}", "drafted, with errors to mend")
    yield from _card(f"{totals['failed']:,}", "failed")
    if totals["new"]:
        yield from _card(f"{totals['new']:,}", "not done yet")
    paid = "unknown" if cost is None else f"${cost:,.2f}"
    yield from _card(paid, "spent" if cost is None or not drafted else f"spent, ${cost / drafted:.4f} a draft")
    yield "</div>"
    yield from _rules(journal, drafted)
    yield from _rejected(journal)
    yield from _alike(journal)
    yield from _failed(journal)
    yield "</body></html>\n"


def _card(number: str, what: str) -> Iterator[str]:
    yield f"<div><strong>{escape(number)}</strong>{escape(what)}</div>"


def _rules(journal: Journal, drafted: int) -> Iterator[str]:
    from scriptgen.rules import all_rules

    rules = {rule.code: rule for rule in all_rules()}
    yield "<h2>Rules that failed most</h2>"
    rows = [
        (
            f"{code} {rules[code].slug.replace('-', ' ')}" if code in rules else code,
            rules[code].why if code in rules else "",
            kind,
            f"{count:,}",
            f"{100 * count / max(drafted, 1):.1f} %",
        )
        for code, kind, count in journal.broken()
    ]
    yield from _table(("Rule", "Why", "Weight", "Scripts", "Share"), rows, "No rule found anything.", right=3)


def _rejected(journal: Journal) -> Iterator[str]:
    yield "<h2>Scripts to mend</h2>"
    rows = (
        (str(line), topic, day, ", ".join(dict.fromkeys(errors)), *map(Link, files[:1]))
        for line, topic, day, files, errors in journal.rejected(MOST)
    )
    heads = ("Line", "Topic", "Date", "Errors", "File")
    yield from _table(heads, rows, "None: no script has an error.", right=0, end=1)


def _alike(journal: Journal) -> Iterator[str]:
    yield "<h2>Hooks that are nearly the same</h2>"
    rows = ((f"{total:,}", " · ".join(shown)) for total, shown in groups(journal.hooks()))
    yield from _table(("Scripts", "Hooks"), rows, "None: every hook is its own.", right=0, end=1)


def _failed(journal: Journal) -> Iterator[str]:
    yield "<h2>Topics without a script</h2>"
    rows = ((str(line), _WHY.get(why, why), message) for line, why, message in journal.failures(MOST))
    yield from _table(("Line", "Why", "What to do"), rows, "None.", right=0, end=1)


def _table(
    heads: tuple[str, ...], rows: Iterable[tuple[str, ...]], none: str, *, right: int, end: int | None = None
) -> Iterator[str]:
    """Yield a table, or a sentence where there is nothing to show; cells from `right` to `end` are numbers."""
    numbers = range(len(heads))[right:end]
    begun = False
    for row in rows:
        if not begun:
            yield "<table><tr>" + "".join(_cell("th", at in numbers, head) for at, head in enumerate(heads)) + "</tr>"
            begun = True
        yield "<tr>" + "".join(_cell("td", at in numbers, cell) for at, cell in enumerate(row)) + "</tr>"
    yield "</table>" if begun else f"<p>{escape(none)}</p>"


def _cell(tag: str, number: bool, text: str) -> str:
    shown = f'<a href="{quote(text)}">{escape(text)}</a>' if isinstance(text, Link) else escape(text)
    return f"<{tag}{' class=number' if number else ''}>{shown}</{tag}>"
