"""The script as YAML, without the fields that are empty, for people who like to edit it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from scriptgen.text import clean

if TYPE_CHECKING:
    from scriptgen.script import Script

__all__ = ["MEDIA", "SUFFIX", "dumped", "export", "spare"]

SUFFIX = ".yaml"
MEDIA = "application/yaml"

_ALWAYS = ("schema_version", "topic", "format", "language", "platform", "placement", "jurisdiction")


def export(script: Script) -> str:
    """Return the script as YAML; reading it gives the same script."""
    return dumped(spare(script))


def spare(script: Script) -> dict[str, Any]:
    """Return the script as a mapping with what says what it is, and of the rest what is not empty."""
    told = script.model_dump(mode="json", exclude_defaults=True)
    head = {name: getattr(script, name) for name in _ALWAYS}
    return {name: head.get(name, told.get(name)) for name in type(script).model_fields if name in head or name in told}


def dumped(data: Mapping[str, Any]) -> str:
    """Return a mapping as block YAML that any YAML reader takes for the same texts."""
    import yaml

    return str(
        yaml.dump(
            data, Dumper=_dumper(), sort_keys=False, allow_unicode=True, width=float("inf"), default_flow_style=False
        )
    )


@lru_cache(maxsize=1)
def _dumper() -> Any:
    import yaml

    class Dumper(yaml.SafeDumper):
        """Indents lists, never uses anchors, and writes texts of several lines as blocks where they survive it."""

        def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
            super().increase_indent(flow, False)

        def ignore_aliases(self, data: object) -> bool:
            return True

    def text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
        style = None
        if value != clean(value):
            style = '"'
        elif "\n" in value:
            style = "|" if all(line == line.strip() for line in value.split("\n")) and value == value.strip() else '"'
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)

    Dumper.add_representer(str, text)
    return Dumper
