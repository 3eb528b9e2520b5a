"""Abstracts from PubMed: systematic reviews and guidelines on a topic, or articles by their numbers (PMID)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element

from scriptgen.errors import BusyError, InputError, NothingToDraftError, UsageError
from scriptgen.facts.importing.passages import grouped, whole_sentences
from scriptgen.facts.importing.taken import Document, Taken
from scriptgen.facts.importing.web import Service, fetch_url
from scriptgen.facts.importing.xml_text import read_file, tree
from scriptgen.text import one_line

__all__ = ["SERVICE", "TERMS", "numbers", "take"]

SERVICE = Service(
    "PubMed", "https://eutils.ncbi.nlm.nih.gov/entrez/eutils", "SCRIPTGEN_PUBMED_URL", gap=0.34, key="NCBI_API_KEY"
)
TERMS = (
    "Abstracts by way of PubMed, National Library of Medicine. They may be under copyright: they are quoted here as sources, "
    "and are not to be copied into scripts."
)
_KINDS = (
    '("Systematic Review"[Publication Type] OR "Practice Guideline"[Publication Type] OR "Guideline"[Publication Type])'
)
_SPARE = 5
"""Articles asked for beyond those wanted, in the place of what is retracted or has nothing to quote."""
_MOST_NUMBERS = 100
_MOST = 4
"""Passages of one article."""
_LAST = 3
"""Sentences at the end of an abstract without sections, where its conclusion is."""
_NUMBERS = re.compile(r"(?:pmid:?\s*)?\d{1,8}(?:[\s,;]+(?:pmid:?\s*)?\d{1,8})*", re.IGNORECASE)
_SECTIONS = (("conclusion", "interpretation", "recommendation", "implication"), ("result", "finding"))
_RETRACTED = frozenset(("retracted publication", "retraction of publication", "retraction notice"))
_REMARKS = {"ExpressionOfConcernIn": "has an expression of concern", "UpdateIn": "has a newer version"}
_SHIFTED = {
    "sup": str.maketrans("0123456789+-−=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾"),
    "sub": str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎"),
}


class _Article(NamedTuple):
    """What one article gives."""

    pmid: str
    document: Document
    fault: str
    """Why it is left out; empty for one that is taken."""
    remarks: tuple[str, ...]


def numbers(asked: str) -> tuple[str, ...]:
    """Return the article numbers that were asked for, empty where it was words."""
    found = re.findall(r"\d+", asked) if _NUMBERS.fullmatch(asked) else []
    return tuple(dict.fromkeys(number.lstrip("0") or "0" for number in found))


def take(asked: str, file: Path | None, most: int) -> Taken:
    """Return the articles that fit, in PubMed's order; raise NothingToDraftError, which says what was left out, where none does."""
    wanted = numbers(asked)
    if len(wanted) > _MOST_NUMBERS:
        raise UsageError(f"{len(wanted)} articles are too many at once; ask for {_MOST_NUMBERS} at most")
    if file is not None:
        day, root = date.today(), _set(read_file(file), f"the file {file.name!r}")
        notes = [f"Read on {day} from the file {file.name!r} of PubMed."]
    else:
        root, day, notes = _asked(asked, wanted, most)
    articles = [a for a in {a.pmid: a for a in _articles(root)}.values() if not wanted or a.pmid in wanted]
    if wanted:
        articles.sort(key=lambda article: wanted.index(article.pmid))
    taken = [a for a in articles if not a.fault][: len(wanted) or most]
    here = {a.pmid for a in articles}
    notes += [f"PMID {a.pmid} is left out: {a.fault}." for a in articles if a.fault]
    notes += [f"PMID {number} is left out: it did not come." for number in wanted if number not in here]
    if not taken:
        raise NothingToDraftError(
            " ".join(
                [f"PubMed gave nothing to quote on {asked!r}; try plainer words, or name articles by PMID.", *notes[1:]]
            )
        )
    notes += [f"PMID {a.pmid} {remark}." for a in taken for remark in a.remarks]
    documents = tuple(a.document for a in taken)
    return Taken(_short(documents[0].title) if wanted else asked, (), documents, day, (*notes, TERMS))


