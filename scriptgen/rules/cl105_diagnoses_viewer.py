"""CL105: the viewer is told what they have."""

from __future__ import annotations

from collections.abc import Iterator

from scriptgen.late import late
from scriptgen.rule import ERROR, WARNING, Example, Hit, Origin, Rule
from scriptgen.rules.advice import DENIED, Said, disowned, said
from scriptgen.rules.marks import CONDITION, STATE, kinds_in, kinds_of, pattern
from scriptgen.view import Line, View

_NAME = pattern("<C>|<D>")
_CUT = late(
    r"[,;:.!?()\n]+(?=\s|$)|\s[-]+\s|\s(?:but|because|so|though|although|then|yet|and)\s(?=(?:you|he|she|it|that|this|your|they|we)\b)"
)
_HAS = late(
    r"\b(?:you|u|he|she|they|kid|child|baby|son|daughter|partner|husband|wife|boss|mom|mum|dad|friend|ex|brain|body|gut|skin|back|knee|every(?:one|body) of you|(?:how )?(?:many|most|half|all) of you|one of you|(?:every|each|any)(?:one| one)? (?:of you )?(?:who|with|whose) [^,;]{3,60}?|a (?:teen\w*|man|woman|girl|boy|guy|kid|mom|dad|person|toddler) (?:who|that|with) [^,;]{3,60}?)(?:'ve|'re|'s| \w+ly| already| just| both| all| still)* "
    r"?(?!(?:with|from|in|up|out|for) )(?:(?:has|have|had|are|is|been|being|get|got|gotten|living|walking around|dealing|struggling|fighting|describing|showing|just met|earned|diagnosed|developed|caught|carry|carries|carrying|grew up|lives?|suffers?|suffering|sitting(?: there)? (?:on|with)|full of|riddled with|loaded with|looking at|already|just|now|actually|definitely|clearly|basically|yourself|with|from|in|up|out|your own|probably|likely|most likely|almost certainly|obviously|really|qualify|as|for)\b ?)+(?:[\w'-]+ ){0,4}$"
)
_IS = late(
    r"(?:\b(?:is|are|was|were|equals?|means?|meant|spells?|screams?|shouts?|says|signals?|shows?|proves?|confirms?|reveals?|(?:comes?|came) from|points? (?:straight )?to|due to|caused by|being|makes? (?:it|that|this|you)|call(?:ed|s)? (?:it|that)|comes down to|boils down to|without|welcome|hello|hi|hey|meet|congrats|congratulations|bingo|"
    r"goes|go|plain|pure|good old|classic|textbook|gives? away|blame|thank|straight-up|full-blown|hallmark of)\b|(?<!who)(?<=\w)'s|'re|=|\+|→|->)[,!]? ?(?:(?!(?:with|for|in|of|against|about|on|by|than|risky|more|less|not|why|how|when|where|what|that|who|which|because|since|as|until|while|or|they|it|we|can|to)\b)[\w'-]+ ){0,4}$"
)
_STRONG = late(
    r"(?:\b(?:equals?|name (?:for it |of it )?is|spells|screams|welcome to|say hello to|hello|hi|meet|it's|(?:nobody|no one) .* without)\b|=|→|->) ?(?:(?!(?:of|for|about|with|in|than|risky|why|how|when|where|what|that|who|which)\b)[\w'-]+ ){0,3}$"
)
_OTHER = late(
    r"^(?:'s)? ?(?:seasons?|months?|awareness|weeks?|days?|time|shots?|vaccin\w*|medicines?|screenings?|risks?|meds?|care|prevention|tests?|can|may|might|could|specialists?|clinics?|patients?|drugs?|treatment|attacks?|"
    r"symptoms?|research|society|association|foundation|guidelines?|statement|center|centre|action|friendly|diets?|rates?|survivors?|or\b|detector)\b"
)
_ENDS = late(r"^[\s.!,]*(?:$|(?:and|but|so|or|who|right|now|again|too|already|big time|for sure|until|my friend)\b)")
_TALKS = late(
    r"^(?:'s)? ?(?:is |has |have |starts? |acting )?(?:what you(?:'ve| have) got|what you(?:'re| are) (?:dealing|living|looking|seeing|feeling)|what(?:'s| is) (?:going on|happening|behind|causing|wrong|eating)|(?:already |quietly )?moved into|moved in|arrived|entered|talking|waving|knocking|calling|speaking|showing|acting up|at work|in disguise|club|crew|gang|territory|written all over|(?:right )?there|for sure|until (?:proven|treated|it's)|o'clock)\b"
)
_PART = r"(?:cortisol|liver|adrenals?|thyroid|hormones?|gut|gallbladder|vagus nerve|kidneys?|lymph\w*|nervous system|blood sugar|pelvic floor|pancreas|immune system|metabolism|psoas|fascia|spine|prostate|estrogen|progesterone)"
_ORGAN = late(
    rf"\b(?:(?:that|this|these|those|it)(?:'s|'re| is| are)(?: just| only| all)?|(?:sounds|looks|feels|smells) like) your {_PART}\b(?! (?:doctor|team|health|that|where|which))"
)
_SOFT = late(
    r"\b(?:(?<!in )may|might|could|can|maybe|perhaps|possibl[ey]|sometimes|some|somebody|someone|occasionally|often|usually|risks?|chances?|odds|whether|depends?|wonder\w*|feels?|like|people|person|anyone|somebody|patients?|those (?:who|with|of)|folks|"
    r"test(?:s|ed|ing)?|screen\w*|rule[sd]?|signs?|symptoms?|history|worth|family|parents?|tends?|one of|causes?|reasons?|types?|kinds?|forms?|diagnosis|told|questions?|prevent\w*|lowers?|treat\w*|manag\w*|against|videos?|let me show|let's (?:see|look|show|talk)|guess which|which one|watch me|here to show|show you (?:an?|the|how|what|some|one)|"
    r"definition|worry|worried|afraid|fear|scared|about|awareness|month|day|more|less|common|years?|if|when|whenever|once|unless|for|than|study|studies|research|my|i'm|i've|called)\b"
)
_NEAR = late(r"\b(?:may|might|could|can|cannot|must|should|will|would|'ll|my|i|to) (?:\w+ )?(?:also )?$")
_SOFT_HAS = late(
    r"\b(?:if|when|whenever|once|unless|whether|people|risks?|chances?|odds|history|signs?|symptoms?|questions?|test|told|think|wonder|suspect|sure|family|parent|wish|means that|assume|for)\b"
)
_LIKELY = late(r"\b(?:probably|likely|seems?|i'd (?:guess|bet)|my guess|bet)\b")
_SEEN = late(
    r"\b(?:you|you're|you've|your|yours|u|ur|he's|she's|they're|that|that's|this|those|these|girl|mama|mamas|ladies|gentlemen|guys|friend|folks|honey|buddy|bro|sis|babe)\b"
)
_SCENE = late(
    r"\b(?:you|you're|you've|your|yours|u|that|this|those|these|night|morning|kid|baby|toddler|wake|waking|tired|always|cold|snore|numb|pain|ache|aches|swollen|itchy|can't)\b"
)
_LAB = (
    r"(?:cortisol|iron|ferritin|thyroid|hormones?|estrogen|progesterone|testosterone|adrenals?|insulin|blood sugar|sugars?|blood pressure|pressure|liver|gallbladder|kidneys?|pancreas|prostate|bladder|pelvic floor|gut|microbiome|dopamine|serotonin|vagus nerve|nervous system|immune system|"
    r"metabolism|discs?|cartilage|meniscus|rotator cuff|acl|tendons?|ligaments?|jaw joint|sinuses|inner ear|b12|vitamin d|magnesium|potassium|airways?|lungs|arch(?:es)?|hips?|spine|pelvis)"
)
_SPOILT = late(
    rf"\byour (?:\w+ )?{_LAB}(?: (?:in|of|behind|under|around) (?:your|that|the) [\w ]{{2,20}}?)?(?:'s| is| are|'re| has| have)(?: (?:just|already|completely|totally|clearly|literally|been|got|gone))* (?:through the roof|on the floor|in the basement|off the charts?|sky[- ]high|rock[- ]bottom|shot|worn|done|"
    rf"broken|fried|tanked|crash(?:ed|ing)|flatlin(?:ed|ing)|in overdrive|on strike|backed up|starving|starved|too (?:low|high|tight|weak)|(?:low|high)(?= *(?:$|[.,!;?]|because\b|that's\b))|grown|inflamed|gone|given up|quit|slipped|worn out|sluggish|shut down|out of (?:control|whack|balance|line)|loose|on fire|overgrown|{STATE}+)(?!\w)"
)
_FINE = late(r" (?:when|while|in the|after|at|during|for|enough|on purpose)\b")
_ASSUMED = late(
    r"\b(?:if|when|whenever|whether|once|unless|until|may|might|could|can(?!')|sometimes|often|maybe|doesn't mean|not|isn't|think|wonder\w*|check|told)\b"
)
_MEANS = late(r"\b(?:proves?|means?|shows?|tells? me|says|then|so|therefore|which is how i know)(?: that)? $")
_GUESSED = late(r"\b(?:if|when|whenever|once|unless|whether|quiz\w*|apps?|google|chatbots?|the internet)\b")
_OWNED = late(r"(?<!\bit)(?<!\bthat)(?<!\bhe)(?<!\bshe)(?<!\bthere)(?<!\bwhat)(?<!\bwho)(?<!\bhere)'s (?:\w+ )?$")
_GOES = late(r"^s? (?:will|is|are|can|may|might|often|usually|tends?|gets|comes|for|by|should|needs?)\b")
_COMMON = late(
    r"\byour (?:\w+ )?(?:cold|flu|cough|bug|throat|nose|sniffles?|snot|runny nose|pink eye|stomach bug) (?:is|was|comes from) (?:\w+ )?(?:an? )?(?:\w+ )?$"
)
"""What everybody has now and then has a known cause: your cold is a virus."""
_TESTED = late(r"\b(?:tests?|results?|scans?|biops\w+|swabs?|positive|culture|doctor|doesn't|don't)\b")
_KIND = late(r"\b(?:is|are|was|means) (?:an? |the )?$")
_STORY = late(
    r"\b(?:he|she|they|who|(?:my|a|the|his|her|our) [\w' -]{2,40}?) (?:\w+ly )?(?:had|was|were|(?<!'s )(?<!'ve )got|developed|caught|earned)\b"
)
_TO_VIEWER = late(r"\b(?:you|you're|you've|u|your|every(?:one|body) of you|of you)\b|=|→|->")
_POINTS = late(
    r"\b(?:that's|that is|it's|it is|this is|those are|these are|he's|she's|they're|you're|you are|welcome|hello|hi|hey|meet|say hello|congrats|congratulations|bingo|you|your|means|equals?|is called|call that|textbook|classic)\b|[=→]|->"
)
_ANSWERS = late(r"\W*(?:that's|that is|it's|it is|this is|those are|these are|you're) ")
_DEFINED = late(
    r"^\W*(?:\w+[:,] )?(?:an?|the|most|some|all|every|many|the real) [\w' -]{2,40}? (?:is|are|means|was|were) "
)
_ORGANS = frozenset(
    "iron ferritin insulin pressure sugar sugars bladder microbiome dopamine serotonin disc discs cartilage meniscus rotator acl tendon tendons ligament ligaments jaw sinuses ear b12 magnesium potassium airway airways lungs arch arches hip hips spine pelvis vitamin cortisol liver adrenal adrenals thyroid hormone hormones gut gallbladder vagus kidney kidneys lymph lymphatic nervous pelvic pancreas immune metabolism psoas fascia prostate estrogen progesterone".split()
)
_LINKS = frozenset(
    "you you're you've you'd your yours u ur he he's she she's they they're that's it's there's this these those is are was equals means mean spells screams says signals shows proves hello hi hey welcome meet congrats congratulations bingo classic "
    "textbook goodbye nobody makes blame from".split()
)
_WHICH = late(r"\b(?:that|who|which) (?:won't|can't|cannot|don't|doesn't|never|isn't) ")
_YOU = late(r"\b(?:you|your|you're|you've|u|gentlemen|ladies|girl|mama|guys|it's)\b")
_HELD_UP = late(r"^\s*(?:this|these|here) (?:is|are) (?:an? |the )?$")
_FRAGMENT = 7
_VERB = late(
    r"\b(?:is|are|was|were|can|may|might|has|have|does|doesn't|isn't|means|comes?|starts?|affects?|needs?|makes?|happens?)\b|'s\b"
)
_WONDERS = late(
    r"\b(?:what|which|who|whose|why|whether|how (?:do|does|can|is|are|come|many|much|to)|called|(?:the|its|real|medical) names?|difference|heard|know|knew|caus\w+|reasons?|may|might|could|can|some|sometimes|often|usually|people|someone|patients?|tests?|diagnos\w+|risks?|signs?|symptoms?|about|is it|is that|do you|have you|did you|mean|my|i|treat\w*|prevent\w*|myth|today|meet)\b"
)
_YOURS = late(
    r"\b(?:you|your|you're|you've|yours|u|girl|mama|mamas|ladies|guys|friend|folks|honey|buddy|bro|sis|babe|dad|mom)\b"
)


