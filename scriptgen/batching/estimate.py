"""What a batch would take, before anything is sent: calls, tokens, dollars and time, from the topics themselves."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from scriptgen.batching.session import Batching, Topics, price_for, provider_for, repairs_of, rows_of, shared
from scriptgen.batching.topics import Bad, Row
from scriptgen.errors import ScriptgenError
from scriptgen.pipeline import ROUNDS
from scriptgen.pricing import cost as price_paid
from scriptgen.pricing import worst

if TYPE_CHECKING:
    from scriptgen.options import Options
    from scriptgen.providers import Provider
    from scriptgen.rulebook import Rulebook

__all__ = ["Estimate", "estimate", "told"]

SAMPLE = 200
"""Topics that are briefed in earnest; the others count as their mean."""
DRAFT = 600
"""Tokens of a first script: the mean of the 70 replies in benchmarks/replies/recordings."""
READ, REPAIR = 100, 150
"""Tokens of a reading's findings and of a repair's patches, as far as one can guess."""
SCRIPT = 500
"""Tokens of the lines that a reading or a repair is shown."""
REPAIRS = 0.4
"""Repairs that a draft usually takes, as far as one can guess; after one the script is read once more."""
MOST = {"draft": 2, "read": 2}
"""Calls of these kinds that a topic may take."""
DAY = 24 * 3600.0
"""Seconds that a host takes for a batch file at most; each kind of request is one."""
CALL, SIDE = 7.0, 30
"""Seconds that a call usually takes, and calls that run side by side where nobody says how many may."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a batch would take; pairs are the usual and the most."""

    model: str
    topics: int
    failing: int
    """Rows that cannot be read, are refused, or have nothing to draft from; beyond the sample its share."""
    calls: tuple[int, int]
    input_tokens: tuple[int, int]
    output_tokens: tuple[int, int]
    cost: tuple[float, float] | None
    """US dollars, with nothing read from the host's cache; None where the model has no known price."""
    seconds: float
    """By batch files: at most."""
    counted: bool
    """Whether tokens were counted; else they are estimated from bytes."""
    waves: int = 0
    """Rounds of batch files at most, none where the model is asked directly."""


def estimate(topics: Topics, options: Batching, *, files: bool = False) -> Estimate:
    """Return the Estimate, with `files` that of a run through batch files; raise UsageError for what cannot work. Nothing is sent and
    nothing is written."""
    from scriptgen.tokens import count

    plain = shared(options)
    # What nobody sends needs no key, if a model is named.
    keyed = {"OPENAI_API_KEY": "none", **os.environ} if plain.get("model") else None
    provider = provider_for(plain, options.get("tier"), keyed)
    rows = bad = refused = looked = prompts = room = 0
    book = lru_cache(maxsize=8)(lambda *place: _rules(plain, *place))
    for row in rows_of(topics):
        rows += 1
        bad += isinstance(row, Bad)
        if isinstance(row, Bad) or looked >= SAMPLE:
            continue
        looked += 1
        try:
            user, most = _draft_request(row, plain, provider, book)
        except ScriptgenError:
            refused += 1
            continue
        prompts, room = prompts + user, max(room, most)
    fine = looked - refused
    good = round((rows - bad) * fine / max(looked, 1))
    name = provider.name if provider else "facts"
    if not provider or not fine:
        return Estimate(name, good, rows - good, (0, 0), (0, 0), (0, 0), (0.0, 0.0), good * 0.05, True)
    rules = book("tiktok", "organic", plain.get("jurisdiction") or "us")
    system, reading = count(rules.system).tokens, count(rules.read).tokens
    most_repairs = repairs_of(options, 1 if files else ROUNDS)
    repairs = min(REPAIRS, most_repairs)
    reads = 1 + repairs if rules.read else 0.0
    calls = 1 + reads + repairs
    sent = system + prompts / fine + reads * (reading + SCRIPT) + repairs * (system + SCRIPT)
    written = DRAFT + reads * READ + repairs * REPAIR
    kinds = {**MOST, "repair": most_repairs, **({} if rules.read else {"read": 0})}
    most_sent = (kinds["draft"] + kinds["repair"]) * (system + prompts / fine + SCRIPT) + kinds["read"] * (
        reading + SCRIPT
    )
    most_written = sum(kinds.values()) * (room + getattr(provider, "room", 0))
    waves = (1 + most_repairs + (1 + (most_repairs > 0)) * bool(rules.read)) * files
    price = price_for(provider, plain)
    cost = None
    if price:
        from scriptgen.drafts import Usage

        usual = Usage(input_tokens=round(good * sent), output_tokens=round(good * written))
        tier = "batch" if files else options.get("tier") or "default"
        dearest = worst(price, round(good * most_sent), round(good * most_written))
        cost = (price_paid(price, usual, tier), dearest / 2 if files else dearest)
    rate = (options.get("rpm") or SIDE / CALL * 60) / 60
    if tpm := options.get("tpm"):
        rate = min(rate, tpm / 60 * calls / (sent + written))
    return Estimate(
        name,
        good,
        rows - good,
        (round(good * calls), good * sum(kinds.values())),
        (round(good * sent), round(good * most_sent)),
        (round(good * written), round(good * most_written)),
        cost,
        waves * DAY if files else good * calls / rate + CALL,
        count("a").exact,
        waves,
    )


