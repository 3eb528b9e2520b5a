"""Find the facts for a topic as people type it."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import combining, normalize

from scriptgen.errors import InputError, NothingToDraftError, plain
from scriptgen.resources import PACKAGE
from scriptgen.text import content_stems, fold, stem, words
from scriptgen.topics import known_stems

if TYPE_CHECKING:
    from scriptgen.facts.model import FactFile

__all__ = ["Header", "aliases_of", "find", "headers", "read_facts"]

LIBRARY = PACKAGE / "facts" / "library"
_FUZZY = 82
"""Score of 100 from which a misspelling still counts; "nee pain" has 94 to "knee pain", "neck pain" 78."""
_NEAR = 60
"""Score from which a topic is worth naming as near."""
_TABLE = re.compile(r"^\[", re.MULTILINE)


class Header(NamedTuple):
    """The head of a fact file, read without the rest of it."""

    path: Path
    topic: str
    aliases: tuple[str, ...]
    excludes: tuple[str, ...]
    stamp: float
    """Modification time, so that a changed file is read anew."""


def headers(given: str | Path | None = None) -> tuple[Header, ...]:
    """Return the heads of the user's fact files, which win, and of the bundled ones; raise InputError for a file that is none."""
    own: list[Path] = []
    if given is not None:
        path = Path(given)
        if not path.exists():
            raise InputError(f"no facts at {str(path)!r}; name a fact file or a folder of them")
        own = sorted(path.glob("*.toml")) if path.is_dir() else [path]
        if not own:
            raise InputError(f"the folder {str(path)!r} holds no fact files (*.toml)")
    bundled = _bundled()
    mine = tuple(_head(p, p.stat().st_mtime) for p in own)
    topics = {h.topic for h in mine}
    return (*mine, *(h for h in bundled if h.topic not in topics))


@lru_cache(maxsize=1)
def _bundled() -> tuple[Header, ...]:
    return tuple(_head(p, 0.0) for p in sorted(LIBRARY.glob("*.toml")))


@lru_cache(maxsize=4096)
def _head(path: Path, stamp: float) -> Header:
    try:
        text = path.read_text(encoding="utf-8")
        table = _TABLE.search(text)
        data = tomllib.loads(text[: table.start()] if table else text)
        return Header(
            path,
            str(data["topic"]),
            tuple(map(str, data.get("aliases", ()))),
            tuple(map(str, data.get("excludes", ()))),
            stamp,
        )
    except KeyError:
        raise InputError(f"the fact file {str(path)!r} has no topic") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"cannot read the fact file {str(path)!r}: {error}") from None


@lru_cache(maxsize=256)
def _file(path: Path, stamp: float) -> FactFile:
    from pydantic import ValidationError

    from scriptgen.facts.model import FactFile

    try:
        return FactFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        raise InputError(plain(error, f"fact file {str(path)!r}")) from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"cannot read the fact file {str(path)!r}: {error}") from None


def read_facts(header: Header) -> FactFile:
    """Return the whole file behind a head."""
    return _file(header.path, header.stamp)


def _plain(text: str) -> str:
    """Return the text without accents: acné is acne."""
    return text if text.isascii() else "".join(c for c in normalize("NFKD", text) if not combining(c))


def _stems(text: str) -> str:
    return " ".join(stem(w) for w in words(fold(_plain(text))))


class _Name(NamedTuple):
    """One name of a topic, ready to be compared."""

    stems: str
    squeezed: str
    content: frozenset[str]


@lru_cache(maxsize=4096)
def _names(header: Header) -> tuple[tuple[_Name, ...], tuple[str, ...]]:
    """Return the names of a file's topic, and what it is not about, both as stems."""
    stems = {name: _stems(name) for name in (header.topic, *header.aliases)}
    names = tuple(
        _Name(f" {s} ", s.replace(" ", ""), frozenset(content_stems(n) - _CHAFF)) for n, s in stems.items() if s
    )
    return names, tuple(f" {_stems(other)} " for other in header.excludes)


