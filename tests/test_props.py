"""The things that shots name."""

from __future__ import annotations

import pytest

from scriptgen.props import props


@pytest.mark.parametrize(
    ("shot", "things"),
    [
        ("she tips a tote bag of tubes onto the desk", ("tote bag of tubes",)),
        ("Clinician lifts their gaze from a laptop", ("laptop",)),
        ("Towel tossed over a shoulder", ("towel",)),
        ("two fridge magnets on the filing cabinet", ("magnets",)),
        ("doctor pours a glass of red juice", ("glass of red juice",)),
        ("close-up of a slow, full blink", ()),
        ("Clinician leans in, hand at the throat", ()),
        ("animation: a gauge creeping up", ()),
        ("a mug on a desk; the mug again", ("mug",)),
    ],
)
def test_props_are_the_things_that_shots_name(shot: str, things: tuple[str, ...]) -> None:
    assert props([shot]) == things
