"""Whether a hard word is explained where it stands: before it, behind it, a sentence later, or on screen beside it."""

from __future__ import annotations

import re
from functools import lru_cache

from scriptgen.late import late
from scriptgen.text import content_stems
from scriptgen.view import Line

__all__ = ["Place", "explains"]

_HEDGE = r"(?:(?:just|really|basically|simply|only|also|actually|kind of|sort of|essentially|literally) )*"
_NOT_PLAIN = (
    r"(?:why|not|never|no|so|very|really|pretty|too|how|because|okay|ok|fine|common|normal|rare|serious|dangerous|"
    r"scary|bad|good|great|urgent|true|false|real|easy"
    r"|hard|more|less|most|all|time|up|right|wrong|treatable|curable|contagious|painful|harmless|here|there|one of|"
    r"part of|where (?:you|we|i)|when (?:to|you|we|i)"
    r"|what (?:you|we|i|to)|something (?:to|you|we)|(?:the|an?|your|our|my) (?:[\w-]+ )?(?:reason|problem|point|"
    r"goal|key|question|same|worst|best|main|first|last|number|emergency"
    r"|call|signs?|concern|flag|myth|lot|risk|must|deal|mistake|warning|fact|cue|answer|culprit|cause|news|issue|"
    r"thing|result|exception|doctor|lie|sign)"
    r"|[a-z]+ed)\b"
)
_NAMES = (
    r"(?:fancy|medical|clinical|doctors?'?s?|doctor-speak|technical|proper|official|scientific|posh|latin|greek|"
    r"big|long|ten-dollar|our|the)"
)
_WORD_FOR = (
    rf"(?:(?:an?|the|our|your|just|another) )*(?:{_NAMES} )*(?:word|term|name|talk|speak|jargon|latin|greek|"
    rf"shorthand|code|way of saying)\b"
)
_AFTER = late(
    rf"\s*(?:\(|=|≈|[-–—]{{1,2}}\s(?!(?:and|but|so|then|call|get|go|see|don't|stop)\b)\w|[–—](?!(?:and|but|so)\b)\w"
    rf"|:\s+(?!what|why|how|when|myth|fact|\d|do\b|don't|tips?|signs?|causes?|the truth|here|is it|true|false|stop|"
    rf"get|call|see|know|yes|no\b|can\b|should)\w"
    rf"|[,.]{{0,3}}\s*(?:which |that |it |they |this )?{_HEDGE}(?:means?\b|meaning\b|stands? for|refers? to|(?:is|"
    rf"are|was)\s+{_HEDGE}(?:when|where|short for|{_WORD_FOR})"
    rf"|(?:happens|occurs|shows up) when|works? like|acts? like|(?:is|are) like|looks like|feels like|sounds like|"
    rf"translates)"
    rf"|,?\s*(?:in (?:plain |normal |simple )?english|in other words|in plain|aka\b|a\.k\.a|also (?:known|called)|"
    rf"(?:better |otherwise |commonly )?known as|i\.e|that is\b)|,\s*(?:you know|think\b|picture\b|imagine\b)"
    rf"|,\s*(?:that's|that is|which is|which are|it's|they're|those are|these are)\s+{_HEDGE}(?!{_NOT_PLAIN})\w"
    rf"|(?:'s|\s(?:is|are|was))\s+(?:just|basically|simply|essentially) (?!{_NOT_PLAIN})\w"
    rf"|\s(?:is|are|was)\s+{_HEDGE}(?:an?|the|your|our|what) (?!(?:[\w-]+ ){{0,2}}(?:problem|emergency|signs?|"
    rf"reason|risk|concern|issue|thing|myth|must|cause|culprit|worry|lie|deal|lot"
    rf"|result|answer|key|leading|worst|best|main|mess|mystery|nightmare|pain|nuisance|disease|condition)\b)\w"
    rf")"
)
_OR_AFTER = re.compile(r",\s*or (?!(?:[\w'-]+ ){1,4}(?:or|and)\b)[\w'\" -]{3,60}(?:[,.!?;)-]|$)")
_APPOSED = late(
    rf"\s?,\s*{_HEDGE}(?:like )?(?:an?|the|your|our|those|these|that|this|when|where|what|how)\s(?!(?:doctor|gp|"
    rf"dentist|nurse|team|clinician|pharmacist|first|next|same|other|best|worst|most|usual|main|leading|number|"
    rf"biggest|only|risk|chance|odds)\b)[\w'-]"
)
_LIST = late(
    r"\s?,\s*(?:an?|the|your|our)\s(?:[^,]{1,40},\s*(?:and|or)\s|(?:[\w'-]+ ){1,2}or (?:an? |the |your )?[\w"
    r"'-]+[,.!?]?\s*$)"
)
_SHUT = re.compile(r"\s?,[^,]{3,60},\s*(?!and\b|or\b)")
_OPENS = late(
    r"^(?:and |but |so |now |then )*(?:if|when|whenever|with|without|because|since|once|after|before|during|unlike|"
    r"as|while|although|though|unless|for|in)\b"
)
_BEFORE = late(
    rf"(?:\b(?:called|calls?(?: (?:it|this|that|them|these|those|him|her))?|known as|named|termed|dubbed|aka|a\.k\.a\.?"
    rf"|or what (?:doctors|docs|we|dentists|nurses) call|short for"
    rf"|(?:word|term|name) (?:for (?:it|this|that|them) )?(?:is|was|we use is)|{_WORD_FOR} (?:for|of) [^,.?!]{{1,50}}"
    rf" (?:is|are)|(?:name|word|term) for [^,.?!]{{1,50}} is"
    rf"|think of|picture|imagine|what(?:'s| is| are| does| do)|what the heck is|heard of)[:,]?\s+(?:an? |the |your "
    rf"|\"|'|as |something |medically )*(?:[\w'-]+ ){{0,2}}[\"']?$"
    rf"|\b(?:an?|the) (?:[\w-]+ )?(?:word|term|name)(?: for [^,.:?!]{{1,40}})?\s?[:,-]\s+$|\b(?:written|listed|"
    rf"labell?ed) (?:[\w ]{{1,20}} )?as $"
    rf"|\(\s*$|=\s*$|\s[-–—]\s*(?:the )?$|[–—]\s*$)"
)
_NAMED = late(
    r"^(?:and |so |now |yes,? )*(?:that|this|those|these)(?:'s| is| are|'re)(?: what)?(?: just| your| our| the| an?"
    r"| called)*\s*$"
)
_OR_BEFORE = re.compile(r"^(?!.*,[^,]{1,30},\s*or\s).*\w,\s*or (?:the |an? |[\w-]+ )?[\"']?$")
_PUT_BEFORE = late(
    r"(?:^|.*\b)(?:your|the|an?|that|this|those|these|some)\s[^,]{3,60},\s*(?:the |an? |your |this )?[\"']?$"
)
_KIND = late(
    r"(?:pills?|drugs?|medicines?|meds|medications?|antibiotics?|tablets?|blockers?|creams?|painkillers?|relievers?"
    r"|thinners?),? (?:like|such as|called|named|including)(?: [\w-]+,? (?:and|or))? $"
)
_CLOSES = re.compile(r"[\"']?\s*(?:[,.!?;:)]|[-–—]|$)")
_NEXT = late(
    rf"^[\"'(]?(?:and |so |now |well,? |yeah,? |yep,? |okay,? |ok,? |basically,? |sorry,? |i know,? )*"
    rf"(?:(?:that|this|those|these|they)(?:'s|'re| is| are| was)\s+{_HEDGE}(?!{_NOT_PLAIN})\w|it(?:'s| is)\s+"
    rf"{_HEDGE}(?:an?"
    rf"|the|your|when|where|what|how|like|just|basically|simply|{_NAMES}) (?!{_NOT_PLAIN})"
    rf"(?!(?:[\w-]+ )?(?:reason|problem|emergency|sign|concern|myth|lot|risk|must|deal|mistake|warning|fact|culprit"
    rf"|cause|news|issue|thing))\w"
    rf"|it(?:'s| is) (?:just|basically|simply) (?!{_NOT_PLAIN})\w|(?:that|it|this|which|they)?\s?{_HEDGE}(?:means?\b"
    rf"|meaning\b|stands for|refers to|happens when|occurs when)"
    rf"|in other words|in (?:plain |normal |regular |simple )?english|english\b|translation|think (?:of|about|like|"
    rf"\w+)|picture|imagine|simply put|plainly|put simply|in short"
    rf"|(?:big|fancy|long|ten-dollar|medical|doctor) (?:word|name|term|speak|talk)|doctor-speak|say that|or,? "
    rf"(?!(?:you|if|call|see|ask)\b)|aka\b|a\.k\.a|also known|i\.e|just (?:a|an|the|your)\b)"
)
_WRITTEN = late(
    r"^(?:and |so |now )*(?:the |your |our |my |some )?(?:doctors?|docs?|clinicians?|nurses?|dentists?|we|they|letters?|reports?|charts?|notes?|scans?|labels?)"
    r" (?:just |often |may |might |will |would )*(?:writes?|says?|puts?|uses?|reads?|prefers?)(?: the word| the term)? [\"']?$"
)
_LATIN = late(
    r" (?:[a-z]{4,}(?:us|is|ae|um|ii)|syndromes?|disease|disorder|pain|tears?|joints?|muscles?|tendons?|ligaments?|nerves?|bands?|cells?|"
    r"sign|test|reflex|infection|tissue|bone)\b"
)
"""The second word of a name: what follows it explains both."""
_ASKED = re.compile(r"(?:\bwhat\b.*|^(?:[\w'-]+,? ){0,2})$")
_ANSWER = late(
    r"^(?!(?:call|see|go|get|don't|no|nope|yes|yep|not|never|ask|stop|you|we|i|me|same|here|maybe|probably)\b)\w"
)


