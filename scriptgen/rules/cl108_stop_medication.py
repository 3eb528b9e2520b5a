"""CL108: viewers are told to stop, skip, halve or swap a prescribed medicine."""

from __future__ import annotations

from collections.abc import Iterator

from scriptgen.late import late
from scriptgen.rule import ERROR, WARNING, Example, Hit, Origin, Rule
from scriptgen.rules.advice import Said, commanded, disowned, referred, said
from scriptgen.rules.marks import FORM, RX, UNIT, kinds_in, kinds_of, pattern
from scriptgen.view import View

_KINDS = frozenset((RX, FORM, UNIT))
_THING = pattern(
    r"(?:<R>(?: <F>)?|\b(?:your|his|her|their|my|the|those|these|that|all|every|oral|prescription|prescribed|daily|synthetic|one|a|an|any|asthma|heart|epilepsy|psych|adhd) (?:(?!own\b)[\w'-]+ ){0,2}?<F>|<C> <F>)"
)
_VERB = (
    r"(?:stop(?:ped|ping|s)?|quit(?:s|ting)?|ditch(?:ed|ing)?|skip(?:ped|ping|s)?|drop(?:ped|ping)?|toss(?:ed|ing)?|bin|binned|trash(?:ed|ing)?|chuck(?:ed|ing)?|flush(?:ed)?|dump(?:ed|ing)?|throw(?:ing|n)?|threw|kick(?:ed|ing)?|cut(?:ting)?|halv(?:e|ed|ing)|"
    r"taper(?:ed|ing)?|wean(?:ed|ing)?|retire[ds]?|park(?:ed|ing)?|shelve[ds]?|axe[ds]?|scrap(?:ped)?|cancel(?:led|ed)?|end(?:ed)?|abandon(?:ed)?|pause[ds]?|leave|lose|bench|ghost|fire|delay|stretch|space|thin|"
    r"trad(?:e|ed|ing)|swap(?:ped|ping)?|switch(?:ed|ing)?|replac(?:e|es|ed|ing)|substitut\w+|instead of|rather than|without|halve|split(?:ting)?|shave|avoid|refuse|decline|dodge|trim(?:ming)?|peel(?:ed|ing)?|dial (?:down|back)|scale back|cut (?:back|down) on|back(?:ing)? off|phas(?:e|ing) out|put (?:aside|back|away|down)|set aside|lay aside|shed|lose|graduate from|free yourself (?:from|of)|unsubscribe from|say no to|pass on|hold off on|sunset|eighty-six|bury|burn|hide|hand back|give back|send back|return|yank|remove|rip off|pull off|take off|cross off|strike|eliminate|nix|starve|starve out|outlive|step down|lowered my own|lowered your own|unhook yourself from|unhook from|live without|lived without|sleep without|function without|cope without|(?:just|can|could|should|may|then|and|you|i'd) miss|(?:you've|you have) outgrown|"
    r"(?:come|comes|coming|came|go|goes|going|went|get|gets|getting|got|be|being|stay|wean\w*|them|him|her|yourself) (?:[\w']+ ){0,3}?(?:off|rid of|away from)|off (?:of )?|let(?! me\b| us\b)|put (?:away|down|back)|"
    r"(?:no longer|don't|doesn't|won't|never) (?:really |actually |even |ever )?(?:need|needs|refill|renew|owe(?: \w+){0,2}|fill|want|belong|have to take|reorder|restart|miss|take)|nobody (?:really )?needs|no (?:more(?! (?:common|likely|than|often|\w+ly|\w+ed|of)\b)|(?:need|reason|point|sense)(?: (?:for|in|to))?(?: (?:keep\w*|stay\w*|go|carry\w*)(?: on)?)?(?: (?:tak\w+|us(?:e|ing)|swallow\w*|refill\w*|fill\w*|popp?\w*|pay\w* for|renew\w*))?)|not (?:taking|swallowing|filling|refilling|needing)|"
    r"done with|finished with|nothing left of|free (?:of|from)|goodbye to|good-bye to|bye to|bye|break(?:ing)? up with|broke up with|parts? ways with|walk(?:ed)? away from|holidays? from|vacation from|breaks? from|forget (?:about )?|ignore|outgrow|outgrew|give up|gave up|leave out|leave off)"
)
_OBJECT = r"(?:it|them|yours|the bottles?|the thing|the box|the rest|the pack(?:et)?|that stuff|the stuff|those|your bottles?)\b"
_LOOSE = pattern(
    r"\b(?:done (?:its|their|the) job|job(?:'s| is) done|mission accomplished|let (?:\S+ ){0,4}?(?:run out|lapse|expire)|(?:tell|kiss|say|wave) (?:\S+ ){1,4}?(?:goodbye|good-bye|bye|farewell)|(?:say|said|saying) (?:goodbye|bye) to (?:your|the|that|those|every|all|<R>)|"
    r"holidays?|weekends? off|days? off|off days?|every (?:other|second|third) (?:day|week|dose|night|morning)|only (?:on|when|if) (?:\S+ ){0,4}?(?:you|days|feel|needed)|(?:when|as) you feel|"
    r"(?:stay|stays|live|lives|sit|sits|belongs?|rest|collect|gather)[\w ]{0,12} (?:in|on) (?:the|your|a) (?:\w+ ){0,2}?(?:drawer|cabinet|bottle|box|shelf|bin|trash|cupboard|closet|pharmacy|past)|(?:in|into) the (?:bin|trash|drawer|toilet|garbage|rubbish)|"
    r"close the (?:bottle|box|lid|bag)|put (?:\S+ ){1,4}?(?:away(?! from)|down|back)|keep the rest|save the rest|(?:can|could|may as well|might as well) (?:\w+ )?(?:stay in|stay on the|go\b(?! in)|come off|wait|rest)\b|(?:is|are|was|being) (?:history|optional|unnecessary|redundant|obsolete|a crutch|the thing making|over)|"
    r"still doing in|what's (?:the|that) \S+ still|cold turkey|the last (?:one|refill)|(?:is|was) no (?:\S+ )?<F>|does what (?:\S+ ){0,3}?does|isn't the one from|days? one without|a morning without|line up your|only put back|goes (?:today|tonight|now|first|next|in the|out)|has (?:got )?no (?:business|place|room|reason)|(?:is|are|was|were|be|becomes?|became|[\ue002]'?s?)(?: just| only| merely| basically| more)? (?:a |an )?(?:\w+ )?(?:habit|optional|crutch|choice|option|suggestion|scam|band-aid|leash|trap|placebo|relic|safety blanket|security blanket|thing of the past)|(?:never|not|weren't|wasn't|isn't|aren't) (?:meant|designed|supposed|intended) (?:for|to) (?:be |last |go on |stay )?(?:\w+ )?(?:forever|life|good|keeps|long|ever|years|every|more than|you\b|people like|the long)|(?:start|keep|begin|try) (?:trimming|shaving|skipping|spacing|stretching|shrinking|dialing|stepping|backing|lowering|cutting)|(?:my|your|our) own dose|choose a pause|take a pause|instead of the (?:whole|full)|not the (?:blister|pill|pack|bottle)|(?:for )?(?:two|three|a few|a couple of) days instead|(?:leave|left|forget|forgot) (?:\S+ ){0,3}?(?:at home|behind|in the car|on the shelf)|make \S+ last|(?:your|the) body (?:can|will|knows how to|remembers how to) (?:\w+ )?(?:do|make|heal|handle|manage|cope|run|fix|sort|take care|balance|regulate|reset|its)|your body remembers|on your own terms|put (?:\S+ ){1,3}?(?:on|in) the (?:shelf|drawer|cupboard|bin|cabinet|closet|wardrobe|attic|garage)|(?:one of (?:them|those|the two)|they) (?:has|have|needs?) to go\b|(?:more|better) than (?:a|any|your|every|that) <F>|earned (?:its|their|a|your) (?:\w+ )?(?:retirement|rest|break|vacation|freedom|day off)|see other people|had enough of|none by|(?:weeks|months|years) off|<R> break|on the last night|(?:stays?|staying) (?:home|behind|shut|closed|in bed)|is (?:just |only |merely )?a (?:\w+ )?habit|let (?:the|your|that|those) \S+ go\b|wave \S+ \S+ \S+ goodbye|who needs|what if you just|it's no\b|crumb by crumb|little by little|a bit less each|the pharmacy (?:closed|can keep)|(?:can|may|will|could|should) (?:\w+ )?(?:retire|leave|expire|lapse|vanish|disappear)|quietly|(?:wean|taper|ease) yourself|more of you should|you can too|you could too|copy (?:it|me|that)|join me|your turn|try it|do the same|so can you|so should you|not swallowing|you don't need (?:it|them)|nobody needs)\b|<R>(?: is|'s| are)?(?: just| only| merely| basically)? an? (?:\w+ )?(?:habit|crutch|choice|leash|trap|placebo|relic|band-aid)\b|<R>(?: goes| is)? out(?=\s*(?:$|[.,;!]))"
)
_TRANS = pattern(
    rf"\b{_VERB}(?:(?: (?!without\b|until\b|to take\b|and\b|(?:prescrib|recommend|cover|sell|mak|offer|giv|test|hand|dispens|rely|reach)ing\b|not\b|after\b|than\b)[^\s.;:!?]+){{0,5}}?)? (?P<it><R>|<F>)"
)
_FEWER = pattern(
    r"\b(?:fewer|less|half|lower|cut back on|cut down on|reduce|dial down|scale back) (?:of )?(?:your |the |that |those )?(?:<R>|<U>|<F>)"
)
_TRANS_IT = late(
    rf"\b{_VERB} (?:taking |using |swallowing |up )?{_OBJECT}(?! (?:from|growing|spreading|in (?:its|their) tracks))"
)
_WARNS = late(
    r"\b(?:original|fly|flying|carry-on|luggage|customs|passport|sunlight|humid\w*|childproof|glove|fridge|extended-release|(?:it|them|swallow\w*|taken?|pills?|tablets?) whole\b|coated|antibiotic resistance|for (?:a |the |your )?(?:colds?(?! plunge)|flu|virus\w*|viral)|heat and|danger\w*|deadly|unsafe|harm(?:s|ful)?|die|died|dies|er\b|emergency room|ward|hospital|icu|call 911|rebound|withdrawal|relapse|come roaring back|risky|risk|serious|seizures?|on (?:his|her|their|your) own|suddenly|abruptly|all at once|"
    r"isn't a (?:stand-in|replacement|substitute)|not a (?:stand-in|replacement|substitute)|no (?:stand-in|replacement|substitute)|doesn't replace|don't replace|never replaces?|supervised|plan|slowly, |gradually with|mistake|backfire\w*|come back|comes back|weight back|return|"
    r"drop box|take-back|take (?:it|them|any|old|unused|expired|leftover) \w* ?back|take back (?:old|unused|your (?:old|unused|expired))|disposal|expired|out of reach|fair question|your choice to|tell us|call us|phone us|ask us|may be told|may be asked|might be asked|allowed to)\b"
)
_FORBID = late(
    r"\b(?:don't|do not|never|please don't|not|shouldn't|can't|cannot|mustn't|without|no one should|nobody should|avoid|isn't|aren't|resist|tempting|tempted|instead of|rather than|before you|no|none|keep taking|stay on|keep (?:using|your))\b(?: \w+){0,3}? ?$"
)
_KEEPS = late(
    r"\b(?:keep (?:taking|using|going|on)|stay on (?:it|them|your)|finish (?:the|your|every|all)|don't (?:stop|skip|quit|drop|cut|halve|change|toss|swap|ditch|throw|come off|pause|double|just)|never (?:stop|skip|quit|change|halve|cut|swap|pause))\b"
)
_MORE = late(
    r"\b(?:whether|how (?:many|long|often)|how to (?:come|get|stop|taper|wean|quit|switch|swap|cut|go|talk|ask|tell)|what happens|did you|could|causes?|(?<!no )reasons?|some people|people (?:who|with|on|can|may|stop|ask)|patients?|many|studies|study|trial|research)\b|^\W*(?:why|how|what if)\b"
)
_BY_OTHERS = late(
    r"\b(?:doctors?|clinicians?|prescribers?|physicians?|surgeons?|nurses?|pharmacists?|p(?:a)?ediatricians?|dentists?|hospitals?|pharmac(?:y|ies)|guidelines?|fda|companies|manufacturers?|insurers?|(?:colds?|noses?|viruses|infections?|coughs?|throats?|ears?|wounds?|rashes?|bites?|burns?|fevers?|flu)(?: \w+){0,2}) (?:\w+ ){0,3}$|"
    r"\bwe(?:'ve)? (?:no longer |have )?(?:\w+ly )?$"
)
_NEEDS_NONE = late(r"\b(?:you|your body|we|nobody|people|women|men|they|it|kids) (?:\w+ ){0,2}$")
_WISH = late(
    r"\bif (?:you|they|she|he|someone)(?:'d|'re)? (?:\w+ ){0,2}?(?:want|wants|decided?|plan|planning|wish|choose|need|needs|like|thinking|considering|hoping|ready)(?: \w+){0,2} $"
)
_FAR = 5


