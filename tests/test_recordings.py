"""First replies of writers who had nothing but the prompt and the schema: each runs through the whole flow."""

from __future__ import annotations

import json

import pytest

import scriptgen
from benchmarks.replies import Asked, asked
from benchmarks.replies.score import first_report, recording
from scriptgen.providers.fake import Fake

NOTHING = '{"patches": []}'


def texts(row: Asked) -> list[str]:
    """Return the recorded replies to a brief."""
    return [reply["text"] for reply in json.loads(recording(row).read_text(encoding="utf-8"))["replies"]]


@pytest.mark.parametrize("row", asked(), ids=lambda row: f"{row.round}-{row.name}")
def test_each_recording_is_published_and_runs(row: Asked) -> None:
    data = json.loads(recording(row).read_text(encoding="utf-8"))
    assert (
        data["origin"] == "hand-played" and len(data["prompt_sha256"]) == 64 and data["topic"] == row.options["topic"]
    )
    fake = Fake([*texts(row), NOTHING, NOTHING])
    done = scriptgen.draft(**row.options, model=fake, reader="local")
    assert done.script.beats and done.usage.requests == len(fake.requests) <= 3
    first = first_report(row, texts(row)[0])
    assert first is not None
    if first.accepted:
        assert done.report.accepted, "what was accepted at first stays so"
    for block in (done.script.hook, *done.script.beats):
        assert set(block.sources) <= {s.id for s in done.script.sources}


def test_at_least_four_of_five_first_replies_are_accepted() -> None:
    rows = [row for row in asked() if row.round in ("first", "final")]
    reports = [first_report(row, texts(row)[0]) for row in rows]
    assert len(rows) == 40 and sum(bool(r and r.accepted) for r in reports) >= 32