_REACH = 300
"""Characters on either side of a word within which an explanation is looked for."""


class Place:
    """The lines of a script in order, with their sentences, as far as an explanation may reach."""

    def __init__(self, lines: list[Line], hard: frozenset[str]) -> None:
        self.lines, self.hard = lines, hard

    def around(self, index: int, start: int) -> tuple[str, str, str, int]:
        """Return the sentence at an offset, those before and behind it in the same channel, and where it starts."""
        line = self.lines[index]
        pieces = line.sentences
        at = next((i for i, piece in enumerate(pieces) if piece.start <= start < piece.end), 0)
        if not pieces:
            return line.low, "", "", 0
        before = line.low[pieces[at - 1].start : pieces[at - 1].end] if at else self._edge(index, -1)
        after = line.low[pieces[at + 1].start : pieces[at + 1].end] if at + 1 < len(pieces) else self._edge(index, 1)
        return line.low[pieces[at].start : pieces[at].end], before, after, pieces[at].start

    def _edge(self, index: int, step: int) -> str:
        channel, at = self.lines[index].channel, index + step
        while 0 <= at < len(self.lines):
            line = self.lines[at]
            if line.channel == channel and line.sentences:
                piece = line.sentences[0 if step > 0 else -1]
                return line.low[piece.start : piece.end]
            at += step
        return ""

    def beside(self, index: int) -> Line | None:
        """Return the other channel of the same block: the text on screen for speech, the speech for a text."""
        line = self.lines[index]
        for other in self.lines[max(index - 1, 0) : index + 2]:
            if other is not line and other.block == line.block:
                return other
        return None


