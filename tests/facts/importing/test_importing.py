"""What a fetched fact file is: refused, written, read back, and never loaded by those who don't fetch."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from scriptgen.errors import BusyError, RefusedError, UsageError
from scriptgen.facts.files import heads_of, read_facts
from scriptgen.facts.importing import as_toml, fetch
from scriptgen.facts.importing.taken import Fetched
from scriptgen.facts.model import FactFile, FactSource, Quote
from tests.conftest import Ran
from tests.facts.importing.server import SAMPLES, Server, sample

LIBRARY = sorted(Path(sys.modules["scriptgen.facts.files"].LIBRARY).glob("*.toml"))
NASTY = 'a "quote" \\ back\ttab \x7f \x01 é 🦵 # no comment [x] = \'\'\' """ \u2028 end'


def _read(text: str, folder: Path) -> FactFile:
    path = folder / "x.toml"
    path.write_text(text, encoding="utf-8")
    (head,) = heads_of(path, time.monotonic_ns())
    return read_facts(head)


@pytest.mark.parametrize(
    ("source", "asked", "file"),
    [
        ("medlineplus", "foobaritis", "answer.xml"),
        ("medlineplus", "foobaritis", "topics.xml"),
        ("pubmed", "foobaritis", "articles.xml"),
        ("pubmed", "90000001", "articles.xml"),
    ],
)
def test_what_is_fetched_reads_back(tmp_path: Path, source: str, asked: str, file: str) -> None:
    facts = fetch(source, asked, file=SAMPLES / file)
    text = as_toml(facts)
    again = _read(text, tmp_path)
    assert again == facts and facts == again and hash(again) == hash(facts)
    assert again.model_dump() == facts.model_dump()
    comment = text.split("\n\n")[0]
    assert all(line.startswith("# ") and len(line) <= 120 for line in comment.splitlines())
    assert file in comment and date.today().isoformat() in comment and "National Library of Medicine" in comment


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: path.stem)
def test_the_whole_model_reads_back(path: Path, tmp_path: Path) -> None:
    facts = FactFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    assert _read(as_toml(facts), tmp_path) == facts


def test_nasty_words_stay_words(tmp_path: Path) -> None:
    facts = Fetched(
        topic=NASTY,
        aliases=(NASTY, "b"),
        checked_on=date(2026, 1, 2),
        sources=(FactSource(id="s", publisher=NASTY, title=NASTY, year=2020, url=NASTY),),
        quotes=(Quote(id="q", say=NASTY, source="s"),),
        notes=("one\n[two]\rthree\x00\x7f", NASTY),
    )
    assert _read(as_toml(facts), tmp_path) == facts


def test_other_words_are_another_value() -> None:
    facts = fetch("pubmed", "foobaritis", file=SAMPLES / "articles.xml")
    assert facts != facts.model_copy(update={"topic": "x"}) and facts != "x"


@pytest.mark.parametrize(
    ("source", "asked", "options", "said"),
    [
        ("who", "asthma", {}, "'who' is not known .* medlineplus or pubmed"),
        ("MedlinePlus ", "asthma", {}, "medlineplus or pubmed"),
        ("medlineplus", "asthma", {"most": 0}, "most=0"),
        ("pubmed", "asthma", {"most": 51}, "1 to 50"),
        ("medlineplus", " \u200b ", {}, "0 characters"),
        ("medlineplus", "a" * 301, {}, "301 characters"),
        ("pubmed", "asthma", {"language": "es"}, "in English"),
    ],
)
def test_values_that_cannot_work(source: str, asked: str, options: dict[str, object], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        fetch(source, asked, file=SAMPLES / "articles.xml", **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("source", ["medlineplus", "pubmed"])
@pytest.mark.parametrize("asked", ["Mrs Miller's asthma", "john.smith@example.com", "asthma MRN 12345678"])
def test_words_that_point_at_a_person_are_not_sent(monkeypatch: pytest.MonkeyPatch, source: str, asked: str) -> None:
    with Server(sample("answer.xml")) as server:
        monkeypatch.setenv("SCRIPTGEN_MEDLINEPLUS_URL", server.url)
        monkeypatch.setenv("SCRIPTGEN_PUBMED_URL", server.url)
        with pytest.raises(RefusedError, match=r"^nothing was sent") as caught:
            fetch(source, asked)
    assert server.asked == [] and asked not in str(caught.value)


@pytest.mark.parametrize("source", ["medlineplus", "pubmed"])
def test_offline_it_names_the_host_and_the_way_out(source: str) -> None:
    with pytest.raises(BusyError, match=r"127\.0\.0\.1 cannot be reached .* --from FILE"):
        fetch(source, "asthma")


def test_offline_with_an_old_answer_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    with Server(sample("answer.xml")) as server:
        monkeypatch.setenv("SCRIPTGEN_MEDLINEPLUS_URL", server.url)
        fresh = fetch("medlineplus", "foobaritis")
    (path,) = (Path(os.environ["SCRIPTGEN_CACHE"]) / "web").iterdir()
    then = time.time() - 20 * 24 * 3600
    os.utime(path, (then, then))
    facts = fetch("medlineplus", "foobaritis")
    assert facts.quotes == fresh.quotes
    assert facts.checked_on == date.fromtimestamp(then)
    assert f"could not be reached; this is its answer of {facts.checked_on}, from the cache" in as_toml(facts)


@pytest.mark.parametrize(
    ("source", "file", "said"),
    [("medlineplus", "topics.xml", "Foobaritis is invented."), ("pubmed", "articles.xml", "Warm socks probably ease")],
)
def test_the_command_line(run: Callable[..., Ran], source: str, file: str, said: str) -> None:
    ran = run("facts", "import", source, "foobaritis", "--from", str(SAMPLES / file), "--out", "x.toml")
    assert ran.code == 0, ran.err
    shown = run("facts", "show", "foobaritis", "--facts", "x.toml")
    assert shown.code == 0 and said in shown.out and "National Library of Medicine" in Path("x.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("medlineplus", "asthma"), 3, "--from FILE"),
        (("medlineplus", "quibble", "--from", str(SAMPLES / "topics.xml")), 2, "'quibble'"),
        (("nobody", "asthma"), 2, "medlineplus or pubmed"),
        (("pubmed", "Mrs", "Miller's", "asthma"), 4, "nothing was sent"),
    ],
)
def test_the_command_line_says_what_is_wrong(
    run: Callable[..., Ran], arguments: tuple[str, ...], code: int, said: str
) -> None:
    ran = run("facts", "import", *arguments, "--out", "x.toml")
    assert (ran.code, said in ran.err, Path("x.toml").exists()) == (code, True, False), ran.err


def test_who_does_not_fetch_does_not_load_it() -> None:
    code = (
        "import sys, scriptgen, scriptgen.facts; scriptgen.check({'hook': {'say': 'a'}, 'beats': [{'say': 'b'}]});"
        "scriptgen.facts.topics(); print([m for m in sys.modules if 'importing' in m or m in ('urllib.request', 'http.client')])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert ran.stdout.strip() == "[]", ran.stderr