def find(view: View) -> Iterator[Hit]:
    """Look for a prescribed medicine and a word of ending it in one sentence that nothing keeps from being advice."""
    kinds = kinds_in(view)
    if _KINDS.isdisjoint(kinds):
        return
    for line in view.language:
        here = kinds_of(view, line)
        if _KINDS.isdisjoint(here):
            continue
        for sentence in said(line):
            found = _ends(sentence)
            if found and not _guarded(sentence) and not disowned(view, line, sentence, found[0]):
                start, end = found[0] + sentence.start, found[1] + sentence.start
                severity, message = (ERROR, "main") if found[2] else (WARNING, "hint")
                yield line.hit(severity, message, start, end, quote=line.text[start:end].strip())
                break


def _ends(sentence: Said) -> tuple[int, int, bool] | None:
    """Return where a sentence ends a medicine that it or its neighbour names, and whether it is an order beyond doubt."""
    text = sentence.text
    if sentence.asked and not text.startswith("you"):
        return None
    thing = _THING.search(text)
    beside = thing or _THING.search(sentence.before) or _THING.search(sentence.after[:120])
    if not beside:
        return None
    for match in sentence.finditer(_TRANS):
        named = any(m.start() <= match.start("it") < m.end() for m in _THING.finditer(text))
        if (named or text[match.start("it")] == RX) and not _kept(text, match.start()):
            return *match.span(), len(match[0].split()) <= _FAR and commanded(text, match.start())
    for pattern_ in (_TRANS_IT, _LOOSE, _FEWER):
        for match in sentence.finditer(pattern_):
            if not _kept(text, match.start()):
                near = bool(thing) and commanded(text, match.start())
                return *match.span(), pattern_ is not _FEWER and (
                    near or RX in text[match.start() - 1 : match.end()] or text[: match.start()].endswith(f"{RX} ")
                )
    return None


