"""What keeps a sentence from being advice: denied, quoted, taken back, sourced, or left to a clinician."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from scriptgen.clauses import told_next
from scriptgen.late import late
from scriptgen.rules.marks import marked

if TYPE_CHECKING:
    import re

    from scriptgen.view import Line, View

__all__ = ["DENIED", "SOURCED", "Said", "clause", "commanded", "disowned", "referred", "said"]

DENIED = late(
    r"\b(?:not|never|no|nobody|no-one|none|neither|nor|without|cannot|nothing|hardly|instead of|rather than|before|avoid|\w+n't)\b(?! (?:just|only)\b)"
)
SOURCED = late(
    r"\b(?:cdc|fda|nih|nhs|nice guid\w+|uspstf|task force|guidelines?|academy|association|college of|recommends|recommendations?|ods|ema|mhra|health department|"
    r"(?:cites?|advises?|according to|per the)|world health organi[sz]ation|agency|institutes?)\b"
)
_CLINICIAN = (
    r"(?:doctor|doc|dr|gp|physician|clinician|prescriber|provider|pharmacist|pharmacy|dentist|orthodontist|hygienist|midwife|ob|ob-gyn|obgyn|nurse|\w+ologist|\w+iatrist|\w+iatrician|team|surgeon|optometrist|physio|"
    r"physical therapist|therapist|specialist|clinic|practice|surgery|practitioner)"
)
_REFERRED = late(
    r"\b(?:ask(?:ing|ed|s)? (?!for\b|me\b|yourself\b|no\b)|talk(?:ing|ed|s)? (?:to|with|it|about|that|through)|speak(?:ing)? (?:to|with)|discuss(?:es|ed|ing)? (?:it|this|that|with|your|the|whether|a|how|all)|consult\w*|conversation|worth (?:discussing|a talk|a chat|asking|raising)|(?:check|agree|decide|plan|review|sort \w+ out|team up|work) (?:\w+ ){0,2}?with|"
    rf"(?:bring|take|raise|mention|show|tell|run|call|phone|ring|see|message|contact|let) (?:[\w'-]+ ){{0,6}}?(?:{_CLINICIAN}s?|us|whoever)\b|(?:call|tell|phone|message) us\b|bring (?:it|that|this|them|your) |whoever (?:prescribed|wrote|looks|treats|knows|has)|"
    rf"(?:your|the|a|an|you and your) (?:[\w'-]+ ){{0,2}}?{_CLINICIAN}(?:'s)? (?:\w+ly )?(?:can|will|may|might|should|knows?|decides?|says?|prescribes|sets?|tells?|would|weighs?|checks?|looks?|wants?|if|when|about|whether|first|before|for|who)\b|"
    r"(?:your|the) prescriber|prescribed (?:one|it|to|for|by|this)|as (?:prescribed|directed|labell?ed|your (?:\w+ )?(?:doctor|clinician|team)|the (?:label|leaflet|package|box|doctor))|unless|supervis\w+|under (?:medical|a doctor)|"
    rf"(?:let|have) (?:someone|somebody|them|us|a (?:\w+ )?{_CLINICIAN}|your (?:\w+ )?{_CLINICIAN}) (?:\w+ )?(?:look|check|see|examine|decide|know|swab|weigh|take a|tell|help|walk|guide|explain|sort|test)|before (?:you )?(?:chang|stop|start|touch|agree|decid|tak|try|buy|mix|use|com|quit)\w*|"
    r"get (?:\w+ ){0,2}?(?:checked|examined|tested|assessed|evaluated|seen|looked at)|your call with|"
    rf"(?:with|to|past) (?:your|a|the|an|our|whoever)(?: own)? (?:[\w'-]+ ){{0,2}}?{_CLINICIAN}s?\b|"
    r"with us|the package|(?:read|check|follow|see|on) (?:the|your|its|that|every|each) (?:\w+ )?(?:leaflet|label|box|chart)|leaflet has|label says)\b"
)
_TOLD = late(
    r"\b(?:myths?|misconceptions?|rumou?rs?|so-called|supposedly|allegedly|the claim|claims?|claimed|marketing|swore|(?<!whatever )(?:people|they|influencers?|ads?|posts?|videos?|creators?|tiktok|the internet|everyone|someone|friends?|"
    r"gyms?|coach(?:es)?|aunt|uncle|neighbou?r|comment(?:er|ers|s)?|caption|he|she) (?:\w+ )?(?:says?|said|(?:tell|tells|told) (?:you|me|us|people|them|every\w+|your|her|him|that|women|men|patients|parents|kids|their)|claims?|claimed|insists?|swears?|asked|thinks?|promis\w+|heard|believes?)|"
    r"(?:poster|sign|leaflet|flyer|headline|label|sticker|quiz|website|banner|t-?shirt|billboard|forum)s? (?:\w+ )?(?:reads?|says?|said|claims?|tells?)|you(?:'ve| may have| might have| have)? (?:also |often |probably )?(?:hear|heard|seen|see|read|been told|think|thought)|(?:anyone|anybody|someone|somebody|an? \w+) who (?:says|tells|claims|promises|sells)|beware|wary|scam|red flag)\b|❌|✗|🚫|✘"
)
_TESTED = late(r"\b(?:true or false|myth or (?:fact|truth|not)|fact or (?:myth|fiction)|right or wrong)\b")
_BACK = late(
    r"\s*[\"')\]]*\s*(?:(?:well|okay|ok|but|and|so|hold on|wait|honestly|please|sorry|actually)[,.!]? )*(?:no\b(?! (?:\w+ )?(?:swabs?|tests?|need|needed|scans?|doctors?|exams?|questions?|wonder|doubt|biops\w+|one|more|excuses?|jokes?|kidding|matter|guess\w*|mystery|way around|need to)\b)|nope|nah|false\b|myth\b|wrong\b|not (?:true|so|quite|how|really|necessarily|always|what)|untrue|never\b|"
    r"don't\b|do not\b|stop right there|that(?:'s| is| sentence| line| claim| idea)(?: \w+){0,2}? (?:not|a myth|false|wrong|untrue|nonsense|marketing|dangerous|risky|one of|bad advice|a mistake)|that isn't|"
    r"it(?:'s| is) (?:not|a myth|false|wrong|dangerous|marketing)|it (?:isn't|doesn't|wasn't|was)\b|there's no|bad (?:idea|advice)|dangerous|debunked|the truth|truth|fact|reality|here's (?:what|why)|busted|bogus|nonsense|true or false|"
    r"relating isn't|only an? )"
)
_QUOTE = late(r"(?:^|(?<=[\s(:]))(?:\"[^\"]{2,400}\"|'(?:[^'\n]|(?<=\w)'(?=\w)){2,400}'(?!\w))")
_TURN = late(r"[,.;] (?:but|yet|actually|trust me|really|in truth|the truth is)\b")
_REACH = 240
"""How far back a clause may begin, in characters: long texts without a stop must not cost the square of their length."""
_OPENS = late(
    r"(?:[\s\W]*\b(?:and|then|just|so|please|simply|now|first|instead|or|go|ahead|also|maybe|always|today|tonight|tomorrow|honestly|girl|guys|ladies|folks|gentlemen|mamas?|friends?|try to|learn to|feel free to|(?:it's )?time to|okay|ok|yes|yep|"
    r"on screen|on-screen|caption|text|overlay|step \w+|my advice|my tip|the fix|tip|rule \w+|remember to|make sure to|be sure to|want to|why not|better to|next))*[\s\W]*"
)
_ADDRESSED = late(
    r"\b(?:you|u|you'll|you'd|you're|you've|your (?:kids?|child|son|daughter|baby|toddler|mom|mum|dad|partner|husband|wife|teen)|anyone|everyone|everybody|nobody needs|let's|i'd|i would|i tell (?:\w+ ){1,3}to|(?:you|we) (?:can|could|should|must|need to|have to|ought to|may|might as well)|"
    r"(?:moms|mums|dads|men|women|kids|adults|ladies|gentlemen|those of you|people like you)[^,;]{0,40} (?:should|must|need to|ought to|have to))\b(?: [\w'-]+){0,4} ?$"
)
_CUT = late(r"[,;:.!?()\n]+(?=\s|$)|\s[-]+\s|\s(?:but|because|so|though|although|then|yet)\s")


class Said(NamedTuple):
    """One sentence of a line, with its names marked; offsets of `text` begin at `start` of the line."""

    start: int
    text: str
    before: str
    """The sentence before it in the line, marked; "" for the first."""
    after: str
    """The rest of the line, marked."""
    asked: bool
    line: Line

    def search(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Return where a late pattern first occurs in the sentence, looked for only where the line's words let it."""
        return pattern.search(self.text) if self.line.may(pattern) else None

    def finditer(self, pattern: re.Pattern[str]) -> Iterable[re.Match[str]]:
        """Return all places where a late pattern occurs in the sentence."""
        return pattern.finditer(self.text) if self.line.may(pattern) else ()


