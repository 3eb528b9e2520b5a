"""scriptgen rules: the list of rules."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from scriptgen.cli.output import result


def command(
    families: Annotated[
        list[str] | None, typer.Argument(help="Only these families, codes or slugs, such as HK.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, with guidance and source.")] = False,
) -> None:
    """List the rules: code, name, what they may raise, and what they ask of the writer."""
    from scriptgen.rules import chosen

    rules = chosen(tuple(families or ()))
    if as_json:
        rows = [
            {
                "code": r.code,
                "slug": r.slug,
                "raises": [s.value for s in r.raises],
                "guidance": r.guidance,
                "why": r.why,
                "fix": r.fix,
                "source": str(r.source),
            }
            for r in rules
        ]
        result(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    for rule in rules:
        letters = "".join(s.value[0].upper() for s in rule.raises)
        result(f"{rule.code}  {letters:<3}  {rule.slug:<22}  {rule.guidance or rule.why}")
    if not families:
        result("\nE error, W warning, I information.")
