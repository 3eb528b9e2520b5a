"""Start here: the whole flow from a topic to a draft that has been checked.

topic -> screen -> brief -> compose (facts, word for word) -> check -> repair -> Draft
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scriptgen.brand import Brand, as_brand
from scriptgen.brief import Brief, brief_for
from scriptgen.checking import screen
from scriptgen.compose import compose
from scriptgen.drafts import Draft
from scriptgen.errors import RefusedError, UsageError
from scriptgen.repair import Mended, mend
from scriptgen.report import Severity
from scriptgen.script import ReplyTo
from scriptgen.view import View

__all__ = ["MODELS", "draft", "from_facts"]

MODELS = ("facts",)
TAKES = 6
"""Fills of one hook that are tried for one without findings; the facts library rarely needs a second."""


def draft(
    topic: str,
    *,
    brand: Brand | Mapping[str, Any] | str | Path | None = None,
    format: str | None = None,
    seconds: float | None = None,
    model: str | None = None,
    facts: str | Path | None = None,
    notes: str = "",
    reply_to: str | ReplyTo | None = None,
    language: str = "en",
    platform: str = "tiktok",
    placement: str = "organic",
    jurisdiction: str | None = None,
    seed: int | None = None,
) -> Draft:
    """Return a checked Draft on a topic.

    `model` is "facts" (also for None): the bundled facts library, or `facts`, a file or folder of your own, which wins; word for word.
    `format` is myth_bust, explainer, listicle or demo, by default what the topic asks for; `seconds` is the length aimed at, 15 to 60.
    `notes` and `reply_to` (a viewer's comment) choose among the facts. The same arguments and `seed` give the same script.
    Raises NothingToDraftError where no facts fit, RefusedError where the screen refuses, UsageError for a value that cannot work.
    """
    if model not in (None, *MODELS):
        raise UsageError(
            f"model {model!r} is not part of this version; {', '.join(MODELS)} is: the facts library, word for word"
        )
    profile = as_brand(brand)
    comment = reply_to.text if isinstance(reply_to, ReplyTo) else reply_to
    own = " ".join(map(str, profile.model_dump().values())) if profile else ""
    for text, where in ((topic, "topic"), (notes, "notes"), (comment or "", "comment"), (own, "brand")):
        _screened(text, where, profile)
    return from_facts(
        brief_for(
            topic,
            brand=profile,
            format=format,
            seconds=seconds,
            facts=facts,
            notes=notes,
            reply_to=reply_to,
            language=language,
            platform=platform,
            placement=placement,
            jurisdiction=jurisdiction,
            seed=seed,
        )
    )


def from_facts(brief: Brief) -> Draft:
    """Return the Draft for a brief: the first fill of its hook without errors or warnings, else the one with the fewest."""
    best: Mended | None = None
    for take in range(TAKES):
        aliases = (brief.facts.topic, *brief.facts.aliases)
        done = mend(View(compose(brief, take), brand=brief.brand, aliases=aliases, draft=True, target=brief.seconds))
        if best is None or _faults(done) < _faults(best):
            best = done
        if _faults(best) == (0, 0):
            break
    assert best is not None
    return Draft(
        script=best.script, report=best.report, model="facts", seed=brief.seed, reviewed_by=brief.facts.reviewed_by
    )


def _faults(done: Mended) -> tuple[int, int]:
    return len(done.report.errors), sum(f.severity is Severity.WARNING for f in done.report.findings)


def _screened(text: str, where: str, brand: Brand | None) -> None:
    found = screen(text, where, brand)
    refused = tuple(f for f in found if f.severity is Severity.ERROR)
    if refused:
        raise RefusedError(f"nothing was drafted: {refused[0].message}", refused)
