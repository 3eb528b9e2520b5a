"""Scripts as YAML, read as text: no anchors, no tags, no dates, no 'no' that turns into false.

Every scalar stays the text that was typed, and the Script model makes numbers and switches of it where it expects
them, so that a phone number stays a phone number. An unquoted null, ~ or nothing means the same as leaving the field
out.
"""

from __future__ import annotations

from typing import Any

from scriptgen.errors import InputError
from scriptgen.loading.loaded import Loaded, build

__all__ = ["mapping", "read"]

_DEEPEST = 20
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


def read(text: str) -> Loaded:
    """Return the Loaded of a YAML mapping; raise InputError that names the line."""
    return build(mapping(text))


def mapping(text: str, first_line: int = 1) -> dict[str, Any]:
    """Return the mapping that a YAML text holds, its scalars as text; `first_line` is where it begins in its file."""
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    tree = _Tree(first_line)
    try:
        for event in yaml.parse(text, Loader=loader):
            tree.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"line {mark.line + first_line}: " if mark else ""
        raise InputError(
            f"{where}this is not YAML ({error.problem or error.context}); put texts with ':' or '#' in quotes"
        ) from None
    except yaml.YAMLError:
        raise InputError(
            "this is not YAML: it holds control characters; write them as escapes in double quotes"
        ) from None
    if tree.value is None:
        return {}
    if not isinstance(tree.value, dict):
        raise InputError("a script in YAML is a mapping of fields such as 'hook:' and 'beats:', this is something else")
    version = tree.value.get("schema_version")
    if isinstance(version, str) and version.isascii() and version.isdigit():
        tree.value["schema_version"] = int(version[:9])
    return tree.value


class _Tree:
    """Values built from parser events: refuses what a script never needs before it can grow."""

    def __init__(self, first_line: int) -> None:
        self.first_line = first_line
        self.documents = 0
        self.value: Any = None
        self.open: list[tuple[Any, str | None]] = []
        """Containers that are open, each with the key that waits for its value."""

    def take(self, event: Any) -> None:
        """Build on with the next event; raise InputError for one that scripts do not use."""
        kind = type(event).__name__
        if kind == "AliasEvent" or getattr(event, "anchor", None):
            self.fail(
                event, "anchors and aliases (&name, *name) are not read; write the value out, or put it in quotes"
            )
        if getattr(event, "tag", None) not in (None, "!"):
            self.fail(event, "tags (!name) are not read; write the value alone, or put it in quotes")
        if kind == "DocumentStartEvent":
            self.documents += 1
            if self.documents > 1:
                self.fail(event, "a second document begins; keep one script in a file")
        elif kind == "ScalarEvent":
            plain = event.style in (None, "")
            self.add(event, None if plain and event.value in _NOTHING else event.value)
        elif kind in ("MappingStartEvent", "SequenceStartEvent"):
            if len(self.open) >= _DEEPEST:
                self.fail(event, "it is nested too deeply to be a script")
            if self.open and isinstance(self.open[-1][0], dict) and self.open[-1][1] is None:
                self.fail(event, "a key must be a text")
            self.open.append(({} if kind == "MappingStartEvent" else [], None))
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            value, _ = self.open.pop()
            self.add(event, {k: v for k, v in value.items() if v is not None} if isinstance(value, dict) else value)

    def add(self, event: Any, value: Any) -> None:
        """Put a finished value where it belongs."""
        if not self.open:
            self.value = value
            return
        holder, key = self.open[-1]
        if isinstance(holder, list):
            holder.append(value)
        elif key is None:
            if value is None:
                self.fail(event, "a key is missing before ':'")
            if value in holder:
                self.fail(event, f"the key {value!r} occurs twice; keep one")
            self.open[-1] = (holder, value)
        else:
            holder[key] = value
            self.open[-1] = (holder, None)

    def fail(self, event: Any, message: str) -> None:
        """Raise InputError with the line of the event."""
        raise InputError(f"line {event.start_mark.line + self.first_line}: {message}")
