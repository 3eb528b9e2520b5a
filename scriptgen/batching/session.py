"""A batch from its options to its results: opens the model, the journal and the input, and closes them whatever happens."""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator, Generator, Iterable, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from scriptgen.batching.runner import LATENCY, Plan, Runner
from scriptgen.batching.topics import Found, given, read
from scriptgen.errors import UsageError
from scriptgen.options import Options
from scriptgen.pipeline import ROUNDS

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

    from scriptgen.batching.budget import Budget
    from scriptgen.batching.filing import Filed
    from scriptgen.batching.journal import Journal
    from scriptgen.batching.results import Result
    from scriptgen.batching.serving import Desk
    from scriptgen.pricing import Price
    from scriptgen.providers import Provider

__all__ = [
    "Batching",
    "Session",
    "Topics",
    "opened",
    "price_for",
    "provider_for",
    "repairs_of",
    "rows_of",
    "running",
    "shared",
    "stepwise",
]

Topics = str | Path | Iterable[str | Mapping[str, Any] | Found]
"""The path of a file, or topics themselves."""
WINDOW = 256
"""Topics under way at most, where no pace is given that needs more."""
_OURS = ("out", "to", "max_cost", "rpm", "tpm", "tier", "window", "repairs", "engine")


class Batching(Options, total=False):
    """What a batch is to be, beside what each draft is to be; all optional. `reader` is "local" here unless it says "model"."""

    out: str | Path | None
    """Folder for scripts, index and journal. The same call with the same folder goes on where it stopped. Without one nothing is kept."""
    to: tuple[str, ...]
    """Forms to write each script in; json by default where there is a folder."""
    max_cost: float | None
    """US dollars that may be spent in this folder, earlier runs included; never exceeded."""
    rpm: float | None
    """Requests a minute; by default what the host's replies say."""
    tpm: float | None
    """Tokens a minute, in and out."""
    tier: str | None
    """flex: slower at half the price, where the model's host offers it."""
    window: int | None
    """Topics under way at most; by default 256, and more where the host's limits need it."""
    repairs: int | None
    """Requests for a repair that a topic may take, 0 to 2; 2 by default. Asking for more drafts only what was not accepted anew."""
    engine: str | None
    """openai-batch or batch-file: through batch files, as `scriptgen batch --engine` does; both take a folder in `out`."""


class Session:
    """A run that is open."""

    def __init__(
        self, runner: Runner, journal: Journal, desk: Desk | None, budget: Budget, rows: Iterator[Found]
    ) -> None:
        self.runner, self.journal, self.desk, self.budget = runner, journal, desk, budget
        self._rows = rows

    def results(self) -> AsyncIterator[Result]:
        """Yield results as topics end."""
        return self.runner.results(self._rows)

    def stop(self) -> None:
        """Begin and send nothing new; `results` ends when what is on its way has come."""
        self.runner.stop()

    def finish(self) -> None:
        """Write index and report anew; raise StoppedError where that cannot be."""
        from scriptgen.batching.outputs import calendar
        from scriptgen.batching.report import write

        calendar(self.journal, self.runner.plan.out)
        write(self.journal, self.runner.plan.out)


@asynccontextmanager
async def opened(topics: Topics, options: Batching, *, slow: bool = False) -> AsyncIterator[Session]:
    """Open a run; raise UsageError for what cannot work, before anything is sent."""
    from scriptgen.batching.budget import Budget
    from scriptgen.batching.gate import Gate
    from scriptgen.batching.journal import Journal
    from scriptgen.batching.pacing import Pacer
    from scriptgen.batching.serving import Desk
    from scriptgen.exports import suffix

    out, rpm, max_cost = options.get("out"), options.get("rpm"), options.get("max_cost")
    forms = tuple(options.get("to") or ("json",)) if out else ()
    for form in forms:
        suffix(form)
    for name, value in (("rpm", rpm), ("tpm", options.get("tpm")), ("window", options.get("window"))):
        _positive(name, value)
    plain, repairs = shared(options), repairs_of(options, ROUNDS)
    async with AsyncExitStack() as stack:
        provider = provider_for(plain, options.get("tier"))
        if provider:
            await stack.enter_async_context(provider)
        price = price_for(provider, plain)
        if max_cost is not None and provider and price is None:
            raise UsageError(
                f"no price is known for {provider.name}, so --max-cost could not be kept; set one under [prices] in scriptgen.toml, or leave it out"
            )
        folder = Path(out) if out else Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="scriptgen-")))
        journal = stack.enter_context(Journal(folder))
        window = options.get("window") or max(WINDOW, int((rpm or 0) / 60 * LATENCY))
        plan = Plan(
            plain,
            forms,
            folder,
            window if provider else 4,
            slow,
            _input(topics) if out else None,
            wide=provider is not None and not options.get("window"),
            repairs=repairs,
        )
        runner = Runner(plan, journal)
        desk = None
        if provider:
            pacer = Pacer(rpm=rpm, tpm=options.get("tpm"))
            desk = Desk(provider, journal, Gate(pacer), Budget(max_cost), price, runner.stop, repairs=repairs)
        runner.begin(desk)
        budget = Budget(max_cost, journal.cost() or 0.0)
        if desk:
            desk.budget = budget
        rows = rows_of(topics, runner.first)
        stack.callback(_close, rows)
        yield Session(runner, journal, desk, budget, rows)


