"""CL106: viewers are told to have a procedure or take a prescription, as if they had been examined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from scriptgen.late import late
from scriptgen.rule import ERROR, WARNING, Example, Hit, Origin, Rule
from scriptgen.rules.advice import SOURCED, Said, clause, commanded, disowned, referred, said
from scriptgen.rules.marks import PROCEDURE, RX, kinds_in, kinds_of, pattern
from scriptgen.view import Line, View

_BODY = (
    r"(?:tooth|teeth|nail|mole|gallbladder|tonsils?|adenoids?|knee|hip|uterus|ovar(?:y|ies)|disc|cataract|veins?|eyelids?|septum|appendix|bunion|cyst|lump|lipoma|wisdom (?:tooth|teeth)|fibroids?|prostate|thyroid|nose|breasts?|jaw|spine|"
    r"shoulder|wrist|valve|hernia|\ue000+|polyps?|turbinates?|fillings?|amalgams?|tongue|tie|it|them|they|that|those)"
)
_DONE = r"(?:out|removed|replaced|fused|snipped|clipped|closed|straightened|cut|drained|injected|filled|lasered|zapped|frozen|burned off|shaved|lifted|tightened|scoped|repaired|fixed|reset|operated on|broken|shaved down|taken out|yanked|pulled|stripped|implanted|stitched|released|resurfaced)"
_ORDER = pattern(
    r"\b(?:take|get|start|go on|(?:skip|go|jump|head) straight to|skip to|(?:get|have) yourself (?:prescribed|put on|on|onto)|goes on|go back on|try(?! to\b)|use|put|have|book|schedule|ask for|demand|insist on|request|pop|swallow|inject|grab|buy|order|beg for|push for|switch|move|add|apply|"
    r"begin|jump on|hop on|fitted for|sign up for|pencil in|choose|pick|opt for|save up for|rub|pack|slip|run to|fill|treat (?:it|that|this|yourself) (?:to|with)|treat|keep (?:a few|some|spare|extra))"
    r" (?:(?!(?:before|when|after|if|while|unless|between|around|beside|near|against)\b)[^\s.,;:!?]+ ){0,7}?(?P<it><R>|<P>)"
)
_NEEDS = pattern(
    r"\b(?:needs?|wants?|requires?|deserves?|calls? for|asking for|call(?:s|ing) out for|begs? for|screams? for|gets?|is getting|are getting|goes on|go on|belongs? (?:on|in|under)|should (?:be|go|have|get)|must (?:be|have|get)|ought to (?:be|have|get)|have to (?:be|have|get)|"
    r"time (?:for|to|you (?:went on|got|had|started|tried|booked|were (?:put )?on))|you in|you on|ready for|overdue for|off to|due for|put (?:you|them|him|her) (?:on|under)|i'd (?:have|get|go|do|book|put|start|choose)|answer (?:is|to [^.;:!?]{3,40} is)|fix (?:is|for [^.;:!?]{3,40} is)|solution is|next step is|onto|on to|earned (?:itself|yourself|himself|herself|a|some)|move is|mean[st]?|equals?|=|→|"
    r"(?:in|under) for|line up for|candidate for|moms? with <C>,|settle for|nothing less than|prescribe you|prescribing you)"
    r" (?:(?!(?:before|when|after|if|while|unless)\b)[^\s.,;:!?]+ ){0,6}?(?P<it><R>|<P>)"
)
_FOR_YOU = pattern(
    r"<R> (?:your next step|for you, )|(?P<it><R>|<P>)(?: <F>)?(?: \w+)?,? (?:is|are|'s|was|would be) (?:(?!not|never|that\b|which\b|why\b|how\b|when\b|because\b)[\w-]+ ){0,3}?(?:your|for you\b|choice for you|where you|what you|the (?:answer|next step|way to go|move|only|fix|solution|one)|next(?! to)|a must|non-negotiable|overdue)|(?P<it3><R>|<P>) (?:becomes?|is now|joins?|goes (?:in|on|into|onto)(?! (?:in|at|the|during|with|top)\b)|comes next|starts? (?:today|tonight|now|monday)|belongs?)|you're (?:doing|having|getting|going on|starting|next for) (?:\w+ ){0,2}?(?P<it4><R>|<P>)|(?P<it2><R>|<P>) (?:o'clock|for you\b|for life|it is\b|time\b)"
)
_CUT_OUT = late(
    rf"\b(?:have|get|getting|having|has|need|needs|wants?|time you had) (?:\w+ly )?(?:the |your |those |that |these |his |her |its? )?(?:[\w']+ )?{_BODY} {_DONE}\b|\b{_BODY}(?:'s| is| are|'ve| have| like yours| of yours)? (?:\w+ )?(?:needs?|got to|gotta|has to|have to|must|should|ought to) (?:to )?(?:come out|go(?! \w)|be {_DONE}|"
    r"\w+(?:ing) (?:out|surgically)|replacing|removing|snipping|clipping|releasing|lasering|pulling|fusing|straightening|cutting|draining|injecting|operating|lifting|lasering)|\b(?=tonsils|adenoids|wisdom|gallb|append|uter|ovar)(?<!when )(?<!when the )(?<!when your )(?<!after )(?<!after the )(?<!after your )(?<!before )(?<!before the )(?<!before your )(?<!if )(?<!if the )(?<!if your )(?<!once )(?<!once the )(?<!once your )(?:tonsils|adenoids|wisdom teeth|gallbladder|appendix|uterus|ovaries)(?: (?:at|by|before) \w+)? (?:comes? out|goes(?! (?:in|through|on|bad)\b))\b|\bgets? (?:it |them )?(?:snipped|clipped|tubes)|\bget the tubes|\b(?:knees?|hips?|shoulders?)\b[^.;!?]{0,40}\b(?:booking|book|get|getting) (?:a|the) replacement\b|\b(?:tonsils?|adenoids?|appendix|gallbladder|uterus|ovaries|moles?|wisdom teeth)\b[^.;!?]{0,30}\b(?:should|must|need to|ought to|have to) (?:lose|part with)\b|\bbelongs? in (?:theatre|theater|surgery|the or)\b|\bunder the knife\b|\bon the operating table\b"
)
_CUT_IT = late(
    r"(?:^|[.?!] )\W*(?:and |so |just |please )*(?:laser|inject|zap|freeze|scope|drain|excise|fuse|botox) (?:it|them|that|those|this)\b"
    rf"|\b(?:need|needs|get|have|want) (?:your|that|those|these|his|her) (?!hair|prescription|script|batter|bandage|dressing|mask|filter|glasses|shoes|nails)(?:[\w'-]+ ){{1,3}}?(?:{_DONE}|plugged|pinned|cauterized|cauterised|ablated|banded|tied|capped|bonded)\b"
)
_FRAGMENT = pattern(
    r"^\W*(?:\w+, )?(?:[\w'-]+ ){0,3}?(?P<it><R>|<P>)(?: <F>)?(?:,? (?:nightly|daily|today|now|tonight|asap|before \w+|in the \w+|every \w+|twice|first|and))?(?:[,.!]|$| [^.]{0,40}\.?$)"
)
_HEDGES = late(
    r"\b(?:(?<!in )may|might|could|can(?!')|options?|sometimes|often|usually|not always|harder|faster|easier|questions?)\b"
)
_OWN = late(
    r"(?:put|use|take|pack|keep|apply|move|fill|add|switch) your (?:\w+ ){0,2}?\ue005+|(?:take|use|put|carry|have|treat|fill|get|start|book) your (?:usual |daily |own |regular |blood )?[\ue002]+(?! (?:sister|friend|neighbor|mom|husband)|.{0,20}left)"
)
_SIGNS = late(r"\b(?:low|dry|tired|hot|red|sore|no|thin\w*|flat|sad|anxious|can't|over \w+|past \w+|\w+ing)\b")
_BRISK = late(
    r"\b(?:nightly|start|today|tonight|book|done|period|asap|end of|now|off you go|next question|both sides)\b"
)
_NOT_YOU = pattern(
    r"\b(?:whether|depends?|ask about|asked about|some people|for some|doctors?|clinicians?|surgeons?|dermatologists?|guidelines?|studies|trial|approved|if (?:it|you|they|she|he)(?:'s|'re| is| are|'ve been| have been)? (?:\w+ )?(?:prescribed|given|told|taking|on|been)|(?<!yourself )prescribed|"
    r"when (?:you|your|a) (?:get|take|start|are|have|use|need|\w+ puts)|if you(?:'re)? (?:get|take|taking|start|on|use|want to|have had|having|planning|thinking|considering)|(?:before|after) (?:your |you |a |an |any |the )?(?:\w+ ){0,2}?(?:<P>|<R>)|how (?:to|does|do|a|an)|what (?:a|an|happens|to expect)|why|"
    r"recommended|recommends|recommendations?|vaccin\w*|boosters?|flu|covid|tetanus|immuni[sz]\w*|screening|911|emergency|anaphyla\w*|rescue|store|fridge|refrigerat\w*|rinse|expir\w*|carry (?:your|it|an|two)|most people|many people|people (?:who|with)|patients?|my (?:first|own|dad|mom|mum|gran|grandma|grandpa|husband|wife|sister|brother|"
    r"aunt|uncle|patient)|i (?:got|had|have|took|take|wear|was|am)|we (?:use|do|see|numb|give|put|had)|trained|residen\w+|history|invented|discovered|named|means that|takes (?:about|around|up|\w+ minutes|\w+ hours)|costs?|insurance|consent|risks?|side effects?|recover\w*|second opinion|unless|only (?:if|when|after|a|your|for|works?|needed|some)|"
    r"^\W*(?:some|most|many|few|not (?:every|all))\b|most (?:don't|do not|won't)|some do\b|belongs? (?:in|on) your (?:bag|purse|fridge|car|pocket|kit|home|first|backpack)|call us|refills?|resistan\w*|as directed|everyone reacts|different|one choice|a choice|your choice|choices|choose between|instead of rushing|rush\w*|works? by|blocks?|lowers|helps?|calms?)\b"
)
_DENIES = late(
    r"\b(?:not|never|no|nobody|no-one|without|cannot|nothing(?! less)|less|fewer|avoid|skip|instead of|rather than|stop|beware|isn't|aren't|wasn't|doesn't|don't(?! live| wait| settle| bother with| be scared| put it off)|didn't|won't|wouldn't|can't|couldn't|shouldn't|haven't|hasn't|hardly)\b"
)
_SAYS_YOU = late(
    r"\b(?:mom|mum|mama|dad|her|his|you|you're|you've|you'll|your|yours|yourself|u|ladies|moms|mums|dads|parents|mamas|guys|gentlemen|girl|bro|men|man|women|woman|toddler|kid|baby|child|those|that|this|every(?:one|body)|anyone|any|whoever|folks|already|today|now|book|in that order)\b"
)


def find(view: View) -> Iterator[Hit]:
    """Look for an order or a need that ends in a prescription or a procedure."""
    kinds = kinds_in(view)
    cuts = _may_cut(view.vocabulary)
    if RX not in kinds and PROCEDURE not in kinds and not cuts:
        return
    for line in view.language:
        here = kinds_of(view, line)
        if (
            RX not in here
            and PROCEDURE not in here
            and (not cuts or not _may_cut(line.words) or not (line.search(_CUT_OUT) or _may_cut_it(line)))
        ):
            continue
        for sentence in said(line):
            span = _sent(sentence)
            if span and not _guarded(sentence, span) and not disowned(view, line, sentence, span[0]):
                start, end = span[0] + sentence.start, span[1] + sentence.start
                severity, message = (ERROR, "main") if span[2] else (WARNING, "hint")
                yield line.hit(severity, message, start, end, quote=line.text[start:end].strip())
                break


_FAR = 5
_WONDERS = late(
    r"\b(?:what|which|who|why|how|when|whether|called|name|options?|do you|have you|did you|ever|can|could|may|might|should|is|are|does|know|my|i)\b"
)
_YOURS = late(
    r"\b(?:you|your|you're|you've|you'll|yourself|u|mama|ladies|girl|bro|gentlemen|anyone|everyone|every(?:body)?|kids?|child|children|toddler|son|daughter|moms?)\b"
)
_ASIDE = late(r"\b(?:with|from|about|than|between|into|during|like|not|no)\b")
_WEAK = late(r"(?:wants?|gets?|mean[st]?|equals?|in for|under for|=|→|candidate|put|onto|on to|go on|goes on)(?!\w)")
_TO_DO = late(
    r"\b(?<!need )(?<!needs )(?<!have )(?<!has )(?<!want )(?<!wants )(?<!ought )(?<!time )(?<!going )(?<!got )(?<!you )(?<!ready )(?<!sure )to $"
)
_OUT, _HAVE = frozenset(("out", "go")), frozenset("have get has need needs got must come".split())
_CUTS = frozenset(
    "frozen burned shaved cut injected filled scoped repaired reset stripped resurfaced booking removed replaced replacing removing snipped clipped closed straightened lasered drained zapped fixed knife tubes yanked pulled fused tightened lifted operated theatre theater replacement laser inject zap freeze scope drain excise fuse plugged pinned cauterized cauterised ablated banded tied capped bonded".split()
)


def _may_cut(words: Iterable[str]) -> bool:
    """Return whether words hold one of an operation, or such as make one of "out" and "go"."""
    return not _CUTS.isdisjoint(words) or not (_OUT.isdisjoint(words) or _HAVE.isdisjoint(words))


def _may_cut_it(line: Line) -> bool:
    """Return whether a line names an operation as an order."""
    return not _CUTS.isdisjoint(line.words) and line.search(_CUT_IT) is not None


def _sent(sentence: Said) -> tuple[int, int, bool] | None:
    """Return the stretch that sends the viewer to a treatment, and whether it does so beyond doubt; None for none."""
    text = sentence.text
    if sentence.asked:
        return None
    if RX in text or PROCEDURE in text:
        for search in (_ORDER, _NEEDS, _FOR_YOU):
            for match in sentence.finditer(search):
                if not _OWN.match(match[0]) and _meant(text, match.span()):
                    return *match.span(), search is not _FOR_YOU and _direct(text, match, search is _NEEDS)
        lead = sentence.before.rstrip()
        alone = _FRAGMENT.match(text)
        if (
            alone
            and len(text.split()) < 9
            and ((len(text.split()) < 4 and _SIGNS.search(lead)) or lead[-1:] == "?" or (lead and _BRISK.search(text)))
            and not _DENIES.search(text)
        ):
            return *alone.span(), lead[-1:] == "?" and len(text.split()) < _FAR and not _WONDERS.search(lead)
        at = text.find(":")
        after = _FRAGMENT.match(text, at + 1) if at > 0 else None
        if after is None and at > 0:
            after = _FRAGMENT.match(text[at + 1 :].strip())
            if after and len(text[at + 1 :].split()) < 7 and _SAYS_YOU.search(text[:at]):
                return at, len(text), False
    cut = sentence.search(_CUT_OUT) or sentence.search(_CUT_IT)
    if cut and _meant(text, cut.span()):
        return *cut.span(), bool(_SAYS_YOU.search(clause(text, *cut.span())))
    return None


def _direct(text: str, match: re.Match[str], needed: bool) -> bool:
    """Return whether an order or a need goes straight to the treatment and to the viewer."""
    gap = text[match.start() : match.start("it")]
    if len(gap.split()) > _FAR or _ASIDE.search(gap):
        return False
    if needed:
        return not _WEAK.match(match[0]) and bool(_YOURS.search(text, 0, match.end()))
    return commanded(text, match.start())


def _meant(text: str, span: tuple[int, int]) -> bool:
    """Return whether nothing before the stretch, in its clause, denies it, and nothing in the clause softens it."""
    around = clause(text, *span)
    head = around[: max(0, around.find(text[slice(*span)]))]
    return not (_DENIES.search(head[head.rfind(" and ") + 1 :]) or _HEDGES.search(around))


def _guarded(sentence: Said, span: tuple[int, int, bool]) -> bool:
    """Return whether the sentence speaks of others, states a fact or a doubt, or leaves it to a clinician."""
    text = sentence.text
    if not _SAYS_YOU.search(f"{sentence.before} {text}") and span[0] > 12 and not _FOR_YOU.search(text):
        return True
    if _TO_DO.search(text, 0, span[0]):
        return True
    return bool(_NOT_YOU.search(text) or SOURCED.search(text) or referred(f"{text} {sentence.after[:160]}"))


RULE: Rule = Rule(
    code="CL106",
    slug="individual-treatment",
    raises=(ERROR, WARNING),
    guidance="Explain a treatment and who decides on it; never order viewers to have it or take it.",
    messages={
        "main": "{quote!r} prescribes for viewers nobody has examined; say what it does, and to ask whether it fits.",
        "hint": "{quote!r} may be heard as a prescription; say what it is for, and to ask whether it fits.",
    },
    why="A prescription or an operation is chosen for one person after an examination; a video speaks to everybody.",
    fix="model",
    source=Origin(
        "American Medical Association",
        "Code of Medical Ethics, Opinion 2.3.2: Professionalism in the Use of Social Media",
        2016,
        "2026-11-22",
        "judgement",
        "it asks physicians to keep the boundaries of the patient-physician relationship online; the reading of it as wording is ours",
    ),
    find=find,
    bad=(
        Example(
            {"beats[0].say": "That mole? Botox is your answer to everything around it."},
            "an answer for everybody",
            WARNING,
        ),
        Example({"beats[0].say": "Your knee has clicked for a year, so go and get the MRI."}, "a scan ordered", ERROR),
        Example({"beats[0].say": "Gout twice in a year? Time to get on allopurinol."}, "a prescription", ERROR),
        Example({"beats[0].text": "Hot flashes? Estrogen patch."}, "symptom and drug, on screen", ERROR),
        Example({"cta.say": "Those wisdom teeth need to come out, book it today."}, "an operation", ERROR),
        Example({"caption": "Take the amoxicillin that's left in your cupboard."}, "leftover pills", ERROR),
    ),
    good=(
        Example({"beats[0].say": "Insulin is a hormone that your body makes by itself."}, "what a medicine is"),
        Example(
            {"beats[0].say": "The place for a first try is a clinic with epinephrine at hand."}, "what a place has"
        ),
        Example({"beats[0].say": "Some kids need ear tubes, most don't."}, "said of some"),
        Example({"beats[0].say": "Ask your clinician whether a statin makes sense for you."}, "ask about"),
        Example({"beats[0].say": "Surgery is one option for a torn meniscus, and often not the first."}, "an option"),
        Example({"beats[0].say": "Cool the burn under running water for twenty minutes."}, "first aid"),
        Example({"beats[0].say": "Turning 45? Book your colon cancer screening."}, "screening"),
        Example(
            {"beats[0].say": "Take the antibiotic your doctor prescribed for as long as they said."},
            "prescribed already",
        ),
        Example({"beats[0].say": "Nobody needs Botox at thirty."}, "denied"),
        Example({"beats[0].say": "Try three slow wall push-ups with me."}, "an exercise"),
    ),
    cannot="Treatment that is urged without being named; whether advice to have a test follows a guideline.",
)
