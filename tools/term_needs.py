"""Write what parts of words each pattern needs to match a text: `python tools/term_needs.py`; with --print only show it."""

from __future__ import annotations

import gc
import re
import re._parser as sre
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import permutations, product
from math import prod
from pathlib import Path
from typing import Any

from scriptgen import needs
from scriptgen.checking import screen
from scriptgen.late import Late
from scriptgen.needs import DEPTH, DIGIT, Needs, checksum, indexed
from scriptgen.privacy.terms import sources
from scriptgen.rules import all_rules
from scriptgen.rules.examples import script_with
from scriptgen.rules.wordclasses import NAMES, terms
from scriptgen.view import View

PACKAGE = Path(__file__).parent.parent / "scriptgen"
_MOST = 400
_LOSS = 1.1
"""How much more often a row may be met that stands for two."""
_RARE = 0.0005
"""Rows that are met less often are told apart well enough."""
_WAYS = 64
"""How many spellings of a run of letters are followed; each optional letter doubles them."""
_PART = re.compile(r"<?[^\W_]+>?")
_EDGE = "><"
"""What a character that is no letter or digit leaves in a run: a word ends, a word begins."""
_OUTSIDE = {(sre.CATEGORY, sre.CATEGORY_SPACE), (sre.CATEGORY, sre.CATEGORY_NOT_WORD)}
_WORD = (sre.CATEGORY, sre.CATEGORY_WORD)
Found = list[frozenset[str]]
Row = tuple[frozenset[str], ...]


def needed(pattern: str, flags: int = 0) -> list[Row]:
    """Return rows of sets of parts of words: a matching text holds, for one row, a part out of each set; none where nothing is sure.

    A part that opens with < begins a word, one that closes with > ends one. Alternatives have rows of their own where that tells more.
    """
    rows: list[Row] = []
    for items in _alternatives(list(sre.parse(pattern, flags))):
        row = _row(items)
        if not row:
            return []
        joined = [(_joined(other, row), at) for at, other in enumerate(rows)]
        fits = [
            (new, at)
            for new, at in joined
            if new and _chance(new) <= _LOSS * (_chance(rows[at]) + _chance(row)) + _RARE
        ]
        if fits:
            new, at = min(fits, key=lambda fit: _chance(fit[0]))
            rows[at] = new
        else:
            rows.append(row)
    return list(map(_trimmed, rows))


def _alternatives(items: list[Any]) -> Iterator[list[Any]]:
    """Yield the ways that a pattern can go where it is a choice of such, else the pattern itself."""
    for at, item in enumerate(items):
        inner = list(item[1][-1]) if item[0] is sre.SUBPATTERN else [item]
        if len(inner) == 1 and inner[0][0] is sre.BRANCH:
            ways = [[*items[:at], *branch, *items[at + 1 :]] for branch in inner[0][1][1]]
            alone = all(op in (sre.AT, sre.ASSERT, sre.ASSERT_NOT) for op, _ in (*items[:at], *items[at + 1 :]))
            yield from (way for each in ways for way in _alternatives(each)) if alone else ways
            return
    yield items


def _row(items: list[Any]) -> Row:
    """Return the sets of parts that tell most of a text that matches items."""
    found, runs = _walk(items, [""], False)
    sets = {parts for parts in [*found, *_flushed(runs, False)] if len(parts) <= _MOST}
    return tuple(sorted(sets, key=_rank)[:DEPTH])


def _trimmed(row: Row) -> Row:
    """Return a row without the sets that tell nothing more, since what stands before them is rare enough."""
    best = sorted(row, key=_rank)
    return tuple(parts for at, parts in enumerate(best) if _chance(tuple(best[:at])) > _RARE)


def _joined(one: Row, other: Row) -> Row:
    """Return a row that is met wherever one of two is, the sets paired as they go best together; empty where it would grow too large."""
    short, long = sorted((one, other), key=len)
    ways = (tuple(a | b for a, b in zip(short, way, strict=True)) for way in permutations(long, len(short)))
    fits = [row for row in ways if all(len(parts) <= _MOST for parts in row)]
    return min(fits, key=_chance, default=())


