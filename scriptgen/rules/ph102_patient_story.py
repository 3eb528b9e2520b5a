"""PH102: the story of a single real patient, without a consent record that covers it."""

from __future__ import annotations

from collections.abc import Iterator

from scriptgen.brand import Brand
from scriptgen.consent import problems
from scriptgen.privacy import find as recognise
from scriptgen.privacy.found import STORY
from scriptgen.rule import ERROR, WARNING, Example, Hit, Origin, Rule
from scriptgen.rules.guarded import seen
from scriptgen.view import View

_RECORD = {
    "id": "c1",
    "describes": "her knee, her rehab and her own words",
    "discloses": "Lakeside Clinic",
    "receives": "viewers of the clinic's channel",
    "purpose": "education",
    "expires": "2027-11-01",
    "signed_on": "2026-11-01",
    "scope": ["tiktok"],
}


def find(view: View) -> Iterator[Hit]:
    """Yield one hit for each sentence that tells of a single patient, or none where consent covers it."""
    consent = view.script.consent
    missing: tuple[str, ...] | None = None
    for line, found in seen(view):
        for item in found:
            if item.kind != STORY:
                continue
            if missing is None:
                missing = problems(consent, view.script.platform, view.today) if consent else ("",)
            if not missing:
                return
            quote = line.text[item.start : item.end]
            severity = ERROR if item.sure else WARNING
            if consent:
                yield line.hit(severity, "record", item.start, item.end, id=consent.id, missing="; ".join(missing))
            else:
                yield line.hit(severity, "main", item.start, item.end, quote=quote)


def screen(text: str, where: str, brand: Brand | None) -> Iterator[Hit]:
    """Yield one hit for each sentence of a text about to be sent that tells of a single patient."""
    for item in recognise(text, where, brand):
        if item.kind == STORY:
            yield Hit(ERROR, "", "sent", (item.start, item.end), {"quote": text[item.start : item.end]})


RULE: Rule = Rule(
    code="PH102",
    slug="patient-story",
    raises=(ERROR, WARNING),
    guidance="Teach from habits, not from one patient: 'people often ask me', or a case you plainly made up.",
    messages={
        "main": "{quote!r} tells of one real patient; make it a habit ('people often tell me'), a case that is plainly made up, or add a consent record.",
        "record": "A real patient's story, and the consent record {id!r} does not cover it: {missing}.",
        "sent": "{quote!r} tells of one real patient; describe the question, not the person.",
    },
    why="A masked story is still recognised by the patient, the family and the town; they have to agree first, in writing.",
    fix="model",
    source=Origin(
        "U.S. Department of Health and Human Services",
        "45 CFR 164.508(c)(1), elements of a valid authorization",
        2013,
        "2026-11-22",
        "primary",
        "when a patient may be told of; how a single patient is told from a habit is our own judgement",
    ),
    find=find,
    screen=screen,
    bad=(
        Example({"beats[0].say": "This morning a guy limped in, sure that running had ruined his knee."}, "one patient, today", ERROR),
        Example({"beats[0].say": "One of my patients, a bus driver, put off her knee check for a year."}, "one of my patients", ERROR),
        Example({"hook.say": "I'll never forget her. Her knee was the size of a melon."}, "a memory of one", ERROR),
        Example({"beats[1].say": "A teacher I treated last spring thought her knees were worn out."}, "a rare detail, a time", ERROR),
        Example(
            {"beats[0].say": "Last week I saw a runner with a torn meniscus.", "consent": {**_RECORD, "expires": "2026-01-01"}},
            "the consent has expired",
            ERROR,
        ),
    ),
    good=(
        Example({"beats[0].say": "Every week someone asks me whether running ruins knees."}, "a habit"),
        Example({"beats[0].say": "Picture a runner in her forties with a sore knee. She's made up."}, "a made-up case"),
        Example({"beats[0].say": "If your knee swells and he can't bend it, get him seen."}, "a condition"),
        Example({"beats[0].say": "Many of my patients stop running too early."}, "many patients"),
        Example({"beats[0].say": "Ask a patient portal question if you are unsure which exercises fit."}, "a portal, no patient"),
        Example({"beats[0].say": "Last week I saw a runner with a torn meniscus.", "consent": _RECORD}, "with consent"),
    ),
    cannot=(
        "Whether a case that is called made up is so; whether a consent was really given; a story told in pictures alone; a story told in the plural. "
        "Where no cue settles it, all the words of a line are weighed by what was learned from labelled lines, and with the extra `reader` its meaning; "
        "that misses some and flags some wrongly."
    ),
)  # fmt: skip
