"""The claim register: every sentence of a script that states something, with the source it rests on and how well."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from scriptgen.claims.quantities import Quantity, quantities
from scriptgen.claims.support import Match, Support, speaks_of_it, support, wrong_numbers
from scriptgen.clauses import reading
from scriptgen.late import late
from scriptgen.text import content_stems, fold
from scriptgen.topics import known_stems
from scriptgen.view import Block, Line, View

__all__ = ["Claim", "Held", "beats_held", "register", "unstated"]

Kind = Literal["fact", "advice"]
_LEAST = 2
"""Telling words below which a sentence ("Good news.", "Let's look.") states nothing."""
_TALK = late(
    r"^(?:(?:so|and|but|okay|ok|now|well|look|listen|hi|hey|hello)[, ]+)*(?:let's|let me|think of|picture|imagine|remember|short version|here's|here is|here are|stay|welcome|today|i'm|i am|i'll|i want|i still|i hear|i get|i keep|i teach|we're|my name|follow|save|share|"
    r"send|comment|drop|tag|duet|stitch|watch|look at|see|tell me|ask me|thank|good question|great question|quick question|fair question|first up|next|number|myth|one more|part|the answer|short answer|the short|"
    r"you (?:may|might|have|'ve)? ?(?:also )?(?:hear|heard|been told|read|seen|asked)|somebody told|someone told|people (?:say|think|tell|ask)|everyone (?:says|thinks)|and this one|start with|before you go|please don't skip|time to retire|want)\b"
)
_ORDER = late(
    r"^(?:(?:please|then|and|so|now|first|next|also|instead|just|if [^,]{3,80},|when [^,]{3,80},)[, ]+)*(?:don't |do not |never |always |try to |try |make sure |be sure |aim |keep |go |get |call |see |ask |talk |take |use |eat |drink |sleep |move |"
    r"walk |stretch |put |wear |wash |rinse |brush |floss |apply |hold |lift |lower |bring |check |choose |pick |start |stop |avoid |skip |limit |cut |swap |add |build |plan |write |set |turn |stand |sit |lie |breathe |rest |give |let |clean |cover |cool |run )"
)


_LISTED = late(
    r"^(?:(?:number |step |tip )?(?:one|two|three|four|five|six|\d)|first|second|third|next|last|and last)\s*[:,.]\s*"
)


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
    quotes = {source.id: source.quote for source in view.script.sources if source.quote.strip()}
    about = frozenset(view.topic.stems | content_stems(view.script.topic))
    found: list[Claim] = []
    for block in view.blocks:
        if block.name in ("cta", "disclaimer"):  # they ask and warn
            continue
        cited = tuple(id for id in block.sources if id in quotes)
        held = [quotes[id] for id in cited]
        for start, end, kind in _stating(block.say, about):
            listed = _LISTED.match(fold(block.say.text[start:end]))
            start += listed.end() if listed else 0
            text = block.say.text[start:end]
            found.append(
                Claim(
                    path=block.say.path,
                    start=start,
                    end=end,
                    text=text,
                    kind=kind,
                    sources=cited,
                    held=support(text, held, about),
                    wrong=tuple(wrong_numbers(text, held)) if cited else (),
                )
            )
    return tuple(found)


def unstated(line: Line) -> list[tuple[int, int]]:
    """Return where the questions of a line stand, and the beliefs that it takes up to answer them."""
    clauses = reading(line).clauses
    away = {c.sentence for c in clauses if c.asked or c.corrected or c.reported}
    return [(piece.start, piece.end) for number, piece in enumerate(line.sentences) if number in away]


def _stating(line: Line, about: frozenset[str]) -> Iterator[tuple[int, int, Kind]]:
    """Yield the sentences of a line that state something: no questions, no talk, no belief that is taken up to be answered."""
    away = unstated(line)
    for piece in line.sentences:
        low, stems = fold(piece.text), content_stems(piece.text)
        if (piece.start, piece.end) in away or _TALK.match(low) or len(stems - about) < _LEAST:
            continue
        if not stems & (about | known_stems()) and not quantities(piece.text):
            continue  # "It never complains." speaks of a pump, and of no health that one could look up
        yield piece.start, piece.end, "advice" if _ORDER.match(low) else "fact"


class Held(NamedTuple):
    """A hook or beat that states something, taken as a whole."""

    block: Block
    claims: tuple[Claim, ...]
    share: float
    """0 to 1: how much of the weight of all its claims together the cited sources hold."""
    words: int
    """Telling words of its claims."""


def beats_held(view: View, claims: tuple[Claim, ...]) -> Iterator[Held]:
    """Yield each block that states something, with how far its sources bear out all of it together."""
    quotes = {source.id: source.quote for source in view.script.sources}
    about = frozenset(view.topic.stems | content_stems(view.script.topic))
    for block in view.blocks:
        own = tuple(claim for claim in claims if claim.path == block.say.path)
        if own:
            whole = " ".join(claim.text for claim in own)
            found = support(whole, [quotes[id] for id in own[0].sources], about)
            yield Held(block, own, found.share, len(content_stems(whole) - about))
