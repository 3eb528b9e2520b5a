"""EN102: viewers are pressed or hurried into sharing."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache

from scriptgen.resources import package_text
from scriptgen.rule import WARNING, Example, Hit, Origin, Rule
from scriptgen.view import View

_CLOSE = ("dare", "guilt", "charm")
_MOCKED = re.compile(
    r"\b(?:never|not|won't|don't|no need to|nobody(?:'s| is)?|you don't have to|i'd never|isn't|aren't) (?:\w+ "
    r")?(?:ask|asking|say|saying|tell|telling|beg|begging|making|make|force|one of those|need|a \w+ video)\b"
    r"|\b(?:anyone|any|an?|if|when|whenever|videos?|posts?|accounts?|people|someone|everyone|ads?|scams?|sellers?"
    r"|they|who|that|which) (?:[\w']+ ){0,4}?(?:says?|saying|tells?|telling|claims?|screams?|yells?|promis\w+"
    r"|warns?|begs?)\b"
)


@lru_cache(maxsize=1)
def _terms() -> tuple[frozenset[str], frozenset[str], tuple[tuple[str, frozenset[str], re.Pattern[str]], ...]]:
    data = tomllib.loads(package_text("rules/terms/urgency.toml"))
    act, post = data.pop("act"), data.pop("post")
    words, core = frozenset(data.pop("words").split()), frozenset(data.pop("core").split())
    kinds = []
    for name, row in data.items():
        pattern = "|".join(row["any"]).replace("@ACT", act).replace("@POST", post)
        kinds.append((name, frozenset(row["keys"]), re.compile(rf"(?<!\w)(?:{pattern})")))
    return words, core, tuple(kinds)


def find(view: View) -> Iterator[Hit]:
    """Look in each sentence that holds a key word for pressure: threats, dares, guilt, hostages, hurry, charms."""
    acts, core, kinds = _terms()
    for line in view.language:
        if acts.isdisjoint(line.words):
            continue
        low = line.low
        heads = {word[:5] for word in line.words}.union(line.words)
        far = core.isdisjoint(line.words)
        for name, keys, pattern in kinds:
            if far and name in _CLOSE:
                continue
            if not keys.isdisjoint(heads) and (found := pattern.search(low)) and not _mocked(low, found.start()):
                yield line.hit(WARNING, name, *found.span(), quote=line.text[found.start() : found.end()])
                break


def _mocked(low: str, start: int) -> bool:
    """Return whether the sentence reports such bait, or says that this is none."""
    first = max(low.rfind(c, 0, start) for c in ".!?\n") + 1
    return bool(_MOCKED.search(low, first, start))


RULE: Rule = Rule(
    code="EN102",
    slug="engagement-bait",
    raises=(WARNING,),
    guidance=(
        "Ask for a share with a reason, never with a threat, a dare, guilt or a made-up deadline; urgency "
        "belongs to symptoms, not to likes."
    ),
    messages={
        "threat": "{quote!r} threatens viewers into sharing or following.",
        "scroll": "{quote!r} scolds viewers for moving on.",
        "dare": "{quote!r} dares viewers to share.",
        "guilt": "{quote!r} makes viewers guilty for not sharing.",
        "hostage": "{quote!r} holds the answer back for likes.",
        "hurry": "{quote!r} hurries viewers with a deadline that no one needs.",
        "charm": "{quote!r} promises luck or magic for a click.",
    },
    why="Platforms show bait to fewer people, and pressure from a clinician reads as medical urgency.",
    fix="model",
    source=Origin(
        "Meta",
        "Fighting Engagement Bait on Facebook",
        2017,
        "2026-11-22",
        "judgement",
        "it names vote, react, share and tag baiting; honest asks to share are left alone here",
    ),
    find=find,
    bad=(
        Example({"cta.say": "Share this or your knees will pay for it."}, "share or else", WARNING),
        Example({"cta.say": "Save this before they take it down."}, "nobody takes it down", WARNING),
        Example({"cta.say": "Ninety percent of you won't share this."}, "a dare", WARNING),
        Example(
            {"caption": "Knee pain myths. If you love your parents, you'll share this."},
            "guilt, in the caption",
            WARNING,
        ),
        Example({"cta.text": "5K likes = part 2"}, "the answer held hostage", WARNING),
    ),
    good=(
        Example(
            {"cta.say": "Send this to a friend who gave up running, or keep it for yourself."}, "or, without a threat"
        ),
        Example({"cta.say": "A hot, swollen knee with a fever? See someone today, don't wait."}, "urgency of the body"),
        Example({"cta.say": "Our flu shot clinic closes Friday. Book before then."}, "a real deadline"),
        Example({"cta.say": "Stop scrolling in bed, and your neck will thank you."}, "scrolling as a habit"),
        Example(
            {"cta.say": "If a post says 'share before they delete this', it is selling something."},
            "bait quoted as a warning",
        ),
    ),
    cannot="Whether a deadline or a number of free places is true; bait in pictures, music or stickers.",
)
