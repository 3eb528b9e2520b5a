"""False health claims in a line, and what the line makes of them: asserted, put into another's mouth, asked, or denied."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from scriptgen.claims.register import PUT
from scriptgen.clauses import told_next
from scriptgen.late import late
from scriptgen.resources import package_text
from scriptgen.rules.figures import terms as named
from scriptgen.text import content_stems
from scriptgen.view import Line, View

__all__ = [
    "Belief",
    "Claim",
    "Stance",
    "after",
    "answered",
    "beliefs",
    "claims",
    "marks",
    "stance",
    "subjects",
    "sure",
    "told_later",
]

Stance = Literal["asserted", "reported", "asked", "denied"]
_REACH = 190
"""Characters that one claim may take; what lies further apart is two thoughts."""

_JOINS = late(r"(?:that|it|they|this|those|these|so|because|and|which|he|she|the same|just)\b", re.IGNORECASE)
_BREAK = late(r"[.!?;:]\s|, (?:so|but|and|which|while|though|the|it|they|we|you|your|he|she|that's)\b")
_HEADING = late(r"[\w'-]+ (?:and|&|\+|vs\.?|versus) (?:(?:the|your|raw|wet) )?[\w'-]+")
"""Two things named side by side, of which nothing is said: "Sweat and toxins", "Vaccines and autism"."""
_NAMED = late(r"\W*(?:video|trend|clip|post|reel|challenge|hack|craze|rumou?r|theory)s?\b")
"""What a belief's words are the name of: "the parasite cleanse video"."""
_TURNS = late(r"\b(?:but|however|though|yet|instead|only|unless|still)\b|n't\b|\b(?:not|never|no)\b")
_MARKED = late(
    r"\b(?:myths?|misconceptions?|false|wrong|lies?|fiction|rumou?rs?|hoax|scams?)\b[^.!?:]{0,30}[:=-][^.!?:]{0,40}$|[❌✗🚫✘][^.!?]{0,40}$|"
    r"\b(?:no|never|don't|nope|stop|not)\b[^.!?:,;]{0,30}$"
)


class Claim(NamedTuple):
    """A known false claim: how it is recognised, and what is true."""

    subject: re.Pattern[str]
    parts: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str] | None
    denies: bool
    """The false claim is itself a denial."""
    claim: str
    truth: str
    source: str


class Belief(NamedTuple):
    """A claim found in a line; offsets are into its text."""

    claim: Claim
    start: int
    end: int
    sentence: int
    """Where the sentence it begins in starts."""
    last: int
    """Where the sentence it ends in stops."""


class _Marks(NamedTuple):
    reported: re.Pattern[str]
    denied: re.Pattern[str]
    idle: re.Pattern[str]
    answered: re.Pattern[str]
    shown: re.Pattern[str]
    named: re.Pattern[str]
    body: re.Pattern[str]
    states: re.Pattern[str]
    wondered: re.Pattern[str]
    left: re.Pattern[str]
    quote: re.Pattern[str]
    firm: re.Pattern[str]
    hearsay: re.Pattern[str]
    turned: re.Pattern[str]


@lru_cache(maxsize=1)
def marks() -> _Marks:
    """Return the patterns of terms/beliefs.toml."""
    data = tomllib.loads(package_text("rules/terms/beliefs.toml"))
    return _Marks(**{name: late(data[name].replace("\n", "")) for name in _Marks._fields})


@lru_cache(maxsize=1)
def claims() -> tuple[Claim, ...]:
    """Return the claims of terms/misinformation.toml."""
    return tuple(claim for claim, _ in _all())


@lru_cache(maxsize=1)
def subjects() -> dict[str, tuple[Claim, ...]]:
    """Return each word of a claim's subject, singular and plural, with the claims that it may begin."""
    found: dict[str, list[Claim]] = {}
    for claim, names in _all():
        for name in names:
            found.setdefault(name, []).append(claim)
    return {name: tuple(rows) for name, rows in found.items()}


@lru_cache(maxsize=1)
def _all() -> tuple[tuple[Claim, frozenset[str]], ...]:
    data = tomllib.loads(package_text("rules/terms/misinformation.toml"))
    parts: dict[str, str] = data["parts"]

    def made(pattern: str) -> re.Pattern[str]:
        filled = re.sub(r"@(\w+)", lambda m: parts[m[1]], pattern)
        return late(rf"(?<![\w-])(?:{filled})(?!\w)")

    rows = []
    for row in data["claims"].values():
        names = frozenset(
            form
            for word in row["subject"].split()
            for form in (word, word + "'s", *(() if word[-1] == "s" else (word + "s",)))
        )
        unless = made(row["unless"]) if "unless" in row else None
        publisher, title, year = data["sources"][row["source"]]
        subject = late(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})(?!\w)")
        found = tuple(made(pattern) for pattern in row["with"])
        said = f"{publisher}, {title}, {year}"
        rows.append((Claim(subject, found, unless, row.get("denies", False), row["claim"], row["truth"], said), names))
    return tuple(rows)


def beliefs(line: Line) -> tuple[Belief, ...]:
    """Return the known false claims that a line's words hold, whatever it makes of them; read once for a line."""
    return line.kept("_beliefs", lambda line: tuple(_found(line)))