def _close(rows: Iterator[Found]) -> None:
    with suppress(ValueError):  # a thread still waits for stdin
        if isinstance(rows, Generator):
            rows.close()


def running(topics: Topics, options: Batching) -> AbstractAsyncContextManager[Session | Filed]:
    """Return what opens a run: through batch files where the options name an engine, else one that asks directly."""
    from scriptgen.batching.filing import filed

    engine = options.get("engine")
    return filed(topics, options, engine) if engine else opened(topics, options)


def rows_of(topics: Topics, skip: int = 0) -> Iterator[Found]:
    """Return the rows of a file, without the first `skip`, or all that a program hands over; they are read as they are asked for."""
    return read(Path(topics), skip) if isinstance(topics, (str, Path)) else given(topics)


def shared(options: Batching) -> Options:
    """Return what the options say of each draft."""
    return cast("Options", {name: value for name, value in options.items() if name not in _OURS})


def repairs_of(options: Batching, usual: int) -> int:
    """Return how many repairs a topic may ask for; raise UsageError for a number that cannot be."""
    wanted = options.get("repairs")
    if wanted is not None and not 0 <= wanted <= ROUNDS:
        raise UsageError(f"--repairs {wanted} is not possible; choose 0 to {ROUNDS}")
    return usual if wanted is None else wanted


def _positive(name: str, value: float | None) -> None:
    if value is not None and not 0 < value < float("inf"):
        raise UsageError(f"--{name} {value:g} is no number above 0; leave it out for the default")


def provider_for(options: Options, tier: str | None, env: Mapping[str, str] | None = None) -> Provider | None:
    """Return who answers, None for the facts library; raise UsageError for a tier that is not offered. `env` is the environment by default."""
    model = options.get("model") or os.environ.get("SCRIPTGEN_MODEL")
    if model is not None and not isinstance(model, str):
        provider: Provider | None = model
    elif model == "facts":
        provider = None
    else:
        from scriptgen.providers.naming import choose

        provider = choose(model, prices=options.get("prices"), timeout=options.get("timeout"), env=env)
    if provider is None or not hasattr(provider, "many"):
        if tier:
            raise UsageError(f"--tier {tier} is for a model behind an address; leave it out")
        return provider
    provider.many = True
    if tier:
        price = price_for(provider, options)
        if tier != "flex" or price is None or not price.flex:
            raise UsageError(
                f"--tier {tier} is not known to be offered for {provider.name}; leave it out, or choose flex with a model that has it"
            )
        provider.use_tier(tier)  # type: ignore[attr-defined]
    return provider


def price_for(provider: Provider | None, options: Options) -> Price | None:
    """Return what a provider's model costs, None where that is not known."""
    from scriptgen.pricing import Price, price_of

    model = getattr(provider, "model", "")
    if getattr(provider, "free", False):
        return Price(model, 0.0, 0.0, 0.0)
    return price_of(model, options.get("prices")) if model else None


def _input(topics: Topics) -> str | None:
    """Return a digest of an input file, None where the input is no file."""
    if not isinstance(topics, (str, Path)):
        return None
    digest = sha256()
    try:
        with Path(topics).open("rb") as file:
            while piece := file.read(1 << 20):
                digest.update(piece)
    except OSError:
        return None  # said when it is read
    return digest.hexdigest()


def stepwise(topics: Topics, options: Batching) -> Iterator[Result]:
    """Yield what `opened` yields, from code that waits: the run is in a thread of its own, which ends with the iteration."""
    import queue
    import threading

    found: queue.Queue[Result | BaseException | None] = queue.Queue(maxsize=1_000)
    ended = threading.Event()

    def put(item: Result | BaseException | None) -> None:
        while not ended.is_set():
            try:
                found.put(item, timeout=0.2)
                return
            except queue.Full:
                continue

    async def run() -> None:
        async with running(topics, options) as session:
            async for result in session.results():
                await asyncio.to_thread(put, result) if found.full() else put(result)
                if ended.is_set():
                    session.stop()
            if options.get("out"):
                session.finish()

    def work() -> None:
        try:
            asyncio.run(run())
            put(None)
        except BaseException as error:
            put(error)

    thread = threading.Thread(target=work, name="scriptgen-batch", daemon=True)
    thread.start()
    try:
        while (item := found.get()) is not None:
            if isinstance(item, BaseException):
                raise item
            yield item
    finally:
        ended.set()
        thread.join()
