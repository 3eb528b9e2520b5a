"""Score the classifier's heads on disk, over embeddings and over words alone: python -m benchmarks.defects.score [tune|held].

`tune` is what they were trained on, so only `held` says how good they are. Needs the extra `reader` and the weights of the embeddings.
"""

from __future__ import annotations

import sys

from benchmarks.defects import Item, items, scripts
from benchmarks.defects.labelled import FAMILIES, GROUPS, SOURCED, lines_of, script_of, sourced
from scriptgen.errors import UsageError
from scriptgen.paths import field
from scriptgen.readers.context import CITED
from scriptgen.readers.embed import Embedder, adapters, weights
from scriptgen.readers.features import line_of, passages
from scriptgen.readers.heads import Heads
from scriptgen.readers.rows import Embedded
from scriptgen.readers.wordheads import Told, WordHeads

__all__ = ["score"]


def score(part: str) -> None:
    """Print what the heads on disk find in the sentences and scripts of `tune` or `held`."""
    folder = weights()
    if folder is None:
        raise UsageError("the weights of the embeddings are not here; set SCRIPTGEN_EMBEDDER to their folder")
    labelled = [sourced(item) for item in items(part, "claims") if item.code.startswith(FAMILIES)]
    lines = [item for _, item in lines_of(part) if not item.bad]
    words = WordHeads()
    for heads in (Heads(Embedded(Embedder(folder, adapters())), words), words):
        table: dict[str, list[int]] = {}
        for item in labelled:
            fired = _fired(heads, item, _group(item.code))
            right = any(f.code in (item.code, *item.also) for f in fired)
            counts = (1, right, bool(fired), any(f.sure for f in fired))
            row = table.setdefault(item.code, [0] * 8)
            for column, count in enumerate(counts, start=0 if item.bad else 4):
                row[column] += count
        print(f"\n{heads.name} on {part}")
        for code, r in [*sorted(table.items()), ("all", [sum(c) for c in zip(*table.values(), strict=True)])]:
            print(
                f"{code:<7} right rule {r[1]}/{r[0]} ({r[1] / max(r[0], 1):.0%}), any rule {r[2]}, as an error {r[3]}   "
                f"false alarms {r[6]}/{r[4]} ({r[6] / max(r[4], 1):.1%}), as an error {r[7]}"
            )
        print(
            f"innocent lines of scripts: false alarms {sum(bool(_fired(heads, line)) for line in lines)}/{len(lines)}"
        )
        hits, lot = _in_scripts(heads, part)
        print(f"bad scripts for whose rule there is a head: the right rule on a bad line of {hits}/{lot}")


def _group(code: str) -> str:
    return next(group for group, families in GROUPS.items() if code.startswith(families))


def _fired(heads: Heads | WordHeads, item: Item, group: str = "script") -> list[Told]:
    codes = frozenset(code for code in heads.codes if _group(code) == group)
    codes -= CITED if item.kind in SOURCED else set()
    texts = [piece.text for piece in passages(line_of(item.text))] if group == "script" else [item.text]
    return [told for own in texts for told in heads.told(own, codes)]


def _in_scripts(heads: Heads | WordHeads, part: str) -> tuple[int, int]:
    """Return in how many bad scripts the right head fires on a bad line, and how many there are."""
    told: list[bool] = []
    for script in scripts(part, "bad"):
        codes = frozenset(script["codes"]) & frozenset(heads.codes)
        texts = [field(script_of(script), path) for path in script["paths"]]
        if codes:
            told.append(
                any(
                    f.code in codes
                    for t in texts
                    if isinstance(t, str)
                    for f in _fired(heads, sourced(Item(t, "", True)))
                )
            )
    return sum(told), len(told)


if __name__ == "__main__":
    score(sys.argv[1] if len(sys.argv) > 1 else "held")
