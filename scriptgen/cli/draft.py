"""scriptgen draft TOPIC: write a checked script."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scriptgen.cli.output import result, say


def command(
    topic: Annotated[str, typer.Argument(help='What the video is about, such as "knee pain myths".')],
    model: Annotated[str | None, typer.Option(help="Who writes: facts, the bundled library, word for word.")] = None,
    format: Annotated[
        str | None, typer.Option(help="myth_bust, explainer, listicle or demo; by default what the topic asks for.")
    ] = None,
    seconds: Annotated[float | None, typer.Option(help="Length to aim at, 15 to 60; 45 by default.")] = None,
    brand: Annotated[Path | None, typer.Option(help="Brand file (see scriptgen brand init).")] = None,
    facts: Annotated[
        Path | None, typer.Option(help="Your own fact file or a folder of them; yours win over the bundled ones.")
    ] = None,
    notes: Annotated[str, typer.Option(help="What to dwell on; facts that share its words come first.")] = "",
    reply_to: Annotated[str | None, typer.Option(help="A viewer's comment that the video answers.")] = None,
    language: Annotated[str, typer.Option(help="Language of the script: en.")] = "en",
    platform: Annotated[str | None, typer.Option(help="tiktok, reels or shorts.")] = None,
    jurisdiction: Annotated[str | None, typer.Option(help="us, uk, au or eea; by default the brand's.")] = None,
    seed: Annotated[
        int | None, typer.Option(help="The same topic, options and seed give the same script; drawn when left out.")
    ] = None,
    to: Annotated[
        list[str] | None,
        typer.Option(
            "--to", help="Print this form instead of the sheet (json, yaml, md, av, srt ...); several with --out."
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Write to this file, or with several forms into this folder.")
    ] = None,
) -> None:
    """Draft a script and print it as a sheet to read."""
    from scriptgen.cli.export import deliver, refuse
    from scriptgen.cli.sheet import sheet
    from scriptgen.config import load
    from scriptgen.pipeline import draft

    forms = tuple(to or ("json",))
    refuse(forms, out)
    settings = load()
    done = draft(
        topic,
        brand=brand or settings.brand,
        format=format or settings.format,
        seconds=settings.seconds if seconds is None else seconds,
        model=model or settings.model,
        facts=facts or settings.facts,
        notes=notes,
        reply_to=reply_to,
        language=language,
        platform=platform or settings.platform or "tiktok",
        jurisdiction=jurisdiction or settings.jurisdiction,
        seed=seed,
    )
    say(f"Drafted from the facts library, word for word (seed {done.seed}); no model was asked and nothing was sent.")
    if not done.reviewed_by:
        say("No clinician has signed these facts yet: read them as you would a colleague's draft.")
    if not to and not out:
        result(sheet(done))
    else:
        deliver(done.script, forms, out)
        if out:
            say(
                f"{'Accepted' if done.report.accepted else 'Not accepted'}: {len(done.report.errors)} errors, {done.report.seconds:.0f} s."
            )
    raise typer.Exit(0 if done.report.accepted else 1)