def _walk(items: Sequence[Any], runs: list[str], right: bool) -> tuple[Found, list[str]]:
    """Return what items need, and the spellings of the run of letters that goes on after them.

    `runs` are those that lead up to them; `right` says that no letter or digit follows.
    """
    found: Found = []
    for at, (op, value) in enumerate(items):
        follows = _opens(items[at + 1 :], right)
        if (spelt := _spelt(op, value)) == [_EDGE]:
            found += _flushed(runs, True)
            runs = ["<"]
        elif spelt:
            runs = [run + letter for run, letter in product(runs, spelt)]
        elif _is_edge(op, value):
            runs = [_edged(run) for run in runs]
        elif op in (sre.ASSERT, sre.ASSERT_NOT):
            pass
        elif op is sre.SUBPATTERN:
            more, runs = _walk(value[-1], runs, follows)
            found += more
        elif op is sre.BRANCH:
            each = [_walk(branch, runs, follows) for branch in value[1]]
            runs = [run for _, ends in each for run in ends]
            if any(more for more, _ in each):
                best = [min([*more, *_flushed(ends, follows)], key=_rank, default=None) for more, ends in each]
                found += [frozenset().union(*(b for b in best if b))] if all(best) else []
                runs = _rest(runs)
        elif op in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            least, most, inner = value
            more, ends = _walk(inner, runs, follows and most == 1)
            if least == 0 and most == 1 and not more and all(end.startswith(tuple(runs)) for end in ends):
                runs = [*runs, *ends]
            elif least == 0:
                found += _flushed(runs, _opens(items[at:], right))
                runs = _rest([*runs, *ends])
            else:
                found += more
                found += _flushed(ends, follows and most == 1) if most > 1 else []
                runs = _rest(ends) if most > 1 else ends
        else:
            found += [frozenset((DIGIT,))] if _is_digit(op, value) else []
            found += _flushed(runs, _is_outside(op, value))
            runs = ["<" if _is_outside(op, value) else ""]
        if len(runs) > _WAYS:
            found += _flushed(runs, follows)
            runs = _rest(runs)
    return found, runs


def _spelt(op: Any, value: Any) -> list[str]:
    """Return what one character may be, as it is kept in a run; empty where that is not a matter of a few."""
    if op is sre.LITERAL:
        values = [value]
    elif op is sre.IN and all(kind is sre.LITERAL for kind, _ in value) and len(value) <= 6:
        values = [code for _, code in value]
    else:
        return []
    return list(dict.fromkeys(c.lower() if c.isalnum() else "\0" if c == "_" else _EDGE for c in map(chr, values)))


def _edged(run: str) -> str:
    """Return a run at whose end a word begins or ends."""
    return run + ">" if run[-1:].isalnum() else run or "<"


def _rest(runs: list[str]) -> list[str]:
    """Return what is known where runs are not followed any further."""
    return ["<" if all(run[-1:] in ("<", ">") for run in runs) else ""]


def _flushed(runs: list[str], right: bool) -> Found:
    """Return sets of one part of each run, first of those that tell most; nothing where a run has none."""
    rows = []
    for run in dict.fromkeys(runs):
        parts = {frozenset((p,)) for p in _PART.findall(_edged(run) if right else run) if _is_telling(p)}
        rows.append(sorted(parts, key=_rank))
    return [frozenset().union(*parts) for parts in zip(*rows, strict=False)]


def _is_telling(part: str) -> bool:
    size = len(part.strip("<>"))
    return size > 2 or (size == 2 and part[0] == "<" and part[-1] == ">")


def _is_edge(op: Any, value: Any) -> bool:
    """Return whether something of no width says that a word begins or ends."""
    if op is sre.AT:
        return value is not sre.AT_NON_BOUNDARY
    if op is sre.ASSERT_NOT:
        inner = list(value[1])
        return len(inner) == 1 and inner[0][0] is sre.IN and _WORD in inner[0][1]
    return op is sre.ASSERT and value[0] == 1 and _opens(value[1], False)


