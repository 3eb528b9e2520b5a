"""The index of fact files: kept between processes, fresh after every change, never in the way of an answer."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scriptgen.facts.files import LIBRARY, paths
from scriptgen.facts.find import search
from scriptgen.facts.index import heads, pages, stems
from tests.facts.asker import Asker


def here(typed: str, given: Path) -> list[str]:
    return [page.topic for page in pages(heads(paths(given)), stems(typed))]


def write(path: Path, topic: str = "quokka bite", say: str = "A zygote sauna soothes it.", about: str = "") -> None:
    path.write_text(f"topic,claim,publisher,about\n{topic},{say},Example Society,{about}\n", encoding="utf-8")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    write(folder / "bite.csv")
    return folder


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Path]:
    """The cache folder that tests/conftest.py sets; writable again in the end."""
    folder = tmp_path / "cache"
    yield folder
    if folder.is_dir():
        folder.chmod(0o700)


def test_a_warm_search_reads_no_fact_file(own: Path) -> None:
    asks = {"zits": "acne", "kne pain": "knee pain", "zygote sauna": "quokka bite", "QUOKKA BÍTE": "quokka bite"}
    with Asker() as cold:
        assert cold.ask("zygote sauna", own, "search")[1] > len(list(LIBRARY.glob("*.toml")))
        assert [cold.ask(typed, own, "search")[1] for typed in asks] == [0] * len(asks)
    with Asker() as warm:
        told = [warm.ask(typed, own, "search") for typed in asks]
    assert [opened for _, opened in told] == [0] * len(asks)
    assert [topics[0] for topics, _ in told] == list(asks.values())


def changed(folder: Path) -> None:
    write(folder / "bite.csv", say="A yurt tulip soothes it.")
    os.utime(folder / "bite.csv", (1, 1))  # older than before: any other time is a change


def added(folder: Path) -> None:
    write(folder / "sting.csv", "numbat sting", "A yurt tulip soothes it.")


def removed(folder: Path) -> None:
    added(folder)
    (folder / "bite.csv").unlink()


def renamed(folder: Path) -> None:
    (folder / "bite.csv").rename(folder / "nip.csv")


def retitled(folder: Path) -> None:
    write(folder / "bite.csv", "numbat sting")
    os.utime(folder / "bite.csv", (1, 1))


CHANGES: list[tuple[Callable[[Path], None], list[str], list[str]]] = [
    (changed, [], ["quokka bite"]),
    (added, ["quokka bite"], ["numbat sting"]),
    (removed, [], ["numbat sting"]),
    (renamed, ["quokka bite"], []),
    (retitled, ["numbat sting"], []),
]


@pytest.mark.parametrize(("change", "sauna", "tulip"), CHANGES, ids=lambda v: getattr(v, "__name__", ""))
def test_changes_are_noticed(own: Path, change: Callable[[Path], None], sauna: list[str], tulip: list[str]) -> None:
    assert here("zygote sauna", own) == ["quokka bite"]
    change(own)
    with Asker() as other:
        assert (other.ask("zygote sauna", own)[0], other.ask("yurt tulips", own)[0]) == (sauna, tulip)
    assert (here("zygote sauna", own), here("yurt tulips", own)) == (sauna, tulip)


@pytest.mark.parametrize("kind", ["garbage", "empty", "cut", "scratched", "a folder"])
def test_a_broken_index_is_no_broken_search(own: Path, cache: Path, kind: str) -> None:
    assert here("zygote sauna", own) == ["quokka bite"]
    files = [path for path in cache.iterdir() if path.suffix == ".sqlite3"]
    assert files
    for file in files:
        data = file.read_bytes()
        short = data[: len(data) // 3]
        damaged = {"garbage": b"none " * 999, "cut": short, "scratched": data[:4096] + b"\xaa" * (len(data) - 4096)}
        file.write_bytes(damaged.get(kind, b""))
        if kind == "a folder":
            file.unlink()
            file.mkdir()
    with Asker() as other:
        assert other.ask("zygote sauna", own) == (["quokka bite"], 1)
    if kind in ("garbage", "empty", "cut"):  # it was made anew
        with Asker() as another:
            assert another.ask("zygote sauna", own) == (["quokka bite"], 0)


@pytest.mark.parametrize("kind", ["deep", "a file", "below a file", "read only", "read only and filled"])
def test_a_cache_folder_is_not_needed(own: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    folder = {"deep": cache / "a" / "b", "below a file": cache / "c"}.get(kind, cache)
    monkeypatch.setenv("SCRIPTGEN_CACHE", str(folder))
    if kind.endswith("a file"):
        cache.write_text("", encoding="utf-8")
    if kind == "read only and filled":
        assert here("zygote sauna", own) == ["quokka bite"]
        retitled(own)
    if kind.startswith("read only"):  # which root may write to, and nobody else
        cache.mkdir(exist_ok=True)
        for path in (*cache.iterdir(), cache):
            path.chmod(0o500 if path.is_dir() else 0o400)
    for _ in range(2):
        assert here("zygote sauna", own) == ["numbat sting" if kind.endswith("filled") else "quokka bite"]
    assert folder.is_dir() == (not kind.endswith("a file"))


def test_processes_refresh_at_once(own: Path) -> None:
    for number in range(20):
        write(own / f"{number}.csv", f"numbat sting {number}", f"A yurt tulip soothes kind {number} of it.")
    with Asker() as one, Asker() as two:
        for stamp in (10, 20, 30):
            for path in own.iterdir():
                os.utime(path, (stamp, stamp))
            for asker in (one, two):
                asker.tell("zygote sauna", own)
            assert [asker.answer()[0] for asker in (one, two)] == [["quokka bite"]] * 2
    with Asker() as third:
        assert third.ask("zygote sauna", own) == (["quokka bite"], 0)
    found = [page.topic for page in pages(heads(paths(own)), stems("tulip"), most=99)]
    assert sorted(found) == sorted(f"numbat sting {number}" for number in range(20))


def test_pages_come_with_names_before_questions_before_lines(own: Path) -> None:
    write(own / "a.csv", "sore elbow", "A wombat may lick it.")
    write(own / "b.csv", "sore ankle", "Rest may help it.", about="Does a wombat help?")
    write(own / "c.csv", "wombat allergy", "Rest may help it.")
    mine = heads(paths(own))
    assert [page.topic for page in pages(mine, stems("wombats"))] == ["wombat allergy", "sore ankle", "sore elbow"]
    assert [page.topic for page in pages(mine, stems("wombats"), most=1)] == ["wombat allergy"]
    kept = tuple(head for head in mine if head.topic != "wombat allergy")
    assert [page.topic for page in pages(kept, stems("wombats"))] == ["sore ankle", "sore elbow"]
    (page,) = pages(mine, stems("licked"))
    assert (page.path, page.names >= {"sore", "elbow"}, "wombat" in page.lines) == (own / "a.csv", True, True)
    assert pages(mine, []) == pages(mine, [""]) == pages(mine, ["unheard"]) == ()


@pytest.mark.parametrize("typed", ["meniere", "MÉNIÈRE", "Ménière", "ménières", "Me\u0301nie\u0300re’s"])
@pytest.mark.parametrize("written", ["Ménière", "MENIERE", "Me\u0301nie\u0300re"])
def test_accents_and_case_are_no_matter(own: Path, written: str, typed: str) -> None:
    write(own / "bite.csv", say=f"The {written} kind needs a doctor.")
    assert here(typed, own) == ["quokka bite"]


def test_what_people_type_is_never_a_query(own: Path) -> None:
    for typed in ('"', "it's", "a AND zygote", "NEAR(zygote sauna)", "zygote*", "names:zygote", "-x ^y", "膝", "'; --"):
        assert ("quokka bite" in [hit.topic for hit in search(typed, own)]) == ("zygote" in typed)
