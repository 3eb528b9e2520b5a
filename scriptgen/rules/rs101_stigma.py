"""RS101: people are shamed, blamed or labelled by a condition."""

from __future__ import annotations

from collections.abc import Iterator

from scriptgen.rule import ERROR, WARNING, Example, Hit, Origin, Rule
from scriptgen.rules.respect import attributed, disowned, goes_on, of_oneself
from scriptgen.rules.wordclasses import terms
from scriptgen.view import Line, View

_KINDS = ("slur", "orders", "blame", "excuse", "trait", "scorn", "doubt", "label")


def find(view: View) -> Iterator[Hit]:
    """Look for labels, blame, scorn and verdicts on people; a line that speaks against them is left alone."""
    known = terms("stigma")
    if view.vocabulary.isdisjoint(known.gate):
        return
    wanted = known.bits(*_KINDS)
    for line in view.language:
        if known.gate.isdisjoint(line.words):
            continue
        held = line.held
        if held & wanted and (hit := _look(view, line, held)):
            yield hit


def _look(view: View, line: Line, held: int) -> Hit | None:
    known = terms("stigma")
    for kind in _KINDS:
        for found in known.patterns[kind].finditer(line.low, held):
            start, end = found.span()
            if of_oneself(line.low, start) or attributed(line.low, start) or disowned(line, start, end):
                continue
            if known.patterns["care"].search(line.low, held) or known.holds("care", goes_on(view, line)):
                return None
            severity = WARNING if kind in ("doubt", "label") else ERROR
            return line.hit(severity, kind, start, end, quote=line.text[start:end], instead=_instead(found[0]))
    return None


def _instead(words: str) -> str:
    """Return what to say in place of a label."""
    rows = terms("stigma").instead
    return next((f"'{better}'" for label, better in rows.items() if label in words), "'a person with …'")


_MESSAGES = {
    "slur": "{quote!r} is a slur or a ward nickname for people who come for care; name the person first: 'a person who …'.",
    "orders": "{quote!r} scolds people for their body or illness; say what helps, without the scolding.",
    "blame": "{quote!r} blames people for being ill or in need; say what causes it and what helps.",
    "excuse": "{quote!r} makes an illness out to be a choice or a flaw of character; say what it is.",
    "trait": "{quote!r} judges people by a condition, a body or a way of life; talk about the condition, not the person.",
    "scorn": "{quote!r} looks down on people for what they have or how they live; say it as you would to their face in your room.",
    "doubt": "{quote!r} sounds as if people were to blame or not to be believed; say what causes it and what helps.",
    "label": "{quote!r} turns a condition into a label; put the person first: {instead}.",
}

RULE: Rule = Rule(
    code="RS101",
    slug="stigma",
    raises=(ERROR, WARNING),
    guidance="Person first, condition second. Explain causes without fault; no scolding, no nicknames, no jokes about bodies.",
    messages=_MESSAGES,
    why="People who feel judged come late or not at all, and leave the video before the help is said.",
    fix="model",
    source=Origin(
        "National Institute on Drug Abuse",
        "Words Matter: Terms to Use and Avoid When Talking About Addiction",
        2021,
        "2026-11-22",
        "several",
        "CDC Health Equity Guiding Principles for Inclusive Communication and the AMA/AAMC Advancing Health Equity guide (2021) say the same",
    ),
    find=find,
    bad=(
        Example({"beats[0].say": "Knees hurt? Put down the fork."}, "scolded for weight", ERROR),
        Example({"beats[1].say": "Junkies always say that their pain is a ten."}, "a slur", ERROR),
        Example({"beats[1].say": "Back pain is just laziness with a doctor's note."}, "an illness made a flaw", ERROR),
        Example({"caption": "Knee pain? You did this to yourself."}, "blamed in the caption", ERROR),
        Example({"beats[1].say": "My cousin has been wheelchair-bound since May."}, "an old label", WARNING),
    ),
    good=(
        Example({"beats[1].say": "Knee pain isn't laziness, and rest alone won't fix it."}, "denied"),
        Example({"beats[1].say": "If someone said you did this to yourself, I'm sorry. They were wrong."}, "disowned"),
        Example(
            {"beats[1].say": "We say 'a person who uses drugs' here, never 'junkie'."}, "the word named to avoid it"
        ),
        Example({"beats[1].say": "The lazy way to stretch: do it in bed."}, "lazy, of a method"),
        Example({"beats[1].say": "I'm crazy about these stairs."}, "crazy, in its innocent sense"),
    ),
    cannot="Irony without words of scorn; pictures; a community's own words for itself in another mouth.",
)