def _kept(text: str, at: int) -> bool:
    """Return whether what stands before `at` forbids the ending, or makes somebody else do it."""
    head = text[max(0, at - 60) : at]
    if text.startswith(("don't need", "doesn't need"), at) and not (commanded(text, at) or _NEEDS_NONE.search(head)):
        return True
    others = _BY_OTHERS.search(head)
    return bool(
        _FORBID.search(head)
        or _WISH.search(head)
        or (others and not (others[0].startswith("we") and text.startswith("g", at)))
    )


def _guarded(sentence: Said) -> bool:
    """Return whether the sentence or what follows warns, asks a clinician, or says to go on."""
    near = f"{sentence.text} {sentence.after[:200]}"
    return bool(referred(near) or _WARNS.search(near) or _KEEPS.search(near) or _MORE.search(sentence.text))


RULE: Rule = Rule(
    code="CL108",
    slug="stop-medication",
    raises=(ERROR, WARNING),
    guidance="Never suggest stopping, skipping, cutting or swapping a prescribed medicine; send doubts to whoever prescribed it.",
    messages={
        "main": "{quote!r} tells viewers to end, cut or swap a prescribed medicine; say to ask the prescriber first.",
        "hint": "{quote!r} may be heard as leave to end, cut or swap a prescribed medicine; say to ask the prescriber first.",
    },
    why="Stopped or cut at home, many medicines do harm: seizures, strokes, withdrawal, illness that comes back.",
    fix="model",
    source=Origin(
        "Federation of State Medical Boards",
        "Social Media and Electronic Communications",
        2019,
        "2026-11-22",
        "judgement",
        "it holds physicians online to the standard of the consulting room; the reading of it as wording is ours",
    ),
    find=find,
    bad=(
        Example(
            {"beats[0].say": "Knees feel fine? Then the blood thinner can stay in the drawer."},
            "a shelf for the verb",
            ERROR,
        ),
        Example({"beats[0].say": "Trade your metformin for cinnamon and a walk."}, "a swap", ERROR),
        Example({"beats[0].text": "Ditch the statin"}, "an order on screen", ERROR),
        Example(
            {"caption": "One tablet every other day makes your lisinopril last twice as long."},
            "stretched to save money",
            WARNING,
        ),
        Example({"cta.say": "You don't need that antidepressant anymore, trust me."}, "no need", ERROR),
    ),
    good=(
        Example({"beats[0].say": "We stopped prescribing codeine to children years ago."}, "what prescribers do"),
        Example({"beats[0].say": "A stuffy nose doesn't need antibiotics."}, "said of an illness"),
        Example({"beats[0].say": "Insulin is a hormone that a healthy body already makes."}, "what a medicine is"),
        Example({"beats[0].say": "Please don't stop your blood thinner on your own."}, "forbidden"),
        Example(
            {"beats[0].say": "Want to come off your statin? Talk to whoever prescribed it."}, "left to the prescriber"
        ),
        Example({"beats[0].say": "Stopping steroids suddenly can be dangerous."}, "a warning"),
        Example({"beats[0].say": "Swap the soda for water, and skip the second beer."}, "habits"),
        Example(
            {"beats[0].say": "'Ditch your inhaler.' No. People with asthma can die that way."}, "quoted and denied"
        ),
        Example({"beats[0].say": "Drop your old pills at the pharmacy's take-back box."}, "disposal"),
    ),
    cannot="A medicine that is only hinted at, without a name or a word such as pill; pictures of pills in a bin.",
)
