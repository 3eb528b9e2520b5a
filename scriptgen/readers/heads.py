"""The trained heads: for each rule one row of weights, two thresholds and the labelled sentences that break it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from scriptgen.readers.rows import Rows, Scale, scaled
from scriptgen.readers.wordheads import Told, WordHeads
from scriptgen.resources import PACKAGE

__all__ = ["FILE", "MOST", "Fired", "Heads"]

FILE = PACKAGE / "readers" / "heads.npz"


MOST = 3
"""Findings on one passage: rules are near to each other, and a fourth name for one fault helps nobody."""


class Fired(NamedTuple):
    """A head that fired on a passage."""

    code: str
    sure: bool
    """Above the threshold for errors, not only above the one for warnings."""
    row: Any


class Heads:
    """All heads over rows, with the votes of the words: each notices what the other does not."""

    def __init__(self, rows: Rows, words: WordHeads | None, file: Path = FILE) -> None:
        import numpy as np

        with np.load(file) as held:
            self.about: Mapping[str, Any] = json.loads(bytes(held["about"]).decode())
            own = {name.partition(".")[2]: held[name] for name in held.files if name.startswith(rows.key + ".")}
        self.rows, self._words = rows, words
        self.name = f"{rows.name}, {self.about['date']}"
        self._scale = Scale(own["mean"].astype(np.float32), own["spread"].astype(np.float32))
        self._weights = own["weights"].astype(np.float32) * own["step"][:, None]
        self._bias, self._warn, self._error = own["bias"], own["warn"], own["error"]
        self._all: tuple[str, ...] = tuple(self.about["codes"])
        self.codes = tuple(code for code, warn in zip(self._all, self._warn, strict=True) if warn < np.inf)
        """The rules that a head is useful for."""
        self._near = (own["basis"].astype(np.float32), own["near"].astype(np.float32))
        self._examples: list[tuple[str, list[str]]] = self.about["examples"]

    def scores(self, text: str) -> tuple[Any, Any]:
        """Return the score of each head on a passage, the useless ones' too, and the row that they were made from."""
        row = scaled(self.rows.raw(text), self._scale, self.rows.parts)
        return self._weights @ row + self._bias, row

    def told(self, text: str, codes: frozenset[str]) -> list[Told]:
        """Return the rules of these that a passage looks like a breach of, each with the labelled sentence that is nearest."""
        return [Told(f.code, f.sure, f"compare {self.nearest(f)!r}") for f in self.fired(text, codes)]

    def fired(self, text: str, codes: frozenset[str]) -> list[Fired]:
        """Return which of the heads for `codes` fire on a passage, at most MOST of them: those that lie farthest above their thresholds, farthest first."""
        scores, row = self.scores(text)
        votes = self._words.votes(text, codes) if self._words else {}
        rows = zip(self._all, scores, self._warn, self._error, strict=True)
        summed = ((code, score + votes.get(code, 0.0), warn, error) for code, score, warn, error in rows)
        above = [(s - warn, code, bool(s > error)) for code, s, warn, error in summed if code in codes and s > warn]
        return [Fired(code, sure, row) for _, code, sure in sorted(above, reverse=True)[:MOST]]

    def nearest(self, fired: Fired) -> str:
        """Return the labelled sentence that breaks the same rule and is nearest to the passage."""
        import numpy as np

        places = [i for i, (_, codes) in enumerate(self._examples) if fired.code in codes]
        basis, near = self._near
        own, row = near[places], basis @ fired.row
        likeness = own @ row / np.maximum(np.linalg.norm(own, axis=1), 1e-9)
        return self._examples[places[int(np.argmax(likeness))]][0]
