"""scriptgen brand: make, show and check a brand file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scriptgen.cli.output import result, say, write

app = typer.Typer(help="Make, show and check a brand file.", no_args_is_help=True, rich_markup_mode=None)


@app.command("init")
def init(
    file: Annotated[Path, typer.Argument(help="Where to write it.")] = Path("brand.toml"),
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> None:
    """Write an example brand file to fill in."""
    from scriptgen.errors import UsageError
    from scriptgen.resources import package_text

    if file.exists() and not force:
        raise UsageError(f"{str(file)!r} is there already; name another file, or replace it with --force")
    write(file, package_text("brand.example.toml"))
    say(f"Wrote {file}. Fill it in, then: scriptgen brand check {file}")


@app.command("show")
def show(file: Annotated[Path, typer.Argument(help="A brand file.")] = Path("brand.toml")) -> None:
    """Print what a brand file says, field by field."""
    from scriptgen.brand import as_brand

    brand = as_brand(file)
    assert brand is not None
    for name, value in brand.model_dump().items():
        if value:
            result(f"{name:<13}{', '.join(value) if isinstance(value, tuple) else value}")


@app.command("check")
def check(file: Annotated[Path, typer.Argument(help="A brand file.")] = Path("brand.toml")) -> None:
    """Check a brand file: readable, complete, and its own calls and disclaimers keep the rules."""
    from scriptgen.brand import as_brand
    from scriptgen.brand_check import faults

    brand = as_brand(file)
    assert brand is not None
    found = faults(brand)
    for severity, place, message in found:
        result(f"{severity:<8} {place}: {message}")
    errors = sum(severity == "error" for severity, _, _ in found)
    if not found:
        result(f"{file}: in order")
    raise typer.Exit(1 if errors else 0)
