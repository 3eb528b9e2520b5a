"""Names are marked by class, at unchanged offsets; a name is looked for only where all its words are."""

from __future__ import annotations

import pytest

from scriptgen.rules.examples import script_with
from scriptgen.rules.marks import CONDITION, OTC, PROCEDURE, RX, STATE, UNIT, kinds_in, mark, pattern
from scriptgen.view import View


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("you have high blood pressure", {CONDITION}),
        ("your blood pressure pills", {RX}),
        ("bursitis, or a torn meniscus", {CONDITION}),
        ("a diagnosis is not a prognosis", set()),
        ("you are diabetic", {STATE}),
        ("two tablets of tylenol", {UNIT, OTC}),
        ("a hysterectomy or root canal", {PROCEDURE}),
        ("a stroll around the block", set()),
    ],
)
def test_marks(text: str, marks: set[str]) -> None:
    marked = mark(text)
    assert len(marked) == len(text)
    assert {c for c in marked if c >= "\ue000"} == marks


@pytest.mark.parametrize(
    ("said", "mark_", "there"),
    [
        ("Ask about frozen shoulders.", CONDITION, True),
        ("My frozen peas and my shoulder blade.", PROCEDURE, False),
        ("A root canal takes an hour.", PROCEDURE, True),
        ("A canal with trees and a root.", RX, False),
    ],
)
def test_kinds_that_a_script_may_hold(said: str, mark_: str, there: bool) -> None:
    assert (mark_ in kinds_in(View(script_with({"beats[0].say": said})))) == there


@pytest.mark.parametrize(
    ("written", "text", "found"),
    [
        ("take <N> <U>", "take two tablets", True),
        ("take <N> <U>", "take a tablet", False),
        ("<N> hours", "in 2019 hours changed", False),
        ("<N> hours", "every six hours", True),
        ("your <R>", "your warfarin", True),
        ("your <R>", "your water", False),
    ],
)
def test_patterns_with_marks(written: str, text: str, found: bool) -> None:
    assert bool(pattern(written).search(mark(text))) == found
