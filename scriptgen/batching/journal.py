"""The journal: every request before it is sent, every reply as it arrives, and what became of each topic; one SQLite file in the out folder."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, Self, TypeVar

from scriptgen.batching.database import opened
from scriptgen.batching.place import Ballast, Lock, is_full, make
from scriptgen.batching.results import StoppedError
from scriptgen.batching.topics import Row
from scriptgen.drafts import Usage
from scriptgen.exchange import ModelReply, ModelRequest
from scriptgen.text import slugify

__all__ = ["Entry", "Journal"]

T = TypeVar("T")
_RESERVED = frozenset(("con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))))


class Entry(NamedTuple):
    """A topic as the journal knows it."""

    id: int
    name: str
    state: str
    """new, done or failed; a done topic whose files must be written under another name is new again."""
    forms: str
    """The forms that it was written in, with commas between them."""
    seed: int
    """For the facts library: the same topics draw the same lots."""


class Journal:
    """The journal of one out folder, held by this process until it is closed. Nothing in it is lost when the process is killed."""

    def __init__(self, out: Path) -> None:
        """Open it, or make it; raise UsageError where the folder cannot be used or another process is at work in it."""
        self.out = out
        folder = make(out)
        self._lock = Lock(folder)
        try:
            self._room = Ballast(folder)
            self._db = opened(folder / "journal.sqlite3")
        except BaseException:
            self._lock.close()
            raise
        self.low = False
        """Whether the disk is full: what is on its way can still be written down, and no more."""
        self.run = 0
        self.lost = 0
        """Requests of a run that was killed: sent or about to be, their replies unknown."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()
        self._lock.close()

    def write(self, work: Callable[[], T]) -> T:
        """Return what `work` returns; on a full disk give up the room that was kept and try once more, else raise StoppedError."""
        try:
            return work()
        except (sqlite3.Error, OSError) as error:
            if not is_full(error):
                raise StoppedError(
                    f"the journal in {str(self.out)!r} cannot be written ({error}); give the same command again"
                ) from None
        self.low = True
        self._room.give()
        try:
            return work()
        except (sqlite3.Error, OSError):
            raise StoppedError(self.full) from None

    @property
    def full(self) -> str:
        """Return what is said of a full disk."""
        return f"the disk of {str(self.out)!r} is full; free some of it and give the same command again: it goes on where it stopped"

    def _do(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> sqlite3.Cursor:
        return self.write(lambda: self._db.execute(sql, values))

    def begin(self, settings: str, input: str | None) -> int:
        """Begin a run, or go on with the last one where settings and input are the same; return how many rows of it are known already."""
        left = self._do("UPDATE request SET state='lost', why='killed', cost=worst WHERE state='intent'")
        self.lost = left.rowcount
        row = self._db.execute("SELECT id, settings, input, read FROM run ORDER BY id DESC LIMIT 1").fetchone()
        if row and input is not None and (row["settings"], row["input"]) == (settings, input):
            self.run = row[0]
            return int(row[3])
        done = self._do("INSERT INTO run (began, settings, input) VALUES (?, ?, ?)", (time.time(), settings, input))
        self.run = done.lastrowid or 0
        return 0

    def pending(self) -> Iterator[int]:
        """Yield the places of known rows that are not done, in order."""
        found = "SELECT place FROM topic WHERE run=? AND state<>'done' ORDER BY place"
        return (place for (place,) in self._db.execute(found, (self.run,)))

    def register(self, rows: Sequence[tuple[int, bytes, Row]]) -> list[Entry]:
        """Write down rows by place and key, all or none of them, and return what is known of each; equal rows are told apart."""
        return self.write(lambda: self._registered(rows))

    def _registered(self, rows: Sequence[tuple[int, bytes, Row]]) -> list[Entry]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            found = [self._entry(*row) for row in rows]
            if rows:
                self._db.execute("UPDATE run SET read=max(read, ?) WHERE id=?", (rows[-1][0] + 1, self.run))
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise
        return found

    def _entry(self, place: int, key: bytes, row: Row) -> Entry:
        slug = slugify(row.topic)
        slug = f"{slug}-topic" if slug in _RESERVED else slug
        known = self._known(key)
        if known and known["run"] == self.run and known["place"] == place:
            return Entry(known["id"], known["name"], known["state"], known["forms"], _seed(key))
        last = (
            self._db.execute("SELECT max(nth) FROM topic WHERE slug=? AND run=?", (slug, self.run)).fetchone()[0] or 0
        )
        if known and known["run"] == self.run:  # the same row again
            key = sha256(b"%s %d" % (key, last)).digest()[: len(key)]
            known = self._known(key)
        seed = _seed(key)
        name = f"{slug}--{last + 1}" if last else slug  # no slug has two hyphens in a row
        told = (self.run, place, row.line, slug, last + 1, name, row.topic, row.publish_date, row.id)
        if not known:
            sql = "INSERT INTO topic (run, place, line, slug, nth, name, topic, day, ref, key, state) VALUES (?,?,?,?,?,?,?,?,?,?,'new')"
            return Entry(self._db.execute(sql, (*told, key)).lastrowid or 0, name, "new", "", seed)
        sql = "UPDATE topic SET run=?, place=?, line=?, slug=?, nth=?, name=?, topic=?, day=?, ref=? WHERE id=?"
        self._db.execute(sql, (*told, known["id"]))
        return Entry(known["id"], name, known["state"] if known["name"] == name else "new", known["forms"], seed)

    def _known(self, key: bytes) -> sqlite3.Row | None:
        found: sqlite3.Row | None = self._db.execute("SELECT * FROM topic WHERE key=?", (key,)).fetchone()
        return found

    def at(self, place: int) -> Entry:
        """Return what is known of the row at a place of this run."""
        found = self._db.execute(
            "SELECT id, name, state, forms, key FROM topic WHERE run=? AND place=?", (self.run, place)
        )
        number, name, state, forms, key = found.fetchone()
        return Entry(number, name, state, forms, _seed(key))

    def bad(self, place: int, line: int, note: Mapping[str, Any]) -> None:
        """Write down a row that could not be read."""
        key = f"{self.run} {place}".encode()
        told = (self.run, place, line, key, json.dumps(note))
        self._do(
            "INSERT OR REPLACE INTO topic (run, place, line, key, slug, name, topic, day, ref, state, note) "
            "VALUES (?,?,?,?,'','','','','','failed',?)",
            told,
        )

    def intent(self, topic: int, request: ModelRequest, attempt: int, worst: float | None) -> int:
        """Write down that a request is about to be sent, and return its number here."""
        sql = "INSERT INTO request (key, topic, kind, round, attempt, state, at, worst) VALUES (?,?,?,?,?,'intent',?,?)"
        told = (request.key, topic, request.kind, request.round, attempt, time.time(), worst)
        return self._do(sql, told).lastrowid or 0

    def reply(self, number: int, reply: ModelReply) -> None:
        """Write down an answer."""
        sql = "UPDATE request SET state='reply', outcome=?, text=?, usage=?, model=?, why=?, cost=? WHERE id=?"
        usage = reply.usage.model_dump_json(exclude_defaults=True)
        self._do(sql, (reply.outcome, reply.text, usage, reply.model, reply.why, reply.usage.cost, number))

    def missed(self, number: int, why: str, cost: float | None) -> None:
        """Write down that no answer came, and what that may have cost."""
        self._do("UPDATE request SET state='lost', why=?, cost=? WHERE id=?", (why, cost, number))

    def answer(self, key: str) -> ModelReply | None:
        """Return the answer to a request that was answered before."""
        sql = "SELECT outcome, text, usage, model, why FROM request INDEXED BY asked WHERE key=? AND state='reply' LIMIT 1"
        row = self._db.execute(sql, (key,)).fetchone()
        return row and ModelReply(row[0], row[1], Usage.model_validate_json(row[2]), row[3], row[4])

    def forget(self, topic: int) -> None:
        """Let the answers to a topic's requests not be taken again: no script could be made of them."""
        self._do("UPDATE request INDEXED BY whose SET state='used' WHERE topic=? AND state='reply'", (topic,))

    def finish(self, topic: int, state: str, note: Mapping[str, Any], forms: str = "", *, hide: bool = False) -> None:
        """Write down what became of a topic; with `hide` its words are taken out."""
        hidden = ", topic='', slug='', name=''" if hide else ""
        self._do(
            f"UPDATE topic SET state=?, note=?, forms=?{hidden} WHERE id=?", (state, json.dumps(note), forms, topic)
        )

    def cost(self, topic: int | None = None) -> float | None:
        """Return the dollars spent on a topic, or on all ever; None where a reply had no price."""
        where, values = ("WHERE topic=?", (topic,)) if topic is not None else ("", ())
        sql = f"SELECT total(cost), total(state IN ('reply', 'used') AND cost IS NULL) FROM request {where}"
        paid, unpriced = self._db.execute(sql, values).fetchone()
        return None if unpriced else float(paid)

    def rows(self) -> Iterator[tuple[int, str, str, str, str, str, dict[str, Any], float | None]]:
        """Yield line, topic, date, id, state, name, note and cost of this run's rows, in the order of the input."""
        sql = (
            "SELECT line, topic, day, ref, state, name, note, (SELECT CASE WHEN total(r.cost IS NULL) THEN NULL ELSE total(r.cost) END "
            "FROM request r WHERE r.topic=topic.id) FROM topic WHERE run=? ORDER BY place"
        )
        for line, topic, day, ref, state, name, note, cost in self._db.execute(sql, (self.run,)):
            yield line, topic, day, ref, state, name, json.loads(note) if note else {}, cost

    def totals(self) -> dict[str, int]:
        """Return how many of this run's topics are accepted, rejected (drafted, with errors), failed, and new (not done yet)."""
        sql = "SELECT state, json_extract(note, '$.accepted') AS good, count(*) FROM topic WHERE run=? GROUP BY 1, 2"
        found = {"accepted": 0, "rejected": 0, "failed": 0, "new": 0}
        for state, good, count in self._db.execute(sql, (self.run,)):
            found[state if state != "done" else "accepted" if good else "rejected"] += count
        return found

    def broken(self, most: int = 30) -> list[tuple[str, str, int]]:
        """Return code, weight and number of scripts of the rules that found something, the most frequent first."""
        sql = (
            "SELECT found.value, kind.key, count(DISTINCT topic.id) AS many FROM topic, json_each(note) AS kind, json_each(kind.value) AS found "
            "WHERE run=? AND state='done' AND kind.key IN ('errors', 'warnings') GROUP BY 1, 2 ORDER BY kind.key, many DESC, 1 LIMIT ?"
        )
        return [(code, kind.removesuffix("s"), many) for code, kind, many in self._db.execute(sql, (self.run, most))]

    def hooks(self) -> Iterator[tuple[str, int]]:
        """Yield the hooks of this run's scripts, each with the number of scripts that have just that one."""
        sql = "SELECT json_extract(note, '$.hook') AS hook, count(*) FROM topic WHERE run=? AND state='done' GROUP BY 1 HAVING hook<>''"
        return ((hook, many) for hook, many in self._db.execute(sql, (self.run,)))

    def rejected(self, most: int) -> Iterator[tuple[int, str, str, list[str], list[str]]]:
        """Yield line, topic, date, files and codes of errors of scripts with errors, in the order of the input."""
        sql = (
            "SELECT line, topic, day, note FROM topic WHERE run=? AND state='done' AND NOT json_extract(note, '$.accepted') "
            "ORDER BY place LIMIT ?"
        )
        for line, topic, day, note in self._db.execute(sql, (self.run, most)):
            told = json.loads(note)
            yield line, topic, day, told["files"], told["errors"]

    def writers(self) -> list[str]:
        """Return who wrote this run's scripts, as the drafts name them."""
        sql = "SELECT DISTINCT json_extract(note, '$.model') FROM topic WHERE run=? AND state='done' ORDER BY 1"
        return [name for (name,) in self._db.execute(sql, (self.run,)) if name]

    def failures(self, most: int) -> Iterator[tuple[int, str, str]]:
        """Yield line, reason and message of topics that failed, in the order of the input."""
        sql = "SELECT line, note FROM topic WHERE run=? AND state='failed' ORDER BY place LIMIT ?"
        for line, note in self._db.execute(sql, (self.run, most)):
            told = json.loads(note)
            yield line, told["why"], told["message"]


def _seed(key: bytes) -> int:
    return int.from_bytes(key[:4]) % 10_000