def _excluded(topic: str, header: Header) -> bool:
    typed = f" {_stems(topic)} "
    return any(other in typed for other in _names(header)[1])


def _scores(topic: str, heads: tuple[Header, ...]) -> list[float]:
    """Return how well a topic as typed fits each file, from 90 where it does: its name or an alias word for word, or all of its words."""
    typed = f" {_stems(topic)} "
    squeezed = typed.replace(" ", "")
    meant = content_stems(_plain(topic)) - _CHAFF
    firm = bool(meant - _VAGUE)
    found: list[float] = []
    for header in heads:
        names, excluded = _names(header)
        best = 0.0
        if not any(other in typed for other in excluded):
            for name in names:
                if name.stems in typed or name.squeezed == squeezed:
                    best = max(best, 100.0 + len(name.stems) / 100)
                elif (name.content and name.content <= meant) or (firm and meant <= name.content):
                    best = max(best, 90.0 + len(name.content & meant))
        found.append(best)
    return found


_VAGUE = frozenset(
    stem(w)
    for w in "pain ache sore hurt high low type 2 blood pressure sugar child children kids shots adult skin eye eyes tooth teeth back floor hurts bad swollen".split()
)
_CHAFF = frozenset(
    stem(w)
    for w in "myths myth facts fact tips tip about what why how best help things need know explained signs reasons ways truth really adults".split()
)


def find(topic: str, given: str | Path | None = None) -> FactFile:
    """Return the facts for a topic; raise NothingToDraftError, which names the nearest topics, where none fit."""
    heads = headers(given)
    best = _best(topic, heads)
    if best:
        return read_facts(best)
    fuzzy = _fuzzy(topic, heads)
    if fuzzy and fuzzy[0][0] >= _FUZZY:
        return read_facts(fuzzy[0][1])
    near = tuple(dict.fromkeys(h.topic for score, h in fuzzy[:3] if score >= _NEAR))
    told = (
        f"the nearest are {', '.join(near)}"
        if near
        else f"there are facts on {', '.join(sorted(h.topic for h in heads))}"
    )
    raise NothingToDraftError(
        f"no facts fit the topic {topic!r}; {told}. Try one of these, or bring your own with --facts FILE", near
    )


def _fuzzy(topic: str, heads: tuple[Header, ...]) -> list[tuple[float, Header]]:
    """Return the files by how their names look like the topic, for misspellings; a word that means something else is none."""
    from rapidfuzz import fuzz, utils

    typed = [w for w in words(fold(topic)) if stem(w) not in _CHAFF]
    meant = " ".join(typed) or topic
    other = {stem(w) for w in typed} & known_stems()

    def best(header: Header) -> float:
        names = (header.topic, *header.aliases)
        score = max(fuzz.token_sort_ratio(meant, name, processor=utils.default_process) for name in names)
        strange = other - {stem(w) for name in names for w in words(fold(name))}
        return min(score, _FUZZY - 1.0) if strange or _excluded(topic, header) else score

    return sorted(((best(h), h) for h in heads), key=lambda pair: -pair[0])


@lru_cache(maxsize=1024)
def _bundled_aliases(topic: str) -> tuple[str, ...]:
    return _aliases(topic, _bundled())


def _aliases(topic: str, heads: tuple[Header, ...]) -> tuple[str, ...]:
    best = _best(topic, heads)
    return (best.topic, *best.aliases) if best else ()


def _best(topic: str, heads: tuple[Header, ...]) -> Header | None:
    """Return the file that fits the topic, the first of equals, None where none does."""
    scores = _scores(topic, heads)
    return heads[scores.index(max(scores))] if scores and max(scores) >= 90 else None


def aliases_of(topic: str, given: str | Path | None = None) -> tuple[str, ...]:
    """Return the other names of a topic that the facts know; empty for a topic without facts."""
    if given is not None:
        heads = headers(given)
        return _aliases(topic, heads) if topic.strip() else ()
    return _bundled_aliases(topic) if topic.strip() else ()
