"""Scripts as JSON, strictly: no key twice, no NaN, nothing after the end."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any, NoReturn

from scriptgen.errors import InputError
from scriptgen.loading.loaded import Loaded, build

__all__ = ["read"]


def read(text: str) -> Loaded:
    """Return the Loaded of a JSON object; raise InputError that says where it breaks off."""
    try:
        data = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise InputError(
            f"line {error.lineno}, column {error.colno}: this is not JSON ({error.msg[0].lower()}{error.msg[1:]})"
        ) from None
    except RecursionError:
        raise InputError("the JSON is nested too deeply to be a script") from None
    except ValueError:
        raise InputError("a number in the JSON is too long to be part of a script") from None
    if not isinstance(data, dict):
        raise InputError(f"a script is a JSON object {{…}}, this is {_KINDS.get(type(data), 'a single value')}")
    if "\\u" in text:
        _no_surrogates(data)
    return build(data)


_KINDS: dict[type, str] = {list: "a list", str: "a text", int: "a number", float: "a number"}


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        (twice, _), *_ = Counter(key for key, _ in pairs).most_common(1)
        raise InputError(f"the key {twice[:40]!r} occurs twice in one object; keep one")
    return found


def _no_constant(name: str) -> NoReturn:
    raise InputError(f"{name} is not a JSON value; write a number or null")


def _no_surrogates(data: Any) -> None:
    # Half a character (\ud83d alone) is legal JSON, but it is no text and cannot be printed in a message.
    try:
        json.dumps(data, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        raise InputError("a \\u escape in it is half a character; write the character itself") from None
