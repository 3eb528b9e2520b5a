"""Names and places in a line that tells of one patient: there a capital is enough, where elsewhere it may be anybody's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from scriptgen.privacy.found import STORY, Found
from scriptgen.privacy.names import is_name, plain
from scriptgen.privacy.passage import Passage
from scriptgen.privacy.terms import listed, pattern
from scriptgen.privacy.vocabulary import ordinary

__all__ = ["beside"]

_RUN = re.compile(r"[^\W\d_a-z][\w'’-]*(?:\s(?:[^\W\d_a-z]\.|[^\W\d_a-z][\w'’-]*))*")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_QUOTES = frozenset("\"“'‘(")
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december "
    "christmas easter thanksgiving halloween ramadan diwali hanukkah mum mom dad mr mrs ms miss dr i".split()
)


_AT = re.compile(r"\b(?:at|in|from|on|near|of|outside|off|by)\s(?:the\s)?$")
_AREA = re.compile(
    r"^\s(?:street|st\b|road|rd\b|lane|avenue|high|primary|school|elementary|college|court|estate|county|village|bakery|parish)"
)


def beside(p: Passage, found: Iterable[Found]) -> tuple[Found, ...]:
    """Return what was found in a script's line, with the names and places that stand in what it tells of a patient, and whom it greets."""
    kept = tuple(found)
    if p.public:
        return kept
    told = [(p.around(story.start), story.sure) for story in kept if story.kind == STORY]
    seen = {item for piece, sure in told for item in _details(p, piece.start, piece.end, sure)}
    if p.may("greeted"):
        seen.update(
            item
            for item in _details(p, 0, len(p.text), False)
            if item.kind == "name" and pattern("greeted").search(p.before(item.start))
        )
    taken = [(f.start, f.end) for f in kept if f.kind != STORY]
    more = [item for item in seen if not any(start < item.end and item.start < end for start, end in taken)]
    return tuple(sorted((*more, *kept), key=lambda f: f.start)) if more else kept


def _details(p: Passage, start: int, end: int, sure: bool) -> Iterator[Found]:
    for m in _RUN.finditer(p.text, start, end):
        words = [w for w in _WORD.finditer(p.text, *m.span()) if not w[0].isupper() or len(w[0]) == 1]
        while words and _opens(p, words[0]):
            del words[0]
        odd = [w for w in words if len(w[0]) > 2 and not ordinary(plain(w[0]))]
        known = any(is_name(plain(w[0])) for w in words)
        if not (known or odd):
            continue
        at, to = words[0].start(), words[-1].end()
        to -= 2 if p.low[at:to].endswith("'s") else 0
        said, before, after = p.low[at:to], p.before(at), p.after(to)
        if p.is_own(at, to) or pattern("wide").fullmatch(said) or (not known and pattern("drug").search(said)):
            continue
        if not known and any(plain(w[0]) in listed("eponyms") for w in words):
            continue
        if any(pattern(name).search(before) for name in ("before_self", "related")) or pattern("staff").match(after):
            continue
        place = bool(_AREA.match(after)) or bool(_AT.search(before))
        if place or known or len(words) > 1 or pattern("greeted").search(before):
            yield (
                Found("geography", at, to, "a nearby town", sure) if place else Found("name", at, to, "a patient", sure)
            )


def _opens(p: Passage, word: re.Match[str]) -> bool:
    """Return whether a word has its capital only because it opens a sentence or a quotation, or is a day or a month."""
    bare = plain(word[0])
    return bare in _CALENDAR or (
        ordinary(bare) and (word.start() == p.sentence(word.start()).start or p.before(word.start(), 1) in _QUOTES)
    )
