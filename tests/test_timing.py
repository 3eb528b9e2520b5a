"""Seconds to say and to read."""

from __future__ import annotations

import pytest

from scriptgen.packs import packs
from scriptgen.readability import grade
from scriptgen.timing import READ_CPS, read_seconds, say_seconds

PLAIN = "Most people hear that running wears out the joint. It does not. People who jog for fun get no more knee arthritis than people who sit all day long."


def test_default_pace_is_near_150_words_a_minute() -> None:
    assert 135 <= len(PLAIN.split()) / say_seconds(PLAIN) * 60 <= 175


@pytest.mark.parametrize(
    ("shorter", "longer"),
    [("Rest.", "Rest, then move."), ("Ten pills", "10.5 mg pills"), ("One two", "One. Two"), ("cat", "idiosyncratic")],
)
def test_more_takes_longer(shorter: str, longer: str) -> None:
    assert say_seconds(shorter) < say_seconds(longer)


@pytest.mark.parametrize(("text", "seconds"), [("", 0.0), ("Hi", 1.0), ("x" * 34, 2.0), ("  a   b ", 1.0)])
def test_reading(text: str, seconds: float) -> None:
    assert read_seconds(text) == pytest.approx(seconds)


def test_grade() -> None:
    easy, count = grade(["The cat sat. It was warm."])
    hard, _ = grade(["Cardiovascular rehabilitation necessitates multidisciplinary collaboration."])
    assert easy < 1 and hard > 15 and count == 6
    assert grade(["Osteoarthritis hurts."], {"osteoarthritis"})[0] < grade(["Osteoarthritis hurts."])[0]
    assert grade([]) == (0.0, 0)


def test_reading_speed_is_the_packs() -> None:
    assert packs()["read_cps"] == READ_CPS
