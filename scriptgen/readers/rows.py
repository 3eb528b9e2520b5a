"""A passage as a row of numbers: sentence embeddings, and flags beside them."""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol

from scriptgen.readers.embed import LAYERS, WIDTH, Embedder
from scriptgen.readers.features import FLAGS, flags

__all__ = ["Embedded", "Part", "Rows", "Scale", "scaled"]


class Part(NamedTuple):
    """A stretch of a row, and its share of the row's squared length."""

    size: int
    share: float


class Scale(NamedTuple):
    """Mean and spread of each column in the training set."""

    mean: Any
    spread: Any


class Rows(Protocol):
    """A way to make rows."""

    key: str
    """Its name in the file of the heads."""
    name: str
    parts: tuple[Part, ...]

    def raw(self, text: str) -> Any:
        """Return the row of a passage as it is measured."""
        ...


class Embedded:
    """Rows by sentence embeddings."""

    key = "embedded"
    name = "MiniLM heads"
    parts: tuple[Part, ...] = (*[Part(WIDTH, 0.8 / len(LAYERS))] * len(LAYERS), Part(FLAGS, 0.2))

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def raw(self, text: str) -> Any:
        """Return the row of a passage as it is measured."""
        import numpy as np

        return np.concatenate([self._embedder.embed(text), np.array(flags(text), dtype=np.float32)])


def scaled(row: Any, scale: Scale, parts: tuple[Part, ...]) -> Any:
    """Return rows as spreads from the mean, with each part at its share of the length; rows are the last axis."""
    import numpy as np

    row = (row - scale.mean) / scale.spread
    found, start = [], 0
    for part in parts:
        piece = row[..., start : start + part.size]
        length = np.linalg.norm(piece, axis=-1, keepdims=True)
        found.append(piece / np.maximum(length, 1e-9) * part.share**0.5)
        start += part.size
    return np.concatenate(found, axis=-1)
