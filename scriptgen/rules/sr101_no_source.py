"""SR101: the script rests on no source."""

from __future__ import annotations

from collections.abc import Iterator

from scriptgen.rule import INFO, WARNING, Example, Hit, Origin, Rule
from scriptgen.view import View


def find(view: View) -> Iterator[Hit]:
    """Count the documents, or words without one, that the facts rest on; an id alone tells a reader nothing."""
    held = {f"{s.publisher}{s.title}{s.url}{s.year or ''}".strip() or s.quote.strip() for s in view.script.sources} - {
        ""
    }
    if held:
        yield Hit(INFO, "sources", "many" if len(held) > 1 else "one", values={"count": len(held)})
    else:
        yield Hit(WARNING, "sources", "empty" if view.script.sources else "none")


RULE: Rule = Rule(
    code="SR101",
    slug="no-source",
    raises=(WARNING, INFO),
    needs=frozenset({"sources"}),
    guidance="Where facts were given, rest the script on them by id; never make a source up.",
    messages={
        "none": "The script names no source; 'studies show' and a link in the bio are none.",
        "empty": "The sources have ids but no words, title, publisher or address.",
        "one": "The script rests on 1 source.",
        "many": "The script rests on {count} sources.",
    },
    why="Whoever reviews the script must be able to look a fact up.",
    fix="human",
    source=Origin(
        "scriptgen",
        "Rule catalogue",
        2026,
        "2026-11-22",
        "judgement",
        "a warning, for a clinician may well speak from training alone",
    ),
    find=find,
    bad=(
        Example({"sources": []}, "none at all", WARNING),
        Example(
            {"sources": [], "beats[0].say": "Studies show that running is fine. Experts agree."}, "none named", WARNING
        ),
        Example(
            {"sources": [], "caption": "Knee pain myths. Link in bio for the source."}, "promised, not given", WARNING
        ),
        Example({"sources": [{"id": "k1"}]}, "an id and nothing else", WARNING),
    ),
    good=(
        Example({}, "one"),
        Example(
            {
                "sources": [
                    {"id": "k1", "quote": "Joggers get no more arthritis.", "title": "Physical Activity and Arthritis"}
                ]
            },
            "an incomplete source is a source",
        ),
        Example({"beats[0].sources": [], "beats[1].sources": []}, "listed, though no beat cites it"),
    ),
    cannot="Whether a source exists or bears out what is said.",
)
