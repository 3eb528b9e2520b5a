"""What each failure of a host means, and when a request is sent again; nothing here sends or sleeps."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any, Literal, NamedTuple

from scriptgen.errors import AccessError, BusyError, ReplyError, ScriptgenError, UsageError

__all__ = ["Addressee", "Failure", "Loss", "Policy", "Said", "asked_wait", "is_filter", "of_loss", "of_status", "said"]

Loss = Literal["unreachable", "refused", "certificate", "lost", "late", "garbled"]
"""unreachable: no way to the host · refused: nothing listens there · certificate: not who it says it is · lost: the connection
broke · late: no whole reply within the deadline · garbled: the reply is no JSON object."""

_FACTS = "or draft without a model: --model facts"
_LATER = f"try again later, {_FACTS}"
_SHORTER = "give shorter notes or fewer facts, or a model that takes more"
_QUOTA = {"insufficient_quota", "billing_hard_limit_reached", "billing_not_active", "insufficient_user_quota"}
_FILTERS = {"content_filter", "content_policy_violation"}
_TOO_LONG = re.compile(r"context[ _](length|size|window)|maximum context|exceed_context|prompt is too long")
_UNKNOWN = re.compile(
    r"model_not_found|deploymentnotfound|(?:model|deployment).{0,300}?(?:not found|not exist)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Policy:
    """How often and how long one request is tried."""

    tries: int = 5
    base: float = 0.5
    """Seconds; the first wait is at most so long, each later one at most twice the one before it."""
    cap: float = 20.0
    """Seconds that no wait of our own choosing exceeds."""
    longest: float = 60.0
    """Seconds that a host may ask to wait; what is longer is said instead of waited for."""
    deadline: float = 120.0
    """Seconds for all tries of one request together, waits included."""

    def wait(self, attempt: int, headers: Mapping[str, str], random: Callable[[], float], now: float) -> float:
        """Return the seconds to wait after try `attempt` (0 is the first): what the host asks for, else full jitter.

        `random` returns a number from 0 to 1; `now` is in seconds since 1970, for hosts that name a date.
        """
        asked = asked_wait(headers, now)
        if asked is not None:
            return asked
        return random() * min(self.cap, self.base * 2.0 ** min(attempt, 32))


def asked_wait(headers: Mapping[str, str], now: float) -> float | None:
    """Return the seconds that a host asks to wait, None where it doesn't say or the moment has passed.

    Read from retry-after-ms, or from retry-after in seconds or as an HTTP date; names of `headers` are in lower case.
    """
    milliseconds = _number(headers.get("retry-after-ms", ""))
    if milliseconds is not None:
        return milliseconds / 1000
    after = headers.get("retry-after", "")
    seconds = _number(after)
    if seconds is None:
        try:
            seconds = parsedate_to_datetime(after).timestamp() - now
        except (ValueError, OverflowError):
            return None
    return seconds if seconds > 0 else None


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and value > 0 else None


class Addressee(NamedTuple):
    """Who was asked, as far as a message may say it."""

    host: str
    model: str
    label: str = "openai"
    """What stands before the colon of the model's name: openai, ollama or local."""
    key: bool = False
    """Whether a key was sent."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why no reply came, and whether another try may help."""

    kind: type[ScriptgenError]
    what: str
    then: str
    again: bool = False

    def error(self, tries: int = 1, wait: float | None = None) -> ScriptgenError:
        """Return what to raise after so many tries; `wait` is the seconds that the host asks for, beyond the deadline."""
        what = self.what if tries < 2 else f"{self.what}, also at try {tries}"
        if wait is not None:
            return BusyError(f"{what}, and asks to wait {_span(wait)}; try again after that, {_FACTS}", wait)
        return self.kind(f"{what}; {self.then}")


class Said(NamedTuple):
    """What an error body says; for sorting only, never for a message: it may repeat what was sent."""

    code: str = ""
    param: str = ""
    text: str = ""
    """All of it as JSON in lower case."""


def said(data: object) -> Said:
    """Return what a parsed error body says, whichever of the usual shapes it has."""
    top: Mapping[str, Any] = data if isinstance(data, Mapping) else {}
    error = top.get("error")
    row: Mapping[str, Any] = error if isinstance(error, Mapping) else top
    named = [row.get("code"), row.get("type")]
    code = next((c for c in named if isinstance(c, str) and c.lower() in _QUOTA | _FILTERS), None)
    code = code or next((c for c in named if isinstance(c, str)), "")
    param, detail = row.get("param"), top.get("detail")
    if not isinstance(param, str) and isinstance(detail, list) and detail and isinstance(detail[0], Mapping):
        place = detail[0].get("loc") or ("",)  # how FastAPI names the field that it does not take
        param = str(place[-1]) if isinstance(place, list) else ""
    return Said(code.lower(), param if isinstance(param, str) else "", json.dumps(data).lower())


