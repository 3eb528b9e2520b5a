"""The claim register: every sentence of a script that states something, with the source it rests on and how well."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from scriptgen.claims.quantities import Quantity, quantities
from scriptgen.claims.support import Match, Support, held_share, quoted, speaks_of_it, support, wrong_numbers
from scriptgen.clauses import reading
from scriptgen.late import late
from scriptgen.minilm import ready
from scriptgen.text import content_stems, fold
from scriptgen.topics import known_stems
from scriptgen.view import Block, Line, View

__all__ = ["Claim", "Held", "claims_in", "held_in", "register", "unstated"]

Kind = Literal["fact", "advice"]
_LEAST = 2
"""Telling words below which a sentence ("Good news.", "Let's look.") states nothing."""
_TALK = late(
    r"(?:(?:so|and|but|okay|ok|now|well|look|listen|hi|hey|hello)[, ]+)*(?:let's|let me|think of|picture|imagine|short version|(?:here's|here is|here are)\b[^:]*$|stay (?:tuned|with me|here)|welcome|"
    r"today (?:i|we)\b|i'm|i am|i'll|i want|i still|i hear|i get|i keep|i teach|we're|my name|follow|save|share|send|comment|drop|tag|duet|stitch|watch (?:this|how|me|my|for|it)\b|look at|"
    r"see (?:you|how|for)\b|tell me|ask me|thank|(?:good|great|bad) news\b|(?:good|great|quick|fair) question|first up|next (?:one|up|question|myth)\b|myth\b|one more|part (?:one|two|three|\d)\b|"
    r"the (?:short )?answer(?: is)?[.:!,]|the short|you (?:may|might|have|'ve)? ?(?:also )?(?:hear|heard|been told|read|seen|asked)|somebody told|someone told|people (?:say|think|tell|ask)|"
    r"everyone (?:says|thinks)|(?:[\w']+ ){0,4}this one[:.,]|before you go|please don't skip|(?:please )?(?:keep|bear) (?:this|that|it) in mind|(?:please )?take (?:this|that|it) (?:one )?seriously|time to retire|want)\b"
)
_ORDER = late(
    r"^(?:(?:please|then|and|so|now|first|next|also|instead|just|if [^,]{3,80},|when [^,]{3,80},)[, ]+)*(?:don't |do not |never |always |try to |try |make sure |be sure |aim |keep |go |get |call |see |ask |talk |take |use |eat |drink |sleep |move |"
    r"walk |stretch |put |wear |wash |rinse |brush |floss |apply |hold |lift |lower |bring |check |choose |pick |start |stop |avoid |skip |limit |cut |swap |add |build |plan |write |set |turn |stand |sit |lie |breathe |rest |give |let |clean |cover |cool |run )"
)


_LISTED = late(
    r"(?:(?:number |step |tip )?(?:one|two|three|four|five|six|\d)|first|second|third|next|last|and last)\s*[:,.]\s*"
)


_QUESTION = late(
    r"(?:(?:so|and|but|well|now|okay|wait)[, ]+)*(?:what|why|how|when|where|which|who|whose|do|does|did|is|are|was|were|can|could|should|would|will|has|have|am|isn't|aren't|don't|doesn't|can't|really|right|true|ready|guess)\b"
)
"""What opens a question that asks; one that opens otherwise sets a condition."""
_LEANS = late(r"(?:then|it|it's|they|they're|that|that's|this|these|those|he|she|its|their|such|otherwise)\b")


class Claim(NamedTuple):
    """One sentence that states something about health, or tells the viewer to do something."""

    path: str
    start: int
    end: int
    text: str
    kind: Kind
    sources: tuple[str, ...]
    """Ids that its block cites and the script carries."""
    held: Support
    wrong: tuple[Quantity, ...]
    """Quantities that none of the cited sources holds; offsets are into `text`."""

    @property
    def match(self) -> Match:
        """Return how well the cited sources bear it out."""
        return self.held.match

    @property
    def foreign(self) -> bool:
        """Return whether the cited sources speak of something else."""
        return bool(self.sources) and self.match == "none" and not speaks_of_it(self.held)


def register(view: View) -> tuple[Claim, ...]:
    """Return the claims of hook and beats, in order."""
    said = (block for block in view.blocks if block.name not in ("cta", "disclaimer"))  # these ask and warn
    return tuple(claim for block in said for claim in claims_in(view, block))


def claims_in(view: View, block: Block, numbers: bool = True) -> Iterator[Claim]:
    """Yield the claims of one block; without `numbers` for a caller who does not look at them."""
    quotes = {source.id: source.quote for source in view.script.sources if source.quote.strip()}
    about = about_of(view)
    cited = tuple(id for id in block.sources if id in quotes)
    for start, end, text, kind, found, wrong in _weighed(
        block.say.text, tuple(quotes[id] for id in cited), about, bool(cited and numbers), ready()
    ):
        yield Claim(block.say.path, start, end, text, kind, cited, found, wrong)


_Stated = tuple[int, int, str, Kind, Support, tuple[Quantity, ...]]


@lru_cache(maxsize=512)
def _weighed(
    said: str, quotes: tuple[str, ...], about: frozenset[str], numbers: bool, by_meaning: bool
) -> tuple[_Stated, ...]:
    """Return what a text states and how quotations bear it out; `by_meaning` only tells apart what was weighed with the extra and without."""
    line, before = Line("", "say", "", said), ""
    found: list[_Stated] = []
    for start, end in _stating(line, about, quotes):
        listed = _LISTED.match(line.low, start, end)
        first = listed.end() if listed else start
        kind: Kind = "advice" if _ORDER.match(line.low[first:end]) else "fact"
        text = said[first:end]
        before = _leant_on(line, start, before)
        wrong = tuple(wrong_numbers(text, quotes)) if numbers else ()
        found.append((first, end, text, kind, support(text, quotes, about, before), wrong))
        before = text
    return tuple(found)


def _leant_on(line: Line, start: int, last: str) -> str:
    """Return what a sentence leans on: the condition that a short question sets ("Allergic to eggs? Then ..."), or the claim before it."""
    asked = next(
        (piece for piece in line.sentences if piece.end <= start and not line.text[piece.end : start].strip()), None
    )
    if asked and asked.text.endswith("?"):
        return "" if _QUESTION.match(fold(asked.text)) else asked.text
    return last if _LEANS.match(line.low, start) else ""


PUT = late(r"\W*\b(?:true or false|(?:myth|fact|fake|real|right|hype|cap) or (?:not|\w+))\b\W*")
"""What puts a claim beside it to the test: "Myth or fact? Mammograms can wait until 50.\""""


