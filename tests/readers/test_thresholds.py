"""Thresholds keep to the share of false alarms, on writers from whom nothing was learned."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.defects import Item

pytestmark = pytest.mark.reader

CODES = ["CL101", "CL102", "TP101"]


def task(rows: list[tuple[str, bool, int]]) -> Any:
    """Return a task of (code, bad, number of the script or -1)."""
    import numpy as np

    from benchmarks.defects.labelled import Task

    return Task(
        items=[Item(str(n), code, bad) for n, (code, bad, _) in enumerate(rows)],
        texts=[str(n) for n in range(len(rows))],
        units=[[n] for n in range(len(rows))],
        whole=list(range(len(rows))),
        script=np.array([script for _, _, script in rows]),
        writer=np.zeros(len(rows), dtype=int),
        codes=CODES,
    )


@pytest.fixture(autouse=True)
def allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two false alarms in a hundred are allowed here, whatever the heads that ship are held to."""
    monkeypatch.setattr("benchmarks.defects.thresholds.FALSE_ALARMS", 0.02)


def test_no_more_alarms_than_allowed() -> None:
    """100 innocent sentences score 0.00 to 0.99, and 40 that break the rule 0.955 to 1.345."""
    import numpy as np

    from benchmarks.defects.thresholds import measure

    known = task([("CL101", False, -1)] * 100 + [("CL101", True, -1)] * 40)
    scores = np.full((140, 3), -9.0)
    scores[:, 0] = [*(n / 100 for n in range(100)), *(0.955 + n / 100 for n in range(40))]
    seen = measure(known, scores, 0)
    assert seen.warn[0] == pytest.approx(0.97, abs=1e-4)
    assert (seen.alarms, seen.right, seen.ordinary) == ((2, 100), (38, 40), (0, 0))
    assert seen.error.tolist() == [pytest.approx(0.985, abs=1e-5), np.inf]
    assert seen.told("script").startswith("script: the right rule on 95% of 40 sentences")


def test_lines_of_scripts_allow_fewer() -> None:
    import numpy as np

    from benchmarks.defects.thresholds import measure

    known = task([("CL101", False, -1)] * 100 + [("CL101", False, 5)] * 200 + [("CL101", True, 5)] * 2)
    scores = np.full((302, 3), -9.0)
    scores[:300, 0] = [*[0.0] * 100, *(n / 100 for n in range(200))]
    scores[300:, 0] = 5, 1
    seen = measure(known, scores, 0)
    assert (seen.ordinary, seen.within) == ((1, 200), (1, 2))


def test_a_head_that_is_oftener_wrong_has_the_higher_threshold() -> None:
    """Both heads score alike on what breaks their rule; only the second also does on innocent sentences."""
    import numpy as np

    from benchmarks.defects.thresholds import measure

    known = task([("CL101", False, -1)] * 1000 + [("CL101", True, -1)] * 100 + [("CL102", True, -1)] * 100)
    scores = np.full((1200, 3), -9.0)
    scores[:1000, 1] = np.linspace(-3, 3, 1000)
    scores[1000:1100, 0] = scores[1100:, 1] = np.linspace(1, 4, 100)
    seen = measure(known, scores, 0)
    assert seen.warn[0] < 1 < seen.warn[1]
    assert (seen.alarms, seen.recall[0]) == ((20, 1000), 1)


def test_the_wrong_rule_is_not_the_right_one() -> None:
    import numpy as np

    from benchmarks.defects.thresholds import measure

    known = task([("CL101", False, -1)] * 10 + [("CL101", True, -1)] * 2 + [("TP101", True, -1), ("TP101", False, -1)])
    scores = np.zeros((14, 3))
    scores[10], scores[11], scores[12] = (0, 1, 0), (1, 0, 9), (0, 0, 1)
    seen = measure(known, scores, 0)
    assert (seen.right, seen.any, seen.alarms) == ((1, 2), (2, 2), (0, 10))
    assert measure(known, scores, 1).right == (1, 1)


def test_no_error_where_a_line_of_a_good_script_scores_as_high() -> None:
    """40 sentences that break the rule score 1.00 to 4.90, a line of a script that does not 2.05."""
    import numpy as np

    from benchmarks.defects.thresholds import measure

    known = task([("CL101", False, -1)] * 60 + [("CL101", True, -1)] * 40 + [("CL101", False, 7)])
    scores = np.full((101, 3), -9.0)
    scores[60:, 0] = [*(1 + n / 10 for n in range(40)), 2.05]
    assert measure(known, scores, 0).error[0] == np.inf
    scores[100, 0] = 1.55
    assert measure(known, scores, 0).error[0] == pytest.approx(1.6, abs=1e-4)


def test_writers_are_told_apart() -> None:
    """The first writer's innocent sentences are harder, the second's faulty ones."""
    import numpy as np

    from benchmarks.defects.thresholds import by_writer

    known = task([("CL101", False, -1)] * 100 + [("CL101", True, -1)] * 20)
    known.writer[:] = [*[0] * 50, *[1] * 50, *[0] * 10, *[1] * 10]
    scores = np.full((120, 3), -9.0)
    scores[:, 0] = [
        *(4 if n < 2 else 1 for n in range(50)),
        *[0] * 50,
        *[5] * 10,
        *(5 if n < 4 else -1 for n in range(10)),
    ]
    scores[0, 0] = 6
    assert by_writer(known, scores, 0) == "100% 4.0%, 40% 0.0%"


def test_each_file_is_a_writer_and_each_line_has_one() -> None:
    from benchmarks.defects.labelled import task as known

    held = known()
    assert len(set(held.writer[held.labelled].tolist())) > 2
    shares = {(i.text, int(w)) for i, s, w in zip(held.items, held.script, held.writer, strict=True) if s >= 0}
    assert len(shares) == len({text for text, _ in shares}) > 1000
    assert all(
        held.codes[n] in (item.code, *item.also)
        for item, row in zip(held.items, held.breaks, strict=True)
        for n in row.nonzero()[0]
    )
