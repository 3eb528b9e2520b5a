"""A web service on 127.0.0.1 that answers what a test tells it to, in order; the last answer again and again."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import NamedTuple, Self
from urllib.parse import parse_qs, urlsplit

SAMPLES = Path(__file__).parent / "samples"


class Reply(NamedTuple):
    body: bytes = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    cut: int = 0
    """Bytes that are promised and never come."""


def sample(name: str) -> Reply:
    return Reply((SAMPLES / name).read_bytes())


class Server:
    """Answers every request with the next reply."""

    def __init__(self, *replies: Reply) -> None:
        self.asked: list[tuple[str, dict[str, str]]] = []
        """Path and query of each request."""
        self.agents: list[str] = []
        self._replies = list(replies)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def next(self) -> Reply:
        return self._replies.pop(0) if len(self._replies) > 1 else self._replies[0]

    def __enter__(self) -> Self:
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            server.asked.append((parts.path, {name: values[0] for name, values in parse_qs(parts.query).items()}))
            server.agents.append(self.headers.get("user-agent", ""))
            reply = server.next()
            self.send_response(reply.status)
            for name, value in reply.headers:
                self.send_header(name, value)
            self.send_header("content-length", str(len(reply.body) + reply.cut))
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, format: str, *args: object) -> None:
            """Keep quiet."""

    return Handler
