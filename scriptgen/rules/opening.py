"""Openings that say nothing yet: greetings, introductions of self or of the video, throat-clearing."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from typing import NamedTuple

from scriptgen.resources import package_text
from scriptgen.text import fold

__all__ = ["greets", "says_nothing"]

_FLAT = str.maketrans({"—": ",", "–": ",", "…": ".", "\n": "."})
_DOTS = re.compile(r"\b(drs?|mrs?|ms|prof|st|jr|sr)\.|\b((?:[a-z]\.){2,})")
_FLATTENED = re.compile(r"[—–…\n]")
_DOTTED = re.compile(r"[a-z]\.[a-z]\.|(?:dr|mr|ms|of|st)s?\.")
_MAY_ASK = re.compile(r"\W*(?:h|a|w|s|d|c|g|i|o|y|m|r|t|b|l|um|e)", re.IGNORECASE)
_GAP = re.compile(r"[^\w#@]*")
_CLAUSE = re.compile(r"[^,;:.!?]*")
_SENTENCE = re.compile(r"[^.!?;:]*")
_JOIN = re.compile(r"[,\s]+(?:and|but|because|or|plus)\s+|,\s*|\s-+\s")
_CLAIM = re.compile(
    r"\b(?:is|are|was|were|does|do|did|has|can|could|must|may|might|will|should|would|cannot|not|never|no|nobody|nothing|wrong|myth|lie|lies|needs?|hurts?|ruins|"
    r"makes|helps (?!people|patients|you)|causes|means|kills?|stops?|works (?!at|in|as|with|for|on|out)|fixes|tried|if|whether|how come|without|hates?|quit|use[ds])\b|n't\b"
)
_WHY = re.compile(r"\b(?:why|that|how|what|because)\b[^.!?]*(?:n't|\b(?:not|never|wrong|myth|lie|nobody)\b)")
_WH = re.compile(r"(?:and |so )?(?:what|how|why|who|when|where|which)\b")
_LABEL = re.compile(r"\s*:\s*[\w'-]+(?: [\w'-]+){0,2}(?=[.!]?\s*$)")
_STOPPER = re.compile(
    r"\s+(?:and|but|who|whose|because|so|that|with|where|when|which|-+)\s+|\s+(?=(?:welcome|today|tonight|my name|i'm|in this|let's|let me)\b)"
)
_NAME = re.compile(r"(?:[A-Z][\w'’-]*\.?\s*){1,4}(?=[,.!;:]|$|and\b|here\b|from\b|with\b|your\b|at\b|in\b|the\b)")
_TAIL = re.compile(
    r"(?:who|that) (?:speciali|focus|work|treat|see|help|love|practi|teach|take|care|is passionate|makes? videos)[^.!?,;:]*"
    r"|(?:back )?with another [^.!?,;:]*|with (?:over |more than |almost |about |nearly )?(?:[\w-]+ ){0,3}(?:years?|decades?)[^.!?,;:]*"
    r"|with (?:a|an|the|my) (?:[\w-]+ ){0,2}(?:passion|background|focus|specialty|interest|practice|clinic|degree)[^.!?,;:]*"
    r"|(?:here |based |working |practi[cs]ing |live |out )?(?:in|at|from|of|for|to)\b[^.!?,;:]*|where i [^.!?;:]*|i (?:treat|help|see|take care of|teach|run|own|love|make|post|talk|share|do)\b[^.!?,;:]*"
    r"|(?:an? |the |your |proud |new |also |soon-to-be )*(?:mom|mum|dad|mother|father|wife|husband|parent|runner|nerd|geek|mama|grandma|founder|owner|host|author)\b[^.!?,;:]*"
)
_WORKS = re.compile(
    r"i(?:'ve| have) (?:been )?(?:an?|in|doing|practi[sc]ing|treating|working|worked|practi[sc]ed|seeing|helping|fixing|teaching|studying|caring|operating|looking after|delivering|nursing|running"
    r"|over|more than|about|almost|\d+|\w+(?:-\w+)?(?= years?))\b[^.!?,;:]*\b(?:years?|decades?)\b[^.!?,;:]*"
    r"|i (?:work|practi[cs]e|speciali[sz]e|am trained|focus|graduated|trained)\b[^.!?,;:]*|(?:over |more than |almost |nearly )?[\w-]+(?: [\w-]+)? (?:years?|decades?)(?: now)? (?:in|of|as|on|into|an?|doing|behind|experience)\b[^.!?,;:]*"
    r"|[\w-]+(?:[ -][\w-]+)? years?,? [\w ]{0,20}\d* (?:patients|surgeries|operations|deliveries)"
)
_I_AM = re.compile(
    r"(?P<sure>(?:my|the) name(?:'s| is)|(?:you can |they |people |everyone |just )?call(?:s)? me|(?:some of )?you (?:may |might |probably )?(?:already )?know me (?:as|from)|also known as|a\.?k\.?a\.?)\s+|(?P<i>i'm|i am|im|as)\s+"
    r"|(?P<it>it's|it is|this is|its|we are|we're)\s+(?=me\b|dr\b|doctor \w|nurse \w|your [\w-]+ ?(?:[\w-]+ )?|the team|the \w+ team)"
)


class _Grammar(NamedTuple):
    filler: re.Pattern[str]
    closed: re.Pattern[str]
    open: re.Pattern[str]
    framed: re.Pattern[str]
    unframed: re.Pattern[str]
    greeting: re.Pattern[str]
    address: re.Pattern[str]
    role: re.Pattern[str]
    noun: re.Pattern[str]


@lru_cache(maxsize=1)
def _grammar() -> _Grammar:
    data = tomllib.loads(package_text("rules/terms/opening.toml"))

    def any_of(name: str) -> re.Pattern[str]:
        text = "|".join(data[name]).replace("@TALK", data["talk"]).replace("@SOFT", data["soft"])
        return re.compile(rf"(?:{text})(?!\w)")

    role = rf"\b(?:{data['role']})\b(?!')"
    return _Grammar(
        any_of("filler"),
        any_of("closed"),
        any_of("open"),
        any_of("framed"),
        any_of("unframed"),
        any_of("greeting"),
        re.compile(rf"(?:[ ,]+(?:{data['address']})\b)*"),
        re.compile(role),
        re.compile(
            rf"(?:(?:(?:also|and) )?(?:(?:an?|your|our|\d+|{data['credential']}|{data['kind']}) )(?:[\w-]+ ){{0,5}}?(?:{data['role']})\b(?!')"
            rf"|(?:dr|doctor|nurse|dentist|doc|prof|professor) [\w-]+(?: [\w-]+)??|(?:{data['credential']}|{data['role']}))"
            rf"(?: (?:here|speaking|in the house|checking in))?(?=\s*(?:[.,!;:]|$|from\b|in\b|at\b|with\b|and\b|who\b))"
        ),
    )


def says_nothing(text: str, named: bool = False) -> bool:
    """Return whether `text` only greets, introduces or clears its throat. `named`: a greeting of the topic itself counts as saying something."""
    if "?" in text and not _MAY_ASK.match(text):
        return False
    flat = text.translate(_FLAT) if _FLATTENED.search(text) else text
    low = fold(flat)
    if _DOTTED.search(low):
        low = _DOTS.sub(lambda m: m[1] or m[2].replace(".", ""), low)
    same = len(low) == len(flat)
    at, seen, met = _GAP.match(low).end(), False, False  # type: ignore[union-attr]
    while at < len(low):
        end, met = _unit(low, at, flat[at:] if same else low[at:], met, named)
        if end <= at:
            return False
        seen = True
        at = _GAP.match(low, end).end()  # type: ignore[union-attr]
    return seen


def greets(text: str) -> bool:
    """Return whether `text` is a mere greeting, such as a title card may hold."""
    low = fold(text.translate(_FLAT)).strip(" .,!?")
    found = _grammar().greeting.match(low)
    return bool(found) and _address(low, found.end(), False) >= len(low)  # type: ignore[union-attr]


def _unit(low: str, at: int, raw: str, met: bool, named: bool) -> tuple[int, bool]:
    """Return where the empty phrase that starts here ends, `at` for none, and whether the speaker is introduced by now."""
    g = _grammar()
    if found := g.framed.match(low, at):
        return _announced(low, found.end(), True), met
    if found := g.greeting.match(low, at):
        return _address(low, found.end(), named), met
    if found := g.open.match(low, at):
        return _claimless(low, found.end()), met
    if (found := g.unframed.match(low, at)) and (end := _announced(low, found.end(), False)):
        return end, met
    if found := g.closed.match(low, at):
        return found.end(), met
    if found := _I_AM.match(low, at):
        end = _introduced(low, found, raw)
        if end:
            return end, True
    if (found := _WORKS.match(low, at)) and not _CLAIM.search(found[0]):
        return found.start() + len(_STOPPER.split(found[0])[0]), True
    if (found := g.noun.match(low, at)) and not _CLAIM.search(found[0]):
        return found.end(), True
    if met and (found := _TAIL.match(low, at)) and not _CLAIM.search(found[0]):
        return found.start() + len(_STOPPER.split(found[0])[0]), True
    if found := g.filler.match(low, at):
        return found.end(), met
    return at, met


def _address(low: str, end: int, named: bool) -> int:
    end = _grammar().address.match(low, end).end()  # type: ignore[union-attr]
    rest = _CLAUSE.match(low, end)[0]  # type: ignore[index]
    closed = low[end + len(rest) : end + len(rest) + 1]
    if (
        rest
        and not named
        and closed != "?"
        and len(rest.split()) <= 3
        and not _CLAIM.search(rest)
        and not _I_AM.match(rest.strip())
    ):
        return end + len(rest)
    return end


def _claimless(low: str, end: int) -> int:
    """Return the end of the clause, or of its first part where another clause is joined on."""
    rest = _CLAUSE.match(low, end)[0]  # type: ignore[index]
    return end + len(_STOPPER.split(rest)[0]) if rest else end


def _announced(low: str, end: int, framed: bool) -> int:
    """Return the end of what a sentence about the video announces; 0 where that is a claim in itself."""
    rest = _SENTENCE.match(low, end)[0]  # type: ignore[index]
    parts = _JOIN.split(rest)
    if framed:
        if _WHY.search(parts[0]):
            return 0
    elif _CLAIM.search(parts[0]) or len(parts[0].split()) > 9:
        return 0
    kept = len(parts[0])
    for part in parts[1:]:
        if _CLAIM.search(part) and not (_WH.match(part) and not _WHY.search(part)):
            return end + kept
        kept = rest.find(part, kept) + len(part)
    label = _LABEL.match(low, end + len(rest)) if framed else None
    return label.end() if label and not _CLAIM.search(label[0]) else end + len(rest)


def _introduced(low: str, found: re.Match[str], raw: str) -> int:
    """Return where a name or a profession after "I'm" ends; 0 where something else follows."""
    end = found.end()
    head = _STOPPER.split(_CLAUSE.match(low, end)[0])[0]  # type: ignore[index]
    if not head or _CLAIM.search(head):
        return 0
    name = _NAME.match(raw[end - found.start() :])
    if (
        found["sure"]
        or (name and not found["i"] == "as")
        or _grammar().role.search(head)
        or head.startswith(("me", "your favorite", "your favourite"))
    ):
        return end + len(head)
    return 0
