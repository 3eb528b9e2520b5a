"""scriptgen explain CODE: one rule in full."""

from __future__ import annotations

from typing import Annotated

import typer

from scriptgen.cli.output import result


def command(
    code: Annotated[str, typer.Argument(help="A rule's code or slug, such as HK101 or hook-late; or a family.")],
) -> None:
    """Explain a rule: what it reports, why, where it comes from, what fires it and what does not."""
    from scriptgen.rules import chosen
    from scriptgen.rules.page import page

    result("\n".join(page(rule) for rule in chosen((code,))))
