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

_NUMBERS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_ITEMS = re.compile(r"[,;:]|\b(?:and|or)\b| - ")


@lru_cache(maxsize=1)
def _terms() -> tuple[dict[str, re.Pattern[str]], frozenset[str]]:
    data = tomllib.loads(package_text("rules/terms/promises.toml"))
    worn = frozenset(data.pop("worn").split())
    count = rf"\b({'|'.join(_NUMBERS)}|[2-9]|1[0-2])\b (?:[\w'-]+ ){{0,3}}?(?:{data.pop('things')})\b"
    return {name: re.compile(text) for name, text in {**data, "count": count}.items()}, worn


def find(view: View) -> Iterator[Hit]:
    """Name what the hook raises, then look in the beats for that kind of answer."""
    line = view.hook.say
    if len(view.body) > 20 and (broken := _asked(view, line.low) or _promised(view, line.low) or _astray(view)):
        yield line.hit(WARNING, broken, quote=" ".join(line.text.split())[:80])


def _asked(view: View, low: str) -> str:
    """Return which kind of question in the hook stays open, "" for none."""
    if "?" not in low:
        return ""
    (t, _), body = _terms(), view.body
    wh = "wh" in low or "how" in low
    if wh and t["how_much"].search(low):
        # "every two hours" is no amount, unless time is what was asked for
        left = body if t["timed"].search(low) else t["when"].sub(" ", body)
        if not t["amount"].search(left):
            return "amount"
    elif wh and t["how_long"].search(low) and not t["time"].search(body):
        return "amount"
    either = t["either"].search(low) if " or " in low else None
    why = wh and t["why"].search(low)
    yes = t["yes_no"].search(low)
    if not (either or why or yes or (wh and t["wh"].search(low))):
        return ""
    asked = content_stems(low) - _terms()[1]
    met = _met(view, asked)
    own = {stem for stem in asked if stem not in view.topic.stems}
    said = low[low.rfind("?") :]
    if t["plain"].search(said):
        return ""
    if either and not t["tie"].search(body) and not any(_met(view, content_stems(part)) for part in either.groups()):
        return "" if yes and _replies(view) else "question"
    if why:
        return "" if t["cause"].search(body) or t["cause"].search(said) else "question"
    if own.intersection(met):
        return "question" if yes and not t["stand"].search(body) and not _replies(view) else ""
    if yes:
        # a question that names something of its own is answered at once, or by that name
        if own and not t["to_you"].search(low):
            return "" if _replies(view) else "question"
        return "" if t["stand" if met else "plain"].search(body) else "question"
    return "" if either or met or not own or view.topic.named_in(body) or _replies(view) else "question"


def _promised(view: View, low: str) -> str:
    """Return which promise of the hook is not kept, "" for none: a number of things, a story's end, a thing announced."""
    t, _ = _terms()
    counted = t["count"].search(low)
    if counted:
        word = counted[1]
        if _things(view) < (int(word) if word.isdigit() else _NUMBERS.index(word) + 2):
            return "count"
    teased = t["teaser"].search(low) or t["says_why"].search(low)
    if (teased or "?" in low) and t["withheld"].search(f"{view.body} {view.script.cta.say.lower()}"):
        return "withheld"
    if not teased or "?" in low:
        return ""
    if t["story_opens"].search(low) and not t["story"].search(view.body):
        return "story"
    stop = low.find(".", teased.end())
    return "" if (stop >= 0 and t["plain"].search(low, stop)) or _things(view) else "tease"


def _astray(view: View) -> str:
    """Return "off" when the hook asks in no known form, and the beats share no word with it, the cover or the topic."""
    t, _ = _terms()
    hook = view.hook
    low = hook.say.low
    if "?" not in low or any(t[kind].search(low) for kind in ("yes_no", "wh", "why", "how_much", "how_long", "either")):
        return ""
    if _met(view, {word for word in hook.say.words if len(word) > 4}) or _replies(view):
        return ""
    stems = content_stems(f"{low} {hook.text.low} {view.script.cover_text}")
    astray = stems and view.body.count(" ") > 12 and not _met(view, stems) and not view.topic.named_in(view.body)
    return "off" if astray else ""


def _replies(view: View) -> bool:
    """Return whether the first beat begins as an answer does: a stand, "it depends", a fragment, or a pronoun."""
    t, _ = _terms()
    line = view.beats[0].say
    first = line.low[: line.sentences[0].end] if line.sentences else ""
    fragment = len(first.split()) <= 3 and not t["copula"].search(first)
    return bool(fragment or t["plain"].search(line.low) or t["refers"].match(first) or "depend" in view.body)


def _met(view: View, stems: set[str]) -> list[str]:
    """Return the stems that the beats hold as well."""
    worn, body = _terms()[1], view.body
    return [s for s in stems if (s[:5] in body if len(s) > 3 else f" {s}" in body) and s not in worn]


def _things(view: View) -> int:
    """Return how many things the beats say or list at most, filler left out."""
    filler = _terms()[0]["filler"]
    lows = [b.say.low[p.start : p.end] for b in view.beats for p in b.say.sentences]
    listed = sum(1 + len(_ITEMS.findall(low)) for low in lows if not filler.search(low))
    return max(listed, sum(bool(b.text.text.strip()) and not filler.search(b.text.low) for b in view.beats))


RULE: Rule = Rule(
    code="HK105",
    slug="hook-unpaid",
    raises=(WARNING,),
    guidance=(
        "Answer in the beats what the hook asks or promises: the yes or no, the number, all three signs, the end "
        "of the story."
    ),
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
    source=Origin(
        "TikTok for Business",
        "Creative Codes",
        2023,
        "2026-11-22",
        "judgement",
        "it asks for hook, body and close; that the body pays the hook off is our own reading",
    ),
    find=find,
    bad=(
        Example(
            {
                "hook.say": "Does running ruin your knees?",
                "beats": [
                    {"say": "Shoes come in many colors. You can buy them at any store."},
                    {"say": "Tie them well. Wear thin socks."},
                ],
            },
            "asked, and forgotten",
            WARNING,
        ),
        Example(
            {
                "hook.say": "Four signs your knee needs a scan.",
                "beats": [{"say": "Knee pain is so common. You're not alone."}],
            },
            "four announced, none given",
            WARNING,
        ),
        Example(
            {
                "hook.say": "How much running is too much for a knee?",
                "beats": [
                    {"say": "Running is fun, and knees like it. Warm up well."},
                    {"say": "Your thighs will thank you."},
                ],
            },
            "no amount",
            WARNING,
        ),
    ),
    good=(
        Example(
            {
                "hook.say": "Is a short jog okay with sore knees?",
                "beats": [{"say": "It depends on the day after. If it still aches, halve it."}],
            },
            "it depends, and on what",
        ),
        Example(
            {
                "hook.say": "Three fixes for sore knees.",
                "beats": [{"say": "Strong thighs, a slow start, and shoes you like."}],
            },
            "three in one sentence",
        ),
        Example(
            {
                "hook.say": "Guess what wears knees out. Not running.",
                "beats": [{"say": "Old injuries do. So does sitting all day."}],
            },
            "answered in other words",
        ),
    ),
    cannot=(
        "Whether the answer is right, or to the point: any stand, cause, amount or deed of the kind that was "
        "asked for passes."
    ),
)
