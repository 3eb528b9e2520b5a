"""A request as Chat Completions takes it, a completion as the pipeline takes it; the same for live calls and batch files."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from scriptgen.drafts import Usage
from scriptgen.exchange import Message, ModelReply, ModelRequest, Outcome
from scriptgen.pricing import cost, price_of
from scriptgen.providers.capability import Capability

__all__ = ["body", "reply_of"]

_BARE = "Answer with one JSON object and nothing else. It fills this JSON Schema:"
_THOUGHTS = re.compile(r"(?:\s*<think>.*?(?:</think>|\Z))*", re.DOTALL)
_ENDLESS = 200
"""Whitespace characters in a row after which no answer follows."""
_STRICT, _LENIENT = json.JSONDecoder(), json.JSONDecoder(strict=False)


def body(request: ModelRequest, capability: Capability, *, model: str) -> dict[str, Any]:
    """Return the body of POST /chat/completions that asks `model` this request in the way its server can take."""
    told = request.messages if capability.format == "json_schema" else _with_schema(request)
    whole: dict[str, Any] = {"model": model, "messages": [{"role": m.role, "content": m.content} for m in told]}
    whole[capability.limit] = request.max_tokens + capability.room
    if capability.format == "json_schema":
        form = {"name": request.kind, "strict": True, "schema": dict(request.schema)}
        whole["response_format"] = {"type": "json_schema", "json_schema": form}
    elif capability.format == "json_object":
        whole["response_format"] = {"type": "json_object"}
    if capability.reasoning is not None:
        whole["reasoning_effort"] = capability.reasoning
    if capability.store:
        whole["store"] = False
    if capability.explicit_cache and told[0].role == "system":
        # By itself the host would mark the end of the whole prompt, which no other request shares.
        mark = {"type": "text", "text": told[0].content, "prompt_cache_breakpoint": {"mode": "explicit"}}
        whole["messages"][0]["content"] = [mark]
        whole["prompt_cache_options"] = {"mode": "explicit"}
    return whole


def _with_schema(request: ModelRequest) -> tuple[Message, ...]:
    """Return the messages with the schema in words, at the end of the system message, which all requests share."""
    schema = f"{_BARE}\n{json.dumps(request.schema, ensure_ascii=False)}"
    first, *rest = request.messages
    if first.role == "system":
        return Message("system", f"{first.content}\n\n{schema}"), *rest
    return Message("system", schema), first, *rest


def reply_of(
    data: Mapping[str, Any], *, model: str, prices: Mapping[str, Mapping[str, float]] | None = None
) -> ModelReply:
    """Return the outcome of a parsed completion, with its usage and cost; never raise for what a server left out.

    `model` is the name that was asked for; `prices` are the user's own, before those of the table.
    """
    said = data.get("model")
    name = said if isinstance(said, str) and said else model
    outcome, text, why = _outcome(data)
    return ModelReply(outcome, text, _usage(data, name, model, prices), name, why)


def _outcome(data: Mapping[str, Any]) -> tuple[Outcome, str, str]:
    choices = data.get("choices")
    choice = choices[0] if isinstance(choices, list) and choices else None
    message = choice.get("message") if isinstance(choice, Mapping) else None
    if not isinstance(choice, Mapping) or not isinstance(message, Mapping):
        return "invalid", "", "no choices"
    parts = message.get("content")
    if message.get("refusal") or _joined(parts, "refusal"):
        return "refused", "", "the model declined"
    finish = choice.get("finish_reason")
    if finish == "content_filter":
        return "filtered", "", "the host's content filter cut in"
    text = _without_thoughts(parts if isinstance(parts, str) else _joined(parts, "text"))
    answer = _object(text)
    if answer and (finish != "length" or text.lstrip().startswith("{")):
        return "ok", answer, ""
    if not text.strip() and finish != "length":
        return "empty", "", "no text"
    if _is_endless(text):
        return "invalid", "", "endless whitespace"
    if finish == "length":
        return "truncated", "", "stopped at the token limit"
    return "invalid", "", "no JSON"


def _joined(parts: object, kind: str) -> str:
    if not isinstance(parts, list):
        return ""
    found = [part.get(kind) for part in parts if isinstance(part, Mapping)]
    return "".join([text for text in found if isinstance(text, str)])


def _without_thoughts(text: str) -> str:
    text = _THOUGHTS.sub("", text, count=1)
    # Some chat templates open the block themselves, and only its end is in the text.
    return text if text.lstrip().startswith("{") else text.rpartition("</think>")[2]


def _object(text: str) -> str:
    """Return the first JSON object of a text alone, without a code fence or prose around it; empty where there is none."""
    start = text.find("{")
    for decoder in (_STRICT, _LENIENT) if start >= 0 else ():
        with suppress(ValueError, RecursionError):
            value, end = decoder.raw_decode(text, start)
            # Weak models leave line breaks in strings as they are; written anew, any reader takes them.
            bare = text[start:end] if decoder is _STRICT else json.dumps(value, ensure_ascii=False)
            bare.encode()  # half a character is no text
            return bare
    return ""


def _is_endless(text: str) -> bool:
    blank = sum([c.isspace() for c in text])
    return len(text) - len(text.rstrip()) >= _ENDLESS or (len(text) >= _ENDLESS and blank * 2 > len(text))


def _usage(data: Mapping[str, Any], name: str, model: str, prices: Mapping[str, Mapping[str, float]] | None) -> Usage:
    row = data.get("usage")
    if not isinstance(row, Mapping):
        return Usage(requests=1, cost=None)
    details = row.get("prompt_tokens_details")
    details = details if isinstance(details, Mapping) else {}
    sent = _count(row.get("prompt_tokens"))
    cached = min(_count(details.get("cached_tokens")), sent)
    counts = Usage(
        requests=1,
        input_tokens=sent,
        cached_tokens=cached,
        written_tokens=min(_count(details.get("cache_write_tokens")), sent - cached),
        output_tokens=_count(row.get("completion_tokens")),
    )
    price = price_of(name, prices) or price_of(model, prices)
    tier = data.get("service_tier")
    paid = None if price is None else cost(price, counts, tier if isinstance(tier, str) else "default")
    return counts.model_copy(update={"cost": paid})


def _count(value: object) -> int:
    return value if type(value) is int and value > 0 else 0
