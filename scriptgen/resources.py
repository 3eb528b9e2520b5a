"""Where the files that are not code lie: packaged data, and the prompt templates."""

from __future__ import annotations

import os
import sys
from functools import cache, lru_cache
from pathlib import Path

from scriptgen.errors import ScriptgenError

__all__ = ["PACKAGE", "cache_folder", "package_text", "preload", "prompts"]

PACKAGE = Path(__file__).resolve().parent


@cache
def package_text(name: str) -> str:
    """Return the text of a data file of the package, by its path inside the package."""
    return (PACKAGE / name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def preload() -> None:
    """Read every data file that rules and timing use, so that whoever runs after this opens none."""
    for path in PACKAGE.rglob("*"):
        if path.suffix in (".toml", ".txt") and "facts" not in path.parts:
            package_text(path.relative_to(PACKAGE).as_posix())


def prompts() -> Path:
    """Return the folder of the prompt templates: the packaged copy, else the checkout's; raise if there is neither."""
    for folder in (PACKAGE / "prompts", PACKAGE.parent / "prompts"):
        if (folder / "system.j2").is_file():
            return folder
    raise ScriptgenError(f"the prompt templates are missing from {str(PACKAGE)!r}; install scriptgen-health again")


def cache_folder() -> Path:
    """Return the folder for what can be made again: SCRIPTGEN_CACHE, else the user's cache folder; it may not be there yet."""
    if own := os.environ.get("SCRIPTGEN_CACHE", "").strip():
        return Path(own)
    if sys.platform.startswith(
        "linux"
    ):  # as platformdirs says there, without the time it takes to load it at every start
        base = os.environ.get("XDG_CACHE_HOME", "").strip()
        return (Path(base) if base else Path.home() / ".cache") / "scriptgen"
    import platformdirs

    return Path(platformdirs.user_cache_dir("scriptgen", appauthor=False))
