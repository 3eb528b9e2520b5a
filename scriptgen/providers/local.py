"""A model on this machine: llama.cpp in a child process, spoken to like any other host, so that its crash is only an error."""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import re
import signal
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Self

from scriptgen.errors import BusyError, CrashError, InputError, UsageError
from scriptgen.exchange import ModelReply, ModelRequest
from scriptgen.providers import hub

__all__ = ["Local"]

START = 600.0
"""Seconds that a model may take to be ready: a large one comes slowly from a slow disk."""
DEADLINE = 1800.0
"""Seconds for one request: without a graphics card a long prompt alone takes minutes."""
GRACE = 3.0
"""Seconds that the child has to end in order."""
_LOADING = re.compile(r"^[\d.]+ E (?:\w+ +)?\w+: *(.+)$|^(ImportError: .+)$|(GGML_ASSERT.+)$", re.MULTILINE)
_ANSWERING = re.compile(r"(GGML_ASSERT.+|failed to allocate.+|what\(\): .+)$", re.MULTILINE)
"""What llama.cpp says of its own end; nothing else of its log is quoted once that may hold words of the user."""


class Local:
    """One model file, in memory while the provider is open; it answers one request at a time, the others wait."""

    host = "this machine"

    def __init__(self, model: str, *, timeout: float | None = None, command: Sequence[str] | None = None) -> None:
        """Take a path to a GGUF file, or `hf:owner/repo/file.gguf` where that is in the hub's cache.

        `timeout` is seconds for one request; `command` starts the child, the file's path is put after it.
        Raise InputError for what is no such file, UsageError where the extra is not installed.
        """
        self._weights = hub.resolve(model, download=False) if model.startswith(hub.PREFIX) else _file(model)
        self.name = f"local:{self._weights.name}"
        if command is None:
            if importlib.util.find_spec("xllamacpp") is None:
                raise UsageError(f"{self.name} needs the extra local; {hub.INSTALL}")
            command = [sys.executable, "-P", str(Path(__file__).with_name("child.py"))]
        self._command = [*command, str(self._weights)]
        self._deadline = DEADLINE if timeout is None else timeout

    async def __aenter__(self) -> Self:
        from scriptgen.providers.capability import Capability
        from scriptgen.providers.openai import OpenAI

        async with contextlib.AsyncExitStack() as stack:
            self._log: IO[bytes] = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - the stack closes it
            pipe = asyncio.subprocess.PIPE
            self._process = await asyncio.create_subprocess_exec(
                *self._command, stdin=pipe, stdout=pipe, stderr=self._log
            )
            stack.push_async_callback(_end, self._process)
            port, key = await self._ready()
            name = self._weights.name
            server = OpenAI(
                name,
                base_url=f"http://127.0.0.1:{port}/v1",
                key=key,
                timeout=self._deadline,
                label="local",
                capability=Capability("json_schema", "max_tokens", store=False),
                prices={name: {"input": 0.0, "output": 0.0}},
            )
            server.host = self.host
            self._server = await stack.enter_async_context(server)
            self._turn = asyncio.Lock()
            self._open = stack.pop_all()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._open.aclose()

    async def reply(self, request: ModelRequest) -> ModelReply:
        """Return the model's reply; raise CrashError as soon as its process ends without one."""
        async with self._turn:
            answer = asyncio.ensure_future(self._server.reply(request))
            end = asyncio.ensure_future(self._process.wait())
            try:
                await asyncio.wait((answer, end), return_when=asyncio.FIRST_COMPLETED)
                if answer.done() and isinstance(answer.exception(), BusyError):
                    await asyncio.wait((end,), timeout=1)  # a connection breaks a moment before the process is gone
                if end.done() and not (answer.done() and answer.exception() is None):
                    raise self._crashed("ended while it answered", _ANSWERING)
                return answer.result()
            finally:
                answer.cancel()
                end.cancel()
                await asyncio.gather(answer, end, return_exceptions=True)

    async def _ready(self) -> tuple[int, str]:
        """Return the port that the child listens on and the key that it asks for."""
        assert self._process.stdout is not None
        try:
            async with asyncio.timeout(START):
                said = (await self._process.stdout.readline()).decode("ascii", "replace").split()
                if len(said) == 3 and said[0] == "ready":
                    return int(said[1]), said[2]
                await self._process.wait()
        except TimeoutError:
            raise CrashError(f"{self.name} was not ready after {START:g} seconds; choose a smaller model") from None
        raise self._crashed("could not be loaded", _LOADING)

    def _crashed(self, what: str, telling: re.Pattern[str]) -> CrashError:
        code = self._process.returncode or 0
        how = f"exit code {code}" if code >= 0 else signal.Signals(-code).name
        if how == "SIGKILL":
            how += ", often for want of memory"
        self._log.seek(0)
        found = telling.search(self._log.read().decode("utf-8", "replace"))
        why = f": {found[found.lastindex or 0][:200].strip()}" if found else ""
        return CrashError(f"{self.name} {what} ({how}){why}; choose another file, or draft with --model facts")


def _file(name: str) -> Path:
    """Return the path of a GGUF file; raise InputError for any other, before a process is started for it."""
    path = Path(name)
    with contextlib.suppress(RuntimeError):  # a home that is none
        path = path.expanduser()  # no shell does this behind local:
    try:
        if not path.is_file() and path.exists():
            raise InputError(f"the model {path} is {'a folder' if path.is_dir() else 'no file'}; give a .gguf file")
        with path.open("rb") as file:
            start = file.read(4)
    except OSError as error:
        raise InputError(f"the model {path} cannot be read ({error.strerror}); give the path of a .gguf file") from None
    if start != b"GGUF":
        raise InputError(f"the model {path} is not in the GGUF format; choose a .gguf file")
    return path


async def _end(process: asyncio.subprocess.Process) -> None:
    """End the child in order, or by force."""
    if process.returncode is not None:
        return
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
    try:
        async with asyncio.timeout(GRACE):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()
