"""Plain-text tools: cleaning, sentences, words, stems. No medicine and no rules in here."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

__all__ = [
    "KEPT",
    "Piece",
    "clean",
    "content_stems",
    "fold",
    "one_line",
    "phrase_breaks",
    "sentences",
    "slugify",
    "stem",
    "words",
]

_FOLD = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "\u00a0": " "})
_HIDDEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff]"
)
_WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*%?")
_ASCII_WORD = re.compile(r"[A-Za-z0-9]+(?:['.\-][A-Za-z0-9]+)*%?")
_STOPS = re.compile(r"[.!?…\n]")
_END = re.compile(r"[.!?…\n][.!?…\n]*[\"'”’)\]]*(?:(?<=\n)|(?=\s|$))")
"""The first stop is told apart from those after it, since a pattern that begins with one of a few characters is found far quicker."""
_SHORT = frozenset("Dr Drs Mr Mrs Ms Prof St vs etc approx No Inc Jr Sr e.g i.e a.m p.m U.S U.K".split())
_STOP = frozenset(
    "a an and are as at be been but by can could did do does doing for from get gets got had has have he her here hers him his how i if in is it its just "
    "like may me might more most much my no nor not of off on one only or our out over own really she should so some still such than that the their them "
    "then there these they this those to too under up us very was we were what when where which while who whom why will with would you your yours yes "
    "isn't aren't don't doesn't didn't can't won't it's that's you're you've i'm i've we're they're let's here's there's what's who's".split()
)

KEPT = 1000
"""Characters up to which what is worked out of a text is kept, so that long ones do not fill the memory."""


class Piece(NamedTuple):
    """A stretch of a text: where it starts and ends in it, and its words."""

    start: int
    end: int
    text: str


def fold(text: str) -> str:
    """Return `text` in lower case with straight quotes and hyphens, of the same length, so that offsets hold."""
    if text.isascii():
        return text.lower()
    folded = text.translate(_FOLD)
    low = folded.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in folded)


def clean(text: str) -> str:
    """Return `text` without control, bidirectional and zero-width characters; line breaks, tabs and joined emoji stay."""
    return _HIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """Return `text` cleaned and on one line, with single spaces."""
    return " ".join(clean(text).split())


def sentences(text: str) -> list[Piece]:
    """Return the sentences of `text` in order; abbreviations, initials and decimals do not end one."""
    found: list[Piece] = []
    start, size = 0, len(text)
    if text[:1].isalnum() and not text[-1].isspace() and not _STOPS.search(text, 0, size - 1):
        return [Piece(0, size, text)]
    for match in _END.finditer(text):
        end = match.end()
        if end < size and text[match.start()] == "." and _abbreviated(text, match.start()) and "." not in match[0][1:]:
            continue
        _add(found, text, start, end)
        start = end
    if start < size:
        _add(found, text, start, size)
    return found


def _abbreviated(text: str, stop: int) -> bool:
    """Return whether the point at `stop` belongs to an abbreviation or an initial."""
    word = text[max(text.rfind(" ", 0, stop), text.rfind("\n", 0, stop), stop - 12) + 1 : stop].lstrip("(\"'“‘[")
    return word in _SHORT or (len(word) == 1 and word.isupper())


def _add(found: list[Piece], text: str, start: int, end: int) -> None:
    part = text[start:end].lstrip()
    start = end - len(part)
    part = part.rstrip()
    end = start + len(part)
    if part[:1].isalnum() or _WORD.search(part):
        found.append(Piece(start, end, part))
    elif part and found:
        found[-1] = Piece(found[-1].start, end, text[found[-1].start : end])


def words(text: str) -> list[str]:
    """Return the words of `text`: letters and digits, inner apostrophes, hyphens and points kept."""
    return (_ASCII_WORD if text.isascii() else _WORD).findall(text)


@lru_cache(maxsize=32768)
def stem(word: str) -> str:
    """Return a light stem, so that "knees", "running" and "myths" meet "knee", "run" and "myth"."""
    word = word.lower().replace("’", "'").removesuffix("'s")
    if len(word) <= 3:
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("sses", "shes", "ches", "xes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for suffix in ("ing", "ed"):
        root = word.removesuffix(suffix)
        if root != word and len(root) >= 3 and any(c in "aeiouy" for c in root):
            word = root[:-1] if len(root) > 3 and root[-1] == root[-2] and root[-1] not in "ls" else root
            break
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def content_stems(text: str) -> set[str]:
    """Return the stems of the words of `text` that carry meaning: no function words, three letters or more."""
    return set(_content_stems(text) if len(text) <= KEPT else _content_stems.__wrapped__(text))


@lru_cache(maxsize=4096)
def _content_stems(text: str) -> frozenset[str]:
    return frozenset([stem(w) for w in words(fold(text)) if w not in _STOP and (len(w) > 2 or w.isdigit())])


_BREAK = re.compile(
    r"[,;:]\s+|\s+[-–—]\s+|(?<=[.!?…])\s+|\s+(?=(?:and|but|or|because|so|if|when|while|that|which|for|with|to|in|on|than)\b)",
    re.IGNORECASE,
)


def phrase_breaks(text: str) -> list[int]:
    """Return the offsets where `text` can be cut between phrases, after punctuation or before a joining word."""
    return [m.start() + (1 if m[0][0] in ",;:" else 0) for m in _BREAK.finditer(text)]


def slugify(text: str, limit: int = 60) -> str:
    """Return `text` as a name that is safe in any path: lower-case ASCII letters, digits and hyphens; never empty."""
    import unicodedata

    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:limit].rstrip("-") or "untitled"
