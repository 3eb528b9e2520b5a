"""What a disclaimer says, in whatever words: that this is general education, and whom to ask instead."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from scriptgen.resources import package_text
from scriptgen.text import fold

if TYPE_CHECKING:
    from scriptgen.view import Line, View

__all__ = ["ASK", "DEFAULT", "EDUCATION", "Halves", "halves", "mended", "says"]

EDUCATION = "This is general education, not medical advice."
ASK = "Ask your own clinician."
DEFAULT = f"{EDUCATION} {ASK}"


class Halves(NamedTuple):
    """Which half of a disclaimer a text holds."""

    education: bool
    """General education, not advice, no diagnosis, no substitute for care, not your doctor."""
    named: bool
    """Sends the viewer to a clinician, a team or whoever knows them."""
    checked: bool
    """Tells the viewer to have it looked at, without saying by whom."""

    @property
    def referral(self) -> bool:
        """Whether it sends the viewer to anybody."""
        return self.named or self.checked


class _Patterns(NamedTuple):
    education: re.Pattern[str]
    loose: re.Pattern[str]
    ask: re.Pattern[str]
    ask_loose: re.Pattern[str]
    knows: re.Pattern[str]
    checked: re.Pattern[str]


_NOT = (
    r"(?:\b(?:not|no|never|nor|cannot|neither|without|isn't|aren't|doesn't|don't|can't|won't|shouldn't|wasn't"
    r"|(?:nothing|none of (?:this|it|what i say))(?: (?:here|above|i say|i said|i post|(?:in|on) (?:this|my|these) \w+)){0,2}(?: (?:is|was|should|can|may|constitutes|counts))(?: be)?))"
)
_MEDIA = r"(?:video|clip|post|reel|content|page|account|channel|series|demo|lesson|talk|chat|tiktok|info(?:rmation)?|education|material|short)"
_GIVEN = r"(?:tak|treat|read|us|consider|see|regard|interpret)(?:e|en|ed|n|d|ing)?(?: (?:this|that|it|any of (?:this|it)|anything|what i say|these|them|here)){0,2}"
_GENERAL = r"(?:guide|education|info(?:rmation)?|knowledge|learning|guidance|overview|awareness|terms|talk|stuff|principles|facts|teaching|content|material|chat)"
_TAUGHT = r"(?:education(?:al)?|info(?:rmation(?:al)?)?|learning|teaching|awareness|instructional)"
_JUST = r"(?:just|only|purely|simply|strictly|merely|solely|all|mostly|meant|intended|made|posted|shared|here|offered|designed|provided)"
_DET = r"(?:your|a|an|the|their|his|her|any|one's|own)"
_WORDS = r"(?:[\w'&/-]+ ){0,4}?"


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    data = tomllib.loads(package_text("rules/terms/disclaimers.toml"))
    names, services, fillers = ("|".join(re.escape(w) for w in sorted(data[k], key=len, reverse=True)) for k in ("clinicians", "services", "fillers"))
    who = rf"(?:{names}|\w{{3,}}(?:ologist|iatrist|iatrician|opath|dontist))s?\b"
    serve = rf"(?:{services})\b"
    fill = rf"(?: (?:{fillers}),?){{0,6}}"
    not_you = (
        rf"\b(?:i'm|i am|we're|we are|am) (?:not|never) your (?:own |personal |actual )?{who}(?!')|^(?=.*\bnot yours?\b).*?\b{who}.{{0,30}}?\bnot (?:yours\b|your (?:own |personal )?{who}(?!'))"
        rf"|(?:^|[.!?,;:(] ?)not your {who}(?!')|make me your {who}|\bnone of you(?: are|'re) my patient|not my patients?\b"
        rf"|\b(?:doctor|clinician|provider|physician|therapist|nurse|dentist|pharmacist)[- ](?:patient|client) relationship|\b(?:patient|client)[- ]\w+ relationship"
        r"|\bi (?:don't|do not|can't|cannot|didn't) (?:\w+ )?(?:know (?:you\b(?!'| (?:think|feel|want))|your)|have your|read your)"
        r"|\bi haven't (?:read|seen|got|met) (?:you\b|your)|\b(?:we've|we have|i've|i have) never met\b"
        r"|\bi(?:'ve| have)? (?:can't|cannot|haven't|have not|didn't|couldn't|never|not) (?:actually |properly |ever )?"
        r"(?:see|seen|examine|examined|met|treat|treated|diagnose|diagnosed|assess|assessed|checked|looked at)\b(?: any of| each of| at)? you(?! \w+ing\b)"
        r"|\bwithout (?:seeing|examining|knowing|meeting|assessing) (?:you|your)\b"
    )
    education = "|".join(
        (
            rf"{_NOT}(?: {_GIVEN} (?:as|for))?{fill}(?: (?!(?:bad|good|great|best|worst|terrible|new|popular|old|free|sound|common|that|this)\b)[\w-]+)? ?advice\b(?! (?:needed|required|column))",
            rf"{_NOT} (?:[\w'-]+ ){{0,4}}?(?:substitute|replacement|stand-?in|replaces?|stand in|takes? the place|instead of)\b[^.!?]{{0,50}}?\b(?:advice|{serve}|{who}|seeing|relationship)",
            rf"(?<!my )\b(?:general|generic|broad|basic|everyday|public|rough) (?:[\w-]+ ){{0,2}}?{_GENERAL}\b",
            r"(?<!my )(?<!three )(?<!two )\b(?:general|generic) (?:[\w-]+ )?(?:tips?|pointers|advice)\b|\bbroad strokes\b|\bin general terms\b|\bbasics only\b|\b(?:speaking|talking) (?:generally|in generalities)\b",
            rf"\b(?:here|made|shared|posted|meant|intended|designed|trying|aims?) (?:only |just )?to (?:educate|inform|teach)\b|\b{_JUST} (?:sharing|giving|passing on|teaching)\b",
            r"\b(?:consider|call|think of|take|treat) (?:this|it|that) (?:as )?(?:a |an )?(?:\w+ )?(?:lesson|education|class\w*|information|teaching|background|knowledge)\b",
            rf"\b(?:tips?|this|it|that|these|{_MEDIA})(?:'s| is| are) (?:\w+ )?general\b(?! (?:surg|pract|anes|anaes))|\bhealth info\w* for the\b",
            r"\b(?:can't|cannot|won't) (?:tell|know|say) (?:you )?(?:what's|what is) (?:right|best) for you|\bnot (?:\w+ )?to you (?:personally|directly|in particular)\b",
            rf"\b(?:educational|informational|teaching|learning|information|instructional|education) (?:purposes?|content|video|clip|demo|only|use|reasons|post|material)\b",
            rf"\b{_TAUGHT},? only\b|\b(?:for|as) (?:\w+ )?{_TAUGHT} purposes\b",
            rf"\b{_JUST} (?:for |as |some |a bit of |a little )?(?:(?:general|health|your|public|patient|viewer|medical|dental) ){{0,2}}{_TAUGHT}\b",
            rf"(?:^|[.!?,;:(] ?|\b(?:it|this|that|video|one|{_MEDIA})(?:'s| is| was)? (?:{_JUST} ){{0,2}})for (?:your |general |public |patient |health |everyone's )?{_TAUGHT}\b",
            rf"\b{_MEDIA} (?:for|to) (?:everyone|everybody|all of you|the public|the masses|a general audience)\b|\b(?:speaking|talking) to (?:everyone|everybody)\b",
            r"\bsame (?:video|info\w*|message|words) for every(?:one|body)\b",
            rf"\b(?:education|information|info|lesson|teaching|learning|educational|informational)\b,? (?:and |but )?(?:not|never|rather than|instead of)\b",
            rf"\b(?:this|it|that|these|those|{_MEDIA})(?:'s| is| are) (?:{_JUST} )?(?:general |public |health |patient |a bit of |some |meant as |intended as )?(?:education|information|info|educational|informational|teaching|a lesson)\b",
            rf"\b(?:{_GIVEN}) as (?:a lesson|education|information|general|teaching|background)\b",
            rf"\b(?:{_MEDIA}|the internet|an? app|screen|phone|camera|comments?)\b[^.!?]{{0,12}}? (?:not|isn't|can't|cannot|doesn't|does not|won't|never)\b[^.!?]{{0,25}}?\b(?:{serve}|{who}|advice)",
            rf"\b(?:not|isn't|never) (?:\w+ )?(?:personali[sz]ed|tailored|individuali[sz]ed|specific to your?|meant for you|about you)\b",
            rf"\b(?:this|here|i|{_MEDIA})(?:'s| is|'m| am)?(?: \w+)? {_NOT}{fill} (?:diagnosis|diagnose|diagnosing|consultation|prescribing|prescription)\b",
            not_you,
        )
    )
    loose = rf"\b(?:general(?:ly|ities)?|generic|educational|educate|education|(?<!more )info(?:rmation(?:al)?)?|informs?|teach(?:es|ing)?|learn(?:ing)?(?! more)|lesson|awareness|classroom|knowledge)\b|{_NOT}(?:{fill}| a| [\w-]+){{0,1}}(?: [\w-]+)? {serve}|\b(?:these|this|just|only)(?: are| is|'s)?(?: just| only)? (?:the )?basics\b"
    gap = r"(?:(?:in|up|on|out|also|just|again|only|first|for|instead|maybe|even) )?"
    ask = "|".join(
        (
            rf"\b(?:ask|see|consult|call|ring|phone|contact|visit|message|email|text|tell|trust your|question|pester|nudge|quiz|find|book|include|involve|use|loop in|rope in) {gap}{_DET} {_WORDS}{who}",
            rf"\byour own {_WORDS}{who}|\blet (?:your|a) {_WORDS}{who}|\b(?:person|one|place|people) to (?:ask|see|call|talk to) is (?:your|a) {_WORDS}{who}",
            r"\b(?:ring|call|phone|contact|ask|check|pop|drop|stop)\b(?: \w+){0,2}? (?:at |into |in at |by |with )?(?:your|the|a) (?:\w+ )?(?:surgery|practice|pharmacy|clinic|hospital)\b",
            rf"\b(?:have|get) (?:your|a|an) {_WORDS}{who} (?:\w+ ){{0,3}}?(?:know|check|look|take|watch|decide|see|examine|help|guide|listen|confirm|weigh|review|tell)\b",
            r"\b(?:talk|speak|chat|check|confer|word|yarn|conversation|appointment|visit|call|trip|follow up|follow-up|touch base|reach out|go|head|pop|get in touch|questions?|bring|take|run|discuss|raise|mention|get|decide|make|plan|choose|agree|settle"
            r"|clear|stick|work|start|turn|review|double-check|sort|leave|listen|consult|connect|advice|help|guidance|okay|ok|defer|report|book|register)\b"
            rf"[^.!?;,\n]{{0,50}}?\b(?:to|with|by|past|from) {_DET} {_WORDS}{who}",
            r"\b(?:ask|talk to|speak to|speak with|talk with|check with|see|run (?:it|this|that) (?:by|past)|call|consult|bring (?:it|them|that|this) to|show|visit) "
            r"(?:yours\b|your own(?=\s*(?:[.,!?]|$|before\b|first\b|if\b|about\b))|the (?:one|person|people|team|folks) (?:who|that)\b|some(?:one|body) (?:who|qualified|about yours|in person|medical)\b|whoever)",
            r"\b(?:go over|talk|run|bring|check|speak|discuss|review|take)\b[^.!?;\n]{0,40}?\b(?:with|to|by|past) (?:yours\b|the (?:one|person|people|team|folks) (?:who|that)\b|some(?:one|body) who|whoever)",
            rf"\bthe one who is\b|\b(?:without|until|unless) (?:\w+ ){{0,3}}?(?:ask|check|talk|speak|see|consult|call|clear|run|okay|hear)\w*\b[^.!?]{{0,40}}?\b{who}|\b(?:unless|until) your {_WORDS}{who} (?:say|tell|ok|agree|clear|give)",
            rf"\b(?:a real|an actual|a real-life|a live|a flesh-and-blood) {_WORDS}{who}",
            rf"(?:^|[.!?:] ?)(?:questions|worried|unsure|not sure|in doubt|concerned)\?? (?:\w+ ){{0,3}}?{who}",
        )
    )
    knows = (
        rf"\byour {_WORDS}{who}(?: or \w+)?(?: also| always)? (?:knows?|(?:can|could|will|should|may|might|would) (?!not|never|have|tell you to|say|miss|also miss)|has (?!told|said|no|missed)|have (?!told|said|no|missed)|gets? the"
        r"|comes? first|decides?|is (?:the |your )(?:one|best|person|right)|outranks?|wins|trumps|overrules?)"
        rf"|\b(?:substitute|replacement) for (?:\w+ ){{0,2}}?(?:your own|seeing|visiting|talking to|a visit to) {_WORDS}{who}"
        r"|\b(?:come|ring|call|phone|pop|drop)(?: in| by)?(?: and| to)?(?: see)? (?:us|me) (?:if|for|when|about)\b"
        r"|\bif\b[^.!?]{3,60},? (?:please |just )?(?:ask|call|ring|see|tell|come (?:and )?see) (?:us|me)\b(?! (?:in the comments|below|anything|on|about it|your))"
    )
    checked = (
        r"\b(?:get|have|getting|having) (?:it|that|this|them|one|yourself|yours|your own \w+|your \w+)(?: properly| quickly)? (?:looked at|checked|seen|examined|assessed|evaluated|reviewed)\b"
        r"|\bget (?:seen|checked|examined|assessed|looked at)\b|\b(?:have|get|let) some(?:one|body) (?:\w+ )?(?:look|check|examine|see|take|to look)\b|\bask someone who has\b"
        r"|\b(?:book|make|schedule|need|needs|deserves?|worth|get) (?:an?|your|that) (?:\w+ ){0,2}?(?:appointment|check-?up|consult(?:ation)?)\b"
        r"|\b(?:seek|get) (?:\w+ ){0,2}?(?:medical|professional|dental|proper|qualified) (?:\w+ )?(?:advice|care|help|attention|opinion)\b|\bsee some(?:one|body) about\b"
        r"|\b(?:at|for|before|until|to) your (?:next|own|annual|yearly) (?:visit|appointment|check-?up|physical|review)\b|\b(?:examines?|sees?) you in person\b"
        r"|\b(?:some(?:one|body)|a (?:real |actual )?(?:person|human)) (?:who |to )(?:can )?(?:examine|look|see|know|check)s?\b"
    )
    return _Patterns(*(re.compile(p) for p in (education, loose, ask, rf"{ask}|(?<!not )(?<!n't )\byour {_WORDS}{who}|\b111\b", knows, checked)))


_HEAD = re.compile(
    r"(?:\b(?:i|we|they|he|she|who|people|patients|folks|parents|nobody|never|(?<!why )not|if you|you'd)(?: \w+)?|\bbefore (?:you |i |we )?(?:\w+)?"
    r"|\b(?:don't|do not|didn't|needn't|shouldn't|can't|couldn't|wouldn't)(?: (?:need to|have to|bother|want to|just|even|ever|to))*|\bno need to|\b(?:instead|rather) (?:of|than)|\bsend this to|\btag|\b(?:saves?|spares?) (?:you|yourself|your|them)(?: \w+){0,2}|\bskip(?: \w+)?) $"
)
_FIRST = re.compile(r"(?:n't|\bnot|\bnever|\bnobody|\bno one)\b.*\b(?:without|before|until|unless|skip)\b")
_HOW = re.compile(r"\b(?:when|should|do|did|have|ever|how|would|can|could|is|are)\b")
_STOP = re.compile(r"[.!?\n]")


_EDUCATION_KEYS = (
    "advice", "educat", "info", "learn", "teach", "general", "generic", "not your", "yours", "me your", "replac", "substitut", "stand in", "stand-in", "place of", "diagnos", "relationship",
    "broad", "basics", "everyday", "public", "everyone", "everybody", "lesson", "inform", "aware", "classroom", "knowledge", "guide", "right for you", "best for you", "your chart", "your history", "never met", "have your", "read your", "sharing", "giving", "to you ", "purposes", "tailored", "personali", "individuali", "patient", "examin", "seen", "see you", "met you", "know you", "treat",
    "consult", "instead of", "assess", "specific", "prescri", "visit", "about you", "tiktok", "video ", "internet",
)  # fmt: skip
_VAGUE_KEYS = (
    "yours", "your own", "one who", "person who", "people who", "folks who", "team who", "someone", "somebody", "whoever", "ologist", "iatri", "opath", "dontist", "us ", "me ", "looked at", "checked", "seen", "examined",
    "assess", "evaluat", "review", "appointment", "check-up", "checkup", "consult", "advice", "care", "attention", "opinion", "help", "visit", "in person", "surgery", "practice", "pharmacy", "hospital", "real person", "human",
)  # fmt: skip


@lru_cache(maxsize=1)
def _referral_keys() -> tuple[str, ...]:
    names = tomllib.loads(package_text("rules/terms/disclaimers.toml"))["clinicians"]
    short = [n for n in names if not any(o != n and o in n for o in names)]
    return (*(f" {n}" for n in short), *_VAGUE_KEYS)


def halves(*lines: Line) -> Halves:
    """Return what lines say of a disclaimer together; the disclaimer's own lines are read with good will."""
    low = " \n ".join([line.low for line in lines if line.text])
    return _halves(low, lines[0].block == "disclaimer")


