"""Where a stretch of speech turns to another subject. Careful on purpose: it speaks up only on plain signs."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from scriptgen.late import late
from scriptgen.resources import package_text
from scriptgen.rules.jargon import said_words
from scriptgen.text import content_stems, fold, stem, words
from scriptgen.topics import Topic
from scriptgen.view import Block, View

__all__ = ["turn"]

_TURN = late(
    r"(?:(?:oh|and|but|so|ok|okay|now|anyway|right),?\s+)*(?P<sign>by the way|btw|incidentally|speaking of|on (?:a|"
    r"an|another|a completely|a totally)? ?(?:\w+ )?(?:note|topic|subject)"
    r"|unrelated|off[- ]topic|switching (?:gears|topics|subjects)|changing (?:the )?(?:subject|topics?|gears)|"
    r"different (?:topic|subject|story)|moving on|in other news|before i forget|while (?:i have|i've got|we're at "
    r"it"
    r"|we're here|i'm here|you're here|i'm at it|we're on)|side note|sidenote|quick plug|shameless plug|"
    r"random(?:ly)?\b|one (?:more|other|last) thing|another thing|last thing|next topic|as for|apropos|meanwhile"
    r"|that reminds me|p\.s\.|ps\b|now to|let's talk about|let me tell you about|while i think of it|separately|"
    r"also\b|plus\b|oh\b|and\b|now\b|next\b|another\b)"
)
_WEAK = late(
    r"(?:and|now|next|another|also|plus|oh|meanwhile|as for|one (?:more|other|last) thing|another thing|last thing|"
    r"speaking of|now to|let's talk about)\b"
)
_PITCH = late(
    r"\b(?:we|i|my (?:clinic|office|practice|shop|store|team)|our (?:clinic|office|practice|shop|store|team)) (?:\w+"
    r" )?(?:sell|sells|stock|stocks|carry|offer|offers|launched|launch|ship)\b|\bon sale\b|\bdiscount|\bpercent off"
    r"|\bin (?:my|our) (?:shop|store)\b|\bmy (?:new )?(?:book|course|merch|podcast|supplement line|skincare line)\b"
    r"|\b(?:use|with) code\b|\bgiveaway\b|\b(?:botox|filler|whitening) (?:special|offer|deal)"
)
_OPENERS = frozenset(
    "oh and but so ok okay now anyway right by btw incidentally speaking on unrelated off off-topic switching changing different moving in before while side"
    " sidenote quick shameless random randomly one another last next as apropos meanwhile that p.s ps let's let separately also plus".split()
)
"""First words of a sentence that may turn."""
_HEADS = frozenset(f"{word}{mark}"[:3] for word in _OPENERS for mark in " ,.:!")
_PLUGS = frozenset(
    "sell sells stock stocks carry offer offers launched launch ship sale discount discounts discounted percent shop store book course merch podcast"
    " supplement skincare code giveaway special deal offer botox filler whitening".split()
)
_LIKENS = late(
    r"\b(?:like|as if|same|just as|imagine|picture|than|compare|whenever|while|as you|think of|habit|reminder|remember|myth|not just)\b"
)
_POINTS = late(
    r"\b(?:it|its|it's|this|that|that's|these|those|they|they're|them|both|same|either|one|ones|so|here|which|such)\b"
)
_EXEMPT = late(
    r"\b(?:call|911|999|988|000|112|emergency|hospital|doctor|clinician|pharmacist|gp|dentist|midwife|therapist|"
    r"follow|comment|comments|share|send|save|like|i'm|i am|my name|link|bio|part (?:two|three|2|3)"
    r"|video|imagine|picture|think of|as if|myth)\b"
)

_URGENT = late(r"\b(?:call|911|999|988|000|112|emergency|hospital|er|right away|same day|urgent)\b")
_MOST = 40
"""Sentences of one block that are looked at; nobody has a beat of more."""


@lru_cache(maxsize=1)
def _subjects() -> frozenset[str]:
    """Return the single words that name a medical subject, as they are said."""
    rows = [row.split(" | ") for row in package_text("topics.txt").splitlines() if not row.startswith("#")]
    found = {name for row in rows for name in row if " " not in name and len(name) > 3}
    return frozenset(found | {f"{name}s" for name in found})


class _Subject(NamedTuple):
    names: frozenset[str]
    both: frozenset[str]
    """Names, and words that go with them."""
    home: tuple[str, ...]
    """Beginnings of topics that it belongs to."""


@lru_cache(maxsize=1)
def _strays() -> tuple[frozenset[str], tuple[_Subject, ...]]:
    """Return the words that name subjects to stray to, and the subjects."""
    found = []
    for row in package_text("rules/terms/subjects.txt").splitlines():
        if row and row[0] != "#":
            names, beside, home = (part.split() for part in row.split("|"))
            found.append(_Subject(frozenset(names), frozenset(names + beside), tuple(home)))
    return frozenset().union(*[subject.names for subject in found]), tuple(found)


def turn(view: View, block: Block) -> tuple[int, int] | None:
    """Return the sentence with which a block leaves its subject, as offsets, None for a block that keeps to one."""
    low = block.say.low
    for subject in _elsewhere(view):
        span = _strayed(view, block, subject)
        if span:
            return span
    plugs: frozenset[str] | None = view.__dict__.get("_plugs")
    if plugs is None:
        plugs = view.__dict__["_plugs"] = _PLUGS & said_words(view)
    if not plugs and not _may_turn(low):
        return None
    pieces = block.say.sentences
    if len(pieces) < 2:
        return None
    for at, piece in enumerate(pieces[1:_MOST], 1):
        if low[piece.start : piece.start + 3] not in _HEADS:
            continue
        if low[piece.start : piece.end].split(None, 1)[0].rstrip(",.:!") not in _OPENERS:
            continue
        match = _TURN.match(low, piece.start)
        if not match:
            continue
        weak = bool(_WEAK.match(match["sign"]))
        if weak and not any(word in low for word in _unnamed(view)):
            continue
        if _left(view, block, at, weak=weak):
            return piece.start, piece.end
    pitch = _PITCH.search(low, pieces[1].start) if plugs and any(word in low for word in plugs) else None
    if pitch:
        at = next((i for i, piece in enumerate(pieces) if piece.start <= pitch.start() < piece.end), 0)
        if at and _left(view, block, at, weak=False, pitch=True):
            return pieces[at].start, pieces[at].end
    return None


def _may_turn(low: str) -> bool:
    """Return whether some sentence after the first starts with letters of a turn: a quick look, before sentences are told apart."""
    if "\n" in low or not low.isascii() or '"' in low or ")" in low:
        return True
    for mark in (". ", "? ", "! "):
        at = low.find(mark)
        while at >= 0:
            if low[at + 2 : at + 5] in _HEADS or low[at + 2 : at + 3] == " ":
                return True
            at = low.find(mark, at + 2)
    return False


def _elsewhere(view: View) -> tuple[_Subject, ...]:
    """Return the subjects that the script may stray to: those it has words of, and does not belong to; looked up once."""
    found: tuple[_Subject, ...] | None = view.__dict__.get("_stray_subjects")
    if found is None:
        named, found = _strays()[0] & said_words(view), ()
        if named:
            topic = " " + " ".join((view.script.topic, *view.aliases)).lower()
            found = tuple(
                subject
                for subject in _strays()[1]
                if not subject.names.isdisjoint(named)
                and len(subject.both & said_words(view)) > 1
                and topic != " "
                and not any(f" {home}" in topic for home in subject.home)
            )
        view.__dict__["_stray_subjects"] = found
    return found


def _strayed(view: View, block: Block, subject: _Subject) -> tuple[int, int] | None:
    """Return the first sentence of a block's end that is about another subject: two words of it, and no name of it elsewhere."""
    low, pieces = block.say.low, block.say.sentences
    if not any(name in low for name in subject.names):
        return None
    at = next((i for i, p in enumerate(pieces) if not subject.names.isdisjoint(words(low[p.start : p.end]))), -1)
    if at < 0:
        return None
    tail, head = low[pieces[at].start :], low[: pieces[at].start]
    if len(subject.both.intersection(words(tail))) < 2:
        return None
    if _LIKENS.search(tail) or _URGENT.search(tail) or view.topic.named_in(tail):
        return None
    counts: Counter[str] | None = view.__dict__.get("_word_counts")
    if counts is None:
        counts = view.__dict__["_word_counts"] = Counter(words(_whole(view)))
    own = words(low) + words(block.text.low)
    if any(counts[name] > own.count(name) for name in subject.names):
        return None
    if content_stems(tail) & content_stems(f"{head} {view.hook.say.low}"):
        return None
    return pieces[at].start, pieces[at].end


