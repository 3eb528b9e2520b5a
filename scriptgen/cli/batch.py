"""scriptgen batch FILE --out DIR: a script for each topic of a file, with an index and a report; the same command goes on where it stopped."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from scriptgen.cli.output import result, say

if TYPE_CHECKING:
    from scriptgen.batching.session import Batching, Session, Topics
    from scriptgen.cli.progress import Progress


def command(
    file: Annotated[
        str,
        typer.Argument(
            help="Topics: txt, csv, tsv, jsonl or xlsx, one a line or row with a column topic; - for stdin."
        ),
    ],
    out: Annotated[Path, typer.Option(help="Folder for scripts, index.csv, index.jsonl and report.html.")],
    to: Annotated[
        list[str] | None, typer.Option("--to", help="Forms of each script (json, md, srt, av ...); json by default.")
    ] = None,
    model: Annotated[str | None, typer.Option(help="Who writes, as in scriptgen draft; facts asks no model.")] = None,
    format: Annotated[
        str | None, typer.Option(help="For rows that name none; by default what the topic asks for.")
    ] = None,
    seconds: Annotated[float | None, typer.Option(help="For rows that say none; 45 by default.")] = None,
    brand: Annotated[Path | None, typer.Option(help="Brand file, for rows that name none.")] = None,
    facts: Annotated[Path | None, typer.Option(help="Your own fact file or a folder of them.")] = None,
    platform: Annotated[str | None, typer.Option(help="tiktok, reels or shorts.")] = None,
    jurisdiction: Annotated[str | None, typer.Option(help="us, uk, au or eea; by default the brand's.")] = None,
    reader: Annotated[
        str | None,
        typer.Option(
            help="local: patterns and classifier; model: the model reads each script over too, which costs a second request."
        ),
    ] = None,
    repairs: Annotated[
        int | None,
        typer.Option(
            help="Requests for a repair that a topic may take, 0 to 2; by default 2, and 1 with --engine, where each is a wave."
        ),
    ] = None,
    redact: Annotated[
        bool, typer.Option("--redact", help="Replace what identifies somebody in topics, notes and comments.")
    ] = False,
    max_cost: Annotated[
        float | None,
        typer.Option(
            "--max-cost", help="US dollars that may be spent in this folder, earlier runs included; never exceeded."
        ),
    ] = None,
    rpm: Annotated[
        float | None, typer.Option(help="Requests a minute; by default what the host's replies say.")
    ] = None,
    tpm: Annotated[float | None, typer.Option(help="Tokens a minute; by default what the host's replies say.")] = None,
    tier: Annotated[str | None, typer.Option(help="flex: slower, at half the price, where it is offered.")] = None,
    engine: Annotated[
        str | None,
        typer.Option(
            help="openai-batch: through batch files of the host, at half the price, within a day; batch-file: leaves such files in DIR/requests "
            "for an engine of yours, and takes its answers from DIR/replies."
        ),
    ] = None,
    window: Annotated[
        int | None, typer.Option(help="Topics under way at most; by default 256, and more where the limits need it.")
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option("--input-format", help="Of stdin: txt, csv, tsv or jsonl; by default seen from its first line."),
    ] = None,
    estimate: Annotated[
        bool, typer.Option("--estimate", help="Say calls, tokens, cost and time, and send nothing.")
    ] = False,
    events: Annotated[bool, typer.Option("--json", help="Print an event a line on stdout, as JSON.")] = False,
) -> None:
    """Draft a script for each topic of a file. Ctrl-C finishes what is on its way; the same command goes on from there."""
    from scriptgen.config import load
    from scriptgen.errors import UsageError

    if engine not in (None, "openai-batch", "batch-file"):
        raise UsageError(f"--engine {engine!r} is not known; there are openai-batch and batch-file")
    settings = load()
    options: Batching = {
        "out": out,
        "to": tuple(to or ("json",)),
        "model": model or settings.model,
        "brand": brand or settings.brand,
        "format": format or settings.format,
        "seconds": settings.seconds if seconds is None else seconds,
        "facts": facts or settings.facts,
        "platform": platform or settings.platform or "tiktok",
        "jurisdiction": jurisdiction or settings.jurisdiction,
        "reader": reader or "local",
        "redact": redact,
        "ignore": settings.ignore,
        "prompts": settings.prompts,
        "prices": settings.prices,
        "timeout": settings.timeout,
        "max_cost": max_cost,
        "rpm": rpm,
        "tpm": tpm,
        "tier": tier,
        "window": window,
        "repairs": repairs,
    }
    topics: Topics = Path(file)
    if file == "-":
        from scriptgen.batching.topics import piped

        topics = piped(sys.stdin.buffer, kind)
    if estimate:
        from scriptgen.batching.estimate import estimate as estimated
        from scriptgen.batching.estimate import told

        result(told(estimated(topics, options, files=engine == "openai-batch"), as_json=events))
        return
    import asyncio

    raise typer.Exit(asyncio.run(_run(topics, options, file, events, engine)))


async def _run(topics: Topics, options: Batching, file: str, events: bool, engine: str | None) -> int:
    """Run it and return the exit code."""
    import asyncio

    from scriptgen.batching.results import StoppedError
    from scriptgen.batching.session import opened
    from scriptgen.cli.progress import progress

    stopped: str | None = None
    opening: AbstractAsyncContextManager[Any] = opened(topics, options, slow=file == "-")
    if engine:
        from scriptgen.batching.filing import filed

        opening = filed(
            topics,
            options,
            engine,
            told=lambda stand: say(
                f"{stand.done:,} of {stand.total:,} requests in {stand.files} files are answered, {stand.failed:,} failed."
            ),
        )
    async with opening as session:
        if engine:
            say(f"Through batch files ({engine}): topics, your brand and notes, and the facts that fit go into them.")
        elif session.desk:
            provider = session.desk.provider
            say(
                f"Asking {provider.name} at {provider.host}: topics, your brand and notes, and the facts that fit go there."
            )
        else:
            say("Drafting from the facts library, word for word; no model is asked and nothing is sent.")
        with (
            progress(session, None if file == "-" else Path(file), events) as shown,
            _signals(session, shown) as pressed,
        ):
            try:
                async for one in session.results():
                    shown.add(one)
            except StoppedError as error:
                stopped = str(error)
            except asyncio.CancelledError:
                if not pressed:
                    raise
        try:
            session.finish()
        except StoppedError as error:
            stopped = stopped or str(error)
        return _told(session, shown, stopped, bool(pressed), options)


def _told(session: Session, shown: Progress, stopped: str | None, pressed: bool, options: Batching) -> int:
    """Say how it ended, and return the exit code: 0 all accepted, 1 some not, 3 stopped or some failed, 130 interrupted."""
    totals = session.journal.totals()
    shown.end(totals, stopped, pressed)
    left = totals["new"]
    if stopped:
        say(f"Stopped: {stopped}.")
    elif pressed:
        say(
            f"Interrupted; {left} of the topics read so far are left, what was answered is kept. The same command goes on from here."
        )
    say(
        f"{totals['accepted']} accepted, {totals['rejected']} with errors to mend, {totals['failed']} failed; "
        f"{shown.money()}. Index and report are in {str(options.get('out'))!r}."
    )
    if pressed:
        return 130
    if stopped or totals["failed"] or left:
        return 3
    return 1 if totals["rejected"] else 0


@contextmanager
def _signals(session: Session, shown: Progress) -> Iterator[list[int]]:
    """Let the first Ctrl-C drain the run and the second end it; what was pressed is in the list."""
    import asyncio

    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    pressed: list[int] = []

    def drain() -> None:
        gate = getattr(session.desk, "gate", None)
        way = gate.under_way if gate else 0
        shown.say(f"Finishing what is on its way ({way} requests); Ctrl-C again stops at once.")
        session.stop()

    def caught(number: int, _: Any) -> None:
        pressed.append(number)
        if len(pressed) == 1:
            loop.call_soon_threadsafe(drain)
        elif task:
            loop.call_soon_threadsafe(task.cancel)

    before = {number: signal.signal(number, caught) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield pressed
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
