"""The SQLite file of a journal: its tables, and how it is opened."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from scriptgen.errors import UsageError

__all__ = ["opened"]

VERSION = 1
_TABLES = """
CREATE TABLE IF NOT EXISTS run (id INTEGER PRIMARY KEY, began REAL, settings TEXT, input TEXT, read INTEGER DEFAULT 0);
CREATE TABLE IF NOT EXISTS topic (
  id INTEGER PRIMARY KEY, key BLOB UNIQUE, run INTEGER, place INTEGER, line INTEGER, slug TEXT, nth INTEGER, name TEXT, topic TEXT,
  day TEXT, ref TEXT, state TEXT, forms TEXT, note TEXT);
CREATE INDEX IF NOT EXISTS place ON topic (run, place);
CREATE INDEX IF NOT EXISTS slug ON topic (slug, run, nth);
CREATE TABLE IF NOT EXISTS request (
  id INTEGER PRIMARY KEY, key TEXT, topic INTEGER, kind TEXT, round INTEGER, attempt INTEGER, state TEXT, at REAL, worst REAL,
  outcome TEXT, text TEXT, usage TEXT, model TEXT, why TEXT, cost REAL);
CREATE INDEX IF NOT EXISTS asked ON request (key);
CREATE INDEX IF NOT EXISTS whose ON request (topic);
CREATE INDEX IF NOT EXISTS paid ON request (state, cost);
"""


def opened(path: Path) -> sqlite3.Connection:
    """Return the database in a file, made where it was not there; raise UsageError where it cannot hold a journal."""
    try:
        db = sqlite3.connect(path, isolation_level=None)
        db.row_factory = sqlite3.Row
        path.chmod(0o600)
        mode = db.execute("PRAGMA journal_mode=WAL").fetchone()[0]
        db.execute("PRAGMA synchronous=NORMAL")
        db.execute("PRAGMA secure_delete=ON")  # the words of a topic that was refused are gone with it
        version = db.execute("PRAGMA user_version").fetchone()[0]
        if mode == "wal" and version in (0, VERSION):
            db.executescript(_TABLES)
            db.execute(f"PRAGMA user_version={VERSION}")
    except (sqlite3.Error, OSError) as error:
        raise UsageError(
            f"the journal {str(path)!r} cannot be used ({error}); name another folder with --out"
        ) from None
    if mode != "wal":
        raise UsageError(
            f"the disk of {str(path)!r} cannot hold a journal; name a folder on a disk of this machine with --out"
        )
    if version not in (0, VERSION):
        raise UsageError(
            f"the journal {str(path)!r} is of another version of scriptgen; name another folder with --out"
        )
    return db
