"""Runs a batch: rows come as they are needed, a bounded number of topics is under way, and each ends as a result and a row of the journal."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from scriptgen.batching.gate import StoppingError
from scriptgen.batching.identity import brand_of, key_of, settings_of
from scriptgen.batching.journal import Entry, Journal
from scriptgen.batching.outputs import note_of, written
from scriptgen.batching.results import Drafted, Failed, Result, StoppedError, Why
from scriptgen.batching.serving import Desk, Seat
from scriptgen.batching.topics import Bad, Found, Row
from scriptgen.errors import ProviderError, RefusedError, ReplyError, ScriptgenError, UsageError

if TYPE_CHECKING:
    from scriptgen.brief import Brief
    from scriptgen.drafts import Draft
    from scriptgen.options import Options
    from scriptgen.rulebook import Rulebook

__all__ = ["Plan", "Runner"]

LATENCY = 20.0
"""Seconds that a slow answer takes: so many seconds' worth of starts are under way at once."""
WIDEST = 4_096
"""Topics under way, however fast the host is."""
CHUNK = 200
"""Rows that are looked up and written down together."""
DOWN = 20
"""Topics in a row that a host may fail before the run ends."""
_KINDS: tuple[tuple[type[ScriptgenError], Why], ...] = (
    (RefusedError, "refused"),
    (ReplyError, "reply"),
    (ProviderError, "provider"),
    (UsageError, "usage"),
)
Item = tuple[Entry, Row] | Failed


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is to do."""

    options: Options
    """What all topics share; a row's own come first."""
    forms: tuple[str, ...]
    """The forms that each script is written in; none: no files."""
    out: Path
    window: int
    """Topics that are under way at most."""
    slow: bool = False
    """Whether the input may keep us waiting, as stdin does."""
    input: str | None = None
    """A digest of the whole input, None where it cannot be known beforehand."""
    wide: bool = False
    """Whether more topics may be under way where the host turns out to need it."""
    repairs: int = 0
    """Repairs that a topic may ask for."""


