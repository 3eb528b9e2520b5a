"""scriptgen fix FILE: mend what code can mend."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scriptgen.cli.output import result, say, write


def command(
    file: Annotated[Path, typer.Argument(help="A script: JSON, YAML or Markdown; - for stdin.")],
    out: Annotated[Path | None, typer.Option(help="Write the mended script here.")] = None,
    in_place: Annotated[bool, typer.Option("--in-place", help="Write it back to the file.")] = False,
    brand: Annotated[Path | None, typer.Option(help="Brand file: whose disclaimer and hashtags to use.")] = None,
    facts: Annotated[
        Path | None, typer.Option(help="Your own fact file or folder; its aliases count as names of the topic.")
    ] = None,
) -> None:
    """Mend what code can mend, field by field, and say what was changed; the rest is reported."""
    from scriptgen.brand import as_brand
    from scriptgen.checking import ignored
    from scriptgen.cli.files import load_one
    from scriptgen.cli.sheet import findings, verdict
    from scriptgen.config import load
    from scriptgen.errors import UsageError
    from scriptgen.exports import export
    from scriptgen.facts.find import aliases_of
    from scriptgen.paths import field
    from scriptgen.repair import mend
    from scriptgen.view import View

    if in_place and (out or str(file) == "-"):
        raise UsageError("--in-place needs a file and no --out")
    form = {".yaml": "yaml", ".yml": "yaml", ".md": "md", ".markdown": "md"}.get((out or file).suffix.lower(), "json")
    if in_place and file.suffix.lower() not in (".json", ".yaml", ".yml", ".md", ".markdown"):
        raise UsageError(
            f"{str(file)!r} is a plain transcript and cannot hold a mended script; name a .json, .yaml or .md file with --out"
        )
    settings = load()
    loaded = load_one(str(file))
    script = loaded.script
    aliases = aliases_of(script.topic, facts or settings.facts)
    view = View(script, brand=as_brand(brand or settings.brand), aliases=aliases, channels=loaded.channels)
    done = mend(view, ignored(settings.ignore))
    for finding, patch in done.changes:
        say(f"{finding.code} {patch.path}: {_shown(field(script, patch.path))} -> {_shown(patch.value)}")
    if not done.changes:
        say("Nothing that code can mend.")
    target = file if in_place else out
    if target:
        write(target, export(done.script, form))
        say(f"Wrote {target}: {verdict(done.report)}")
    else:
        result(export(done.script, form))
    for line in findings(done.report):
        say(line)
    raise typer.Exit(0 if done.report.accepted else 1)


def _shown(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return " ".join(f"#{str(v).lstrip('#')}" for v in value) or "none"
    text = str(value)
    return repr(text if len(text) <= 60 else text[:57] + "...")
