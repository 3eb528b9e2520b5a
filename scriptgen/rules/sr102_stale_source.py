"""SR102: the newest source is old."""

from __future__ import annotations

from collections.abc import Iterator

from scriptgen.rule import WARNING, Example, Hit, Origin, Rule, Unmeasured
from scriptgen.view import View


def find(view: View) -> Iterator[Hit | Unmeasured]:
    """Compare the newest year with today's; one recent source is enough."""
    sources = view.script.sources
    years = [s.year for s in sources if s.year is not None]
    if years:
        newest, limit = max(years), view.pack["source_years"]
        if view.today.year - newest > limit:
            row = next(i for i, s in enumerate(sources) if s.year == newest)
            yield Hit(
                WARNING,
                f"sources[{row}].year",
                "one" if len(years) == 1 else "main",
                None,
                {"year": newest, "age": view.today.year - newest, "limit": limit},
            )
    elif sources:
        yield Unmeasured("no source carries a year")


RULE: Rule = Rule(
    code="SR102",
    slug="stale-source",
    raises=(WARNING,),
    needs=frozenset({"sources"}),
    guidance="Where there is a choice, use a fact from the last 5 years.",
    messages={
        "one": (
            "The only dated source is from {year}, {age} years ago; look whether there is one of the last "
            "{limit} years."
        ),
        "main": (
            "The newest source is from {year}, {age} years ago; look whether there is one of the last {limit} years."
        ),
    },
    why="Guidance is revised about every five years; an old page may say what nobody recommends any more.",
    fix="human",
    source=Origin(
        "scriptgen",
        "Craft pack",
        2026,
        "2026-11-22",
        "judgement",
        "guideline groups review their recommendations about every five years",
    ),
    find=find,
    bad=(
        Example({"sources[0].year": 2012}, "years back", WARNING),
        Example(
            {"sources[0].year": 1998, "beats[0].say": "A new study says running is fine for the joint."},
            "'new' in speech, old in the source",
            WARNING,
        ),
        Example(
            {"sources": [{"id": "k1", "title": "A", "year": 2009}, {"id": "k2", "title": "B", "year": 2018}]},
            "two, both old",
            WARNING,
        ),
    ),
    good=(
        Example({}, "recent"),
        Example(
            {"sources": [{"id": "k1", "title": "A", "year": 1997}, {"id": "k2", "title": "B", "year": 2025}]},
            "an old classic beside a new one",
        ),
        Example({"sources": [{"id": "k1", "title": "A", "year": None}]}, "no year: not judged"),
        Example({"sources": []}, "no source at all is SR101's"),
    ),
    cannot="Whether an old source still holds, or a new one was ever right. A year typed in a title is not read.",
)