def find(view: View) -> Iterator[Hit]:
    """Look for a condition that a sentence pins on the viewer, or on somebody whom the viewer knows."""
    kinds = kinds_in(view)
    if CONDITION not in kinds and STATE not in kinds and _ORGANS.isdisjoint(view.vocabulary):
        return
    for line in view.language:
        here = kinds_of(view, line)
        if (CONDITION not in here and STATE not in here and _ORGANS.isdisjoint(line.words)) or (
            _LINKS.isdisjoint(line.words) and "?" not in line.low and ":" not in line.low and "=" not in line.low
        ):
            continue
        for sentence, (start, end, sure, at) in line.kept("_pins", _pins):
            if not disowned(view, line, sentence, at):
                start, end = start + sentence.start, end + sentence.start
                severity, message = (ERROR, "main") if sure else (WARNING, "likely")
                yield line.hit(severity, message, start, end, quote=line.text[start:end].strip())
                break


def _pins(line: Line) -> tuple[tuple[Said, tuple[int, int, bool, int]], ...]:
    found = ((sentence, _pinned(sentence)) for sentence in said(line) if not sentence.asked)
    return tuple((sentence, pinned) for sentence, pinned in found if pinned)


def _pinned(sentence: Said) -> tuple[int, int, bool, int] | None:
    """Return where a sentence pins a condition on somebody, and whether it is sure of it."""
    text = sentence.text
    scene = f"{sentence.before} {text}"
    for name in _NAME.finditer(text):
        first, last = _bounds(text, name.start(), name.end())
        head, tail = text[first : name.start()], text[name.end() : last]
        strong = _STRONG.search(head)
        if (
            _OTHER.match(tail)
            or _HELD_UP.match(head)
            or _COMMON.search(head)
            or (_OWNED.search(head) and _GOES.match(tail))
            or (DENIED.search(_WHICH.sub(" ", head)) and not (strong and strong[0].startswith("no")))
        ):
            continue
        sure = not _LIKELY.search(head)
        state = text[name.start()] == STATE
        has = _HAS.search(head[-110:])
        if has and not _STORY.match(has[0]) and not _NEAR.search(head[: len(head) - len(has[0])]):
            lead = head[: len(head) - len(has[0])]
            if not _SOFT_HAS.search(head) or (
                _MEANS.search(lead)
                and not _GUESSED.search(lead)
                and not _SOFT.search(has[0])
                and not _TESTED.search(head)
            ):
                return first, last, sure and bool(_TO_VIEWER.search(has[0]) or _YOURS.search(scene)), name.start()
        if state and not has and (not _YOU.search(scene) or not _ENDS.match(tail)):
            continue
        if (
            strong
            and not state
            and not _SOFT.search(head.replace("often", ""))
            and not _about(text, first, name.start())
        ):
            return first, last, sure and bool(_POINTS.search(strong[0])), name.start()
        linked = _IS.search(head[-80:]) or (not state and _TALKS.match(tail))
        if (
            linked
            and not _SOFT.search(head)
            and (_SEEN.search(scene) or _TALKS.match(tail))
            and not _about(text, first, name.start())
            and not _STORY.search(head)
            and not (_DEFINED.match(head) and _KIND.search(head) and not _YOURS.search(head))
        ):
            return first, last, sure and _certain(head, tail, sentence), name.start()
        if not state and _fragment(sentence, first, head, tail):
            return first, last, sure, name.start()
    organ = sentence.search(_ORGAN)
    if organ and sentence.before.endswith("?") and _SCENE.search(sentence.before):
        return organ.start(), organ.end(), False, organ.start()
    spoilt = sentence.search(_SPOILT)
    if (
        spoilt
        and not _FINE.match(text, spoilt.end())
        and not _ASSUMED.search(text[max(0, _bounds(text, *spoilt.span())[0]) : spoilt.start()])
    ):
        return spoilt.start(), spoilt.end(), False, spoilt.start()
    return None


