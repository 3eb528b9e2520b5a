"""Health topics of MedlinePlus: what its web service answers, and its file of all topics."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Literal, NamedTuple
from xml.etree.ElementTree import Element, tostring

from scriptgen.errors import InputError, NothingToDraftError
from scriptgen.facts.importing.markup import blocks, plain
from scriptgen.facts.importing.passages import grouped, listed, spread, whole_sentences
from scriptgen.facts.importing.taken import Document, Taken
from scriptgen.facts.importing.web import Service, fetch_url
from scriptgen.facts.importing.xml_text import read_file, tree
from scriptgen.text import content_stems, fold, one_line, slugify

__all__ = ["PUBLISHER", "SERVICE", "TERMS", "passages", "take"]

SERVICE = Service("MedlinePlus", "https://wsearch.nlm.nih.gov/ws/query", "SCRIPTGEN_MEDLINEPLUS_URL", gap=0.75)
"""The service allows 85 requests a minute."""
PUBLISHER = "MedlinePlus.gov, National Library of Medicine"
TERMS = "Information from MedlinePlus.gov, National Library of Medicine; who uses it names them as its source."
_MOST = 12
"""Passages of one topic."""
_DATABASES = {"en": "healthTopics", "es": "healthTopicsSpanish"}
_LANGUAGES = {"en": "english", "es": "spanish"}
_UNREAD = frozenset(("site", "related-topic", "language-mapped-topic", "other-language", "see-reference"))
"""Parts of a topic that lead elsewhere: nine tenths of the file."""
_DAY = re.compile(r"(\d{2})/(\d{2})/(\d{4})")


class _Topic(NamedTuple):
    title: str
    url: str
    names: tuple[str, ...]
    summary: str
    language: str = ""


def take(asked: str, file: Path | None, most: int, language: Literal["en", "es"]) -> Taken:
    """Return the health topics that fit, the likeliest first; raise NothingToDraftError where none does.

    A topic bears the day on which it was set up, not the one on which it was last revised: no year is better than a wrong one.
    """
    if file is not None:
        root, day = tree(read_file(file), f"the file {file.name!r}", _UNREAD), date.today()
        if root.tag not in ("health-topics", "nlmSearchResult"):
            raise InputError(f"the file {file.name!r} holds <{root.tag[:40]}>, not health topics of MedlinePlus")
        made = _generated(root)
        notes = [f"Read on {day} from the file {file.name!r} of MedlinePlus{f', made on {made}' if made else ''}."]
        day = made or day
    else:
        query = {"db": _DATABASES[language], "term": asked, "retmax": str(most)}
        answer = fetch_url(SERVICE, "", query, _answer)
        root, day = answer.value, answer.day
        notes = [f"Fetched on {day} from {answer.host}, the web service of MedlinePlus."]
        if answer.old:
            notes.append(f"{answer.host} could not be reached; this is its answer of {day}, from the cache.")
    found = [t for t in _topics(root) if t.title and t.language.casefold() in ("", _LANGUAGES[language])]
    if root.tag == "health-topics":
        found = _fitting(found, asked)
    documents = tuple({d.id: d for d in map(_document, found) if d.passages}.values())[:most]
    if not documents:
        raise _nothing(asked, root)
    return Taken(asked, _aliases(asked, documents[0]), documents, day, (*notes, TERMS))


def passages(summary: str) -> list[str]:
    """Return up to 12 passages of a summary in HTML: a paragraph in ones to threes of its sentences, a list with its lead-in."""
    sections: list[list[str]] = [[]]
    heading, text = "", ""
    items: list[str] = []

    def close() -> None:
        nonlocal text, items
        if items:
            lead = (_last(text) or heading) if text else heading
            sections[-1] += grouped(text.removesuffix(lead).rstrip()) if text else []
            sections[-1] += listed(lead, items)
        else:
            sections[-1] += grouped(text)
        text, items = "", []

    for block in blocks(summary):
        if block.kind == "item":
            items.append(block.text)
            continue
        close()
        if block.kind == "head":
            heading = block.text if block.text[-1] in ".?!:" else f"{block.text}:"
            sections.append([])
        else:
            text = block.text
    close()
    return spread([section for section in sections if section], _MOST)


def _last(text: str) -> str:
    """Return the last sentence of a paragraph, which leads in the list behind it, ended or not."""
    whole = whole_sentences(text)
    rest = text.rsplit(whole[-1], 1)[-1].strip() if whole else text
    return rest or whole[-1]


def _answer(body: bytes) -> Element:
    root = tree(body, "the answer")
    if root.tag != "nlmSearchResult":
        raise InputError("the answer is none of the web service's")
    return root


def _topics(root: Element) -> Iterator[_Topic]:
    """Yield the topics of a file, or of an answer in its brief or its full form."""
    for element in root.iter("health-topic"):
        names = [_html(e) for e in element.findall("also-called")]
        yield _topic(element.get("title", ""), element.get("url", ""), names, element.find("full-summary"), element)
    for element in root.iter("document"):
        contents = element.findall("content")
        named = {name: [c for c in contents if c.get("name") == name] for name in ("title", "altTitle", "FullSummary")}
        if named["title"]:
            names = [_html(c) for c in named["altTitle"]]
            summary = next(iter(named["FullSummary"]), None)
            yield _topic(_html(named["title"][0]), element.get("url", ""), names, summary, element)


def _topic(title: str, url: str, names: list[str], summary: Element | None, element: Element) -> _Topic:
    others = tuple(dict.fromkeys(filter(None, map(plain, names))))
    address = url.strip() if re.match(r"https?://[^\s]+$", url.strip()) else ""
    html = _html(summary) if summary is not None else ""
    return _Topic(plain(title), address.replace("http://", "https://", 1), others, html, element.get("language", ""))


def _html(element: Element) -> str:
    """Return the HTML within an element, whether it came escaped, as it should, or as elements."""
    return (element.text or "") + "".join(tostring(child, encoding="unicode") for child in element)


def _document(topic: _Topic) -> Document:
    id = f"medlineplus-{slugify(topic.url.rsplit('/', 1)[-1].removesuffix('.html') or topic.title, 40)}"
    return Document(id, PUBLISHER, topic.title, None, topic.url, tuple(passages(topic.summary)), topic.names)


def _aliases(asked: str, first: Document) -> tuple[str, ...]:
    """Return the other names of what was asked for; those of a topic that only lies near it are none."""
    names = dict.fromkeys((first.title, *first.names))
    others = tuple(name for name in names if fold(name) != fold(asked))
    return others if len(others) < len(names) else ()


def _fitting(topics: list[_Topic], asked: str) -> list[_Topic]:
    """Return the topics that go by what was asked for: by title or another name, or where one holds its words."""
    told, wanted = fold(asked), content_stems(asked)
    ranked: list[tuple[int, int, _Topic]] = []
    for topic in topics:
        if fold(topic.title) == told:
            rank = 0
        elif told in map(fold, topic.names):
            rank = 1
        elif wanted and wanted <= content_stems(topic.title):
            rank = 2
        elif wanted and any(wanted <= content_stems(name) for name in topic.names):
            rank = 3
        else:
            continue
        ranked.append((rank, len(topic.title), topic))
    return [topic for _, _, topic in sorted(ranked)]


def _generated(root: Element) -> date | None:
    """Return the day of a file of all topics."""
    match = _DAY.match(root.get("date-generated", ""))
    try:
        return datetime.strptime(match[0], "%m/%d/%Y").date() if match else None
    except ValueError:
        return None


def _nothing(asked: str, root: Element) -> NothingToDraftError:
    better = one_line(root.findtext(".//spellingCorrection") or "")
    hint = f"did you mean {better!r}?" if better else "try a plainer name, or another source"
    return NothingToDraftError(f"MedlinePlus has no health topic on {asked!r}; {hint}", (better,) if better else ())
