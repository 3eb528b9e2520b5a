"""Disclosures and emergency lines: texts on screen that may be as long as they must be."""

from __future__ import annotations

from scriptgen.late import late

__all__ = ["discloses", "urges"]

_DISCLOSURE = late(
    r"#(?:ad|ads|advert|spon|sponsored|sponsor|partner|gifted|prsample|paidpartnership|affiliate)\b"
    r"|\b(?:paid|commercial|brand) (?:partnership|promotion|collab\w*|ad|advert\w*)\b|\b(?:is|are|was|been|'s) "
    r"sponsored\b|\bsponsored (?:by|post|video|content)\b|\bsponsors? (?:of )?(?:this|today)\b"
    r"|\bfor sponsoring\b|\badvertis(?:ement|ing feature)\b|^\s*(?:\[?ad\]?|advert|promo|sponsored"
    r"|disclosure)\s*(?:[:|\-–—]|$)|\bpaid (?:by|for by|to (?:make|post|promote|talk))\b|\bin (?:paid )?partnership "
    r"with\b"
    r"|\bgifted (?:by|item|product|to me)|\bsent me (?:this|these|it|them) (?:for )?free\b|\baffiliate (?:link|code"
    r"|partner)|\b(?:earn|get|receive|make)s? (?:a |some |me )?(?:small )?commission"
    r"|\bi (?:part[- ])?own (?:this|the|a share|shares|stock|part)\b|\b(?:consultant|speaker|advis[eo]r) (?:for|to) "
    r"\w|\b(?:financial|material) (?:interest|tie|connection|relationship)|\bconflicts? of interest\b|\bdisclosures?:"
    r"|\bai[- ](?:generated|made|made|created|edited)\b|\b(?:generated|made|created) (?:by|with) (?:ai|a machine)\b"
    r"|\bactor portrayal|\bpa?rtrayed by an? actor|\bdramati[sz]ation|\breenactment|\bnot (?:a |an )?(?:real|actual) "
    r"patients?\b"
    r"|\b(?:shared|filmed|used|posted) with (?:\w+ )?(?:\w+ )?(?:consent|permission)|\bresults (?:may |can |will |do "
    r")?(?:vary|differ)"
)
_URGENT = late(
    r"\b(?:call|dial|ring|phone|text)\b(?: \w+){0,2}?:? (?:911|9-1-1|999|112|000|988|111|triple (?:zero|0)|an "
    r"ambulance|emergency|poison|lifeline|samaritans|13 11 14|116 123)"
    r"|\b(?:go|head|straight|run|drive|come|get|off|in)\b[^.!?]{0,20}?\b(?:er|e\.r\.|a ?& ?e|a and e|emergency"
    r"|casualty|ed|hospital|urgent care)\b"
    r"|\b(?:seek|get|need|needs) (?:\w+ )?(?:emergency|urgent|immediate) (?:\w+ )?(?:care|help|attention)|\bget "
    r"(?:medical )?help (?:now|right away|right now|straight away|immediately|fast|at once)"
    r"|\bpoison (?:help|control|information)|\bcrisis (?:text )?line|\b(?:er|a&e|911|999|112|988) (?:now|right away"
    r"|straight away|immediately)\b|\bmedical emergency\b"
)
_TALE = late(
    r"(?:\b(?:who|people|they|i|we|patients|folks|don't|not|never|refuse to|afraid to|(?:hours?|days?|weeks?|minutes?"
    r"|long) to|people to|than)) $"
)


def discloses(low: str) -> bool:
    """Return whether a text, in lower case, discloses a payment, a tie, a machine's hand or an actor."""
    return bool(_DISCLOSURE.search(low))


def urges(low: str) -> bool:
    """Return whether a text, in lower case, sends the viewer to emergency help; a story about such a call does not."""
    return any(not _TALE.search(low[: m.start()]) for m in _URGENT.finditer(low))
