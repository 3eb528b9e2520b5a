"""RS102: a trend or a joke makes light of illness, death or distress."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from scriptgen.rule import ERROR, WARNING, Example, Hit, Origin, Rule
from scriptgen.rules.respect import disowned, goes_on
from scriptgen.rules.wordclasses import terms
from scriptgen.text import words
from scriptgen.view import Line, View

_KINDS = (
    ("idiom", ERROR, "idiom"),
    ("scene", ERROR, "scene"),
    ("loose", WARNING, "idiom"),
    ("scenic", WARNING, "scene"),
)


def find(view: View) -> Iterator[Hit]:
    """Look for a grave thing and a game, a tune or a laugh in two sentences that stand together."""
    gate = _gate()
    if view.vocabulary.isdisjoint(gate):
        return
    for line in view.language:
        if not gate.isdisjoint(line.words) and (hit := _look(view, line)):
            yield hit


@lru_cache(maxsize=1)
def _gate() -> frozenset[str]:
    known = terms("trends")
    return known.gate | known.classes["grave"]


def _look(view: View, line: Line) -> Hit | None:
    known = terms("trends")
    held = line.held
    for kind, severity, message in _KINDS:
        for found in known.patterns[kind].finditer(line.low, held):
            if not disowned(line, *found.span()) and not _answered(view, line):
                return line.hit(severity, message, *found.span(), quote=line.text[found.start() : found.end()])
    span = _together(line) or _patterned(line, held)
    if span and not _answered(view, line):
        return line.hit(WARNING, "mixed", *span, quote=line.text[span[0] : span[1]])
    return None


def _together(line: Line) -> tuple[int, int] | None:
    """Return the span of a sentence, or of two in a row, with both a grave word and a word of fun."""
    grave, fun = (terms("trends").classes[name] for name in ("grave", "fun"))
    if fun.isdisjoint(line.words):
        return None
    before: tuple[int, set[str]] | None = None
    for piece in line.sentences:
        said = set(words(line.low[piece.start : piece.end]))
        for start, all_said in (
            ((piece.start, said), (before[0], said | before[1])) if before else ((piece.start, said),)
        ):
            if len(all_said & grave) and len((all_said & fun) - (all_said & grave)):
                return start, piece.end
        before = piece.start, said
    return None


def _patterned(line: Line, held: int) -> tuple[int, int] | None:
    """Return the span of a sentence of a trend's usual form beside a grave word."""
    patterns = terms("trends").patterns
    form = patterns["template"].search(line.low, held)
    grave = patterns["heavy"].search(line.low, held) if form else None
    return (min(form.start(), grave.start()), max(form.end(), grave.end())) if form and grave else None


def _answered(view: View, line: Line) -> bool:
    known = terms("trends")
    return known.holds("care", line.low) or known.holds("care", goes_on(view, line))


RULE: Rule = Rule(
    code="RS102",
    slug="trend-trivialises",
    raises=(ERROR, WARNING),
    guidance="Borrow trends for puddings and pagers, never for death, illness or distress; somebody watching is living it.",
    messages={
        "idiom": "{quote!r} uses an illness as a punchline or a mood; say the plain word for the mood.",
        "scene": "{quote!r} sets somebody's worst day to a trend or a joke; leave the trend out or choose another subject.",
        "mixed": "{quote!r} puts illness, death or distress beside a game, a tune or a laugh; keep the one or the other.",
    },
    why="Viewers who live with it, and families of those who died of it, are watching; the public's trust goes with the joke.",
    fix="model",
    source=Origin(
        "Federation of State Medical Boards",
        "Social Media and Electronic Communications",
        2019,
        "2026-11-22",
        "several",
        "AMA Code of Medical Ethics 2.3.2 asks for the same professional tone online; the word classes are ours",
    ),
    find=find,
    bad=(
        Example({"hook.say": "We named our break room dance the Seizure Shuffle."}, "a dance", ERROR),
        Example({"hook.say": "Bipolar check: me choosing a knee brace."}, "an illness as a mood", ERROR),
        Example({"hook.text": "The flatline drops right on the beat"}, "a death on the beat", ERROR),
        Example(
            {"caption": "POV: your patient codes at 6:58 and your shift ends at seven."},
            "an arrest as a nuisance",
            WARNING,
        ),
        Example({"beats[1].say": "My knee brace gave me PTSD."}, "a trauma as a figure of speech", ERROR),
    ),
    good=(
        Example({"hook.say": "We dance in the break room when the coffee comes."}, "a dance, of nothing grave"),
        Example({"beats[1].say": "A seizure isn't a dance move. Time it and call for help."}, "denied, with help"),
        Example({"beats[1].say": "My houseplant died on call. A moment of silence."}, "nobody died"),
        Example({"beats[1].say": "CPR goes to a disco song, since the tempo saves lives."}, "a song that teaches"),
        Example({"beats[1].say": "I skip the trend with the flatline sound."}, "the trend refused"),
    ),
    cannot="Dances, filters and sounds that only the picture or the music shows.",
)
