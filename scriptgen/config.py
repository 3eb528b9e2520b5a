"""Settings: scriptgen.toml in the working folder, then the user's; an environment variable beats both, an option beats all."""

from __future__ import annotations

import dataclasses
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_type_hints

from scriptgen.errors import InputError, plain

__all__ = ["Config", "facts_folder", "files", "load"]

NAME = "scriptgen.toml"
PREFIX = "SCRIPTGEN_"
_FACTS = (".toml", ".csv", ".md")


@dataclass(frozen=True, slots=True)
class Config:
    """What a user has settled once; None where nothing is settled."""

    brand: str | None = None
    facts: str | None = None
    model: str | None = None
    format: str | None = None
    seconds: float | None = None
    platform: str | None = None
    jurisdiction: str | None = None
    ignore: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    prompts: str | None = None
    """Folder of prompt templates of your own."""
    timeout: float | None = None
    """Seconds for one request to a model."""
    prices: dict[str, dict[str, float]] | None = None
    """US dollars per million tokens by model: input, cached, output."""


def files() -> tuple[Path, ...]:
    """Return the settings files that exist, the stronger first."""
    here = Path(NAME)
    found = [here] if here.is_file() else []
    user = _user_file()
    return tuple([*found, user] if user.is_file() else found)


def _user_file() -> Path:
    if sys.platform.startswith(
        "linux"
    ):  # what platformdirs says there, without the time it takes to load it at every start
        base = os.environ.get("XDG_CONFIG_HOME", "").strip()
        return (Path(base) if base else Path.home() / ".config") / "scriptgen" / NAME
    import platformdirs

    return Path(platformdirs.user_config_dir("scriptgen", appauthor=False)) / NAME


def facts_folder() -> Path:
    """Return the folder for fact files of one's own: the setting `facts` where it is one, else `facts` beside the user's settings."""
    named = load().facts
    if not named or Path(named).suffix.lower() in _FACTS:
        return _own_facts()
    path = Path(named).expanduser()
    return path if path.exists() or path.is_absolute() or not files() else files()[0].parent / path


def _own_facts() -> Path:
    return _user_file().parent / "facts"


def load() -> Config:
    """Return the settings; raise InputError that names the file and the setting where one is wrong."""
    settings = _load()
    if settings.facts is None and any(
        path for form in _FACTS for path in _own_facts().glob(f"*{form}")
    ):  # what `scriptgen facts add` kept
        return dataclasses.replace(settings, facts=str(_own_facts()))
    return settings


def _load() -> Config:
    found = files()
    if not found and not any(name.upper().startswith(PREFIX) for name in os.environ):
        return Config()
    from pydantic import ValidationError, create_model
    from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

    class Sources(BaseSettings):
        model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", env_ignore_empty=True)

        @classmethod
        def settings_customise_sources(
            cls,
            settings_cls: type[BaseSettings],
            init_settings: PydanticBaseSettingsSource,
            env_settings: PydanticBaseSettingsSource,
            dotenv_settings: PydanticBaseSettingsSource,
            file_secret_settings: PydanticBaseSettingsSource,
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            return (env_settings, *(TomlConfigSettingsSource(settings_cls, path) for path in found))

    import tomllib

    hints = get_type_hints(Config)
    fields: dict[str, Any] = {f.name: (hints[f.name], f.default) for f in dataclasses.fields(Config)}
    settings = create_model("Settings", __base__=Sources, **fields)
    told = " and ".join(repr(str(p)) for p in found) or "the environment"
    try:
        values = settings().model_dump()
    except ValidationError as error:
        raise InputError(plain(error, f"settings in {told}")) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError, ValueError) as error:
        raise InputError(f"cannot read the settings in {told}: {error}") from None
    for name in ("brand", "facts", "prompts"):
        values[name] = _beside(values[name], found)
    return Config(**values)


def _beside(given: str | None, found: tuple[Path, ...]) -> str | None:
    """Return a path from a settings file as seen from that file's folder, where it isn't there from here."""
    if given is None or Path(given).expanduser().exists():
        return given if given is None else str(Path(given).expanduser())
    return next((str(p.parent / given) for p in found if (p.parent / given).exists()), given)
