"""Check the syllable counts against a synthesiser's phonemes: python -m benchmarks.timing.syllables [--show]

The words are all those of the timing lines and of the facts library. Needs espeak-ng; pyphen (pip install pyphen) is scored beside where it is there.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec

from benchmarks.timing.measure import LINES
from scriptgen.facts.files import headers, read_facts
from scriptgen.speech import syllables

_NUCLEUS = re.compile(r"aɪə|aɪɚ|aʊɚ|aɪ|aʊ|eɪ|oʊ|ɔɪ|iːə|[ɛæɪʊʌəɚɐɔɑiuᵻeoaɜ]ː?")


def words() -> list[str]:
    """Return the different words, in lower case."""
    texts = [row["text"] for row in tomllib.loads(LINES.read_text(encoding="utf-8"))["line"]]
    texts += [item.say for h in headers() for item in read_facts(h).items]
    return sorted({w.lower() for text in texts for w in re.findall(r"[A-Za-z][a-z]{2,}", text)})


def heard(found: list[str]) -> list[int]:
    """Return the syllables of each word by the synthesiser's own phonemes."""
    said = subprocess.run(
        ["espeak-ng", "-q", "--ipa", "-v", "en-us"], input="\n".join(found), capture_output=True, text=True, check=True
    ).stdout
    lines = [re.sub("[ˈˌ\u200d]", "", line) for line in said.strip().split("\n")]
    return [sum(2 if n in ("aɪə", "iːə") else 1 for n in _NUCLEUS.findall(line)) for line in lines]


def main() -> None:
    """Print the share of words that each way counts wrongly."""
    if not shutil.which("espeak-ng"):
        sys.exit("espeak-ng is not installed; on Debian: apt-get install espeak-ng")
    found = words()
    real = heard(found)
    ways: dict[str, Callable[[str], int]] = {"scriptgen.speech": syllables}
    if find_spec("pyphen"):
        dictionary = import_module("pyphen").Pyphen(lang="en_US")
        ways["pyphen"] = lambda word: len(dictionary.positions(word)) + 1
    for name, count in ways.items():
        wrong = [(w, r, count(w)) for w, r in zip(found, real, strict=True) if count(w) != r]
        bias = sum(c - r for _, r, c in wrong) / sum(real) * 100
        print(
            f"{name:<18} {len(wrong) / len(found) * 100:4.1f} % of {len(found)} words counted otherwise than spoken; {bias:+.1f} % of all syllables"
        )
        if "--show" in sys.argv:
            print("   ", ", ".join(f"{w} {r}/{c}" for w, r, c in wrong[:80]))


if __name__ == "__main__":
    main()
