"""One question to a web service: asked politely, read up to a limit, kept for a week; no message ever bears an address or a key."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar
from urllib.parse import urlencode, urlsplit

from scriptgen import __version__
from scriptgen.errors import AccessError, BusyError, InputError, ProviderError, UsageError
from scriptgen.facts.importing.kept import Kept, keep, kept
from scriptgen.facts.importing.pace import PACE, Pace

if TYPE_CHECKING:
    from urllib.request import OpenerDirector

__all__ = ["Answer", "Service", "fetch_url"]

T = TypeVar("T")
_TIMEOUT = 10.0
"""Seconds for the answer to begin, and again for all of it to come."""
_LARGEST = 5_000_000
"""Bytes of an answer."""
_LONGEST_WAIT = 5.0
_SHORT_WAIT = 1.0
"""Seconds before the second try where the service names none."""
_LATER = frozenset((429, 500, 502, 503, 504))
_LOOPBACK = frozenset(("127.0.0.1", "::1", "localhost"))
_STEP = "try again later, or read a downloaded file with --from FILE"


class Service(NamedTuple):
    """A web service and how it wants to be asked."""

    name: str
    home: str
    variable: str
    """Environment variable that names another address, for a mirror or a test."""
    gap: float
    """Seconds between the starts of two requests."""
    key: str = ""
    """Environment variable with the key of whoever asks, where the service takes one."""

    def address(self) -> str:
        """Return where the service is asked; raise UsageError unless that is https, or this machine."""
        found = os.environ.get(self.variable, "").strip().rstrip("/") or self.home
        try:
            parts = urlsplit(found)
            whole = bool(parts.hostname) and (parts.port is None or parts.port > 0)
        except ValueError:
            whole = False
        if not whole or not (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)):
            raise UsageError(
                f"{self.variable} names no address that may be asked; it takes https://..., or this machine"
            )
        return found


class Answer(NamedTuple, Generic[T]):
    """What a service answered, read."""

    value: T
    host: str
    day: date
    old: bool
    """Whether the service was out of reach and this is an answer of more than a week ago."""


def fetch_url(
    service: Service, path: str, query: Mapping[str, str], read: Callable[[bytes], T], pace: Pace = PACE
) -> Answer[T]:
    """Return what `read` makes of the answer, from the cache where one less than a week old is there.

    `read` raises InputError for what is no answer, which is never kept, and BusyError where the answer tells of a failure.
    Raise BusyError where the service cannot be reached, is slow or fails, unless an older answer is at hand; AccessError
    where it refuses the key, another ProviderError for an answer that cannot be used.
    """
    base = service.address()
    host = urlsplit(base).hostname or ""
    question = f"{base}{path}?{urlencode(sorted(query.items()))}"
    before = kept(question)
    if before and before.fresh and (found := _reread(before, host, read)):
        return found
    try:
        body = _asked(f"{base}{path}?{urlencode({**query, **_identity(service)})}", host, service, pace)
        value = read(body)
    except InputError:
        raise ProviderError(f"{host} answered with something else than XML of {service.name}; {_STEP}") from None
    except BusyError:
        if before and (found := _reread(before, host, read)):
            return found
        raise
    keep(question, body)
    return Answer(value, host, date.today(), old=False)


def _reread(before: Kept, host: str, read: Callable[[bytes], T]) -> Answer[T] | None:
    """Return an answer that was kept, None where it is broken."""
    try:
        return Answer(read(before.body), host, before.day, old=not before.fresh)
    except (InputError, BusyError):
        return None


def _identity(service: Service) -> dict[str, str]:
    """Return who asks: no part of the question, and never kept."""
    told = {"tool": "scriptgen", "email": os.environ.get("SCRIPTGEN_EMAIL", "").strip()}
    if service.key:
        told["api_key"] = os.environ.get(service.key, "").strip()
    return {name: value for name, value in told.items() if value}


def _asked(address: str, host: str, service: Service, pace: Pace) -> bytes:
    from http.client import HTTPException
    from urllib.error import HTTPError

    for second in (False, True):
        pace.wait(host, service.gap)
        try:
            return _body(address, host, pace)
        except HTTPError as error:
            status, wait = error.code, _seconds(error.headers.get("Retry-After"))
            error.close()
        except (OSError, HTTPException) as error:
            raise BusyError(f"{host} cannot be reached ({_why(error)}); {_STEP}") from None
        if second or status not in _LATER or (wait or 0.0) > _LONGEST_WAIT:
            break
        pace.sleep(_SHORT_WAIT if wait is None else wait)
    if status in _LATER:
        raise BusyError(f"{host} is busy or failing ({status}); {_STEP}", wait)
    if service.key and os.environ.get(service.key, "").strip() and status in (400, 401, 403):
        raise AccessError(f"{host} refused the request ({status}); check {service.key}, or use --from FILE")
    raise ProviderError(f"{host} refused the request ({status}); use --from FILE with a downloaded file")


def _body(address: str, host: str, pace: Pace) -> bytes:
    from http.client import IncompleteRead
    from urllib.request import Request

    asked = Request(address, headers={"User-Agent": f"scriptgen/{__version__}", "Accept": "application/xml, text/xml"})
    with _opener(host).open(asked, timeout=_TIMEOUT) as response:
        deadline, body = pace.clock() + _TIMEOUT, bytearray()
        while chunk := response.read1(65_536):
            body += chunk
            if len(body) > _LARGEST:
                raise ProviderError(f"{host} answered with more than {_LARGEST:,} bytes; ask for fewer documents")
            if pace.clock() > deadline:
                raise TimeoutError
        if response.length:  # the line broke before the end, which read1 passes over
            raise IncompleteRead(bytes(body), response.length)
    return bytes(body)


def _opener(host: str) -> OpenerDirector:
    """Return what opens addresses: through the user's proxy, except on this machine, and on to the same host only."""
    from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

    class SameHost(HTTPRedirectHandler):
        def redirect_request(self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
            old, new = urlsplit(req.full_url), urlsplit(newurl)
            if (old.scheme, old.netloc) != (new.scheme, new.netloc):
                fp.close()
                raise ProviderError(f"{host} sends on to another host, which is not followed; use --from FILE")
            return super().redirect_request(req, fp, code, msg, headers, newurl)

    return build_opener(SameHost, *([ProxyHandler({})] if host in _LOOPBACK else []))


def _why(error: Exception) -> str:
    """Return in a few words what broke; an error's own words may bear the address."""
    from http.client import HTTPException
    from ssl import SSLError

    reason = getattr(error, "reason", None)
    cause = reason if isinstance(reason, Exception) else error
    said = ((TimeoutError, "it took too long"), (SSLError, "no secure connection"), (HTTPException, "the line broke"))
    return next((words for kind, words in said if isinstance(cause, kind)), "no connection")


def _seconds(told: str | None) -> float | None:
    """Return a Retry-After in seconds, None where there is none that can be read."""
    from datetime import UTC, datetime
    from email.utils import parsedate_to_datetime

    if told is None:
        return None
    try:
        left = (
            float(told) if told.strip().isdigit() else (parsedate_to_datetime(told) - datetime.now(UTC)).total_seconds()
        )
    except (TypeError, ValueError):
        return None
    return max(0.0, left)
