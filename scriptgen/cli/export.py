"""scriptgen export FILE --to FORMAT: a script in another form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scriptgen.cli.output import result, say, write

if TYPE_CHECKING:
    from scriptgen.script import Script


def command(
    file: Annotated[Path, typer.Argument(help="A script: JSON, YAML, Markdown or a transcript; - for stdin.")],
    to: Annotated[
        list[str], typer.Option("--to", help="json, yaml, md, av, teleprompter, srt, vtt or post; several with --out.")
    ],
    out: Annotated[
        Path | None, typer.Option(help="Write to this file, or with several forms into this folder.")
    ] = None,
) -> None:
    """Write a script in another form: for the shoot, the editor, the post."""
    from scriptgen.cli.files import load_one

    deliver(load_one(str(file)).script, tuple(to), out)


def refuse(forms: tuple[str, ...], out: Path | None) -> None:
    """Raise UsageError for a form that is not known, or a place that cannot take them all, before any work is done."""
    from scriptgen.errors import UsageError
    from scriptgen.exports import suffix

    for form in forms:
        suffix(form)
    if len(forms) > 1 and out is None:
        raise UsageError(f"{len(forms)} forms cannot share stdout; name a folder with --out")
    if len(forms) > 1 and out is not None and out.is_file():
        raise UsageError(f"{str(out)!r} is a file; several forms need a folder")


def deliver(script: Script, forms: tuple[str, ...], out: Path | None) -> None:
    """Print one form, or write one to a file or several into a folder."""
    from scriptgen.exports import export, suffix
    from scriptgen.text import slugify

    refuse(forms, out)
    made = {form: export(script, form) for form in forms}
    if out is None:
        result(next(iter(made.values())))
    elif len(made) == 1 and not out.is_dir():
        write(out, next(iter(made.values())))
        say(f"Wrote {out}")
    else:
        for form, content in made.items():
            path = out / f"{slugify(script.topic)}{suffix(form)}"
            write(path, content)
            say(f"Wrote {path}")
