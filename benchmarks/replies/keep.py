"""Keep replies as recordings: `python -m benchmarks.replies.keep ROUND FOLDER ORIGIN`, the folder as render wrote it, with reply*.json in it."""

from __future__ import annotations

import json
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path

from benchmarks.replies import asked
from benchmarks.replies.score import recording

__all__ = ["main"]


def main() -> None:
    """Write a recording for each brief that was answered; one that is there already stays: first replies are first replies."""
    wanted, folder, origin = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
    for row in asked():
        place, kept = folder / row.name, recording(row)
        if row.round != wanted or kept.exists() or not (place / "reply.json").is_file():
            continue
        data = {
            "origin": origin,
            "written_on": date.today().isoformat(),
            "prompt_sha256": sha256((place / "prompt.txt").read_bytes()).hexdigest(),
            "topic": row.options["topic"],
            "facts": [fact.id for fact in row.brief.given],
            "replies": [{"kind": "draft", "text": (place / "reply.json").read_text(encoding="utf-8").strip()}],
        }
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
