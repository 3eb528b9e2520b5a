"""Score every reader and every peer on the labelled material: `make bench-defects`, or python -m benchmarks.defects.run [tune|held] [--write].

Prints for each rule what was found and what was flagged by mistake, with 95 % Wilson intervals; --write puts the table into docs/defects.md.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.defects import HERE, Item, items, scripts
from benchmarks.defects.readings import findings
from benchmarks.defects.sentences import found_in, view_of
from benchmarks.defects.shares import told
from benchmarks.defects.whole import whole
from scriptgen.checking import inspect, screen
from scriptgen.readers import Classifier, missing, reader
from scriptgen.readers.classifier import HeadsClassifier
from scriptgen.readers.wordheads import WordHeads
from scriptgen.report import Finding, Severity
from scriptgen.rules import all_rules
from scriptgen.script import Beat, Hook, Script
from scriptgen.view import View

__all__ = ["Score", "main"]

Read = Callable[[Item], Sequence[Finding]]
"""What a reader finds in an item's line."""
ROOT = HERE.parent.parent


@dataclass
class Score:
    """Counts of one reader on one set."""

    found: int = 0
    bad: int = 0
    errors: int = 0
    """Innocent lines with an error."""
    warned: int = 0
    """Innocent lines with warnings only."""
    good: int = 0

    def __str__(self) -> str:
        return f"{told(self.found, self.bad)} | {told(self.errors, self.good)} | {told(self.warned, self.good)}"


def patterns(item: Item) -> Sequence[Finding]:
    """The rules' own patterns."""
    return found_in(item)


def by(made: Classifier) -> Read:
    """Return what looks at items with a classifier."""
    return lambda item: [
        f for f in made.findings(view_of(item)) if item.code.startswith(("DS104", "TP")) or f.path.startswith("beats")
    ]


def together(read: Read) -> Read:
    """Return what looks at items with the patterns and with another reader."""
    return lambda item: (*patterns(item), *read(item))


def both(item: Item) -> Sequence[Finding]:
    """The two readers that need no model to be asked, the classifier in its best form that is installed."""
    made = reader()
    return (*patterns(item), *(by(made)(item) if made else ()))


def scored(rows: Sequence[Item], read: Read) -> dict[str, Score]:
    """Return the score by rule, with the total under "all"."""
    scores: dict[str, Score] = {}
    for item in rows:
        found = read(item)
        for score in (scores.setdefault(item.code, Score()), scores.setdefault("all", Score())):
            if item.bad:
                score.bad += 1
                score.found += any(f.code in (item.code, *item.also) for f in found)
            else:
                errors = any(f.severity is Severity.ERROR for f in found)
                score.good += 1
                score.errors += errors
                score.warned += bool(found) and not errors
    return scores


def played(part: str) -> list[str]:
    """Return the rows of the model reader, played by hand from the rendered prompt: alone, and with the other two; topics and DS104 left out."""
    read = {item.text: found for item, found in findings(part)}
    rows = [item for item in items(part, "claims") if item.text in read]
    if not rows:
        return []
    alone = scored(rows, lambda item: read[item.text])["all"]
    three = scored(rows, lambda item: (*both(item), *read[item.text]))["all"]
    return [
        f"| a model, played by hand (topics and DS104 left out) | {alone} |",
        f"| **all three** (topics and DS104 left out) | {three} |",
    ]


def private(item: Item) -> Sequence[Finding]:
    """The privacy rules, on what is typed and on what is spoken."""
    if item.where == "script":
        script = Script(hook=Hook(say="Let's talk."), beats=(Beat(say=item.text),))
        select = tuple(r.code for r in all_rules() if r.code.startswith("PH"))
        found = inspect(View(script), select=select).findings if select else ()
    else:
        found = screen(item.text[:300] if item.where == "topic" else item.text, item.where)
    return [f.model_copy(update={"code": "PH"}) for f in found if f.code.startswith("PH")]


def bare(item: Item) -> Sequence[Finding]:
    """The same without the extra `reader`."""
    before = os.environ.get("SCRIPTGEN_CLASSIFIER", "")
    os.environ["SCRIPTGEN_CLASSIFIER"] = "off"
    try:
        return private(item)
    finally:
        os.environ["SCRIPTGEN_CLASSIFIER"] = before