def is_filter(status: int, error: Said) -> bool:
    """Return whether the host's content filter refused the request itself."""
    return status in (400, 422) and (error.code in _FILTERS or "responsibleaipolicyviolation" in error.text)


def of_status(status: int, headers: Mapping[str, str], error: Said, to: Addressee) -> Failure:
    """Return what an HTTP status with its headers and body means; no key and nothing of the body is in its words."""
    host = to.host if to.label == "local" else f"the host {to.host}"
    if status == 402 or error.code in _QUOTA:
        who = "the account behind OPENAI_API_KEY" if to.key else f"the account at {to.host}"
        why = error.code if error.code in _QUOTA else status
        return Failure(AccessError, f"{who} has no credit left ({why})", "add credit, or use --model facts")
    if status == 401 or error.code == "invalid_api_key":
        if to.key:
            return Failure(AccessError, f"{host} refused the key in OPENAI_API_KEY ({status})", f"check it, {_FACTS}")
        then = "sign in with `ollama signin`" if to.label == "ollama" else "set OPENAI_API_KEY"
        return Failure(AccessError, f"{host} asks who you are ({status})", f"{then}, {_FACTS}")
    if status == 413 or (status != 429 and _TOO_LONG.search(error.text)):
        return Failure(UsageError, f"the request is longer than {to.model!r} at {to.host} takes ({status})", _SHORTER)
    if status == 429 and "request too large" in error.text:
        return Failure(UsageError, f"the request alone is above the account's limit at {to.host} (429)", _SHORTER)
    if error.code == "model_not_found" or (status in (400, 404) and _UNKNOWN.search(error.text)):
        return _no_model(status, host, to)
    if status == 403:
        return Failure(
            AccessError, f"{host} gives no access to {to.model!r} (403)", f"check the key's rights, {_FACTS}"
        )
    if 300 <= status < 400 or status in (404, 405):
        what = f"{host} has no Chat Completions at its base URL ({status})"
        return Failure(UsageError, what, "check OPENAI_BASE_URL; it mostly ends in /v1")
    should = headers.get("x-should-retry", "")
    if should == "true" or status in (408, 409, 429) or status >= 500:
        what = f"{host} limits how much it is asked" if status == 429 else f"{host} failed"
        return Failure(BusyError, f"{what} ({status})", _LATER, again=should != "false")
    return Failure(ReplyError, f"{host} does not take the request ({status})", f"choose another model, {_FACTS}")


def _no_model(status: int, host: str, to: Addressee) -> Failure:
    then = f"`scriptgen doctor --model openai` lists what it has, {_FACTS}"
    if to.label == "ollama":
        then = f"`ollama pull {to.model}` fetches it, `ollama list` shows what is there"
    return Failure(UsageError, f"{host} has no model {to.model!r} ({status})", then)


def of_loss(loss: Loss, to: Addressee, deadline: float) -> Failure:
    """Return what a reply that never came whole means; `deadline` is in seconds."""
    host = to.host if to.label == "local" else f"the host {to.host}"
    match loss:
        case "refused":
            then = "start Ollama (`ollama serve`), or set OLLAMA_HOST" if to.label == "ollama" else "check its address"
            return Failure(BusyError, f"nothing answers at {to.host}", f"{then}, {_FACTS}")
        case "certificate":
            what = f"the certificate of {to.host} is not one that this machine trusts"
            return Failure(UsageError, what, f"add your network's own to the system's store, {_FACTS}")
        case "late":
            return Failure(BusyError, f"no whole reply came from {to.host} within {_span(deadline)}", _LATER)
        case "unreachable":
            return Failure(BusyError, f"{host} cannot be reached", f"check the connection, {_FACTS}", again=True)
        case "lost":
            return Failure(
                BusyError, f"the connection to {to.host} broke before the reply was whole", _LATER, again=True
            )
        case "garbled":
            return Failure(BusyError, f"{host} sent something that is no JSON object", _LATER, again=True)


def _span(seconds: float) -> str:
    if seconds < 120:
        return f"{seconds:.3g} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.0f} h"
