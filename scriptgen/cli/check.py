"""scriptgen check FILE...: hold scripts against the rules."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scriptgen.cli.output import result, say

if TYPE_CHECKING:
    from scriptgen.drivers import Told
    from scriptgen.exchange import ModelRequest
    from scriptgen.providers import Provider


def command(
    files: Annotated[
        list[str],
        typer.Argument(
            help="Scripts: JSON, YAML, Markdown, transcripts, subtitles; folders, patterns, or - for stdin."
        ),
    ],
    output_format: Annotated[str, typer.Option(help="text, json, sarif or github.")] = "text",
    select: Annotated[
        list[str] | None, typer.Option(help="Only these rules or families, such as HK or HK101; repeatable.")
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(help="Ignore a rule: CODE, or CODE=reason for one that raises errors; repeatable."),
    ] = None,
    brand: Annotated[Path | None, typer.Option(help="Brand file; its phrases and credentials are checked too.")] = None,
    facts: Annotated[
        Path | None, typer.Option(help="Your own fact file or folder; its aliases count as names of the topic.")
    ] = None,
    platform: Annotated[str | None, typer.Option(help="tiktok, reels or shorts, instead of the script's.")] = None,
    jurisdiction: Annotated[str | None, typer.Option(help="us, uk, au or eea, instead of the script's.")] = None,
    reader: Annotated[str, typer.Option(help="Which readers look: local, or model for a model too.")] = "local",
    consent: Annotated[
        Path | None, typer.Option(help="A patient's signed authorization (TOML), in the place of the script's own.")
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(
            help="The model that reads with --reader model: openai:<model>, ollama:<model>, local:<file.gguf>."
        ),
    ] = None,
    require: Annotated[
        str, typer.Option(help="Readers without which nothing is checked, with commas between: reader, privacy.")
    ] = "",
) -> None:
    """Check scripts, drafted, edited or written by hand, and say what is wrong, where and why."""
    from scriptgen.api import check
    from scriptgen.brand import as_brand
    from scriptgen.cli.files import expand, load_one
    from scriptgen.cli.formats import FORMATS, Checked
    from scriptgen.cli.writer import chosen
    from scriptgen.config import load
    from scriptgen.consent import read
    from scriptgen.errors import InputError, UsageError
    from scriptgen.options import Asking

    if model and reader != "model":
        raise UsageError("--model names who reads; add --reader model")
    if output_format not in FORMATS:
        raise UsageError(f"output format {output_format!r} is not known; known are {', '.join(FORMATS)}")
    settings = load()
    required(require)
    asking: Asking = {}
    if reader == "model":
        asking = {"model": chosen(model or settings.model, settings), "prompts": settings.prompts, "told": teller()}
    profile = as_brand(brand or settings.brand)
    record = None if consent is None else read(consent)
    checked: list[Checked] = []
    unread: list[str] = []
    for name in expand(files):
        try:
            loaded = load_one(name)
            script = loaded.script if record is None else loaded.script.model_copy(update={"consent": record})
            report = check(
                script,
                profile,
                facts or settings.facts,
                platform or settings.platform,
                jurisdiction or settings.jurisdiction,
                ignore or settings.ignore,
                reader,
                select=select or settings.select,
                channels=loaded.channels,
                cues=loaded.cues,
                **asking,
            )
        except InputError as error:
            unread.append(str(error))
        else:
            checked.append(Checked(name, loaded.script, report))
    if checked or not unread:
        result(FORMATS[output_format](checked))
    for message in unread:
        typer.echo(f"scriptgen: {message}", err=True)
    if len(checked) > 1:
        say(f"{sum(c.report.accepted for c in checked)} of {len(checked)} scripts accepted.")
    raise typer.Exit(2 if unread else 0 if all(c.report.accepted for c in checked) else 1)


def required(names: str) -> None:
    """Raise UsageError where a reader that must be there is not installed."""
    from scriptgen.errors import UsageError
    from scriptgen.privacy import vote
    from scriptgen.readers import missing

    for name in filter(None, (part.strip() for part in names.split(","))):
        if name not in ("reader", "privacy"):
            raise UsageError(f"--require knows reader and privacy, not {name!r}")
        lacks = missing() if name == "reader" else vote.missing()
        if lacks:
            raise UsageError(f"--require {name}: {lacks}")


def teller() -> Told:
    """Return what says, once, who is asked to read."""
    told: list[str] = []

    def tell(provider: Provider, request: ModelRequest) -> None:
        if not told:
            say(f"Asking {provider.name} at {provider.host} to read: the lines of each script go there.")
        told.append(request.kind)

    return tell