def _is_outside(op: Any, value: Any) -> bool:
    """Return whether a character is surely no letter, digit or underscore."""
    if op is not sre.IN:
        return False
    if value[0][0] is sre.NEGATE:
        return _WORD in value
    return all(i in _OUTSIDE or (i[0] is sre.LITERAL and not (chr(i[1]).isalnum() or i[1] == ord("_"))) for i in value)


def _is_digit(op: Any, value: Any) -> bool:
    """Return whether a character is surely a digit."""
    digits = (sre.CATEGORY, sre.CATEGORY_DIGIT)
    return op is sre.IN and all(
        i == digits or (i[0] is sre.RANGE and "0" <= chr(i[1][0]) <= chr(i[1][1]) <= "9") for i in value
    )


def _opens(items: Sequence[Any], right: bool) -> bool:
    """Return whether items surely begin with no letter or digit, or at the end of a word."""
    for at, (op, value) in enumerate(items):
        follows = (
            _opens(items[at + 1 :], right)
            if op in (sre.SUBPATTERN, sre.BRANCH, sre.MAX_REPEAT, sre.MIN_REPEAT)
            else False
        )
        if _is_edge(op, value):
            return True
        if op in (sre.ASSERT, sre.ASSERT_NOT):
            continue
        if op is sre.LITERAL:
            return not (chr(value).isalnum() or value == ord("_"))
        if op is sre.SUBPATTERN:
            return _opens(value[-1], follows)
        if op is sre.BRANCH:
            return all(_opens(branch, follows) for branch in value[1])
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            return _opens(value[2], follows) and (value[0] > 0 or follows)
        return _is_outside(op, value)
    return right


@cache
def _ordinary() -> dict[str, int]:
    """Return how many of 10,000 lines hold an ordinary word."""
    rows = (
        row.split() for row in (Path(__file__).parent / "word_shares.txt").read_text(encoding="utf-8").splitlines()[1:]
    )
    return {f"<{word}>": int(share) * 10 for share, *words in rows for word in words} | {DIGIT: 1500}


@cache
def _met(part: str) -> frozenset[str]:
    return frozenset(word for word in _ordinary() if part in word)


@cache
def _common(parts: frozenset[str]) -> int:
    """Return about how many of 10,000 lines hold one of the parts; rare words count for little, and not for nothing."""
    return sum(_ordinary()[word] for word in frozenset().union(*map(_met, parts))) + 3 * len(parts)


def _rank(parts: frozenset[str]) -> tuple[int, list[str]]:
    return _common(parts), sorted(parts)


def _chance(row: Row) -> float:
    """Return about how often a line meets a row."""
    return prod(min(1.0, _common(parts) / 10_000) for parts in row)


def patterns() -> Iterator[tuple[str, int]]:
    """Yield every pattern that is asked for what it needs, with its flags: the rules' own examples bring them all to life."""
    needs._needs = lambda: Needs("\n")  # where nothing is known, every pattern is open, and so every one is asked
    for name in NAMES:
        terms(name)
    for rule in all_rules():
        for example in (*rule.bad, *rule.good):
            list(rule.find(View(script_with(example.set))))
    screen("knee pain")
    made = {(late.pattern, late.flags) for late in gc.get_objects() if isinstance(late, Late) and late.bit}
    yield from sorted(made)
    yield from ((source, re.VERBOSE) for source in sources())


def lines() -> str:
    """Return the text of needs.txt."""
    rows = {(checksum(pattern), row) for pattern, flags in patterns() for row in needed(pattern, flags)}
    return indexed(sorted(rows, key=lambda row: (row[0], [sorted(parts) for parts in row[1]])))


if __name__ == "__main__":
    if "--print" in sys.argv:
        sys.stdout.write(lines())
    else:
        (PACKAGE / "needs.txt").write_text(lines(), encoding="utf-8")