def _found(line: Line) -> list[Belief]:
    table = subjects()
    if table.keys().isdisjoint(line.words) and not any("-" in word for word in line.words):
        return []
    wanted = list(dict.fromkeys(claim for word in _tokens(line) if word in table for claim in table[word]))
    found: list[Belief] = []
    for claim in wanted:
        if not all(map(line.may, claim.parts)) or not all(part.search(line.low) for part in claim.parts):
            continue
        pieces = line.sentences
        # A sentence alone, or two that follow each other: a short question and its answer, a heading and its line.
        spans = [(p.start, p.end) for p in pieces]
        spans += [(a.start, b.end) for a, b in pairwise(pieces) if _go_on(a.text, b.text)]
        for start, end in spans:
            if belief := _in(line, claim, start, end):
                found.append(belief)
                break
    return found


def _go_on(first: str, second: str) -> bool:
    """Return whether the second sentence finishes the first one's thought."""
    return first.rstrip("\"' ").endswith("?") or first.count(" ") < 6 or bool(_JOINS.match(second))


def _tokens(line: Line) -> list[str]:
    return [*line.words, *(part for word in line.words if "-" in word for part in word.split("-"))]


def _in(line: Line, claim: Claim, start: int, end: int) -> Belief | None:
    low = line.low
    first = claim.subject.search(low, start, end)
    if not first or (claim.unless and claim.unless.search(low, start, end)):
        return None
    begin, stop = first.span()
    for part in claim.parts:
        match = part.search(low, start, end)
        if not match:
            return None
        begin, stop = min(begin, match.start()), max(stop, match.end())
    return Belief(claim, begin, stop, start, end) if stop - begin <= _REACH else None


def sure(line: Line, belief: Belief) -> bool:
    """Return whether a belief stands in one clause of a line that names no source and doubts nothing after it."""
    low = line.low
    if _BREAK.search(low, belief.start, belief.end) or _TURNS.search(low, belief.end):
        return False
    return not (named().named.search(low) or named().names.search(line.text))


def stance(line: Line, belief: Belief, later: str = "") -> Stance:
    """Return what a line makes of a belief; `later` is what is said right after the line."""
    low, found = line.low, marks()
    whole = low[belief.sentence : belief.last]
    plain = found.idle.sub(lambda m: " " * len(m[0]), whole)[: belief.end + 12 - belief.sentence]
    if not belief.claim.denies and found.denied.search(plain):
        return "denied"
    rest = low[belief.end : belief.end + 260]
    if (
        answered(rest, later)
        or _tells_truth(belief, rest + " " + later)
        or _MARKED.search(low, max(0, belief.sentence - 60), belief.start)
    ):
        return "denied"
    before = low[max(0, belief.sentence - 16) : belief.sentence].lstrip()
    if (PUT.match(rest) or PUT.match(before)) and not found.left.search(f"{rest} {later}"):
        return "asked"
    if (
        _NAMED.match(low, belief.end)
        or _HEADING.fullmatch(whole.strip(" .:!\"'"))
        or whole.rstrip("\"') ").endswith("?")
        or found.wondered.search(low, belief.sentence, belief.start)
    ):
        return "asked"
    start = belief.sentence - 40 if low[: belief.sentence].rstrip("\"' ").endswith(("?", ":")) else belief.sentence
    if found.reported.search(low, max(0, start), belief.last) or _quoted(low, belief) or told_next(line, belief.last):
        return "denied" if _tells_truth(belief, rest + " " + later, 2) else "reported"
    return "asserted"


def _tells_truth(belief: Belief, rest: str, least: int = 3) -> bool:
    """Return whether what follows says what is true in the words of the list, without a word of denial."""
    claim = belief.claim
    return len(content_stems(rest) & (content_stems(claim.truth) - content_stems(claim.claim))) >= least


def told_later(view: View, line: Line, belief: Belief) -> bool:
    """Return whether a later block says what is true of a belief: a hook may be answered two beats on."""
    names = [block.name for block in view.blocks]
    at = names.index(line.block) + 1 if line.block in names else len(names)
    later = (
        block.text if line.channel == "text" else block.say for block in view.blocks[at:] if block.name != "disclaimer"
    )
    return any(_tells_truth(belief, told.low, 2) for told in later)


def answered(rest: str, later: str) -> bool:
    """Return whether what follows a belief, in its line or right after, says that it is not so."""
    pattern, idle = marks().answered, marks().idle
    return bool(pattern.search(idle.sub(" ", rest)) or (later and pattern.search(idle.sub(" ", ". " + later))))


def after(view: View, line: Line) -> str:
    """Return what the same channel says in the next block, its first sentences, in lower case; a disclaimer ("not personal advice") answers nothing."""
    blocks = [block for block in view.blocks if block.name != "disclaimer"]
    for at, block in enumerate(blocks[:-1]):
        if block.name == line.block:
            following = blocks[at + 1].text if line.channel == "text" else blocks[at + 1].say
            return following.low[:160]
    return ""


def _quoted(low: str, belief: Belief) -> bool:
    """Return whether a belief stands in quotation marks."""
    before = low[max(0, belief.start - 80) : belief.start + 1]
    opened = re.search(r"(?:^|[\s:(])['\"][^'\"]*$|^['\"]", before)
    return bool(opened and re.search(r"['\"](?=\W|$)", low[belief.end - 1 : belief.end + 80]))
