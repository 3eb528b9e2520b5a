"""Subtitle cues for a script: cut where a speaker breathes, timed to the words, slow enough to read."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from unicodedata import east_asian_width

from scriptgen.script import Script
from scriptgen.speech import spoken
from scriptgen.text import one_line
from scriptgen.timing import WEIGHTS
from scriptgen.view import Block, Cue, View

__all__ = ["cues", "wrap"]

_LATE = 0.5
"""Seconds by which a cue may come before or stay after its words; more looks out of step."""
_STRETCH = 1.5
"""How much slower than usual a line with plenty of planned time is taken to be spoken; what remains is silence."""
_ARTICLES = frozenset("a an the my your his her its our their this these those no not each every dr. mr. mrs. ms. prof. st.".split())
_LEADS = frozenset(
    "and but or nor because so if when while as than that which who whose of to in on at for from with by about into over under after before between "
    "through without per very more most less too is are was were be been has have had do does did can could will would should may might must "
    "i you he she it we they don't doesn't isn't can't won't it's that's i'm you're don’t doesn’t isn’t can’t won’t it’s that’s i’m you’re one".split()
)
_JOINS = frozenset(
    "and but or nor because so if when while that which who whose where until unless than then for with without to in on at from by of about into over "
    "under after before between through like since although though".split()
)
_NUMBER = re.compile(
    r"(?!(?:19|20)\d\d$)[~<>±$£€]?\d(?:[\d.,/:–-]*\d)?"
    r"|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety|hundred|thousand|half)"
)
_ENDS = re.compile(r"(?<!\b[a-z]\.[a-z])(?<!\bvs)(?<!\betc)[.!?…。！？][\"'”’)\]]*$")
_WIDE = re.compile(r"[^，。！？、；：]*[，。！？、；：]*")
_NEVER, _FAST, _SHORT = 5000.0, 400.0, 900.0


class _Word(NamedTuple):
    text: str
    space: int
    """1 where a space stands before it, 0 for the rest of a cut word and the first word."""
    start: float
    block: int
    until: float
    """Where its block ends."""


def cues(script: Script) -> tuple[Cue, ...]:
    """Return the subtitles of everything that is spoken, on the timeline of the script; none for a script that says nothing."""
    view = View(script)
    width, most = int(view.pack["cue_line"]), float(view.pack["cue_most"])
    words = [w for i, block in enumerate(view.blocks) for w in _timed(block, i, width)]
    if not words:
        return ()
    cps, least = float(view.pack["read_cps"]), float(view.pack["cue_least"])
    cuts = _cut(words, width, int(view.pack["cue_lines"]), cps, float(view.pack["cue_cps_most"]), least, most)
    texts = [wrap(_joined(words[i:j]), width) for i, j in cuts]
    needs = [max(least, len(" ".join(lines)) / cps) for lines in texts]
    starts = [words[i].start for i, _ in cuts]
    ends = [min(words[j].start if j < len(words) else words[-1].until, words[j - 1].until, words[i].start + most) for i, j in cuts]
    same = [words[j - 1].block == words[j].block for _, j in cuts[:-1]]
    for k in range(len(cuts) - 1):  # a fast cue stays a moment longer where the next one can spare it
        spare = ends[k + 1] - starts[k + 1] - needs[k + 1]
        move = min(needs[k] - ends[k] + starts[k], spare, _LATE) if same[k] else 0.0
        if move > 0:
            ends[k], starts[k + 1] = ends[k] + move, starts[k + 1] + move
    for k in range(len(cuts) - 1, 0, -1):  # or comes a moment early
        spare = ends[k - 1] - starts[k - 1] - needs[k - 1]
        room = starts[k] - ends[k - 1] + max(spare, 0.0)
        move = min(needs[k] - ends[k] + starts[k], room, _LATE) if same[k - 1] else 0.0
        if move > 0:
            starts[k] -= move
            ends[k - 1] = min(ends[k - 1], starts[k])
    ends[-1] = max(ends[-1], starts[-1] + min(needs[-1], most))  # after the last word nothing else is waiting
    return tuple(Cue(round(s, 3), round(e, 3), "\n".join(lines)) for s, e, lines in zip(starts, ends, texts, strict=True))


def wrap(text: str, width: int) -> list[str]:
    """Return `text` in as few lines of at most `width` characters as it takes, broken where a reader would pause."""
    words = [_Word(t, s, 0.0, 0, 0.0) for t, s in _tokens(text, max(width, 1))]
    count = len(words)
    best: list[tuple[float, int]] = [(0.0, count)] * (count + 1)
    for i in range(count - 1, -1, -1):
        size, rows = 0, []
        for j in range(i + 1, count + 1):
            size += len(words[j - 1].text) + (words[j - 1].space if j - 1 > i else 0)
            if size > max(width, 1):
                break
            ragged = (max(width, 1) - size) ** 2 / 20
            rows.append((best[j][0] + 1e6 + ragged + (_seam(words[j - 1], words[j]) if j < count else 0.0), j))
        best[i] = min(rows)
    lines, i = [], 0
    while i < count:
        j = best[i][1]
        lines.append(_joined(words[i:j]))
        i = j
    return lines


def _joined(words: list[_Word]) -> str:
    return "".join((" " if w.space and k else "") + w.text for k, w in enumerate(words))


def _tokens(text: str, width: int) -> list[tuple[str, int]]:
    """Return the words with the space before each; what no line can hold, or has no spaces at all, is cut to size."""
    found: list[tuple[str, int]] = []
    for token in one_line(text).split():
        wide = sum(east_asian_width(c) in "WF" for c in token) * 2 > len(token)
        size = max(width // 2, 1) if wide else width
        if len(token) <= size:
            found.append((token, int(bool(found))))
        else:
            parts = [p for p in _WIDE.findall(token) if p] if wide else [token]
            chunks = [part[k : k + size] for part in parts for k in range(0, len(part), size)]
            found += [(chunk, int(bool(found) and not k)) for k, chunk in enumerate(chunks)]
    return found


@lru_cache(maxsize=8192)
def _weight(token: str) -> tuple[float, float]:
    """Return the seconds that a word takes, and those of the pause after it."""
    said = spoken(token)
    rest = said.commas * WEIGHTS.comma + said.stops * WEIGHTS.stop
    return said.syllables * WEIGHTS.syllable + said.words * WEIGHTS.word, rest


def _timed(block: Block, index: int, width: int) -> list[_Word]:
    tokens = _tokens(block.say.text, width)
    weights = [_weight(t) for t, _ in tokens]
    total = sum(a + b for a, b in weights)
    scale = min(block.seconds, _STRETCH * block.say.seconds) / total if total > 0 else 0.0
    words, at, until = [], block.start, block.start + block.seconds
    for (token, space), (speech, rest) in zip(tokens, weights, strict=True):
        words.append(_Word(token, space if words else 1, at, index, until))
        at = min(at + (speech + rest) * scale, until)
    return words


def _seam(a: _Word, b: _Word) -> float:
    """Return how much a break between two words hurts: nothing after a sentence, most inside 'the knee' and '20 mg'."""
    last, following = a.text.lower(), b.text.lower()
    if not any(c.isalnum() for c in following):
        return _NEVER
    if last in _ARTICLES or (_NUMBER.fullmatch(last) and following not in _JOINS):
        return _NEVER
    if a.block != b.block or _ENDS.search(last):
        return 0.0
    if last[-1] in ",;:—–-，、；：":
        return 4.0
    return (60.0 if last in _LEADS else 0.0) + (8.0 if following in _JOINS else 25.0)


def _cut(words: list[_Word], width: int, lines: int, cps: float, cps_most: float, least: float, most: float) -> list[tuple[int, int]]:
    """Return where cues begin and end, at the least cost: readable first, then cut where the sense pauses."""
    count = len(words)
    seams = [_seam(a, b) for a, b in zip(words, words[1:], strict=False)] + [0.0]
    best: list[tuple[float, int]] = [(0.0, count)] * (count + 1)
    for i in range(count - 1, -1, -1):
        size, row, used, joined, choice = 0, 0, 1, 0.0, (float("inf"), i + 1)
        for j in range(i + 1, count + 1):
            word = words[j - 1]
            step = len(word.text) + (word.space if j - 1 > i else 0)
            size, row = size + step, row + step
            if row > width:
                used, row = used + 1, len(word.text)
            if used > lines:
                break
            if j - 1 > i:
                joined += 40.0 if words[j - 2].block != word.block else 4.0 if not seams[j - 2] else 0.0
            until = min(words[j].start, word.until) if j < count else max(word.until, words[i].start + max(least, size / cps))
            seconds = until - words[i].start
            cost = 10.0 + joined + seams[j - 1] + best[j][0]
            if joined:  # the end of one sentence and the start of another
                cost += 15.0 * (bool(i and seams[i - 1]) + bool(seams[j - 1]))
            if used > 1:
                cost += _inner(words, seams, i, j, width, lines, size)
            if seconds < least:
                cost += _SHORT + (least - seconds) * 100
            speed = size / seconds if seconds > 0 else 1000.0
            if speed > cps:
                cost += (_FAST if speed > cps_most else 30.0) + min(speed - cps, 100.0) * 20
            if word.start - words[i].start > most:
                cost += _SHORT
            choice = min(choice, (cost, j))
        best[i] = choice
    cuts, i = [], 0
    while i < count:
        cuts.append((i, best[i][1]))
        i = best[i][1]
    return cuts


def _inner(words: list[_Word], seams: list[float], i: int, j: int, width: int, lines: int, size: int) -> float:
    """Return what the best line break inside a cue costs."""
    if lines != 2:
        return 0.0
    row, found = 0, _NEVER
    for k in range(i, j - 1):
        row += len(words[k].text) + (words[k].space if k > i else 0)
        if row > width:
            break
        if size - row - words[k + 1].space <= width:
            found = min(found, seams[k])
    return found / 2
