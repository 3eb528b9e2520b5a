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
    model: Annotated[
        str | None,
        typer.Option(
            help="Let this model rewrite what code cannot mend: openai:<model>, ollama:<model>, local:<file.gguf>."
        ),
    ] = None,
) -> None:
    """Mend what code can mend, field by field, and with --model what a model can; say what was changed and report the rest.

    Without --model nothing is sent. With it only the fields that fail are sent, with the lines around them.
    """
    from scriptgen.api import fix
    from scriptgen.cli.asking import Asking, spent
    from scriptgen.cli.files import load_one
    from scriptgen.cli.sheet import findings, verdict
    from scriptgen.cli.writer import chosen
    from scriptgen.config import load
    from scriptgen.errors import UsageError
    from scriptgen.exports import export
    from scriptgen.options import Fixing
    from scriptgen.paths import field

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
    options: Fixing = {
        "brand": brand or settings.brand,
        "facts": facts or settings.facts,
        "ignore": settings.ignore,
        "channels": loaded.channels,
    }
    writer = chosen(model, settings) if model else None
    if writer:
        asking = Asking("the fields that fail, with the lines around them,")
        with asking.waiting():
            options |= {"model": writer, "prompts": settings.prompts, "told": asking.told, "recorded": asking.recorded}
            done = fix(script, **options)
        say(spent(writer.name, done.usage))
    else:
        done = fix(script, **options)
    for finding, patch in done.changes:
        say(f"{finding.code} {patch.path}: {_shown(field(script, patch.path))} -> {_shown(patch.value)}")
    for path in dict.fromkeys(done.rewritten):
        say(f"{path}: rewritten by {writer.name if writer else 'a model'}; read it before you film")
    if not done.changes and not done.rewritten:
        say("Nothing that code can mend." if not writer else "Nothing that code or this model could mend.")
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
