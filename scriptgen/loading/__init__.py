"""Scripts from files: JSON, YAML, Markdown, plain transcripts, SubRip and WebVTT.

Any bytes give a Loaded or one InputError.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import cast

from scriptgen.errors import InputError
from scriptgen.loading.decode import MOST, decoded
from scriptgen.loading.loaded import Loaded
from scriptgen.loading.sniff import form_of

__all__ = ["Loaded", "read", "read_file"]


def read(data: bytes | str, name: str = "") -> Loaded:
    """Return the Loaded of a script in any form that is read.

    `name` is a path or label: its suffix tells the form, without one the text does, and messages begin with it.
    Raises InputError, and nothing else, for what cannot be read.
    """
    try:
        text = decoded(data)
        module = import_module(f"scriptgen.loading.{form_of(text, name)}")
        return cast(Loaded, module.read(text))
    except InputError as error:
        raise InputError(f"{_shown(name) or 'the script'}: {error}") from None


def read_file(path: str | Path) -> Loaded:
    """Return the Loaded of the file at `path`; raise InputError that names the path and the next step."""
    shown = _shown(str(path))
    try:
        with Path(path).open("rb") as file:
            data = file.read(MOST + 1)
    except FileNotFoundError:
        raise InputError(f"{shown}: there is no such file; check the path") from None
    except IsADirectoryError:
        raise InputError(f"{shown}: this is a folder; name a file in it") from None
    except PermissionError:
        raise InputError(
            f"{shown}: no permission to read it; change its permissions or copy it to your own folder"
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{shown}: cannot be opened ({reason}); check the path") from None
    return read(data, str(path))


def _shown(name: str) -> str:
    return name if name.isprintable() else ascii(name)
