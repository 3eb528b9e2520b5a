"""A hub on 127.0.0.1 that speaks what the Hugging Face client asks for: one repository, one file, and ways to fail."""

from __future__ import annotations

import hashlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Self

REPO, FILE = "clinic/tiny-model", "small/tiny.Q4.gguf"
BODY = b"GGUF" + bytes(range(256)) * 400


class Hub:
    """Serves FILE of REPO; `cut` of its bodies break off half-way, `status` and `code` are answered instead of any file."""

    def __init__(self, *, cut: int = 0, status: int = 200, code: str = "") -> None:
        self.asked: list[tuple[str, str, str]] = []
        """Method, path and range of each request."""
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self, cut, status, code))
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _handler(hub: Hub, cut: int, status: int, code: str) -> type[BaseHTTPRequestHandler]:
    cuts = iter(range(cut))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_HEAD(self) -> None:
            self._answer(b"")

        def do_GET(self) -> None:
            begin = int(self.headers.get("range", "bytes=0-")[6:].split("-")[0])
            body = BODY[begin:]
            self._answer(body[: len(body) // 2] if status == 200 and next(cuts, None) is not None else body, begin)

        def _answer(self, body: bytes, begin: int = 0) -> None:
            hub.asked.append((self.command, self.path, self.headers.get("range", "")))
            failed, error = status, code
            if status == 200 and self.path != f"/{REPO}/resolve/main/{FILE}":
                failed, error = 404, "EntryNotFound" if self.path.startswith(f"/{REPO}/") else "RepoNotFound"
            self.send_response(failed if failed != 200 else 206 if begin else 200)
            if failed != 200:
                self.send_header("x-error-code", error)
                self.send_header("content-length", "0")
                self.end_headers()
                return
            self.send_header("etag", f'"{hashlib.sha256(BODY).hexdigest()}"')
            self.send_header("x-repo-commit", "0123456789abcdef0123456789abcdef01234567")
            self.send_header("content-length", str(len(BODY) - begin))
            self.end_headers()
            self.wfile.write(body)
            self.close_connection = len(body) < len(BODY) - begin

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler
