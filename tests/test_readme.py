"""README's commands do what it says."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tools.readme import FILES, ROOT, commands, matches, ran


@pytest.mark.parametrize("name", FILES)
def test_commands_print_what_is_shown(name: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    found = list(commands((ROOT / name).read_text(encoding="utf-8")))
    assert found
    for command in found:
        printed = ran(command.line, tmp_path)
        assert matches(command.output, printed), (
            f"$ {command.line}\n--- shown\n{command.output}\n--- printed\n{printed}"
        )


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("a\nb", "a\nb", True),
        ("a\nb", "a\nc", False),
        ("a\n...\nd", "a\nb\nc\nd", True),
        ("a\n...", "a\nb", True),
        ("a\n...\nd", "a\nb\nc", False),
        ("", "", True),
        ("", "x", False),
    ],
)
def test_matching(shown: str, printed: str, same: bool) -> None:
    assert matches(shown, printed) is same
