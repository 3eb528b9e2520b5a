"""How a text reads once a find is taken out: a generic phrase, without the label or the article that it doubles."""

from __future__ import annotations

import re

from scriptgen.late import late
from scriptgen.privacy.found import Found

__all__ = ["tidy", "without"]

_OWNED = late(r"\b(?:a|an|my|our|the|this|that|one|his|her|their|another|your|ur|its|full|whole)\s+$")
_DATED = late(r"\b(?:on|at|in|since|from)\s+recently\b")
_KIN = late(
    r"\b(?:my|our|his|her|their|the|your|ur)\s(?:[\w-]+\s)?(?:mom|mum|dad|mother|father|wife|husband|son|daughter|sister|brother|aunt|auntie|uncle|cousin|grandma|grandpa|gran|nan|nana|lola|lolo|neighbou?r|friend|boss|teacher|coworker)\s+$"
)
_FOLLOWED = late(r"\s+(?:patient|pt|client|resident)\b")
_JOINED = late(r"\s(?:w/?|with|who|from|in|at|on|of|whose)(?:\s(?:her|his|the|our|a|my|their|this|that))?\s*$")
_NUMBERED = frozenset(("mrn", "ssn", "plan", "account", "licence", "vehicle", "device", "phone", "fax"))
_LABELLED = late(
    r"\b(mrn|ssn|acct|account|record|chart|file|plate|reg|permit|licen[cs]e|policy|plan|member|serial|card|claim|invoice|payment|sn|hosp)"
    r"(?:[\s.:#]*\b(?:no|nr|num|number|ref|id|ends|ending|lot)\b)*[\s.:#]+$"
)
_OWNER = late(r"\b(?:her|his|my|our|the|their|this|that|ur|your)\s(?:[\w-]+\s){0,3}$")
_LABEL = late(
    r"\b(?:mrn|dob|ssn|acct|account|record|id|no)\b[ .:#]*(a record number|an account|a number)", re.IGNORECASE
)
_PERSON = frozenset(("pt", "patient", "a patient", "A patient"))


def without(text: str, item: Found, person: str) -> str:
    """Return the text with a generic phrase in the place of one find; `person` stands for a patient where nobody owns it."""
    before, said, after = text[: item.start], text[item.start : item.end], text[item.end :]
    if item.replacement not in _PERSON:
        return _plain(before, item, after)
    if item.kind in ("name", "initials"):
        if _KIN.search(before.lower()):
            return before.rstrip() + after
        if _FOLLOWED.match(after.lower()):
            return before + after.lstrip()
    joined = _JOINED.search(said) if item.kind == "unique" else None
    phrase = person.capitalize() if item.replacement[0] == "A" else person
    if _OWNED.search(before.lower()):
        phrase = "patient"
    return before + phrase + (joined[0] if joined else "") + after


def tidy(text: str) -> str:
    """Return the text without the labels and prepositions that a phrase makes idle."""
    return _LABEL.sub(r"\1", _DATED.sub("recently", text))


def _plain(before: str, item: Found, after: str) -> str:
    """Return the text around what is no person: a number's label goes with it, or stays alone where somebody owns it."""
    label = _LABELLED.search(before.lower()) if item.kind in _NUMBERED else None
    if label and _OWNER.search(before[: label.start()].lower()):
        return before[: label.end(1)] + after
    if label:
        before = before[: label.start()]
    phrase = item.replacement
    if _OWNED.search(before.lower()):
        phrase = phrase.removeprefix("a ").removeprefix("an ")
    return before.removesuffix("+") + phrase + after
