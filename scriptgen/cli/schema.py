"""scriptgen schema: the published JSON Schemas."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from scriptgen.cli.output import result


def command(name: Annotated[str, typer.Argument(help="script, report, draft, brand or facts.")] = "script") -> None:
    """Print the JSON Schema of a script, a report, a draft, a brand file or a fact file."""
    from scriptgen.schemas import schema

    result(json.dumps(schema(name), indent=2, ensure_ascii=False))
