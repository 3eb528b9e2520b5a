"""The index of all fact files: one SQLite file in the cache folder, refreshed when files change, safe for several processes.

It only saves time: without a folder to write to, or with a broken file, the same index is made in memory.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from scriptgen import __version__
from scriptgen.facts.files import Header, heads_of, read_facts
from scriptgen.resources import cache_folder
from scriptgen.text import fold, stem, words

__all__ = ["Page", "heads", "pages", "stems", "stems_of_name"]

_FORM = 1
"""Version of the tables; another one is another file, so that two versions of the program don't disturb each other."""
_WAIT = 5.0
"""Seconds to wait for another process that is writing; it takes well below one."""
_TABLES = """
CREATE TABLE IF NOT EXISTS file (path TEXT PRIMARY KEY, stamp INTEGER, size INTEGER, heads TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS paged (path TEXT PRIMARY KEY, stamp INTEGER) WITHOUT ROWID;
CREATE VIRTUAL TABLE IF NOT EXISTS page USING fts5(path UNINDEXED, topic UNINDEXED, names, asked, lines, tokenize='unicode61');
"""


class Page(NamedTuple):
    """All words of one topic, as stems: its names, the questions and beliefs it answers, and every line."""

    path: Path
    topic: str
    names: frozenset[str]
    asked: frozenset[str]
    lines: frozenset[str]


def stems(text: str) -> list[str]:
    """Return the stems of all words of a text, without accents and signs: what the index holds and is asked for."""
    from unicodedata import combining, normalize

    if not text.isascii():
        text = "".join(c for c in normalize("NFKD", text) if not combining(c))
    return ["".join(c for c in stem(word) if c.isalnum()) for word in words(fold(text))]


def stems_of_name(name: str) -> str:
    """Return the stems of a name, as one text."""
    return " ".join(stems(name))


def heads(files: tuple[Path, ...]) -> tuple[Header, ...]:
    """Return the heads of the topics in these files, in the files' order; raise InputError for a file that is none."""
    return _heads(tuple((path, *_state(path)) for path in files))


@lru_cache(maxsize=16)
def _heads(states: tuple[tuple[Path, int, int], ...]) -> tuple[Header, ...]:
    found: list[Header] = []
    fresh: list[tuple[str, int, int, str]] = []
    with closing(_open()) as index:
        known = _known(index)
        for path, stamp, size in states:
            stamped, sized, told = known.get(_place(path), (0, 0, ""))
            kept = _unpacked(path, stamp, told) if (stamped, sized) == (stamp, size) else None
            if kept is not None:
                found += kept
            else:
                own = heads_of(path, stamp)
                rows = [(h.topic, h.aliases, h.excludes, h.specialty, h.asked, h.quoted) for h in own]
                fresh.append((_place(path), stamp, size, json.dumps(rows)))
                found += own
        if fresh:
            with suppress(sqlite3.Error), index:
                index.executemany("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?)", fresh)
    return tuple(found)


def _unpacked(path: Path, stamp: int, told: str) -> list[Header] | None:
    """Return the heads that the index holds for a file, None where they are in a form that this version does not know."""
    try:
        return [
            Header(path, str(topic), tuple(names), tuple(others), stamp, str(specialty), tuple(asked), bool(quoted))
            for topic, names, others, specialty, asked, quoted in json.loads(told)
        ]
    except (ValueError, TypeError):
        return None


def pages(heads: tuple[Header, ...], wanted: Iterable[str], most: int = 8) -> tuple[Page, ...]:
    """Return the pages that share stems with `wanted`, the likeliest by BM25 first; a name weighs more than a line."""
    asked = " OR ".join(f'"{word}"' for word in dict.fromkeys(wanted) if word)
    if not asked:
        return ()
    with closing(_open()) as index:
        try:
            return _matching(index, heads, asked, most)
        except sqlite3.Error as error:  # another process holds it for too long, the disk is full, or it is damaged
            _discard(error)
            with closing(_memory()) as spare:
                return _matching(spare, heads, asked, most)