def about_of(view: View) -> frozenset[str]:
    """Return the stems of the topic, which every line shares."""
    kept: frozenset[str] | None = view.__dict__.get("_about")
    if kept is None:
        kept = view.__dict__["_about"] = frozenset(view.topic.stems | content_stems(view.script.topic))
    return kept


def unstated(line: Line) -> list[tuple[int, int]]:
    """Return where the questions of a line stand, and the beliefs that it takes up to answer them or puts to the test."""
    clauses = reading(line).clauses
    away = {c.sentence for c in clauses if c.asked or c.corrected or c.reported}
    if " or " in line.low:
        put = [n for n, piece in enumerate(line.sentences) if PUT.fullmatch(line.low, piece.start, piece.end)]
        away.update(n + side for n in put for side in (-1, 1))
    return [(piece.start, piece.end) for number, piece in enumerate(line.sentences) if number in away]


def _stating(line: Line, about: frozenset[str], quotes: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a line that state something: no questions, no talk, no belief that is taken up to be answered."""
    away: list[tuple[int, int]] | None = None
    for piece in line.sentences:
        low = line.low[piece.start : piece.end]
        if low.endswith("?") or _TALK.match(low):
            continue
        stems = content_stems(piece.text)
        if len(stems - about) < _LEAST:
            continue
        if not quoted(piece.text, quotes):  # what a source says is a claim, and needs no closer look
            if stems.isdisjoint(about) and stems.isdisjoint(known_stems()) and not quantities(piece.text):
                continue  # "It never complains." speaks of a pump, and of no health that one could look up
            away = unstated(line) if away is None else away
            if (piece.start, piece.end) in away:
                continue
        yield piece.start, piece.end


_HELD = 0.5
"""Share of one claim of a beat that a source must hold for it to be about what the beat says."""


class Held(NamedTuple):
    """A beat that states something, taken as a whole."""

    claims: tuple[Claim, ...]
    share: float
    """0 to 1: how much of the weight of all its claims together the cited sources hold; of the one best held, where that is half or more."""
    words: int
    """Telling words of its claims, 0 where one is well held."""


def held_in(view: View, block: Block) -> Held:
    """Return what a block states, with how far its sources bear out all of it together."""
    own = tuple(claims_in(view, block, numbers=False))
    most = max((claim.held.share for claim in own), default=1.0)
    if most >= _HELD:
        return Held(own, most, 0)
    whole = " ".join(claim.text for claim in own)
    quotes = [source.quote for source in view.script.sources if source.id in own[0].sources]
    return Held(own, held_share(whole, quotes, about_of(view)), len(content_stems(whole) - about_of(view)))
