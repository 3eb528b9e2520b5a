"""The ways a host fails, each a value: what it answers, and how it sends that."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import ClassVar, Literal

from tests.loopback.bodies import Error

__all__ = ["PROSE", "SCRIPT", "Fault", "Way"]

Way = Literal["whole", "reset", "cut", "stall", "drip"]

SCRIPT = json.dumps(
    {
        "hook": {"say": "Does your knee click on the stairs?"},
        "beats": [{"say": "A click without pain is common and harmless."}, {"say": "Ask about a click that hurts."}],
    }
)
PROSE = "Sure! Here is a short video about knees. Start with a question, then show the stairs."
LONGEST = 30.0

_QUOTA = "You exceeded your current quota, please check your plan and billing details."
_KEY = "Incorrect API key provided: {key}. You can find your API key on your account page."
_CONTEXT = "This model's maximum context length is 8192 tokens. However, your messages resulted in 9731 tokens."
_SAID = {
    408: Error("Request timed out.", "timeout"),
    409: Error("The request conflicts with another request for the same resource.", "conflict"),
    500: Error("The server had an error while processing your request. Sorry about that!", "server_error"),
    502: Error("Bad gateway.", "server_error"),
    503: Error("The engine is currently overloaded, please try again later.", "server_error"),
    504: Error("The server took too long to answer.", "server_error"),
}
_SAFE = {"filtered": False, "severity": "safe"}
_AZURE = {
    "error": {
        "message": "The response was filtered due to the prompt triggering the content management policy.",
        "type": None,
        "param": "prompt",
        "code": "content_filter",
        "status": 400,
        "innererror": {
            "code": "ResponsibleAIPolicyViolation",
            "content_filter_result": {
                "hate": _SAFE,
                "self_harm": _SAFE,
                "sexual": _SAFE,
                "violence": {"filtered": True, "severity": "medium"},
            },
        },
    }
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One reply that is not what was hoped for; `dataclasses.replace` makes variants, such as another `content`."""

    name: str
    code: int = 200
    """The HTTP status."""
    error: Error | None = None
    """Sent in place of a completion."""
    raw: tuple[str, str] | None = None
    """Media type and body, sent as they are."""
    content: str | None = SCRIPT
    declined: str | None = None
    """The text of message.refusal."""
    finish: str = "stop"
    served: str = "default"
    """The reply's service_tier."""
    choices: int = 1
    headers: tuple[tuple[str, str], ...] = ()
    way: Way = "whole"
    seconds: float = 0.0
    charged: bool = True
    """Whether a generation was paid for, even where the client never sees it."""

    no_quota: ClassVar[Fault]
    bad_key: ClassVar[Fault]
    no_model: ClassVar[Fault]
    context: ClassVar[Fault]
    filtered_400: ClassVar[Fault]
    reset: ClassVar[Fault]
    cut: ClassVar[Fault]
    truncated_json: ClassVar[Fault]
    not_json_body: ClassVar[Fault]
    refusal: ClassVar[Fault]
    length: ClassVar[Fault]
    filtered: ClassVar[Fault]
    empty: ClassVar[Fault]
    null: ClassVar[Fault]
    no_choices: ClassVar[Fault]
    prose: ClassVar[Fault]
    wrong_schema: ClassVar[Fault]
    whitespace: ClassVar[Fault]

    @classmethod
    def rate_limited(cls, after: str | None = "2", header: str = "retry-after") -> Fault:
        """Return a 429 that clears; `after` is the header's value: seconds, an HTTP date, or milliseconds for
        retry-after-ms; None sends no such header."""
        said = Error("Rate limit reached for {model} on tokens per min (TPM): Limit 30000.", "tokens")
        headers = () if after is None else ((header, after),)
        return _failed("rate_limited", 429, said._replace(code="rate_limit_exceeded"), headers)

    @classmethod
    def status(cls, code: int) -> Fault:
        """Return a failure of the host's own: 408, 409, 500, 502, 503 or 504."""
        return _failed(f"status_{code}", code, _SAID[code])

    @classmethod
    def html(cls, code: int = 502) -> Fault:
        """Return a proxy's page."""
        page = f"<html><head><title>{code}</title></head><body><h1>{code} Bad Gateway</h1></body></html>"
        return cls(f"html_{code}", code=code, raw=("text/html", page), charged=False)

    @classmethod
    def stall(cls, seconds: float = LONGEST) -> Fault:
        """Return a normal reply of which nothing is sent for so many seconds, at most 30."""
        return cls("stall", way="stall", seconds=min(seconds, LONGEST))

    @classmethod
    def drip(cls, seconds: float = LONGEST) -> Fault:
        """Return a normal reply of which a byte comes every 50 ms for so many seconds, at most 30, then the rest."""
        return cls("drip", way="drip", seconds=min(seconds, LONGEST))

    @classmethod
    def tier(cls, name: str) -> Fault:
        """Return a normal reply that was served in another service tier."""
        return cls("tier", served=name)


def _failed(name: str, status: int, said: Error, headers: tuple[tuple[str, str], ...] = ()) -> Fault:
    return Fault(name, code=status, error=said, headers=headers, charged=False)


Fault.no_quota = _failed("no_quota", 429, Error(_QUOTA, "insufficient_quota", None, "insufficient_quota"))
Fault.bad_key = _failed("bad_key", 401, Error(_KEY, code="invalid_api_key"))
Fault.no_model = _failed(
    "no_model",
    404,
    Error("The model `{model}` does not exist or you do not have access to it.", code="model_not_found"),
)
Fault.context = _failed("context", 400, Error(_CONTEXT, param="messages", code="context_length_exceeded"))
Fault.filtered_400 = Fault("filtered_400", code=400, raw=("application/json", json.dumps(_AZURE)), charged=False)
Fault.reset = Fault("reset", way="reset")
Fault.cut = Fault("cut", way="cut")
Fault.truncated_json = Fault("truncated_json", content=SCRIPT[: len(SCRIPT) // 2])
Fault.not_json_body = Fault("not_json_body", raw=("application/json", "upstream is warming up"))
Fault.refusal = Fault("refusal", content=None, declined="I'm sorry, I can't help with that.")
Fault.length = Fault("length", content=SCRIPT[: len(SCRIPT) // 2], finish="length")
Fault.filtered = Fault("filtered", content=SCRIPT[:20], finish="content_filter")
Fault.empty = Fault("empty", content="")
Fault.null = Fault("null", content=None)
Fault.no_choices = Fault("no_choices", choices=0)
Fault.prose = Fault("prose", content=PROSE)
Fault.wrong_schema = Fault(
    "wrong_schema", content='{"title": "Knees", "paragraphs": ["A click without pain is common."]}'
)
Fault.whitespace = Fault("whitespace", content='{"hook":' + " \n" * 4000, finish="length")
