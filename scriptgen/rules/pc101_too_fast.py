"""PC101: more words than the planned seconds can hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scriptgen.rule import ERROR, WARNING, Example, Hit, Origin, Rule, Unmeasured
from scriptgen.speech import spoken
from scriptgen.view import View

_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_FIGURES = re.compile(r"\d[\d.,:/–-]*")
_PHONE = 7
_BRIEF = 3.0
"""Seconds below which rounding decides the pace: 4 words in "1 second" are 240 a minute, in 1.5 they are 160."""


def find(view: View) -> Iterator[Hit | Unmeasured]:
    """Divide the words of each block by its planned seconds, then those of all planned blocks together."""
    usual, most = view.pack["pace"], view.pack["pace_most"]
    planned = [(b, _count(b.say.text)) for b in view.blocks if b.planned is not None and b.say.spoken.words]
    if not planned:
        yield from _cues(view, usual, most)
        return
    silent = True
    for block, count in planned:
        seconds = block.planned or 0.0
        pace = count / (seconds + _slack(seconds) / 2) * 60 if seconds else float("inf")
        if pace > usual:
            grave = not seconds or count / (seconds + _slack(seconds)) * 60 > most
            silent = False
            values = {"words": count, "seconds": seconds, "limit": most if grave else usual, "need": count / usual * 60}
            message = "main" if seconds else "none"
            yield block.say.hit(
                ERROR if grave else WARNING, message, pace=count / seconds * 60 if seconds else 0.0, **values
            )
    if silent and len(planned) > 1:
        count, seconds = sum(n for _, n in planned), sum(b.planned or 0.0 for b, _ in planned)
        pace = count / seconds * 60
        if pace > usual:
            longest = max(planned, key=lambda row: row[1])[0]
            limit = most if pace > most else usual
            yield longest.say.hit(
                ERROR if pace > most else WARNING, "all", words=count, seconds=seconds, pace=pace, limit=limit
            )


def _count(text: str) -> int:
    """Return the words that a listener counts: figures read out, abbreviations one each, telephone numbers by group."""
    count = len(_WORDS.findall(text)) + text.count("%")
    for match in _FIGURES.finditer(text):
        figures = match[0].rstrip(".,:/–-")
        digits = sum(c.isdigit() for c in figures)
        count += len(re.split(r"\D+", figures)) if digits >= _PHONE else spoken(figures).words
    return count


def _slack(seconds: float) -> float:
    """Return the seconds that a short plan may have been rounded down by."""
    if seconds >= _BRIEF:
        return 0.0
    return 0.5 if seconds == int(seconds) else 0.05


def _cues(view: View, usual: float, most: float) -> Iterator[Hit | Unmeasured]:
    """Take the pace from subtitles, where the script came with some."""
    seconds = sum(max(cue.end - cue.start, 0.0) for cue in view.cues)
    if not seconds:
        yield Unmeasured("no seconds are planned")
        return
    count = sum(_count(cue.text) for cue in view.cues)
    pace = count / seconds * 60
    if pace > usual and view.spoken:
        longest = max(view.spoken, key=lambda line: line.spoken.words)
        limit = most if pace > most else usual
        yield longest.hit(
            ERROR if pace > most else WARNING, "cues", words=count, seconds=seconds, pace=pace, limit=limit
        )


_ROUND = {"hook.seconds": 2, "cta.seconds": 4, "disclaimer.seconds": 7}

RULE: Rule = Rule(
    code="PC101",
    slug="too-fast",
    raises=(ERROR, WARNING),
    needs=frozenset({"seconds"}),
    guidance="At most 150 words a minute: 5 words for every 2 seconds.",
    messages={
        "main": (
            "{words} words in {seconds:.1f} s are {pace:.0f} words a minute, above {limit:.0f}; say less or plan "
            "{need:.1f} s."
        ),
        "none": "{words} words are planned to take no time; they need about {need:.1f} s.",
        "all": (
            "The planned blocks come to {words} words in {seconds:.1f} s: {pace:.0f} words a minute, above {limit:.0f}."
        ),
        "cues": "The subtitles run at {pace:.0f} words a minute ({words} words in {seconds:.1f} s), above {limit:.0f}.",
    },
    why="Viewers follow speech of up to 160 to 180 words a minute; what is faster is heard and not taken in.",
    fix="model",
    source=Origin("BBC", "Subtitle Guidelines", 2024, "2026-11-22", "primary", "160 to 180 words a minute"),
    find=find,
    bad=(
        Example({**_ROUND, "beats[0].seconds": 7, "beats[1].seconds": 6}, "24 words in 7 seconds", ERROR),
        Example({"beats[1].seconds": 5.2}, "15 words in 5.2 seconds, the only block that is planned", WARNING),
        Example({"beats[0].seconds": 0}, "no time at all", ERROR),
        Example({"beats[1].say": "Call 911 or 988.", "beats[1].seconds": 2}, "digits are said one by one", ERROR),
    ),
    good=(
        Example({**_ROUND, "beats[0].seconds": 10, "beats[1].seconds": 6.5}, "unhurried"),
        Example({"cta.say": "Save this for later.", "cta.seconds": 1.5}, "160 words a minute"),
        Example(
            {"beats[1].say": "Strengthening quadriceps progressively helps considerably.", "beats[1].seconds": 3.5},
            "few words",
        ),
        Example({"beats[1].say": "", "beats[1].text": "Strong thighs", "beats[1].seconds": 1}, "nothing is said"),
    ),
    cannot="How fast a speaker really talks; unplanned blocks are taken at 150 words a minute and never judged.",
)
