"""The command line: one file a command, each a thin shell around one library call."""

from __future__ import annotations

import gc
import os
import sys
from enum import IntEnum
from typing import Annotated

import typer

from scriptgen import __version__
from scriptgen.cli import batch, brand, check, doctor, draft, explain, export, facts, fix, rules, schema
from scriptgen.cli.output import OUTPUT
from scriptgen.errors import ProviderError, RefusedError, ScriptgenError

__all__ = ["Exit", "app", "main"]


class Exit(IntEnum):
    """Exit codes; contract."""

    ACCEPTED = 0
    FINDINGS = 1
    USAGE = 2
    PROVIDER = 3
    REFUSED = 4
    BUG = 70
    INTERRUPTED = 130


app = typer.Typer(
    name="scriptgen",
    help="Draft and check short-video scripts for medical professionals, from sourced facts.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("draft")(draft.command)
app.command("check")(check.command)
app.command("fix")(fix.command)
app.command("export")(export.command)
app.command("rules")(rules.command)
app.command("explain")(explain.command)
app.command("schema")(schema.command)
app.add_typer(brand.app, name="brand")
app.add_typer(facts.app, name="facts")
app.command("batch")(batch.command)
app.command("doctor")(doctor.command)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"scriptgen {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing on stderr but errors.")] = False,
) -> None:
    OUTPUT.quiet = quiet


_RARELY = (100_000, 50, 50)
"""Objects after which memory is searched for what is no longer used: at a start nothing is, and the search takes a twentieth of the time."""


def main() -> None:
    """Run the command line; an expected error is one line and its exit code, a bug one line and a log file."""
    gc.set_threshold(*_RARELY)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for some reads all that is installed
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app(prog_name="scriptgen")
    except RefusedError as error:
        _stop(str(error), Exit.REFUSED)
    except ProviderError as error:
        _stop(str(error), Exit.PROVIDER)
    except ScriptgenError as error:
        _stop(str(error), Exit.USAGE)
    except KeyboardInterrupt:
        _stop("interrupted", Exit.INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(Exit.ACCEPTED)
    except Exception as error:
        from scriptgen.cli.bug import log

        _stop(f"this is a bug in scriptgen ({type(error).__name__}); the details are in {log(error)!r}", Exit.BUG)


def _stop(message: str, code: Exit) -> None:
    typer.echo(f"scriptgen: {message}", err=True)
    sys.exit(code)