def _asked(asked: str, wanted: tuple[str, ...], most: int) -> tuple[Element, date, list[str]]:
    """Return the articles that PubMed sends, the day when it did, and what to know of that."""
    days, old = [], False
    if not wanted:
        term = f"({asked}) AND {_KINDS} AND hasabstract"
        query = {"db": "pubmed", "term": term, "retmode": "xml", "retmax": str(most + _SPARE), "sort": "relevance"}
        found = fetch_url(SERVICE, "/esearch.fcgi", query, _ids)
        wanted, days, old = found.value, [found.day], found.old
        if not wanted:
            raise NothingToDraftError(
                f"PubMed has no systematic review or guideline with an abstract on {asked!r}; try plainer words, or name articles by PMID"
            )
    query = {"db": "pubmed", "id": ",".join(wanted), "retmode": "xml"}
    answer = fetch_url(SERVICE, "/efetch.fcgi", query, lambda body: _set(body, "the answer"))
    day = min(*days, answer.day) if days else answer.day
    notes = [f"Fetched on {day} from {answer.host}, the web service of PubMed."]
    if old or answer.old:
        notes.append(f"{answer.host} could not be reached; this is its answer of {day}, from the cache.")
    return answer.value, day, notes


def _ids(body: bytes) -> tuple[str, ...]:
    root = tree(body, "the answer")
    if root.tag != "eSearchResult":
        raise InputError("the answer is none to a search")
    if root.findtext("ERROR"):
        raise BusyError(
            "eutils.ncbi.nlm.nih.gov could not search; try again later, or read a downloaded file with --from FILE"
        )
    return tuple(e.text for e in root.findall("IdList/Id") if e.text and e.text.isdigit())


def _set(body: bytes, what: str) -> Element:
    root = tree(body, what)
    if root.tag == "PubmedArticle":  # one article cut out of a set
        whole = Element("PubmedArticleSet")
        whole.append(root)
        return whole
    if root.tag != "PubmedArticleSet":
        raise InputError(f"{what} holds <{root.tag[:40]}>, not articles of PubMed (efetch, retmode=xml)")
    return root


def _articles(root: Element) -> Iterable[_Article]:
    for citation in root.findall("PubmedArticle/MedlineCitation"):
        pmid, article = (citation.findtext("PMID") or "").strip(), citation.find("Article")
        if pmid.isdigit() and article is not None:
            yield _article(pmid, article, citation)


def _article(pmid: str, article: Element, citation: Element) -> _Article:
    kinds = {one_line(e.text or "").casefold() for e in article.iter("PublicationType")}
    corrected = {e.get("RefType", "") for e in citation.findall("CommentsCorrectionsList/CommentsCorrections")}
    passages = tuple(_passages(article.findall("Abstract/AbstractText")))
    title = _title(article) or f"PMID {pmid}"
    if kinds & _RETRACTED or "RetractionIn" in corrected or title.upper().startswith(("RETRACTED:", "WITHDRAWN:")):
        fault = "it has been retracted or withdrawn"
    else:
        fault = "" if passages else "it has no abstract that can be quoted"
    journal = (
        one_line(article.findtext("Journal/Title") or article.findtext("Journal/ISOAbbreviation") or "") or "PubMed"
    )
    document = Document(
        f"pmid-{pmid}", journal, title, _year(article), f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/", passages
    )
    return _Article(pmid, document, fault, tuple(said for kind, said in _REMARKS.items() if kind in corrected))


def _title(article: Element) -> str:
    element = article.find("ArticleTitle")
    title = one_line(_text(element)) if element is not None else ""
    if title.startswith("[") and title.rstrip(".").endswith("]"):  # translated by PubMed
        title = title.rstrip(".")[1:-1]
    return title.rstrip(".").strip()


def _year(article: Element) -> int | None:
    """Return the year of the issue, else of the article on the web; None where neither is told."""
    for path in ("Journal/JournalIssue/PubDate/Year", "Journal/JournalIssue/PubDate/MedlineDate", "ArticleDate/Year"):
        if match := re.search(r"\b(?:19|20)\d\d\b", article.findtext(path) or ""):
            return int(match[0])
    return None


def _passages(sections: list[Element]) -> list[str]:
    """Return conclusions, then results; of an abstract without either its last sentences."""
    found: list[str] = []
    for names in _SECTIONS:
        for section in sections:
            named = f"{section.get('NlmCategory', '')} {section.get('Label', '')}".casefold()
            if _ranked(named) is names:
                found += grouped(_text(section))
    if not found:
        found = grouped(" ".join(whole_sentences(" ".join(map(_text, sections)))[-_LAST:]))
    return found[:_MOST]


def _ranked(named: str) -> tuple[str, ...] | None:
    return next((names for names in _SECTIONS if any(name in named for name in names)), None)


def _text(element: Element) -> str:
    """Return the text of an element without its markup; raised and lowered figures stay what they are, since 10⁶ is not 106."""
    parts = [element.text or ""]
    for child in element:
        parts += [_text(child).translate(_SHIFTED.get(child.tag, {})), child.tail or ""]
    return "".join(parts)


def _short(title: str, limit: int = 100) -> str:
    """Return a title as a topic, cut between words."""
    return title if len(title) <= limit else title[: limit + 1].rsplit(" ", 1)[0]
