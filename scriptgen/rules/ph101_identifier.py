"""PH101: one of the 18 identifiers, or what identifies without a name, about a patient."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from scriptgen.brand import Brand
from scriptgen.consent import problems
from scriptgen.paths import field
from scriptgen.privacy import find as recognise
from scriptgen.privacy.found import STORY
from scriptgen.report import Finding
from scriptgen.rule import ERROR, WARNING, Example, Hit, Origin, Patch, Rule
from scriptgen.rules.guarded import seen, speaker
from scriptgen.view import View

_NAMES = frozenset({"name", "initials"})
_TOLD = frozenset({"age", "date", "geography", "unique", "photo", "biometric"})
"""What belongs to the story that a patient authorized; numbers and addresses never do."""
_SAID = {
    "name": "a name", "initials": "initials", "geography": "a place smaller than a state", "date": "a date finer than the year", "age": "an age over 89",
    "phone": "a phone number", "fax": "a fax number", "email": "an e-mail address", "ssn": "a social security number", "mrn": "a record number",
    "plan": "a health plan number", "account": "an account number", "licence": "a licence number", "vehicle": "a vehicle or its plate",
    "device": "a device or its serial number", "url": "a web address", "ip": "a network address", "biometric": "a voice, fingerprint or the like",
    "photo": "a recognisable picture", "unique": "a description that fits one person",
}  # fmt: skip


def find(view: View) -> Iterator[Hit]:
    """Yield one hit for each identifier on each line that no consent record covers."""
    covered: frozenset[str] | None = None
    for line, found in seen(view):
        for item in found:
            if item.kind == STORY:
                continue
            if covered is None:
                covered = _covered(view)
            if item.kind not in covered:
                fix: Literal["code"] | None = "code" if view.draft and item.kind in _NAMES else None
                values = {"what": _SAID[item.kind], "instead": item.replacement}
                yield Hit(ERROR if item.sure else WARNING, line.path, "main", (item.start, item.end), values, fix=fix)


def _covered(view: View) -> frozenset[str]:
    """Return the kinds that the script's consent record lets pass; a name only where the record describes it."""
    consent = view.script.consent
    if consent is None or problems(consent, view.script.platform, view.today):
        return frozenset()
    return _TOLD | _NAMES if "name" in consent.describes.lower() else _TOLD


def screen(text: str, where: str, brand: Brand | None) -> Iterator[Hit]:
    """Yield one hit for each identifier in a text that is about to be sent."""
    for item in recognise(text, where, brand):
        if item.kind != STORY:
            yield Hit(
                ERROR, "", "sent", (item.start, item.end), {"what": _SAID[item.kind], "instead": item.replacement}
            )


def mend(view: View, finding: Finding) -> Iterable[Patch]:
    """Put the generic phrase in a name's place: in a draft it is the model's invention."""
    text = field(view.script, finding.path)
    if not isinstance(text, str) or finding.span is None:
        return
    for item in recognise(text, "script", speaker(view)):
        if (item.start, item.end) == finding.span:
            yield Patch(finding.path, text[: item.start] + item.replacement + text[item.end :])


RULE: Rule = Rule(
    code="PH101",
    slug="identifier",
    raises=(ERROR, WARNING),
    guidance="No patient in sight: no names, initials, dates, towns, ages over 89, or details that fit one person.",
    messages={
        "main": "This holds {what} of a patient; say {instead!r}, or leave it out.",
        "sent": "This holds {what} of a patient; put {instead!r} there before it is sent (--redact does that).",
    },
    why="A patient who can be recognised in a video did not agree to it, and what is posted cannot be taken back.",
    fix="human",
    source=Origin(
        "U.S. Department of Health and Human Services",
        "45 CFR 164.514(b)(2), de-identification by safe harbor",
        2013,
        "2026-11-22",
        "primary",
        "the eighteen identifiers; what identifies without a name falls under actual knowledge, (b)(2)(ii)",
    ),
    find=find,
    mend=mend,
    screen=screen,
    bad=(
        Example({"beats[0].say": "My patient Oluwaseun walked out on her new knee."}, "a name", ERROR),
        Example({"beats[1].say": "Mrs. Ng did her squats at the kitchen counter."}, "a title and a name", ERROR),
        Example({"beats[0].text": "Knee pain, gone: J.R. walks again"}, "initials on screen", ERROR),
        Example({"beats[0].say": "She's ninety-four, and she still does her squats."}, "an age over 89", ERROR),
        Example(
            {"caption": "Knee pain myths, for the fire chief's twin and his new hip."}, "it fits one person", ERROR
        ),
        Example({"beats[0].show": "Her x-ray with her name on it; knee model"}, "a picture with a name", ERROR),
        Example(
            {"beats[0].say": "My patient Rosa asked if running wears the joint out."},
            "in a draft, a name that the model made up",
            ERROR,
            draft=True,
        ),
    ),
    good=(
        Example({"beats[0].say": "I'm Dr. Ana Ruiz, and a Baker's cyst is not a myth."}, "the speaker, an eponym"),
        Example({"cta.say": "Call us at 212-555-0142 and book a knee check."}, "the clinic's own number"),
        Example({"beats[0].say": "People over 90 can build strong thighs too."}, "a group"),
        Example({"beats[0].say": "Call 988 or 911. For Poison Help, call 1-800-222-1222."}, "public numbers"),
        Example({"beats[0].say": "Imagine Rosa, a made-up runner. She is 92 and her knee hurts."}, "plainly made up"),
        Example(
            {"caption": "Knee pain myths. A 2019 trial by Skou and colleagues compared exercise with pills."}, "a study"
        ),
    ),
    cannot=(
        "Faces, voices, tattoos and screens in the footage itself; a nickname that is an ordinary word; who a rare detail points at in your town. "
        "In a script a bare name counts only where its sentence or a neighbour tells of a patient. "
        "It finds identifiers by their shape, their place, by lists of names and by what the words around them speak for, and some will slip through."
    ),
)
