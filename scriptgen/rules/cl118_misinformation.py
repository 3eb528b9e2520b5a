"""CL118: a known false claim is repeated as true."""

from __future__ import annotations

from collections.abc import Iterator

from scriptgen.late import late
from scriptgen.rule import ERROR, WARNING, Example, Hit, Origin, Rule
from scriptgen.rules.beliefs import Belief, after, beliefs, stance, subjects, sure, told_later
from scriptgen.text import content_stems
from scriptgen.view import Line, View

_ASKED = late(r"\?|\bmyths?\b|[❌✗🚫]")
"""Marks of a hook on screen that put what is said to the test."""


def _raised(view: View, line: Line, belief: Belief) -> bool:
    """Return whether a hook only raises it: the truth is told later, or the screen asks or marks what is said ("Crack = arthritis?", not "Did you know?")."""
    if line.block != "hook":
        return False
    shown, said = view.hook.text, content_stems(line.text[belief.start : belief.end])
    asked = bool(_ASKED.search(shown.low)) and not said.isdisjoint(content_stems(shown.text))
    return asked or told_later(view, line, belief)


def find(view: View) -> Iterator[Hit]:
    """Look for claims of the list that a line stands behind: not denied, not asked, not in another's mouth."""
    table = subjects().keys()
    if table.isdisjoint(view.vocabulary) and not any("-" in word for word in view.vocabulary):
        return
    for line in view.language:
        for belief in beliefs(line):
            if stance(line, belief, after(view, line)) == "asserted":
                claim = belief.claim
                yield line.hit(
                    ERROR if sure(line, belief) and not _raised(view, line, belief) else WARNING,
                    "main",
                    belief.start,
                    belief.end,
                    quote=line.text[belief.start : belief.end],
                    truth=claim.truth,
                    source=claim.source,
                )
                break


RULE: Rule = Rule(
    code="CL118",
    slug="misinformation",
    raises=(ERROR, WARNING),
    guidance="Never state a debunked claim as true; if you must name it, mark it a myth and answer at once.",
    messages={"main": "{quote!r} repeats a claim known to be false: {truth} ({source}). Say what is true instead."},
    why="A false claim from a clinician's mouth is believed longer than one from anybody else.",
    fix="model",
    source=Origin(
        "TikTok",
        "Community Guidelines, Misinformation",
        2025,
        "2026-11-22",
        "several",
        "each claim of the list carries its own source; the list is ours",
    ),
    find=find,
    bad=(
        Example(
            {
                "cta.say": "Save this: copper bracelets pull arthritis out.",
                "disclaimer.say": "This is general information, not personal advice. Ask your own clinician.",
            },
            "before a disclaimer, which answers nothing",
            ERROR,
        ),
        Example(
            {"beats[1].say": "That MMR jab is why so many toddlers turn up autistic."}, "vaccines and autism", ERROR
        ),
        Example(
            {
                "hook.say": "Three days of celery juice flushes the toxins out of your liver.",
                "hook.text": "Did you know?",
                "beats[0].say": "It's green, it's everywhere.",
            },
            "a question on screen about nothing",
            ERROR,
        ),
        Example(
            {
                "hook.say": "Three days of celery juice flushes the toxins out of your liver.",
                "hook.text": "Celery juice detox?",
                "beats[0].say": "It's green, it's everywhere.",
            },
            "a hook that asks on screen: a human decides",
            WARNING,
        ),
        Example({"beats[1].text": "3 days of celery juice flushes your liver"}, "detox, on screen", ERROR),
        Example(
            {"caption": "Knee pain myths. Magnet bracelets draw arthritis out of the joint."}, "in the caption", ERROR
        ),
        Example(
            {"beats[1].say": "Green snot? That's bacteria, so ask for amoxicillin."}, "over two sentences", WARNING
        ),
    ),
    good=(
        Example({"beats[1].say": "Vaccines do not cause autism; large studies looked."}, "denied"),
        Example(
            {
                "hook.say": "Does sugar feed cancer?",
                "beats[0].say": "All cells use it. Cutting it out starves no tumour.",
            },
            "asked",
        ),
        Example(
            {"hook.say": "'Magnets cure arthritis.'", "beats[0].say": "No, they don't."},
            "a myth, answered in the next beat",
        ),
        Example(
            {"beats[1].say": "My aunt swears that celery juice flushes her liver. It doesn't."}, "told and corrected"
        ),
        Example(
            {"beats[1].say": "Antibiotics treat strep throat, and they are useless for a cold."}, "the truth nearby"
        ),
        Example(
            {"beats[1].say": "You were told to tilt your head back for a nosebleed. Lean forward instead."},
            "an old habit, replaced",
        ),
        Example(
            {
                "hook.say": "Lice only go for dirty hair. Mums whisper that to me in the corridor.",
                "beats[1].say": "A louse takes clean hair as happily as any.",
            },
            "put into others' mouths, and answered two beats on",
        ),
        Example({"beats[1].text": "Sweat and toxins", "beats[1].say": "Sweat is mostly water and salt."}, "a heading"),
        Example({"beats[1].say": "Fluoride in toothpaste hardens enamel against decay."}, "the same subject"),
    ),
    cannot="False claims that are on no list; irony; pictures and sounds that make the claim.",
)