def _rules(options: Options, platform: str, placement: str, jurisdiction: str) -> Rulebook:
    from scriptgen.rulebook import rulebook

    reader = options.get("reader", "local")
    return rulebook(
        platform,
        placement,
        jurisdiction,
        ignore=options.get("ignore", ()),
        reader=reader,
        prompts=options.get("prompts"),
    )


def _draft_request(
    row: Row, options: Options, provider: Provider | None, book: Callable[..., Rulebook]
) -> tuple[int, int]:
    """Return the tokens of the user's message of a row's first request, and the most that its answer may take."""
    from scriptgen.api import briefed
    from scriptgen.pipeline import drafting
    from scriptgen.tokens import count

    given = {name: value for name, value in {**options, **row.options}.items() if value is not None}
    brief, _ = briefed(row.topic, cast("Options", {**given, "seed": 0, "model": provider or "facts"}))
    if not provider:
        return 0, 0
    request = next(drafting(brief, book(brief.platform, brief.placement, brief.jurisdiction)))
    return count(request.messages[-1].content).tokens, request.max_tokens


def told(found: Estimate, *, as_json: bool = False) -> str:
    """Return an estimate to read, or as JSON."""
    if as_json:
        return json.dumps(asdict(found))
    lines = [
        f"{found.topics:,} topics by {found.model}; {found.failing:,} rows would fail (unreadable, refused, or nothing to draft from)"
    ]
    if found.calls[1]:
        kind = "counted" if found.counted else "estimated from bytes"
        (calls, most), (sent, sent_most), (out, out_most) = found.calls, found.input_tokens, found.output_tokens
        money = "no price is known for this model; [prices] in scriptgen.toml sets one"
        if found.cost:
            money = f"about ${found.cost[0]:,.2f}, at most ${found.cost[1]:,.2f}; less where the host's cache holds the rules"
        lines += [
            f"calls:  about {calls:,}, at most {most:,}",
            f"tokens: about {sent:,} in and {out:,} out, at most {sent_most:,} and {out_most:,} ({kind}, on the first {SAMPLE} topics)",
            f"cost:   {money}",
        ]
    time = (
        f"at most {found.waves} batches one after the other, a day each"
        if found.waves
        else f"about {_span(found.seconds)}"
    )
    return "\n".join([*lines, f"time:   {time}"])


def _span(seconds: float) -> str:
    return (
        f"{seconds:.0f} s"
        if seconds < 120
        else f"{seconds / 60:.0f} min"
        if seconds < 7_200
        else f"{seconds / 3600:.1f} h"
    )
