"""A server on 127.0.0.1 that takes batch files as OpenAI's Batch API does, and ends a batch in whichever way a test wants."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from tests.loopback import bodies

__all__ = ["BatchServer", "Ending", "good", "lines"]

Line = Mapping[str, Any]


def good(row: Line, text: str = '{"ready": true}', cost: tuple[int, int] = (1000, 500)) -> dict[str, Any]:
    """Return the line that answers `row` well."""
    choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
    usage = {"prompt_tokens": cost[0], "completion_tokens": cost[1], "total_tokens": sum(cost)}
    body = {"object": "chat.completion", "model": row["body"]["model"], "choices": [choice], "usage": usage}
    response = {"status_code": 200, "request_id": "r", "body": body}
    return {"id": "b", "custom_id": row["custom_id"], "response": response, "error": None}


def lines(rows: list[dict[str, Any]]) -> bytes:
    """Return a file of rows."""
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


@dataclass
class Ending:
    """How one batch ends."""

    status: str = "completed"
    answer: Callable[[Line], dict[str, Any] | None] = good
    """The output line for an input line; None: the line stays out."""
    errors: Callable[[Line], dict[str, Any] | None] = lambda row: None
    """The same for the error file."""
    codes: tuple[str, ...] = ()
    looks: int = 1
    """Looks that find it in progress before."""
    lost: bool = False
    """Whether the reply to its making never comes."""
    batch: dict[str, Any] = field(default_factory=dict)


class BatchServer:
    """Each batch ends as the next of `endings` says; the last one repeats. It bills each output line to `bills`, by custom_id."""

    def __init__(self, *endings: Ending, busy: int = 0) -> None:
        self.endings = list(endings) or [Ending()]
        self.files: dict[str, bytes] = {}
        self.names: dict[str, str] = {}
        self.deleted: list[str] = []
        self.batches: dict[str, Ending] = {}
        self.bills: list[str] = []
        self.calls: list[tuple[str, str]] = []
        self.busy = busy
        """Calls that are answered with 503 first."""
        self.lock = threading.Lock()

    def __enter__(self) -> Self:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.base_url = f"http://127.0.0.1:{self._server.server_address[1]}/v1"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def rows(self, file: str) -> list[dict[str, Any]]:
        """Return the rows of a file."""
        return [json.loads(row) for row in self.files[file].splitlines()]

    def keep(self, data: bytes, name: str) -> str:
        """Keep a file and return its name here."""
        id = f"file-{len(self.names) + 1}"
        self.files[id], self.names[id] = data, name
        return id

    def make(self, body: Mapping[str, Any]) -> Ending:
        """Begin a batch."""
        ending = self.endings.pop(0) if len(self.endings) > 1 else self.endings[0]
        mine = Ending(**{**vars(ending), "batch": {}})
        id = f"batch_{len(self.batches) + 1}"
        total = len(self.rows(body["input_file_id"]))
        counts = {"total": total, "completed": 0, "failed": 0}
        mine.batch.update(body, id=id, object="batch", status="in_progress", request_counts=counts)
        self.batches[id] = mine
        return mine

    def look(self, id: str) -> dict[str, Any]:
        """Return a batch as it stands; it ends when it was looked at often enough."""
        mine = self.batches[id]
        if mine.looks:
            mine.looks -= 1
        elif mine.batch["status"] == "in_progress":
            self._end(mine)
        return mine.batch

    def _end(self, mine: Ending) -> None:
        asked = self.rows(mine.batch["input_file_id"])
        mine.batch["status"] = mine.status
        mine.batch["errors"] = {"data": [{"code": code, "message": "no"} for code in mine.codes]}
        for field_, made in (("output_file_id", mine.answer), ("error_file_id", mine.errors)):
            told = [row for row in map(made, asked) if row] if mine.status != "failed" else []
            if told:
                mine.batch[field_] = self.keep(lines(told[::-1]), field_)  # the order is not the input's
            if field_ == "output_file_id":
                self.bills += [row["custom_id"] for row in told]
                mine.batch["request_counts"]["completed"] = len(told)


def _handler(server: BatchServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            self._answer()

        do_POST = do_DELETE = do_GET

        def _answer(self) -> None:
            raw = self.rfile.read(int(self.headers.get("content-length") or 0))
            with server.lock:
                url = urlsplit(self.path)
                server.calls.append((self.command, url.path))
                if server.busy:
                    server.busy -= 1
                    return self._send(503, bodies.wire({"error": {"message": "busy"}}))
                status, data = self._routed(url.path.removeprefix("/v1").split("/")[1:], parse_qs(url.query), raw)
            if status == 0:  # the work is done and its reply is lost
                self.close_connection = True
                self.connection.close()
                return None
            return self._send(status, data if isinstance(data, bytes) else bodies.wire(data))

        def _routed(self, path: list[str], query: dict[str, list[str]], raw: bytes) -> tuple[int, Any]:
            match self.command, path:
                case "POST", ["files"]:
                    return 200, {"id": self._uploaded(raw), "object": "file"}
                case "GET", ["files", id, "content"] if id in server.files:
                    return 200, server.files[id]
                case "DELETE", ["files", id]:
                    server.deleted.append(id)
                    return 200, {"id": id, "deleted": True}
                case "POST", ["batches"]:
                    made = server.make(json.loads(raw))
                    return (0, None) if made.lost else (200, made.batch)
                case "GET", ["batches"]:
                    ids = sorted(server.batches, reverse=True)
                    after = query.get("after", [""])[0]
                    ids = ids[ids.index(after) + 1 :] if after else ids
                    return 200, {"data": [server.batches[id].batch for id in ids[:2]], "has_more": len(ids) > 2}
                case "GET", ["batches", id] if id in server.batches:
                    return 200, server.look(id)
            return 404, {"error": {"message": f"no {self.path}"}}

        def _uploaded(self, raw: bytes) -> str:
            head = f"content-type: {self.headers['content-type']}\r\n\r\n".encode()
            parts = {
                part.get_param("name", header="content-disposition"): part
                for part in BytesParser().parsebytes(head + raw).get_payload()
            }  # type: ignore[union-attr, attr-defined]
            assert parts["purpose"].get_payload() == "batch"  # type: ignore[union-attr]
            name = parts["file"].get_filename()  # type: ignore[union-attr]
            return server.keep(parts["file"].get_payload(decode=True), str(name))  # type: ignore[union-attr, arg-type]

        def _send(self, status: int, data: bytes) -> None:
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    return Handler
