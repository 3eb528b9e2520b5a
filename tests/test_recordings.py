"""First replies of writers who had nothing but the prompt and the schema: each runs through the whole flow."""

from __future__ import annotations

import json

import pytest

from benchmarks.replies import Asked, asked
from benchmarks.replies.score import drafted, first_report, recording


@pytest.mark.parametrize("row", asked(), ids=lambda row: f"{row.round}-{row.name}")
def test_each_recording_is_published_and_runs(row: Asked) -> None:
    data = json.loads(recording(row).read_text(encoding="utf-8"))
    assert (
        data["origin"] == "hand-played" and len(data["prompt_sha256"]) == 64 and data["topic"] == row.options["topic"]
    )
    done, first = drafted(row), first_report(row)
    assert done.script.beats and 1 <= done.usage.requests <= 3 and first is not None
    if first.accepted:
        assert done.report.accepted, "what was accepted at first stays so"
    for block in (done.script.hook, *done.script.beats):
        assert set(block.sources) <= {s.id for s in done.script.sources}


def test_at_least_four_of_five_first_replies_are_accepted() -> None:
    reports = [first_report(row) for row in asked() if row.round not in ("tune",)]
    assert len(reports) >= 40 and sum(bool(r and r.accepted) for r in reports) >= 0.8 * len(reports)
