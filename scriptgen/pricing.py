"""What a model costs: the dated table of packs/models.toml, before which the user's own prices go."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from scriptgen.errors import UsageError
from scriptgen.resources import package_text

if TYPE_CHECKING:
    from scriptgen.drafts import Usage

__all__ = ["Price", "checked_on", "cost", "default_model", "price_of", "worst"]

_DATED = re.compile(r"-(\d{4}-\d{2}-\d{2}|\d{8})$")


@dataclass(frozen=True, slots=True)
class Price:
    """One model's row of the table; input, cached and output are US dollars for a million tokens."""

    model: str
    input: float
    cached: float
    """For input tokens that the host read from its cache."""
    output: float
    write: float = 1.0
    """For input tokens that the host wrote to its cache, as a multiple of `input`."""
    priority: float = 2.0
    """For the fast tier, as a multiple of all rates."""
    reasoning: str | None = None
    """The least effort that the model takes, None where it does not reason."""
    flex: bool = False
    """Whether the slow tier at half the price is offered."""
    ends: date | None = None
    """When the host withdraws the model, None where no day is known."""


def default_model() -> str:
    """Return the model that is asked where OpenAI is set up and no model is named."""
    return str(_pack()["default"])


def checked_on() -> date:
    """Return the day on which the whole table was last checked."""
    day: date = _pack()["checked_on"]
    return day


def price_of(model: str, prices: Mapping[str, Mapping[str, float]] | None = None) -> Price | None:
    """Return the price of a model by its name, with or without a date at its end; None where it is not known.

    `prices` are the user's: name to input, output and, where cached tokens are cheaper, cached. They go first; raise UsageError
    that names the model and the field where one of them is wrong. What they do not say stays as the table has it.
    """
    own = {name: _checked(name, row) for name, row in (prices or {}).items()}
    names = dict.fromkeys((model, _DATED.sub("", model)))
    packed = next((_table()[name] for name in names if name in _table()), None)
    given = next((own[name] for name in names if name in own), None)
    if given is None:
        return packed
    start = packed or Price(model, 0.0, 0.0, 0.0)
    paid = given["input"]
    return replace(start, input=paid, cached=given.get("cached", paid), output=given["output"])


def cost(price: Price, usage: Usage, tier: str = "default") -> float:
    """Return what was spent, in US dollars; `tier` is the one that the reply names, an unknown one counts as default.

    An input token is charged once: as cached, as written to the cache, or at the full rate.
    """
    cached = min(usage.cached_tokens, usage.input_tokens)
    written = min(usage.written_tokens, usage.input_tokens - cached)
    full = usage.input_tokens - cached - written
    sent = cached * price.cached + written * price.input * price.write + full * price.input
    return _factor(price, tier) * (sent + usage.output_tokens * price.output) / 1e6


def worst(price: Price, input_tokens: int, max_output: int) -> float:
    """Return the most that one request in the default tier can cost, in US dollars: all input at its dearest rate."""
    dearest = max(price.input, price.cached, price.input * price.write)
    return (input_tokens * dearest + max_output * price.output) / 1e6


def _factor(price: Price, tier: str) -> float:
    if tier in ("flex", "batch"):
        return 0.5
    return price.priority if tier in ("priority", "fast") else 1.0


def _checked(name: str, row: Mapping[str, float]) -> Mapping[str, float]:
    missing = [field for field in ("input", "output") if not isinstance(row, Mapping) or field not in row]
    if missing:
        raise UsageError(
            f"the price of {name!r} lacks {missing[0]}; give input and output in dollars per million tokens"
        )
    for field, value in row.items():
        if field not in ("input", "cached", "output"):
            raise UsageError(f"the price of {name!r} has an unknown field {field!r}; it takes input, cached and output")
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if not number or not math.isfinite(value) or value < 0:
            raise UsageError(f"the price of {name!r}: {field} is {value!r}; give dollars per million tokens, 0 or more")
    return row


@lru_cache(maxsize=1)
def _pack() -> dict[str, Any]:
    return tomllib.loads(package_text("packs/models.toml"))


@lru_cache(maxsize=1)
def _table() -> dict[str, Price]:
    told = ("source", "confidence")
    return {
        name: Price(name, **{field: value for field, value in row.items() if field not in told})
        for name, row in _pack()["models"].items()
    }
