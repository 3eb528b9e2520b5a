"""The grammar of disclaimers as patterns: read by disclaimers.py, sentence by sentence."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from typing import NamedTuple

from scriptgen.late import late
from scriptgen.resources import package_text

__all__ = ["Patterns", "patterns"]


class Patterns(NamedTuple):
    education: re.Pattern[str]
    loose: re.Pattern[str]
    own: re.Pattern[str]
    ask: re.Pattern[str]
    ask_kindly: re.Pattern[str]
    knows: re.Pattern[str]
    checked: re.Pattern[str]


_NOT = (
    r"(?:\b(?:not|no|never|nor|cannot|neither|without|isn't|aren't|doesn't|don't|can't|won't|shouldn't|wasn't"
    r"|(?:nothing|none of (?:this|it|what i say))(?: (?:here|above|i say|i said|i post|(?:in|on) (?:this|my|these) "
    r"\w+)){0,2}(?: (?:is|was|should|can|may|constitutes|counts))(?: be)?))"
)
_MEDIA = r"(?:video|clip|post|reel|content|page|account|channel|series|demo|lesson|talk|chat|tiktok|info(?:rmation)?|education|material|short)"
_GIVEN = r"(?:tak|treat|read|us|consider|see|regard|interpret)(?:e|en|ed|n|d|ing)?(?: (?:this|that|it|any of (?:this|it)|anything|what i say|these|them|here)){0,2}"
_GENERAL = r"(?:guide|education|info(?:rmation)?|knowledge|learning|guidance|overview|awareness|terms|talk|stuff|principles|facts|teaching|content|material|chat)"
_TAUGHT = r"(?:education(?:al)?|info(?:rmation(?:al)?)?|learning|teaching|awareness|instructional)"
_JUST = r"(?:just|only|purely|simply|strictly|merely|solely|all|mostly|meant|intended|made|posted|shared|here|offered|designed|provided)"
_DET = r"(?:your|a|an|the|their|his|her|any|one's|own)"
_WORDS = r"(?:[\w'&/-]+ ){0,4}?"


@lru_cache(maxsize=1)
def patterns() -> Patterns:
    """Return the patterns, made from the terms when first asked for."""
    data = tomllib.loads(package_text("rules/terms/disclaimers.toml"))
    names, services, fillers = (
        "|".join(re.escape(w) for w in sorted(data[k], key=len, reverse=True))
        for k in ("clinicians", "services", "fillers")
    )
    who = rf"(?:{names}|\w{{3,}}(?:ologist|iatrist|iatrician|opath|dontist))s?\b"
    serve = rf"(?:{services})\b"
    fill = rf"(?: (?:{fillers}),?){{0,6}}"
    not_you = (
        rf"\b(?:i'm|i am|we're|we are|am) (?:not|never) your (?:own |personal |actual )?{who}(?!')|^(?=.*\bnot "
        rf"yours?\b).*?\b{who}.{{0,30}}?\bnot (?:yours\b|your (?:own |personal )?{who}(?!'))"
        rf"|(?:^|[.!?,;:(] ?)not your {who}(?!')|make me your {who}|\bnone of you(?: are|'re) my patient|not my "
        rf"patients?\b"
        rf"|\b(?:doctor|clinician|provider|physician|therapist|nurse|dentist|pharmacist)[- ](?:patient|client) "
        rf"relationship|\b(?:patient|client)[- ]\w+ relationship"
        r"|\bi (?:don't|do not|can't|cannot|didn't) (?:\w+ )?(?:know (?:you\b(?!'| (?:think|feel|want))|your)|have "
        r"your|read your)"
        r"|\bi haven't (?:read|seen|got|met) (?:you\b|your)|\b(?:we've|we have|i've|i have) never met\b"
        r"|\bi(?:'ve| have)? (?:can't|cannot|haven't|have not|didn't|couldn't|never|not) (?:actually |properly |ever )?"
        r"(?:see|seen|examine|examined|met|treat|treated|diagnose|diagnosed|assess|assessed|checked|looked at)\b(?: "
        r"any of| each of| at)? you(?! \w+ing\b)"
        r"|\bwithout (?:seeing|examining|knowing|meeting|assessing) (?:you|your)\b"
    )
    education = "|".join(
        (
            rf"{_NOT}(?: {_GIVEN} (?:as|for))?{fill}(?: (?!(?:bad|good|great|best|worst|terrible|new|popular|old|free"
            rf"|sound|common|that|this)\b)[\w-]+)? ?advice\b(?! (?:needed|required|column))",
            rf"{_NOT} (?:[\w'-]+ ){{0,4}}?(?:substitute|replacement|stand-?in|replaces?|stand in|takes? the place"
            rf"|instead of)\b[^.!?]{{0,50}}?\b(?:advice|{serve}|{who}|seeing|relationship)",
            rf"(?<!my )\b(?:general|generic|broad|basic|everyday|public|rough) (?:[\w-]+ ){{0,2}}?{_GENERAL}\b",
            r"(?<!my )(?<!three )(?<!two )\b(?:general|generic) (?:[\w-]+ )?(?:tips?|pointers|advice)\b|\bbroad "
            r"strokes\b|\bin general terms\b|\bbasics only\b|\b(?:speaking|talking) (?:generally|in generalities)\b",
            rf"\b(?:here|made|shared|posted|meant|intended|designed|trying|aims?) (?:only |just )?to (?:educate"
            rf"|inform|teach)\b|\b{_JUST} (?:sharing|giving|passing on|teaching)\b",
            r"\b(?:consider|call|think of|take|treat) (?:this|it|that) (?:as )?(?:a |an )?(?:\w+ )?(?:lesson"
            r"|education|class\w*|information|teaching|background|knowledge)\b",
            rf"\b(?:tips?|this|it|that|these|{_MEDIA})(?:'s| is| are) (?:\w+ )?general\b(?! (?:surg|pract|anes"
            rf"|anaes))|\bhealth info\w* for the\b",
            r"\b(?:can't|cannot|won't) (?:tell|know|say) (?:you )?(?:what's|what is) (?:right|best) for you|\bnot "
            r"(?:\w+ )?to you (?:personally|directly|in particular)\b",
            r"\b(?:educational|informational|teaching|learning|information|instructional|education) (?:purposes?"
            r"|content|video|clip|demo|only|use|reasons|post|material)\b",
            rf"\b{_TAUGHT},? only\b|\b(?:for|as) (?:\w+ )?{_TAUGHT} purposes\b",
            rf"\b{_JUST} (?:for |as |some |a bit of |a little )?(?:(?:general|health|your|public|patient|viewer"
            rf"|medical|dental) ){{0,2}}{_TAUGHT}\b",
            rf"(?:^|[.!?,;:(] ?|\b(?:it|this|that|video|one|{_MEDIA})(?:'s| is| was)? (?:{_JUST} ){{0,2}})for "
            rf"(?:your |general |public |patient |health |everyone's )?{_TAUGHT}\b",
            rf"\b{_MEDIA} (?:for|to) (?:everyone|everybody|all of you|the public|the masses|a general audience)\b"
            rf"|\b(?:speaking|talking) to (?:everyone|everybody)\b",
            r"\bsame (?:video|info\w*|message|words) for every(?:one|body)\b",
            r"\b(?:education|information|info|lesson|teaching|learning|educational|informational)\b,? (?:and |but "
            r")?(?:not|never|rather than|instead of)\b",
            rf"\b(?:this|it|that|these|those|{_MEDIA})(?:'s| is| are) (?:{_JUST} )?(?:general |public |health "
            rf"|patient |a bit of |some |meant as |intended as )?(?:education|information|info|educational"
            rf"|informational|teaching|a lesson)\b",
            rf"\b(?:{_GIVEN}) as (?:a lesson|education|information|general|teaching|background)\b",
            rf"\b(?:{_MEDIA}|the internet|an? app|screen|phone|camera|comments?)\b[^.!?]{{0,12}}? (?:not|isn't|can't"
            rf"|cannot|doesn't|does not|won't|never)\b[^.!?]{{0,25}}?\b(?:{serve}|{who}|advice)",
            r"\b(?:not|isn't|never) (?:\w+ )?(?:personali[sz]ed|tailored|individuali[sz]ed|specific to your?|meant "
            r"for you|about you)\b",
            rf"\b(?:this|here|i|{_MEDIA})(?:'s| is|'m| am)?(?: \w+)? {_NOT}{fill} (?:diagnosis|diagnose|diagnosing"
            rf"|consultation|prescribing|prescription)\b",
            not_you,
        )
    )
    loose = rf"\b(?:general(?:ly|ities)?|generic|educational|educate|education|(?<!more )info(?:rmation(?:al)?)?|informs?|teach(?:es|ing)?|learn(?:ing)?(?! more)|lesson|awareness|classroom|knowledge)\b|{_NOT}(?:{fill}| a| [\w-]+){{0,1}}(?: [\w-]+)? {serve}|\b(?:these|this|just|only)(?: are| is|'s)?(?: just| only)? (?:the )?basics\b"
    gap = r"(?:(?:in|up|on|out|also|just|again|only|first|for|instead|maybe|even) )?"
    ask = "|".join(
        (
            rf"\b(?:ask|see|consult|call|ring|phone|contact|visit|message|email|text|tell|trust your|question|pester"
            rf"|nudge|quiz|find|book|include|involve|use|loop in|rope in) {gap}{_DET} {_WORDS}{who}",
            rf"\blet (?:your|a) {_WORDS}{who}|\b(?:person|one|place|people) to (?:ask|see|call|talk to) is (?:your"
            rf"|a) {_WORDS}{who}",
            r"\b(?:ring|call|phone|contact|ask|check|pop|drop|stop)\b(?: \w+){0,2}? (?:at |into |in at |by |with "
            r")?(?:your|the|a) (?:\w+ )?(?:surgery|practice|pharmacy|clinic|hospital)\b",
            rf"\b(?:have|get) (?:your|a|an) {_WORDS}{who} (?:\w+ ){{0,3}}?(?:know|check|look|take|watch|decide|see"
            rf"|examine|help|guide|listen|confirm|weigh|review|tell)\b",
            r"\b(?:talk|speak|chat|check|confer|word|yarn|conversation|appointment|visit|call|trip|follow up"
            r"|follow-up|touch base|reach out|go|head|pop|get in touch|questions?|bring|take|run|discuss|raise"
            r"|mention|get|decide|make|plan|choose|agree|settle"
            r"|clear|stick|work|start|turn|review|double-check|sort|leave|listen|consult|connect|advice|help|guidance"
            r"|okay|ok|defer|report|book|register)\b"
            rf"[^.!?;,\n]{{0,50}}?\b(?:to|with|by|past|from) {_DET} {_WORDS}{who}",
            r"\b(?:ask|talk to|speak to|speak with|talk with|check with|see|run (?:it|this|that) (?:by|past)|call"
            r"|consult|bring (?:it|them|that|this) to|show|visit) "
            r"(?:yours\b|your own(?=\s*(?:[.,!?]|$|before\b|first\b|if\b|about\b))|the (?:one|person|people|team"
            r"|folks) (?:who|that)\b|some(?:one|body) (?:who|qualified|about yours|in person|medical)\b|whoever)",
            r"\b(?:go over|talk|run|bring|check|speak|discuss|review|take)\b[^.!?;\n]{0,40}?\b(?:with|to|by|past) "
            r"(?:yours\b|the (?:one|person|people|team|folks) (?:who|that)\b|some(?:one|body) who|whoever)",
            rf"\bthe one who is\b|\b(?:without|until|unless) (?:\w+ ){{0,3}}?(?:ask|check|talk|speak|see|consult|call"
            rf"|clear|run|okay|hear)\w*\b[^.!?]{{0,40}}?\b{who}|\b(?:unless|until) your {_WORDS}{who} (?:say|tell|ok"
            rf"|agree|clear|give)",
            rf"\b(?:a real|an actual|a real-life|a live|a flesh-and-blood) {_WORDS}{who}",
            rf"(?:^|[.!?:] ?)(?:questions|worried|unsure|not sure|in doubt|concerned)\?? (?:\w+ ){{0,3}}?{who}",
        )
    )
    knows = (
        rf"\byour {_WORDS}{who}(?: or \w+)?(?: also| always)? (?:knows?|(?:can|could|will|should|may|might|would) "
        rf"(?!not|never|have|tell you to|say|miss|also miss)|has (?!told|said|no|missed)|have (?!told|said|no|missed)"
        rf"|gets? the"
        r"|comes? first|decides?|is (?:the |your )(?:one|best|person|right)|outranks?|wins|trumps|overrules?)"
        rf"|\b(?:substitute|replacement) for (?:\w+ ){{0,2}}?(?:your own|seeing|visiting|talking to|a visit to) "
        rf"{_WORDS}{who}"
        r"|\b(?:come|ring|call|phone|pop|drop)(?: in| by)?(?: and| to)?(?: see)? (?:us|me) (?:if|for|when|about)\b"
        r"|\bif\b[^.!?]{3,60},? (?:please |just )?(?:ask|call|ring|see|tell|come (?:and )?see) (?:us|me)\b(?! (?:in "
        r"the comments|below|anything|on|about it|your))"
    )
    checked = (
        r"\b(?:get|have|getting|having) (?:it|that|this|them|one|yourself|yours|your own \w+|your \w+)(?: properly| "
        r"quickly)? (?:looked at|checked|seen|examined|assessed|evaluated|reviewed)\b"
        r"|\bget (?:seen|checked|examined|assessed|looked at)\b|\b(?:have|get|let) some(?:one|body) (?:\w+ )?(?:look"
        r"|check|examine|see|take|to look)\b|\bask someone who has\b"
        r"|\b(?:book|make|schedule|need|needs|deserves?|worth|get) (?:an?|your|that) (?:\w+ ){0,2}?(?:appointment"
        r"|check-?up|consult(?:ation)?)\b"
        r"|\b(?:seek|get) (?:\w+ ){0,2}?(?:medical|professional|dental|proper|qualified) (?:\w+ )?(?:advice|care|help"
        r"|attention|opinion)\b|\bsee some(?:one|body) about\b"
        r"|\b(?:at|for|before|until|to) your (?:next|own|annual|yearly) (?:visit|appointment|check-?up|physical"
        r"|review)\b|\b(?:examines?|sees?) you in person\b"
        r"|\b(?:some(?:one|body)|a (?:real |actual )?(?:person|human)) (?:who |to )(?:can )?(?:examine|look|see|know"
        r"|check)s?\b"
    )
    return Patterns(
        *(
            late(p)
            for p in (
                education,
                loose,
                rf"(?<!not )(?<!n't )(?<!no )(?<!for )your own {_WORDS}{who}",
                rf"{ask}|\bfor your own {_WORDS}{who}",
                rf"{ask}|(?<!not )(?<!n't )\byour {_WORDS}{who}|\b111\b",
                knows,
                checked,
            )
        )
    )
