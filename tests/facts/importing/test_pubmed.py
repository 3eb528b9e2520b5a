"""Articles: by a search for reviews and guidelines, by number, and from a saved file."""

from __future__ import annotations

from pathlib import Path

import pytest

from scriptgen.errors import BusyError, InputError, NothingToDraftError, UsageError
from scriptgen.facts.importing import fetch
from scriptgen.facts.importing.pubmed import numbers
from tests.facts.importing.server import SAMPLES, Reply, Server, sample

ARTICLES = SAMPLES / "articles.xml"
SOCKS = [
    "Warm socks probably ease foobaritis.",
    "Socks helped (RR 0.62, 95% CI 0.51 to 0.75; P < .001). Testing by Miller et al. agreed. CO₂ did not change.",
]
HUMMING = ["Three hummed. Four stopped humming. Five went home."]
BELLS = ["Bells ring.", "Bells rang."]


def _article(inner: str) -> bytes:
    return f"<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>7</PMID><Article>{inner}</Article></MedlineCitation></PubmedArticle></PubmedArticleSet>".encode()


def test_words_ask_for_reviews_and_guidelines(monkeypatch: pytest.MonkeyPatch) -> None:
    with Server(sample("search.xml"), sample("articles.xml")) as server:
        monkeypatch.setenv("SCRIPTGEN_PUBMED_URL", f"{server.url}/entrez/eutils/")
        facts = fetch("pubmed", "foobaritis", most=2)
    (searched, search), (fetched, numbered) = server.asked
    assert (searched, fetched) == ("/entrez/eutils/esearch.fcgi", "/entrez/eutils/efetch.fcgi")
    assert search["db"] == numbered["db"] == "pubmed" and search["tool"] == numbered["tool"] == "scriptgen"
    assert search["term"].startswith("(foobaritis) AND (") and search["term"].endswith(") AND hasabstract")
    assert all(f'"{kind}"[Publication Type]' in search["term"] for kind in ("Systematic Review", "Practice Guideline"))
    assert (search["retmode"], search["retmax"], search["sort"]) == ("xml", "7", "relevance")
    assert numbered["id"] == "90000003,90000001,90000002,90000004,90000005" and numbered["retmode"] == "xml"
    assert [quote.say for quote in facts.quotes] == SOCKS + HUMMING
    assert facts.topic == "foobaritis"
    told = " ".join(facts.notes)
    assert "PMID 90000003 is left out: it has been retracted" in told and "under copyright" in told


@pytest.mark.parametrize(
    "asked", ["90000006, 90000001", "PMID 90000006 90000001", "pmid:90000006; PMID: 90000001,90000001"]
)
def test_numbers_come_in_their_order(monkeypatch: pytest.MonkeyPatch, asked: str) -> None:
    with Server(sample("articles.xml")) as server:
        monkeypatch.setenv("SCRIPTGEN_PUBMED_URL", server.url)
        facts = fetch("pubmed", asked, most=1)
    assert [query["id"] for _, query in server.asked] == ["90000006,90000001"]
    assert [quote.say for quote in facts.quotes] == BELLS + SOCKS
    assert facts.topic == "Bells without a year"


def test_a_saved_file_says_where_all_comes_from() -> None:
    facts = fetch("pubmed", "foobaritis", file=ARTICLES)
    assert [quote.say for quote in facts.quotes] == SOCKS + HUMMING + BELLS
    assert [(s.id, s.publisher, s.title, s.year, s.url) for s in facts.sources] == [
        (
            "pmid-90000001",
            "Annals of Invented Illness",
            "Warm socks in foobaritis: a systematic review of 10⁶ invented feet",
            2021,
            "https://pubmed.ncbi.nlm.nih.gov/90000001/",
        ),
        ("pmid-90000002", "Journal of Nothing", "Humming in lifts", 2019, "https://pubmed.ncbi.nlm.nih.gov/90000002/"),
        (
            "pmid-90000006",
            "Journal of Nothing",
            "Bells without a year",
            None,
            "https://pubmed.ncbi.nlm.nih.gov/90000006/",
        ),
    ]
    assert {quote.source for quote in facts.quotes} == {source.id for source in facts.sources}


@pytest.mark.parametrize(
    ("pmid", "said"),
    [
        ("90000001", "has a newer version"),
        ("90000003", "left out: it has been retracted"),
        ("90000004", "left out: it has been retracted"),
        ("90000005", "left out: it has no abstract"),
        ("90000006", "has an expression of concern"),
        ("90000099", "left out: it did not come"),
    ],
)
def test_what_to_know_of_an_article(pmid: str, said: str) -> None:
    assert any(pmid in note and said in note for note in fetch("pubmed", f"90000002 {pmid}", file=ARTICLES).notes)


