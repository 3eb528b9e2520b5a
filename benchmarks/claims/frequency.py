"""How often words stand in health texts, written to scriptgen/claims/frequency.txt: `python -m benchmarks.claims.frequency`.

Counted over the facts library and the sentences of `benchmarks/defects/tune`: a rare word of a claim tells more than a common one.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from math import log2
from pathlib import Path

from scriptgen.facts.files import headers, read_facts
from scriptgen.resources import PACKAGE
from scriptgen.text import content_stems

HERE = Path(__file__).parent
LEAST = 3
"""Texts that a word must stand in; one below is as telling as one that is nowhere."""


def main() -> None:
    """Count and write: a row for each power of two, with the words that stand in as many texts."""
    found: Counter[str] = Counter()
    for header in headers():
        if header.bundled:
            for item in read_facts(header).items:
                found.update(content_stems(f"{item.say} {getattr(item, 'belief', '')}"))
    for path in sorted((HERE.parent / "defects" / "tune").glob("claims-*.jsonl")):
        for row in path.read_text(encoding="utf-8").splitlines():
            found.update(content_stems(json.loads(row)["text"]))
    rows: defaultdict[int, list[str]] = defaultdict(list)
    for word, count in found.items():
        if count >= LEAST and word.isascii() and not any(sign.isdigit() for sign in word):
            rows[int(log2(count))].append(word)
    text = "# Words of health texts as stems, a row for each power of two of the texts that hold them: a word that is not here is rare.\n"
    text += "".join(f"{power} {' '.join(sorted(rows[power]))}\n" for power in sorted(rows))
    (PACKAGE / "claims" / "frequency.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
