"""Write what a writer who plays the model is given: `python -m benchmarks.replies.render ROUND FOLDER`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from benchmarks.replies import asked
from scriptgen.pipeline import drafting
from scriptgen.rulebook import rulebook

__all__ = ["main"]


def main() -> None:
    """Write one folder a brief, with prompt.txt (the messages, word for word) and schema.json."""
    wanted, folder = sys.argv[1], Path(sys.argv[2])
    for row in asked():
        if row.round == wanted:
            brief = row.brief
            request = next(drafting(brief, rulebook(brief.platform, brief.placement, brief.jurisdiction)))
            place = folder / row.name
            place.mkdir(parents=True, exist_ok=True)
            messages = "\n\n".join(f"##### {m.role} message #####\n\n{m.content}" for m in request.messages)
            (place / "prompt.txt").write_text(messages, encoding="utf-8")
            (place / "schema.json").write_text(json.dumps(request.schema, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
