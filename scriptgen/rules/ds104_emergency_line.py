"""DS104: a video about a red flag says nowhere how to get help now."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from scriptgen.late import late
from scriptgen.needs import held_by, need
from scriptgen.resources import package_text
from scriptgen.rule import ERROR, WARNING, Example, Hit, Origin, Rule
from scriptgen.text import fold, words
from scriptgen.view import View


class _Flag(NamedTuple):
    name: str
    when: str
    said: re.Pattern[str]


class _Terms(NamedTuple):
    flags: tuple[_Flag, ...]
    aside: re.Pattern[str]
    help: re.Pattern[str]


@lru_cache(maxsize=1)
def _terms() -> _Terms:
    data = tomllib.loads(package_text("rules/terms/red_flags.toml"))
    flags = tuple(_Flag(row["name"], row["when"], _any(row["said"])) for row in data["flag"])
    return _Terms(flags, _any(data["aside"]["said"]), _any(data["help"]["said"]))


_SIGNS = frozenset(
    "chest breath breathing breathless breathe faint fainting fainted seizure confusion confused fruity slurred speech droop drooping weakness weak numb numbness vomiting swollen swelling throat stiff neck worst sudden suddenly fever unconscious "
    "blue bleeding black jaw arm sweat sweating seeing vision rash severe dizzy headache pressure pain vomit throwing sugar face".split()
)
_MANY = 3
_SOMEBODY = late(
    r"\b(?:your?|yours|you're|he|she|he's|she's|his|her|him|baby|child|kid|toddler|teen|somebody|someone|friend|partner)\b"
)
_ME = late(r"\b(?:i|i'm|i've|my|me)\b")
_URGENT = late(r"\?|\bif\b|\bwhen\b|\bwith\b|\bplus\b|\band\b")
_SEES = late(
    r"\b(?:(?:see|call|tell|phone|ring|visit|message|ask|go to) (?:a|an|your|the) (?:\w+ ){0,2}?(?:doctor|gp|nurse|dentist|midwife|clinician|provider|team|clinic|\w+ologist|\w+iatrician|surgeon|pharmacist)|get (?:it |that |them |this |him |her )?(?:checked|seen|looked at|examined|help)|(?:be|been|being) (?:seen|checked|examined)|"
    r"doctor (?:today|now)|urgent\w*|emergenc\w+|right away|same[- ]day)\b"
)


def _any(rows: Iterable[str]) -> re.Pattern[str]:
    return late(rf"(?<![\w-])(?:{'|'.join(rows)})(?![\w])".replace(" ~ ", r"(?: [^\s.!?]+){0,7}? "))


@lru_cache(maxsize=512)
def _flag(topic: str, hook: str) -> tuple[_Flag, bool] | None:
    """Return the red flag that a video with this topic and hook is about, and whether the topic says so; None for none."""
    terms = _terms()
    for text in (topic, hook):
        held = held_by(words(text))
        if text is topic and held & need(terms.aside) and terms.aside.search(topic):
            return None
        for flag in terms.flags:
            found = flag.said.search(text) if held & need(flag.said) else None
            if found and not (text is hook and terms.aside.search(hook)):
                return flag, text is topic or not topic or bool(_SOMEBODY.search(text) and not _ME.search(text))
    return None


def find(view: View) -> Iterator[Hit]:
    """Look at topic and hook for a red flag, then at all that is said and shown for a way to get help."""
    topic = " ".join(fold(view.script.topic).split())
    hook = " ".join(f"{view.hook.say.low} {view.hook.text.low}".split())
    found = _flag(topic, hook)
    number = view.pack["emergency"]
    if found:
        flag, sure = found
        if not _helps(view):
            yield view.hook.say.hit(ERROR if sure else WARNING, flag=flag.name, when=flag.when, number=number)
        return
    if len(_SIGNS & view.vocabulary) < _MANY:
        return
    for block in view.beats:
        named = len(_SIGNS & frozenset(block.say.words))
        if named < _MANY or not _URGENT.search(block.say.low):
            continue
        signs = {m.start() for flag in _terms().flags for m in block.say.finditer(flag.said)}
        if signs and named + len(signs) > _MANY + 1 and not (_helps(view) or _seen(view)):
            yield view.hook.say.hit(WARNING, "beat", quote=block.say.text.strip(), number=number)
            return


def _seen(view: View) -> bool:
    """Return whether a line sends the viewer to be seen, however soon."""
    return any(
        line.search(_SEES) for block in view.blocks if block.name != "disclaimer" for line in (block.say, block.text)
    )


def _helps(view: View) -> bool:
    """Return whether a line says whom to call or where to go now."""
    number = str(view.pack["emergency"])
    pattern = _terms().help
    return any(
        number in line.words or line.search(pattern) for block in view.blocks for line in (block.say, block.text)
    )


RULE: Rule = Rule(
    code="DS104",
    slug="emergency-line",
    raises=(ERROR, WARNING),
    guidance="When the subject is an emergency, say when to act and how to get help now, aloud or on screen.",
    messages={
        "beat": "{quote!r} lists danger signs, and nothing says how to get help; add when and how, such as {number}.",
        "main": "The video is about {flag} and says nowhere how to get help; add when ({when}) and how, such as {number}.",
    },
    why="Somebody with the symptom is watching now, and a video that only explains it costs them time.",
    fix="model",
    source=Origin(
        "Centers for Disease Control and Prevention",
        "Signs and Symptoms of Stroke",
        2024,
        "2026-11-22",
        "several",
        "each red flag has its own source in terms/red_flags.toml",
    ),
    find=find,
    bad=(
        Example(
            {
                "topic": "heartburn at night",
                "beats[0].say": "But chest pressure with a cold sweat, pain in the jaw or short breath? The nerves are shared, so the brain mixes them up.",
            },
            "danger signs in a beat",
            WARNING,
        ),
        Example({"topic": "signs of a stroke", "hook.say": "Is one side of the smile lower?"}, "stroke", ERROR),
        Example({"topic": "chest pain", "hook.say": "What does chest pain feel like?"}, "chest pain", ERROR),
        Example(
            {"topic": "teen mental health", "hook.say": "Your teen says he doesn't want to be here."},
            "in the hook alone",
            ERROR,
        ),
        Example({"topic": "baby fever", "hook.say": "Your six-week-old feels hot. Now what?"}, "a young baby", ERROR),
        Example(
            {"topic": "back pain red flags", "hook.say": "Back pain and numb between the legs?"}, "cauda equina", ERROR
        ),
    ),
    good=(
        Example({"topic": "EpiPen prices explained", "hook.say": "Why does it cost so much?"}, "a matter of money"),
        Example({"topic": "seizure dogs", "hook.say": "They nap on the job."}, "animals at work"),
        Example({"topic": "signs of a stroke", "beats[0].say": "A drooping face? Call 911 now."}, "the number, aloud"),
        Example({"topic": "chest pain", "beats[0].text": "Over 5 minutes? Emergency room"}, "a place, on screen"),
        Example({"topic": "talking about suicide", "cta.text": "Call or text 988"}, "the lifeline, on screen"),
        Example({"topic": "how to prevent a stroke", "hook.say": "Want to lower your stroke risk?"}, "prevention"),
        Example({"topic": "swim stroke technique and shoulder pain"}, "another kind of stroke"),
        Example(
            {"topic": "a day in the life of an ER nurse", "hook.say": "Three heart attacks before lunch."}, "a career"
        ),
        Example({"beats[0].say": "Chest pain on a run is another story."}, "a mention in the body"),
    ),
    cannot="Whether the help named is the right one, or the sign is complete; a red flag that only the pictures show.",
)