def _unnamed(view: View) -> tuple[str, ...]:
    """Return the beginnings of the script's medical subjects that topic, caption and hook do not name; looked up once."""
    found: tuple[str, ...] | None = view.__dict__.get("_unnamed_subjects")
    if found is None:
        lead = f"{view.script.topic} {view.script.caption} {view.hook.say.text}".lower()
        found = tuple({word[:5] for word in _subjects() & said_words(view) if word[:5] not in lead})
        view.__dict__["_unnamed_subjects"] = found
    return found


def _foreign(view: View, low: str, start: int) -> bool:
    """Return whether a block ends on a medical subject that nothing else names."""
    tail = low[start:]
    named = {word[:5] for word in _subjects().intersection(words(tail))}
    if not named:
        return False
    whole = _whole(view)
    return any(whole.count(word) == tail.count(word) for word in named)


def _whole(view: View) -> str:
    """Return all words of the script, the titles of its sources too, in lower case; joined once."""
    found: str | None = view.__dict__.get("_whole")
    if found is None:
        script = view.script
        parts = [line.low for b in view.blocks for line in (b.say, b.text, b.show)]
        parts += [
            fold(x)
            for x in (
                script.topic,
                script.caption,
                script.cover_text,
                *script.hashtags,
                *(f"{s.title} {s.quote}" for s in script.sources),
            )
        ]
        found = view.__dict__["_whole"] = "\n".join(parts)
    return found


def _left(view: View, block: Block, at: int, *, weak: bool, pitch: bool = False) -> bool:
    """Return whether the sentences from `at` on share nothing with those before, the topic, the hook or the "
    "pictures."""
    low, pieces = block.say.low, block.say.sentences
    first, tail, head = low[pieces[at].start : pieces[at].end], low[pieces[at].start :], low[: pieces[at].start]
    if not pitch and (
        _EXEMPT.search(first) or _POINTS.search(re.sub(r"^[^,]*?\bthat reminds me\b|\bwhile [^,]*,", "", first))
    ):
        return False
    if weak and (not _foreign(view, low, pieces[at].start) or _EXEMPT.search(tail)):
        return False
    topic: Topic = view.topic
    if topic and topic.named_in(tail):
        return False
    alone = weak and len(pieces) - at < 2
    near = (
        _whole(view).replace(tail, " ")
        if alone
        else " ".join((head, view.hook.say.low, block.text.low, block.show.low))
    )
    own = content_stems(near)
    told = content_stems(_TURN.sub(" ", first, count=1) + tail[len(first) :]) - {stem("now"), stem("also")}
    return len(told) > 1 and not own & told
