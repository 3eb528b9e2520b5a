"""CL117: a symptom that needs care is played down."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from scriptgen.late import late
from scriptgen.needs import need
from scriptgen.resources import package_text
from scriptgen.rule import ERROR, WARNING, Example, Hit, Origin, Rule
from scriptgen.rules.advice import Said, disowned, said
from scriptgen.view import Line, View


class _Terms(NamedTuple):
    gate: dict[str, tuple[str, ...]]
    """Kinds of signs by the words that open them."""
    signs: dict[str, re.Pattern[str]]
    needs: int
    """What a line needs for any of them, as in needs.need."""
    harmless: re.Pattern[str]
    wait: re.Pattern[str]
    care: re.Pattern[str]


@lru_cache(maxsize=1)
def _terms() -> _Terms:
    data = tomllib.loads(package_text("rules/terms/warning_signs.toml"))
    parts, down = data["parts"], data["played_down"]

    def joined(rows: list[str]) -> re.Pattern[str]:
        text = "|".join(rows)
        for name in ("PAIN", "SWELLS", "GAP", "NEAR"):
            text = text.replace(f"@{name}", parts[name])
        return late(rf"(?<![\w'])(?:{text})(?!\w)")

    gate: dict[str, tuple[str, ...]] = {}
    for kind, words in data["gate"].items():
        for word in words.split():
            gate[word] = (*gate.get(word, ()), kind)
    signs = {kind: joined(rows) for kind, rows in data["signs"].items()}
    return _Terms(
        gate, signs, need(*signs.values()), joined(down["harmless"]), joined(down["wait"]), joined([down["care"]])
    )


def _sign(line: Line, low: str, terms: _Terms) -> re.Match[str] | None:
    """Return the first sign in a part of a line, looked for by the kinds that the line's words open."""
    if not line.held & terms.needs:
        return None
    kinds = {kind for word in terms.gate.keys() & line.words for kind in terms.gate[word]}
    found = [match for kind in kinds if line.may(terms.signs[kind]) and (match := terms.signs[kind].search(low))]
    return min(found, key=lambda match: match.start()) if found else None


_NOT = late(
    r"\b(?:no need|don't|do not|skip|before|without|instead of|rather than|needn't|not|never|isn't|aren't|wasn't|doesn't|hardly|nobody needs|why|save yourself|stop|no reason)\b(?: [\w']+){0,3}? ?$"
)
_OPEN = late(
    r"\b(?:may|might|could|can(?!')|prevent\w*|risk\w*|never|won't|trial|study|studies|someone|people|called|curtains?|cool room|challenge|act out|what if|how to|do you|did you|have you|is it|show you|isn't|aren't|my|i|we|she|he|her|his|him|who|without (?!trying|losing)|side effects?|learn|watch|signs?|symptoms?|plan|brave|rarely|rare|called|means that|difference|lists?|listen|check|tell|ask|donat\w+|cause[sd]?)\b"
)
_CONTRAST = late(
    r";|\b(?:but|unless|except|however|until|though|not for|if (?:it|they|you|he|she)|years ago)\b|[\"\u201c\u201d]"
)
_SMALL = late(
    r"\b(?:small|little bruise|minor|tiny|few drops|with pressure|minutes of pressure|for years|after (?:coffee|exercise|a nap|standing)|stand(?:ing)? up|in your (?:twenties|teens)|bumps?|blisters?|donat\w+|first aid|scrape|common|one in|percent)\b"
)
_NEGATED = late(r"\b(?:isn't|aren't|not|never|wasn't) (?:an? |just |only )?$")
_INNOCENT = late(
    r"\b(?:after (?:a |your |the )?(?:workout|run|squats|leg day|flu shot|vaccine|shot)|mild|knuckles|joke|penalty|my (?:chest|heart|knees?)|movie|game|hiccup\w*|(?<!and )needles?|blood draws?|roller ?coasters?|blackout curtains?|in love|you love|first days|meconium|prevent|heartwarming)\b"
)


def find(view: View) -> Iterator[Hit]:
    """Look for a warning sign and words that play it down, in a line that nowhere sends the viewer for care."""
    terms = _terms()
    if terms.gate.keys().isdisjoint(view.vocabulary):
        return
    for line in view.language:
        if terms.gate.keys().isdisjoint(line.words) or not _sign(line, line.low, terms) or _cares(line, terms):
            continue
        down = _played_down(view, line, terms)
        if down:
            start, end, sure = down
            yield line.hit(ERROR if sure else WARNING, "main", start, end, quote=line.text[start:end].strip())
            continue
        span = _left_alone(view, line, terms)
        if span:
            yield line.hit(WARNING, "hint", *span, quote=line.text[span[0] : span[1]].strip())