def _certain(head: str, tail: str, sentence: Said) -> bool:
    """Return whether a link pins the condition on the viewer, rather than saying what a thing in general is."""
    scene = f"{sentence.before} {sentence.text}"
    if sentence.before.endswith("?") and _ANSWERS.match(head) and not _WONDERS.search(sentence.before):
        return True
    if _TALKS.match(tail):
        return bool(_YOURS.search(scene))
    return bool(_POINTS.search(head) and not _DEFINED.match(head) and _YOURS.search(scene))


def _about(text: str, first: int, at: int) -> bool:
    """Return whether the clause speaks of the condition itself: another condition is its subject."""
    return CONDITION in text[first:at]


def _fragment(sentence: Said, first: int, head: str, tail: str) -> bool:
    """Return whether the condition stands alone as the answer to symptoms: after a question, a colon or a sum of them."""
    if (
        len((head + tail).split()) >= _FRAGMENT
        or _VERB.search(tail)
        or _SOFT.search(head)
        or head.strip() not in ("", "a", "an", "your", "classic", "plain")
    ):
        return False
    lead = sentence.text[:first].rstrip() or sentence.before.rstrip()
    return (
        lead[-1:] in ("?", ":", "=")
        and bool(_SEEN.search(lead))
        and not _WONDERS.search(lead)
        and not DENIED.search(lead)
    )


