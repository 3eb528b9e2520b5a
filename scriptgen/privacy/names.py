"""Names and initials of people of any culture, by where they stand and by lists: in a patient's sentence, not the speaker's, not an eponym's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from scriptgen.late import late
from scriptgen.privacy.found import Found
from scriptgen.privacy.passage import Passage
from scriptgen.privacy.terms import listed, pattern, word_class
from scriptgen.privacy.vocabulary import ordinary

__all__ = ["find", "is_name", "plain", "titled"]

_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "’": "'"})

_EXPLAINED = late(
    r"^[^.?!]{0,30}\W+(?:(?:that'?s|which\sis|meaning|means|is)\s(?:your|the|short|a)\b|stands?\sfor)|^\s(?:[a-z]\.){2}"
)
"""An abbreviation that is told in full, or that goes on."""
_GREETS = late(
    r"\shere\b(?![^\n]*\b(?:you\s(?:saw|did|treated|told|gave)|your\spatient|room|remember|my\s(?:appt|surgery|stitches|drain|cast)))"
)
"""A viewer who only says who is writing."""


_TOLD_BY = ("noun_end", "title_end", "i_met", "near")
"""Patterns without any of which a script's sentence is not about a patient, whoever it names."""
_CAPITALS = re.compile(r"[A-Z]\.?[A-Z]")


@lru_cache(maxsize=1)
def _sure() -> frozenset[str]:
    """Return names that are no ordinary words and no eponyms."""
    return (listed("given") | listed("surnames")) - listed("given", "words") - listed("surnames", "words")


@lru_cache(maxsize=1)
def _maybe() -> frozenset[str]:
    return listed("given", "words") | listed("surnames", "words")


def find(p: Passage) -> Iterator[Found]:
    """Yield names and initials that are a patient's."""
    yield from _initials(p)
    for m in pattern("tagged").finditer(p.text):
        yield Found("name", *m.span(), "a hashtag")
    if not p.typed and not p.may(*_TOLD_BY):
        return
    words = p.words
    at = 0
    while at < len(words):
        size, patient = _person(p, at)
        if patient:
            start, end = words[at][0], words[at + size - 1][1]
            end -= 2 if p.low[start:end].endswith("'s") else 0
            if not p.is_own(start, end):
                yield _named(p, start, end)
        at += size


def titled(p: Passage, found: Found) -> bool:
    """Return whether the name that was found follows Mrs, Herr, Auntie or the like."""
    return bool(pattern("honorific").match(p.low, found.start, found.end))


def _named(p: Passage, start: int, end: int) -> Found:
    """Return the find with its title, and with the noun before it, so that what replaces it reads well."""
    before = p.before(start)
    if m := pattern("title_end").search(before):
        start -= len(before) - m.start()
    elif m := pattern("noun_end").search(before):
        return Found("name", start - (len(before) - m.start()), end, m[1])
    opens = start == p.sentence(start).start and p.text[start : start + 1].isupper()
    return Found("name", start, end, "A patient" if opens else "a patient")


def _person(p: Passage, at: int) -> tuple[int, bool]:
    """Return how many words from `at` on make up a name, at least 1, and whether it is a patient's."""
    start, _, word = p.words[at]
    bare = plain(word)
    capital, sure = word[0].isupper(), is_name(bare)
    unknown = not ordinary(bare) and not (word.isupper() and len(word) < 6) and set(bare) - {"x", "-"} != set()
    listed_or_odd = sure or unknown or bare in _maybe()
    if not (listed_or_odd or capital) or (word.isupper() and pattern("acronym").fullmatch(bare)):
        return 1, False
    if bare.endswith(("-type", "-style", "-like", "-esque")) or (
        p.where == "comment" and _GREETS.match(p.low, p.words[at][1])
    ):
        return 1, False
    before = p.before(start)
    titled = bool(pattern("title_end").search(before))
    if not (listed_or_odd or titled or (p.where == "comment" and pattern("me_here").search(before))):
        return 1, False
    framed = bool(pattern("frame").search(before))
    strong = titled or bool(pattern("strongframe").search(before))
    met = p.typed and unknown and len(bare) > 2 and bool(pattern("contact").search(before))
    size = _run(p, at)
    said = p.words[at + size - 1]
    after = p.after(said[1])
    does = "'s" + after if said[2].lower().replace("’", "'").endswith("'s") else after
    me = p.where == "comment" and (unknown or capital) and len(bare) > 2 and bool(pattern("me_here").search(before))
    acts = (
        p.typed
        and not p.public
        and p.where != "comment"
        and unknown
        and len(bare) > 3
        and (pattern("humanverbs").match(does) or pattern("aged_name").match(after))
        and not pattern("article").search(before)
    )
    if me or (acts and not pattern("drug").search(bare)):
        met = True
    if not (
        sure
        or bare in _maybe()
        or met
        or (unknown and (capital or framed or strong))
        or (titled and capital and not (word.isupper() and len(word) > 1))
    ):
        return 1, False
    if p.typed and not strong and _crew(p, start, before, after):
        return size, False
    introduced = "before_doctor" if p.where == "comment" else "before_self"
    signed = p.typed and pattern("signed_card").search(before)
    if (
        (pattern(introduced).search(before) and not (signed or me or does.startswith("'s")))
        or pattern("credential").match(after)
        or pattern("placeholder").match(bare)
        or _eponym(p, at, size, after)
    ):
        return size, False
    return (size, True) if met or _patient(p, at, size, sure, strong, framed, after) else (1, False)


