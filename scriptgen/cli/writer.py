"""Which model a command asks: its option, the settings, the environment."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scriptgen.config import Config
    from scriptgen.providers import Provider

__all__ = ["chosen"]


def chosen(model: str | None, settings: Config, *, download: bool = False) -> Provider | None:
    """Return the Provider of that name, None for the facts library; without a name what the environment sets up."""
    if model == "facts":
        return None
    from scriptgen.providers.naming import choose

    return choose(model, prices=settings.prices, timeout=settings.timeout, download=download)
