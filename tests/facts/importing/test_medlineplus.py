"""Health topics: from the web service, from its saved answer, from the file of all topics."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest

from scriptgen.errors import InputError, NothingToDraftError
from scriptgen.facts.importing import fetch
from scriptgen.facts.importing.medlineplus import PUBLISHER, passages
from tests.facts.importing.server import SAMPLES, Reply, Server, sample

SAID = [
    "Foobaritis is an invented illness of the foobar, i.e. of nothing. It comes in spring. About 5 in 100 invented people have it.",
    "Dr. Test named it. It is not catching.",
    "It starts at night.",
    "Common signs include: A blue elbow; Humming, such as: at meals, in lifts; Sneezing at bells.",
    "Treatments: Rest. It helps most people. Warm socks.",
    "Bazalgia often comes with foobaritis.",
]


@pytest.fixture
def zipped(tmp_path: Path) -> Path:
    path = tmp_path / "topics.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(SAMPLES / "topics.xml", "mplus_topics_compressed_2026-10-03.xml")
    return path


def test_the_answer_of_the_web_service(monkeypatch: pytest.MonkeyPatch) -> None:
    with Server(sample("answer.xml")) as server:
        monkeypatch.setenv("SCRIPTGEN_MEDLINEPLUS_URL", f"{server.url}/ws/query")
        facts = fetch("medlineplus", " foobar  Disease ", most=4)
    assert server.asked == [
        ("/ws/query", {"db": "healthTopics", "term": "foobar Disease", "retmax": "4", "tool": "scriptgen"})
    ]
    assert [quote.say for quote in facts.quotes] == SAID
    assert (facts.topic, facts.aliases) == ("foobar Disease", ("Foobaritis", "Swollen foobar & neck"))
    assert [(s.id, s.publisher, s.title, s.year, s.url) for s in facts.sources] == [
        ("medlineplus-foobaritis", PUBLISHER, "Foobaritis", None, "https://medlineplus.gov/foobaritis.html"),
        ("medlineplus-bazalgia", PUBLISHER, "Bazalgia", None, "https://medlineplus.gov/bazalgia.html"),
    ]
    assert facts.checked_on == date.today() and not facts.items
    assert "127.0.0.1" in facts.notes[0] and "MedlinePlus.gov" in facts.notes[-1]


def test_spanish_is_another_database(monkeypatch: pytest.MonkeyPatch) -> None:
    with Server(sample("answer.xml")) as server:
        monkeypatch.setenv("SCRIPTGEN_MEDLINEPLUS_URL", server.url)
        fetch("medlineplus", "foobaritis", language="es")
    assert server.asked[0][1]["db"] == "healthTopicsSpanish"


def test_a_saved_answer_reads_the_same() -> None:
    facts = fetch("medlineplus", "Foobaritis", file=SAMPLES / "answer.xml")
    assert [quote.say for quote in facts.quotes] == SAID


@pytest.mark.parametrize(
    ("asked", "most", "titles", "aliases"),
    [
        ("foobaritis", 5, ["Foobaritis", "Foobaritis in Children", "Bazalgia"], ("Foobar disease", "FBD")),
        ("fbd", 5, ["Foobaritis"], ("Foobaritis", "Foobar disease")),
        ("foobaritis", 1, ["Foobaritis"], ("Foobar disease", "FBD")),
        ("Children with foobaritis", 5, ["Foobaritis in Children"], ()),
        ("bazalgia", 5, ["Bazalgia"], ("Foobaritis of the baz",)),
    ],
)
def test_the_file_of_topics(zipped: Path, asked: str, most: int, titles: list[str], aliases: tuple[str, ...]) -> None:
    for file in (SAMPLES / "topics.xml", zipped):
        facts = fetch("medlineplus", asked, file=file, most=most)
        assert [source.title for source in facts.sources] == titles
        assert facts.aliases == aliases
        assert facts.checked_on == date(2026, 10, 3)  # the day of the file


def test_english_unless_asked_otherwise() -> None:
    told = [
        [q.say for q in fetch("medlineplus", "foobaritis", file=SAMPLES / "topics.xml", language=language).quotes]
        for language in ("en", "es")
    ]
    assert "La foobaritis es inventada." not in told[0] and told[1] == ["La foobaritis es inventada."]


def test_a_full_answer_holds_whole_topics(tmp_path: Path) -> None:
    """rettype=topic and rettype=all put the records of the file into the answer; all puts the brief form beside them."""
    topics = (SAMPLES / "topics.xml").read_text(encoding="utf-8")
    record = topics[topics.index('<health-topic meta-desc="Invented." title="Foobaritis" ') :].split("</health-topic>")[
        0
    ]
    brief = '<content name="title">Foobaritis</content><content name="FullSummary">Foobaritis is brief.</content>'
    file = tmp_path / "all.xml"
    file.write_text(
        '<nlmSearchResult><list><document rank="0" url="https://medlineplus.gov/foobaritis.html">'
        f'<content name="healthTopic">{record}</health-topic></content>{brief}</document></list></nlmSearchResult>',
        encoding="utf-8",
    )
    assert len(fetch("medlineplus", "foobaritis", file=file).sources) == 1


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("", []),
        ("No full stop", []),
        ("<p>One. Two. Three. Four.</p>", ["One. Two.", "Three. Four."]),
        ("Aa. Bb. By Miller et al. 2020 it is so. Cc.", ["Aa. Bb.", "By Miller et al. 2020 it is so. Cc."]),
        ("Aa. Bb. It was ver. five then. Cc.", ["Aa. Bb.", "It was ver. five then. Cc."]),
        ("<p>It's 5.5&nbsp;mg &lt; 6.</p>", ["It's 5.5 mg < 6."]),
        ("<p>A <b>bold</b> w<i>or</i>d<sup>.</sup></p>", ["A bold word."]),
        ("<p>One.</p><script>alert('x.')</script><p>Two.</p>", ["One.", "Two."]),
        ("<p>Signs:</p><ul><li>a</li><li>b.</li></ul><p>After.</p>", ["Signs: a; b.", "After."]),
        ("<p>Signs:<ul><li>a<li>b</ul>After.", ["Signs: a; b.", "After."]),
        ("<h3>Who is at risk?</h3><ul><li>Invented people</li></ul>", ["Who is at risk? Invented people."]),
        ("<h3>Care</h3><ol><li>Wash it. Dry it.</li></ol>", ["Care: Wash it. Dry it."]),
        ("<p>Long " + "word " * 130 + "end. Short.</p>", ["Short."]),
        ("<p>Ends:</p><ul></ul>", []),
        ("<div><p>One</p><p>Two.</p></div>", ["Two."]),
    ],
)
def test_passages(html: str, said: list[str]) -> None:
    assert passages(html) == said


def test_long_lists_bear_their_lead_in() -> None:
    found = passages("<p>Signs:</p><ul>" + "".join(f"<li>{n} {'word ' * 30}</li>" for n in range(9)) + "</ul>")
    assert len(found) == 3
    assert all(passage.startswith("Signs: ") and len(passage) <= 600 for passage in found)


def test_every_section_of_a_long_summary_is_heard() -> None:
    long = "".join(f"<p>First {n}.</p>" for n in range(20))
    found = passages(f"<h3>What</h3>{long}<h3>Care</h3><p>Last one. Last two. Last three. Last four.</p>")
    assert len(found) == 12
    assert found[0] == "First 0." and found[-2:] == ["Last one. Last two.", "Last three. Last four."]


@pytest.mark.parametrize(
    ("body", "kind", "said"),
    [
        (b'<health-topics date-generated="x"/>', NothingToDraftError, "no health topic on 'foobarits'"),
        (b"<nlmSearchResult><count>0</count><list/></nlmSearchResult>", NothingToDraftError, "foobarits"),
        (
            b"<nlmSearchResult><spellingCorrection>foobaritis</spellingCorrection><list/></nlmSearchResult>",
            NothingToDraftError,
            "did you mean 'foobaritis'",
        ),
        (b"<PubmedArticleSet/>", InputError, "<PubmedArticleSet>, not health topics"),
        (b"<health-topics><health-topic title='a'", InputError, "'x.xml' is no whole XML"),
        (b"no xml at all", InputError, "is no whole XML"),
        (b"", InputError, "is no whole XML"),
        (b"PK\x03\x04 broken", InputError, "cannot unpack the file 'x.xml'"),
    ],
)
def test_files_with_nothing_in_them(tmp_path: Path, body: bytes, kind: type[Exception], said: str) -> None:
    file = tmp_path / "x.xml"
    file.write_bytes(body)
    with pytest.raises(kind, match=said) as caught:
        fetch("medlineplus", "foobarits", file=file)
    if "did you mean" in said:
        assert isinstance(caught.value, NothingToDraftError) and caught.value.nearest == ("foobaritis",)


def test_nothing_came_of_the_web(monkeypatch: pytest.MonkeyPatch) -> None:
    with Server(Reply(b"<nlmSearchResult><count>0</count><list num='0'/></nlmSearchResult>")) as server:
        monkeypatch.setenv("SCRIPTGEN_MEDLINEPLUS_URL", server.url)
        with pytest.raises(NothingToDraftError, match="'quibble'"):
            fetch("medlineplus", "quibble")