def _crew(p: Passage, start: int, before: str, after: str) -> bool:
    """Return whether a name in a brief is of somebody who films or reads, or in a comment of the one who is addressed."""
    if p.where == "comment":
        return bool(pattern("addressed").search(before)) and not pattern("verbs").match(after)
    piece = p.sentence(start)
    return p.has("production", piece) and not (p.has("human", piece) or p.has("ailing", piece))


def is_name(bare: str) -> bool:
    """Return whether a plain word is a name of people and hardly anything else."""
    first = bare.partition("-")[0]
    return bare in _sure() or (first in _sure() and len(first) > 2)


def _patient(p: Passage, at: int, size: int, sure: bool, strong: bool, framed: bool, after: str) -> bool:
    """Return whether what surrounds a likely name makes it a patient's."""
    start, _, word = p.words[at]
    piece = p.sentence(start)
    capital = word[0].isupper()
    if p.public:
        return False
    bare = plain(word)
    if not p.typed and not _told_of(p, at, after):
        return False
    if strong and (sure or capital or (p.typed and not ordinary(bare))):
        return True
    uncommon = bare in _maybe() and bare not in listed("words", "function")
    if uncommon and pattern("title_end").search(p.before(start)):
        return True
    if not (capital or p.typed):
        return False
    if (
        p.where in ("notes", "trend")
        and not any(p.has(cue, p.around(start)) for cue in ("human", "ailing", "third"))
        and not (size > 1 or pattern("verbs").match(after) or pattern("title_end").search(p.before(start)))
    ):
        return False
    opening = start == piece.start
    full = size > 1 and sure and not (ordinary(plain(p.words[at + 1][2])) and not p.words[at + 1][2][0].isupper())
    owner = p.words[at + size - 1][2].lower().replace("’", "'")
    if owner.endswith("'s") or after.startswith("'s"):
        follow = re.findall(r"[\w-]+", after.removeprefix("'s"))[:4]
        clear = capital and not ordinary(bare) and (not opening or p.typed)
        if clear and p.where == "topic" and len(bare) > 3:
            return True
        if (sure or clear) and not word_class("ill").isdisjoint(follow):
            return True
        if sure and (capital or framed):
            return True
    if framed and (sure or (capital and not ordinary(bare))):
        return True
    if pattern("verbs").match(after) and (sure or (capital and not ordinary(bare) and not opening)):
        return sure or p.has("third", piece)
    if full and (capital or p.has("third", piece)):
        return True
    if sure and capital and (p.typed or p.has("third", piece) or p.has("shout", piece)):
        return True
    if sure and p.has("third", piece) and p.typed:
        return len(bare) > 3
    if size > 1 and p.typed and bare in _maybe() and bare not in listed("words", "function"):
        second = plain(p.words[at + 1][2])
        if second in _maybe() | _sure() and second not in listed("words", "function") and pattern("verbs").match(after):
            return True
    return capital and not opening and bare in _maybe() and framed and bool(pattern("verbs").match(after))


def _told_of(p: Passage, at: int, after: str) -> bool:
    """Return whether a script's sentence, or one beside it, is about a patient: scripts name friends, staff and figures of fun too."""
    before = p.before(p.words[at][0])
    if pattern("staff").match(after) or (pattern("related").search(before) and not pattern("noun_end").search(before)):
        return False
    if pattern("noun_end").search(before) or pattern("title_end").search(before):
        return True
    return p.where != "show" and (bool(pattern("i_met").search(before)) or p.has("near", p.around(p.words[at][0])))