def _matching(index: sqlite3.Connection, heads: tuple[Header, ...], asked: str, most: int) -> tuple[Page, ...]:
    _turn(index, heads)
    places = {(_place(head.path), head.topic): head.path for head in heads}
    rows = index.execute(
        "SELECT path, topic, names, asked, lines FROM page WHERE page MATCH ? ORDER BY bm25(page, 0, 0, 8, 3, 1)",
        (asked,),
    )
    kept = [row for row in rows if (row[0], row[1]) in places][:most]
    return tuple(Page(places[p, t], t, *(frozenset(part.split()) for part in parts)) for p, t, *parts in kept)


def _turn(index: sqlite3.Connection, heads: tuple[Header, ...]) -> None:
    """Bring the pages of these topics up to date; files that are gone are forgotten."""
    known = dict(index.execute("SELECT path, stamp FROM paged"))
    stale = [head for head in heads if known.get(_place(head.path)) != head.stamp]
    if not stale:
        return
    made = [(_place(head.path), head.stamp, *_page(head)) for head in stale]
    gone = [path for path in known if not Path(path).exists()]
    with index:
        index.execute("BEGIN IMMEDIATE")
        for path in {*(row[0] for row in made), *gone}:
            index.execute("DELETE FROM page WHERE path = ?", (path,))
            index.execute("DELETE FROM paged WHERE path = ?", (path,))
        index.executemany("DELETE FROM file WHERE path = ?", [(path,) for path in gone])
        index.executemany("INSERT INTO page VALUES (?, ?, ?, ?, ?)", [(path, *parts) for path, _, *parts in made])
        index.executemany("INSERT OR REPLACE INTO paged VALUES (?, ?)", {(row[0], row[1]) for row in made})


def _page(head: Header) -> tuple[str, str, str, str]:
    facts = read_facts(head)
    asked = [str(getattr(idea, name, "")) for idea in facts.items for name in ("question", "belief", "title")]
    lines = [line.say for line in (*facts.items, *facts.quotes)]
    names = (facts.topic, facts.your, facts.specialty, *facts.aliases, *facts.asked, *facts.hashtags)
    named, questions, said = (" ".join(stems(" ".join(part))) for part in (names, asked, lines))
    return head.topic, named, questions, said


def _state(path: Path) -> tuple[int, int]:
    """Return a file's stamp, made of modification time and size, and its size; zeros where it can't be read, which reading it will tell."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns + found.st_size, found.st_size


def _known(index: sqlite3.Connection) -> dict[str, tuple[int, int, str]]:
    try:
        return {row[0]: (row[1], row[2], row[3]) for row in index.execute("SELECT path, stamp, size, heads FROM file")}
    except sqlite3.Error as error:
        _discard(error)
        return {}


def _discard(error: sqlite3.Error) -> None:
    """Remove an index that is damaged: the next call makes it anew."""
    if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
        with suppress(OSError):
            _index().unlink(missing_ok=True)


def _index() -> Path:
    return cache_folder() / f"facts-{__version__}-{_FORM}.sqlite3"


def _place(path: Path) -> str:
    return str(path.absolute())


def _open() -> sqlite3.Connection:
    """Return the index in the cache folder, else one in memory."""
    path = _index()
    for _ in range(2):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            index = sqlite3.connect(path, timeout=_WAIT)
            index.execute("PRAGMA journal_mode=WAL")
            index.execute("PRAGMA synchronous=NORMAL")
            index.executescript(_TABLES)
            return index
        except (OSError, sqlite3.OperationalError):
            break  # no folder to write to, or locked for too long
        except sqlite3.DatabaseError:  # not a database any more: it can be made again
            with suppress(OSError):
                path.unlink()
    return _memory()


def _memory() -> sqlite3.Connection:
    index = sqlite3.connect(":memory:")
    index.executescript(_TABLES)
    return index
