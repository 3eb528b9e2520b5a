"""Quotations with their sources, fetched from agencies: fact files that a model's draft may rest on and nobody says aloud.

facts = fetch("medlineplus", "asthma")              # asks the web service of MedlinePlus
facts = fetch("pubmed", "31452104 32945001")        # abstracts by number; words ask for reviews and guidelines
facts = fetch("medlineplus", "asthma", file=Path("mplus_topics.zip"))   # a downloaded file; opens no socket
text = as_toml(facts)

Environment: SCRIPTGEN_MEDLINEPLUS_URL and SCRIPTGEN_PUBMED_URL name other servers (https, or this machine), SCRIPTGEN_EMAIL is told
to the services as who asks, NCBI_API_KEY raises PubMed's limits. Answers are kept for a week in the cache folder.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Literal

from scriptgen.errors import RefusedError, UsageError
from scriptgen.facts.importing import medlineplus, pubmed
from scriptgen.facts.importing.taken import Document, Fetched, Taken
from scriptgen.facts.importing.toml_text import as_toml
from scriptgen.facts.model import FactSource, Quote
from scriptgen.script import MAX_TOPIC
from scriptgen.text import one_line

__all__ = ["SOURCES", "Fetched", "as_toml", "fetch"]

SOURCES: dict[str, ModuleType] = {"medlineplus": medlineplus, "pubmed": pubmed}
_MOST = 50


def fetch(
    source: str, asked: str, *, file: Path | None = None, most: int = 5, language: Literal["en", "es"] = "en"
) -> Fetched:
    """Return what MedlinePlus or PubMed says of a topic as quotations with their sources; its `notes` say what to know of them.

    `asked` is a topic, or for PubMed also the numbers of articles, which all come whatever `most` says. With `file` that XML is read
    and nothing is sent. Raise UsageError for a value that cannot work, InputError for a file that is no such XML, RefusedError where
    the words point at a person, NothingToDraftError where nothing fits, BusyError and other ProviderErrors where the service fails.
    """
    if source not in SOURCES:
        raise UsageError(f"{source!r} is not known as a source of quotations; take {' or '.join(SOURCES)}")
    if not 1 <= most <= _MOST:
        raise UsageError(f"most={most} cannot work; take 1 to {_MOST} documents")
    if source == "pubmed" and language != "en":
        raise UsageError(f"PubMed's abstracts are in English, {language!r} cannot be had; medlineplus has Spanish")
    words = one_line(asked.encode("utf-8", "replace").decode("utf-8"))
    if not words or len(words) > MAX_TOPIC:
        raise UsageError(f"what is asked for has {len(words)} characters; take 1 to {MAX_TOPIC}")
    if file is None and not pubmed.numbers(words):
        _screened(words)
    taken = medlineplus.take(words, file, most, language) if source == "medlineplus" else pubmed.take(words, file, most)
    return _fetched(taken)


def _screened(words: str) -> None:
    from scriptgen.privacy import find

    if find(words, "topic"):
        raise RefusedError("nothing was sent: the words asked for point at a person; ask for the topic alone")


def _fetched(taken: Taken) -> Fetched:
    return Fetched(
        topic=taken.topic,
        aliases=taken.aliases,
        checked_on=taken.day,
        sources=tuple(
            FactSource(id=d.id, publisher=d.publisher, title=d.title, year=d.year, url=d.url) for d in taken.documents
        ),
        quotes=tuple(_quotes(taken.documents)),
        notes=taken.notes,
    )


def _quotes(documents: Iterable[Document]) -> Iterable[Quote]:
    for document in documents:
        for passage in dict.fromkeys(document.passages):
            digest = sha256(passage.encode()).hexdigest()[:8]  # a passage keeps its id when others come or go
            yield Quote(id=f"{document.id}-{digest}", say=passage, source=document.id)
