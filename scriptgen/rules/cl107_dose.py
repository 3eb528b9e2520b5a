"""CL107: an amount or schedule of a medicine or supplement, given as an instruction."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scriptgen.late import late
from scriptgen.needs import need
from scriptgen.rule import ERROR, WARNING, Example, Hit, Origin, Rule
from scriptgen.rules.advice import SOURCED, Said, commanded, disowned, referred, said
from scriptgen.rules.marks import FORM, OTC, RX, SUPPLEMENT, UNIT, kinds_in, kinds_of, pattern
from scriptgen.view import View

_KINDS = frozenset((RX, OTC, SUPPLEMENT, UNIT))
_BARE = frozenset("mg mgs mcg iu milligram milligrams microgram micrograms mil mils".split())
_FIGURE = late(
    r"\d|\b(?:a|an|half|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundred|thousand|double|triple|extra|another|couple|few|each|every|once|twice|daily|nightly|per|days?|nights?|mornings?|bed|bedtime|"
    r"breakfast|lunch|dinner|meals?|food|stomach|clock|minimum|tongue|lights)\b"
)
_NAME = pattern("<R>|<O>|<S>")
_UNIT = (
    r"(?:mg|mgs|mcg|µg|ug|iu|i\.u|milligrams?|micrograms?|international units?|units?|grams?|g|gram|ml|mls|mils?|milliliters?|millilitres?|cc|drops?|droppers?|droppersful|dropperfuls?|puffs?|sprays?|squirts?|scoops?|teaspoons?|tsp|"
    r"tablespoons?|tbsp|spoonfuls?|gummies|gummy|softgels?|capfuls?|caps?|packets?|sachets?|billion|clicks?|doses?|pumps?|dabs?|dollops?|pinch(?:es)?|handfuls?|capfuls?|shots of)"
)
_AMOUNT = pattern(
    rf"(?:\b<N>(?:[- ]?(?:to|or|-)[- ]?<N>)?[- ]?(?:(?:big|full|small|extra|more|heaped|heaping|level|whole|regular|strength|baby|low-dose|of the|of those|of these|extra-strength|500|200|325|(?:fish-oil|fish oil|[\ue000-\ue005]+|white|pink|blue|yellow|chewable|children's|kids'|gel|oil|iron|vitamin|herbal|sleep|pain)) ){{0,3}}(?:{_UNIT}\b|<U>)|"
    rf"\b(?:a|an|another|each|per|half an?|an? (?:heaped|heaping|full|level|rounded|quarter|half|extra|second|third|single|double)|every|couple(?: of)?|few) (?:of )?(?:{_UNIT}\b|<U>(?! (?:organi[sz]er|box|boxes|splitter|cutter|case|counter|count|reminder|app|bottle|form|size|that|which|is|can|may)\b))|"
    r"\ba pea(?:-sized)? (?:\w+ )?of <M>|<U> and a half\b|\b(?:a |one )?(?:quarter|half|third)s? of (?:an? |the |your )?(?:<R>|<O>|<S>|<U>)|\b(?:(?:half|double|triple|two|three|four) (?:of )?(?:an? |the |your |that )?(?:[\w-]+'s )?(?:<R>|<O>|<S>|<U>)|(?:extra|another|second|double|half) <F>))"
)
_TIMES = pattern(
    r"\b(?:(?:once|twice|<N> times|one time|thrice) (?:a|per|each|every|daily|in) ?(?:day|night|week|weekly)?|every (?:hour|hours)\b|every (?:<N>|few|other|second|third|waking|couple of|single)[- ](?:<N>[- ])?(?:waking )?(?:hours?|days?|nights?|mornings?|weeks?|minutes?)|<N>-hourly|"
    r"(?:a|per|each|every) (?:single )?(?:day|night|morning|evening|bedtime|meal|week|sunday|monday|tuesday|wednesday|thursday|friday|saturday)|daily|nightly|(?:at|before|by) (?:bed|bedtime|lunch|breakfast|dinner|dusk|dawn|sunrise|night|noon|six|seven|eight|nine|ten|eleven)|in the morning|at night|"
    r"(?:with|after|before) (?:breakfast|lunch|dinner|meals?|each meal|every meal|food|your (?:biggest|fattiest|main|first|last) meal|leg day|a flight|the (?:flight|party|game|exam|race|road trip))|on an empty stomach|under the tongue|lights out|"
    r"morning,? (?:and night|and evening\b(?! rows)|noon)|noon and night|(?:two|one|\w+) when you wake|per (?:glass|bottle|kilo|pound|meal)|around the clock|round the clock|monday|tuesday|wednesday|thursday|friday|saturday|sunday|<N> hours (?:before|after)|an hour (?:before|later)|(?:am|pm|a\.m|p\.m)\b|(?:for|over) (?:the first |the next )?(?:<N>|a) (?:days?|weeks?|months?)|weeks? on|through the night|<N> weeks?|minimum|day (?:one|two|three|fourteen|\d+) of)"
)
_COUNT = pattern(
    r"(?:<R>|<O>|<S>)[^.;!?]{0,40}?\b(?<!type )(?<!after )(?<!over )(?<!under )(?<!age )(?<!past )(?<!of )(?<!in )(?<!at )(?<!by )(?<!than )(?<!stage )(?<!phase )(?<!number )(?<!top )(?<!about )(?<!above )(?<!below )(?:<N>|one|a couple|couple|half|a half|another|a third|an extra)\b(?! (?:facts?|myths?|truths?|beliefs?|reminders?|lines?|of (?:the|my|our|every|us|those|them)|in|out|years?|year-olds?|months?|people|patients?|women|men|adults?|kids|reasons?|things?|ways?|myths?|tips?|signs?|percent|%|kinds?|types?|"
    r"questions?|common|big|thing|reason|day|times more|who|that|option|tool|choice|to|is (?!enough|plenty|fine)|part|drug|medicine|word|more|groups?|different|family|class|minutes?|seconds?|steps?|hours? (?:to|until)|rule))|"
    r"\b(?:take|pop|swallow|chew|try|go with|go for|grab|give|use|start with) (?:\S+ ){0,2}?<N>\b[^.;!?]{0,30}?(?:<R>|<O>|<S>)|\b(?:pop|take|give|grab|an?) (?:an )?extra (?:\S+ )?(?:<M>)|\b(?:go (?:with|for)|take|try|have|chew) (?:a couple|another|<N>)\b[^.;!?]{0,18}?<F>|<F>[^.;!?]{0,40}?\b(?:go (?:with|for)|take|try) (?:a couple|another|<N>)\b|\b<N> of (?:<S>|<O>|<R>|d|k2?|c)\b|\b(?:bump|raise|increase|push|nudge|take|turn|crank)(?: [^\s.;!?]+){1,3} (?:up |down )?(?:by|to) <N>\b|\b(?:<N> of the <N>s?|(?:up|down|add|bump|raise|increase|drop|goes up|go up|turn up|push)(?: \S+){0,3} (?:a|an|one|two|three|half an?|by) (?:pump|unit|notch|click|milligram|tablet|pill|patch|puff|units|pumps|clicks))\b|\b(?:in the |the )?\w+-thousand(?: \w+)? range\b|\bdouble(?:s|d)? (?:up )?(?:on )?(?:the |your |his |her )?(?:[^\s.,;!?]+ ){0,2}?<M>|<R>[^.;!?]{0,30}\b(?:one|two|half|a half) (?:now|today|tonight|tomorrow|this (?:morning|evening)|at once|right away)\b"
)
_LIMIT = late(
    r"\b(?:no more than|not more than|never more|at most|maximum|max|limit|upper|up to|never exceed|don't exceed|do not exceed|exceed|exceeds|(?:more than|over|above) (?:\d[\d,]*|\w+)(?: \w+)? (?:mg|milligrams|grams|units|mcg|micrograms|iu|tablets|pills|days)|too much|overdose|ceiling|stay (?:under|below|within)|under \d|below \d|toxic|unsafe|poison\w*)\b"
)
_TELLS = pattern(
    r"\b(?:can (?:kill|hold|hide|cause|contain|harm|interact|lower|raise)|(?:contains?|has|(?<!so )(?<!, )(?<!and )(?<!then )(?<!^)have|had|holds?|packs|provides|carries|gives you) (?:\w+ ){0,2}?<N>|per serving|serving|label(?:ed|led)?|glass of|cup of milk|can of|ounces? of|foods|in food|from food|study|studies|trial|research|researchers|participants|volunteers|invented|discovered|approved|"
    r"costs?|price|cents|dollars|\$\d+|years? ago|half-life|works? within|kicks? in|lasts?|takes? (?:about |around |up to )?(?:\w+ )?(?:(?:to|or) \w+ )?(?:hours?|days?|weeks?|months?)|comes? in|sold (?:in|as)|marked|printed|expires?|expiry|out of (?:ten|\w+)|percent|%|million|(?:of|most|many|for|in|some) (?:people|patients|adults|americans)|patients|americans|"
    r"(?:was|were) (?:used|given|found|made|first|once|the|a|in)|used to|my (?:gran|grandma|dad|mom|patient)|bottles? (?:is|are|say)|typical|ranges? from|(?:normal|safe) ranges?|vary|varies|differ\w*|weigh\w*|weight|(?:breast|cow's|oat|soy) ?milk|milk (?:has|have|contains?)|sunscreen|spf|fluoride|toothpaste|"
    r"vaccin\w*|boosters?|flu shots?|immuni[sz]ation|shot at|schedule for vaccines|911|call|dispatcher|poison control|child-?proof|locked?|same time|miss(?:ed)? (?:a|your) dose|forg[eo]t\w*|rinse|spacer|shake|(?<![\ue002] )syringe|measure|measuring|(?:ate|eats|found|finds|swallowed|got into|gets into|tested|analy[sz]ed|checked|bought) (?:\w+ )?(?:<N>|a|the|my|your|his|her|some)\b|mix\w* up|confus\w*|write down|list)\b"
)
_DENIES = late(
    r"\b(?:nobody|no one|don't|do not|never|won't|can't|cannot|shouldn't|not|no|nobody|isn't|aren't|doesn't|avoid|stop|instead of|rather than|without|wouldn't|wrong)\b"
)
_SOFT = late(
    r"\b(?:(?<!in )may|might|could|depends?|some people|sometimes|if (?:your|a|the) (?:\w+ )?(?:doctor|prescriber)|how (?:much|many|often)|what dose|which dose|typically|usually prescribed|is (?:often|usually) (?:given|taken|prescribed)|are (?:often|usually) (?:given|taken|prescribed))\b"
)
_ROUTINE = late(r"\b(?:take (?:them|it|yours)|(?:take|use|keep|swallow) your|your [\ue000-\ue007]+)")
_OFTEN = late(r"\b(?:daily|nightly|every|times|twice|once|hourly|clock)\b")
_LASTS = late(r"(?:(?:for|over) )?(?:the (?:first|next) )?[\w-]+ (?:days?|weeks?|months?)")
"""How long: "two weeks with a patch" may be a monitor's."""
_MAKES = late(
    r"\b(?:take|make it|pop|swallow|go (?:with|for|up)|try|chew|grab|add|bump|up it|double|stick (?:with|to)|followed by|plus|repeat|instead of)\b"
)
_ORDERS = late(
    r"\b(?:take|taking|pop|swallow|give|giving|use|used|using|try|start|go (?:with|for|up)|add|chew|grab|put|get|need|want|dose[ds]?|dosed|aim|do|run|alternate|rotate|stack|double|squeeze|inject|drink|have|you|your|you'll|you're|i'd|my trick|the trick|trick|"
    r"that's what|i tell|we give|enough|just|then|meant to|should|plus|minimum|each|till|until|every)\b"
)


