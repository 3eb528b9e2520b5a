"""HK105: the body never answers what the hook raised."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache

from scriptgen.resources import package_text
from scriptgen.rule import WARNING, Example, Hit, Origin, Rule
from scriptgen.text import content_stems
from scriptgen.view import View

_NUMBERS = {w: i for i, w in enumerate("two three four five six seven eight nine ten eleven twelve".split(), 2)}
_AUX = re.compile(r"(?:^|[.!?]\s+|[,:]\s*|\b(?:so|but|and|hey|ok(?:ay)?) )(?:do|does|did|is|are|am|was|were|can|could|should|will|would|has|have|had|must|may)(?:n't)? [^.!?]*\?")
_EITHER = re.compile(r"\b(?:an? |the )?([a-z][\w'-]+(?: [\w'-]+)?) or (?:an? |the )?([a-z][\w'-]+)[^.!?]*\?")
_HOW_MUCH = re.compile(r"\bhow (?:much|many|big|thick|high|low|hot|strong)\b[^.!?]*(?:\?|$)")
_HOW_LONG = re.compile(r"\b(?:how (?:long|often|soon|fast|early|late|old)|(?:^|[.!?] )when (?:do|does|should|can|is|are|to|will)|what (?:age|time))\b")
_WHY = re.compile(r"(?:^|[.!?:,] ?|\b(?:so|here's|know|guess|and|this is) )(?:why|how come)\b")
_STORY = re.compile(r"\b(?:he|she|my patient|a (?:patient|man|woman|guy|mom|dad|kid|runner|teen\w*))\b[^.!?]*\b(?:\w+ed|came|went|couldn't|bent|fell|woke|got|had|was|thought|said|felt|lost|took|ate|drank)\b")
_WORN = frozenset("guess answer reason truth secret mistake trick sign video people need want know tell make take find watch look listen part doctor really thing".split())
_REFERS = re.compile(r"[\"'\s]*(?:\w+ )?(?:it|this|that|they|these|those|them|here|because|instead|same|both|neither|either|he|she|his|her)\b")


@lru_cache(maxsize=1)
def _terms() -> dict[str, re.Pattern[str]]:
    data = tomllib.loads(package_text("rules/terms/promises.toml"))
    data["count"] = rf"\b({'|'.join(_NUMBERS)}|[2-9]|1[0-2])\b (?:[\w'-]+ ){{0,3}}?(?:{data.pop('things')})\b"
    return {name: re.compile(text) for name, text in data.items()}


def find(view: View) -> Iterator[Hit]:
    """Name what the hook raises, then look in the beats for that kind of answer."""
    line, body = view.hook.say, view.body
    if len(body) < 20 or not line.text.strip():
        return
    broken = _broken(view, line.low, body)
    if broken:
        yield line.hit(WARNING, broken, quote=line.text.strip()[:80])


def _broken(view: View, low: str, body: str) -> str:
    """Return which promise of the hook is broken, "" for none."""
    terms = _terms()
    stems = content_stems(f"{low} {view.hook.text.low}") - _WORN
    met = [s for s in stems if _in(s, body)]
    asks = "?" in low
    teaser = terms["teaser"].search(low)
    if (asks or teaser) and terms["withheld"].search(f"{body} {view.script.cta.say.lower()}"):
        return "withheld"
    if count := terms["count"].search(low):
        if _units(view) < _NUMBERS.get(count[1], 0 if not count[1].isdigit() else int(count[1])):
            return "count"
    stand = terms["stand" if met else "plain"]
    own = [s for s in met if not view.topic or s not in view.topic.stems]
    if asks:
        if _HOW_MUCH.search(low) and not terms["amount"].search(body) and not ("hour" in body or "minute" in body) or _HOW_MUCH.search(low) and not _measured(low, body):
            return "amount"
        if _HOW_LONG.search(low) and not terms["time"].search(body):
            return "amount"
        either = _EITHER.search(low)
        if either and not own and not terms["tie"].search(body):
            if not any(_in(s, body) for part in either.groups() for s in content_stems(part)):
                return "question"
        if _WHY.search(low) and not own and not terms["cause"].search(body):
            return "question"
        if _AUX.search(low) and not own and not stand.search(body) and not stand.search(low[low.rfind("?") :]):
            return "question"
    if _STORY.search(low) and teaser and not terms["story"].search(body):
        return "story"
    if teaser and not asks and not own and not _deeds(view) and not terms["plain"].search(low, teaser.end()):
        return "tease"
    if not met and not view.topic.named_in(body) and len(body.split()) > 12 and not terms["plain"].search(view.beats[0].say.low[:25]) and not _REFERS.match(view.beats[0].say.low):
        cover = content_stems(view.script.cover_text)
        if stems and not any(_in(s, body) for s in cover) and not re.search(r"\bdepends?\b", body):
            return "off"
    return ""


def _in(stem: str, body: str) -> bool:
    return stem[:5] in body if len(stem) > 3 else f" {stem}" in body


def _measured(low: str, body: str) -> bool:
    timed = re.search(r"how (?:much|many) (?:\w+ )?(?:sleep|exercise|screen|time|rest|walking|hours|minutes|days|weeks)", low)
    return bool(timed or _terms()["amount"].search(re.sub(r"\b(?:every|for|in|about|within) \w+ (?:hours?|minutes?|days?|weeks?|months?)\b", " ", body)))


def _deeds(view: View) -> bool:
    """Return whether any sentence of the beats, filler left out, has somebody do something."""
    terms = _terms()
    return any(terms["deed"].search(s) and not terms["filler"].search(s) for b in view.beats for s in (p.text.lower() for p in b.say.sentences))


def _units(view: View) -> int:
    """Return how many things the beats say or list at most, filler left out."""
    filler = _terms()["filler"]
    count = 0
    for block in view.beats:
        for piece in block.say.sentences:
            low = piece.text.lower().replace("’", "'")
            if not filler.search(low):
                count += 1 + len(re.findall(r"[,;:]|\band\b|\bor\b| - ", low))
    return max(count, sum(bool(b.text.text.strip()) and not filler.search(b.text.low) for b in view.beats))


RULE: Rule = Rule(
    code="HK105",
    slug="hook-unpaid",
    raises=(WARNING,),
    guidance="Answer in the beats what the hook asks or promises: the yes or no, the number, all three signs, the end of the story.",
    messages={
        "question": "The hook asks {quote!r}, and no beat answers it.",
        "amount": "The hook asks how much or how long ({quote!r}), and no beat gives an amount.",
        "count": "The hook announces a number of things ({quote!r}); the beats hold fewer.",
        "story": "The hook opens a story ({quote!r}) that the beats do not finish.",
        "tease": "The hook announces something ({quote!r}) that the beats never name.",
        "withheld": "The hook raises {quote!r}, and the answer is kept for somewhere else.",
        "off": "The beats share no word with the hook ({quote!r}) or the topic.",
    },
    why="A viewer who stayed for an answer and got none does not come back, and leaves with the question still open.",
    fix="model",
    source=Origin("TikTok for Business", "Creative Codes", 2023, "2026-11-22", "judgement", "it asks for hook, body and close; that the body pays the hook off is our own reading"),
    find=find,
    bad=(
        Example({"hook.say": "Does running ruin your knees?", "beats": [{"say": "Shoes come in many colors. You can buy them at any store."}, {"say": "Tie them well. Wear thin socks."}]}, "asked, and forgotten", WARNING),
        Example({"hook.say": "Four signs your knee needs a scan.", "beats": [{"say": "Knee pain is so common. You're not alone."}]}, "four announced, none given", WARNING),
        Example({"hook.say": "How much running is too much for a knee?", "beats": [{"say": "Running is fun, and knees like it. Warm up well."}, {"say": "Your thighs will thank you."}]}, "no amount", WARNING),
    ),
    good=(
        Example({"hook.say": "Is a short jog okay with sore knees?", "beats": [{"say": "It depends on the day after. If it still aches, halve it."}]}, "it depends, and on what"),
        Example({"hook.say": "Three fixes for sore knees.", "beats": [{"say": "Strong thighs, a slow start, and shoes you like."}]}, "three in one sentence"),
        Example({"hook.say": "Guess what wears knees out. Not running.", "beats": [{"say": "Old injuries do. So does sitting all day."}]}, "answered in other words"),
    ),
    cannot="Whether the answer is right, or to the point: any stand, cause, amount or deed of the kind that was asked for passes.",
)
