"""Subtitle cues for a script: cut where a speaker breathes, timed to the words, slow enough to read."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from scriptgen.linebreaks import NEVER, seam, tokens, wrap
from scriptgen.script import Script
from scriptgen.speech import spoken
from scriptgen.timing import WEIGHTS
from scriptgen.view import Block, Cue, View

__all__ = ["cues", "wrap"]

_LATE = 0.5
"""Seconds by which a cue may come before or stay after its words; more looks out of step."""
_STRETCH = 1.5
"""How much slower than usual a line with plenty of planned time is taken to be spoken; what remains is silence."""
_TOO_FAST, _TOO_SHORT = 400.0, 900.0
"""What it costs a cue to break a limit: more than any ugly cut, less than parting an article from its noun."""


_ROUNDING = 0.002
"""Seconds that are lost where start and end are rounded to milliseconds."""


class _Word(NamedTuple):
    text: str
    space: int
    """1 where a space stands before it."""
    start: float
    block: int
    until: float
    """Where its block ends."""


class _Limits(NamedTuple):
    width: int
    lines: int
    cps: float
    cps_most: float
    least: float
    most: float


def cues(script: Script) -> tuple[Cue, ...]:
    """Return the subtitles of all that is spoken, on the script's timeline; none for a script that says nothing."""
    view = View(script)
    names = ("cue_line", "cue_lines", "read_cps", "cue_cps_most", "cue_least", "cue_most")
    limits = _Limits(*(view.pack[name] for name in names))
    words = [w for i, block in enumerate(view.blocks) for w in _timed(block, i, limits.width)]
    if not words:
        return ()
    cuts = _cut(words, limits)
    texts = [wrap(" ".join(_joined(words[i:j]).split()), limits.width) for i, j in cuts]
    needs = [min(max(limits.least, len(" ".join(t)) / limits.cps) + _ROUNDING, limits.most) for t in texts]
    starts = [words[i].start for i, _ in cuts]
    ends = [min(_until(words, j), words[i].start + limits.most) for i, j in cuts]
    _share(starts, ends, needs, [words[j - 1].block == words[j].block for _, j in cuts[:-1]])
    ends[-1] = max(ends[-1], starts[-1] + needs[-1])  # after the last word nothing else is waiting
    rows = zip(starts, ends, texts, strict=True)
    return tuple(Cue(round(start, 3), round(end, 3), "\n".join(lines)) for start, end, lines in rows)


def _until(words: list[_Word], j: int) -> float:
    """Return when what follows the first `j` words begins, or their block ends."""
    return min(words[j].start, words[j - 1].until) if j < len(words) else words[-1].until


def _share(starts: list[float], ends: list[float], needs: list[float], same: list[bool]) -> None:
    """Let a fast cue stay a moment longer, or come a moment earlier, where its neighbour in the block can spare it."""
    for k in range(len(starts) - 1):
        move = min(needs[k] - ends[k] + starts[k], ends[k + 1] - starts[k + 1] - needs[k + 1], _LATE)
        if same[k] and move > 0:
            ends[k] = starts[k + 1] = starts[k + 1] + move
    for k in range(len(starts) - 1, 0, -1):
        room = starts[k] - ends[k - 1] + max(ends[k - 1] - starts[k - 1] - needs[k - 1], 0.0)
        move = min(needs[k] - ends[k] + starts[k], room, _LATE)
        if same[k - 1] and move > 0:
            starts[k] -= move
            ends[k - 1] = min(ends[k - 1], starts[k])


def _joined(words: list[_Word]) -> str:
    return "".join((" " if w.space else "") + w.text for w in words)


@lru_cache(maxsize=8192)
def _weight(token: str) -> tuple[float, float]:
    """Return the seconds that a word takes, and those of the pause after it where the speaker goes on."""
    said = spoken(token)
    stops = spoken(f"{token} so").stops
    pauses = said.commas * WEIGHTS.comma + stops * WEIGHTS.stop
    return said.syllables * WEIGHTS.syllable + said.words * WEIGHTS.word, pauses


def _timed(block: Block, index: int, width: int) -> list[_Word]:
    parts = tokens(block.say.text, width)
    weights = [_weight(token) for token, _ in parts]
    total = sum(speech + pause for speech, pause in weights) - (weights[-1][1] if weights else 0.0)
    scale = min(block.seconds, _STRETCH * block.say.seconds) / total if total > 0 else 0.0
    words: list[_Word] = []
    at, until = block.start, block.start + block.seconds
    for (token, space), (speech, pause) in zip(parts, weights, strict=True):
        words.append(_Word(token, space if words else 1, at, index, until))
        at = min(at + (speech + pause) * scale, until)
    return words


def _cut(words: list[_Word], limits: _Limits) -> list[tuple[int, int]]:
    """Return where cues begin and end, at the least cost: readable first, then cut where the sense pauses."""
    count = len(words)
    seams = [0.0 if a.block != b.block else seam(a.text, b.text) for a, b in pairwise(words)] + [0.0]
    best: list[tuple[float, int]] = [(0.0, count)] * (count + 1)
    for i in range(count - 1, -1, -1):
        size, row, used, inside, choice = 0, 0, 1, 0.0, (float("inf"), i + 1)
        for j in range(i + 1, count + 1):
            word = words[j - 1]
            step = len(word.text) + (word.space if j - 1 > i else 0)
            size, row = size + step, row + step
            if row > limits.width:
                used, row = used + 1, len(word.text)
            if used > limits.lines:
                break
            if j - 1 > i and not seams[j - 2]:
                inside += 40.0 if words[j - 2].block != word.block else 4.0
            cost = 10.0 + inside + seams[j - 1] + best[j][0]
            if inside:  # the end of one sentence and the start of another
                cost += 15.0 * (bool(i and seams[i - 1]) + bool(seams[j - 1]))
            if used == 2:
                cost += _line_break(words, seams, i, j, limits.width, size) / 2
            choice = min(choice, (cost + _haste(words, i, j, size, limits), j))
        best[i] = choice
    cuts, i = [], 0
    while i < count:
        cuts.append((i, best[i][1]))
        i = best[i][1]
    return cuts


def _haste(words: list[_Word], i: int, j: int, size: int, limits: _Limits) -> float:
    """Return what it costs that a cue of these words is too short, too long or too fast."""
    seconds = _until(words, j) - words[i].start
    if j == len(words):
        seconds = max(seconds, limits.least, size / limits.cps)
    cost = _TOO_SHORT + (limits.least - seconds) * 100 if seconds < limits.least else 0.0
    speed = size / seconds if seconds > 0 else 1000.0
    if speed > limits.cps:
        cost += (_TOO_FAST if speed > limits.cps_most else 30.0) + min(speed - limits.cps, 100.0) * 20
    return cost + (_TOO_SHORT if words[j - 1].start - words[i].start > limits.most else 0.0)


def _line_break(words: list[_Word], seams: list[float], i: int, j: int, width: int, size: int) -> float:
    """Return what the best break into two lines costs."""
    row, found = 0, NEVER
    for k in range(i, j - 1):
        row += len(words[k].text) + (words[k].space if k > i else 0)
        if row > width:
            break
        if size - row - words[k + 1].space <= width:
            found = min(found, seams[k])
    return found
