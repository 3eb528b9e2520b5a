"""What a disclaimer says, in whatever words: that this is general education, and whom to ask instead."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from scriptgen.late import late
from scriptgen.resources import package_text
from scriptgen.rules.disclaiming import patterns
from scriptgen.text import fold

if TYPE_CHECKING:
    from scriptgen.view import Line, View

__all__ = ["has_checked", "joined", "mended", "refers", "teaches"]

_EDUCATION = "This is general education, not medical advice."
_ASK = "Ask your own clinician."
_PLAIN = (
    "not medical advice",
    "general education",
    "general info",
    "education only",
    "for education",
    "educational purposes",
    "informational purposes",
)


_HEAD = late(
    r"(?:\b(?:i|we|they|he|she|who|people|patients|folks|parents|nobody|never|(?<!why )not|if you|you'd)(?: \w+)?"
    r"|\bbefore (?:you |i |we )?(?:\w+)?"
    r"|\b(?:don't|do not|didn't|needn't|shouldn't|can't|couldn't|wouldn't)(?: (?:need to|have to|bother|want to|just"
    r"|even|ever|to))*|\bno need to|\b(?:instead|rather) (?:of|than)|\bsend this to|\btag|\b(?:saves?|spares?) (?:you"
    r"|yourself|your|them)(?: \w+){0,2}|\bskip(?: \w+)?) $"
)
_FIRST = re.compile(r"(?:n't|\bnot|\bnever|\bnobody|\bno one)\b.*\b(?:without|before|until|unless|skip)\b")
_HOW = re.compile(r"\b(?:when|should|do|did|have|ever|how|would|can|could|is|are)\b")
_STOP = re.compile(r"[.!?\n]")


_EDUCATION_KEYS = (
    "advice", "educat", "info", "learn", "teach", "general", "generic", "not your", "yours", "me your", "replac", "substitut", "stand in", "stand-in", "place of", "diagnos", "relationship",
    "broad", "basics", "everyday", "public", "everyone", "everybody", "lesson", "inform", "aware", "classroom", "knowledge", "guide", "right for you", "best for you", "your chart", "your history", "never met", "have your", "read your", "sharing", "giving", "to you ", "purposes", "tailored", "personali", "individuali", "patient", "examin", "seen", "see you", "met you", "know you", "treat",
    "consult", "instead of", "assess", "specific", "prescri", "visit", "about you", "tiktok", "video ", "internet",
)  # fmt: skip
_VAGUE_KEYS = (
    "yours", "your own", "one who", "person who", "people who", "folks who", "team who", "someone", "somebody", "whoever",
    "ologist", "iatri", "opath", "dontist", "us ", "me ", " us.", " me.", " us,", " me,", "surgery", "practice", "pharmacy",
    "hospital", "111",
)  # fmt: skip


@lru_cache(maxsize=1)
def _referral_keys() -> tuple[str, ...]:
    names = tomllib.loads(package_text("rules/terms/disclaimers.toml"))["clinicians"]
    short = [n for n in names if not any(o != n and o in n for o in names)]
    return (*(f" {n}" for n in short), *_VAGUE_KEYS)


def joined(*lines: Line) -> str:
    """Return lines as one text to be searched, in lower case."""
    return " \n ".join([line.low for line in lines if line.text])


@lru_cache(maxsize=64)
def teaches(low: str, kindly: bool = False) -> bool:
    """Return whether a text, in lower case, says that it is general education: not advice, no diagnosis, no substitute, not your doctor.

    `kindly` is for the disclaimer itself, where a word such as 'education' has no other meaning.
    """
    if any(map(low.__contains__, _PLAIN)):
        return True
    pattern = patterns()
    clauses = list(_clauses(low, _EDUCATION_KEYS))
    return (kindly and any(pattern.loose.search(c) for c in clauses)) or any(
        pattern.education.search(c) for c in clauses
    )


_PLAINLY = late(
    r"(?:^|[.!?,;:] ?|\n ?)(?:please |so |and |always )?(?:ask|see|check with|talk to|talk with|speak to|speak with) your (?:own )?"
    r"(?:clinician|doctor|dentist|pharmacist|gp|physician|care team|clinic|nurse|midwife)(?=[.!,;\n]| (?:about|first|before|if|for)\b|$)"
)
"""What most people write, read at once; every other wording takes the grammar."""


@lru_cache(maxsize=64)
def refers(low: str, kindly: bool = False) -> bool:
    """Return whether a text, in lower case, sends the viewer to a clinician, a team or whoever knows them."""
    if _PLAINLY.search(low):
        return True
    pattern = patterns()
    ask = pattern.ask_kindly if kindly else pattern.ask
    return bool(pattern.own.search(low)) or any(
        any(_sends(clause, m) for m in ask.finditer(clause)) or pattern.knows.search(clause)
        for clause in _clauses(low, _referral_keys())
    )


@lru_cache(maxsize=64)
def has_checked(low: str) -> bool:
    """Return whether a text, in lower case, tells the viewer to have it looked at, without saying by whom."""
    return bool(patterns().checked.search(low))


def _clauses(low: str, keys: tuple[str, ...]) -> Iterator[str]:
    """Yield the sentences of a text that hold one of the words, with single spaces; the rest need no second look."""
    done: set[int] = set()
    for key in [k for k in keys if k in low]:
        at = low.find(key)
        while at >= 0:
            start = max(low.rfind(".", 0, at), low.rfind("?", 0, at), low.rfind("!", 0, at), low.rfind("\n", 0, at)) + 1
            ends = _STOP.search(low, at + len(key))
            end = ends.end() if ends else len(low)
            if start not in done:
                done.add(start)
                yield " ".join(low[start:end].split())
            at = low.find(key, end)


def _sends(low: str, match: re.Match[str]) -> bool:
    """Return whether a mention of a clinician is advice to go there, not its opposite, a habit or a question about it."""
    head = low[max(low.rfind(mark, 0, match.start()) for mark in ".!?;:") + 1 : match.start()]
    if _HEAD.search(head) and not _FIRST.search(head + match[0]):
        return False
    ends = [at for at in (low.find(mark, match.end()) for mark in ".!?") if at >= 0]
    return not (ends and low[min(ends)] == "?" and _HOW.search(head) and "why not" not in head)


def mended(view: View, education: bool, referral: bool) -> str:
    """Return the words to add where halves are missing: the brand's own disclaimer that has both, else the plain one."""
    if education and not referral:
        return _ASK
    if referral and not education:
        return _EDUCATION
    for text in view.brand.disclaimers if view.brand else ():
        if teaches(fold(text), True) and refers(fold(text), True):
            return text
    return f"{_EDUCATION} {_ASK}"