def _played_down(view: View, line: Line, terms: _Terms) -> tuple[int, int, bool] | None:
    """Return the stretch with the sign and with what plays it down, and whether they surely belong together; None for none."""
    words = [pattern for pattern in (terms.harmless, terms.wait) if line.may(pattern)]
    for sentence in said(line) if words else ():
        low = line.low[sentence.start : sentence.start + len(sentence.text)]
        sign = _sign(line, low, terms)
        if not sign or _INNOCENT.search(low):
            continue
        rest = line.low[sentence.start : sentence.start + len(sentence.text) + 140]
        for search in words:
            down = search.search(rest)
            if (
                down
                and not _NEGATED.search(rest[: down.start()])
                and not _doubted(sentence, down.end())
                and not disowned(view, line, sentence, sign.start())
            ):
                end = sentence.start + max(sign.end(), down.end())
                sure = (down.start() < len(low) or sentence.asked) and not _CONTRAST.search(rest[: down.end() + 60])
                return sentence.start + min(sign.start(), down.start()), end, sure and not _SMALL.search(low)
    return None


def _left_alone(view: View, line: Line, terms: _Terms) -> tuple[int, int] | None:
    """Return the sentence that states a sign as a matter of course, where nothing in the script sends for care."""
    spoken = [block for block in view.blocks if block.name != "disclaimer"]
    if any(_cares(other, terms) for block in spoken for other in (block.say, block.text)) or _cares(
        view.caption, terms
    ):
        return None
    for sentence in said(line):
        low = line.low[sentence.start : sentence.start + len(sentence.text)]
        sign = _sign(line, low, terms)
        if not sign or _INNOCENT.search(low) or _OPEN.search(low) or (sentence.asked and not sentence.after.strip()):
            continue
        if not disowned(view, line, sentence, sign.start()):
            return sentence.start, sentence.start + len(low)
    return None


def _doubted(sentence: Said, at: int) -> bool:
    """Return whether the words that play down stand in a question."""
    return sentence.asked and at <= len(sentence.text)


def _cares(line: Line, terms: _Terms) -> bool:
    """Return whether the line sends the viewer for care, or says that it is not harmless."""
    return any(not _NOT.search(line.low[max(0, m.start() - 40) : m.start()]) for m in line.finditer(terms.care))


RULE: Rule = Rule(
    code="CL117",
    slug="red-flag-minimised",
    raises=(ERROR, WARNING),
    guidance="When a warning sign comes up, say when and where to get it seen; don't explain it away.",
    messages={
        "main": "{quote!r} plays down a symptom that needs care; say when to be seen, and where.",
        "hint": "{quote!r} names a symptom that may need care, and nothing in the script says so; say when to be seen, and where.",
    },
    why="Viewers with a heart attack, a stroke or a cancer look for a reason to wait, and a calm voice gives them one.",
    fix="model",
    source=Origin(
        "National Institute for Health and Care Excellence",
        "Suspected cancer: recognition and referral (NG12)",
        2015,
        "2026-11-22",
        "judgement",
        "beside it the CDC's and the American Heart Association's public lists of stroke and heart attack signs; which words play down is ours",
    ),
    find=find,
    bad=(
        Example(
            {"beats[0].say": "Chest pressure that comes and goes is mostly stress. Roll your shoulders and carry on."},
            "an innocent cause",
            ERROR,
        ),
        Example(
            {"beats[0].say": "A droopy mouth in the morning just means you slept on that side."}, "a stroke sign", ERROR
        ),
        Example(
            {"beats[0].say": "Blood in your stool? Probably the spinach. No stress."},
            "a question that is answered",
            ERROR,
        ),
        Example(
            {"beats[0].text": "Lump in the breast = hormones. Wait a few cycles"}, "told to wait, on screen", ERROR
        ),
        Example({"caption": "Baby kicking less near the due date is perfectly normal."}, "in the caption", ERROR),
    ),
    good=(
        Example(
            {"beats[0].say": "You can wait until Monday with a stuffy nose, not with a swollen tongue."},
            "set against what is harmless",
        ),
        Example({"beats[0].say": "It's only a mole until it changes, so learn your ABCDE."}, "what to look for"),
        Example({"beats[0].say": "Chest pressure that comes and goes still deserves a call to 911."}, "sent for care"),
        Example(
            {
                "beats[0].say": "A few floaters are usually harmless. A sudden shower of them needs an eye doctor the same day."
            },
            "both sides",
        ),
        Example(
            {"beats[0].say": "'It's just stress,' he said of his chest pain. It was a heart attack."},
            "quoted and corrected",
        ),
        Example(
            {"beats[0].say": "A sore arm after a flu shot is normal and settles in a day or two."}, "harmless indeed"
        ),
        Example({"beats[0].say": "Cracking knuckles is mostly gas bubbles popping."}, "harmless indeed"),
        Example({"beats[0].say": "Don't wait with a suddenly painful testicle. Hours matter."}, "urgent"),
    ),
    cannot="Minimising by tone, music or a shrug; a sign that is rare or only dangerous for some.",
)