def explains(place: Place, index: int, start: int, end: int, plain: set[str]) -> bool:
    """Return whether the word at an offset is explained there; `plain` holds the stems of plain words for it."""
    sentence, before, after, offset = place.around(index, start)
    at = start - offset
    head, tail = sentence[max(at - _REACH, 0) : at], sentence[end - offset : end - offset + _REACH]
    word = sentence[start - offset : end - offset]
    raw = place.lines[index].text
    if raw[end : end + 1] in "–—" and raw[end : end + 1] and len(tail) > 4:
        return True
    if _here(head, tail, before) or _follows(place, word, head, tail, after):
        return True
    second = _LATIN.match(tail)
    if second and second[0][1:] not in place.hard and _here(head, tail[second.end() :], before):
        return True
    beside = place.beside(index)
    if plain and _said(plain, word, place, index, offset, sentence, beside):
        return True
    if beside is None:
        return False
    at = beside.low.find(word)
    past = at + len(word)
    return at >= 0 and _here(beside.low[max(at - _REACH, 0) : at], beside.low[past : past + _REACH], "")


def _said(
    plain: set[str], word: str, place: Place, index: int, offset: int, sentence: str, beside: Line | None
) -> bool:
    """Return whether the plain words for a term stand by it: in the sentence or on screen; two or more, a "
    "sentence away."""
    near = sentence
    if len(plain) > 1:
        near += f" {beside.low}" if beside else ""
        line = place.lines[index]
        pieces = line.sentences
        at = next((i for i, piece in enumerate(pieces) if piece.start == offset), 0)
        near = " ".join((near, *(piece.text.lower() for piece in pieces[max(at - 1, 0) : at + 2])))
    return len(plain & _stems(near.replace(word, " "))) >= (len(plain) if len(plain) < 4 else len(plain) - 1)


def _here(head: str, tail: str, before: str) -> bool:
    if (
        _AFTER.match(tail)
        or _BEFORE.search(head)
        or (before and _CLOSES.match(tail) and (_NAMED.match(head) or _WRITTEN.match(head)))
    ):
        return True
    listed = (
        head.count(",") > 1
        or bool(re.match(r"\s*,?\s*(?:and|or)\b", tail))
        or bool(re.search(r"(?:,\s*|\b)(?:and|or)\s(?:\w+\s)?$", head))
    )
    if _OR_BEFORE.match(head) and _CLOSES.match(tail):
        return True
    if _KIND.search(head):
        return True
    if not re.search(r",\s*(?:\w+\s){0,2}$", head) and _OR_AFTER.match(tail):
        return True
    if _APPOSED.match(tail) and not _LIST.match(tail) and (_SHUT.match(tail) or not _OPENS.match(head)):
        return True
    return not listed and bool(_PUT_BEFORE.match(head)) and bool(_CLOSES.match(tail)) and not _OPENS.match(head)


def _follows(place: Place, word: str, head: str, tail: str, after: str) -> bool:
    """Return whether the next sentence explains a word: by pointing back at it, by naming it again, or as an answer."""
    if not after:
        return False
    after = after[:_REACH]
    again = after.find(word)
    if again >= 0:
        return bool(_AFTER.match(after[again + len(word) :]))
    if any(hard in after for hard in place.hard):
        return False
    if _NEXT.match(after):
        return True
    return bool(re.match(r"[\"']?\s*\?", tail)) and bool(_ASKED.search(head)) and bool(_ANSWER.match(after))


@lru_cache(maxsize=256)
def _stems(text: str) -> set[str]:
    return content_stems(text)
