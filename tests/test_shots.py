"""What is said, shared out over the shots of a beat."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from scriptgen.script import Script
from scriptgen.shots import Shot, shots_of
from scriptgen.view import View


def shots(**beat: Any) -> list[Shot]:
    """Return the shots of a script's only beat."""
    script = Script.model_validate({"hook": {"say": "Stop this.", "seconds": 2}, "beats": [beat]})
    return list(shots_of(View(script))[1:])


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        (
            "Sore knees like to move. Rest for long only makes them stiff.",
            ["Sore knees like to move.", "Rest for long only makes them stiff."],
        ),
        (
            "Three is odd. With fexofenadine, it does the reverse.",
            ["Three is odd. With fexofenadine,", "it does the reverse."],
        ),
        ("If it hurts at night, tell your doctor.", ["If it hurts at night,", "tell your doctor."]),
        ("Dihydropyridines", ["Dihydropyridines", ""]),
        ("", ["", ""]),
    ],
)
def test_the_cut_falls_between_phrases(said: str, parts: list[str]) -> None:
    assert [shot.said for shot in shots(say=said, show="A chair; a pair of shoes")] == parts


@pytest.mark.parametrize("count", [1, 2, 3, 5, 9, 40])
def test_no_word_is_lost_and_none_said_twice(count: int) -> None:
    said = "Ice is fine, but heat helps more when it is stiff."
    found = shots(say=said, show="; ".join(f"shot {i}" for i in range(count)))
    assert [shot.visual for shot in found] == [f"shot {i}" for i in range(count)]
    assert " ".join(shot.said for shot in found if shot.said) == said


@pytest.mark.parametrize(
    "beat", [{"say": "Ice is fine, heat is better."}, {"say": "Ice.", "seconds": 9}, {"text": "Look"}]
)
def test_shots_fill_the_time_of_the_beat(beat: dict[str, Any]) -> None:
    found = shots(**beat, show="one; two; three")
    assert found[0].start == 2
    assert all(a.start + a.seconds == pytest.approx(b.start) for a, b in pairwise(found))
    assert sum(shot.seconds for shot in found) == pytest.approx(found[0].block.seconds)


@pytest.mark.parametrize(
    ("show", "visuals"),
    [
        ("", [""]),
        (" ; ", [""]),
        ("A shoe;", ["A shoe"]),
        ("A  shoe;\n a mat", ["A shoe", "a mat"]),
        ("&lt;b", ["&lt;b"]),
    ],
)
def test_shots_are_what_stands_between_semicolons(show: str, visuals: list[str]) -> None:
    assert [shot.visual for shot in shots(say="Go on.", show=show)] == visuals