def _run(p: Passage, at: int) -> int:
    """Return how many words follow each other as parts of one name."""
    size, words = 1, p.words
    while size < 4 and at + size < len(words):
        gap = p.text[words[at + size - 1][1] : words[at + size][0]]
        word = words[at + size][2]
        bare = plain(word)
        if gap not in (" ", " al-", "-") or not (
            bare in _sure() or (word[0].isupper() and (bare in _maybe() or not ordinary(bare)))
            or (len(bare) > 2 and word.islower() and not (ordinary(bare) or ordinary(plain(words[at][2]))))
            or (bare in _maybe() and not p.words[at][2][0].isupper() and bare not in listed("words", "function"))
        ):  # fmt: skip
            break
        size += 1
    return size


@lru_cache(maxsize=16384)
def plain(word: str) -> str:
    """Return a word in lower case without accents, possessive and contraction."""
    low = unicodedata.normalize("NFKD", word.lower().translate(_LETTERS))
    letters = "".join(c for c in low if not unicodedata.combining(c))
    return re.sub(r"'(?:s|ll|d|ve|re|m|t)$", "", letters).strip(".'")


def _eponym(p: Passage, at: int, size: int, after: str) -> bool:
    bare = plain(p.words[at][2])
    if pattern("after_not").match(after) or (
        p.words[at][2].lower().endswith("'s") and pattern("after_not").match("'s" + after)
    ):
        return True
    return size == 1 and (bare in listed("eponyms") or all(part in listed("eponyms") for part in bare.split("-"))) and not (
        pattern("strongframe").search(p.before(p.words[at][0])) or pattern("title_end").search(p.before(p.words[at][0]))
    )  # fmt: skip


def _initials(p: Passage) -> Iterator[Found]:
    if p.invented:
        return
    for m in pattern("initials").finditer(p.text):
        short = pattern("short").fullmatch(m[0].lower().replace(" ", ""))
        if p.typed and p.has("production", p.sentence(m.start())) and not p.has("human", p.sentence(m.start())):
            continue
        if (len(m[0]) > 5 and pattern("acronym").fullmatch(re.sub(r"\W", "", m[0].lower()))) or f"{m[0]} =" in p.text:
            continue
        if _EXPLAINED.search(p.after(m.end())):
            continue
        if (short and not p.after(m.end()).startswith("'s")) or pattern("before_self").search(p.before(m.start())):
            continue
        if re.match(r"\s[A-Z][a-z]+", p.text[m.end() : m.end() + 12]) and not p.has("third", p.sentence(m.start())):
            continue
        if not p.is_own(*m.span()):
            yield Found("initials", m.start(), m.end(), "a patient")
    for m in p.finditer("low_initials") if p.typed else ():
        if not pattern("short").fullmatch(m[0].replace(" ", "")):
            yield Found("initials", m.start(), m.end(), "a patient")
    for m in pattern("told_initials").finditer(p.text) if p.typed else ():
        word = m["c"].lower()
        if not (pattern("acronym").fullmatch(word) or ordinary(word)) and (p.has("third") or p.has("ailing")):
            yield Found("initials", m.start("c"), m.end("c"), "a patient")
    for m in pattern("noted_initials").finditer(p.text) if p.typed and p.where != "comment" else ():
        word = m["c"].lower()
        if not (pattern("acronym").fullmatch(word) or ordinary(word)):
            yield Found("initials", m.start("c"), m.end("c"), "a patient")
    for m in p.finditer("two_letters") if p.typed else ():
        if not (pattern("acronym").fullmatch(m["c"]) or ordinary(m["c"])):
            yield Found("initials", *m.span("c"), "a patient")
    for m in pattern("initial_name").finditer(p.text) if p.typed else ():
        if not pattern("germ").match(m[0].lower()) and (
            p.has("third", p.sentence(m.start())) or pattern("verbs").match(p.after(m.end()))
        ):
            yield Found("name", m.start(), m.end(), "a patient")
    for m in pattern("plain_initials").finditer(p.text) if _CAPITALS.search(p.text) else ():
        word = (m["a"] or m["b"] or "").lower()
        if pattern("acronym").fullmatch(word) or ordinary(word):
            continue
        yield Found("initials", m.start(), m.end(), "a patient")
