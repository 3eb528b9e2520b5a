"""Clauses of a line, each with who is spoken to and in which mood: said, asked, denied, supposed, put into somebody else's mouth."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from scriptgen.late import late
from scriptgen.lazy import lazy

if TYPE_CHECKING:
    import re

    from scriptgen.view import Line

__all__ = ["Clause", "Reading", "reading", "told_next"]

_SPLIT = late(
    r"[\s;:()\-,](?:"  # what a cut begins with: looked for alone, it is found far quicker than all that may follow
    r"(?:(?<=[;:()])|(?<=-)-|(?<=,)(?=\s)|(?<=\s)\s*(?:[;:()]|--|-\s|,(?=\s)))\s*(?:and|but|so|yet|or|because|which|who)?\s+|"
    r"(?<=\s)\s*(?:(?:but|so|because|although|though|whereas|while|until|yet|then)\s+|"
    r"(?:and|or)\s+(?=(?:i|you|we|they|he|she|it|your|my|our|this|that|there|let|do|don't|just|get|take|stop|start|keep|call|ask|see|go)\b)))"
)
_NEGATION = late(
    r"\b(?:not|never|no|nobody|no-one|none|nothing|neither|nor|without|hardly|rarely|cannot|isn't|aren't|wasn't|weren't|don't|doesn't|didn't|"
    r"won't|wouldn't|can't|couldn't|shouldn't|mustn't|haven't|hasn't|hadn't|ain't|stop (?:believing|thinking|saying))\b"
)
_IF = late(r"\b(?:if|unless|when|whenever|in case|whether|once|should you|assuming)\b")
_HEDGE = late(
    r"\b(?:may|might|can|could|some|sometimes|often|usually|many|most|tends?|likely|possibly|perhaps|maybe|about|roughly|for some|in some|"
    r"not always|depends?|varies|vary|seems?|suggests?)\b"
)
_OTHERS = late(
    r"\b(?:myths?|rumou?rs?|misconceptions?|(?:you|some of you|many of you|people|viewers?|followers?|she|he|they) (?:\w+ )?(?:asked|asks?|wonder\w*|want(?:ed)? to know) (?:me )?(?:if|whether|about)|they say|they claim|people (?:say|think|believe|claim|tell|ask|swear)|(?:someone|somebody|everyone|everybody|folks|"
    r"tiktok|the internet|influencers?|ads?|labels?|your (?:aunt|uncle|neighbou?r|friend|cousin|mom|mum|grandma|gym buddy)|grandma|google|(?:this|that|the) (?:video|post|ad|creator|clip)) "
    r"(?:says?|said|claims?|claimed|tells?|told|swears?|thinks?|promises?|promised|screams?)|you(?:'ve| have)? (?:heard|read|seen|been told)|you (?:may|might) (?:hear|read|have heard|think)|"
    r"(?:anyone|anybody|someone|somebody|a (?:doctor|clinic|product|pill|ad|label|person|creator)) (?:who|that|whose)|so-called|supposedly|allegedly|is said to|sounds like|"
    r"if (?:someone|somebody|anyone|anybody|a|an ad|they|the label|an influencer)|claims? (?:to|that|like|such as)|beware of|be wary|red flag|watch out for|run from|steer clear)\b"
)
_SAYS = r"(?:tells?|told|says?|said|hears?|heard|thinks?|thought|believes?|believed|taught|whispers?|whispered|swears?|swore|insists?|insisted|repeats?|repeated|writes?|wrote|warned|warns?|grew up)"
_TOLD_NEXT = late(
    r"\W*(?![^.!?]{0,60}\b(?:patients?|clients?|customers?|reviews?|reviewers?|doctors?|experts?|scientists?|specialists?|professors?)\b)(?:(?:and|so|well|but|yes|ah|now)\b,? )*(?:"
    rf"(?:that's|that is|this is|that was|it's) (?:\w+ )?(?:what|how|the (?:line|advice|story|sentence|version|warning|one|kind of thing)|a line|something|one) (?:[\w'-]+ ){{0,6}}?{_SAYS}\b|"
    r"(?:(?:have you|you've|you|i've|we've|ever|all|have|just|also) )*heard (?:that|this|it|the same)\b|sound familiar|familiar\?|ever been told (?:that|this|so)\b|"
    r"(?:or )?so (?:they say|people say|i was told|i'm told|we're told|the (?:story|saying|legend|thinking|theory) goes|says|said)\b|(?:i|we) (?:hear|get) (?:that|this|it)\b|"
    rf"(?!(?:i|we|studies|trials|doctors|guidelines|science|the evidence)\b)(?:[\w'-]+,? ){{1,6}}?{_SAYS} (?:me |us )?(?:it|that|this|so|as much|the same)\b(?! (?:is|was|are|the|a|you|your|they|there|if|when)\b))"
)
"""A sentence that puts the one before it into somebody else's mouth, and not into that of one who vouches for it: "That's what people tell me at the counter.\""""
_FALSE = late(
    r"\b(?:myth|false|fiction|nope|not true|isn't true|untrue|wrong|debunked|no evidence|no proof|no good evidence|doesn't hold up|not how|isn't how|that's not|it's not|"
    r"it isn't|it doesn't|they don't|they aren't|it won't|it can't|actually|in fact|the truth|truth is|fact is|fact:|truth:|reality:|busted|bogus|nonsense|not quite|not so|not really|"
    r"don't (?:buy|believe|fall for)|sadly,? no|sorry|here's what)\b|(?:^|[.?!]\s*)no[,.!]"
)
_CROSS = late("[❌✗🚫]")
_ORDER = late(
    r"^(?:(?:please|just|so|then|now|and|instead|first|next|simply|go ahead and|always|try to|make sure to|remember to|okay|ok|yes|guys|y'all|folks)[, ]+)*"
    r"(?:do|don't|never|take|try|use|stop|start|skip|drop|quit|swap|switch|get|ask|tell|talk|call|see|go|book|come|buy|order|eat|drink|put|add|cut|halve|double|split|crush|"
    r"toss|throw|ditch|pause|hold|wean|taper|leave|keep|let|give|have|inject|apply|rub|pop|load|stay|wait|check|bring|send|save|share|follow|drop|comment|post|show|write|read|"
    r"grab|pick|choose|trust|believe|ignore|forget|relax|rest|move|walk|stretch|breathe|sleep|wear|wash|clean|avoid|watch|look|listen|learn|visit|message|dm|click|tap|swipe|"
    r"sign|schedule|request|demand|insist|push|lower|raise|cap|stick|aim|make|turn|set|test|measure|track|lose|burn|boost|detox|flush|replace|trade|reduce|increase|bump|up|slash)\b"
)
_TOKEN = late(r"[\w']+")
_YOU = frozenset("you your yours you're you've you'll you'd yourself yourselves u ur y'all".split())
_I = frozenset("i i'm i've i'll i'd me my mine we we're we've we'll we'd us our ours".split())


class Clause:
    """A stretch of a line with one thing said in it; offsets are into the line's text."""

    def __init__(
        self, line: Line, span: tuple[int, int], sentence: int, opens: int, asked: bool, corrected: bool, told: bool
    ) -> None:
        self._line, self._opens, self._told = line, opens, told
        self.start, self.end = span
        self.text = line.low[self.start : self.end]
        """In lower case with straight quotes, of the same length as the original."""
        self.sentence = sentence
        """Which sentence of the line it belongs to."""
        self.asked = asked
        self.corrected = corrected
        """The line goes on to say that it is not so, or it is a question that the next sentence denies."""

    @lazy
    def negated(self) -> bool:
        """Whether it holds a word of negation."""
        return self._holds(_NEGATION)

    @lazy
    def supposed(self) -> bool:
        """Whether it hangs on a condition: if, unless, when."""
        return self._holds(_IF)

    @lazy
    def hedged(self) -> bool:
        """Whether it says may, some, often."""
        return self._holds(_HEDGE)

    @lazy
    def reported(self) -> bool:
        """Whether it is put into somebody else's mouth, in this clause, earlier in its sentence or by the next one, or named as a myth or a warning sign."""
        if self._told or self._holds(_OTHERS):
            return True
        return self._line.may(_OTHERS) and bool(_OTHERS.search(self._line.low[self._opens : self.start]))

    @lazy
    def orders(self) -> bool:
        """Whether it begins with a verb as an order does."""
        return self._line.may(_ORDER) and bool(_ORDER.match(self.text.lstrip(" \"'*#-")))

    @lazy
    def you(self) -> bool:
        """Whether it speaks to the viewer."""
        return not _YOU.isdisjoint(self._tokens)

    @lazy
    def speaker(self) -> bool:
        """Whether it speaks of whoever speaks."""
        return not _I.isdisjoint(self._tokens)

    @lazy
    def _tokens(self) -> list[str]:
        return _TOKEN.findall(self.text)

    def _holds(self, pattern: re.Pattern[str]) -> bool:
        return self._line.may(pattern) and bool(pattern.search(self.text))


