"""SR104: a block cites a source that the script does not carry, or a source cannot be looked up."""

from __future__ import annotations

from collections.abc import Iterator

from scriptgen.rule import ERROR, WARNING, Example, Hit, Origin, Rule
from scriptgen.script import NOTES
from scriptgen.view import View


def find(view: View) -> Iterator[Hit]:
    """Match the cited ids with the carried ones, then look for what a source leaves out."""
    sources = view.script.sources
    held = {s.id for s in sources}
    missing: dict[str, list[str]] = {}
    for block in view.blocks:
        for name in block.sources:
            if name not in held and name.strip():
                missing.setdefault(name, []).append(f"{block.name}.sources")
    for name, (first, *others) in missing.items():
        carried = ", ".join(sorted(held)[:8]) or "none"
        values = {"id": name, "carried": carried}
        yield Hit(ERROR, first, "unknown", None, values, tuple(others), "model" if view.draft else None)
    for i, source in enumerate(sources):
        lacks = [
            n
            for n, v in (
                ("publisher", source.publisher.strip()),
                ("title", source.title.strip()),
                ("year", source.year),
            )
            if not v and source.id != NOTES  # whoever gave the notes answers for them
        ]
        if lacks:
            yield Hit(WARNING, f"sources[{i}].{lacks[0]}", "bare", values={"id": source.id, "lacks": ", ".join(lacks)})


RULE: Rule = Rule(
    code="SR104",
    slug="unknown-source",
    raises=(ERROR, WARNING),
    needs=frozenset({"sources"}),
    guidance="Cite only ids that are in the list, spelled as they are there.",
    messages={
        "unknown": "The source {id!r} is cited here but not carried by the script; carried: {carried}.",
        "bare": "The source {id!r} lacks {lacks}, so that nobody can look it up.",
    },
    why="A reference that leads nowhere is worse than none: it looks checked.",
    fix="human",
    source=Origin(
        "scriptgen",
        "Rule catalogue",
        2026,
        "2026-11-22",
        "judgement",
        "a script is to be checked again alone, so it carries what it cites",
    ),
    find=find,
    bad=(
        Example({"beats[1].sources": ["k1", "k7"]}, "an id that is nowhere", ERROR),
        Example({"hook.sources": ["K1"]}, "another spelling is another id", ERROR),
        Example({"sources": []}, "beats cite what was deleted", ERROR),
        Example({"sources[0].publisher": " "}, "no publisher", WARNING),
        Example({"sources[0].title": "", "sources[0].year": None}, "neither title nor year", WARNING),
    ),
    good=(
        Example({}, "cited and carried"),
        Example({"beats[0].sources": [], "beats[1].sources": []}, "carried, not cited"),
        Example({"sources[0].url": ""}, "no address: a book has none"),
        Example(
            {"beats[0].sources": [], "beats[1].sources": [], "sources": []}, "no sources and no citations: SR101's"
        ),
    ),
    cannot="Whether the source says what the beat says, or exists.",
)
