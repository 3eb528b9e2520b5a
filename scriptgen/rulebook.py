"""All that a run needs beside its brief, read beforehand: templates, rules, packs, and the day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from scriptgen import __version__
from scriptgen.checking import READERS, ignored, inspect
from scriptgen.claims import embedded as claims
from scriptgen.errors import UsageError
from scriptgen.minilm import ready
from scriptgen.packs import Packs, packs
from scriptgen.privacy import embedded as privacy
from scriptgen.prompt import Templates, system, templates
from scriptgen.readers import reader as classifier
from scriptgen.readers.model import breaks, rules_read
from scriptgen.resources import preload
from scriptgen.rules import all_rules
from scriptgen.rules.examples import script_with
from scriptgen.view import View

__all__ = ["Rulebook", "rulebook"]


@dataclass(frozen=True, slots=True)
class Rulebook:
    """What drafting works with. Nothing in it changes while a run lasts."""

    templates: Templates
    system: str
    """The system prompt, the same bytes for every topic."""
    pack: Packs
    today: date
    reasons: Mapping[str, str]
    """Ignored rules with their reasons."""
    read: str
    """The system prompt of a reading; empty where no model reads."""
    digest: str
    """SHA-256 over templates, rules, packs and version; not over the day, so that a run can be resumed tomorrow."""


def rulebook(
    platform: str = "tiktok",
    placement: str = "organic",
    jurisdiction: str = "us",
    *,
    ignore: Iterable[str] = (),
    reader: str = "local",
    prompts: str | Path | None = None,
    today: date | None = None,
) -> Rulebook:
    """Return the Rulebook; raise UsageError for an unknown platform, placement, jurisdiction, rule or reader.

    With reader "model" a second request reads what was written; "local" leaves that to the readers on this machine.
    """
    if reader not in READERS:
        raise UsageError(f"reader {reader!r} is not known; known are {', '.join(READERS)}")
    preload()
    classifier()  # read here, so that a run finds it in memory
    if ready():  # and so are the votes of meaning
        claims.head()
        privacy.head()
    made, pack, reasons = templates(prompts), packs(platform, placement, jurisdiction), ignored(ignore)
    inspect(View(script_with({}), pack=pack))  # imports and reads what rules load when they first run
    told = [f"{rule.code} {rule.guidance} {dict(rule.messages)}" for rule in all_rules()]
    read = made.render("read.j2", rules=rules_read(tuple(pack["read"])), breaks=breaks()) if reader == "model" else ""
    parts = (__version__, made.digest, read, *told, repr(pack.rows), repr(sorted(reasons.items())))
    return Rulebook(
        templates=made,
        system=system(all_rules(), made),
        pack=pack,
        today=today or date.today(),
        reasons=reasons,
        read=read,
        digest=sha256("\n".join(parts).encode()).hexdigest(),
    )
