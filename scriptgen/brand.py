"""The brand: who speaks, in which tone, with which words; one TOML file that a clinic keeps."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from scriptgen.errors import InputError, plain
from scriptgen.script import Identity, Slug

__all__ = ["Brand", "as_brand"]


class Brand(Identity):
    """Identity and house style. Only the identity fields are copied into a script."""

    tone: str = ""
    audience: str = ""
    banned: tuple[str, ...] = ()
    """Phrases that must not occur, in any inflection of their last word."""
    ctas: tuple[str, ...] = ()
    """Calls to action as this brand says them."""
    disclaimers: tuple[str, ...] = ()
    """Disclaimers as this brand says them; the first one that fits is used."""
    jurisdiction: Slug = "us"
    colours: tuple[str, ...] = ()
    hashtags: tuple[str, ...] = ()
    """The brand's own and community tags, with or without #."""

    @property
    def identity(self) -> Identity:
        """Return the fields that a script carries."""
        return Identity(**{name: getattr(self, name) for name in Identity.model_fields})


def as_brand(given: Brand | Mapping[str, Any] | str | Path | None) -> Brand | None:
    """Return the Brand for a Brand, a mapping, or the path of a TOML file; None for None; raise InputError for anything else."""
    if given is None or isinstance(given, Brand):
        return given
    if isinstance(given, Mapping):
        return _validated(given, "brand")
    import tomllib

    path = Path(given)
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(
            f"cannot read the brand file {str(path)!r}: {error.strerror or error}; 'scriptgen brand init' makes one"
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"the brand file {str(path)!r} is not TOML: {error}") from None
    return _validated(data, f"brand file {str(path)!r}")


def _validated(data: Mapping[str, Any], what: str) -> Brand:
    try:
        return Brand.model_validate(data)
    except ValidationError as error:
        raise InputError(plain(error, what)) from None
