"""CL109: a figure about health that nobody could look up."""

from __future__ import annotations

from collections.abc import Iterator

from scriptgen.clauses import reading
from scriptgen.rule import ERROR, WARNING, Example, Hit, Origin, Rule
from scriptgen.rules.figures import Figure, figures, has_number, terms
from scriptgen.view import Block, Line, View


def find(view: View) -> Iterator[Hit]:
    """Look for shares, ratios, changes, counts and multiples in lines whose block neither cites nor names a source."""
    if not has_number(view.vocabulary):
        return
    carried = {s.id for s in view.script.sources}
    blocks = {b.name: b for b in view.blocks}
    for line in view.language:
        stated = line.kept("_figures", _stated)
        if not stated:
            continue
        block = blocks.get(line.block)
        if block and not carried.isdisjoint(block.sources):
            continue
        near = _beside(view, block)
        beside = " \n ".join(part.low for part in near)
        if (
            line.search(terms().named)
            or terms().named.search(beside)
            or any(terms().names.search(part.text) for part in (line, *near))
        ):
            continue
        first = stated[0]
        quote = line.text[first.start : first.end]
        if terms().vague.search(line.low):
            yield line.hit(WARNING, "vague", first.start, first.end, quote=quote)
        else:
            kind = "main" if first.strong else "comparison"
            yield line.hit(ERROR if first.strong else WARNING, kind, first.start, first.end, quote=quote)


def _stated(line: Line) -> tuple[Figure, ...]:
    """Return the figures that the speaker stands behind, the strong ones first."""
    found = figures(line.low, line.words) if has_number(line.words) else ()
    return tuple(sorted((f for f in found if _claims(line, f)), key=lambda f: (not f.strong, f.start)))


def _claims(line: Line, figure: Figure) -> bool:
    """Return whether the speaker stands behind a figure: not asked, not denied, not somebody else's that the line doubts."""
    clause = reading(line).at(figure.start)
    if clause is None:
        return True
    if not figure.strong and (clause.orders or _is_quoted(line.low, figure)):
        return False
    if clause.speaker and (figure.kind == "count" or line.low.endswith(" them", figure.start, figure.end)):
        return False
    if clause.asked and "did you know" not in reading(line).sentence(clause):
        return False
    if _doubts(line) or (clause.reported and clause.corrected):
        return False
    before = line.low[max(clause.start, figure.start - 24) : figure.start].split()
    return not {"not", "isn't", "aren't", "nobody", "nothing", "no", "never", "won't", "wasn't"} & set(before[-3:])


def _doubts(line: Line) -> bool:
    """Return whether a line doubts a figure; looked at once, however many figures it has."""
    return line.kept("_doubts", lambda line: line.search(terms().doubted) is not None)


def _beside(view: View, block: Block | None) -> list[Line]:
    """Return the lines in which a source may be named for one: its block's, for the hook the first beat's too, for the caption all."""
    if block is None:
        blocks = view.blocks
    else:
        blocks = view.blocks[:2] if block.name == "hook" else (block,)
    return [part for b in blocks for part in (b.say, b.text)]


def _is_quoted(low: str, figure: Figure) -> bool:
    """Return whether a figure begins or ends in quotation marks: it is somebody's phrase, taken up."""
    return low[: figure.start].endswith(("'", '"')) or low.startswith(("'", '"'), figure.end)


RULE: Rule = Rule(
    code="CL109",
    slug="unsourced-number",
    raises=(ERROR, WARNING),
    guidance="A figure needs its source in the same breath, or cited on the beat; without one, say common or rare.",
    messages={
        "main": "{quote!r} is a figure without a source: cite one on this beat, name it in the sentence, or say it without the number.",
        "comparison": "{quote!r} compares without a source: name who found it, or say it without the number.",
        "vague": "{quote!r} rests on studies that nobody could look up: name one, or cite it on this beat.",
    },
    why="A number sounds like proof, and viewers repeat it; advertising law asks for the proof behind it.",
    fix="model",
    source=Origin("Federal Trade Commission", "Health Products Compliance Guidance", 2022, "2026-11-22", "primary"),
    find=find,
    bad=(
        Example(
            {"beats[1].say": "Four in five knees hurt by sixty.", "beats[1].sources": []}, "a ratio in words", ERROR
        ),
        Example({"beats[1].say": "Strong thighs cut knee pain by 40%.", "beats[1].sources": []}, "an effect", ERROR),
        Example({"caption": "Knee pain myths. A third of runners quit for nothing."}, "a share, in the caption", ERROR),
        Example(
            {"beats[1].say": "People who sit are twice as likely to get sore knees.", "beats[1].sources": []},
            "a bare comparison",
            WARNING,
        ),
        Example(
            {"beats[1].say": "Studies show that 60 percent feel better.", "beats[1].sources": []},
            "which studies?",
            WARNING,
        ),
    ),
    good=(
        Example({"beats[1].say": "Strong thighs cut knee pain by 40%."}, "cited on the beat"),
        Example(
            {"beats[1].say": "According to the CDC, one in four adults has arthritis.", "beats[1].sources": []}, "named"
        ),
        Example({"beats[1].text": "NIAMS: 1 in 4 knees", "beats[1].sources": []}, "named in short, on screen"),
        Example({"hook.say": "Is it true that half of runners wreck their knees?"}, "a question"),
        Example(
            {"beats[1].say": "Hold it for 30 seconds, 10 reps, three times a week.", "beats[1].sources": []},
            "an exercise",
        ),
        Example(
            {"beats[1].say": "Fill half your plate with greens.", "beats[1].sources": []}, "a plate is not a share"
        ),
        Example(
            {"beats[1].say": "Call 911, or 988, at 3 a.m. if you must.", "beats[1].sources": []}, "telephone numbers"
        ),
        Example({"beats[1].say": "Rate it: is it 8 out of 10 pain?", "beats[1].sources": []}, "a mark on a scale"),
    ),
    cannot="Whether a cited source holds the number (CL111 looks); figures put as pictures or charts.",
)
