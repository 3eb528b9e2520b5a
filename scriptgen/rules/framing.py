"""What a topic asks for, and the safe question to draft instead: one person's advice, a product's praise and one-sided views become education."""

from __future__ import annotations

import re
from functools import lru_cache

from scriptgen.late import late
from scriptgen.needs import held_by
from scriptgen.rules.wordclasses import terms
from scriptgen.text import fold, one_line, words

__all__ = ["asked_for", "framed"]

KINDS = ("dose", "diagnosis", "treatment", "product", "onesided")
_FRAMES = {
    "dose": "{subject}: what to ask before taking it",
    "treatment": "{subject}: what to ask your own clinician",
    "diagnosis": "{subject}: what it can mean and when to have it checked",
    "product": "{subject}: what the evidence shows and what it doesn't",
    "onesided": "{subject}: benefits, risks and what experts still discuss",
}
_NAMELESS = {
    "dose": "medicines",
    "diagnosis": "symptoms and readings",
    "treatment": "treatment choices",
    "product": "health products",
    "onesided": "health claims",
}
_CHILD = late(
    r"\b(?:kids?|kiddos?|sons?|daughters?|child(?:ren)?|toddlers?|twins|preschoolers?|\d+[- ]?(?:yo|mo|(?:year|yr|month|week)s?[- ]?olds?)|"
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten)[- ](?:year|month|week)s?[- ]olds?|bab(?:y|ies)|newborns?|infants?|nephew|niece)\b"
)
_BABY = late(r"\b(?:bab(?:y|ies)|newborns?|infants?|\w+[- ]?(?:mo|(?:month|week)s?[- ]?olds?))\b")
_NUMBER = late(
    r"\d[\d.,/%-]*(?: ?(?:mg|mcg|g|ml|iu|kg|kilos?|lbs?|pounds?|units?|days?|weeks?|months?|years?|hours?|times|cm|mm|percent))?\b"
)
_ASIDE = late(r" ?\([^()]{0,40}\) ?")
_JOINING = frozenset(("for", "on", "in", "during", "and", "of"))
_LONGEST = 70
_MOST_RUNS = 2


@lru_cache(maxsize=512)
def asked_for(topic: str) -> str:
    """Return what a topic wrongly asks for: dose, treatment, diagnosis, product, onesided; "" for a topic that may stay as it is."""
    low = _ASIDE.sub(" ", fold(one_line(topic)))
    patterns = terms("steering").patterns
    held = held_by(words(low))
    if not low or patterns["fair"].search(low, held):
        return ""
    return next((kind for kind in KINDS if patterns[kind].search(low, held)), "")


def framed(topic: str) -> str:
    """Return the topic as it should be drafted: a safe question in place of one that asks for advice, praise or one side."""
    kind = asked_for(topic)
    if not kind:
        return one_line(topic)
    subject = _subject(topic) or _NAMELESS[kind]
    if _CHILD.search(fold(topic)) and kind in ("dose", "treatment"):
        who = "babies" if _BABY.search(fold(topic)) else "children"
        return f"{subject} for {who}: what parents should ask first"
    return _FRAMES[kind].format(subject=subject)


def _subject(topic: str) -> str:
    """Return the words of a topic that name what it is about, without who asks, how much and how good; "" for none."""
    dropped = terms("steering").classes["dropped"]
    runs: list[list[str]] = [[]]
    for part in re.split(r"[,;:.?!()\[\]{}<>|]+", _NUMBER.sub(" ", one_line(topic))):
        runs.append([])
        for word in words(part):
            low = fold(word)
            if low in _JOINING:
                if runs[-1]:
                    runs[-1].append(low)
            elif low in dropped:
                if runs[-1] and runs[-1][-1] not in _JOINING:
                    runs.append([])
            else:
                runs[-1].append(re.sub(r"['’]s$", "", word))
    kept: list[str] = []
    for run in runs:
        while run and run[-1] in _JOINING:
            run.pop()
        text = " ".join(run)
        if text and len(" and ".join((*kept, text))) <= _LONGEST and len(kept) < _MOST_RUNS:
            kept.append(text)
    return " and ".join(kept)
