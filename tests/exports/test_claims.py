"""The claim register as a table that a spreadsheet opens and a reviewer reads."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from scriptgen import exports
from scriptgen.rules.examples import script_with
from scriptgen.script import Script

COLUMNS = ["claim", "kind", "where", "source", "document", "words of the source", "match", "finding"]
QUOTE = "Strong thigh muscles lower the stress on the knee. One in four adults has sore knees."
CLAIM = "Strong thigh muscles lower the stress on the knee."


def made(changes: dict[str, Any]) -> Script:
    return script_with({"sources[0].quote": QUOTE, "beats[0].say": CLAIM, "beats[1].say": "Ready for more?", **changes})


def rows(changes: dict[str, Any]) -> list[dict[str, str]]:
    """Return the rows as a spreadsheet reads them."""
    told = exports.export(made(changes), "claims")
    assert isinstance(told, str)
    table = list(csv.reader(io.StringIO(told, newline="")))
    assert table[0] == COLUMNS and all(len(row) == len(COLUMNS) for row in table)
    return [dict(zip(COLUMNS, row, strict=True)) for row in table[1:]]


def test_a_row_says_what_it_rests_on() -> None:
    (row,) = rows({})
    assert list(row.values()) == [
        CLAIM,
        "fact",
        "beats[0].say",
        "k1",
        "Centers for Disease Control and Prevention, Physical Activity and Arthritis, 2024",
        QUOTE,
        "exact",
        "",
    ]


def test_rows_come_in_the_order_of_the_script() -> None:
    changes = {
        "hook.say": "Sore knees need motion.",
        "beats[0].say": f"{CLAIM} Try squats to ease knee pain.",
        "beats[1].say": "One in four adults has sore knees.",
    }
    told = [(row["claim"], row["where"], row["kind"]) for row in rows(changes)]
    assert told == [
        ("Sore knees need motion.", "hook.say", "fact"),
        (CLAIM, "beats[0].say", "fact"),
        ("Try squats to ease knee pain.", "beats[0].say", "advice"),
        ("One in four adults has sore knees.", "beats[1].say", "fact"),
    ]


@pytest.mark.parametrize(
    "say",
    [
        "Does running ruin your knees?",
        "Here's the thing. Let's look at sore knees.",
        "My aunt says that running ruins knees. It doesn't.",
        "Myth: running ruins the cartilage of knees.",
        "You may have heard that running ruins the cartilage of knees.",
        "",
    ],
)
def test_what_is_no_claim_has_no_row(say: str) -> None:
    assert [row["claim"] for row in rows({"beats[1].say": say})] == [CLAIM]
    assert [row["claim"] for row in rows({"cta.say": CLAIM, "disclaimer.say": CLAIM})] == [CLAIM]


@pytest.mark.parametrize("sources", [[], ["nobody"]])
def test_unsourced(sources: list[str]) -> None:
    (row,) = rows({"beats[0].sources": sources})
    assert (row["source"], row["document"], row["words of the source"], row["match"]) == ("", "", "", "unsourced")
    assert row["finding"]


def test_several_sources() -> None:
    other = {"id": "k2", "quote": "Squats can ease knee pain.", "publisher": "NICE", "title": "Knees", "year": None}
    first = made({}).sources[0].model_dump()
    (row,) = rows({"sources": [first, other], "beats[0].sources": ["k1", "k2"]})
    assert row["source"] == "k1; k2" and row["document"].endswith("Arthritis, 2024; NICE, Knees, no year")
    assert row["words of the source"] == f"{QUOTE} / {other['quote']}" and row["match"] == "exact"
    (alone,) = rows({"sources": [first, other], "beats[0].sources": ["k2"]})
    assert alone["words of the source"] == other["quote"]


MATCHES = [
    ("Strong thighs ease the stress on your knee.", "partial", ""),
    ("Strong thigh muscles raise the stress on the knee.", "none", "CL110 error: "),
    ("Magnesium calms cramps of swimmers at night.", "none", "CL110 warning: "),
    ("One in three adults has sore knees.", "partial", "CL111 error: "),
]


@pytest.mark.parametrize(("say", "match", "finding"), MATCHES)
def test_findings_stand_beside_their_claim(say: str, match: str, finding: str) -> None:
    first, second = rows({"beats[0].say": f"{say} One in four adults has sore knees."})
    assert first["claim"] == say and first["match"] == match
    assert finding in first["finding"] and bool(first["finding"]) == bool(finding)
    assert (second["match"], second["finding"]) == ("exact", "")


def test_a_finding_of_another_beat_is_not_told() -> None:
    first, second = rows({"beats[1].say": CLAIM, "beats[1].sources": []})
    assert first["finding"] == "" and "CL110" in second["finding"]


@pytest.mark.parametrize("mark", ["=", "+", "-", "@"])
def test_a_formula_is_text(mark: str) -> None:
    changes = {
        "beats[0].say": f"{mark}Strong thighs ease knee pain.",
        "beats[0].sources": [f"{mark}1"],
        "sources[0].id": f"{mark}1",
        "sources[0].quote": f"{mark}HYPERLINK(1) Strong thighs ease knee pain.",
        "sources[0].publisher": f"{mark}cmd|' /C calc'!A0",
    }
    (row,) = rows({**changes, "beats[1].sources": []})
    assert [cell[:2] for cell in row.values()][3:6] == [f"'{mark}"] * 3
    assert row["claim"].lstrip("'").lstrip(mark) == "Strong thighs ease knee pain."
    assert not [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@pytest.mark.parametrize(
    "text", ['He said "load", slowly; 1,5', "<script>alert(1)</script>", "膝 ’quoted’ – é", "a;b\tc|d"]
)
def test_cells_keep_their_words(text: str) -> None:
    (row,) = rows({"sources[0].quote": text, "sources[0].title": text, "sources[0].publisher": "NICE"})
    assert row["words of the source"] == text and row["document"] == f"NICE, {text}, 2024"


def test_line_breaks_and_hidden_signs_do_not_break_a_row() -> None:
    quote = "Strong thighs\r\nlower\rthe\nstress.\u202e\u200b\x00 End."
    (row,) = rows({"sources[0].quote": quote})
    assert row["words of the source"] == "Strong thighs lower the stress. End."
    told = str(exports.export(made({"sources[0].quote": quote}), "claims"))
    assert told.count("\n") == told.count("\r\n") == 2 and told.endswith("\r\n")


def test_its_name() -> None:
    assert "claims" in exports.names() and exports.suffix("claims") == ".claims.csv"
