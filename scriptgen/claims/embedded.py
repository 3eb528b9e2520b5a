"""How far the meaning of a source bears out a sentence: MiniLM with adapters of its own reads both together, where the extra `reader` and the weights are.

`make claims-head` writes its file.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from scriptgen.claims.verdict import Leaning
from scriptgen.minilm import MiniLM, shared
from scriptgen.resources import PACKAGE

__all__ = ["FILE", "TOGETHER", "Head", "head"]

FILE = PACKAGE / "claims" / "embedded.npz"
TOGETHER = 5.0
"""What the product of the two texts' means is multiplied with, so that it is about as large as the state of the first token."""
_SAY = 1.0
"""What it counts beside signals and words: on writers from whom nothing was learned as good as any of 0.5, 1 and 1.5."""


class Head:
    """Three linear functions of what the model makes of a sentence and its source; safe to use from several threads."""

    def __init__(self, folder: Path, file: Path = FILE) -> None:
        import numpy as np

        with np.load(file) as held:
            arrays = dict(held)
        self._model = MiniLM(folder, {name: value for name, value in arrays.items() if name.startswith("encoder.")})
        self._weights, self._bias = (arrays[name].astype(np.float32) for name in ("weights", "bias"))

    def leanings(self, sentence: str, source: str) -> Leaning:
        """Return how far the source's meaning speaks for supported, unsupported and contradicted: logs of their shares."""
        import numpy as np

        states, is_source = self._model.pair(sentence, source)
        means = states[~is_source].mean(axis=0) * states[is_source].mean(axis=0)
        found: Any = np.concatenate([states[0], TOGETHER * means]) @ self._weights + self._bias
        one, two, three = (_SAY * float(value) for value in found - np.logaddexp.reduce(found))
        return one, two, three


head = shared(Head)
"""Returns the head, read from disk at the first call; ask minilm.ready() before."""
