"""What a user sees of a model: who is asked before anything is sent, that it is at work, what it took; and replies kept for later."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scriptgen.cli.output import OUTPUT, say, write

if TYPE_CHECKING:
    from rich.status import Status

    from scriptgen.drafts import Usage
    from scriptgen.exchange import ModelRequest
    from scriptgen.providers import Provider

__all__ = ["Asking", "spent"]

_DOING = {"draft": "writing the script", "repair": "mending what the rules found", "read": "reading it over"}


class Asking:
    """Follows one run: says who is asked, shows that it lasts, and keeps what was answered."""

    def __init__(self, sent: str, raw: Path | None = None, private: Iterable[str] = ()) -> None:
        """Take what goes out, in words, and where to keep the replies for debugging, without the private texts."""
        from scriptgen.cli.unfinished import load

        self.sent, self.raw, self.private = sent, raw, tuple(private)
        self.recorded = load()
        self._asked: list[ModelRequest] = []
        self._status: Status | None = None

    def told(self, provider: Provider, request: ModelRequest) -> None:
        """Say whom the first request goes to, and show what this one is for; called right before it is sent."""
        if not self._asked:
            say(f"Asking {provider.name} at {provider.host}: {self.sent} go there.")
        self._asked.append(request)
        if self._status:
            turn = f", try {request.round + 1}" if request.round else ""
            self._status.update(f"{provider.name} is {_DOING[request.kind]}{turn} …")

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Show that it lasts, on a terminal only; keep the replies of a run that fails, and forget them after one that ends."""
        from scriptgen.cli.unfinished import forget, keep
        from scriptgen.errors import AccessError, BusyError, CrashError, ReplyError

        try:
            with self._spinner():
                yield
        except (BusyError, AccessError, CrashError, KeyboardInterrupt):
            if keep(self.recorded.new):
                say("What was answered so far is kept; the same command goes on from there and pays for nothing twice.")
            raise
        except ReplyError:
            forget(self.recorded.used)  # what could not be used once would fail the next run too
            raise
        else:
            forget(self.recorded.used)
        finally:
            if self.raw:
                kept = {"origin": "raw, masked", "replies": self._rows()}  # a recording, for --model fake:FILE
                write(self.raw, json.dumps(kept, ensure_ascii=False, indent=1) + "\n")

    @contextmanager
    def _spinner(self) -> Iterator[None]:
        if OUTPUT.quiet or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
            yield
            return
        from rich.console import Console

        with Console(stderr=True).status("preparing …") as self._status:
            yield
        self._status = None

    def _rows(self) -> list[dict[str, Any]]:
        from scriptgen.masking import masked

        answered = [(r, self.recorded[r.key]) for r in self._asked if r.key in self.recorded]
        rows = []
        for request, reply in answered:
            told = {**asdict(reply), "text": masked(reply.text, self.private), "usage": reply.usage.model_dump()}
            rows.append({"kind": request.kind, "round": request.round, "key": request.key, **told})
        return rows


def spent(model: str, usage: Usage) -> str:
    """Return what a run took, in one line."""
    requests = f"{usage.requests} request{'s' if usage.requests != 1 else ''}"
    cached = f" ({usage.cached_tokens:,} of them cached)" if usage.cached_tokens else ""
    tokens = f"{usage.input_tokens:,} tokens in{cached}, {usage.output_tokens:,} out"
    if usage.cost is None:
        price = "no price is known for this model ([prices] in scriptgen.toml sets one)"
    else:
        price = f"${usage.cost:.4f}"
    return f"{model}: {requests}, {tokens}, {price}."
