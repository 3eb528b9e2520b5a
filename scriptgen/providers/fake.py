"""A model that is none: scripted replies or recordings, for tests and demonstrations. It opens no socket."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Self

from scriptgen.drafts import Usage
from scriptgen.errors import InputError, ProviderError
from scriptgen.exchange import ModelReply, ModelRequest
from scriptgen.providers.wire import reply_of

__all__ = ["Fake"]

_UNMOVED = '{"findings": []}'
Reply = str | Mapping[str, Any] | ModelReply | ProviderError


class Fake:
    """Answers with what it was given, in order; `requests` holds what it was asked.

    A reply is the text of an answer, a mapping (sent as JSON), a ModelReply, or a ProviderError to be raised. `reads` are the replies to
    requests to read a script over; without any, it finds nothing.
    """

    def __init__(self, replies: Iterable[Reply], name: str = "fake", reads: Iterable[Reply] = ()) -> None:
        self.name, self.host = name, "nowhere"
        self.requests: list[ModelRequest] = []
        self._replies, self._reads = iter(replies), iter(reads)

    @classmethod
    def recorded(cls, path: Path) -> Fake:
        """Return a Fake that answers from a recording; raise InputError for a file that is none."""
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            replies = [row["text"] for row in data["replies"] if row.get("kind") != "read"]
            reads = [row["text"] for row in data["replies"] if row.get("kind") == "read"]
        except OSError as error:
            raise InputError(f"cannot read the recording {str(path)!r}: {error.strerror or error}") from None
        except (ValueError, KeyError, TypeError, AttributeError):
            raise InputError(f"{str(path)!r} is no recording: JSON with `replies`, each with its `text`") from None
        return cls(replies, f"fake:{path.name}", reads)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        return None

    async def reply(self, request: ModelRequest) -> ModelReply:
        """Return the next reply; raise ProviderError where it is one, or where none is left."""
        self.requests.append(request)
        reply = next(self._reads, _UNMOVED) if request.kind == "read" else next(self._replies, None)
        if reply is None:
            raise ProviderError(
                f"{self.name} has no reply left for this {request.kind}; it was given {len(self.requests) - 1}"
            )
        if isinstance(reply, ProviderError):
            raise reply
        if isinstance(reply, ModelReply):
            return reply
        text = reply if isinstance(reply, str) else json.dumps(reply)
        message = {"choices": [{"message": {"content": text}, "finish_reason": "stop"}]}
        return replace(reply_of(message, model=self.name), usage=Usage(requests=1))