def find(view: View) -> Iterator[Hit]:
    """Look for an amount or a schedule beside a medicine, and for what makes it no instruction."""
    kinds = kinds_in(view)
    if _KINDS.isdisjoint(kinds) and _BARE.isdisjoint(view.vocabulary):
        return
    for line in view.language:
        here = kinds_of(view, line)
        if (_KINDS.isdisjoint(here) and _BARE.isdisjoint(line.words)) or not (
            line.held & need(_AMOUNT, _TIMES, _COUNT) and line.search(_FIGURE)
        ):
            continue
        for sentence in said(line):
            span = _dosed(sentence)
            if span and not _guarded(sentence, span) and not disowned(view, line, sentence, span[0]):
                start, end = span[0] + sentence.start, span[1] + sentence.start
                severity, message = (ERROR, "main") if span[2] else (WARNING, "hint")
                yield line.hit(severity, message, start, end, quote=line.text[start:end].strip())
                break


_TAKE = late(
    r"\b(?:take|pop|swallow|give|use|try|start|add|chew|put|have|drink|inject|squeeze|dab|stack|alternate|rotate|double|bump|go (?:with|for|up)|stir|mix|crush|dissolve|grab|get|want|need|follow|repeat|do|make it|stick (?:with|to)|aim for)\b"
)
_PILLS = late(r"[\ue006\ue007]|\b(?:pills?|tablets?|capsules?|mg|milligrams?|tabs?)\b")
_INJECTS = late(r"\b(?:inject\w*|insulin|correction|blood sugar)\b")
_LIQUID = late(r"\b(?:units?|mils?|ml|cc|droppers?|puffs?)\b")
_STRICT = late(r"\b(?:mg|mgs|mcg|iu|milligrams?|micrograms?)\b")


