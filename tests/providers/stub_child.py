"""Stands in for the process of a local model: serves one fixed completion on 127.0.0.1, or ends as its first argument says."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

HOW, LOG = sys.argv[1], sys.argv[2]
TEXT = '{"ready": true}'


class Handler(BaseHTTPRequestHandler):
    """Answers once, or ends the whole process while the client waits."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        if self.headers["authorization"] != "Bearer the-key":
            self._send(401, {"error": {"code": 401, "message": "Invalid API Key", "type": "authentication_error"}})
        elif HOW == "too-long":
            told = {
                "code": 400,
                "message": "request (9 tokens) exceeds the context",
                "type": "exceed_context_size_error",
            }
            self._send(400, {"error": told})
        elif HOW.startswith("answering-"):
            _end(HOW.removeprefix("answering-"))
        else:
            message = {"role": "assistant", "content": TEXT}
            usage = {"prompt_tokens": 7, "completion_tokens": 3, "total_tokens": 10}
            choice = {"index": 0, "message": message, "finish_reason": "stop"}
            self._send(200, {"model": asked["model"], "choices": [choice], "usage": usage})

    def _send(self, status: int, data: object) -> None:
        body = json.dumps(data).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _end(how: str) -> None:
    sys.stderr.write(LOG)
    sys.stderr.flush()
    if how.isdigit():
        os._exit(int(how))
    os.kill(os.getpid(), signal.Signals[how])
    time.sleep(10)  # a signal may take a moment


if __name__ == "__main__":
    if HOW.startswith("loading-"):
        _end(HOW.removeprefix("loading-"))
    if HOW == "silent":
        time.sleep(10)
    if HOW == "stubborn":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    print("ready", server.server_port, "the-key", flush=True)
    sys.stdin.read()
