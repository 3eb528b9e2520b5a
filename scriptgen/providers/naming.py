"""From the name of a model, as people type it, to the provider that asks it."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

from scriptgen.errors import AccessError, UsageError

if TYPE_CHECKING:
    from scriptgen.providers import Provider

__all__ = ["OWN", "choose", "host_of", "is_near", "is_own", "ollama_url", "only"]

OWN = "https://api.openai.com/v1"
_OLLAMA_PORT = 11434
_FORMS = "openai:<model>, ollama:<model>, local:<file.gguf> or facts"
_LONGEST = 200
_SHOWN = 8

Prices = Mapping[str, Mapping[str, float]]


def choose(
    model: str | None,
    *,
    prices: Prices | None = None,
    timeout: float | None = None,
    env: Mapping[str, str] | None = None,
    download: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Provider | None:
    """Return who answers for a model's name, None for the facts library; nothing is sent, and fetched only with `download`.

    Without a name it is OpenAI, or the server at OPENAI_BASE_URL, where a key or that address is set, and the facts library
    otherwise. `timeout` is seconds for all tries of one request. A model that the server has to name itself is found when the
    provider is opened. `download` fetches the weights that local:hf:owner/repo/file.gguf names, where they are not on this
    machine; `progress` is told the bytes that came and those of the whole.
    Raise UsageError for a name or an address that cannot be, AccessError where OpenAI's key is missing.
    """
    env = os.environ if env is None else env
    if timeout is not None and not 0 < timeout < float("inf"):
        raise UsageError(f"the timeout {timeout:g} is no number of seconds above 0; leave it out for the default")
    if model is None:
        return _openai("", prices, timeout, env) if _is_set(env) else None
    kind, colon, name = (part.strip() for part in model.partition(":"))
    is_file = kind.lower() in ("local", "fake")
    if not model.isprintable() or (colon and not name) or (len(model) > _LONGEST and not is_file):
        raise UsageError(f"{model[:40]!r} is no name of a model; write {_FORMS}")
    match kind.lower(), colon:
        case "facts", "":
            return None
        case "openai", _:
            return _openai(name, prices, timeout, env)
        case "ollama", _:
            return _ollama(name, prices, timeout, env)
        case "local", ":":
            from scriptgen.providers import hub, local

            weights = (
                hub.resolve(name, download=True, progress=progress)
                if download and name.startswith(hub.PREFIX)
                else name
            )
            return local.Local(str(weights), timeout=timeout)
        case "fake", ":":
            from scriptgen.providers.fake import Fake

            return Fake.recorded(Path(name))
        case _, "" if kind and not is_file and not kind.endswith(".gguf") and _is_set(env):
            return _openai(kind, prices, timeout, env)
    raise UsageError(f"{model!r} is no name of a model; write {_FORMS}")


def _is_set(env: Mapping[str, str]) -> bool:
    return bool(_value(env, "OPENAI_API_KEY") or _value(env, "OPENAI_BASE_URL"))


def _value(env: Mapping[str, str], name: str) -> str:
    return env.get(name, "").strip()


def _openai(model: str, prices: Prices | None, timeout: float | None, env: Mapping[str, str]) -> Provider:
    key = _value(env, "OPENAI_API_KEY")
    base_url = _address(_value(env, "OPENAI_BASE_URL") or OWN, "OPENAI_BASE_URL")
    own = is_own(base_url)
    if own and not key:
        raise AccessError(
            f"{host_of(base_url)} asks for a key; set OPENAI_API_KEY, or draft without a model: --model facts"
        )
    if not key.isascii() or not key.isprintable() or " " in key:
        raise AccessError(
            "OPENAI_API_KEY holds characters that no key has; copy the key anew, or draft without a model: --model facts"
        )
    if key and base_url.startswith("http:") and not is_near(base_url):
        raise UsageError(
            f"the key would go to {host_of(base_url)} unencrypted; use https in OPENAI_BASE_URL, or unset OPENAI_API_KEY "
            "where the host needs none"
        )
    if not model and own:
        from scriptgen.pricing import default_model

        model = default_model()
    from scriptgen.providers.openai import OpenAI

    return OpenAI(model, base_url=base_url, key=key or None, timeout=timeout, prices=prices)


def _ollama(model: str, prices: Prices | None, timeout: float | None, env: Mapping[str, str]) -> Provider:
    base_url = _address(ollama_url(_value(env, "OLLAMA_HOST")), "OLLAMA_HOST")
    from scriptgen.providers.openai import OpenAI

    return OpenAI(model, base_url=base_url, timeout=timeout, label="ollama", prices=prices)


def ollama_url(said: str) -> str:
    """Return the address that OLLAMA_HOST means: a host, host:port or URL, as Ollama itself reads it."""
    scheme, divider, rest = said.rpartition("://")
    parts = re.fullmatch(r"(\[[^]]*\]|[^:/]*)(:\d+)?(/.*)?", rest)
    if parts is None:
        return said
    host, port, path = (part or "" for part in parts.groups())
    # Where a server listens is not where it is found.
    host = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "[::]": "[::1]"}.get(host, host)
    port = port or ("" if divider else f":{_OLLAMA_PORT}")
    return f"{scheme or 'http'}://{host}{port}{path.rstrip('/').removesuffix('/v1')}/v1"


def _address(said: str, variable: str) -> str:
    """Return an address in one spelling; raise UsageError that names the variable where it is none."""
    url = _split(said)
    if url is None or url.scheme not in ("http", "https") or not url.hostname:
        shown = "" if "@" in said or "sk-" in said else f" {said[:100]!r}"
        raise UsageError(f"{variable}{shown} is no address of a server; write it like https://host/v1")
    if url.username is not None or url.query or url.fragment:
        raise UsageError(
            f"{variable} holds more than an address; leave out names, passwords and all behind ?, "
            "and give the key in OPENAI_API_KEY"
        )
    path = url.path.rstrip("/").removesuffix("/chat/completions")
    return f"{url.scheme}://{url.netloc.lower()}{path}"


def _split(said: str) -> SplitResult | None:
    try:
        url = urlsplit(said)
        return url if url.port != 0 and said.isprintable() and " " not in said else None
    except ValueError:
        return None


def host_of(base_url: str) -> str:
    """Return the host of an address as people say it, with its port where it has one."""
    return urlsplit(base_url).netloc.rpartition("@")[2]


def is_near(base_url: str) -> bool:
    """Return whether an address is on this machine."""
    host = urlsplit(base_url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def is_own(base_url: str) -> bool:
    """Return whether an address is OpenAI's own, in whichever region."""
    host = urlsplit(base_url).hostname or ""
    return host == "api.openai.com" or host.endswith(".api.openai.com")


def only(names: tuple[str, ...], host: str, label: str) -> str:
    """Return the one model of a server; raise UsageError that names its models where there are none or several."""
    useful = [name for name in names if "embed" not in name.lower()]
    if len(useful) == 1:
        return useful[0]
    form = f"--model {label}:<name>"
    if not useful:
        raise UsageError(f"the host {host} doesn't say which models it has; name one: {form}")
    shown = ", ".join(useful[:_SHOWN]) + (", …" if len(useful) > _SHOWN else "")
    raise UsageError(f"the host {host} has {len(useful)} models; choose one with {form}: {shown}")