def _dosed(sentence: Said) -> tuple[int, int, bool] | None:
    """Return the stretch that names an amount or a schedule of a medicine, and whether it surely tells to take it; None for none."""
    text = sentence.text
    if sentence.asked:
        return None
    name = _NAME.search(text)
    near = name or _NAME.search(sentence.before) or _NAME.search(sentence.after[:60])
    amount, times = sentence.search(_AMOUNT), sentence.search(_TIMES)
    ordered = amount and UNIT in amount[0] and _MAKES.search(text)
    if amount and (
        near
        or ordered
        or (times and (UNIT in text or FORM in text))
        or _STRICT.search(amount[0])
        or ((times or _INJECTS.search(text)) and _LIQUID.search(amount[0]))
    ):
        worn = not name and times and _LASTS.fullmatch(times[0]) and amount[0].startswith(("a ", "an "))
        sure = bool(name or UNIT in amount[0] or FORM in amount[0]) and bool((times and not worn) or _told(text))
        return *_span(amount, times or name), sure
    if name and times and (_OFTEN.search(times[0]) or (_ORDERS.search(text) and not _ROUTINE.search(text))):
        return *_span(name, times), _told(text)
    count = sentence.search(_COUNT)
    if count:
        return *count.span(), bool(_PILLS.search(text)) and _told(text)
    if times and near and not name and re.search(r"\btake\b", text):
        return *times.span(), False
    return None