class Runner:
    """One run over one input. It belongs to the event loop that runs; its journal is open as long as it is."""

    def __init__(self, plan: Plan, journal: Journal) -> None:
        self.plan, self.journal = plan, journal
        self.desk: Desk | None = None
        self.error: ScriptgenError | None = None
        """Why the run ended early, None where it did not."""
        self.stopping = False
        self.known = self.first = 0
        """Rows that an earlier run had read, and the place of the first that is not done; what stands before it need not be read."""
        self._down, self._left = 0, None  # type: int, int | None
        self._forms = ",".join(plan.forms)
        self._results: asyncio.Queue[Result | list[tuple[int, Found]] | None] = asyncio.Queue()
        self._tasks: set[asyncio.Task[None]] = set()
        self._rules = lru_cache(maxsize=32)(self._rulebook)

    def stop(self, error: ScriptgenError | None = None) -> None:
        """End the run: nothing new is begun or sent; what is on its way is waited for and kept."""
        self.error = self.error or error
        if not self.stopping:
            self.stopping = True
            self._results.put_nowait([])  # wakes whoever waits for rows
            if self.desk:
                self.desk.close()

    def begin(self, desk: Desk | None) -> None:
        """Take who answers, None for the facts library, and look up what an earlier run has done."""
        self.desk = desk
        self._settings = settings_of(
            self.plan.options,
            f"{desk.provider.name} {self.plan.repairs}" if desk else "facts",
            self._rules(*self._place({})).digest,
        )
        self.known = self.journal.begin(f"{self._settings} {self._forms}", self.plan.input)
        self.first = next(self.journal.pending(), self.known)

    def window(self) -> int:
        """Return how many topics may be under way: so many that the host's pace is kept up however slowly it answers."""
        if not self.plan.wide or not self.desk:
            return self.plan.window
        return max(self.plan.window, min(WIDEST, int(self.desk.gate.pacer.pace * LATENCY)))

    async def results(self, rows: Iterator[Found]) -> AsyncIterator[Result]:
        """Yield what becomes of each topic that is not done yet, as it comes; at the end of a run that ended early raise its error.

        `rows` are those of the input from the place `first` on.
        """
        places, items = enumerate(rows, self.first), deque[Item]()
        waiting, fetching, exhausted = 0, False, False
        pending = self.journal.pending()
        try:
            while True:
                while items and waiting < self.window() and not self.stopping:
                    item = items.popleft()
                    if isinstance(item, Failed):
                        yield item
                        continue
                    self._tasks.add(asyncio.create_task(self._topic(*item)))
                    waiting += 1
                more = not (items or exhausted or self.stopping)
                if more and not self.plan.slow:
                    chunk = list(islice(places, CHUNK))
                    exhausted = not chunk
                    items.extend(self._todo(chunk, pending))
                    continue
                if more and not fetching:
                    fetching = True
                    self._fetch(places)
                if not waiting and (self.stopping or not (items or fetching)):
                    break
                got = await self._results.get()
                if isinstance(got, list):
                    fetching, exhausted = False, not got
                    items.extend(self._todo(got, pending))
                    continue
                waiting -= 1
                if got is not None:
                    yield got
        finally:
            self.stop()
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)
        if self.error:
            raise self.error

    def _fetch(self, places: Iterator[tuple[int, Found]]) -> None:
        """Have the next row put into the queue by a thread that may be left behind: nobody knows when stdin brings one."""
        loop = asyncio.get_running_loop()

        def wait() -> None:
            chunk = list(islice(places, 1))
            with suppress(RuntimeError):  # the loop is gone
                loop.call_soon_threadsafe(self._results.put_nowait, chunk)

        threading.Thread(target=wait, daemon=True).start()

    def _todo(self, chunk: list[tuple[int, Found]], pending: Iterator[int]) -> Iterator[Item]:
        """Yield the topics that are left, in order, and the rows that cannot be read; rows that are new are written down first."""
        new = [(place, self._key(row), row) for place, row in chunk if isinstance(row, Row) and place >= self.known]
        entries = dict(zip([place for place, _, _ in new], self.journal.register(new), strict=True)) if new else {}
        for place, row in chunk:
            if place < self.known:
                if self._left is None:
                    self._left = next(pending, self.known)
                if place != self._left:
                    continue
                self._left = None
            if isinstance(row, Bad):
                yield self._bad(place, row)
                continue
            entry = entries.get(place) or self.journal.at(place)
            if place < self.known or entry.state != "done" or entry.forms != self._forms:
                yield entry, row

    def _bad(self, place: int, row: Bad) -> Failed:
        message = f"line {row.line} {row.why}"
        self.journal.bad(place, row.line, {"why": "row", "message": message})
        return Failed(row.line, "", "row", message)

    def _key(self, row: Row) -> bytes:
        try:
            rules = self._rules(*self._place(row.options)).digest
        except ScriptgenError:  # said when the topic's turn comes
            rules = ""
        return key_of(row, self._settings, rules)

    def _place(self, own: Any) -> tuple[str, str, str]:
        options = {**self.plan.options, **own}
        brand = options.get("brand")
        if isinstance(brand, (str, Path)):
            brand = brand_of(str(brand))
        here = brand.get("jurisdiction") if isinstance(brand, dict) else getattr(brand, "jurisdiction", None)
        return (
            options.get("platform") or "tiktok",
            options.get("placement") or "organic",
            options.get("jurisdiction") or here or "us",
        )

    def _rulebook(self, platform: str, placement: str, jurisdiction: str) -> Rulebook:
        from scriptgen.rulebook import rulebook

        told = self.plan.options
        reader = told.get("reader", "local") if self.desk else "local"
        return rulebook(
            platform, placement, jurisdiction, ignore=told.get("ignore", ()), reader=reader, prompts=told.get("prompts")
        )

    async def _topic(self, entry: Entry, row: Row) -> None:
        """Draft one topic, write its files, and write down what became of it; whatever happens, one result goes to the queue."""
        result: Result | None = None
        try:
            draft = await self._draft(entry, row)
            files = written(draft.script, entry.name, self.plan.forms, self.plan.out)
            self.journal.finish(entry.id, "done", note_of(draft, files), self._forms)
            cost = self.journal.cost(entry.id) if self.desk else 0.0
            self._down = 0
            result = Drafted(
                row.line, row.topic, entry.name, draft.report.accepted, cost, draft, files, row.publish_date, row.id
            )
        except StoppingError:
            pass
        except StoppedError as error:
            self.stop(error)
        except Exception as error:
            try:
                result = self._failed(entry, row, error)
            except StoppedError as full:
                self.stop(full)
        finally:
            task = asyncio.current_task()
            if task:
                self._tasks.discard(task)
            self._results.put_nowait(result)

    async def _draft(self, entry: Entry, row: Row) -> Draft:
        from scriptgen.api import briefed
        from scriptgen.checking import ignored
        from scriptgen.drivers import drive
        from scriptgen.pipeline import drafting, from_facts

        seat = Seat(self.desk, entry.id) if self.desk else None
        brief, _ = briefed(row.topic, self._options(entry, row, seat))
        if self.desk is None or seat is None:
            await asyncio.sleep(0)
            return from_facts(brief, ignored(self.plan.options.get("ignore", ())))
        draft = await drive(drafting(brief, self._rules(*_place_of(brief))), seat)
        return draft.model_copy(update={"model": seat.name})

    def _options(self, entry: Entry, row: Row, seat: Seat | None) -> Options:
        own = {name: value for name, value in row.options.items() if value is not None}
        options = {"seed": entry.seed, **{n: v for n, v in self.plan.options.items() if v is not None}, **own}
        if isinstance(options.get("brand"), (str, Path)):
            options["brand"] = brand_of(str(options["brand"]))
        return cast("Options", {**options, "model": seat or "facts"})

    def _failed(self, entry: Entry, row: Row, error: Exception) -> Failed:
        why: Why = next((kind for cls, kind in _KINDS if isinstance(error, cls)), "bug")
        told = str(error) if isinstance(error, ScriptgenError) else f"a bug in scriptgen ({type(error).__name__})"
        message = f"line {row.line}: {told}"
        hide = why == "refused"
        if why == "reply":
            self.journal.forget(entry.id)
        self.journal.finish(entry.id, "failed", {"why": why, "message": message}, hide=hide)
        self._down = self._down + 1 if why == "provider" else 0
        if self._down >= DOWN:
            self.stop(StoppedError(f"the host failed {DOWN} topics in a row, at last: {told}"))
        known = error if isinstance(error, ScriptgenError) else None
        cost = self.journal.cost(entry.id) if self.desk else 0.0
        return Failed(row.line, "" if hide else row.topic, why, message, known, cost, row.publish_date, row.id)


def _place_of(brief: Brief) -> tuple[str, str, str]:
    return brief.platform, brief.placement, brief.jurisdiction
