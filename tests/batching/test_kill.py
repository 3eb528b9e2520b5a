"""kill -9 at named steps; `python -m benchmarks.batch.kills` has two hundred of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.batching.killing import Kill, Killer, draws


@pytest.fixture(scope="module")
def killer() -> Iterator[Killer]:
    with Killer() as made:
        yield made


@pytest.mark.parametrize("kill", draws(3, seed=6), ids=lambda kill: f"{kill.step}-{kill.count}")
def test_a_kill_loses_nothing_and_pays_twice_at_most_for_what_was_on_its_way(
    kill: Kill, killer: Killer, tmp_path: Path
) -> None:
    found = killer.verdict([kill], tmp_path)
    assert not found.faults
    assert found.killed == 1 and found.twice <= found.under_way


def test_a_run_that_is_killed_again_while_it_goes_on(killer: Killer, tmp_path: Path) -> None:
    found = killer.verdict([Kill("send", 5), Kill("commit", 2)], tmp_path)
    assert not found.faults
    assert found.killed == 2 and found.twice <= found.under_way
