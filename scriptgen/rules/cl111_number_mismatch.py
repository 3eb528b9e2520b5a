"""CL111: a number that the cited source does not hold."""

from __future__ import annotations

from collections.abc import Iterator

from scriptgen.claims.quantities import quantities
from scriptgen.claims.register import unstated
from scriptgen.claims.support import wrong_numbers
from scriptgen.rule import ERROR, Example, Hit, Origin, Rule, Unmeasured
from scriptgen.rules.figures import has_number
from scriptgen.view import View


def find(view: View) -> Iterator[Hit | Unmeasured]:
    """Compare the quantities of each line that is said or shown with those of the words that its block cites."""
    quotes = {source.id: source.quote for source in view.script.sources if source.quote.strip()}
    if not quotes:
        yield Unmeasured("no source of the script comes with its words")
        return
    if not _counts(view.vocabulary):
        return
    for block in view.blocks:
        held = [quotes[id] for id in block.sources if id in quotes]
        if not held:
            continue
        for line in (block.say, block.text):
            if not _counts(line.words) or any(line.text in quote for quote in held):
                continue
            wrongs = wrong_numbers(line.text, held)
            answered = unstated(line) if wrongs else []
            for wrong in wrongs:
                if any(start <= wrong.start < end for start, end in answered):
                    continue  # the belief's own number, or a question's
                shown = line.text[wrong.start : wrong.end]
                rival = next((q[r.start : r.end] for q in held for r in quantities(q) if r.unit == wrong.unit), "")
                kind = "other" if rival else "none"
                yield line.hit(ERROR, kind, wrong.start, wrong.end, shown=shown, rival=rival)


_SPANS = frozenset("once daily weekly monthly yearly couple minute hour day night week month year decade".split())
"""Words that say how often or how long without a number."""


def _counts(words: frozenset[str] | list[str]) -> bool:
    return not _SPANS.isdisjoint(words) or has_number(words)


RULE: Rule = Rule(
    code="CL111",
    slug="number-mismatch",
    raises=(ERROR,),
    needs=frozenset({"sources"}),
    guidance="Copy numbers, ranges and units from the cited fact; round nothing, add none.",
    messages={
        "other": "The cited source says {rival!r}, not {shown!r}: use its number, range and unit.",
        "none": "{shown!r} is not in the cited source: use its number, cite the source that has it, or leave it out.",
    },
    why="A wrong number under a right source is believed, repeated and acted on.",
    fix="model",
    source=Origin("Federal Trade Commission", "Health Products Compliance Guidance", 2022, "2026-11-22", "primary"),
    find=find,
    bad=(
        Example(
            {
                "beats[0].say": "One in three adults has sore knees.",
                "sources[0].quote": "One in four adults has sore knees.",
            },
            "another share",
            ERROR,
        ),
        Example(
            {
                "beats[0].say": "Squats cut knee pain by half.",
                "sources[0].quote": "Squats can ease knee pain.",
            },
            "a share that is nowhere",
            ERROR,
        ),
        Example(
            {
                "beats[0].text": "Move 30 minutes a week",
                "sources[0].quote": "Move your knees for 30 minutes a day.",
                "beats[0].say": "Give your knees twenty minutes a day.",
            },
            "another time",
            ERROR,
        ),
        Example(
            {
                "beats[0].say": "Knees carry up to five times your weight on stairs.",
                "sources[0].quote": "On stairs a knee carries up to three times your weight.",
            },
            "another multiple",
            ERROR,
        ),
    ),
    good=(
        Example(
            {
                "beats[0].say": "Myth or fact? Screening can wait until 50.",
                "sources[0].quote": "Screening starts at 45.",
            },
            "the belief's own number, put to the test",
        ),
        Example(
            {
                "beats[0].say": "About 25% of adults have sore knees.",
                "sources[0].quote": "One in four adults has sore knees.",
            },
            "the same in other signs",
        ),
        Example(
            {
                "beats[0].say": "Thirty to sixty minutes a day helps knees.",
                "sources[0].quote": "Walk 30 to 60 minutes a day.",
            },
            "a range in words",
        ),
        Example({"beats[0].say": "Here are three things knees love."}, "a count of tips"),
        Example({"beats[0].say": "Hold your knee straight for 5 seconds."}, "a time, which needs no source"),
        Example({"beats[0].say": "Call 911 if your knee turns cold and blue."}, "a telephone number"),
    ),
    cannot="Numbers that a picture or a chart shows, and whether the source's own number is right.",
)
