"""Hooks that are nearly the same across a batch, found in time that grows with their number: MinHash bands, then a look at each candidate."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from zlib import crc32

from scriptgen.text import words

__all__ = ["groups"]

LIKE = 88.0
"""Percent of rapidfuzz's token_sort_ratio from which two hooks count as nearly the same."""
_BANDS, _ROWS = 8, 2
_MASKS = tuple(crc32(b"band %d" % number) for number in range(_BANDS * _ROWS))
_SHOWN = 5


def groups(hooks: Iterable[tuple[str, int]], most: int = 25) -> Iterator[tuple[int, list[str]]]:
    """Yield how many topics share nearly the same hook, and some of its wordings, the largest groups first.

    `hooks` are wordings with the number of topics that have just that one. What is looked up lies in a temporary file, not in memory.
    """
    from rapidfuzz import fuzz

    db = sqlite3.connect("", isolation_level=None)
    db.executescript(
        "CREATE TABLE leader (id INTEGER PRIMARY KEY, plain TEXT, total INTEGER, shown TEXT); CREATE TABLE band (hash INTEGER, leader INTEGER); "
        "CREATE INDEX hashed ON band (hash); BEGIN;"
    )
    try:
        for hook, count in hooks:
            plain = " ".join(sorted(words(hook.lower())))
            bands = _bands(plain)
            marks = ",".join("?" * len(bands))
            found = db.execute(
                f"SELECT DISTINCT leader, plain, total, shown FROM band JOIN leader ON id=leader WHERE hash IN ({marks}) LIMIT 50",
                bands,
            )
            best = max(found, key=lambda row: fuzz.ratio(plain, row[1]), default=None)
            if best is not None and fuzz.ratio(plain, best[1]) >= LIKE:
                shown = json.loads(best[3])
                told = json.dumps([*shown, hook] if len(shown) < _SHOWN else shown)
                db.execute("UPDATE leader SET total=total+?, shown=? WHERE id=?", (count, told, best[0]))
                continue
            made = db.execute(
                "INSERT INTO leader (plain, total, shown) VALUES (?,?,?)", (plain, count, json.dumps([hook]))
            ).lastrowid
            db.executemany("INSERT INTO band VALUES (?,?)", [(band, made) for band in bands])
        for total, shown in db.execute(
            "SELECT total, shown FROM leader WHERE total > 1 ORDER BY total DESC, id LIMIT ?", (most,)
        ):
            yield total, json.loads(shown)
    finally:
        db.close()


def _bands(plain: str) -> list[int]:
    """Return a number for each band of the MinHash of a text's runs of four letters; near-equal texts share one or more."""
    grams = {crc32(plain[at : at + 4].encode()) for at in range(max(1, len(plain) - 3))}
    least = [min(gram ^ mask for gram in grams) for mask in _MASKS]
    return [crc32(b"%d %d" % (band, hash(tuple(least[band * _ROWS : (band + 1) * _ROWS])))) for band in range(_BANDS)]
