"""Where words go: the result to stdout or a file, everything else to stderr."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import typer

from scriptgen.errors import UsageError

__all__ = ["OUTPUT", "result", "say", "write"]


@dataclass
class _Output:
    quiet: bool = False


OUTPUT = _Output()


def say(message: str) -> None:
    """Tell the user something on stderr, unless asked to be quiet."""
    if not OUTPUT.quiet:
        typer.echo(message, err=True)


def result(text: str | bytes) -> None:
    """Write a result to stdout, ending in a line break."""
    if isinstance(text, bytes):
        sys.stdout.buffer.write(text)
    else:
        typer.echo(text, nl=not text.endswith("\n"))


def write(path: Path, content: str | bytes) -> None:
    """Write a file through a temporary one beside it, so that a full disk or a crash leaves the old one whole."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    spare = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        spare.write_bytes(data)
        spare.replace(path)
    except OSError as error:
        spare.unlink(missing_ok=True)
        raise UsageError(f"cannot write {str(path)!r}: {error.strerror or error}") from None
