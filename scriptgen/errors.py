"""Every error that scriptgen raises on purpose, sorted by who can mend it.

ScriptgenError
├── UsageError            you: an option, a value or a combination of them (exit code 2)
│   ├── InputError        a file or a mapping that cannot be read as what it should be
│   └── NothingToDraftError   no facts fit the topic, and no model is set to write without them
└── RefusedError          privacy or topic: nothing was sent or drafted (exit code 4)

A message is one plain sentence that names the value and, where there is one, the next step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import ValidationError

    from scriptgen.report import Finding

__all__ = ["InputError", "NothingToDraftError", "RefusedError", "ScriptgenError", "UsageError"]


class ScriptgenError(Exception):
    """The root: catch it to catch everything that scriptgen raises on purpose."""


class UsageError(ScriptgenError):
    """An option, a value or a combination of them that cannot work."""


class InputError(UsageError):
    """A file or a mapping that cannot be read as a script, a brand or facts."""


class NothingToDraftError(UsageError):
    """No facts fit the topic; `nearest` names topics that are at hand."""

    def __init__(self, message: str, nearest: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.nearest = nearest


class RefusedError(ScriptgenError):
    """Nothing was sent or drafted; `findings` says why."""

    def __init__(self, message: str, findings: tuple[Finding, ...] = ()) -> None:
        super().__init__(message)
        self.findings = findings


def plain(error: ValidationError, what: str, limit: int = 3) -> str:
    """Return one sentence that says which fields of `what` are wrong and how, without pydantic's links and class names."""
    told: list[str] = []
    for item in error.errors(include_url=False)[:limit]:
        where = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in item["loc"]).lstrip(".")
        if item["type"] == "extra_forbidden":
            told.append(f"unknown field {where!r}")
        elif item["type"] == "missing":
            told.append(f"{where} is missing")
        else:
            got = "" if item["input"] is None or isinstance(item["input"], (dict, list)) else f" (got {_short(item['input'])})"
            told.append(f"{where or 'the whole'}: {item['msg'][0].lower()}{item['msg'][1:]}{got}")
    more = error.error_count() - len(told)
    return f"{what}: {'; '.join(told)}{f'; and {more} more' if more > 0 else ''}"


def _short(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 40 else shown[:37] + "..."
