"""Money: never above the limit, whatever the order of reservations and bills."""

from __future__ import annotations

import asyncio
import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scriptgen.batching.budget import Budget
from scriptgen.errors import UsageError

DOLLARS = st.floats(0, 2, allow_nan=False)


@given(limit=DOLLARS, steps=st.lists(st.tuples(DOLLARS, st.floats(0, 1) | st.none(), st.booleans()), max_size=60))
def test_never_exceeded(limit: float, steps: list[tuple[float, float | None, bool]]) -> None:
    budget, held, billed = Budget(limit), list[tuple[float, float | None]](), 0.0
    for worst, part, at_once in steps:
        if budget.reserve(worst):
            held.append((worst, part))
        while held and at_once:
            most, share = held.pop(0)
            cost = None if share is None else most * share
            budget.settle(most, cost)
            billed += most if cost is None else cost
        assert budget.spent <= limit + 1e-9 and budget.left >= -1e-9
        assert budget.spent >= billed - 1e-6
    for most, _ in held:
        budget.settle(most, None)
    assert budget.spent <= limit + 1e-9


@given(st.integers(0, 2**32), st.floats(0.01, 1.0))
def test_never_exceeded_by_tasks_side_by_side(seed: int, limit: float) -> None:
    lots, budget, host = random.Random(seed), Budget(limit), [0.0]

    async def one() -> None:
        worst = lots.random() / 20
        if budget.reserve(worst):
            for _ in range(lots.randrange(3)):
                await asyncio.sleep(0)
            cost = worst * lots.random()
            host[0] += cost
            budget.settle(worst, cost)

    async def all_of_them() -> None:
        await asyncio.gather(*[one() for _ in range(50)])

    asyncio.run(all_of_them())
    assert host[0] <= limit and budget.spent == pytest.approx(host[0], abs=1e-6)


@pytest.mark.parametrize(
    ("limit", "spent", "worst", "reserved", "fits", "left"),
    [
        (1.0, 0.0, 0.4, True, True, 0.6),
        (1.0, 0.7, 0.4, False, False, 0.3),
        (0.3, 0.1, 0.2, True, True, 0.0),  # tenths that no float holds
        (0.0, 0.0, 0.0, True, True, 0.0),
        (0.0, 0.0, 1e-9, False, False, 0.0),
        (1.0, 1.5, 0.0, False, False, -0.5),
        (None, 5.0, 1e6, True, True, math.inf),
    ],
)
def test_one_request(limit: float | None, spent: float, worst: float, reserved: bool, fits: bool, left: float) -> None:
    budget = Budget(limit, spent)
    assert (budget.fits(worst), budget.reserve(worst)) == (fits, reserved)
    assert budget.left == pytest.approx(left)


def test_what_is_set_aside_comes_back() -> None:
    budget = Budget(1.0)
    assert budget.reserve(0.9) and not budget.reserve(0.2) and budget.fits(0.2)
    budget.settle(0.9, 0.1)
    assert budget.reserve(0.9) and budget.spent == pytest.approx(0.1)
    budget.settle(0.9, None)
    assert budget.spent == pytest.approx(1.0) and not budget.fits(0.01)


@pytest.mark.parametrize("limit", [-1.0, math.nan, math.inf])
def test_no_limit_at_all(limit: float) -> None:
    with pytest.raises(UsageError, match="no amount of dollars"):
        Budget(limit)
    with pytest.raises(ValueError, match="no amount"):
        Budget(1.0).reserve(limit)
