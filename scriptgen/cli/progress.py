"""How far a batch is: a bar on a terminal, a line now and then elsewhere, or events for machines."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scriptgen.batching.results import Drafted, Result
from scriptgen.cli.output import OUTPUT, result, say

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from scriptgen.batching.session import Session

__all__ = ["Progress", "progress"]

EVERY = 10.0
"""Seconds between two plain lines."""
_SPAN = 60.0
"""Seconds over which the rate is taken."""


class Progress:
    """Counts results and shows where the run is; on nothing but stderr, or as events on stdout."""

    def __init__(self, session: Session, total: int | None, events: bool) -> None:
        self.session, self.events, self.total = session, events, total
        self._before = session.journal.totals()
        self.earlier = self._before["accepted"] + self._before["rejected"]
        self.accepted = self.rejected = self.failed = 0
        self._began = self._told = time.monotonic()
        self._marks = [(self._began, 0)]
        self._bar: Bar | None = None
        self._event("begin", earlier=self.earlier, total=total)

    @property
    def done(self) -> int:
        """Topics that ended in this run."""
        return self.accepted + self.rejected + self.failed

    def add(self, one: Result) -> None:
        """Count a result, and show it."""
        if isinstance(one, Drafted):
            self.accepted += one.accepted
            self.rejected += not one.accepted
            self._event("topic", line=one.line, topic=one.topic, files=one.files, accepted=one.accepted, cost=one.cost)
        else:
            self.failed += 1
            self._event("failed", line=one.line, topic=one.topic, why=one.why, message=one.message)
            if one.why in ("row", "refused", "usage", "bug"):
                self.say(f"Left out: {one.message}")
        self._show()

    def say(self, message: str) -> None:
        """Say something beside the bar."""
        if self._bar and not OUTPUT.quiet:
            self._bar.console.print(message, markup=False, highlight=False)
        elif not self.events:
            say(message)

    def money(self) -> str:
        """Return what was spent so far, earlier runs included."""
        cost = self.session.journal.cost()
        if cost is None:
            return "no price is known for this model"
        return f"${cost:.4f} spent" if cost else "nothing spent"

    def end(self, totals: dict[str, int], stopped: str | None, pressed: bool) -> None:
        """Tell machines how it ended."""
        how = "interrupted" if pressed else "stopped" if stopped else "done"
        self._event("end", how=how, why=stopped, cost=self.session.journal.cost(), **totals)

    def line(self) -> str:
        """Return where the run is, in one line."""
        rate = self.rate()
        whole = f" of {self.total:,}" if self.total else ""
        left = ""
        if self.total and rate:
            left = f", about {_span((self.total - self.done - self.earlier) / rate)} left"
        return (
            f"{self.done + self.earlier:,}{whole}: {self.accepted + self._before['accepted']:,} accepted, "
            f"{self.rejected + self._before['rejected']:,} with errors, {self.failed:,} failed; "
            f"{rate * 60:.0f} a minute, {self._spent()}{left}"
        )

    def rate(self) -> float:
        """Return topics a second, over the last minute."""
        now = time.monotonic()
        self._marks.append((now, self.done))
        while len(self._marks) > 2 and now - self._marks[1][0] > _SPAN:
            del self._marks[0]
        since, count = self._marks[0]
        return (self.done - count) / max(now - since, 0.001)

    def _spent(self) -> str:
        desk = self.session.desk
        priced = desk is not None and getattr(desk, "price", True) is not None
        return f"${self.session.budget.spent:.4f}" if priced else "no price known" if desk else "free"

    def _show(self) -> None:
        now = time.monotonic()
        if self._bar:
            if now - self._told >= 0.1:
                self._told = now
                self._bar.update(self._bar.task_ids[0], completed=self.done + self.earlier, description=self.line())
        elif now - self._told >= EVERY:
            self._told = now
            self._event("progress", line=self.line(), done=self.done, cost=self.session.budget.spent)
            if not self.events:
                say(self.line())

    def _event(self, event: str, **told: Any) -> None:
        if self.events:
            result(json.dumps({"event": event, **told}, ensure_ascii=False))
            sys.stdout.flush()

    @contextmanager
    def bar(self) -> Iterator[None]:
        """Show a bar where there is a terminal."""
        if self.events or OUTPUT.quiet or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
            yield
            return
        from rich.console import Console
        from rich.progress import BarColumn, TextColumn
        from rich.progress import Progress as Bar

        with Bar(BarColumn(20), TextColumn("{task.description}", markup=False), console=Console(stderr=True)) as made:
            made.add_task("", total=self.total, completed=self.earlier)
            made.update(made.task_ids[0], description=self.line())
            self._bar = made
            yield
            made.update(made.task_ids[0], completed=self.done + self.earlier, description=self.line())
        self._bar = None


@contextmanager
def progress(session: Session, file: Path | None, events: bool) -> Iterator[Progress]:
    """Show where a run is as long as it lasts."""
    shown = Progress(session, _rows(file) if file else None, events)
    with shown.bar():
        yield shown


def _rows(file: Path) -> int | None:
    """Return about how many topics a file has: its lines; None for a workbook."""
    if file.suffix.lower() in (".xlsx", ".xlsm"):
        return None
    count, last = 0, b""
    try:
        with file.open("rb") as opened:
            while piece := opened.read(1 << 20):
                count, last = count + piece.count(b"\n"), piece[-1:]
    except OSError:
        return None
    count += last not in (b"", b"\n")
    return max(1, count - (file.suffix.lower() in (".csv", ".tsv")))


def _span(seconds: float) -> str:
    if seconds < 90:
        return f"{max(seconds, 0):.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5_400 else f"{seconds / 3600:.1f} h"
