"""The gate: which rows of words a text may match, told from its words alone."""

from __future__ import annotations

import pytest

from scriptgen.gate import Gate, numbers

ROWS = [
    [frozenset({"cure", "heal"}), frozenset({"knee"})],
    [frozenset({"cure"})],
    [frozenset({"knee"}), frozenset({"pain"}), frozenset({"never"})],
    [],
]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("heal the knee", [0, 3]),
        ("cure it", [1, 3]),
        ("cures knees", [3]),
    ],
)
def test_rows_of_which_every_set_is_met(text: str, rows: list[int]) -> None:
    gate = Gate(ROWS, 3)
    assert list(numbers(gate.open(text.split()))) == rows


def test_sets_beyond_the_depth_are_not_looked_at() -> None:
    assert list(numbers(Gate(ROWS, 2).open(["knee", "pain"]))) == [2, 3]
