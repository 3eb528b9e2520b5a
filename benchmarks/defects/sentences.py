"""Score rules on labelled sentences: `python -m benchmarks.defects.sentences tune|held [CODE ...] [--show]`.

A sentence stands as the one beat of a bare script; a topic goes through the screen. Found: the right rule, as an error or a warning, on the
right line. False alarm: any error of these families on an innocent sentence; warnings are counted beside them. --show is for tune only.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

from benchmarks.defects import Item, items
from scriptgen.checking import inspect, screen
from scriptgen.report import Finding, Severity
from scriptgen.rules import all_rules
from scriptgen.script import Beat, Hook, Script
from scriptgen.view import View

__all__ = ["FAMILIES", "found_in", "main", "view_of"]

FAMILIES = ("CL", "RS", "TP", "PH", "DS104")


def view_of(item: Item) -> View:
    """Return a bare script with the item as its one beat; for topics and DS104 as its topic, and its hook."""
    if item.code == "DS104" or item.code.startswith("TP"):
        topic, _, hook = item.text.partition("|")
        return View(
            Script(
                topic=topic.strip()[:300],
                hook=Hook(say=hook.strip() or topic),
                beats=(Beat(say="Here is what to know."),),
            )
        )
    return View(Script(hook=Hook(say="Let's talk."), beats=(Beat(say=item.text),)))


def found_in(item: Item) -> tuple[Finding, ...]:
    """Return the findings of the families on an item's line, those for information left out."""
    found: Iterable[Finding]
    if item.code.startswith("TP"):
        found = screen(item.text[:300], "topic")
        return tuple(f for f in found if f.severity is not Severity.INFO)
    select = tuple(r.code for r in all_rules() if r.code.startswith(FAMILIES))
    found = inspect(view_of(item), select=select).findings
    placed = (f for f in found if item.code == "DS104" or f.path.startswith("beats"))
    return tuple(f for f in placed if f.severity is not Severity.INFO)


def main() -> None:
    """Print a row for each rule, and the total."""
    part, codes = sys.argv[1], {a.upper() for a in sys.argv[2:] if not a.startswith("-")}
    show = "--show" in sys.argv and part == "tune"
    rows: dict[str, list[int]] = {}
    for item in items(part, "claims"):
        if codes and item.code not in codes:
            continue
        found = found_in(item)
        row = rows.setdefault(item.code, [0, 0, 0, 0, 0])
        if item.bad:
            hit = any(f.code in (item.code, *item.also) for f in found)
            row[0] += hit
            row[1] += 1
            if show and not hit:
                print(f"MISSED {item.code}: {item.text}   [{', '.join(f.code for f in found)}]")
        else:
            errors = [f for f in found if f.severity is Severity.ERROR]
            row[2] += bool(errors)
            row[3] += bool(found) and not errors
            row[4] += 1
            if show and found:
                print(
                    f"FALSE {'/'.join(f'{f.code}:{f.severity.value[0]}' for f in found)} (near {item.code}): {item.text}   <{found[0].quote}>"
                )
    total = [sum(column) for column in zip(*rows.values(), strict=True)]
    for code, (hits, bad, errors, warned, good) in [*sorted(rows.items()), ("all", total)]:
        print(
            f"{code:<7} found {hits}/{bad} ({hits / max(bad, 1):.0%})   false errors {errors}/{good}, only warned {warned}/{good}"
        )


if __name__ == "__main__":
    main()
