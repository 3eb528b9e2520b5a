"""SR103: the numbers that the rules go by were checked too long ago."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from scriptgen.rule import WARNING, Example, Hit, Origin, Rule
from scriptgen.view import View


def find(view: View) -> Iterator[Hit]:
    """Compare the day each pack in use was last checked with today."""
    today, limit = view.today, view.pack["pack_months"]
    now = today.year * 12 + today.month
    for name, day in view.pack.dates.items():
        checked = day.year * 12 + day.month
        if (now, today.day) > (checked + limit, day.day):
            months = now - checked - (today.day < day.day)
            yield Hit(WARNING, "", values={"name": name, "day": day.isoformat(), "months": months, "limit": limit})


RULE: Rule = Rule(
    code="SR103",
    slug="stale-pack",
    raises=(WARNING,),
    guidance="",
    messages={
        "main": (
            "The rule pack {name} was last checked on {day}, {months} months ago; after {limit} its numbers may "
            "no longer hold. Update scriptgen."
        )
    },
    why="Platforms change their limits several times a year, and law moves too.",
    fix="human",
    source=Origin(
        "scriptgen", "Craft pack", 2026, "2026-11-22", "judgement", "platforms change their limits several times a year"
    ),
    find=find,
    bad=(
        Example({}, "a year and a day later", WARNING, today=date(2027, 11, 23)),
        Example({}, "years later", WARNING, today=date(2029, 1, 1)),
        Example(
            {"placement": "ad", "jurisdiction": "uk", "hashtags": []},
            "other packs age too",
            WARNING,
            today=date(2028, 1, 1),
        ),
    ),
    good=(
        Example({}, "the packs that came with this version"),
        Example({"sources[0].year": 1998}, "an old source is SR102's"),
        Example({"placement": "ad", "jurisdiction": "uk", "hashtags": []}, "other packs, as fresh"),
    ),
    cannot="Which number of a pack has changed; a fresh date does not mean that the platform changed nothing since.",
)
