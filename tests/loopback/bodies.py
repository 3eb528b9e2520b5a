"""What goes over the wire as JSON: completions, errors and model lists with the fields that the real API sends."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from tests.loopback.faults import Fault
    from tests.loopback.prefixes import Seen

__all__ = ["Asked", "Billed", "Error", "blocks", "completion", "error", "first_line", "models", "tokens", "wire"]


class Asked(NamedTuple):
    """One request as it arrived."""

    path: str
    headers: dict[str, str]
    """Names in lower case."""
    body: Any
    """The parsed JSON, None where there is none."""


class Billed(NamedTuple):
    """One generation that was charged, whether or not the client ever saw it."""

    request: int
    """Its place in Loopback.requests."""
    input_tokens: int
    output_tokens: int
    fault: str
    """The fault's name, empty for a normal reply."""


class Error(NamedTuple):
    """The four fields of the API's error object; {model} and {key} in the message stand for the request's own."""

    message: str
    type: str | None = "invalid_request_error"
    param: str | None = None
    code: str | None = None


def tokens(text: str) -> int:
    """Return a rough count: UTF-8 bytes over four, rounded up."""
    return -(-len(text.encode("utf-8", "surrogatepass")) // 4)


def blocks(body: Mapping[str, Any]) -> Iterator[tuple[str, str, bool]]:
    """Yield role, text and whether a cache breakpoint stands behind it, for each content block of each message."""
    for message in body.get("messages") or ():
        role, content = str(message.get("role")), message.get("content")
        if isinstance(content, str):
            yield role, content, False
        else:
            for part in content or ():
                yield role, str(part.get("text", "")), "prompt_cache_breakpoint" in part


def first_line(body: Mapping[str, Any]) -> str:
    """Return the first line of the last user message, empty where there is none."""
    asked = [m for m in body.get("messages") or () if m.get("role") == "user"]
    text = "".join(text for _, text, _ in blocks({"messages": asked[-1:]}))
    return text.splitlines()[0] if text else ""


def error(said: Error, model: str = "", key: str = "") -> dict[str, Any]:
    """Return an error body; a key is masked as the API masks it: eight characters, stars, four characters."""
    masked = f"{key[:8]}{'*' * (len(key) - 12)}{key[-4:]}" if len(key) > 12 else key
    message = said.message.replace("{model}", model).replace("{key}", masked)
    return {"error": {**said._asdict(), "message": message}}


def models(names: Sequence[str]) -> dict[str, Any]:
    """Return the body of GET /models."""
    rows = [{"id": name, "object": "model", "created": 1767225600, "owned_by": "system"} for name in names]
    return {"object": "list", "data": rows}


def completion(number: int, model: str, answer: Fault, prompt: int, seen: Seen) -> dict[str, Any]:
    """Return a whole Chat Completions object; `prompt` is its input tokens, `seen` those that the cache knows."""
    output = tokens(answer.content or answer.declined or "")
    message: dict[str, Any] = {
        "role": "assistant",
        "content": answer.content,
        "refusal": answer.declined,
        "annotations": [],
    }
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": answer.finish}
    details = {"cached_tokens": seen.cached, "audio_tokens": 0}
    if seen.written is not None:  # older models leave the field out
        details["cache_write_tokens"] = seen.written
    spent = ("reasoning_tokens", "audio_tokens", "accepted_prediction_tokens", "rejected_prediction_tokens")
    return {
        "id": f"chatcmpl-loopback{number:08}",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": model,
        "choices": [choice] * answer.choices,
        "usage": {
            "prompt_tokens": prompt,
            "completion_tokens": output,
            "total_tokens": prompt + output,
            "prompt_tokens_details": details,
            "completion_tokens_details": dict.fromkeys(spent, 0),
        },
        "service_tier": answer.served,
        "system_fingerprint": None,
    }


def wire(body: Any) -> bytes:
    """Return a body as it is sent."""
    return json.dumps(body, ensure_ascii=False).encode("utf-8", "surrogatepass")
