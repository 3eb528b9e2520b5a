"""Forks a process for each batch that is to be killed: everything is imported once, so that a kill costs a fraction of a second."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from scriptgen.batching import batch, outputs, runner
from scriptgen.batching.journal import Journal
from scriptgen.providers.capability import Capability
from scriptgen.providers.openai import OpenAI
from scriptgen.rulebook import rulebook

STEPS = ("intent", "send", "reply", "commit", "write", "export", "finish")
"""Where a process is killed: the intent is written down · the request is on its way · the reply has come and is not written down · it is
written down · a script is written and not in its place · it is in its place · the topic is written down as done."""
GIVEN = Capability("json_schema", "max_completion_tokens", "none")


def model(base_url: str) -> OpenAI:
    """Return the model behind a loopback server."""
    return OpenAI("gpt-6.1-terra", base_url=base_url, key="sk-none", capability=GIVEN, timeout=20.0)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def arm(step: str, count: int) -> None:
    """Have this process killed at the count-th time that it comes to a step."""
    left = [count]

    def reached() -> None:
        left[0] -= 1
        if left[0] == 0:
            die()

    def before(home: Any, name: str) -> None:
        real: Callable[..., Any] = getattr(home, name)

        def wrapped(*arguments: Any, **named: Any) -> Any:
            reached()
            return real(*arguments, **named)

        setattr(home, name, wrapped)

    def after(home: Any, name: str) -> None:
        real: Callable[..., Any] = getattr(home, name)

        def wrapped(*arguments: Any, **named: Any) -> Any:
            done = real(*arguments, **named)
            reached()
            return done

        setattr(home, name, wrapped)

    if step == "send":
        real = OpenAI.once

        async def sent(self: OpenAI, request: Any) -> Any:
            import asyncio

            asyncio.get_running_loop().call_later(0.02, reached)
            return await real(self, request)

        OpenAI.once = sent  # type: ignore[method-assign]
    elif step == "intent":
        after(Journal, "intent")
    elif step == "reply":
        before(Journal, "reply")
    elif step == "commit":
        after(Journal, "reply")
    elif step == "write":
        before(Path, "replace")
    elif step == "export":
        after(runner, "written")
    else:
        after(Journal, "finish")


def run(order: dict[str, Any]) -> None:
    if "step" in order:
        arm(order["step"], order["count"])
    for _ in batch(
        order["topics"],
        model=model(order["url"]),
        out=order["out"],
        to=("json", "srt"),
        reader="model",
        window=order["window"],
    ):
        pass


def main() -> None:
    rulebook(reader="model")
    assert outputs
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                run(json.loads(line))
            finally:
                os._exit(0)
        _, status = os.waitpid(child, 0)
        print(os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0, flush=True)


if __name__ == "__main__":
    main()