def said(line: Line) -> Iterator[Said]:
    """Yield the sentences of a line."""
    whole, before = marked(line), ""
    for piece in line.sentences:
        text = whole[piece.start : piece.end]
        yield Said(piece.start, text, before, whole[piece.end :], text.rstrip(" \"')]").endswith("?"), line)
        before = text


def clause(text: str, start: int, end: int) -> str:
    """Return the clause of a sentence around a match, from the last stop before it to the first after."""
    first, last = 0, len(text)
    for cut in _CUT.finditer(text):
        if cut.end() <= start:
            first = cut.end()
        elif cut.start() >= end:
            last = cut.start()
            break
    return text[first:last]


def referred(text: str) -> bool:
    """Return whether a text leaves the matter to somebody who treats the viewer, or to the label."""
    return bool(_REFERRED.search(text))


def commanded(text: str, at: int) -> bool:
    """Return whether what stands at `at` of a sentence is an order or is said of the viewer: nothing or a "you" stands before it in its clause."""
    first = max(0, at - _REACH)
    for cut in _CUT.finditer(text, first, at):
        first = cut.end()
    head = text[first:at]
    return bool(_OPENS.fullmatch(head) or _ADDRESSED.search(head[-90:]))


def disowned(view: View, line: Line, sentence: Said, at: int) -> bool:
    """Return whether what stands at `at` of the sentence is quoted, somebody else's claim, or taken back at once."""
    if sentence.before and _TESTED.search(sentence.before):
        return True
    turn = max((m.start() for m in _TURN.finditer(sentence.text, 0, at)), default=0)
    if _TOLD.search(sentence.text, turn, at) or (
        sentence.before and _TOLD.search(sentence.before) and not sentence.before.endswith("?")
    ):
        return True
    if any(
        m.start() <= sentence.start + at < m.end() and (m.end() - m.start()) * 10 < len(line.low) * 9
        for m in _QUOTE.finditer(line.low)
    ):
        return True
    if told_next(line, sentence.start + len(sentence.text)):
        return True
    return bool(_BACK.match(sentence.after or _next(view, line)))


def _next(view: View, line: Line) -> str:
    """Return the first words that are heard after a line: of a text its own block's speech, else the next block's; a disclaimer takes nothing back."""
    names = [b.name for b in view.blocks]
    if line.block not in names:
        return ""
    at = names.index(line.block) + (line.channel == "say")
    return view.blocks[at].say.low[:160] if at < len(names) and names[at] != "disclaimer" else ""
