"""How far the meaning of a text speaks for one real patient: MiniLM with adapters of its own, where the extra `reader` and the weights are at hand.

`make privacy-head` writes its file.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from scriptgen.minilm import MiniLM, shared
from scriptgen.resources import PACKAGE

__all__ = ["FILE", "MOST", "Head", "head", "normal", "read_as"]

FILE = PACKAGE / "privacy" / "embedded.npz"
MOST = 4.0
"""Log-odds beyond which the vote does not count for more, on either side: on new writers it is less sure than it says."""
_KEPT = 4096
"""Texts whose log-odds are remembered: an editor checks the same text again and again."""


def read_as(text: str, where: str) -> str:
    """Return what the model reads of a text: where it was typed or spoken comes first."""
    return f"{where}: {text}"


def normal(row: Any, mean: Any, spread: Any) -> Any:
    """Return rows of layers x 384 as spreads from the mean, each layer of the length 1."""
    import numpy as np

    off = (row - mean) / spread
    return off / np.maximum(np.linalg.norm(off, axis=-1, keepdims=True), 1e-9)


class Head:
    """One logistic function over the pooled layers; safe to use from several threads."""

    def __init__(self, folder: Path, file: Path = FILE) -> None:
        import numpy as np

        with np.load(file) as held:
            arrays = dict(held)
        self._model = MiniLM(folder, {name: value for name, value in arrays.items() if name.startswith("encoder.")})
        self._layers = tuple(int(layer) for layer in arrays["layers"])
        self._mean, self._spread, self._weights = (arrays[n].astype(np.float32) for n in ("mean", "spread", "weights"))
        self._bias = float(arrays["bias"])
        self._kept = lru_cache(maxsize=_KEPT)(self._log_odds)

    def log_odds(self, text: str, where: str) -> float:
        """Return the log-odds that a text tells of one real patient, within MOST."""
        return self._kept(text, where)

    def _log_odds(self, text: str, where: str) -> float:
        row = self._model.pooled(read_as(text, where), self._layers).reshape(self._mean.shape)
        found = float((normal(row, self._mean, self._spread) * self._weights).sum()) + self._bias
        return max(-MOST, min(MOST, found))


head = shared(Head)
"""Returns the head, read from disk at the first call; ask minilm.ready() before."""
