"""A pattern that is compiled when it is first used: most checks need few of the many, and compiling them all takes longer than a check."""

from __future__ import annotations

import re
from typing import Any, cast

__all__ = ["late"]

_METHODS = ("search", "match", "fullmatch", "findall", "finditer", "sub", "subn", "split")


class _Late:
    """Becomes the compiled pattern, method by method, at the first use of any."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self._pattern, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what re.compile(pattern, flags) returns, to be compiled at its first use; a wrong pattern is found out then."""
    return cast("re.Pattern[str]", _Late(pattern, int(flags)))