def _bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the clause around a name, as offsets."""
    first, last = 0, len(text)
    for cut in _CUT.finditer(text):
        if cut.end() <= start:
            first = cut.end()
        elif cut.start() >= end:
            last = cut.start()
            break
    return first, last


RULE: Rule = Rule(
    code="CL105",
    slug="diagnoses-viewer",
    raises=(ERROR, WARNING),
    guidance="Say what a symptom can mean and who can tell; never tell viewers, or their family, what they have.",
    messages={
        "main": "{quote!r} tells viewers what they have; say what it can be, and who can find out.",
        "likely": "{quote!r} guesses at what viewers have; name it as one possible cause, and say who can find out.",
    },
    why="A diagnosis needs a history and an examination; viewers who are told one may treat the wrong thing or skip care.",
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
            {"beats[0].say": "If your knee clicks on the stairs, you've got a torn meniscus."},
            "a condition on a condition",
            ERROR,
        ),
        Example(
            {"beats[0].say": "Always tired and always cold? That's hypothyroidism."},
            "a question that is answered",
            ERROR,
        ),
        Example({"beats[0].text": "You're not lazy, you have ADHD"}, "comfort as a diagnosis, on screen", ERROR),
        Example({"hook.say": "Your toddler lines up his cars, so he's autistic."}, "somebody else's diagnosis", ERROR),
        Example(
            {"caption": "Brown, velvety neck folds? Welcome to insulin resistance."}, "a joke, in the caption", ERROR
        ),
        Example({"beats[0].say": "Waking at three every night? That's your cortisol."}, "an organ blamed", WARNING),
    ),
    good=(
        Example({"beats[0].say": "Antibiotics for a cold? No: a cold is a virus."}, "what an illness is"),
        Example(
            {"beats[0].say": "We watch them closely, because tiny babies hide infections well."}, "a fact about babies"
        ),
        Example({"beats[0].say": "A positive home test means you have covid, so stay in."}, "read from a test"),
        Example({"beats[0].say": "A click with pain could be a meniscus tear. An exam can tell."}, "a possibility"),
        Example(
            {"beats[0].say": "If you have diabetes, check your feet every evening."}, "spoken to people who know it"
        ),
        Example({"beats[0].say": "Do you have ADHD, or are you just tired? A video can't say."}, "a question"),
        Example(
            {"beats[0].say": "'You're tired, so you have hypothyroidism.' No. There are many causes."},
            "quoted and denied",
        ),
        Example({"beats[0].say": "You don't have arthritis just because your knee cracks."}, "denied"),
        Example({"beats[0].say": "You have two kidneys, and diabetes can hurt both."}, "what everybody has"),
        Example({"beats[0].say": "Asthma is a disease of the airways."}, "what a condition is"),
    ),
    cannot="A diagnosis by picture or quiz alone, one in words for a condition that it has not listed, irony.",
)
