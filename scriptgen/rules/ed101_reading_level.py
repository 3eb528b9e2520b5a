"""ED101: the speech needs more schooling than most viewers have."""

from __future__ import annotations

from collections.abc import Iterator

from scriptgen.readability import MEASURABLE, formula, grade
from scriptgen.rule import ERROR, WARNING, Example, Hit, Origin, Rule, Unmeasured
from scriptgen.rules.jargon import terms_of
from scriptgen.speech import syllables
from scriptgen.text import stem, words
from scriptgen.view import Line, View

_HARD = 3
"""Syllables from which a topic's word is left out; to leave out a short one, such as "ear", would raise the grade."""

_CLEAR = 0.5
"""Grades below the limit from which sentences need not be told apart exactly."""


def find(view: View) -> Iterator[Hit | Unmeasured]:
    """Measure hook, beats and call to action together; point at the hardest sentence."""
    lines = [b.say for b in view.blocks if b.name != "disclaimer" and b.say.spoken.words]
    if sum([line.spoken.words for line in view.spoken]) < MEASURABLE or not lines:
        yield Unmeasured(f"fewer than {MEASURABLE} spoken words")
        return
    usual, most = view.pack["grade"], view.pack["grade_most"]
    count = sum([line.spoken.words for line in lines])
    total = sum([line.spoken.syllables for line in lines])
    if formula(count, total, sum([line.spoken.stops + 1 for line in lines])) <= usual - _CLEAR:
        return  # so easy that it does not matter whether "Dr." ended a sentence
    if formula(count, total, sum([len(line.sentences) for line in lines])) <= usual:
        return
    left_out = _left_out(view)
    level, kept = grade((line.text for line in lines), left_out)
    if level <= usual or not kept:
        return
    line, start, end, hard = _hardest(lines, left_out)
    values = {"grade": level, "limit": most if level > most else usual, "hard": ", ".join(hard)}
    hit = line.hit(ERROR if level > most else WARNING, "main" if hard else "long", start, end, **values)
    yield Hit(hit.severity, hit.path, hit.message, hit.span, hit.values, tuple(x.path for x in lines if x is not line))


def _left_out(view: View) -> set[str]:
    """Return the stems of long words that the script explains, or that name its topic."""
    names = [term.line.text[term.start : term.end].lower() for term in terms_of(view) if term.explained]
    found = {stem(w) for name in names for w in words(name)}
    topic = " ".join((view.script.topic, *view.aliases)).lower()
    return found | {stem(w) for w in words(topic) if syllables(w) >= _HARD}


def _hardest(lines: list[Line], left_out: set[str]) -> tuple[Line, int, int, list[str]]:
    """Return the sentence that weighs most, and its three longest words."""
    best: tuple[float, Line, int, int] = (-1.0, lines[0], 0, len(lines[0].text))
    for line in lines:
        for piece in line.sentences:
            level, count = grade((piece.text,), left_out)
            if level * count > best[0]:
                best = (level * count, line, piece.start, piece.end)
    _, line, start, end = best
    rows = {w: syllables(w) for w in words(line.text[start:end].lower()) if stem(w) not in left_out}
    hard = sorted((w for w in rows if rows[w] >= _HARD), key=lambda w: -rows[w])
    return line, start, end, hard[:3]


_ESSAY = (
    "Recreational running shows no consistent association with osteoarthritis, and sedentary individuals demonstrate"
    " comparable deterioration of cartilage irrespective of previous physical activity."
)

RULE: Rule = Rule(
    code="ED101",
    slug="reading-level",
    raises=(ERROR, WARNING),
    needs=frozenset({"say"}),
    guidance="Write for a sixth grader: short words, one thought a sentence.",
    messages={
        "main": (
            "The speech reads at school grade {grade:.1f}, above {limit:.0f}; start with this sentence and its "
            "words {hard}."
        ),
        "long": (
            "The speech reads at school grade {grade:.1f}, above {limit:.0f}; start by cutting this sentence in two."
        ),
    },
    why="Many adults read at grade 6 to 8, and a listener cannot go back to a sentence.",
    fix="model",
    source=Origin(
        "American Medical Association",
        "Health Literacy and Patient Safety: Help Patients Understand, 2nd edition",
        2007,
        "2026-11-22",
        "primary",
        "grade 6; measured with Flesch-Kincaid (Kincaid et al., US Navy Research Branch Report 8-75, 1975)",
    ),
    find=find,
    bad=(
        Example({"beats[0].say": _ESSAY, "beats[1].say": f"Furthermore, {_ESSAY}"}, "a paper read out", ERROR),
        Example(
            {
                "beats[1].say": (
                    "Consistent strengthening of supporting muscles considerably reduces discomfort, provided that"
                    " you gradually increase resistance and allow sufficient recovery between individual sessions."
                ),
            },
            "a leaflet read out",
            ERROR,
        ),
        Example(
            {
                "beats[1].say": (
                    "Whatever exercise you prefer, remember that stronger legs protect the joint, so continue a"
                    " regular routine, and increase activity gradually every couple of weeks."
                ),
            },
            "friendly, but long",
            WARNING,
        ),
    ),
    good=(
        Example({}, "the way people talk"),
        Example({"beats[0].say": _ESSAY, "beats[1].say": "", "disclaimer.say": ""}, "too few words to measure"),
        Example({"disclaimer.say": _ESSAY, "caption": _ESSAY}, "a disclaimer and a caption are not measured"),
        Example(
            {
                "topic": "osteoarthritis",
                "beats[0].say": (
                    "Osteoarthritis is not rust. Osteoarthritis gets better when you move. So walk with your"
                    " osteoarthritis, and see how your knee feels the next day. Most knees like it."
                ),
            },
            "the topic's own long name is left out",
        ),
    ),
    cannot=(
        "Whether an easy sentence makes sense; the formula counts syllables, and a short rare word looks easy to it."
    ),
)
