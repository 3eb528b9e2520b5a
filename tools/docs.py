"""Write the generated docs, or with --check say which are stale: python -m tools.docs [--check]"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from scriptgen.facts.files import headers, read_facts
from scriptgen.packs import names, packs
from scriptgen.rules import all_rules
from scriptgen.rules.page import page
from scriptgen.schemas import NAMES, schema
from tools import readme

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
COMMANDS = ("draft", "check", "fix", "export", "rules", "explain", "schema", "brand", "facts", "batch", "doctor")
MADE = "<!-- Made by `make docs` from the code; edit there. -->\n"


def pages() -> dict[Path, str]:
    """Return every generated file with its content."""
    made = {DOCS / "rules" / f"{r.code.lower()}-{r.slug}.md": MADE + page(r) for r in all_rules()}
    made[DOCS / "rules.md"] = rules()
    made[DOCS / "numbers.md"] = numbers()
    made[DOCS / "topics.md"] = topics()
    made[DOCS / "cli.md"] = cli()
    made.update(
        {
            DOCS / "schema" / f"{name}.schema.json": json.dumps(schema(name), indent=2, ensure_ascii=False) + "\n"
            for name in NAMES
        }
    )
    return made


def rules() -> str:
    """Return the list of all rules."""
    rows = ["| rule | raises | told to the writer |", "| --- | --- | --- |"]
    for r in all_rules():
        asked = r.guidance or f"(nothing: {r.why[0].lower()}{r.why[1:]})"
        rows.append(
            f"| [{r.code} {r.slug}](rules/{r.code.lower()}-{r.slug}.md) | {', '.join(s.value for s in r.raises)} | {asked.replace('|', '&#124;')} |"
        )
    return f"{MADE}# The rules\n\n" + "\n".join(rows) + "\n"


def numbers() -> str:
    """Return every number of the packs with its source."""
    parts = [
        f"{MADE}# The numbers\n\nconfidence: primary (read at the owner), several (independent secondary sources agree), secondary (one of them; never an error), judgement (our own).\n"
    ]
    for platform in names("platform"):
        pack = packs(platform)
        parts.append(
            f"\n## {platform}, organic\n\nChecked {min(pack.dates.values()).isoformat()}.\n\n| number | value | confidence | source |\n| --- | --- | --- | --- |\n"
        )
        for name, row in pack.rows.items():
            parts.append(f"| {name} | {row['value']} {row['unit']} | {row['confidence']} | {row['source']} |\n")
    return "".join(parts)


def topics() -> str:
    """Return the topics of the facts library."""
    rows = ["| topic | specialty | ideas | newest source | signed by |", "| --- | --- | --- | --- | --- |"]
    for head in headers():
        f = read_facts(head)
        rows.append(
            f"| {f.topic} | {f.specialty} | {len(f.items)} | {max(s.year for s in f.sources)} | {f.reviewed_by or 'nobody yet'} |"
        )
    return f"{MADE}# Topics of the facts library\n\n" + "\n".join(rows) + "\n"


def cli() -> str:
    """Return the help texts of all commands."""
    env = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "TERMINAL_WIDTH": "100"}
    parts = [f"{MADE}# The command line\n"]
    for command in ((), *((c,) for c in COMMANDS), ("brand", "init"), ("brand", "show"), ("brand", "check")):
        done = subprocess.run(
            [sys.executable, "-m", "scriptgen", *command, "--help"], capture_output=True, text=True, env=env, check=True
        )
        parts.append(
            f"\n## scriptgen {' '.join(command)}\n\n```text\n{done.stdout.strip()}\n```\n".replace(
                "scriptgen \n", "scriptgen\n"
            )
        )
    return "".join(parts)


def shown() -> dict[Path, str]:
    """Return the hand-written documents with the outputs of their commands made anew."""
    made = {}
    for name in readme.FILES:
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(ROOT / "examples", Path(folder) / "examples")
            made[ROOT / name] = readme.refreshed((ROOT / name).read_text(encoding="utf-8"), Path(folder))
    return made


def main() -> int:
    """Write or compare; return the exit code."""
    made = {**pages(), **shown()}
    held = {p for p in [*DOCS.glob("rules/*.md"), *DOCS.glob("schema/*.json")] if p not in made}
    stale = [p for p, text in made.items() if not p.is_file() or p.read_text(encoding="utf-8") != text]
    if "--check" in sys.argv:
        for path in sorted([*stale, *held]):
            print(f"stale: {path.relative_to(ROOT)}; run 'make docs'")
        return 1 if stale or held else 0
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made[path], encoding="utf-8")
    for path in held:
        path.unlink()
    print(f"{len(stale)} written, {len(held)} removed, {len(made)} in all")
    return 0


if __name__ == "__main__":
    sys.exit(main())
