"""PH103: viewers are asked to post their symptoms, medicines, results or pictures."""

from __future__ import annotations

from collections.abc import Iterator

from scriptgen.brand import Brand
from scriptgen.privacy.asks import find as requests
from scriptgen.privacy.found import Found
from scriptgen.privacy.passage import Passage
from scriptgen.privacy.terms import listed
from scriptgen.rule import ERROR, WARNING, Example, Hit, Origin, Rule
from scriptgen.view import Line, View


def find(view: View) -> Iterator[Hit]:
    """Look in each line that may ask for something of the viewer's own, where others can read it."""
    asking = listed("words", "asking")
    if asking.isdisjoint(view.vocabulary):
        return
    for line in (*view.language, view.cover):
        if not asking.isdisjoint(line.words):
            for item in line.kept("_requests", _read):
                severity = ERROR if item.sure else WARNING
                yield line.hit(severity, "main", item.start, item.end, quote=line.text[item.start : item.end])


def _read(line: Line) -> tuple[Found, ...]:
    return tuple(requests(Passage(line.text, "script", None)))


def screen(text: str, where: str, brand: Brand | None) -> Iterator[Hit]:
    """Look in a text about to be sent, where nothing is doubted: notes that want such a call to action."""
    if where == "comment":
        return
    for item in requests(Passage(text, where, brand)):
        yield Hit(ERROR, "", "main", (item.start, item.end), {"quote": text[item.start : item.end]})


RULE: Rule = Rule(
    code="PH103",
    slug="asks-for-health-details",
    raises=(ERROR, WARNING),
    guidance="Invite questions, never viewers' own symptoms, medicines, results or pictures.",
    messages={
        "main": "{quote!r} has viewers post their own health in public; ask which questions they have, or which topic should come next.",
    },
    why="What a viewer posts under a video stays there with their name on it, and an answer would be advice to somebody nobody examined.",
    fix="model",
    source=Origin(
        "American Medical Association",
        "Code of Medical Ethics Opinion 2.3.2, Professionalism in the Use of Social Media",
        2017,
        "2026-11-22",
        "judgement",
        "it asks for privacy and proper boundaries online; that calls for viewers' details break both is our reading",
    ),
    find=find,
    screen=screen,
    bad=(
        Example({"cta.say": "Drop your last A1C in the comments."}, "a result", ERROR),
        Example({"cta.say": "Post a picture of your knee below and I'll tell you what it is."}, "a picture", ERROR),
        Example({"cta.text": "Comment your symptoms 👇"}, "symptoms, on screen", ERROR),
        Example({"caption": "Knee pain myths. Tell me which meds you're on in the comments."}, "medicines, in the caption", ERROR),
        Example({"cta.say": "Zoom in on your nails, snap it, post it. I'll read them all on Friday."}, "a promise to read pictures", ERROR),
        Example({"cta.say": "What did your last colonoscopy find? Polyps, no polyps, how many? Let's go."}, "a result, asked in passing", ERROR),
    ),
    good=(
        Example({"cta.say": "What questions do you have about knees? Put them in the comments."}, "questions"),
        Example({"cta.say": "Tell your doctor about your symptoms, and bring a list of your meds."}, "to a clinician"),
        Example({"cta.say": "Please don't post your results in the comments. Ask your own clinic."}, "the reverse"),
        Example({"cta.say": "Take a picture of your mole each month and show it to your dermatologist."}, "to a clinician"),
        Example({"cta.say": "Comment 'knee' for part two, and share this with a runner."}, "nothing of one's own"),
        Example({"cta.say": "No foot pictures in the comments, please. Show them to somebody who can examine you."}, "ruled out"),
        Example({"hook.say": "Did you ever wake up with a numb hand?"}, "a question that nobody answers in public"),
    ),
    cannot="A request in pictures or stickers; one that is put in words unlike those of some 500 labelled requests.",
)  # fmt: skip
