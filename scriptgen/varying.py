"""Several drafts on one topic that really differ: in form, hook and facts; by a model in how they open."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Unpack

from scriptgen.api import draft
from scriptgen.brief import FORMATS
from scriptgen.drafts import Draft
from scriptgen.errors import UsageError
from scriptgen.options import Options
from scriptgen.report import Severity
from scriptgen.script import Script
from scriptgen.text import content_stems

__all__ = ["MOST", "variants"]

MOST = 10
"""Variants of one topic; a fact file holds five ideas of a kind."""
_TRIES = 8
"""Seeds that are tried for one."""
ANGLES = (
    "",
    "Open with a question that a viewer has asked themselves.",
    "Open with what most people get wrong.",
    "Open with one thing that a viewer can do today.",
    "Open with a picture from daily life.",
    "Open with the most surprising of the facts.",
)
"""How a model is asked to open each variant in turn; the first as it likes."""


def variants(topic: str, count: int = 3, **options: Unpack[Options]) -> tuple[Draft, ...]:
    """Return `count` drafts on a topic, each as different as possible from those before it; the same seed gives the same ones.

    From the facts library each takes another format, where none is named, other facts and another hook. A model is asked to open
    each another way. Raises what `draft` raises, and UsageError for a count that cannot work.
    """
    if not 1 <= count <= MOST:
        raise UsageError(f"{count} variants cannot be made; take 1 to {MOST}")
    first = draft(topic, **options)
    found = [first]
    if first.model != "facts":
        for angle in (ANGLES[number % len(ANGLES)] for number in range(1, count)):
            told: Options = {**options, "angle": angle}
            found += [draft(topic, **told)]
        return tuple(found)
    forms = [options.get("format")] if options.get("format") else _forms(first.script.format)
    for number in range(1, count):
        seeds = range(first.seed + number * _TRIES, first.seed + (number + 1) * _TRIES)
        tries = [_tried(topic, options, forms[number % len(forms)], seed) for seed in seeds]
        fitting = [one for one in tries if one] or [_again(topic, options, first.script.format, seeds[0])]
        found.append(min(fitting, key=lambda one: _alike(one, found)))
    return tuple(found)


def _again(topic: str, options: Options, form: str | None, seed: int) -> Draft:
    told: Options = {**options, "format": form, "seed": seed}
    return draft(topic, **told)


def _tried(topic: str, options: Options, form: str | None, seed: int) -> Draft | None:
    try:
        return _again(topic, options, form, seed)
    except UsageError:  # these facts cannot fill that format
        return None


def _forms(first: str) -> list[str | None]:
    """Return the formats in the order in which they are taken; one that is a comment's answer needs a comment."""
    return [first, *(form for form in FORMATS if form not in (first, "qa_reply"))]


def _alike(one: Draft, others: Iterable[Draft]) -> tuple[int, float]:
    """Return how much a draft is like the likest of others, faults first."""
    faults = sum(f.severity is not Severity.INFO for f in one.report.findings)
    return faults, max(_shared(one.script, other.script) for other in others)


def _shared(a: Script, b: Script) -> float:
    """Return 0 to 3: the shares of facts and of the hook's words that two scripts have in common, and whether the form is the same."""
    facts = [{source for beat in script.beats for source in beat.sources} for script in (a, b)]
    hooks = [content_stems(script.hook.say) | set(script.hook.say.split()[:2]) for script in (a, b)]
    same = [len(x & y) / max(len(x | y), 1) for x, y in (facts, hooks)]
    return sum(same) + (a.format == b.format)
