"""Figures about health in a text, in digits or in words: shares, ratios, changes, multiples, counts of people, and rates."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from scriptgen.late import late
from scriptgen.resources import package_text

__all__ = ["NUMBERS", "Figure", "figures", "has_number", "terms"]

Kind = Literal["share", "ratio", "change", "multiple", "count", "rate"]

_UNITS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_PARTS = "half third quarter fifth sixth seventh eighth tenth".split()
_GROW = "double doubles doubled doubling triple triples tripled tripling quadruple quadruples quadrupled halve halves halved halving twice thrice".split()
NUMBERS = frozenset([*_UNITS, *_TENS, *_PARTS, *(p + "s" for p in _PARTS), *_GROW]).union(
    "halves hundred hundreds dozen thousand thousands million millions billion billions percent percentage cent every fold times "
    "tenfold twofold threefold fourfold fivefold majority".split()
)
_SMALL = {**{w: i + 1 for i, w in enumerate(_UNITS)}, **{w: 20 + 10 * i for i, w in enumerate(_TENS)}}
_SMALL |= {"a hundred": 100, "hundred": 100, "a thousand": 1000, "thousand": 1000, "a dozen": 12, "dozen": 12}

_WORD = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_UNITS[:9])}))?|{'|'.join(reversed(_UNITS))}|(?:a |one )?(?:hundred|thousand|dozen|million))"
_NUM = rf"(?:\d[\d,]*(?:\.\d+)?|{_WORD})"
_PART = r"(?:(?:a|one|two|three|four|five|nine|seven|\d)[- ](?:thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|tenths?)|(?:a )?half|[½⅓⅔¼¾])"
_TIME = r"(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|decades?|nights?|mornings?|evenings?|sets?|reps?|rounds?|steps?|cups?|teaspoons?|tablespoons?|glasses|litres?|liters?|ounces?|oz|ml|mg|grams?|doses?|tablets?|pills?|puffs?|squats?|inches|feet|cm|miles?|stars?|languages?|parts?)"
_LESS = r"(?:cut|cuts|cutting|lower|lowers|lowered|lowering|reduc\w+|drop\w*|decreas\w+|shav\w+|slash\w*|shrink\w*|shrank|trim\w*|fell|falls?|declin\w+|rais\w+|increas\w+|boost\w*|climb\w*|rose|rises?|jump\w*|grew|grows?|improv\w+|prevent\w*|block\w*|stop\w*|halv\w+|add\w*|lose|loses|losing|lost|gain\w*|win|wins|save\w*|spare\w*|knock\w*|take\w*|took|bring\w*|brought|up|down|speeds?|shorten\w*|wip\w+)"

_OF = late(rf"{_NUM} of {_NUM}")
_SCALE = late(
    r"\b(?:pain|score|scale|rate|rating|stars?|grade|seconds?|beats?|part|day|week|tip|step|slide|episode|number|question|myth|jokes?)\b"
)

_ALL = ("100", "hundred", "a hundred", "one hundred", "110")
_COUNTS = frozenset([*_UNITS, *_TENS, "hundred", "thousand", "dozen", "million"])
_SHARES = frozenset(
    [*_PARTS, *(p + "s" for p in _PARTS), "majority", "points", "point", "mmhg", "½", "⅓", "⅔", "¼", "¾"]
)
_SPANS = frozenset({"life", "lives", "lifespan", "sleep", "sooner", "earlier", "longer", "faster", "younger", "less"})
_LARGE = frozenset("thousand thousands million millions billion billions every hundreds tens".split())
_MANY = late(r"\d,?\d{3}")
_EVERY = frozenset({"every"})
_MULTIPLES = frozenset([*_GROW, "times", "half", "fold"]).union(
    f"{n}fold" for n in ("two", "three", "four", "five", "six", "ten")
)
_RATES = frozenset(
    "average typical usual most normal every ordinary per each year winter season month week day".split()
)


class Figure(NamedTuple):
    """A figure: what kind, and where in the text."""

    kind: Kind
    start: int
    end: int
    strong: bool
    """Whether it states how many or how much, and is not only a comparison."""


class _Terms(NamedTuple):
    percent: re.Pattern[str]
    strength: re.Pattern[str]
    money: re.Pattern[str]
    ratio: re.Pattern[str]
    people: re.Pattern[str]
    share: re.Pattern[str]
    most: re.Pattern[str]
    nth: re.Pattern[str]
    change: re.Pattern[str]
    lifetime: re.Pattern[str]
    multiple: re.Pattern[str]
    counts: re.Pattern[str]
    rate: re.Pattern[str]
    named: re.Pattern[str]
    names: re.Pattern[str]
    vague: re.Pattern[str]
    doubted: re.Pattern[str]


@lru_cache(maxsize=1)
def terms() -> _Terms:
    """Return the patterns, made from terms/figures.toml at the first use."""
    data = tomllib.loads(package_text("rules/terms/figures.toml"))
    who, what, strength = ("|".join(data[key].split()) for key in ("counted", "outcome", "strength"))
    near = r"(?:[\w'-]+[ ]){0,4}?"
    return _Terms(
        percent=late(
            rf"(?<![\w.,$£€])(?<!hundred and )(?:(?:two|three|four|five|six|seven|eight|nine) hundred(?: and {_WORD})?|{_NUM}(?:\s?(?:-|to)\s?{_NUM})?)(?:-odd)?[\s-]?(?:%|percent\b|per cent\b|percentage points?\b)"
        ),
        strength=late(rf"(?:{strength})\b"),
        money=late(data["money"]),
        ratio=late(
            rf"(?<![\w.,$£€-])(?P<a>{_NUM})(?: (?!percent|{_TIME}\b)[a-z'-]+){{0,3}}? (?:in|out of|of|for|from|per)(?: every| each| a)? "
            rf"(?P<b>{_NUM})(?![\w%]|[.,:]\d)(?!(?:[- ]to[- ]\w+)?[ -]{_TIME}\b)"
        ),
        people=late(rf" (?:[\w'-]+ )?(?:{who})\b"),
        share=late(
            rf"(?<![\w-])(?<!first )(?<!second )(?<!last )(?<!other )(?<!better )(?:{_PART}(?! an? )|(?:the |a )?(?:vast )?majority) (?:of )?(?:all |the |our |my |your |these |those |those |today's |every )?{near}(?:{who})\b"
        ),
        most=late(
            r"\b(?:two|three|four|seven|nine)[- ](?:thirds|quarters|fifths|tenths) of (?!(?:the |your |a |its )?(?:plate|cup|bottle|glass|page|way|weight|tank|bowl|bag|tube|screen|day|night|time|shift|book)\b)|"
            r"(?<![\w-])(?:half|a third|a quarter|a fifth|a tenth|two thirds) of (?:all|every|today's) (?:the )?(?!(?:my|your|our) )(?:[\w'-]+ ){1,4}(?:is|are|was|were|gets?|go|goes|come|comes|start|starts|stem|happen|end|ends|fail|fails|has|have|can|could|never|turns?)\b"
        ),
        nth=late(
            rf"\bevery (?:second|other|third|fourth|fifth|tenth) (?:[\w'-]+ ){{0,2}}?(?:{who}|person|one of (?:us|you|them))\b"
        ),
        change=late(
            rf"\b{_LESS}\b(?:[ ,]+[\w'-]+){{0,9}}? (?:by|of|off|back|about|nearly|almost|around|roughly|up to|from) (?:about |nearly |almost |around |roughly |up to |over |more than |at least )?"
            rf"(?:{_PART}(?! (?:an?|the|your|my|hour|cup|dose|mile|dozen|inch|hearted)\b)|{_NUM} (?:points?|mmhg|millimet\w+))\b|"
            rf"\b{_LESS}\b(?: [\w'-]+){{0,3}}? {_NUM} (?:iq |whole |full |solid )?(?:points?|mmhg) (?:off|from|to|on)\b"
        ),
        lifetime=late(
            rf"\b(?:takes?|took|adds?|shaves?|steals?|subtracts?|costs?|robs?|buys?|gives?|loses?)\b(?: [\w']+){{0,3}}? {_NUM} (?:more |extra |whole |full )?(?:minutes|hours|days|months|years)\b"
            rf"(?: [\w']+){{0,3}}? (?:life|lives|lifespan|deep sleep)\b|\b(?:die|dies|died|live|lives|lived|recover|recovers|heal|heals|stay|stays)\b(?: [\w']+){{0,3}}? {_NUM} (?:years|months|weeks|days) (?:sooner|earlier|longer|faster|younger|less)\b"
        ),
        multiple=late(
            rf"\b(?:(?P<times>{_NUM}|twice|double|triple|quadruple|thrice|half|several|many)(?: times|-?fold)?|\w+fold) (?:(?:as|the|over|more|less|fewer|higher|lower|greater|faster|slower) |(?=risk|odds|rate|chance))"
            rf"(?:[\w'-]+ ){{0,3}}?(?:{what}|{who})\b|\b(?:{_NUM}|twice|a hundred) times(?: \w+){{0,2}} (?:as|more|over|higher|greater|likelier)\b|"
            rf"\b(?:doubl|tripl|quadrupl|halv)(?:es?|ed|ing)\b(?! up)(?: [\w'-]+){{0,3}}? (?:{what})\b|\b(?:{what}|{who})\b(?: [\w'-]+){{0,6}}? (?:doubl|tripl|quadrupl|halv)(?:es?|ed|ing)\b"
        ),
        counts=late(
            rf"(?<![\w.,$£€])(?:\d{{1,3}}(?:,\d{{3}})+|(?!(?:19|20)\d\d\b)\d{{4,}}|(?:{_NUM}|several|tens of|hundreds of|many|half a|a few) (?:thousand|million|billion|hundred thousand)|(?:thousands|millions|billions) of) {near}(?:{who})\b|"
            rf"\b(?:one|someone|somebody|a|another) (?:[\w-]+ )?{near}(?:dies|die|loses|suffers|has|gets|is|develops|goes|breaks|falls|lands) (?:[\w'-]+ ){{0,6}}?every (?:{_NUM} )?(?:seconds?|minutes?|hours?)\b"
        ),
        rate=late(
            rf"\b(?:average|typical|usual|normal|ordinary) {near}(?:{who}|person|adult|child|kid|woman|man)\b(?! of the)(?: [\w'-]+){{1,7}}? {_NUM}(?: (?:to|or) {_NUM})? (?!{_TIME}\b)[a-z]+|"
            rf"{_NUM}(?: ?(?:to|-|or) ?{_NUM})? (?:[\w-]+ )?(?:colds|infections|attacks|headaches|migraines|episodes|deaths|falls|bugs|fevers|cavities|relapses|flares) (?:per|a|each|every|in a) (?:year|winter|season|month|week|day)\b"
        ),
        named=late("".join(data["named"].split("\n"))),
        names=late(data["names"].replace("\n", "")),
        vague=late(data["vague"]),
        doubted=late(data["doubted"].strip()),
    )


@lru_cache(maxsize=16384)
def _is_number(word: str) -> bool:
    return word[0].isdigit() or word in NUMBERS or word.partition("-")[0] in NUMBERS


def has_number(words: frozenset[str] | list[str]) -> bool:
    """Return whether any of the words is a number, in digits or in words."""
    return any(map(_is_number, words))


def figures(low: str, words: list[str]) -> Iterator[Figure]:
    """Yield the figures about health in a text in lower case, given its words; strengths, times and marks out of ten are left out."""
    found = terms()
    held = {part for word in words for part in (word, *word.split("-"))}
    if "%" in low or "cent" in low:
        for match in found.percent.finditer(low):
            if not match[0].startswith(_ALL) and not _is_mixture(low, match):
                yield Figure("share", match.start(), match.end(), True)
    if len(_COUNTS & held) + sum(word[0].isdigit() for word in held) > 1:
        for match in found.ratio.finditer(low):
            if _is_ratio(low, match):
                yield Figure("ratio", match.start(), match.end(), True)
    rows: tuple[tuple[Kind, re.Pattern[str], bool, frozenset[str] | None], ...] = (
        ("share", found.share, True, _SHARES),
        ("share", found.most, True, _SHARES),
        ("ratio", found.nth, True, _EVERY),
        ("change", found.change, True, _SHARES),
        ("change", found.lifetime, True, _SPANS),
        ("multiple", found.multiple, False, _MULTIPLES),
        ("count", found.counts, True, _LARGE if not _MANY.search(low) else None),
        ("rate", found.rate, False, _RATES),
    )
    for kind, pattern, strong, cues in rows:
        if cues is None or not cues.isdisjoint(held):
            for match in pattern.finditer(low):
                yield Figure(kind, match.start(), match.end(), strong)


def _is_mixture(low: str, match: re.Match[str]) -> bool:
    """Return whether a percentage says how strong a product is, or is about money or effort."""
    found = terms()
    before, after = low[: match.start()].rsplit(None, 3)[-3:], low[match.end() :].lstrip(" -")
    if found.strength.match(after) or any(found.strength.fullmatch(word) for word in before):
        return True
    return bool(found.money.search(low, max(0, match.start() - 40), match.end() + 30))


def _is_ratio(low: str, match: re.Match[str]) -> bool:
    """Return whether `a in b` is a share: the first smaller, the second no year, and neither a mark on a scale."""
    first, second = _value(match["a"]), _value(match["b"])
    if first >= second or second < 2 or 1900 <= second <= 2100:
        return False
    around = low[max(0, match.start() - 40) : match.end() + 25]
    if _SCALE.search(around):
        return False
    if re.search(r" (?:of|for|from|per) ", match[0]) and not re.search(r" (?:out of|every|each|a \w+$)", match[0]):
        return bool(_OF.fullmatch(match[0])) and bool(terms().people.match(low, match.end()))
    return True


def _value(number: str) -> float:
    """Return a number's value; words beyond the simple ones count as large."""
    plain = number.replace(",", "")
    if plain[0].isdigit():
        return float(plain.rstrip("."))
    if number in _SMALL:
        return _SMALL[number]
    return float(sum(_SMALL.get(part, 1000) for part in number.replace("-", " ").split()))
