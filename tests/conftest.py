"""Shared by all tests."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from scriptgen import cli


class Ran(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def no_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """No key, no server and no cache of the person who runs the tests."""
    for name in list(os.environ):
        if name.startswith(("OPENAI_", "AZURE_OPENAI_", "OLLAMA_", "HF_", "SCRIPTGEN_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("SCRIPTGEN_CACHE", str(tmp_path / "cache"))
    if not request.node.get_closest_marker("reader"):
        monkeypatch.setenv("SCRIPTGEN_CLASSIFIER", "off")  # reports are the same with and without the extra


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, with no settings of the person who runs the tests."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


@pytest.fixture
def run(here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run the command line as a user does, in an empty folder."""

    def command(*arguments: str) -> Ran:
        monkeypatch.setattr("sys.argv", ["scriptgen", *arguments])
        code = 0
        try:
            cli.main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return command
