"""The production sheet: rows, times and notes that follow from the script."""

from __future__ import annotations

from typing import Any

import pytest

from scriptgen.exports.av import export
from scriptgen.script import Script
from scriptgen.view import View


def script(**fields: Any) -> Script:
    return Script.model_validate({"hook": {"say": "Stop this."}, "beats": [{"say": "Do that."}], **fields})


def rows(value: Script) -> list[list[str]]:
    """Return the cells of the rows below the head."""
    table = [line for line in export(value).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line[1:-1].split(" | ")] for line in table[2:]]


TWO_SHOTS = {
    "say": "Sore knees like to move. Rest for long only makes them stiff.",
    "text": "Sore knees like to move, long rest makes them stiff",
    "show": "A chair; a pair of shoes",
    "seconds": 4,
}


def test_rows_share_the_time_of_the_blocks() -> None:
    value = script(
        hook={"say": "Stop.", "show": "A face", "seconds": 2}, beats=[TWO_SHOTS], cta={"say": "Go.", "seconds": 66}
    )
    times = [row[0] for row in rows(value)]
    assert times[0] == "0:00.0–0:02.0"
    assert (times[1].split("–")[0], times[2].split("–")[1]) == ("0:02.0", "0:06.0")
    assert times[1].split("–")[1] == times[2].split("–")[0]
    assert times[3] == "0:06.0–1:12.0"


SILENT = "natural sound; music low, if any"
NAMED = {"name": "Dr. Ana Ruiz", "credentials": "MD"}


@pytest.mark.parametrize(
    ("fields", "row", "column", "expected"),
    [
        ({}, 0, 4, "voice"),
        ({"beats": [{"text": "Look", "show": "A shoe", "seconds": 2}]}, 1, 4, SILENT),
        ({"brand": NAMED}, 0, 5, "lower third in the first 3 s: Dr. Ana Ruiz, MD"),
        ({}, 0, 5, "Captions on throughout"),
        ({"hook": {"say": "Stop.", "show": "A face"}, "beats": [{"say": "Go.", "show": "A shoe"}]}, 1, 5, "Jump cut"),
        ({"beats": [{"say": "Go on now.", "text": "Thirty-four characters of text, eh"}]}, 1, 5, "Hold text 2.0 s"),
        ({"beats": [TWO_SHOTS]}, 1, 5, "over the cut"),
        ({"disclaimer": {"text": "General education, not advice"}}, 2, 5, "Hold disclaimer 1.7 s"),
        ({"disclaimer": {"text": "General education"}}, 2, 1, "Same shot, disclaimer over it"),
    ],
)
def test_cells_follow_from_the_script(fields: dict[str, Any], row: int, column: int, expected: str) -> None:
    assert expected in rows(script(**fields))[row][column]


def test_no_cut_within_one_picture_and_the_safe_zone_is_named_once() -> None:
    same = [{"say": "One.", "text": "One", "show": "A face"}, {"say": "Two.", "text": "Two", "show": "A face"}]
    written = export(script(beats=same))
    assert "ump cut" not in rows(script(beats=same))[2][5]
    assert written.count("safe zone") == 1


def test_head_and_foot() -> None:
    value = script(
        topic="knee pain",
        brand=NAMED,
        hook={"say": "Stop.", "show": "A face; a plain bottle on a desk"},
        caption="Knee pain?\nAsk.",
        hashtags=["KneePain"],
        sources=[
            {"id": "n", "title": "Osteoarthritis", "publisher": "NICE", "year": 2022, "url": "https://nice.org.uk/x_y"}
        ],
    )
    written = export(value)
    assert written.startswith("# knee pain\n\n- **Length:** 0:0")
    for line in (
        f"- **Length:** {rows(value)[-1][0].split('–')[1]} (3 shots)",
        "- **Speaker:** Dr. Ana Ruiz, MD",
        "- **Props named in the shots:** plain bottle",
        "> Knee pain?  ",
        "> Ask.",
        "#KneePain",
        "1. NICE. Osteoarthritis (2022). <https://nice.org.uk/x_y>",
    ):
        assert line in written.splitlines()


def test_a_bare_script_has_no_empty_headings() -> None:
    written = export(script())
    assert "## " not in written
    assert "Speaker" not in written
    assert len(rows(script())) == len(View(script()).blocks)
