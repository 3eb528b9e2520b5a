"""The SDK's client for one address: a request out, what came of it back. The one file that imports openai."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from importlib.util import find_spec
from typing import Any, NamedTuple

import httpx2
import openai

from scriptgen.errors import UsageError
from scriptgen.providers.losses import loss_of
from scriptgen.providers.naming import is_near
from scriptgen.providers.retry import Loss

__all__ = ["Connection", "Got"]

CONNECT = 10.0
"""Seconds for a connection to be made."""
MANY, KEPT = 1_000, 100
"""Connections at most, and those that are kept open; where many requests run at a time all are."""

# Early 3.x releases of the SDK write whole requests to the log at this level, and OPENAI_LOG=debug turns it on.
logging.getLogger("openai._base_client").addFilter(lambda record: record.levelno >= logging.INFO)


class Got(NamedTuple):
    """What came of one try: a status with a parsed body, or a loss."""

    status: int = 0
    headers: Mapping[str, str] = {}
    data: Any = None
    loss: Loss | None = None


class Connection:
    """Connections to one address, reused until it is closed; any number of requests may run at a time."""

    def __init__(self, base_url: str, key: str | None, *, many: bool) -> None:
        """Take the address and the key; `many`: hundreds of requests will run at a time, and aiohttp carries them where it is installed.

        Raise UsageError where the proxy settings of this machine cannot be used.
        """
        self._near = is_near(base_url)
        try:
            # A proxy between this machine and itself would take the text elsewhere, and so would a redirection.
            make = openai.DefaultAioHttpClient if many and find_spec("aiohttp") else openai.DefaultAsyncHttpxClient
            limits = httpx2.Limits(max_connections=MANY, max_keepalive_connections=MANY if many else KEPT)
            http = make(trust_env=not self._near, follow_redirects=False, limits=limits)
        except (ImportError, ValueError):
            http = None
        if http is None:
            raise UsageError("the proxy settings of this machine cannot be used; check HTTPS_PROXY and ALL_PROXY")
        self._client = openai.AsyncOpenAI(
            api_key=key or "none",
            base_url=base_url,
            max_retries=0,
            timeout=httpx2.Timeout(None, connect=CONNECT),
            http_client=http,
        )
        # Left to itself, the SDK sends an administrator's key where there is no other.
        self._options: Any = {} if key else {"headers": {"Authorization": openai.Omit()}}

    async def close(self) -> None:
        """Close all connections."""
        await self._client.close()

    async def get(self, path: str, seconds: float) -> Got:
        """Return what came of a GET within the time."""
        return await self.got(lambda client: client.get(path, cast_to=httpx2.Response, options=self._options), seconds)

    async def post(self, path: str, body: Mapping[str, Any], seconds: float) -> Got:
        """Return what came of a POST within the time; a failure that a gateway wraps into a success is a failure."""
        content = json.dumps(body).encode()
        got = await self.got(
            lambda client: client.post(path, cast_to=httpx2.Response, content=content, options=self._options), seconds
        )
        if got.loss is None and got.status < 300 and "choices" not in got.data and got.data.get("error"):
            # Some gateways report a failure of the host behind them as a success of their own.
            error = got.data["error"]
            code = error.get("code") if isinstance(error, Mapping) else None
            return got._replace(status=code if type(code) is int and 400 <= code < 600 else 502)
        return got

    async def got(self, ask: Callable[[openai.AsyncOpenAI], Awaitable[httpx2.Response]], seconds: float) -> Got:
        """Return what came of a request within the time; what the SDK raises ends here, since it holds the request."""
        try:
            async with asyncio.timeout(seconds):
                response = await ask(self._client)
        except TimeoutError:
            return Got(loss="late")
        except openai.APIStatusError as error:
            response = error.response
        except openai.APIConnectionError as error:
            return Got(loss=loss_of(error, near=self._near))
        try:
            data = json.loads(response.content)
        except (ValueError, RecursionError):
            data = None
        garbled = response.is_success and not isinstance(data, dict)
        return Got(response.status_code, response.headers, data, "garbled" if garbled else None)
