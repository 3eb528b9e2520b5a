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
    to: Annotated[list[str], typer.Option("--to", help="json, yaml, md, av, teleprompter, srt, vtt or post; several with --out.")],
    out: Annotated[Path | None, typer.Option(help="Write to this file, or with several forms into this folder.")] = None,
) -> None:
    """Write a script in another form: for the shoot, the editor, the post."""
    from scriptgen.cli.files import load_one

    deliver(load_one(str(file)).script, tuple(to), out)


def deliver(script: Script, forms: tuple[str, ...], out: Path | None) -> None:
    """Print one form, or write one or more; raise UsageError where several are to go to stdout."""
    from scriptgen.errors import UsageError
    from scriptgen.exports import export, suffix
    from scriptgen.text import slugify

    made = {form: export(script, form) for form in forms}
    if out is None:
        if len(made) > 1:
            raise UsageError(f"{len(made)} forms cannot share stdout; name a folder with --out")
        result(next(iter(made.values())))
    elif len(made) == 1 and not out.is_dir():
        write(out, next(iter(made.values())))
        say(f"Wrote {out}")
    else:
        if out.is_file():
            raise UsageError(f"{str(out)!r} is a file; several forms need a folder")
        for form, content in made.items():
            path = out / f"{slugify(script.topic)}{'.' + form if suffix(form) in ('.md', '.txt', '.json') and form not in ('md', 'json') else ''}{suffix(form)}"
            write(path, content)
            say(f"Wrote {path}")
