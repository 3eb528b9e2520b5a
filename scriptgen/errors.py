"""Every error that scriptgen raises on purpose, sorted by who can mend it.

ScriptgenError
├── UsageError            you: an option, a value or a combination of them (exit code 2)
│   ├── InputError        a file or a mapping that cannot be read as what it should be
│   └── NothingToDraftError   no facts fit the topic, and no model is set to write without them
├── RefusedError          privacy or topic: nothing was sent or drafted (exit code 4)
└── ProviderError         a model's host: nothing usable came back (exit code 3)
    ├── AccessError       the key, the right to use the model, or the account's money: trying again changes nothing
    ├── BusyError         rate limits, outages, time-outs, lost connections: another try later may work
    ├── CrashError        the model in this machine's own process died
    └── ReplyError        the model answered, but with nothing that a script can be made of; `outcome` says how

A message is one plain sentence that names the value and, where there is one, the next step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from scriptgen.exchange import Outcome
    from scriptgen.report import Finding

__all__ = [
    "AccessError",
    "BusyError",
    "CrashError",
    "InputError",
    "NothingToDraftError",
    "ProviderError",
    "RefusedError",
    "ReplyError",
    "ScriptgenError",
    "UsageError",
]


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


class ProviderError(ScriptgenError):
    """A model could not be asked, or gave nothing usable."""


class AccessError(ProviderError):
    """The key, the right to use the model, or the account's money is missing; trying again changes nothing."""


class BusyError(ProviderError):
    """The host was busy, broken, slow or out of reach, also after the tries that were allowed."""

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after
        """Seconds that the host asked to wait, None where it didn't say."""


class CrashError(ProviderError):
    """The model that ran on this machine ended without an answer."""


class ReplyError(ProviderError):
    """The model answered with nothing that a script can be made of."""

    def __init__(self, message: str, outcome: Outcome = "invalid") -> None:
        super().__init__(message)
        self.outcome = outcome


_SAID = {
    "too_short": "has {actual_length}, the least is {min_length}",
    "too_long": "has {actual_length}, the limit is {max_length}",
    "string_too_short": "is empty",
    "string_too_long": "is too long, the limit is {max_length} characters",
    "string_pattern_mismatch": "takes lower-case letters, digits, - and _",
    "greater_than_equal": "is below {ge:g}",
    "less_than_equal": "is above {le:g}",
    "finite_number": "is not a finite number",
    "literal_error": "takes {expected}",
    "string_type": "takes text",
    "string_unicode": "holds half a character (a lone surrogate)",
    "float_parsing": "takes a number",
    "int_parsing": "takes a whole number",
    "bool_parsing": "takes true or false",
}
"""Pydantic's kinds of error in our words; any other keeps pydantic's."""


def plain(error: ValidationError, what: str, limit: int = 3) -> str:
    """Return one sentence that says which fields of `what` are wrong and how, without pydantic's links and class names."""
    found = [(_where(item["loc"]), item) for item in error.errors(include_url=False)]
    named = {where for where, _ in found}
    # A list that lost its faulty rows is "too short" only because of them.
    kept = [(w, i) for w, i in found if not (i["type"] == "too_short" and any(n.startswith(f"{w}[") for n in named))]
    told = [_told(where, item) for where, item in kept[:limit]]
    more = len(kept) - len(told)
    return f"{what}: {'; '.join(told)}{f'; and {more} more' if more > 0 else ''}"


def _where(parts: tuple[int | str, ...]) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts).lstrip(".")


def _told(where: str, item: ErrorDetails) -> str:
    kind, message = item["type"], item["msg"]
    if kind == "extra_forbidden":
        return f"unknown field {where!r}"
    if kind == "missing":
        return f"{where} is missing"
    if kind == "value_error":
        return message.removeprefix("Value error, ")
    said = _SAID[kind].format(**item.get("ctx", {})) if kind in _SAID else f"{message[0].lower()}{message[1:]}"
    given = item["input"]
    shown = "" if given in (None, "") or isinstance(given, (dict, list, tuple)) else f" (got {_short(given)})"
    return f"{where or 'the whole'} {said}{shown}"


def _short(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 40 else shown[:37] + "..."
