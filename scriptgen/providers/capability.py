"""What a server can do: known from the table of models, found out once by a tiny request, remembered for a week."""

from __future__ import annotations

import json
import os
import re
import tempfile
import time
from collections.abc import Collection
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal

from scriptgen.exchange import Message, ModelReply, ModelRequest
from scriptgen.pricing import price_of
from scriptgen.providers.retry import Said
from scriptgen.resources import cache_folder

__all__ = [
    "PROBE",
    "PROBE_ROOM",
    "ROOM",
    "Capability",
    "adapted",
    "guess",
    "known",
    "recall",
    "remember",
    "stepped",
    "suits",
]

Format = Literal["json_schema", "json_object", "prompt"]
_FORMATS: tuple[Format, ...] = ("json_schema", "json_object", "prompt")
_FORMATS_ARE_CALLED = (
    "response_format",
    "response format",
    "structured output",
    "json_schema",
    "json_object",
    "grammar",
)
_ROOM = {"none": 0, "minimal": 1_000, "low": 4_000}
_DAYS = 7.0
_SHAPE = {
    "type": "object",
    "properties": {"ready": {"type": "boolean"}},
    "required": ["ready"],
    "additionalProperties": False,
}
PROBE = ModelRequest(
    kind="read",
    round=0,
    # The shape is not told: only a server that holds the model to the schema can get it right.
    messages=(Message("user", "scriptgen probe\nWhat is the colour of the sky?"),),
    schema=_SHAPE,
    max_tokens=16,
    key="probe",
)
"""The smallest question that shows whether a schema is kept."""
PROBE_ROOM = 200
"""Tokens that a model may think over the probe."""
ROOM = 8_000
"""Tokens that a model may think over a request where nobody said how much it thinks."""


@dataclass(frozen=True, slots=True)
class Capability:
    """How one model at one address must be asked."""

    format: Format = "json_schema"
    limit: Literal["max_completion_tokens", "max_tokens"] = "max_tokens"
    """The parameter that caps the reply."""
    reasoning: str | None = None
    """The effort to ask for, None: the parameter is not sent."""
    store: bool = True
    """Whether store=false may be sent, so that the host keeps no copy."""
    explicit_cache: bool = False
    """Whether the end of the fixed part of the prompt may be marked for the host's cache."""
    room: int = 0
    """Tokens for thinking, on top of the answer's own."""


def known(model: str) -> Capability | None:
    """Return how to ask a model of the table at OpenAI's own address, None for any other."""
    price = price_of(model)
    if price is None:
        return None
    effort = price.reasoning
    room = 0 if effort is None else _ROOM.get(effort, ROOM)
    return Capability("json_schema", "max_completion_tokens", effort, True, price.write > 1, room)


def guess(model: str, own: bool) -> Capability:
    """Return the first guess about a model of no table, or at another address than OpenAI's `own`, for a probe to correct."""
    # Some servers ignore the newer name of the limit without a word, and then nothing caps the reply.
    other = Capability(limit="max_completion_tokens" if own else "max_tokens")
    named = known(model)
    return other if named is None or named.reasoning is None else replace(named, explicit_cache=False)


def adapted(capability: Capability, error: Said, tried: Collection[Capability]) -> Capability | None:
    """Return another way to ask after a server refused a parameter, None where the error names none that is left to change.

    `tried` are all ways that were tried for this request, `capability` among them; none of their values comes a second time.
    """
    changes: tuple[tuple[tuple[str, ...], str, object], ...] = (
        ((capability.limit,), "limit", _other(capability)),
        (("reasoning_effort", "reasoning"), "reasoning", None),
        (("prompt_cache_options", "prompt_cache_breakpoint"), "explicit_cache", False),
        (("store",), "store", False),
        (_FORMATS_ARE_CALLED, "format", stepped(capability).format),
    )
    for names, field, value in changes:
        if _blames(error, names) and all([getattr(way, field) != value for way in tried]):
            values: dict[str, Any] = {field: value}
            if field == "reasoning":  # then it thinks as much as it likes
                values["room"] = capability.room or ROOM
            return replace(capability, **values)
    return None


def _other(capability: Capability) -> str:
    return "max_tokens" if capability.limit == "max_completion_tokens" else "max_completion_tokens"


def _blames(error: Said, names: tuple[str, ...]) -> bool:
    if error.param and error.param not in ("messages", "body"):
        return any([name in error.param for name in names])
    return any([re.search(rf"(?<!\w){name}(?!\w)", error.text) for name in names])


def stepped(capability: Capability) -> Capability:
    """Return the same with the next weaker way to ask for JSON; the weakest stays."""
    return replace(capability, format=_FORMATS[min(_FORMATS.index(capability.format) + 1, len(_FORMATS) - 1)])


def suits(reply: ModelReply) -> bool:
    """Return whether the answer to the probe has just the shape that was asked for."""
    if reply.outcome != "ok":
        return False
    answer = json.loads(reply.text)
    return list(answer) == ["ready"] and isinstance(answer["ready"], bool)


_remembered: dict[tuple[str, str], Capability] = {}


def recall(base_url: str, model: str) -> Capability | None:
    """Return what was found out about a model within the last week, by this process or another; None otherwise."""
    if (base_url, model) in _remembered:
        return _remembered[base_url, model]
    row = _read().get(f"{base_url} {model}")
    if not isinstance(row, dict) or not _fresh(row.pop("found", None), time.time()):
        return None
    try:
        found = Capability(**row)
    except TypeError:  # fields of another version
        return None
    if not _sound(found):
        return None
    _remembered[base_url, model] = found
    return found


def remember(base_url: str, model: str, found: Capability) -> None:
    """Keep what was found out, in this process and in the user's cache folder; a folder that cannot be written is no error."""
    _remembered[base_url, model] = found
    now = time.time()
    rows = {n: r for n, r in _read().items() if isinstance(r, dict) and _fresh(r.get("found"), now)}
    rows[f"{base_url} {model}"] = {**asdict(found), "found": now}
    path = _file()
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(rows, file, indent=1)
            Path(name).replace(path)  # whoever reads sees the old file or the new one
        except OSError:
            Path(name).unlink(missing_ok=True)


def _read() -> dict[str, Any]:
    try:
        rows = json.loads(_file().read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return rows if isinstance(rows, dict) else {}


def _file() -> Path:
    return cache_folder() / "servers.json"


def _fresh(found: object, now: float) -> bool:
    return isinstance(found, (int, float)) and 0 <= now - found < _DAYS * 86_400


def _sound(c: Capability) -> bool:
    return (
        c.format in _FORMATS
        and c.limit in ("max_completion_tokens", "max_tokens")
        and (c.reasoning is None or isinstance(c.reasoning, str))
        and isinstance(c.store, bool)
        and isinstance(c.explicit_cache, bool)
        and type(c.room) is int
        and 0 <= c.room <= 100_000
    )