def _told(text: str) -> bool:
    """Return whether a sentence orders something to be taken."""
    return any(commanded(text, match.start()) for match in _TAKE.finditer(text))


def _span(first: re.Match[str], second: re.Match[str] | None) -> tuple[int, int]:
    return (min(first.start(), second.start()), max(first.end(), second.end())) if second else first.span()


def _guarded(sentence: Said, span: tuple[int, int, bool]) -> bool:
    """Return whether the sentence states a limit, a source, a fact or a doubt, or leaves the amount to somebody who knows."""
    text = sentence.text
    head, last = text[: span[0]], span[1]
    return bool(
        _LIMIT.search(text)
        or SOURCED.search(text)
        or _TELLS.search(text)
        or _SOFT.search(text)
        or _DENIES.search(head[-50:])
        or _DENIES.search(text[:last][max(text.rfind(mark, 0, last) for mark in ",;:.") + 1 :])
        or referred(f"{text} {sentence.after[:160]}")
    )


RULE: Rule = Rule(
    code="CL107",
    slug="dose",
    raises=(ERROR, WARNING),
    guidance="No amounts or timetables for medicines or supplements; send viewers to the label, the pharmacist or their prescriber.",
    messages={
        "main": "{quote!r} tells viewers how much or how often to take; leave it to the label, the pharmacist or the prescriber.",
        "hint": "{quote!r} may be heard as how much or how often to take; leave it to the label, the pharmacist or the prescriber.",
    },
    why="The right dose depends on weight, kidneys, other medicines and pregnancy, none of which a video knows.",
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
        Example({"beats[0].say": "Sore knee? Two Advil every six hours does it."}, "amount and schedule", ERROR),
        Example({"beats[0].text": "Magnesium 400 mg at bedtime"}, "a dose on screen", ERROR),
        Example(
            {"beats[0].say": "I tell everyone the same: five thousand units of vitamin D with dinner."},
            "numbers in words",
            ERROR,
        ),
        Example({"beats[0].say": "Propranolol before your speech: ten is enough."}, "no unit said", WARNING),
        Example(
            {"caption": "Ashwagandha, two capsules at night, eight weeks on, two weeks off."}, "in the caption", ERROR
        ),
    ),
    good=(
        Example(
            {"beats[0].say": "Insulin is a hormone, and people with type 1 diabetes can't make it."},
            "a type, not a count",
        ),
        Example({"beats[0].say": "Take two deep breaths before the shot."}, "breaths"),
        Example(
            {"beats[0].say": "The CDC advises 400 micrograms of folic acid a day before pregnancy."},
            "a public health dose with its source",
        ),
        Example({"beats[0].say": "Never take more than the label of your ibuprofen allows."}, "a limit"),
        Example({"beats[0].say": "Two fingers of sunscreen, again every two hours."}, "sunscreen"),
        Example(
            {"beats[0].say": "How much melatonin should a child take? Ask the pediatrician."}, "a question, passed on"
        ),
        Example({"beats[0].say": "Hold the stretch for thirty seconds, three times a day."}, "an exercise"),
        Example({"beats[0].say": "A glass of milk has about 300 milligrams of calcium."}, "what food holds"),
        Example({"beats[0].say": "Statins have been around for more than thirty years."}, "a number that is no dose"),
    ),
    cannot="A dose that is only shown in the picture; whether a dose with a source is the one that the source gives.",
)