class Reading:
    """One line, read clause by clause; made when a rule first asks for it."""

    def __init__(self, line: Line) -> None:
        self.line = line

    @lazy
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses, in order."""
        found: list[Clause] = []
        line, low = self.line, self.line.low
        pieces = line.sentences
        is_false, is_told = line.may(_FALSE), line.may(_OTHERS)
        for number, piece in enumerate(pieces):
            whole = low[piece.start : piece.end]
            asked = whole.rstrip(" \"')]").endswith("?")
            later = low[piece.end : piece.end + 120]
            corrected = bool((is_false and _FALSE.search(later)) or _CROSS.search(later)) and (
                asked or number + 1 < len(pieces) or bool(is_told and _OTHERS.search(whole))
            )
            start, told = piece.start, told_next(line, piece.end)
            cuts = [(m.start() + piece.start, m.end() + piece.start) for m in _SPLIT.finditer(whole)]
            for stop, after in [*cuts, (piece.end, piece.end)]:
                if low[start:stop].strip():
                    found.append(Clause(line, (start, stop), number, piece.start, asked, corrected, told))
                start = after
        return tuple(found)

    @lazy
    def _starts(self) -> list[int]:
        return [clause.start for clause in self.clauses]

    def at(self, offset: int) -> Clause | None:
        """Return the clause around an offset of the line, None between two."""
        number = bisect_right(self._starts, offset) - 1
        return self.clauses[number] if number >= 0 and offset < self.clauses[number].end else None

    def sentence(self, clause: Clause) -> str:
        """Return the whole sentence that a clause stands in, in lower case."""
        piece = self.line.sentences[clause.sentence]
        return self.line.low[piece.start : piece.end]

    def after(self, clause: Clause) -> str:
        """Return what the line says after the clause, in lower case."""
        return self.line.low[clause.end :]


def told_next(line: Line, end: int) -> bool:
    """Return whether what follows a sentence of a line says that somebody else says so."""
    return line.may(_TOLD_NEXT) and bool(_TOLD_NEXT.match(line.low, end))


def reading(line: Line) -> Reading:
    """Return the line's Reading, made once for a line."""
    return line.kept("_reading", Reading)
