"""How many first replies are accepted as they came: `python -m benchmarks.replies.score [ROUND] [--show]`."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from benchmarks.replies import HERE, Asked, asked
from scriptgen.answer import UnreadableError, script_of
from scriptgen.brief import Brief
from scriptgen.checking import inspect
from scriptgen.drafts import Draft
from scriptgen.drivers import blocking, drive
from scriptgen.pipeline import drafting
from scriptgen.providers.fake import Fake
from scriptgen.report import Report, Severity
from scriptgen.rulebook import rulebook
from scriptgen.view import View

__all__ = ["drafted", "first_report", "kept", "main", "recording"]


def recording(row: Asked, folder: Path = HERE / "recordings") -> Path:
    """Return where the replies to a brief are kept."""
    return folder / row.round / f"{row.name}.json"


def kept(row: Asked) -> tuple[Brief, list[str]]:
    """Return the brief of a recording, and its replies."""
    data = json.loads(recording(row).read_text(encoding="utf-8"))
    return row.brief_with(data["facts"]), [reply["text"] for reply in data["replies"]]


def first_report(row: Asked) -> Report | None:
    """Return the report on a first reply as it came, before any mending; None for one that cannot be read."""
    brief, (text, *_) = kept(row)
    try:
        script = script_of(text, brief)
    except UnreadableError:
        return None
    return inspect(View(script, brand=brief.brand, aliases=brief.aliases, draft=True, target=brief.seconds))


def main() -> None:
    """Print a line a brief, and the shares."""
    wanted = [a for a in sys.argv[1:] if not a.startswith("-")]
    rows = [row for row in asked() if (not wanted or row.round in wanted) and recording(row).is_file()]
    first = mended = clean = 0
    codes: Counter[str] = Counter()
    for row in rows:
        report = first_report(row)
        errors = [f for f in report.findings if f.severity is Severity.ERROR] if report else []
        warned = [f for f in report.findings if f.severity is Severity.WARNING] if report else []
        codes.update(f"{f.severity.value} {f.code}" for f in (*errors, *warned))
        first += bool(report and report.accepted)
        clean += bool(report and report.accepted and not warned)
        done = drafted(row)
        mended += done.report.accepted
        told = "unreadable" if not report else "accepted" if report.accepted else "not accepted"
        print(f"{row.round:<6}{told:<14}{len(errors)} errors {len(warned)} warnings  {row.name}")
        if "--show" in sys.argv:
            for f in (*errors, *warned):
                print(f"        {f.severity.value} {f.code} {f.path}: {f.message} | {f.quote}")
    if rows:
        print(f"\nfirst replies accepted as they came: {first} of {len(rows)} ({first / len(rows):.0%})")
        print(f"accepted after what code mends, without a second request: {mended} of {len(rows)}")
        print(f"without a single error or warning: {clean} of {len(rows)}")
        print("what was found: " + ", ".join(f"{code} {n}x" for code, n in codes.most_common()))


def drafted(row: Asked) -> Draft:
    """Return what the flow makes of a recorded reply when the model mends nothing more."""
    brief, texts = kept(row)
    fake = Fake([*texts, *['{"patches": []}'] * 2])
    rules = rulebook(brief.platform, brief.placement, brief.jurisdiction)
    return blocking(drive(drafting(brief, rules), fake))


if __name__ == "__main__":
    main()
