"""A bug's details go to a file that can be attached to a report; no script text is in it."""

from __future__ import annotations

import platform
import sys
import tempfile
import traceback
from pathlib import Path

from scriptgen import __version__

__all__ = ["log"]


def log(error: BaseException) -> str:
    """Write where it happened, without the values in play, and return the file's path."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    lines = f"scriptgen {__version__}\nPython {sys.version}\n{platform.platform()}\ncommand {' '.join(sys.argv[1:2])}\n\n{frames}{type(error).__name__}\n"
    with tempfile.NamedTemporaryFile("w", prefix="scriptgen-", suffix=".log", delete=False, encoding="utf-8") as file:
        file.write(lines)
        return str(Path(file.name))
