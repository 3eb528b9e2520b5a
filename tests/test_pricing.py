"""Prices: names, the user's own, and what a reply cost."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import pytest

from scriptgen import pricing
from scriptgen.drafts import Usage
from scriptgen.errors import UsageError
from scriptgen.pricing import Price, checked_on, cost, default_model, price_of, worst

TERRA = Price("gpt-6.1-terra", 1.0, 0.05, 5.0, write=1.25, reasoning="none", flex=True)
M = 1_000_000


@pytest.mark.parametrize(
    ("model", "found"),
    [
        ("gpt-6.1-terra", "gpt-6.1-terra"),
        ("gpt-6.1-terra-2026-10-20", "gpt-6.1-terra"),
        ("gpt-4o-mini-20260131", "gpt-4o-mini"),
        ("gpt-6.1", None),
        ("gpt-6.1-terra-pro", None),
        ("gpt-6.1-terra-2026", None),
        ("gpt-6.1-terra-2026-10-20-eu", None),
        ("my-gpt-6.1-terra", None),
        ("GPT-6.1-terra", None),
        ("llama3.2", None),
        ("", None),
    ],
)
def test_names(model: str, found: str | None) -> None:
    price = price_of(model)
    assert (price and price.model) == found


def test_a_row_is_read_whole() -> None:
    assert price_of("gpt-6.1-terra") == TERRA
    assert price_of("gpt-5-mini") == Price(
        "gpt-5-mini", 0.25, 0.025, 2.0, priority=1.8, reasoning="minimal", flex=True, ends=date(2026, 12, 11)
    )
    assert price_of("gpt-4.1-mini") == Price("gpt-4.1-mini", 0.4, 0.1, 1.6, priority=1.75)


OWN = {"input": 0.5, "output": 2}


@pytest.mark.parametrize(
    ("model", "prices", "price"),
    [
        ("mine", {"mine": {**OWN, "cached": 0.1}}, Price("mine", 0.5, 0.1, 2)),
        ("mine", {"mine": OWN}, Price("mine", 0.5, 0.5, 2)),
        ("mine-2026-01-31", {"mine": OWN}, Price("mine-2026-01-31", 0.5, 0.5, 2)),
        ("mine", {"other": OWN}, None),
        ("mine", {"mine-2026-01-31": OWN}, None),
        ("free", {"free": {"input": 0, "output": 0}}, Price("free", 0, 0, 0)),
        (
            "gpt-6.1-terra",
            {"gpt-6.1-terra": OWN},
            Price("gpt-6.1-terra", 0.5, 0.5, 2, write=1.25, reasoning="none", flex=True),
        ),
        ("gpt-6.1-terra", {"mine": OWN}, TERRA),
        (
            "mine-2026-01-31",
            {"mine": OWN, "mine-2026-01-31": {"input": 9, "output": 9}},
            Price("mine-2026-01-31", 9, 9, 9),
        ),
    ],
)
def test_the_users_prices_go_first(model: str, prices: Any, price: Price | None) -> None:
    assert price_of(model, prices) == price


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"output": 1}, "input"),
        ({"input": 1}, "output"),
        ({"input": -0.1, "output": 1}, "input"),
        ({"input": 1, "output": 1, "cached": -1}, "cached"),
        ({"input": math.nan, "output": 1}, "input"),
        ({"input": 1, "output": math.inf}, "output"),
        ({"input": True, "output": 1}, "input"),
        ({"input": "1", "output": 1}, "input"),
        ({"input": 1, "output": 1, "reasoning": 3}, "reasoning"),
        (5, "input"),
    ],
)
def test_a_wrong_price_is_named(row: Any, field: str) -> None:
    with pytest.raises(UsageError, match=rf"'mine'.*{field}"):
        price_of("gpt-6.1-terra", {"mine": row})


def spent(input: int = 0, output: int = 0, cached: int = 0, written: int = 0) -> Usage:
    return Usage(requests=1, input_tokens=input, output_tokens=output, cached_tokens=cached, written_tokens=written)


@pytest.mark.parametrize(
    ("usage", "tier", "dollars"),
    [
        (spent(), "default", 0),
        (spent(input=M), "default", 1.0),
        (spent(output=M), "default", 5.0),
        (spent(input=M, cached=M), "default", 0.05),
        (spent(input=M, written=M), "default", 1.25),
        (spent(input=4 * M, cached=M, written=M, output=M), "default", 0.05 + 1.25 + 2.0 + 5.0),
        (spent(input=M, cached=M, written=M), "default", 0.05),
        (spent(input=M, cached=2 * M), "default", 0.05),
        (spent(input=M, output=M), "flex", 3.0),
        (spent(input=M, output=M), "batch", 3.0),
        (spent(input=M, output=M), "priority", 12.0),
        (spent(input=M, output=M), "fast", 12.0),
        (spent(input=M, output=M), "auto", 6.0),
        (spent(input=M, output=M), "on_demand", 6.0),
        (spent(input=1500, cached=1400, output=700), "default", (1400 * 0.05 + 100 + 700 * 5) / 1e6),
    ],
)
def test_cost(usage: Usage, tier: str, dollars: float) -> None:
    assert cost(TERRA, usage, tier) == pytest.approx(dollars)


def test_the_fast_tier_has_its_own_multiple() -> None:
    price = price_of("gpt-5.5")
    assert price is not None and cost(price, spent(input=M, output=M), "priority") == pytest.approx(12.5 + 75)


@pytest.mark.parametrize(
    ("price", "input_tokens", "max_output", "dollars"),
    [
        (TERRA, M, M, 1.25 + 5),
        (Price("dear cache", 1.0, 3.0, 5.0), M, 0, 3.0),
        (Price("plain", 1.0, 0.5, 5.0), M, 0, 1.0),
        (TERRA, 0, 0, 0.0),
    ],
)
def test_the_worst_case(price: Price, input_tokens: int, max_output: int, dollars: float) -> None:
    assert worst(price, input_tokens, max_output) == pytest.approx(dollars)


@pytest.mark.parametrize("cached", [0, 400, 1000])
@pytest.mark.parametrize("written", [0, 600])
@pytest.mark.parametrize("tier", ["default", "flex", "batch"])
def test_no_reply_costs_more_than_the_worst_case(cached: int, written: int, tier: str) -> None:
    usage = spent(input=1000, cached=cached, written=written, output=500)
    assert cost(TERRA, usage, tier) <= worst(TERRA, 1000, 500)


def test_the_table() -> None:
    rows = pricing._pack()["models"]
    assert default_model() in rows and pricing._pack()["reason"]
    assert date(2026, 11, 22) <= checked_on() <= date.today()
    default = price_of(default_model())
    assert default is not None and (default.ends is None or default.ends > checked_on())


@pytest.mark.parametrize("name", pricing._pack()["models"])
def test_each_row(name: str) -> None:
    row, price = pricing._pack()["models"][name], price_of(name)
    assert price is not None and 0 < price.cached < price.input < price.output
    assert price.write in (1.0, 1.25) and 1 < price.priority <= 3
    assert price.reasoning in (None, "none", "minimal", "low")
    assert row["source"] and row["confidence"] in ("primary", "several", "secondary", "judgement")
