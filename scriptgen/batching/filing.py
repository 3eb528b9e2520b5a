"""A batch through files, from its options to its results; the same to its user as one that asks a model directly."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from scriptgen.batching.runner import Plan, Runner
from scriptgen.batching.session import _OURS, Batching, Topics, _input, repairs_of, rows_of
from scriptgen.errors import UsageError

if TYPE_CHECKING:
    from scriptgen.batching.budget import Budget
    from scriptgen.batching.carrying import Stand
    from scriptgen.batching.files import FileDesk, Model
    from scriptgen.batching.journal import Journal
    from scriptgen.batching.results import Result
    from scriptgen.options import Options
    from scriptgen.providers.openai import OpenAI

__all__ = ["ENGINES", "Filed", "filed"]

ENGINES = ("openai-batch", "batch-file")
REPAIRS = 1
"""Repairs that a topic may ask for where nobody says: each is a wave, which may take a day."""
WINDOW = 64
"""Topics that are looked at side by side; none of them waits for a host."""


class Filed:
    """A run through files that is open."""

    def __init__(
        self, plan: Plan, journal: Journal, budget: Budget, go: Callable[[Filed], AsyncIterator[Result]]
    ) -> None:
        self.plan, self.journal, self.budget = plan, journal, budget
        self.runner = Runner(plan, journal)
        """The one at work; each wave has its own."""
        self.desk: FileDesk | None = None
        self.stopping = False
        self._go = go

    def results(self) -> AsyncIterator[Result]:
        """Yield results as waves end them."""
        return self._go(self)

    def stop(self) -> None:
        """Begin nothing new; what was sent is found again by the next run."""
        self.stopping = True
        self.runner.stop()

    def finish(self) -> None:
        """Write index and report anew; raise StoppedError where that cannot be."""
        from scriptgen.batching.outputs import calendar
        from scriptgen.batching.report import write

        calendar(self.journal, self.plan.out)
        write(self.journal, self.plan.out)


@asynccontextmanager
async def filed(
    topics: Topics,
    options: Batching,
    engine: str,
    *,
    told: Callable[[Stand], None] = lambda stand: None,
    sleep: Callable[[float], Any] | None = None,
) -> AsyncIterator[Filed]:
    """Open a run through files; raise UsageError for what cannot work, before anything is sent.

    Each kind of request is a wave: drafts, then one repair, or as many as `repairs` in the options says; with `reader` "model" readings
    too. `told` hears how far the batches are, each time that they are looked at.
    """
    import asyncio

    from scriptgen.batching.budget import Budget
    from scriptgen.batching.carrying import Carrier
    from scriptgen.batching.filebook import Filebook
    from scriptgen.batching.files import FileDesk
    from scriptgen.batching.journal import Journal
    from scriptgen.batching.waves import waves
    from scriptgen.exports import suffix
    from scriptgen.providers.batches import Batches

    if engine not in ENGINES:
        raise UsageError(f"--engine {engine!r} is not known; there are {' and '.join(ENGINES)}")
    out, limit = options.get("out"), options.get("max_cost")
    if not out:
        raise UsageError(f"--engine {engine} takes more than one call; name the folder that it goes on in with --out")
    forms = tuple(options.get("to") or ("json",))
    for form in forms:
        suffix(form)
    repairs = repairs_of(options, REPAIRS)
    again = topics if isinstance(topics, (str, Path)) else list(topics)
    shared = cast("Options", {n: v for n, v in options.items() if n not in _OURS and v is not None})
    async with AsyncExitStack() as stack:
        provider = _provider(shared, engine)
        if provider:
            await stack.enter_async_context(provider)
        model = _model(provider, shared)
        if limit is not None and model.price is None:
            raise UsageError(
                f"no price is known for {model.name}, so --max-cost could not be kept; set one under [prices] in scriptgen.toml, or leave it out"
            )
        journal = stack.enter_context(Journal(Path(out)))
        book = stack.enter_context(Filebook(Path(out) / ".scriptgen" / "files.sqlite3"))
        folder = Path(out) / (".scriptgen/files" if provider else "requests")
        plan = Plan(shared, forms, Path(out), WINDOW, False, _input(topics), repairs=repairs)
        carrier = Carrier(model, journal, book, folder)

        async def carry() -> int:
            if provider:
                await carrier.through(Batches(provider, sleep or asyncio.sleep), told, sleep or asyncio.sleep)
                return 0
            replies = Path(out) / "replies"
            replies.mkdir(exist_ok=True)
            return carrier.take_in(replies)

        def desk() -> FileDesk:
            session.budget = Budget(limit, journal.cost() or 0.0)
            session.desk = FileDesk(
                model, journal, book, folder, session.budget, lambda e: session.runner.stop(e), repairs=repairs
            )
            return session.desk

        async def run(at: FileDesk) -> AsyncIterator[Result]:
            session.runner = Runner(plan, journal)
            session.runner.begin(cast("Any", at))
            if session.stopping:
                session.runner.stop()
            async for result in session.runner.results(rows_of(again, session.runner.first)):
                yield result

        book.forget()
        session = Filed(plan, journal, Budget(limit, journal.cost() or 0.0), lambda _: waves(run, desk, carry, folder))
        yield session


def _provider(options: Options, engine: str) -> OpenAI | None:
    """Return who takes batch files, None where they are left for another engine."""
    name = options.get("model") or os.environ.get("SCRIPTGEN_MODEL")
    if engine == "batch-file":
        if not isinstance(name, str) or not name or name == "facts":
            raise UsageError(
                "--engine batch-file needs the name of the model as its engine knows it: --model openai:<model>"
            )
        return None
    from scriptgen.providers.naming import choose

    provider = choose(name, prices=options.get("prices")) if name is None or isinstance(name, str) else name
    if provider is None or not hasattr(provider, "other"):
        raise UsageError(
            "--engine openai-batch needs a model behind an address that takes batches: --model openai:<model>"
        )
    return cast("OpenAI", provider)


def _model(provider: OpenAI | None, options: Options) -> Model:
    from scriptgen.batching.files import Model
    from scriptgen.pricing import price_of
    from scriptgen.providers import capability as abilities
    from scriptgen.providers.naming import is_own

    prices = options.get("prices")
    if provider is None:
        label, _, name = str(options.get("model") or os.environ.get("SCRIPTGEN_MODEL")).rpartition(":")
        return Model(
            name, label or "openai", "the engine", abilities.guess(name, False), price_of(name, prices), prices
        )
    own = is_own(provider.base_url)
    ability = abilities.recall(provider.base_url, provider.model)
    ability = ability or (abilities.known(provider.model) if own else None) or abilities.guess(provider.model, own)
    label = provider.name.partition(":")[0]
    price = price_of(provider.model, prices)
    return Model(provider.model, label, provider.host, ability, price, prices, "batch")
