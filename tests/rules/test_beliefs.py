"""The list of false claims, and what a line makes of one."""

from __future__ import annotations

import re
import tomllib

import pytest

from scriptgen.resources import package_text
from scriptgen.rules.beliefs import beliefs, claims, stance, subjects
from scriptgen.view import Line

DATA = tomllib.loads(package_text("rules/terms/misinformation.toml"))


def line(text: str) -> Line:
    return Line("beats[0]", "say", "beats[0].say", text)


def test_every_claim_is_complete() -> None:
    assert len(claims()) >= 60
    for name, row in DATA["claims"].items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
        assert row["claim"].endswith(".") and not row["truth"].endswith("."), name
        publisher, title, year = DATA["sources"][row["source"]]
        assert publisher and title and 1990 <= year <= 2026, name
    assert {row["source"] for row in DATA["claims"].values()} == set(DATA["sources"])


@pytest.mark.parametrize("name", list(DATA["claims"]))
def test_every_pattern_compiles(name: str) -> None:
    for claim in claims():
        if claim.claim == DATA["claims"][name]["claim"]:
            for part in (claim.subject, *claim.parts, *([claim.unless] if claim.unless else [])):
                assert part.search("") is None


def test_subjects_lead_to_claims() -> None:
    assert all(rows for rows in subjects().values())
    assert {"vaccine", "vaccines"} <= subjects().keys()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("That MMR jab is why so many toddlers turn up autistic.", "asserted"),
        ("The autism numbers of vaccinated kids don't lie.", "asserted"),
        ("Vaccines do not cause autism.", "denied"),
        ("Myth: vaccines cause autism.", "denied"),
        ("❌ Carrots fix bad eyesight", "denied"),
        ("Carrots fix bad eyesight. Nope.", "denied"),
        ("Do vaccines cause autism?", "asked"),
        ("They say vaccines cause autism.", "reported"),
        ("'Vaccines cause autism.'", "reported"),
        ("My neighbor swears magnets cure arthritis.", "reported"),
        ("Vaccines cause autism. That's what people tell me at the school gate.", "reported"),
        ("Magnets cure arthritis. Heard that one at the gym?", "reported"),
        ("Magnets cure arthritis. My gran whispered that to me at the fair.", "reported"),
        ("Magnets cure arthritis. That is why I sell them.", "asserted"),
        ("Magnets cure arthritis. My patients tell me that every day.", "asserted"),
        ("Magnets cure arthritis. Studies say that magnets pull the iron along.", "asserted"),
        ("A duet with the parasite cleanse video.", "asked"),
        ("Vaccines and autism", "asked"),
        ("Vaccines and autism go together.", "asserted"),
        ("HIV doesn't lead to AIDS, lifestyle does.", "asserted"),
        ("Put a spoon in his mouth so he won't swallow his tongue.", "asserted"),
    ],
)
def test_stance(text: str, expected: str) -> None:
    row = line(text)
    assert [stance(row, belief) for belief in beliefs(row)][:1] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Vaccines train immune memory.",
        "Antibiotics treat strep throat.",
        "Fluoride varnish protects baby teeth.",
        "Some people get a sore arm after the flu shot.",
        "Microwaves heat water molecules. Stir the soup.",
        "Burned yourself? Put down the butter.",
        "",
    ],
)
def test_the_truth_is_no_belief(text: str) -> None:
    assert beliefs(line(text)) == ()


def test_what_comes_later_answers() -> None:
    row = line("Magnets cure arthritis.")
    assert stance(row, beliefs(row)[0], "no, they don't.") == "denied"
    assert stance(row, beliefs(row)[0], "they are cheap, too.") == "asserted"
