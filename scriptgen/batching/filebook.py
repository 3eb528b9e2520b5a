"""What was asked in which batch file and how far each file is; a database of its own beside the journal, under the same lock."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple, Self

from scriptgen.exchange import ModelRequest

__all__ = ["Asked", "Filebook", "Sent"]

_TABLES = """
CREATE TABLE IF NOT EXISTS file (id INTEGER PRIMARY KEY, name TEXT UNIQUE, tag TEXT, state TEXT, upload TEXT DEFAULT '', batch TEXT DEFAULT '');
CREATE TABLE IF NOT EXISTS asked (key TEXT PRIMARY KEY, topic INTEGER, kind TEXT, round INTEGER, file INTEGER, worst REAL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS whose ON asked (file);
CREATE TABLE IF NOT EXISTS missed (key TEXT PRIMARY KEY, tries INTEGER, status INTEGER, code TEXT, final INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS taken (file TEXT PRIMARY KEY, place INTEGER) WITHOUT ROWID;
"""


class Sent(NamedTuple):
    """One input file."""

    id: int
    name: str
    tag: str
    """Sent along as metadata, so that its batch is found again."""
    state: str
    """written, uploaded, submitting, submitted, or read."""
    upload: str
    batch: str
    """The host's own names for file and batch, empty until it gave them."""


class Asked(NamedTuple):
    """One request that waits in a file."""

    key: str
    topic: int
    kind: str
    round: int
    worst: float


class Filebook:
    """Open until it is closed; each change is on the disk when its method returns, whatever becomes of the process."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")
        self._db.executescript(_TABLES)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def next_id(self) -> int:
        """Return the number of the next file."""
        return int(self._db.execute("SELECT coalesce(max(id), 0) + 1 FROM file").fetchone()[0])

    def wrote(self, id: int, name: str, tag: str) -> None:
        """Take down a file that lies there whole; what `ask` was told of it counts from now on."""
        self._db.execute("INSERT INTO file (id, name, tag, state) VALUES (?, ?, ?, 'written')", (id, name, tag))
        self._db.execute("COMMIT")

    def begin(self) -> None:
        """Begin a file."""
        self._db.execute("BEGIN IMMEDIATE")

    def undo(self) -> None:
        """Forget the file that was begun."""
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")

    def ask(self, id: int, topic: int, request: ModelRequest, worst: float) -> None:
        """Take down that a request stands in a file."""
        told = (request.key, topic, request.kind, request.round, id, worst)
        self._db.execute("INSERT INTO asked VALUES (?, ?, ?, ?, ?, ?)", told)

    def is_asked(self, key: str) -> bool:
        """Return whether a request waits in some file."""
        return self._db.execute("SELECT 1 FROM asked WHERE key=?", (key,)).fetchone() is not None

    def get(self, key: str) -> Asked | None:
        """Return a request that waits."""
        row = self._db.execute("SELECT key, topic, kind, round, worst FROM asked WHERE key=?", (key,)).fetchone()
        return row and Asked(*row)

    def waiting(self) -> float:
        """Return the most that all waiting requests may cost, in US dollars."""
        return float(self._db.execute("SELECT total(worst) FROM asked").fetchone()[0])

    def asks(self, id: int) -> int:
        """Return how many requests of a file wait."""
        return int(self._db.execute("SELECT count(*) FROM asked WHERE file=?", (id,)).fetchone()[0])

    def drop(self, keys: Iterable[str]) -> None:
        """Take down that requests wait no longer."""
        self._db.executemany("DELETE FROM asked WHERE key=?", ((key,) for key in keys))

    def open(self) -> list[Sent]:
        """Return all files that were not read to the end, oldest first."""
        rows = self._db.execute("SELECT id, name, tag, state, upload, batch FROM file WHERE state<>'read' ORDER BY id")
        return [Sent(*row) for row in rows]

    def mark(self, id: int, state: str, **told: str) -> Sent:
        """Take down how far a file is, with `tag`, `upload` or `batch` where there is a new one, and return it."""
        for field, value in told.items():
            assert field in ("tag", "upload", "batch")
            self._db.execute(f"UPDATE file SET {field}=? WHERE id=?", (value, id))
        self._db.execute("UPDATE file SET state=? WHERE id=?", (state, id))
        row = self._db.execute("SELECT id, name, tag, state, upload, batch FROM file WHERE id=?", (id,)).fetchone()
        return Sent(*row)

    def read(self, id: int) -> list[str]:
        """Take down that a file was read to the end; return the keys of it that nobody answered."""
        left = [key for (key,) in self._db.execute("SELECT key FROM asked WHERE file=?", (id,))]
        self._db.execute("BEGIN IMMEDIATE")
        self._db.execute("DELETE FROM asked WHERE file=?", (id,))
        self._db.execute("UPDATE file SET state='read' WHERE id=?", (id,))
        self._db.execute("COMMIT")
        return left

    def miss(self, key: str, status: int, code: str, final: bool, tries: int) -> bool:
        """Take down what came of a request; return whether it is asked no more: where that is final, or after so many tries."""
        self._db.execute(
            "INSERT INTO missed VALUES (?, 1, ?, ?, ?) ON CONFLICT (key) DO UPDATE "
            "SET tries=tries+1, status=excluded.status, code=excluded.code, final=excluded.final",
            (key, status, code, final),
        )
        row: Any = self._db.execute("SELECT final OR tries>=? FROM missed WHERE key=?", (tries, key)).fetchone()
        return bool(row[0])

    def given_up(self, key: str, tries: int) -> tuple[int, str] | None:
        """Return the last status and code of a request that is asked no more, None for any other."""
        found = self._db.execute("SELECT status, code FROM missed WHERE key=? AND (final OR tries>=?)", (key, tries))
        row: tuple[int, str] | None = found.fetchone()
        return row

    def taken(self, file: str) -> int:
        """Return how far a file of replies was read."""
        row = self._db.execute("SELECT place FROM taken WHERE file=?", (file,)).fetchone()
        return int(row[0]) if row else 0

    def take(self, file: str, place: int) -> None:
        """Take down how far a file of replies was read."""
        self._db.execute("INSERT OR REPLACE INTO taken VALUES (?, ?)", (file, place))

    def forget(self) -> None:
        """Let everything that was given up be asked again, as each new command does."""
        self._db.execute("DELETE FROM missed")
