"""A plain client of the standard library, so that the server is tested without the SDK's help."""

from __future__ import annotations

import http.client
import json
from typing import Any, NamedTuple

from tests.loopback.server import Loopback

__all__ = ["HELLO", "Got", "ask", "connection"]

HELLO: dict[str, Any] = {"model": "gpt-x", "messages": [{"role": "user", "content": "hello"}]}


class Got(NamedTuple):
    """A reply as it was read."""

    status: int
    headers: dict[str, str]
    raw: bytes

    @property
    def data(self) -> Any:
        return json.loads(self.raw)

    @property
    def error(self) -> Any:
        return self.data["error"]

    @property
    def content(self) -> Any:
        return self.data["choices"][0]["message"]["content"]


def connection(server: Loopback) -> http.client.HTTPConnection:
    """Return a connection that is opened when it is first used."""
    return http.client.HTTPConnection(server.base_url.split("/")[2], timeout=5)


def ask(
    server: Loopback,
    body: Any = HELLO,
    path: str = "/v1/chat/completions",
    key: str = "",
    open_: http.client.HTTPConnection | None = None,
) -> Got:
    """Send a body (None: GET; bytes: as they are) and return the reply; `open_` is used and left open."""
    line = open_ or connection(server)
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    raw = body if isinstance(body, (bytes, type(None))) else json.dumps(body)
    try:
        line.request("GET" if raw is None else "POST", path, raw, headers)
        reply = line.getresponse()
        return Got(reply.status, {n.lower(): v for n, v in reply.getheaders()}, reply.read())
    finally:
        if open_ is None:
            line.close()
