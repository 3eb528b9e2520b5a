"""EN102: viewers are pressed or hurried into sharing."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache

from scriptgen.resources import package_text
from scriptgen.rule import WARNING, Example, Hit, Origin, Rule
from scriptgen.text import Piece
from scriptgen.view import View

_MOCKED = re.compile(
    r"\b(?:never|not|won't|don't|no need to|nobody(?:'s| is)?|you don't have to|i'd never|isn't|aren't) (?:\w+ )?(?:ask|asking|say|saying|tell|telling|beg|begging|making|make|force|one of those|need|a \w+ video)\b"
    r"|\b(?:anyone|any|an?|if|when|whenever|videos?|posts?|accounts?|people|someone|everyone|ads?|scams?|sellers?|they|who|that|which) (?:[\w']+ ){0,4}?(?:says?|saying|tells?|telling|claims?|screams?|yells?|promis\w+|warns?|begs?)\b"
)


@lru_cache(maxsize=1)
def _terms() -> tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...]:
    data = tomllib.loads(package_text("rules/terms/urgency.toml"))
    act, post = data.pop("act"), data.pop("post")
    return tuple(
        (name, tuple(row["keys"]), re.compile(rf"(?<!\w)(?:{'|'.join(row['any'])})".replace("@ACT", act).replace("@POST", post))) for name, row in data.items()
    )


def find(view: View) -> Iterator[Hit]:
    """Look in each sentence that holds a key word for pressure: threats, dares, guilt, hostages, hurry, charms."""
    lines = view.language
    everything = "\n".join([line.low for line in lines])
    kinds = [(name, [k for k in keys if k in everything], pattern) for name, keys, pattern in _terms()]
    kinds = [kind for kind in kinds if kind[1]]
    if not kinds:
        return
    for line in lines:
        low = line.low
        for name, keys, pattern in kinds:
            if any(k in low for k in keys) and (hit := _pressed(line.low, line.sentences, keys, pattern)):
                yield line.hit(WARNING, name, *hit, quote=line.text[hit[0] : hit[1]])
                break


def _pressed(low: str, sentences: list[Piece], keys: list[str], pattern: re.Pattern[str]) -> tuple[int, int] | None:
    for piece in sentences:
        said = low[piece.start : piece.end]
        if any(k in said for k in keys):
            found = pattern.search(said)
            if found and not _MOCKED.search(said, 0, found.start()):
                return piece.start + found.start(), piece.start + found.end()
    return None


RULE: Rule = Rule(
    code="EN102",
    slug="engagement-bait",
    raises=(WARNING,),
    guidance="Ask for a share with a reason, never with a threat, a dare, guilt or a made-up deadline; urgency belongs to symptoms, not to likes.",
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
    source=Origin("Meta", "Fighting Engagement Bait on Facebook", 2017, "2026-11-22", "judgement", "it names vote, react, share and tag baiting; honest asks to share are left alone here"),
    find=find,
    bad=(
        Example({"cta.say": "Share this or your knees will pay for it."}, "share or else", WARNING),
        Example({"cta.say": "Save this before they take it down."}, "nobody takes it down", WARNING),
        Example({"cta.say": "Ninety percent of you won't share this."}, "a dare", WARNING),
        Example({"caption": "Knee pain myths. If you love your parents, you'll share this."}, "guilt, in the caption", WARNING),
        Example({"cta.text": "5K likes = part 2"}, "the answer held hostage", WARNING),
    ),
    good=(
        Example({"cta.say": "Send this to a friend who gave up running, or keep it for yourself."}, "or, without a threat"),
        Example({"cta.say": "A hot, swollen knee with a fever? See someone today, don't wait."}, "urgency of the body"),
        Example({"cta.say": "Our flu shot clinic closes Friday. Book before then."}, "a real deadline"),
        Example({"cta.say": "Stop scrolling in bed, and your neck will thank you."}, "scrolling as a habit"),
        Example({"cta.say": "If a post says 'share before they delete this', it is selling something."}, "bait quoted as a warning"),
    ),
    cannot="Whether a deadline or a number of free places is true; bait in pictures, music or stickers.",
)