def peers(rows: Sequence[Item]) -> dict[str, Score | str]:
    """Return what other tools flag, by an interpreter that has them; the error for those that cannot run."""
    python = os.environ.get("PEERS_PYTHON", str(ROOT / ".venv-peers" / "bin" / "python"))
    if not Path(python).exists():
        return {"peers": f"no interpreter at {python}; make bench-defects makes one"}
    command = [python, str(HERE / "peers.py")]
    ran = subprocess.run(command, input=json.dumps([r.text for r in rows]), capture_output=True, text=True, check=True)
    results: dict[str, Score | str] = {}
    for name, flags in json.loads(ran.stdout).items():
        if isinstance(flags, str):
            results[name] = flags
            continue
        hits = list(zip(rows, flags, strict=True))
        results[name] = Score(
            found=sum(flag for row, flag in hits if row.bad),
            bad=sum(row.bad for row in rows),
            errors=sum(flag for row, flag in hits if not row.bad),
            good=sum(not row.bad for row in rows),
        )
    return results


def main() -> None:
    """Print the tables, and with --write put them into docs/defects.md."""
    parts = [a for a in sys.argv[1:] if a in ("tune", "held")] or ["held"]
    lines: list[str] = []
    for part in parts:
        lines += [f"## {part}", ""]
        claims, privacy = items(part, "claims"), items(part, "privacy")
        head = [
            "| reader | found | innocent lines with an error | innocent lines with a warning only |",
            "| --- | --- | --- | --- |",
        ]
        lines += ["### Sentences on claims, respect and topics", "", *head]
        by_reader = {"patterns": scored(claims, patterns)}
        words = by(HeadsClassifier(WordHeads()))
        by_reader["words alone, no extra"] = scored(claims, words)
        by_reader["patterns and words"] = scored(claims, together(words))
        if (made := reader()) and not missing():
            by_reader[f"classifier ({made.name})"] = scored(claims, by(made))
            by_reader["both"] = scored(claims, both)
        lines += [f"| **{name}** | {scores['all']} |" for name, scores in by_reader.items()]
        lines += played(part)
        lines += [f"| classifier with embeddings | not run: {missing()} | | |"] if missing() else []
        lines += [
            f"| {name} | {score if isinstance(score, Score) else f'not run: {score} | | '} |"
            for name, score in peers(claims).items()
        ]
        lines += [
            "",
            "A peer counts as right for any flag on a line; our readers only for the right rule.",
            "",
            "By rule:",
            "",
        ]
        lines += [
            "| rule | "
            + " | ".join(f"{name}: found" for name in by_reader)
            + " | innocent with an error | with a warning |"
        ]
        lines += ["| --- |" + " --- |" * (len(by_reader) + 2)]
        last = list(by_reader.values())[-1]
        for code in sorted(last):
            found = " | ".join(f"{s[code].found}/{s[code].bad}" for s in by_reader.values())
            lines.append(
                f"| {code} | {found} | {last[code].errors}/{last[code].good} | {last[code].warned}/{last[code].good} |"
            )
        lines += ["", "### Lines that hold patient data, or nearly", "", *head]
        if not missing():
            lines += [f"| **scriptgen with the extra `reader`** | {scored(privacy, private)['all']} |"]
        lines += [f"| **scriptgen without it** | {scored(privacy, bare)['all']} |"]
        lines += [
            f"| {name} | {score if isinstance(score, Score) else f'not run: {score} | | '} |"
            for name, score in peers(privacy).items()
        ]
        if scripts(part, "good"):
            lines += [
                "",
                "### Whole scripts",
                "",
            ]
            lines += whole(part)
        lines.append("")
    text = "\n".join(lines)
    print(text)
    if "--write" in sys.argv:
        (ROOT / "docs" / "defects.md").write_text(
            f"<!-- Made by `make bench-defects`. -->\n# Defects found and missed\n\n{INTRO}\n{text}", encoding="utf-8"
        )


INTRO = """The material is our own, each line written by hand from the rules' descriptions by writers who had not seen the code, half of it near misses. `tune` was
read while the rules were worked on; `held` was only ever scored. Shares come with 95 % intervals (Wilson). How it was made: benchmarks/defects/DATA_SHEET.md.
"""


if __name__ == "__main__":
    main()
