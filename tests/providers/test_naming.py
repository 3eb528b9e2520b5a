"""From names to providers."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from pathlib import Path

import pytest

from scriptgen.errors import AccessError, InputError, ScriptgenError, UsageError
from scriptgen.pricing import default_model
from scriptgen.providers.fake import Fake
from scriptgen.providers.naming import choose, host_of, is_near, is_own
from scriptgen.providers.openai import OpenAI
from tests.loopback import Loopback
from tests.providers import KEY, REQUEST

HERE = "http://127.0.0.1:8000/v1"
DEFAULT = f"openai:{default_model()}"


def env(key: str = "", url: str = "", ollama: str = "") -> dict[str, str]:
    return {"OPENAI_API_KEY": key, "OPENAI_BASE_URL": url, "OLLAMA_HOST": ollama}


@pytest.mark.parametrize(
    ("model", "settings", "name", "host"),
    [
        (None, env(KEY), DEFAULT, "api.openai.com"),
        (None, env(f" {KEY}\n"), DEFAULT, "api.openai.com"),
        (None, env(KEY, "https://eu.api.openai.com/v1/"), DEFAULT, "eu.api.openai.com"),
        (None, env(url=HERE), "openai", "127.0.0.1:8000"),
        ("openai", env(KEY), DEFAULT, "api.openai.com"),
        ("openai:gpt-5.5", env(KEY), "openai:gpt-5.5", "api.openai.com"),
        ("OpenAI: gpt-5.5 ", env(KEY), "openai:gpt-5.5", "api.openai.com"),
        ("gpt-5.5", env(KEY), "openai:gpt-5.5", "api.openai.com"),
        ("openai:llama3.2:1b", env(url=HERE), "openai:llama3.2:1b", "127.0.0.1:8000"),
        (
            "meta/llama",
            env(url="https://Models.Example.org:8443/api/v1/chat/completions"),
            "openai:meta/llama",
            "models.example.org:8443",
        ),
        ("openai:m", env(KEY, "http://localhost:8000/v1"), "openai:m", "localhost:8000"),
        ("openai:m", env(KEY, "http://[::1]:8000/v1"), "openai:m", "[::1]:8000"),
        ("openai:m", env("", "http://models.example.org/v1"), "openai:m", "models.example.org"),
        ("ollama:llama3.2:1b", env(KEY), "ollama:llama3.2:1b", "127.0.0.1:11434"),
        ("ollama", env(), "ollama", "127.0.0.1:11434"),
    ],
)
def test_names(model: str | None, settings: dict[str, str], name: str, host: str) -> None:
    provider = choose(model, env=settings)
    assert isinstance(provider, OpenAI) and (provider.name, provider.host) == (name, host)


@pytest.mark.parametrize(
    ("model", "settings"), [("facts", env(KEY)), ("FACTS", env()), (None, env()), (None, env(" ", " "))]
)
def test_facts(model: str | None, settings: dict[str, str]) -> None:
    assert choose(model, env=settings) is None


FORMS = "write openai:<model>, ollama:<model>, local:<file.gguf> or facts"
PROXY = "https://somebody:secret@models.example.org/v1"


@pytest.mark.parametrize(
    ("model", "settings", "kind", "said"),
    [
        ("gpt-5.5", env(), UsageError, f"'gpt-5.5' is no name of a model; {FORMS}"),
        ("anthropic:x", env(KEY), UsageError, f"'anthropic:x' is no name of a model; {FORMS}"),
        ("llama3:8b", env(url=HERE), UsageError, FORMS),
        ("facts:x", env(), UsageError, FORMS),
        ("model.gguf", env(KEY), UsageError, FORMS),
        ("openai:", env(KEY), UsageError, FORMS),
        ("local", env(KEY), UsageError, FORMS),
        ("", env(KEY), UsageError, FORMS),
        ("openai:a\nb", env(KEY), UsageError, FORMS),
        ("m" * 5000, env(KEY), UsageError, f"'{'m' * 40}' is no name"),
        (
            "openai:gpt-5.5",
            env(),
            AccessError,
            "api.openai.com asks for a key; set OPENAI_API_KEY, or draft without a model: --model facts",
        ),
        (None, env(url="https://api.openai.com/v1"), AccessError, "set OPENAI_API_KEY"),
        ("openai:m", env("sk-abc…xyz"), AccessError, "OPENAI_API_KEY holds characters that no key has"),
        ("openai:m", env("sk-abc xyz"), AccessError, "OPENAI_API_KEY holds characters that no key has"),
        (
            "openai:m",
            env(KEY, "http://models.example.org/v1"),
            UsageError,
            "the key would go to models.example.org unencrypted; use https",
        ),
        ("openai:m", env(KEY, "http://192.168.1.5:8000/v1"), UsageError, "unencrypted"),
        (None, env(url="models.example.org/v1"), UsageError, "OPENAI_BASE_URL 'models.example.org/v1' is no address"),
        (
            None,
            env(url="ftp://models.example.org"),
            UsageError,
            "is no address of a server; write it like https://host/v1",
        ),
        (None, env(url="https://"), UsageError, "is no address"),
        (None, env(url="http://host:99999/v1"), UsageError, "is no address"),
        (None, env(url="http://[::1/v1"), UsageError, "is no address"),
        (None, env(url="http://a b/v1"), UsageError, "is no address"),
        (None, env(url=KEY), UsageError, "OPENAI_BASE_URL is no address"),
        (None, env(url=PROXY), UsageError, "OPENAI_BASE_URL holds more than an address"),
        (None, env(url="https://h/v1?api-version=1"), UsageError, "OPENAI_BASE_URL holds more than an address"),
        ("ollama:m", env(ollama="box:port"), UsageError, "OLLAMA_HOST 'box:port' is no address"),
        (f"local:{'d/' * 150}m.gguf", env(), InputError, "m.gguf"),
        ("ollama:m", env(ollama="ssh://h"), UsageError, "OLLAMA_HOST 'ssh://h/v1' is no address"),
        ("fake:nowhere.json", env(), InputError, "nowhere.json"),
        ("local:nowhere.gguf", env(), InputError, "nowhere.gguf"),
    ],
)
def test_refused(model: str | None, settings: dict[str, str], kind: type[ScriptgenError], said: str) -> None:
    with pytest.raises(kind) as caught:
        choose(model, env=settings)
    message = str(caught.value)
    assert said in message and type(caught.value) is kind
    assert KEY not in message and "secret" not in message and len(message) < 500


@pytest.mark.parametrize("timeout", [0, -1.0, float("inf"), float("nan")])
def test_timeouts(timeout: float) -> None:
    with pytest.raises(UsageError, match="is no number of seconds above 0"):
        choose("facts", timeout=timeout, env=env())


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("", "http://127.0.0.1:11434/v1"),
        ("box", "http://box:11434/v1"),
        ("box:9000", "http://box:9000/v1"),
        (":9000", "http://127.0.0.1:9000/v1"),
        ("0.0.0.0", "http://127.0.0.1:11434/v1"),
        ("0.0.0.0:9000", "http://127.0.0.1:9000/v1"),
        ("[::1]", "http://[::1]:11434/v1"),
        ("[::]:9000", "http://[::1]:9000/v1"),
        ("http://box:9000", "http://box:9000/v1"),
        ("http://box:9000/", "http://box:9000/v1"),
        ("https://box.example.org", "https://box.example.org/v1"),
        ("https://box.example.org/ollama/v1", "https://box.example.org/ollama/v1"),
        ("box/ollama", "http://box:11434/ollama/v1"),
    ],
)
def test_where_ollama_is(said: str, address: str) -> None:
    provider = choose("ollama:m", env=env(KEY, ollama=said))
    assert isinstance(provider, OpenAI) and provider.base_url == address


@pytest.mark.parametrize(
    ("url", "host", "near", "own"),
    [
        ("https://api.openai.com/v1", "api.openai.com", False, True),
        ("https://us.api.openai.com/v1", "us.api.openai.com", False, True),
        ("https://api.openai.com.example.org/v1", "api.openai.com.example.org", False, False),
        ("https://notapi.openai.com/v1", "notapi.openai.com", False, False),
        ("http://127.9.9.9:1/v1", "127.9.9.9:1", True, False),
        ("http://localhost/v1", "localhost", True, False),
        ("http://localhost.example.org/v1", "localhost.example.org", False, False),
        ("http://127.0.0.1.example.org/v1", "127.0.0.1.example.org", False, False),
        ("http://[::1]:1/v1", "[::1]:1", True, False),
        ("http://10.0.0.1/v1", "10.0.0.1", False, False),
    ],
)
def test_hosts(url: str, host: str, near: bool, own: bool) -> None:
    assert (host_of(url), is_near(url), is_own(url)) == (host, near, own)


def test_a_recording(tmp_path: Path) -> None:
    path = tmp_path / "replies.json"
    path.write_text(json.dumps({"replies": [{"text": "{}"}]}))
    provider = choose(f"fake:{path}", env=env())
    assert isinstance(provider, Fake)


@pytest.mark.parametrize("download", [False, True])
def test_weights_are_fetched_only_when_asked(download: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    def resolve(name: str, *, download: bool, progress: object = None) -> Path:
        raise UsageError(f"{name} {download}")

    monkeypatch.setattr("scriptgen.providers.hub.resolve", resolve)
    with pytest.raises(UsageError, match=f"^hf:a/b/c.gguf {download}$"):
        choose("local:hf:a/b/c.gguf", env=env(), download=download)


def test_facts_load_no_client() -> None:
    code = (
        "import sys; from scriptgen.providers.naming import choose; assert choose('facts') is None; "
        "print([n for n in ('openai', 'httpx2', 'asyncio', 'tiktoken') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_ollama_is_sent_no_key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SCRIPTGEN_CACHE", str(tmp_path))
    for name in ("OPENAI_API_KEY", "OPENAI_ADMIN_KEY"):
        monkeypatch.setenv(name, KEY)
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")  # text for this machine stays on it

    async def run(host: str) -> str:
        provider = choose("ollama", env={"OLLAMA_HOST": host, "OPENAI_API_KEY": KEY})
        assert provider is not None
        async with provider:
            await provider.reply(REQUEST)
        return provider.name

    with Loopback("{}", models=["llama3.2:1b"]) as server:
        assert asyncio.run(run(server.base_url)) == "ollama:llama3.2:1b"
    assert len(server.requests) == 3 and not any("authorization" in asked.headers for asked in server.requests)


@pytest.mark.parametrize(
    ("models", "said"),
    [
        (["m"], "openai:m"),
        (["text-embedding-m", "m"], "openai:m"),
        (["a", "b"], r"the host 127.0.0.1:\d+ has 2 models; choose one with --model openai:<name>: a, b$"),
        ([f"m{n}" for n in range(12)], "has 12 models; .*: m0, m1, m2, m3, m4, m5, m6, m7, …$"),
        (["a", "\x1b[31m", "b\n"], "openai:a"),
        ([], r"doesn't say which models it has; name one: --model openai:<name>$"),
        (None, r"doesn't say which models it has; name one: --model openai:<name>$"),
    ],
)
def test_the_model_is_found(models: list[str] | None, said: str) -> None:
    async def run(url: str) -> str:
        provider = choose(None, env=env(url=url))
        assert provider is not None
        async with provider:
            return provider.name

    with Loopback(models=models) as server:
        if said.startswith("openai:"):
            assert asyncio.run(run(server.base_url)) == said
        else:
            with pytest.raises(UsageError, match=said):
                asyncio.run(run(server.base_url))
    assert [asked.path for asked in server.requests] == ["/v1/models"]
