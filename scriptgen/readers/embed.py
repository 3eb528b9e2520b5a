"""Sentence embeddings for the heads: MiniLM with our adapters, pooled over the tokens of some layers."""

from __future__ import annotations

from typing import Any

from scriptgen.minilm import CARRIER, MOST, WIDTH, MiniLM, weights
from scriptgen.resources import PACKAGE

__all__ = ["ADAPTERS", "CARRIER", "LAYERS", "MOST", "WIDTH", "Embedder", "adapters", "weights"]

ADAPTERS = PACKAGE / "readers" / "adapters.npz"
"""What was learned on top of the model: for some of its matrices the factors of a small one that is added."""
LAYERS = (2, 3, 4, 5)
"""Layers that are handed out: how a thing is said stands in the middle ones, the last has kept what it is about."""


def adapters() -> dict[str, Any]:
    """Return the factors in ADAPTERS, by the name of their matrix with .a or .b at its end."""
    import numpy as np

    with np.load(ADAPTERS) as held:
        return dict(held)


class Embedder(MiniLM):
    """The model, with adapters or as it was published; safe to use from several threads."""

    def layers(self, text: str, last: int = LAYERS[-1]) -> list[Any]:
        """Return the states of all tokens after each layer, the input first, up to layer `last` of 6: arrays of tokens x 384."""
        return super().layers(text, last)

    def embed(self, text: str) -> Any:
        """Return the mean over the tokens for each of LAYERS, in one row."""
        return self.pooled(text, LAYERS)
