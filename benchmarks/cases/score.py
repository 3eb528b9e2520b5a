"""Score the rules on labelled cases: python -m benchmarks.cases.score [tune|more|held|last] [CODE ...] [--show]

Every case is a change of one clean script (scriptgen/rules/example.toml), written from the wording of a rule alone by somebody who had not
seen its code. `tune` and `more` may be read while a rule is worked on; `held` and `last` are only ever scored (--show is refused for them). `good` holds whole scripts
that must not be refused.
"""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

from scriptgen.checking import check, field
from scriptgen.errors import InputError
from scriptgen.rules import all_rules
from scriptgen.rules.examples import script_with
from scriptgen.script import as_script
from scriptgen.view import Cue

HERE = Path(__file__).parent


def fired(code: str, case: dict[str, Any]) -> list[str]:
    """Return the severities that a rule raises on a case; information is no false alarm."""
    changes = dict(case["set"])
    cues = tuple(Cue(c["start"], c["end"], c["text"]) for c in changes.pop("cues", changes.pop("captions", ())))
    try:
        report = check(script_with(changes), brand=case.get("brand"), cues=cues, select=(code,))
    except InputError:
        return []  # no script at all: the reader refuses it before any rule
    return [f.severity.value for f in report.findings if f.severity.value != "info" or case["fires"]]


def score(part: str, codes: set[str], show: bool) -> None:
    """Print, for each rule, how many violations it found and how many innocent cases it flagged."""
    total = [0, 0, 0, 0]
    for rule in all_rules():
        file = HERE / part / f"{rule.code.lower()}.toml"
        if not file.is_file() or (codes and rule.code not in codes):
            continue
        found = bad = false = good = 0
        for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]:
            got = fired(rule.code, case)
            hit = bool(got)
            if case["fires"]:
                bad, found = bad + 1, found + hit
            else:
                good, false = good + 1, false + hit
            wrong = hit != case["fires"] or (case["fires"] and case.get("severity") not in (None, "info", *got))
            if show and wrong:
                print(
                    f"    {rule.code} {'MISSED' if case['fires'] and not hit else 'FALSE' if not case['fires'] else 'SEVERITY'} {got} {case.get('severity')} {case['why']}\n        {case['set']} {case.get('brand', '')}"
                )
        print(f"{rule.code} {rule.slug:<22} found {found}/{bad}   false alarms {false}/{good}")
        total = [a + b for a, b in zip(total, (found, bad, false, good), strict=True)]
    print(f"all                          found {total[0]}/{total[1]}   false alarms {total[2]}/{total[3]}")


def good(show: bool) -> None:
    """Print what the rules say of good scripts; an error on more than one of them makes a rule suspect."""
    errors: dict[str, int] = {}
    warnings: dict[str, int] = {}
    files = sorted((HERE / "good").glob("*.json"))
    for file in files:
        script = as_script(json.loads(file.read_text(encoding="utf-8")))
        for found in check(script).findings:
            if found.severity.value != "info":
                table = errors if found.severity.value == "error" else warnings
                table[found.code] = table.get(found.code, 0) + 1
                if show:
                    print(
                        f"  {file.name} {found.severity.value} {found.code} {found.path} {found.message} | {field(script, found.path) if found.path else ''!r}"[
                            :260
                        ]
                    )
    print(
        f"{len(files)} good scripts   errors {dict(sorted(errors.items()))}   warnings {dict(sorted(warnings.items()))}"
    )


if __name__ == "__main__":
    arguments = sys.argv[1:]
    part = next((a for a in arguments if a in ("tune", "more", "held", "last", "good")), "tune")
    wants = "--show" in arguments
    if part in ("held", "last") and wants:
        sys.exit("held cases are only scored, never shown")
    if part == "good":
        good(wants)
    else:
        score(part, {a.upper() for a in arguments if len(a) == 5 and a[2:].isdigit()}, wants)
