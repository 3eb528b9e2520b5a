"""How far all the words of a text, taken together, speak for one real patient: weights that were learned from the labelled lines of many writers.

A recogniser sees one cue; most false alarms and most misses are cues that the rest of the line outweighs. `python -m benchmarks.defects.privacy_weights`
learns the weights anew.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import combinations, pairwise

from scriptgen.odds import Odds
from scriptgen.privacy.found import Found
from scriptgen.privacy.passage import Passage
from scriptgen.privacy.terms import listed, word_class
from scriptgen.privacy.vocabulary import ordinary
from scriptgen.text import Piece

__all__ = ["CONTEXTS", "FILE", "ODDS", "WHERE", "features", "inside", "log_odds", "stretches", "telling", "weigh"]

WHERE = frozenset(("topic", "notes", "comment", "trend", "script"))
"""Where the labelled lines were typed or spoken; elsewhere nothing is known."""
FILE = "privacy/terms/weights.txt"
ODDS = Odds(FILE)
_LONGEST = 400
"""Characters that are weighed at once: the labelled lines are no longer, and one innocent page must not outweigh a sentence."""
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+|[^\w\s]")
_CLASSES = (
    ("ill", ("ill", "ailment")), ("past", ("past", "seen")), ("when", ("day", "month")), ("job", ("job", "role")), ("who", ("person",)), ("kin", ("kin",)),
)  # fmt: skip
CONTEXTS = (
    "advice", "ailing", "bystander", "clinic_place", "conditional", "elsewho", "fiction", "generic_role", "guest", "habit", "happened", "harmless",
    "human", "in_clinic", "kin_only", "myself", "near", "once", "open_hours", "others", "ours", "own", "possessive", "production", "public",
    "public_weak", "real", "supposing", "third", "tied", "when", "you",
)  # fmt: skip


def weigh(p: Passage, numbers: Collection[Found]) -> tuple[float, Piece]:
    """Return the log-odds that a text tells of one real patient, of the stretch that does so most, and that stretch.

    `numbers` are the numbers and addresses that were found in it.
    """
    return max(
        ((log_odds(features(p, piece, numbers)), piece) for piece in stretches(p)),
        key=lambda found: found[0],
        default=(0.0, Piece(0, 0, "")),
    )


def telling(p: Passage, stretch: Piece, numbers: Collection[Found]) -> Piece:
    """Return the sentence of a stretch that speaks most for one patient, to be shown."""
    return max(inside(p, stretch), key=lambda piece: log_odds(features(p, piece, numbers)), default=stretch)


def inside(p: Passage, stretch: Piece) -> list[Piece]:
    """Return the sentences of a stretch."""
    return [piece for piece in p.sentences if stretch.start <= piece.start and piece.end <= stretch.end]


def features(p: Passage, piece: Piece, numbers: Collection[Found]) -> set[str]:
    """Return what is weighed: words and pairs of neighbours, contexts and pairs of them, kinds of numbers; with and without the place."""
    tokens = [f"<{min(len(t), 7)}>" if t.isdecimal() else t for t in _TOKEN.findall(p.low, piece.start, piece.end)]
    contexts = [name for name in CONTEXTS if p.has(name, piece)]
    kinds = {f.kind for f in numbers if piece.start <= f.start < piece.end}
    spoken = p.words[bisect_left(p.words, (piece.start,)) : bisect_left(p.words, (piece.end,))]
    likely = {_likely(word, start == piece.start) for start, _, word in spoken} - {""}
    single = {*tokens, *likely, *(f"#{name}" for name in contexts), *(f"##{kind}" for kind in kinds)}
    found = {f"{a}_{b}" for a, b in pairwise(("^", *tokens, "$"))}
    classes = [_classes().get(token.removesuffix("'s"), "") for token in tokens]
    found.update(f"{a}_{b}" for a, b in pairwise(("^", *(c or t for c, t in zip(classes, tokens, strict=True)), "$")))
    order = [c for c in classes if c]
    found.update(
        order,
        (f"{a}>{b}" for a, b in pairwise(order)),
        (f"{a}>{b}>{c}" for a, b, c in zip(order, order[1:], order[2:], strict=False)),
    )
    found.update(f"#{a}&{b}" for a, b in combinations(contexts, 2))
    found.update(single, (f"{p.where}:{name}" for name in single))
    found.add(f"{p.where}:")
    return found


@lru_cache(maxsize=1)
def _classes() -> dict[str, str]:
    """Return the class of each word that has one: who, kin, past, ill, when."""
    return {word: f"@{name}" for name, sections in _CLASSES for section in sections for word in word_class(section)}


@lru_cache(maxsize=8192)
def _likely(word: str, opens: bool) -> str:
    """Return what a word is by its form alone: a listed name, one with a capital inside a sentence, or none that is known; "" for ordinary words."""
    bare = word.lower().replace("’", "'").removesuffix("'s")
    named = bare in listed("given") or bare in listed("surnames")
    if not named and (len(bare) < 3 or ordinary(bare)):
        return ""
    if word.isupper():
        return "@upper"
    capital = ":capital" if word[0].isupper() and not opens else ""
    return ("@name" if named else "@unknown") + capital + ("'s" if len(bare) < len(word) else "")


def log_odds(found: Collection[str]) -> float:
    """Return the log-odds for what was found in one stretch: a long one has no more say than a short one."""
    return ODDS.of(found)


def stretches(p: Passage) -> Iterator[Piece]:
    """Yield the sentences in groups that are no longer than what the weights know."""
    start = end = 0
    for piece in p.sentences:
        if end > start and piece.end - start > _LONGEST:
            yield Piece(start, end, p.text[start:end])
            start = piece.start
        end = piece.end
    if end > start:
        yield Piece(start, end, p.text[start:end])
