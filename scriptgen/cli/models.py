"""What doctor says of models: which are usable, what a server can do, what is missing. Only with a name is anything asked."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from datetime import date
from importlib.util import find_spec
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

if TYPE_CHECKING:
    from scriptgen.config import Config

__all__ = ["at_hand", "probed"]

_SHOWN = 20
_SAID = {
    "json_schema": "holds the model to the JSON Schema",
    "json_object": "promises JSON, but not its shape: the rules and one more try see to that",
    "prompt": "promises nothing: the schema goes into the prompt, and what comes is read with care",
}


def at_hand(settings: Config) -> Iterator[str]:
    """Yield what can be asked from here, without sending anything beyond a look at a port of this machine."""
    from scriptgen.pricing import checked_on, default_model, price_of
    from scriptgen.providers.naming import ollama_url
    from scriptgen.tokens import count

    yield "facts: the library above, word for word; nothing is sent"
    key, address = (bool(os.environ.get(name, "").strip()) for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"))
    if address:
        yield f"openai:<model>: OPENAI_BASE_URL is set, OPENAI_API_KEY is {'set' if key else 'not set'}"
    elif key:
        yield f"openai:{default_model()}: OPENAI_API_KEY is set; another model by --model openai:<name>"
    else:
        yield "openai:<model>: missing OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own"
    ollama = urlsplit(ollama_url(os.environ.get("OLLAMA_HOST", "").strip()))
    yield f"ollama:<model>: {_answers(ollama)} at {ollama.netloc}"
    parts = [name for name in ("xllamacpp", "huggingface_hub") if find_spec(name) is None]
    yield f"local:<file.gguf>: {'usable' if not parts else 'missing the extra local: pip install ' + repr('scriptgen-health[local]')}"
    chosen = settings.model or (default_model() if key and not address else None)
    if chosen:
        price = price_of(chosen.removeprefix("openai:"), settings.prices)
        cost = f"${price.input:g} in, ${price.output:g} out a million tokens" if price else "no price known"
        yield f"{chosen} is asked where nothing else is said: {cost}"
        if price and price.ends:
            yield f"{chosen} ends on {price.ends.isoformat()}: {'choose another' if price.ends <= date.today() else 'plan for another'}"
    yield f"prices as of {checked_on().isoformat()}; yours go first: [prices] in scriptgen.toml"
    yield f"tokens are {'counted' if count('a').exact else 'estimated from above: the vocabulary of tiktoken is not on this machine'}"


def _answers(url: SplitResult) -> str:
    """Return whether somebody listens at an address of this machine; other machines are not asked."""
    from scriptgen.providers.naming import is_near

    if not is_near(url.geturl()):
        return "not asked, it is another machine,"
    try:
        with socket.create_connection((url.hostname, url.port or 80), timeout=0.5):
            return "a server answers"
    except OSError:
        return "nobody answers"


def probed(model: str, settings: Config) -> Iterator[str]:
    """Yield what the server behind a model can do, by asking it; raise ProviderError or UsageError where it cannot be asked."""
    from scriptgen.cli.output import say
    from scriptgen.cli.writer import chosen
    from scriptgen.drivers import blocking

    provider = chosen(model, settings)
    if provider is None:
        yield f"{model}: nothing to ask, nothing is sent"
        return
    say(f"Asking {provider.name} at {provider.host}: one or two tiny requests, without any text of yours.")

    async def ask() -> str:
        from scriptgen.providers.openai import OpenAI

        async with provider:
            if not isinstance(provider, OpenAI):
                return f"{provider.name} at {provider.host} can be opened"
            names = await provider.models()
            listed = f"{provider.host} has {', '.join(names[:_SHOWN])}{', …' if len(names) > _SHOWN else ''}"
            found = await provider.probe()
            return f"{provider.name} at {provider.host} {_SAID[found.format]}\n{listed if names else ''}".strip()

    yield from blocking(ask()).splitlines()
