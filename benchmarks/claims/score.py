"""How often a claim is judged right against the words it cites: `python -m benchmarks.claims.score tune|held [--show]`.

A pair is judged through the whole check: a script with one beat that says the claim and cites the source.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from scriptgen.claims.register import register
from scriptgen.rule import Hit
from scriptgen.rules.cl110_unsupported import RULE as UNSUPPORTED
from scriptgen.rules.cl111_number_mismatch import RULE as MISMATCH
from scriptgen.script import as_script
from scriptgen.view import View

__all__ = ["judged", "main"]

HERE = Path(__file__).parent
LABELS = ("supported", "unsupported", "contradicted", "wrong_number")


def judged(pair: dict[str, str]) -> str:
    """Return the label that the register and its rules give a pair."""
    view = View(
        as_script(
            {
                "topic": pair["topic"],
                "hook": {"say": f"A word on {pair['topic']}."},
                "beats": [{"say": pair["claim"], "sources": ["s"]}],
                "sources": [{"id": "s", "quote": pair["source"]}],
            }
        )
    )
    hits = [hit for rule in (MISMATCH, UNSUPPORTED) for hit in rule.find(view) if isinstance(hit, Hit)]
    told = {hit.message for hit in hits}
    verdicts = {claim.held.verdict for claim in register(view)}
    if told & {"other", "none"}:
        return "wrong_number"
    if "opposed" in told or "contradicted" in verdicts:
        return "contradicted"
    return "unsupported" if told or "unsupported" in verdicts else "supported"


def main() -> None:
    """Print the table of labels given and got, and with --show the pairs judged wrong."""
    part = sys.argv[1] if len(sys.argv) > 1 else "tune"
    pairs = [json.loads(row) for row in (HERE / f"{part}.jsonl").read_text(encoding="utf-8").splitlines() if row]
    table: Counter[tuple[str, str]] = Counter()
    for pair in pairs:
        got = judged(pair)
        table[pair["label"], got] += 1
        if "--show" in sys.argv and got != pair["label"]:
            print(f"{pair['label']} -> {got}: {pair['claim']}\n      < {pair['source']}")
    print(f"{'':<14}{''.join(f'{name:>14}' for name in LABELS)}   judged")
    for label in LABELS:
        print(f"{label:<14}{''.join(f'{table[label, got]:>14}' for got in LABELS)}")
    right = sum(table[label, label] for label in LABELS)
    flagged = sum(n for (label, got), n in table.items() if (label == "supported") == (got == "supported"))
    print(
        f"right label {right}/{len(pairs)} ({right / len(pairs):.0%}); supported or not {flagged}/{len(pairs)} ({flagged / len(pairs):.0%})"
    )


if __name__ == "__main__":
    main()
