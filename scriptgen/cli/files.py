"""Files named on the command line: globs, folders, stdin."""

from __future__ import annotations

import glob
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from scriptgen.errors import UsageError

if TYPE_CHECKING:
    from scriptgen.loading import Loaded

__all__ = ["KINDS", "expand", "load_one"]

KINDS = (".json", ".yaml", ".yml", ".md", ".markdown", ".txt", ".srt", ".vtt")


def expand(names: list[str]) -> list[str]:
    """Return the files behind names, patterns (drafts/*.json) and folders, each once and in order; - is stdin."""
    found: dict[str, None] = {}
    for name in names:
        path = Path(name)
        if name == "-" or path.is_file():
            found[name] = None
        elif path.is_dir():
            inside = sorted(str(p) for p in path.rglob("*") if p.suffix.lower() in KINDS and p.is_file())
            if not inside:
                raise UsageError(f"the folder {name!r} holds no scripts ({', '.join(KINDS)})")
            found.update(dict.fromkeys(inside))
        else:
            matches = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 - patterns may be absolute
            if not matches:
                raise UsageError(f"no file {name!r}" if glob.escape(name) == name else f"no file matches {name!r}")
            found.update(dict.fromkeys(m for m in matches if Path(m).is_file()))
    return list(found)


def load_one(name: str) -> Loaded:
    """Return what is in one file, or on stdin for -."""
    from scriptgen.loading import read, read_file

    return read(sys.stdin.buffer.read(), "stdin") if name == "-" else read_file(Path(name))