@pytest.mark.parametrize(
    ("abstract", "said"),
    [
        ("<AbstractText>One. Two. Three. Four.</AbstractText>", ["Two. Three. Four."]),
        ("<AbstractText Label='RESULTS'>A. B.</AbstractText>", ["A. B."]),
        ("<AbstractText Label='RESULTS AND CONCLUSIONS'>Ab.</AbstractText>", ["Ab."]),
        (
            "<AbstractText Label='AIMS'>Aa aa.</AbstractText><AbstractText Label='CAVEATS'>Bb bb.</AbstractText>",
            ["Aa aa. Bb bb."],
        ),
        ("<AbstractText NlmCategory='CONCLUSIONS' Label='TAKE-HOME'>Cc cc.</AbstractText>", ["Cc cc."]),
        (
            "<AbstractText>It was <b>not</b> 10<sup>-3</sup> but 10<sup>3</sup>.</AbstractText>",
            ["It was not 10⁻³ but 10³."],
        ),
        ("<AbstractText>A <mml:math><mml:mn>5</mml:mn></mml:math> &amp; b.</AbstractText>", ["A 5 & b."]),
        (f"<AbstractText Label='RESULTS'>{'One two. ' * 40}</AbstractText>", ["One two. One two. One two."]),
    ],
)
def test_conclusions_and_results(tmp_path: Path, abstract: str, said: list[str]) -> None:
    file = tmp_path / "a.xml"
    file.write_bytes(_article(f"<Abstract>{abstract}</Abstract>"))
    facts = fetch("pubmed", "foobaritis", file=file)
    assert [quote.say for quote in facts.quotes] == said
    assert facts.sources[0].publisher == "PubMed" and facts.sources[0].title == "PMID 7"  # nothing else is told


@pytest.mark.parametrize(
    ("journal", "year"),
    [
        ("<PubDate><Year>2020</Year></PubDate>", 2020),
        ("<PubDate><MedlineDate>1998 Dec-1999 Jan</MedlineDate></PubDate>", 1998),
        ("<PubDate><MedlineDate>Winter</MedlineDate></PubDate>", None),
        ("<PubDate/>", None),
        ("", None),
    ],
)
def test_years(tmp_path: Path, journal: str, year: int | None) -> None:
    file = tmp_path / "a.xml"
    inner = f"<Journal><JournalIssue>{journal}</JournalIssue></Journal><Abstract><AbstractText>Yes it is.</AbstractText></Abstract>"
    file.write_bytes(_article(inner))
    assert fetch("pubmed", "7", file=file).sources[0].year == year
    file.write_bytes(_article(f"{inner}<ArticleDate><Year>2017</Year></ArticleDate>"))
    assert fetch("pubmed", "7", file=file).sources[0].year == (year or 2017)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("12345", ("12345",)),
        ("12345, 12345 678", ("12345", "678")),
        ("PMID: 012345", ("12345",)),
        ("type 2 diabetes", ()),
        ("123456789", ()),
        ("asthma 12345", ()),
    ],
)
def test_numbers(asked: str, found: tuple[str, ...]) -> None:
    assert numbers(asked) == found


@pytest.mark.parametrize(
    ("body", "asked", "kind", "said"),
    [
        (b"<PubmedArticleSet/>", "foobaritis", NothingToDraftError, "'foobaritis'"),
        (b"<PubmedArticleSet/>", "12345", NothingToDraftError, "PMID 12345 is left out"),
        (b"<nlmSearchResult/>", "foobaritis", InputError, "<nlmSearchResult>, not articles of PubMed"),
        (ARTICLES.read_bytes()[:1500], "foobaritis", InputError, "'a.xml' is no whole XML"),
        (_article(""), "foobaritis", NothingToDraftError, "PMID 7 is left out: it has no abstract"),
        (b"<PubmedArticleSet/>", " ".join(map(str, range(1, 102))), UsageError, "101 articles are too many"),
    ],
)
def test_files_with_nothing_in_them(tmp_path: Path, body: bytes, asked: str, kind: type[Exception], said: str) -> None:
    file = tmp_path / "a.xml"
    file.write_bytes(body)
    with pytest.raises(kind, match=said):
        fetch("pubmed", asked, file=file)


def test_an_empty_search_asks_no_further(monkeypatch: pytest.MonkeyPatch) -> None:
    with Server(Reply(b"<eSearchResult><Count>0</Count><IdList/></eSearchResult>")) as server:
        monkeypatch.setenv("SCRIPTGEN_PUBMED_URL", server.url)
        with pytest.raises(NothingToDraftError, match=r"no systematic review or guideline .* on 'quibble'"):
            fetch("pubmed", "quibble")
    assert len(server.asked) == 1


def test_a_search_that_failed_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    failed = Reply(b"<eSearchResult><ERROR>Search Backend failed</ERROR></eSearchResult>")
    with Server(failed, sample("search.xml"), sample("articles.xml")) as server:
        monkeypatch.setenv("SCRIPTGEN_PUBMED_URL", server.url)
        with pytest.raises(BusyError, match="--from FILE"):
            fetch("pubmed", "foobaritis")
        assert fetch("pubmed", "foobaritis").quotes
