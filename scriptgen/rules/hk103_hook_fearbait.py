"""HK103: the hook frightens or teases with what the body does not bear out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from scriptgen.report import Severity
from scriptgen.resources import package_text
from scriptgen.rule import ERROR, WARNING, Example, Hit, Origin, Rule
from scriptgen.view import Line, View

_LIST = ("secret", "shock", "panic", "doom")
_PROOF = {
    "secret": ("papers",),
    "shock": ("figure",),
    "panic": ("grave",),
    "doom": ("grave",),
    "fear": ("grave", "harm"),
    "tease": ("figure",),
}
"""The kinds of bait, and what in the body would carry each."""
_ASKABLE = ("fear", "tease")
"""What may be asked: a question about a danger is honest, if it gets an answer (HK105)."""
_INSIDER = re.compile(
    r"\b(?:we|our|i|my) (?:\w+ )?(?:keep|kept|hide|hid|secret|tell|never tell|don't tell|won't tell)\b|\bat my\b"
)
_GOES_ON = re.compile(r"[^.!?]*:\s*\w")
_NEXT = re.compile(r"[.!?]+[\"'”’]*\s*|[\"'”’]\s+|$")
_STOP = re.compile(r"[.!?]")


class _Kind(NamedTuple):
    name: str
    keys: frozenset[str]
    words: re.Pattern[str]
    proof: re.Pattern[str]


@lru_cache(maxsize=16)
def _around(name: str) -> re.Pattern[str]:
    return re.compile(tomllib.loads(package_text("rules/terms/bait.toml"))["around"][name])


@lru_cache(maxsize=1)
def _kinds() -> tuple[_Kind, ...]:
    terms = tomllib.loads(package_text("rules/terms/bait.toml"))
    bait = terms["bait"]
    found = []
    for name, proof in _PROOF.items():
        words = re.compile(rf"(?<!\w)(?:{'|'.join(bait[name])})".replace("@WHO", bait["who"]))
        shown = re.compile("|".join(f"(?:{bait[p]})" for p in proof))
        found.append(_Kind(name, frozenset(terms["keys"][name].split()), words, shown))
    return tuple(found)


def find(view: View) -> Iterator[Hit]:
    """Look for bait in what opens the video, then in the body for the fact that would carry it."""
    hits = [hit for line in (view.hook.say, view.hook.text, view.cover) if line.text and (hit := _bait(view, line))]
    if hits:
        hits.sort(key=lambda hit: hit.severity is not ERROR)
        first = hits[0]
        yield Hit(first.severity, first.path, first.message, first.span, first.values, tuple(h.path for h in hits[1:]))


def _bait(view: View, line: Line) -> Hit | None:
    low = line.low
    heads = {word[:5] for word in line.words}
    mere = "?" in low and "." not in low and "!" not in low
    for kind in _kinds():
        if mere and kind.name in _ASKABLE:
            continue
        if not kind.keys.isdisjoint(heads):
            for match in kind.words.finditer(low):
                severity = _unpaid(view, low, kind, match)
                if severity:
                    quote = line.text[match.start() : match.end()]
                    return line.hit(severity, kind.name, match.start(), match.end(), quote=quote)
    return None


def _unpaid(view: View, low: str, kind: _Kind, match: re.Match[str]) -> Severity | None:
    """Return how severe the bait is; None where it is denied, quoted, answered, or carried by a fact."""
    start = max(low.rfind(c, 0, match.start()) for c in ".!?\n") + 1
    before, after = low[start : match.start()], low[match.end() :]
    sly = kind.name in ("secret", "panic")
    if _around("told").search(before) or (not sly and _around("denied").search(before)):
        return None
    if kind.name == "secret" and (_around("open").search(before) or _around("nobody").match(match[0])):
        return None
    if kind.name == "secret" and _INSIDER.search(low):
        return None
    if kind.name == "tease" and _GOES_ON.match(after):
        return None
    rest = _NEXT.split(after, maxsplit=1)[-1]
    ends = _STOP.search(after)
    asks = bool(ends and ends[0] == "?")
    if _around("rebuff").match(rest) or (rest.strip() and (asks or _quoted(low, start, match))):
        return None
    if kind.name in ("doom", "fear") and not rest.strip() and _around("rebuff").match(view.beats[0].say.low):
        return None
    if kind.name in _ASKABLE and _around("answer").search(rest):
        return None
    if _affirmed(kind.proof, view.body) or (not sly and _affirmed(kind.proof, rest)):
        return None
    if not asks:
        return ERROR if kind.name in _LIST else WARNING
    if kind.name in _ASKABLE or (
        kind.name == "doom" and (_around("answer").search(rest) or _around("answer").search(view.body))
    ):
        return None
    return WARNING if kind.name == "doom" else ERROR


def _quoted(low: str, start: int, match: re.Match[str]) -> bool:
    """Return whether the bait stands in quotation marks, which the rest of the hook then answers."""
    opening = low[start : match.start()].lstrip()[:1]
    return opening in ("'", '"') and opening in low[match.end() :]


def _affirmed(pattern: re.Pattern[str], text: str) -> bool:
    """Return whether the text states such a fact: neither denied, nor hearsay, nor taken back in the next sentence."""
    for match in pattern.finditer(text):
        start = max(text.rfind(c, 0, match.start()) for c in ".!?\n") + 1
        before = text[start : match.start()]
        if _around("negated").search(before) or _around("told").search(before):
            continue
        if not _around("rebuff").match(_NEXT.split(text[match.end() :], maxsplit=1)[-1]):
            return True
    return False


RULE: Rule = Rule(
    code="HK103",
    slug="hook-fearbait",
    raises=(ERROR, WARNING),
    guidance=(
        "Let the hook promise only what the next beats deliver: a real danger is welcome with the fact that "
        "shows it, a borrowed fright is not."
    ),
    messages={
        "secret": "{quote!r} promises a secret that somebody keeps; the body shows nobody keeping one.",
        "shock": "{quote!r} promises a shock; the body holds no figure or fact of that size.",
        "panic": "{quote!r} orders the viewer about in alarm; nothing in the body is an emergency.",
        "doom": "{quote!r} threatens the worst; the body never says that, or says the opposite.",
        "fear": "{quote!r} raises a fear that the body does not bear out.",
        "tease": "{quote!r} is a teaser that nothing in the body pays for.",
    },
    why=(
        "Fear without a fact makes viewers panic or look away, and it spends the trust that a clinician's word "
        "depends on."
    ),
    fix="model",
    source=Origin(
        "World Health Organization",
        "WHO Strategic Communications Framework for effective communications",
        2017,
        "2026-11-22",
        "judgement",
        "credible, not alarming; the list of bait is ours",
    ),
    find=find,
    bad=(
        Example(
            {"hook.say": "What shoe makers don't want you to know about your knees."},
            "nobody hides anything in the body",
            ERROR,
        ),
        Example({"hook.say": "Your morning jog is a ticking time bomb."}, "the body says that jogging is fine", ERROR),
        Example({"hook.say": "Don't take another step until you watch this."}, "an order in panic", ERROR),
        Example({"hook.say": "Running is destroying your joints."}, "the body says the opposite", WARNING),
    ),
    good=(
        Example({"hook.say": "Is jogging killing your knees? Nope."}, "a question, answered at once"),
        Example({"hook.say": "'Running destroys your knees.' No, it doesn't."}, "a myth quoted to be answered"),
        Example(
            {
                "hook.say": "A swollen knee can kill you.",
                "beats[0].say": "Rarely. But a hot, red knee with a fever can mean sepsis, and that is an emergency.",
            },
            "the body bears it out",
        ),
        Example({"hook.say": "The secret to happy knees? Strong thighs."}, "secret, in its innocent sense"),
    ),
    cannot="Irony and tone of voice; whether the fact that bears a fear out is true, or as large as the fear.",
)
