"""Fact files on disk: the heads of the user's and of the bundled ones, and the whole of one when it is needed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from scriptgen.errors import InputError, plain
from scriptgen.resources import PACKAGE

if TYPE_CHECKING:
    from scriptgen.facts.model import FactFile

__all__ = ["FORMS", "LIBRARY", "Header", "headers", "heads_of", "paths", "read_facts"]

LIBRARY = PACKAGE / "facts" / "library"
FORMS = (".toml", ".csv", ".md")
"""Suffixes of the forms that facts are read from."""
_LARGEST = 1_000_000
"""Bytes of a fact file; the bundled ones have about 10,000."""
_TABLE = re.compile(r"^\[", re.MULTILINE)
_SPOKEN = re.compile(r"^\[\[?(?:myths|facts|actions|red_flags|demo)\b", re.MULTILINE)


class Header(NamedTuple):
    """What names a topic and says where its facts are, read without the rest of the file."""

    path: Path
    topic: str
    aliases: tuple[str, ...]
    excludes: tuple[str, ...]
    stamp: int
    """A number that changes with the file, so that a changed one is read anew."""
    specialty: str = ""
    asked: tuple[str, ...] = ()
    quoted: bool = False
    """The file holds nothing but quotations: it adds to the facts on a topic and takes nobody's place."""
    beside: tuple[tuple[Path, int], ...] = ()
    """Files of quotations on the same topic, with their stamps."""

    @property
    def bundled(self) -> bool:
        """Return whether the file came with the package."""
        return self.path.parent == LIBRARY


def paths(given: str | Path | None = None) -> tuple[Path, ...]:
    """Return the user's fact files, from one file or a folder of them; raise InputError where there are none."""
    if given is None:
        return ()
    path = Path(given)
    if not path.exists():
        raise InputError(f"no facts at {str(path)!r}; name a fact file or a folder of them")
    if not path.is_dir():
        return (path,)
    found = tuple(sorted(p for p in path.iterdir() if p.suffix.lower() in FORMS and p.is_file()))
    if not found:
        raise InputError(f"the folder {str(path)!r} holds no fact files ({', '.join('*' + form for form in FORMS)})")
    return found


def headers(given: str | Path | None = None) -> tuple[Header, ...]:
    """Return the heads of the user's fact files, which win, and of the bundled ones; raise InputError for a file that is none."""
    from scriptgen.facts.index import heads

    mine = heads(paths(given)) if given is not None else ()
    spoken = [head for head in mine if not head.quoted]
    own = {head.topic.casefold() for head in spoken}
    kept = [*spoken, *(head for head in _bundled() if head.topic.casefold() not in own)]
    quoted = [head for head in mine if head.quoted]
    if not quoted:
        return tuple(kept)
    beside: dict[str, list[tuple[Path, int]]] = {}
    for head in quoted:
        beside.setdefault(head.topic.casefold(), []).append((head.path, head.stamp))
    known = {head.topic.casefold() for head in kept}
    alone = [head for head in quoted if head.topic.casefold() not in known]
    return (*(head._replace(beside=tuple(beside.get(head.topic.casefold(), ()))) for head in kept), *alone)


@lru_cache(maxsize=1)
def _bundled() -> tuple[Header, ...]:
    from scriptgen.facts.index import heads

    return heads(tuple(sorted(LIBRARY.glob("*.toml"))))


def heads_of(path: Path, stamp: int) -> tuple[Header, ...]:
    """Return the heads of the topics in one file, read from the file; raise InputError for a file that is none."""
    if path.suffix.lower() != ".toml":
        return tuple(_header(file.model_dump(), path, stamp) for file in _files(path, stamp))
    text = _text(path)
    table = _TABLE.search(text)
    try:
        head = _header(tomllib.loads(text[: table.start()] if table else text), path, stamp)
        return (head._replace(quoted="[[quotes]]" in text and not _SPOKEN.search(text)),)
    except KeyError:
        raise InputError(f"the fact file {str(path)!r} has no topic") from None
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"cannot read the fact file {str(path)!r}: {error}") from None


def _header(data: dict[str, Any], path: Path, stamp: int) -> Header:
    lists = [data.get(name, ()) for name in ("aliases", "excludes", "asked")]
    if not all(isinstance(found, (list, tuple)) for found in lists):
        raise InputError(f"fact file {str(path)!r}: aliases, excludes and asked take lists of names")
    names, others, asked = (tuple(map(str, found)) for found in lists)
    return Header(path, str(data["topic"]).strip(), names, others, stamp, str(data.get("specialty", "")), asked)


def read_facts(header: Header) -> FactFile:
    """Return all that the file behind a head says of its topic, with the quotations beside it; raise InputError where it cannot be read."""
    facts = next(file for file in _files(header.path, header.stamp) if file.topic == header.topic)
    for path, stamp in header.beside:
        for more in _files(path, stamp):
            held = {source.id for source in facts.sources}
            sources = tuple(source for source in more.sources if source.id not in held)
            facts = facts.model_copy(
                update={"quotes": (*facts.quotes, *more.quotes), "sources": (*facts.sources, *sources)}
            )
    return facts


@lru_cache(maxsize=256)
def _files(path: Path, stamp: int) -> tuple[FactFile, ...]:
    """Return the topics of a file; `stamp` only makes a changed file another one."""
    from pydantic import ValidationError

    from scriptgen.facts.model import FactFile

    try:
        return tuple(FactFile.model_validate(data) for data in _reader(path)(_text(path), path))
    except ValidationError as error:
        raise InputError(plain(error, f"fact file {str(path)!r}")) from None


def _reader(path: Path) -> Callable[[str, Path], Iterable[dict[str, Any]]]:
    form = path.suffix.lower()
    if form == ".csv":
        from scriptgen.facts.sheet import topics_of

        return topics_of
    if form == ".md":
        from scriptgen.facts.listed import topics_of as listed

        return listed
    return _toml


def _toml(text: str, path: Path) -> Iterable[dict[str, Any]]:
    try:
        return (tomllib.loads(text),)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"cannot read the fact file {str(path)!r}: {error}") from None


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            raise InputError(f"the fact file {str(path)!r} has more than {_LARGEST:,} bytes; split it by topic")
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read the fact file {str(path)!r}: {error}") from None
