"""Which rule a passage breaks by its words and pairs of words alone: plain Python, the classifier of an installation without the extra `reader`.

One set of weights says how far a passage leans towards any breach (rules/leaning.py); which rule that is, is said by how often its words were met in
labelled sentences that break each. `python -m benchmarks.defects.word_heads` writes the files anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import log, sqrt
from typing import NamedTuple

from scriptgen.lazy import lazy
from scriptgen.odds import Odds, features
from scriptgen.resources import package_text
from scriptgen.rules.leaning import FILE as LEANING
from scriptgen.rules.leaning import ODDS

__all__ = ["FOLDER", "GROUPS", "SMOOTH", "Counts", "Told", "WordHeads", "group_of", "leaning_of", "votes"]

FOLDER = "readers/word_data"
GROUPS = {"script": LEANING, "topic": f"{FOLDER}/topic.txt", "opening": f"{FOLDER}/opening.txt"}
"""Where the weights are for sentences, for topics, and for topic and hook together."""
SMOOTH = 0.1
"""What every word counts under every rule before it was met."""
_FEW, _LITTLE = 5, -1.0
"""Words below which a passage of a script says too little, and what it may lean at most: "Of course." is taken for anything."""
_LEANS, _APART = 1.0, 0.5
"""What leaning towards a breach and being told apart count beside the scores of embeddings: on writers left out best of six tried."""
_SHOWN = 4


class Told(NamedTuple):
    """A rule that a passage looks like a breach of."""

    code: str
    sure: bool
    """Above the threshold for errors, not only above the one for warnings."""
    why: str


class Counts:
    """How many sentences that break each rule hold each word or pair of words."""

    def __init__(self, text: str) -> None:
        first, *rest = text.splitlines()
        heads = [head.split(":") for head in first.split()]
        self.codes = tuple(code for code, _ in heads)
        self._sizes = [float(size) for _, size in heads]
        self._rows = {name: counts for name, _, counts in (row.partition(" ") for row in rest)}

    def apart(self, found: Iterable[str], among: Iterable[str]) -> dict[str, float]:
        """Return how far each of these rules lies behind the one that is likeliest: 0 for that one, below for the others."""
        places = {code: self.codes.index(code) for code in among if code in self.codes}
        others, size = SMOOTH * (len(places) - 1), sum(self._sizes[n] for n in places.values())
        sums = dict.fromkeys(places, 0.0)
        seen = 0
        for name in sorted(found):
            counts = self._read(name)
            total = sum(counts.get(n, 0) for n in places.values())
            if not total or len(places) < 2:
                continue
            seen += 1
            for code, n in places.items():
                own = counts.get(n, 0)
                sums[code] += (
                    log(own + SMOOTH) - log(total - own + others) + log(size - self._sizes[n]) - log(self._sizes[n])
                )
        most = max(sums.values(), default=0.0)
        return {code: (value - most) / sqrt(seen or 1) for code, value in sums.items()}

    def telling(self, found: Iterable[str], code: str) -> list[str]:
        """Return the words that speak most for a rule, in order."""
        n = self.codes.index(code)
        shares = {
            name: (own * own / sum(counts.values()), name)
            for name in found
            if (counts := self._read(name)) and (own := counts.get(n, 0))
        }
        return sorted(shares, key=lambda name: shares[name], reverse=True)

    def _read(self, name: str) -> dict[int, int]:
        pairs = (pair.split(":") for pair in self._rows.get(name, "").split())
        return {int(number): int(count) for number, count in pairs}


class WordHeads:
    """The heads over words; safe to use from several threads."""

    def __init__(self) -> None:
        first, codes = package_text(f"{FOLDER}/about.txt").splitlines()
        date, *warn = first.split()
        self.name = f"word heads, {date}"
        self._warn = dict(zip(GROUPS, map(float, warn), strict=True))
        self._odds = {group: ODDS if file == LEANING else Odds(file) for group, file in GROUPS.items()}
        self.codes = tuple(codes.split())
        """The rules that it reads for."""

    @lazy
    def _counts(self) -> Counts:
        return Counts(package_text(f"{FOLDER}/counts.txt"))

    def told(self, text: str, codes: frozenset[str]) -> list[Told]:
        """Return the rules, of these and at most one a group, that a passage looks like a breach of, with the words that say so."""
        found = features(text)
        told = []
        for group, among in _grouped(codes).items():
            if leaning_of(text, group, self._odds[group].of(found)) >= self._warn[group]:
                apart = self._counts.apart(found, among)
                code = max(apart, key=lambda code: apart[code])
                shown = (_plain(name) for name in self._counts.telling(found, code) if name[0] != "~")
                words = [word for word in dict.fromkeys(shown) if len(word) > 2][:_SHOWN]
                told.append(Told(code, False, "its words say so: " + ", ".join(map(repr, words))))
        return told

    def votes(self, text: str, codes: frozenset[str]) -> dict[str, float]:
        """Return what the words add to the scores of other heads on a passage, for each of these rules."""
        found = features(text)
        return {
            code: vote
            for group, among in _grouped(codes).items()
            for code, vote in votes(
                leaning_of(text, group, self._odds[group].of(found)), self._counts.apart(found, among)
            ).items()
        }


def votes(leaning: float, apart: dict[str, float]) -> dict[str, float]:
    """Return what a leaning and distances between rules add to the scores of other heads."""
    return {code: _LEANS * leaning + _APART * behind for code, behind in apart.items()}


def leaning_of(text: str, group: str, odds: float) -> float:
    """Return how far a passage leans with these log-odds: little where it says little."""
    return min(odds, _LITTLE) if group == "script" and text.count(" ") + 1 < _FEW else odds


def group_of(code: str) -> str:
    """Return the group of a rule."""
    return "topic" if code.startswith("TP") else "opening" if code.startswith("DS") else "script"


def _grouped(codes: Iterable[str]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for code in sorted(codes):
        groups.setdefault(group_of(code), []).append(code)
    return groups


def _plain(name: str) -> str:
    return name.replace("_", " ").strip("^$ ")
