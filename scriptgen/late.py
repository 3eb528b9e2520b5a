"""A pattern that is compiled when it is first used: most checks need few of the many, and compiling them all takes longer than a check."""

from __future__ import annotations

import re
from typing import Any, cast

__all__ = ["Late", "late"]

_METHODS = ("search", "match", "fullmatch", "findall", "finditer", "sub", "subn", "split")


class Late:
    """Becomes the compiled pattern, method by method, at the first use of any."""

    bit = 0
    """What needs.need says of it; 0 until it is asked."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self.flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern, self.flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what re.compile(pattern, flags) returns, to be compiled at its first use; a wrong pattern is found out then."""
    return cast("re.Pattern[str]", Late(pattern, int(flags)))
