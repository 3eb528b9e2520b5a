"""Rows in: kinds of files, names of columns, and rows that are bad."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from scriptgen.batching.topics import Bad, Row, given, read, stream
from scriptgen.errors import InputError


def rows(text: str | bytes, kind: str) -> list[Row | Bad]:
    return list(stream(io.BytesIO(text.encode() if isinstance(text, str) else text), kind))


GOOD: list[tuple[str, str, list[tuple[int, str, dict[str, Any]]]]] = [
    ("txt", "knee pain\n\n# later\n  gout \n", [(1, "knee pain", {}), (4, "gout", {})]),
    ("txt", "\ufeffknee pain\r\ngout", [(1, "knee pain", {}), (2, "gout", {})]),
    ("csv", "topic\nknee pain\n", [(2, "knee pain", {})]),
    ("csv", "knee pain\ngout\n", [(1, "knee pain", {}), (2, "gout", {})]),
    ("csv", "Topic,Length\nknee pain,30s\n", [(2, "knee pain", {"seconds": 30.0})]),
    ("csv", "topic;seconds\nknee, pain;30\n", [(2, "knee, pain", {"seconds": 30.0})]),
    ("csv", "topic\tnotes\nknee pain\tstairs\n", [(2, "knee pain", {"notes": "stairs"})]),
    ("csv", "Subject,Content-Type\nknee pain,Myth bust\n", [(2, "knee pain", {"format": "myth_bust"})]),
    (
        "csv",
        'topic,notes\n"knee, pain","two\nlines"\ngout,\n',
        [(2, "knee, pain", {"notes": "two\nlines"}), (4, "gout", {})],
    ),
    (
        "csv",
        'topic,notes\nknee pain,a 5" scar\ngout,x\n',
        [(2, "knee pain", {"notes": 'a 5" scar'}), (3, "gout", {"notes": "x"})],
    ),
    ("csv", "topic,owner\nknee pain,Ann\n", [(2, "knee pain", {})]),
    ("csv", "topic,notes\n,\n\nknee pain\n", [(4, "knee pain", {})]),
    (
        "jsonl",
        '{"topic": "knee pain", "seconds": 30}\n"gout"\n',
        [(1, "knee pain", {"seconds": 30.0}), (2, "gout", {})],
    ),
    ("jsonl", '{"topic": "gout", "brand": {"name": "Dr. A"}}\n', [(1, "gout", {"brand": {"name": "Dr. A"}})]),
]


@pytest.mark.parametrize(("kind", "text", "expected"), GOOD)
def test_rows(kind: str, text: str, expected: list[tuple[int, str, dict[str, Any]]]) -> None:
    found = rows(text, kind)
    assert [(r.line, r.topic, dict(r.options)) for r in found if isinstance(r, Row)] == expected
    assert len(found) == len(expected)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("txt", "knee pain\n\n# later\ngout\nacne\n"),
        ("csv", 'topic,notes\nknee pain,"two\nlines"\n\n,\ngout,a,b\n"acne, mild",\n'),
        ("jsonl", '"knee pain"\n\n{"topic": \n"acne"\n'),
    ],
)
def test_rows_that_are_passed_over_change_nothing_in_the_others(kind: str, text: str) -> None:
    whole = rows(text, kind)
    assert len(whole) == 3
    for skip in range(5):
        assert list(stream(io.BytesIO(text.encode()), kind, skip)) == whole[skip:]


BAD: list[tuple[str, str | bytes, int, str]] = [
    ("csv", "topic,seconds\nknee pain,soon\ngout,30\n", 2, "seconds that are not a number"),
    ("csv", "topic,seconds\n,30\ngout,30\n", 2, "no topic"),
    ("csv", "topic,notes\nknee pain,a,b\ngout,30\n", 2, "3 cells, the heading has 2"),
    ("csv", b"topic\nknee \xff pain\ngout\n", 2, "UTF-8"),
    ("csv", 'topic,notes\n"knee pain,x\ngout,\n', 2, "never closed"),
    ("csv", 'topic,notes\n"knee pain,x\n' + "gout,\n" * 150, 2, "never closed"),
    ("jsonl", '{"topic": \n"gout"\n', 1, "no JSON"),
    ("jsonl", '{"topic": 4}\n"gout"\n', 1, "no topic"),
    ("jsonl", '[]\n"gout"\n', 1, "no JSON object"),
    ("jsonl", '{"topic": "knee", "notes": ["x"]}\n"gout"\n', 1, "notes that is no text"),
    ("jsonl", '{"topic": "knee", "seconds": NaN}\n"gout"\n', 1, "seconds"),
]


@pytest.mark.parametrize(("kind", "text", "line", "why"), BAD)
def test_a_bad_row_has_its_line_and_stops_nothing(kind: str, text: str | bytes, line: int, why: str) -> None:
    first, *rest = rows(text, kind)
    assert isinstance(first, Bad) and first.line == line and why in first.why
    assert "knee" not in first.why, "a row's own words are not repeated"
    assert rest and all(isinstance(row, Row) and row.topic == "gout" for row in rest)


def test_publish_date_and_id_are_kept_beside() -> None:
    row = rows("topic,Post date,Ref\ngout,2026-12-01,A7\n", "csv")[0]
    assert isinstance(row, Row) and (row.publish_date, row.id, dict(row.options)) == ("2026-12-01", "A7", {})


def test_a_program_hands_over_topics_or_mappings() -> None:
    found = list(given(["gout", {"topic": "knee pain", "seconds": 30}, {"seconds": 3}]))
    assert [type(row) for row in found] == [Row, Row, Bad] and found[1].line == 2


def test_rows_are_read_as_they_are_asked_for() -> None:
    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            buffer[:5] = b"gout\n"
            return 5

    found = stream(io.BufferedReader(Endless(), 64), "txt")
    assert [next(found).line for _ in range(3)] == [1, 2, 3]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("topics.docx", b"x", "is none of them"),
        ("topics.csv", b"name,notes\nAnn,x\n", "names no column of topics"),
        ("missing.csv", None, "cannot read the topics"),
    ],
)
def test_files_that_cannot_be_read(tmp_path: Path, name: str, content: bytes | None, why: str) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError, match=why):
        list(read(path))
