"""The forms that a script is written in: one file each, named as `--to` names it; nothing registers itself."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, cast

from scriptgen.errors import UsageError

if TYPE_CHECKING:
    from scriptgen.script import Script

__all__ = ["export", "names", "suffix"]


@cache
def names() -> tuple[str, ...]:
    """Return the names of all forms, in order; modules that begin with an underscore are none."""
    return tuple(sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_")))


def export(script: Script, form: str) -> str | bytes:
    """Return the script in a form such as "srt"; raise UsageError that names the known forms for any other."""
    return cast("str | bytes", _module(form).export(script))


def suffix(form: str) -> str:
    """Return the suffix that files of a form have, such as ".srt"; raise UsageError for an unknown form."""
    return cast(str, _module(form).SUFFIX)


def _module(form: str) -> ModuleType:
    if form not in names():
        raise UsageError(f"no export form is named {form!r}; known are {', '.join(names())}")
    return import_module(f"{__name__}.{form}")
