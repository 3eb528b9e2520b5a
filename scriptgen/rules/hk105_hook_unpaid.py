"""HK105: the body never answers what the hook raised."""

from __future__ import annotations

from collections.abc import Iterator

from scriptgen.rule import WARNING, Example, Hit, Origin, Rule
from scriptgen.rules.answers import deferred, miscounted, unmet
from scriptgen.rules.promises import raises
from scriptgen.view import View


def find(view: View) -> Iterator[Hit]:
    """Name what the hook raises, then look in the beats for its number, its amount, its key words, or a stand on it."""
    line = view.hook.say
    low = line.low
    if len(view.body) < 20 or not raises(low):
        return
    broken = "withheld" if deferred(view) else "count" if miscounted(view, low) else unmet(view, low)
    if broken:
        yield line.hit(WARNING, broken, quote=" ".join(line.text.split())[:80])


RULE: Rule = Rule(
    code="HK105",
    slug="hook-unpaid",
    raises=(WARNING,),
    guidance="Answer in the beats what the hook asks: the yes or no, the number, all three signs.",
    messages={
        "question": "The hook asks {quote!r}, and no beat answers it.",
        "amount": "The hook asks how much or how long ({quote!r}), and no beat gives an amount.",
        "count": "The hook announces a number of things ({quote!r}); the beats hold fewer.",
        "tease": "The hook announces something ({quote!r}) that the beats never name.",
        "withheld": "The hook raises {quote!r}, and the answer is kept for somewhere else.",
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
