"""scriptgen facts: topics found, read, listed and added from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from scriptgen.facts.files import headers
from tests.conftest import Ran

Run = Callable[..., Ran]
HEAD = "topic,claim,publisher,title,year,kind,about,specialty,aliases\n"
GOOD = """numbat bites,A clean cloth can soothe a numbat bite.,Example Society,Bites,2022,fact,,zoology,numbat nip
numbat bites,They don't. Numbats have tiny teeth.,Example Society,Teeth,,myth,Numbats bite hard,,
numbat bites,Let it air dry before you cover it.,Example Society,Bites,2022,action,Let it dry,,
numbat bites,A bite that swells fast needs care today.,Example Society,Bites,2022,flag,,,
"""
BAD = "numbat bites,Take 400 mg of ibuprofen twice a day.,Example Society,Bites,2022,fact,,,\n"


@pytest.fixture
def mine(here: Path) -> str:
    (here / "bites.csv").write_text(HEAD + GOOD, encoding="utf-8")
    return "bites.csv"


@pytest.fixture
def bad(here: Path) -> str:
    (here / "bad.csv").write_text(HEAD + BAD, encoding="utf-8")
    return "bad.csv"


def one_line(ran: Ran) -> bool:
    return ran.out == "" and ran.err.startswith("scriptgen: ") and ran.err.count("\n") == 1


def test_without_a_command_it_names_them(run: Run) -> None:
    ran = run("facts")
    assert ran.code == 2
    assert not [name for name in ("search", "show", "list", "add", "import") if f"  {name} " not in ran.out + ran.err]
    assert run("facts", "--help").code == 0 and run("facts", "nonsense").code == 2


@pytest.mark.parametrize(
    ("typed", "topic", "how", "sure"),
    [
        (["zits"], "acne", "name", True),
        (["knee", "pain", "myths"], "knee pain", "name", True),
        (["heartbburn"], "heartburn", "misspelling", True),
        (["numbat nip"], "numbat bites", "name", True),
        (["air dry before you cover"], "numbat bites", "words", False),
    ],
)
def test_search(run: Run, mine: str, typed: list[str], topic: str, how: str, sure: bool) -> None:
    ran = run("facts", "search", *typed, "--facts", mine, "--json")
    first, *_ = rows = json.loads(ran.out)
    assert ran.code == 0 and ran.err == "" and len(rows) <= 5
    assert (first["topic"], first["how"], first["sure"]) == (topic, how, sure)
    assert set(first) == {"topic", "specialty", "how", "score", "sure"} and 0 <= first["score"] <= 100
    plain = run("facts", "search", *typed, "--facts", mine)
    assert plain.code == 0 and plain.out.startswith(f"{'*' if sure else ' '} {topic} ")
    assert [line[2:30].strip() for line in plain.out.splitlines()] == [row["topic"] for row in rows]
    assert ("name one of them" in plain.err) == (not sure)


def test_search_names_as_many_as_asked(run: Run) -> None:
    assert len(json.loads(run("facts", "search", "pain", "--most", "2", "--json").out)) == 2
    assert run("facts", "search", "pain", "--most", "3").out.count("\n") == 3


def test_search_finds_nothing(run: Run) -> None:
    ran = run("facts", "search", "quantum", "chromodynamics")
    assert ran.code == 2 and one_line(ran) and "'quantum chromodynamics'" in ran.err and "facts list" in ran.err
    assert json.loads(run("facts", "search", "quantum chromodynamics", "--json").out) == []


def test_show(run: Run, mine: str) -> None:
    ran = run("facts", "show", "numbat", "nip", "--facts", mine)
    assert ran.code == 0 and ran.err == ""
    for part in (
        "numbat bites (zoology, not yet signed by a clinician)",
        "also: numbat nip",
        "Numbats bite hard: They don't. Numbats have tiny teeth. [s2]",
        "A clean cloth can soothe a numbat bite. [s1]",
        "let it dry: Let it air dry before you cover it. [s1]",
        "A bite that swells fast needs care today. [s1]",
        "[s1] Example Society. Bites. 2022.",
        "[s2] Example Society. Teeth. no year.",
    ):
        assert part in ran.out
    data = json.loads(run("facts", "show", "numbat nip", "--facts", mine, "--json").out)
    assert data["topic"] == "numbat bites"
    assert [len(data[kind]) for kind in ("facts", "myths", "actions", "red_flags", "quotes")] == [1, 1, 1, 1, 0]
    assert f"{data['facts'][0]['id']}: A clean" in ran.out


def test_show_of_no_topic(run: Run) -> None:
    ran = run("facts", "show", "tennis", "elbow")
    assert ran.code == 2 and one_line(ran) and "'tennis elbow'" in ran.err and "--facts" in ran.err


def test_list(run: Run, mine: str) -> None:
    ran, data = run("facts", "list", "--facts", mine), json.loads(run("facts", "list", "--facts", mine, "--json").out)
    names = {head.topic for head in headers()} | {"numbat bites"}
    assert ran.code == 0 and {row["topic"] for row in data} == names and f"{len(names)} topics" in ran.err
    assert [line[:30].strip() for line in ran.out.splitlines()] == [row["topic"] for row in data]
    assert [row["topic"] for row in data if not row["bundled"]] == ["numbat bites"]
    assert [line.split()[0] for line in ran.out.splitlines() if line.endswith("(yours)")] == ["numbat"]
    assert next(row for row in data if row["topic"] == "numbat bites")["aliases"] == ["numbat nip"]
    assert "numbat" not in run("facts", "list").out


@pytest.mark.parametrize("command", [["list"], ["search", "acne"], ["show", "acne"]])
def test_facts_that_are_not_there(run: Run, command: list[str]) -> None:
    ran = run("facts", *command, "--facts", "none")
    assert ran.code == 2 and one_line(ran) and "'none'" in ran.err


def test_what_was_added_is_found_by_every_command(run: Run, mine: str, here: Path) -> None:
    assert run("draft", "numbat bites").code == 2
    ran = run("facts", "add", mine)
    assert ran.code == 0 and ran.out == "" and "Kept " in ran.err and "numbat bites" in ran.err
    assert (here / "config" / "scriptgen" / "facts" / mine).read_bytes() == (here / mine).read_bytes()
    (here / mine).unlink()
    said = json.loads(run("draft", "numbat bites", "--seed", "1", "--format", "explainer", "--to", "json").out)
    assert "A clean cloth can soothe a numbat bite." in said["beats"][0]["say"]
    assert run("facts", "search", "numbat nip").out.startswith("* numbat bites")
    assert "numbat bites (zoology" in run("facts", "show", "numbat bites").out
    assert "numbat" in run("facts", "list").out and run("draft", "acne", "--seed", "1").code == 0


def test_what_it_replaces_is_named(run: Run, mine: str, here: Path) -> None:
    (here / mine).write_text((HEAD + GOOD).replace("numbat bites", "Acne"), encoding="utf-8")
    ran = run("facts", "add", mine)
    assert ran.code == 0 and "in the place of the bundled facts on Acne" in ran.err
    assert run("facts", "show", "acne").out.startswith("Acne (zoology")


def test_a_claim_that_breaks_a_rule_is_named_and_not_kept(run: Run, mine: str, bad: str, here: Path) -> None:
    ran = run("facts", "add", bad, mine, "--to", "kept")
    assert ran.code == 1 and "error    CL107 numbat bites, numbat-bites-" in ran.out
    assert f"Not kept: {bad}" in ran.err and "Kept kept/bites.csv" in ran.err.replace("\\", "/")
    assert [path.name for path in (here / "kept").iterdir()] == [mine]


@pytest.mark.parametrize("name", ["none.csv", "scriptgen.toml", "bites.txt", "."])
def test_add_of_what_is_no_fact_file(run: Run, mine: str, here: Path, name: str) -> None:
    (here / "scriptgen.toml").write_text("seconds = 40\n", encoding="utf-8")
    (here / mine).rename(here / "bites.txt")
    ran = run("facts", "add", name)
    assert ran.code == 2 and one_line(ran) and f"'{name}'" in ran.err and not (here / "config").exists()


@pytest.mark.parametrize(("setting", "target"), [('facts = "own"', "own"), ("", "config/scriptgen/facts")])
def test_the_setting_says_where_they_are_kept(run: Run, mine: str, here: Path, setting: str, target: str) -> None:
    (here / "scriptgen.toml").write_text(setting, encoding="utf-8")
    assert run("facts", "add", mine).code == 0 and (here / target / mine).is_file()
    assert run("facts", "add", mine).code == 0  # once more is no fault
    (here / mine).write_text(HEAD + GOOD.replace("cloth", "towel"), encoding="utf-8")
    ran = run("facts", "add", mine)
    assert ran.code == 2 and one_line(ran) and "differs" in ran.err
    assert "clean cloth" in run("facts", "show", "numbat bites").out
