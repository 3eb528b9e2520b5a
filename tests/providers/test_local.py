"""A local model's process: what is checked before it starts, and what becomes of a run when it ends too early."""

from __future__ import annotations

import asyncio
import importlib.util
import os
import sys
from pathlib import Path

import pytest

from scriptgen.drafts import Usage
from scriptgen.errors import CrashError, InputError, ScriptgenError, UsageError
from scriptgen.exchange import Message, ModelReply, ModelRequest
from scriptgen.providers import local
from scriptgen.providers.local import Local

STUB = Path(__file__).with_name("stub_child.py")
SCHEMA = {
    "type": "object",
    "properties": {"ready": {"type": "boolean"}},
    "required": ["ready"],
    "additionalProperties": False,
}
REQUEST = ModelRequest("draft", 0, (Message("user", "Ms Canary, 54"),), SCHEMA, 50, "key")


@pytest.fixture
def weights(tmp_path: Path) -> str:
    path = tmp_path / "tiny.gguf"
    path.write_bytes(b"GGUF" + bytes(60))
    return str(path)


def model(weights: str, how: str = "", log: str = "") -> Local:
    return Local(weights, command=[sys.executable, str(STUB), how, log])


async def asked(provider: Local, requests: int = 1) -> list[ModelReply]:
    async with provider:
        return [await provider.reply(REQUEST) for _ in range(requests)]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "cannot be read (No such file or directory); give the path of a .gguf file"),
        ("folder", "is a folder; give a .gguf file"),
        ("pipe", "is no file; give a .gguf file"),
        (b"", "is not in the GGUF format; choose a .gguf file"),
        (b"GGU", "is not in the GGUF format; choose a .gguf file"),
        (b"<html>not found</html>", "is not in the GGUF format; choose a .gguf file"),
    ],
)
def test_what_is_no_model_file_is_told_before_anything_starts(
    tmp_path: Path, content: bytes | str | None, said: str
) -> None:
    path = tmp_path / "model.gguf"
    if content == "folder":
        path.mkdir()
    elif content == "pipe":
        os.mkfifo(path)
    elif isinstance(content, bytes):
        path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        Local(str(path))
    assert str(caught.value) == f"the model {path} {said}"


def test_a_home_is_found(weights: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(Path(weights).parent))
    assert Local("~/tiny.gguf", command=["none"]).name == "local:tiny.gguf"


def test_without_the_extra_it_says_how_to_install_it(weights: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(UsageError, match=r"local:tiny.gguf needs .* pip install 'scriptgen-health\[local\]'"):
        Local(weights)


def test_a_reply_names_the_file_and_costs_nothing(weights: str) -> None:
    provider = model(weights)
    assert (provider.name, provider.host) == ("local:tiny.gguf", "this machine")
    usage = Usage(requests=1, input_tokens=7, output_tokens=3, cost=0.0)
    assert asyncio.run(asked(provider, 2)) == [ModelReply("ok", '{"ready": true}', usage, "tiny.gguf")] * 2


def test_no_proxy_comes_between(weights: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    assert asyncio.run(asked(model(weights)))[0].outcome == "ok"


LOST = "0.00.057.643 E srv          init: exiting due to model loading error\n"


@pytest.mark.parametrize(
    ("how", "log", "said"),
    [
        ("loading-1", "", "could not be loaded (exit code 1);"),
        ("loading-1", f"0.00.03 E llama_model_load: tensors are cut\n{LOST}", "(exit code 1): tensors are cut;"),
        ("loading-1", "Traceback\n  File\nImportError: no libgomp\n", "(exit code 1): ImportError: no libgomp;"),
        ("loading-0", "", "could not be loaded (exit code 0);"),
        ("loading-SIGSEGV", "", "could not be loaded (SIGSEGV);"),
        ("loading-SIGABRT", "/a/b.cpp:7: GGML_ASSERT(n > 0) failed\n", "(SIGABRT): GGML_ASSERT(n > 0) failed;"),
        ("loading-SIGKILL", "", "could not be loaded (SIGKILL, often for want of memory);"),
        ("answering-SIGSEGV", "", "ended while it answered (SIGSEGV);"),
        ("answering-SIGKILL", "", "ended while it answered (SIGKILL, often for want of memory);"),
        ("answering-3", "", "ended while it answered (exit code 3);"),
        ("answering-SIGABRT", "x.cpp:7: GGML_ASSERT(n > 0) failed\n", "(SIGABRT): GGML_ASSERT(n > 0) failed;"),
        ("answering-1", "0.00.03 E srv  parse: 'Ms Canary, 54'\n", "ended while it answered (exit code 1);"),
    ],
)
def test_a_process_that_ends_is_a_crash_with_its_reason(weights: str, how: str, log: str, said: str) -> None:
    async def timed() -> None:
        async with asyncio.timeout(20):  # far below the deadline of a request
            await asked(model(weights, how, log))

    with pytest.raises(CrashError) as caught:
        asyncio.run(timed())
    message = str(caught.value)
    assert message.startswith("local:tiny.gguf ")
    assert said in message
    assert message.endswith("; choose another file, or draft with --model facts")
    assert "Canary" not in message


def test_once_crashed_always_crashed(weights: str) -> None:
    async def twice() -> list[BaseException | ModelReply]:
        async with model(weights, "answering-SIGABRT") as provider:
            return await asyncio.gather(*[provider.reply(REQUEST) for _ in range(3)], return_exceptions=True)

    assert [type(found) for found in asyncio.run(twice())] == [CrashError] * 3


def test_a_process_that_never_gets_ready_is_given_up(weights: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "START", 0.2)
    with pytest.raises(CrashError, match=r"local:tiny.gguf was not ready after 0.2 seconds"):
        asyncio.run(asked(model(weights, "silent")))


def test_a_prompt_too_long_is_told_plainly(weights: str) -> None:
    with pytest.raises(ScriptgenError, match=r"longer than .*tiny.gguf.*shorter notes"):
        asyncio.run(asked(model(weights, "too-long")))


@pytest.mark.parametrize("how", ["", "stubborn"])
def test_no_process_is_left_behind(weights: str, how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "GRACE", 0.2)

    async def process() -> int:
        async with model(weights, how) as provider:
            return provider._process.pid

    with pytest.raises(ProcessLookupError):
        os.kill(asyncio.run(process()), 0)


def test_a_run_given_up_while_it_loads_leaves_no_process(weights: str, tmp_path: Path) -> None:
    provider = model(weights, "silent")

    async def given_up() -> int:
        task = asyncio.create_task(asked(provider))
        while not hasattr(provider, "_process"):
            await asyncio.sleep(0.01)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return provider._process.pid

    with pytest.raises(ProcessLookupError):
        os.kill(asyncio.run(given_up()), 0)
