"""What the API refuses before a model is asked."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Any

from tests.loopback.bodies import Error, blocks

__all__ = ["NO_JSON", "NO_KEY", "format_of", "unsupported"]

NO_KEY = Error("You didn't provide an API key in an Authorization header using Bearer auth.")
NO_JSON = Error("We could not parse the JSON body of your request.")
_NO_WORD = "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'."


def format_of(body: Mapping[str, Any]) -> str:
    """Return the type of the answer that is asked for."""
    return str((body.get("response_format") or {}).get("type", "text"))


def unsupported(body: Mapping[str, Any], formats: Set[str], rejects: Set[str]) -> Error | None:
    """Return the API's complaint about the first parameter that cannot be served, None where all can."""
    for name in sorted(rejects & body.keys()):
        other = " Use 'max_completion_tokens' instead." if name == "max_tokens" else ""
        message = f"Unsupported parameter: '{name}' is not supported with this model.{other}"
        return Error(message, param=name, code="unsupported_parameter")
    kind = format_of(body)
    if kind not in formats | {"text"}:
        message = f"Invalid parameter: 'response_format' of type '{kind}' is not supported with this model."
        # The API itself leaves param empty for json_schema and fills it for json_object.
        return Error(message, param=None if kind == "json_schema" else "response_format")
    if kind == "json_object" and "json" not in "".join(text for _, text, _ in blocks(body)).lower():
        return Error(_NO_WORD, param="messages")
    return None
