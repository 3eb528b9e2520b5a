"""Approved claims of one's own, row by row, as topics: what CSV and Markdown files have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from scriptgen.errors import InputError
from scriptgen.text import one_line, sentences, slugify

__all__ = ["KINDS", "Document", "Row", "kind_of", "topics"]

KINDS = {
    "fact": "facts",
    "myth": "myths",
    "action": "actions",
    "flag": "red_flags",
}
"""What a claim may be, and the list of a fact file that it goes into."""
_SAID = {
    "flag": "red flag|flag|warning|urgent|emergency|to be seen|get seen|get help|see a doctor",
    "myth": "myth|belief|misconception",
    "action": "action|tip|what to do|what helps|advice|how to|do this",
    "fact": "fact|claim|know|what|why",
}
"""Words of a column or a heading that tell the kind, the telling ones first."""
_SHOWN = (
    "Clinician to camera, hands open; close-up of the hands",
    "Clinician counts on one finger; the words appear beside the face",
    "Clinician leans on the desk; slow push-in to the face",
    "Clinician holds up a card; turns it to the lens",
    "Over the shoulder at the desk; clinician looks up",
)
"""What the camera sees of a claim that says nothing of it, in turn."""
_LEAST = 4
"""Words of a sentence that says something to somebody who hears nothing; "they don't" says nothing."""
_TOLD = 3
"""Faults that one message names."""


class Document(NamedTuple):
    """Where a claim comes from."""

    publisher: str
    title: str
    year: int | None = None
    url: str = ""


class Row(NamedTuple):
    """One claim with its document, and the line where it stands."""

    line: int
    topic: str
    say: str
    document: Document
    kind: str = "fact"
    about: str = ""
    """The belief that a myth's `say` answers, the title of an action, the question that a fact answers."""
    text: str = ""
    show: str = ""
    id: str = ""
    aliases: tuple[str, ...] = ()
    specialty: str = ""


def kind_of(told: str) -> str | None:
    """Return which of KINDS a word or a heading means, None for none of them."""
    low = " ".join(told.lower().replace("-", " ").replace("_", " ").split())
    return next((kind for kind, named in _SAID.items() if any(name in low for name in named.split("|"))), None)


def topics(rows: Iterable[Row], path: Path) -> list[dict[str, Any]]:
    """Return the rows as the data of fact files, one a topic; raise InputError that names the lines at fault and what is missing."""
    found: dict[str, dict[str, Any]] = {}
    faults: list[str] = []
    given: dict[tuple[str, str], int] = {}
    for number, row in enumerate(_once(rows)):
        missing = _missing(row)
        if missing:
            faults.append(f"line {row.line} has no {' and no '.join(missing)}")
            continue
        named = (row.topic.casefold(), row.id)
        if row.id and named in given:
            faults.append(f"line {row.line} has the id {row.id!r} of line {given[named]}; give it another")
            continue
        given[named] = row.line
        data = found.setdefault(row.topic.casefold(), {"topic": row.topic, "aliases": [], "sources": []})
        data["aliases"] += [name for name in row.aliases if name not in data["aliases"]]
        data["specialty"] = data.get("specialty") or row.specialty
        taken = {item["id"] for kind in KINDS.values() for item in data.get(kind, ())}
        item = _item(row, number, _source(row.document, data["sources"]), taken)
        data.setdefault(KINDS[row.kind], []).append(item)
    if faults:
        more = f"; and {len(faults) - _TOLD} more" if len(faults) > _TOLD else ""
        raise InputError(f"fact file {str(path)!r}: {'; '.join(faults[:_TOLD])}{more}")
    if not found:
        raise InputError(f"the fact file {str(path)!r} holds no claims")
    return list(found.values())


def _once(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows, each but once: one that says again what another says, of the same document, adds nothing."""
    seen: set[Row] = set()
    for row in rows:
        bare = row._replace(line=0)
        if bare not in seen or _missing(row):
            seen.add(bare)
            yield row


def _missing(row: Row) -> list[str]:
    needed = {
        "topic": row.topic,
        "claim": one_line(row.say),
        "source (who published it, or its title)": row.document.publisher or row.document.title,
    }
    if row.kind in ("myth", "action"):
        needed["belief" if row.kind == "myth" else "short title for what to do"] = row.about
    return [name for name, value in needed.items() if not value.strip()]


def _source(document: Document, sources: list[dict[str, Any]]) -> str:
    """Return the id of the document among the sources, adding it where it is new."""
    data: dict[str, Any] = {
        "publisher": document.publisher or document.title,
        "title": document.title or document.publisher,
    }
    data |= {"year": document.year, "url": document.url}
    for known in sources:
        if all(known[name] == value for name, value in data.items()):
            return str(known["id"])
    sources.append({"id": f"s{len(sources) + 1}", **data})
    return f"s{len(sources)}"


def _id(row: Row, told: str, taken: set[str]) -> str:
    """Return an id that the same claim keeps when others are moved; where one answer stands twice, what it answers tells them apart."""
    for text in (told, f"{told} | {one_line(row.about)} | {row.kind} | {row.document}"):
        id = f"{slugify(row.topic, 30)}-{sha256(text.casefold().encode()).hexdigest()[:6]}"
        if id not in taken:
            return id
    return f"{id}-{row.line}"


def _item(row: Row, number: int, source: str, taken: set[str]) -> dict[str, Any]:
    say, about = one_line(row.say), one_line(row.about)
    item: dict[str, Any] = {
        "id": row.id or _id(row, say, taken),
        "say": say if say[-1] in ".?!" else f"{say}.",
        "text": row.text or _short(say),
        "show": row.show or _SHOWN[number % len(_SHOWN)],
        "source": source,
    }
    if row.kind == "myth":
        item |= {
            "belief": about.rstrip("."),
            "question": f"Is it true that {about[:1].lower()}{about[1:].rstrip('.')}?",
        }
    elif row.kind == "action":
        item["title"] = _inside(about).rstrip(".")
    elif row.kind == "fact":
        item["question"] = about
    return item


def _inside(text: str) -> str:
    """Return a phrase as it reads inside a sentence: lower case at the start, save for I and abbreviations."""
    first = text.split(" ", 1)[0]
    return (
        text
        if first in ("I", "I'm") or first[1:2].isupper() or (first[:1].isupper() and first[1:] != first[1:].lower())
        else text[:1].lower() + text[1:]
    )


def _short(say: str) -> str:
    """Return the shortest sentence of a claim that fits on screen, without its full stop; empty where none does."""
    pieces = [piece.text.rstrip(".") for piece in sentences(say)]
    fitting = [text for text in pieces if len(text) <= 42 and _LEAST <= len(text.split()) <= 8]
    return min(fitting, key=len) if fitting else ""
