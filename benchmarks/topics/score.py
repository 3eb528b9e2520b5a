"""How often the topic that people mean is found: `python -m benchmarks.topics.score tune|typed|more|hard|held|blind [--show]`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from scriptgen.facts.find import search

__all__ = ["main"]

HERE = Path(__file__).parent


def main() -> None:
    """Print how many were found, named among the nearest, taken for another, or rightly not found."""
    part = sys.argv[1] if len(sys.argv) > 1 else "tune"
    rows = [json.loads(row) for row in (HERE / f"{part}.jsonl").read_text(encoding="utf-8").splitlines() if row]
    found = near = other = taken = 0
    meant = [row for row in rows if row["topic"]]
    for row in rows:
        hits = search(row["typed"])
        sure = hits[0].topic if hits and hits[0].sure else None
        names = [hit.topic for hit in hits]
        if row["topic"]:
            found += sure == row["topic"]
            near += sure is None and row["topic"] in names[:3]
            other += sure is not None and sure != row["topic"]
        else:
            taken += sure is not None
        if "--show" in sys.argv and sure != row["topic"]:
            print(
                f"{row['typed']!r}: meant {row['topic']}, got {sure}, near {[(h.topic, h.how, round(h.score)) for h in hits[:3]]}"
            )
    none = len(rows) - len(meant)
    print(f"{part}: found {found}/{len(meant)}, asked back with it among the nearest {near}, taken for another {other}")
    print(f"of {none} that no topic is meant by, drafted all the same {taken}")


if __name__ == "__main__":
    main()
