"""Files out: whole or not there, safe in a spreadsheet and a browser; near-duplicate hooks; what a manager reads."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from scriptgen.batching import StoppedError
from scriptgen.batching.alike import groups
from scriptgen.batching.journal import Journal
from scriptgen.batching.outputs import COLUMNS, calendar, whole
from scriptgen.batching.report import write
from scriptgen.batching.topics import Row

NOTE: dict[str, Any] = {
    "files": ["a.json"],
    "accepted": True,
    "errors": [],
    "warnings": ["HK105"],
    "seconds": 41.2,
    "source": "sourced",
    "format": "explainer",
    "hook": "Does a knee need rest?",
    "model": "facts",
}


def filled(out: Path, *rows: tuple[str, str, dict[str, Any]]) -> Journal:
    """Return an open journal with topics, their states and their notes."""
    journal = Journal(out)
    journal.begin("settings", "input")
    told = [
        (n, str(n).encode().ljust(16), Row(n + 2, topic, {}, "2026-12-01", f"r{n}"))
        for n, (topic, _, _) in enumerate(rows)
    ]
    for entry, (_, state, note) in zip(journal.register(told), rows, strict=True):
        journal.finish(entry.id, state, note, "json")
    return journal


def table(out: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((out / "index.csv").read_text(encoding="utf-8-sig"))))


def test_the_index_is_a_calendar(tmp_path: Path) -> None:
    failed = {"why": "refused", "message": "line 3: nothing was sent"}
    with filled(tmp_path, ("knee", "done", NOTE), ("gout", "failed", failed), ("flu", "new", {})) as journal:
        calendar(journal, tmp_path)
    rows = table(tmp_path)
    assert tuple(rows[0]) == COLUMNS
    assert [(row["line"], row["state"], row["accepted"], row["file"], row["findings"]) for row in rows] == [
        ("2", "drafted", "yes", "a.json", "HK105"),
        ("3", "refused", "", "", ""),
        ("4", "not yet", "", "", ""),
    ]
    lines = [json.loads(line) for line in (tmp_path / "index.jsonl").read_text(encoding="utf-8").splitlines()]
    assert (
        lines[0]["findings"] == ["HK105"] and lines[0]["publish_date"] == "2026-12-01" and lines[1]["accepted"] is None
    )


@pytest.mark.parametrize("topic", ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)"])
def test_no_cell_is_a_formula(topic: str, tmp_path: Path) -> None:
    with filled(tmp_path, (topic, "done", NOTE)) as journal:
        calendar(journal, tmp_path)
    (row,) = table(tmp_path)
    assert row["topic"] == f"'{topic}"


def test_the_report_counts_and_escapes(tmp_path: Path) -> None:
    bad = NOTE | {"accepted": False, "errors": ["CL101", "CL101"], "hook": "<script>alert(1)</script> knee"}
    failed = {"why": "row", "message": "line 9 <b>bad</b>"}
    with filled(
        tmp_path, ("a", "done", bad), ("b", "done", bad), ("c", "done", NOTE), ("d", "failed", failed)
    ) as journal:
        write(journal, tmp_path)
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "<strong>1</strong>accepted (33 % of drafts)" in page and "<script>" not in page and "<b>bad" not in page
    assert "<td>error</td><td class=number>2</td>" in page and "&lt;script&gt;alert(1)" in page
    assert "CL101 cure</td><td>A cure promised" in page
    assert '<td>a</td><td>2026-12-01</td><td>CL101</td><td><a href="a.json">a.json</a></td>' in page
    assert "Written by the facts library" in page


ALIKE: list[tuple[list[str], list[int]]] = [
    (["Does a sore knee need rest?", "Does a sore knee need a rest?", "Three foods that calm gout"], [2]),
    (["Should you rest a sore knee?", "A sore knee: should you rest?"], [2]),
    (["Salt and blood pressure", "Sunscreen on a cloudy day", "When is a headache urgent?"], []),
]


@pytest.mark.parametrize(("hooks", "sizes"), ALIKE)
def test_hooks_that_are_nearly_the_same(hooks: list[str], sizes: list[int]) -> None:
    assert [total for total, _ in groups((hook, 1) for hook in hooks)] == sizes


def test_equal_hooks_are_counted() -> None:
    assert list(groups([("Does a knee need rest?", 40), ("Salt", 1)])) == [(40, ["Does a knee need rest?"])]


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf-8")

    def breaks(made: Any) -> None:
        made.write(b"half")
        raise OSError(28, "No space left on device")

    with pytest.raises(StoppedError, match="the disk is full"):
        whole(path, breaks)
    assert path.read_text(encoding="utf-8") == "old" and list(tmp_path.iterdir()) == [path]
