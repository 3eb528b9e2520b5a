"""scriptgen doctor: what is at hand and what is missing."""

from __future__ import annotations

import platform
import sys
from datetime import date
from typing import Annotated

import typer

from scriptgen import __version__
from scriptgen.cli.output import result


def command(
    model: Annotated[
        str | None,
        typer.Option(
            help="Ask this model's server what it can do: one or two tiny requests, without any text of yours."
        ),
    ] = None,
) -> None:
    """Say what this installation can do: versions, settings, facts, models, rules, packs and their age."""
    from scriptgen.cli.models import at_hand, probed
    from scriptgen.config import files, load
    from scriptgen.facts.files import headers, read_facts
    from scriptgen.packs import names, packs
    from scriptgen.pricing import checked_on
    from scriptgen.resources import prompts
    from scriptgen.rules import all_rules

    faults = 0
    result(f"scriptgen    {__version__}, Python {platform.python_version()} on {sys.platform}")
    settings = load()
    found = files()
    result(
        f"settings     {', '.join(map(str, found)) or 'none; scriptgen.toml here or in the user folder would be read'}"
    )
    result(f"brand        {settings.brand or 'none set; scriptgen brand init makes one'}")
    heads = headers(settings.facts)
    signed = sum(bool(read_facts(h).reviewed_by) for h in heads)
    result(f"facts        {len(heads)} topics, {signed} signed by a clinician (scriptgen facts list)")
    for line in at_hand(settings):
        result(f"models       {line}")
    if model:
        for line in probed(model, settings):
            result(f"probed       {line}")
    result(f"rules        {len(all_rules())}")
    for name in names("platform"):
        pack = packs(name)
        months = pack["pack_months"]
        for label, day in pack.dates.items():
            age = (date.today() - day).days
            if label.startswith(name) or (name == "tiktok" and "/" not in label):
                old = age > months * 30.5
                faults += old
                result(
                    f"pack         {label}, checked {day.isoformat()}{f': older than {months} months, numbers may have changed' if old else ''}"
                )
    age = (date.today() - checked_on()).days
    old = age > packs()["pack_months"] * 30.5
    faults += old
    result(f"pack         models, checked {checked_on().isoformat()}{': old, prices may have changed' if old else ''}")
    result(f"prompts      {len(list(prompts().rglob('*.j2')))} templates")
    raise typer.Exit(1 if faults else 0)
