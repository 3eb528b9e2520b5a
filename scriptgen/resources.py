"""Where the files that are not code lie: packaged data, and the prompt templates."""

from __future__ import annotations

from pathlib import Path

from scriptgen.errors import ScriptgenError

__all__ = ["PACKAGE", "package_text", "prompts"]

PACKAGE = Path(__file__).resolve().parent


def package_text(name: str) -> str:
    """Return the text of a data file of the package, by its path inside the package."""
    return (PACKAGE / name).read_text(encoding="utf-8")


def prompts() -> Path:
    """Return the folder of the prompt templates: the packaged copy, else the checkout's; raise if there is neither."""
    for folder in (PACKAGE / "prompts", PACKAGE.parent / "prompts"):
        if (folder / "system.j2").is_file():
            return folder
    raise ScriptgenError(f"the prompt templates are missing from {str(PACKAGE)!r}; install scriptgen-health again")