def says(text: str) -> Halves:
    """Return what a text says of a disclaimer."""
    return _halves(fold(text), False)


@lru_cache(maxsize=64)
def _halves(low: str, loose: bool) -> Halves:
    education = named = checked = False
    patterns = _patterns()
    for clause in _clauses(low, _EDUCATION_KEYS):
        if patterns.education.search(clause) or (loose and patterns.loose.search(clause)):
            education = True
            break
    for clause in _clauses(low, _referral_keys()):
        if patterns.knows.search(clause) or any(_sends(clause, m) for m in (patterns.ask_loose if loose else patterns.ask).finditer(clause)):
            named = True
            break
        checked = checked or bool(patterns.checked.search(clause))
    return Halves(education, named, checked)


def _clauses(low: str, keys: tuple[str, ...]) -> Iterator[str]:
    """Yield the sentences of a text that hold one of the words, with single spaces; the rest need no second look."""
    done: set[int] = set()
    for key in [k for k in keys if k in low]:
        at = low.find(key)
        while at >= 0:
            start = max(low.rfind(".", 0, at), low.rfind("?", 0, at), low.rfind("!", 0, at), low.rfind("\n", 0, at)) + 1
            ends = _STOP.search(low, at + len(key))
            end = ends.end() if ends else len(low)
            if start not in done:
                done.add(start)
                yield " ".join(low[start:end].split())
            at = low.find(key, end)


def _sends(low: str, match: re.Match[str]) -> bool:
    """Return whether a mention of a clinician is advice to go there, not its opposite, a habit or a question about it."""
    head = low[max(low.rfind(mark, 0, match.start()) for mark in ".!?;:") + 1 : match.start()]
    if _HEAD.search(head) and not _FIRST.search(head + match[0]):
        return False
    ends = [at for at in (low.find(mark, match.end()) for mark in ".!?") if at >= 0]
    return not (ends and low[min(ends)] == "?" and _HOW.search(head) and "why not" not in head)


def mended(view: View, education: bool, referral: bool) -> str:
    """Return the words to add where halves are missing: the brand's own disclaimer that has both, else the plain one."""
    if education and not referral:
        return ASK
    if referral and not education:
        return EDUCATION
    for text in view.brand.disclaimers if view.brand else ():
        said = _halves(fold(text), True)
        if said.education and said.referral:
            return text
    return DEFAULT
