"""All the words of a text together: they outweigh a lone cue, and tell of somebody where there is none."""

from __future__ import annotations

import pytest

from scriptgen.privacy import find
from scriptgen.privacy.found import Found
from scriptgen.privacy.passage import Passage
from scriptgen.privacy.weighing import features, log_odds, weigh
from scriptgen.text import Piece

TOLD = "my manager told everyone at work that she got crabs from her trainer"
INNOCENT = "please post this on friday with our new logo, and keep it general"


@pytest.mark.parametrize(
    ("where", "text"),
    [
        ("notes", "come see us on Maple Street across from the post office, parking in back"),
        ("notes", "measles in Gaines county texas was in the news in 2025, explain vaccine timing"),
        ("notes", "for spanish speakers in South Texas, dengue is back, mosquito tips"),
        ("comment", "im 29 and my knees crack like a 90 year old lol"),
        ("comment", "Who else is here after Dr Mike's video about seed oils?"),
        ("topic", "toddler swallowed a coin, what to do"),
        ("topic", "missed period"),
    ],
)
def test_a_lone_cue_in_an_innocent_text_does_not_count(where: str, text: str) -> None:
    assert find(text, where) == ()


@pytest.mark.parametrize(
    ("where", "text"),
    [
        ("comment", TOLD),
        ("notes", "a.k. the runner, stress fx #2, low ferritin, no periods. RED-S video"),
        ("notes", "screenshot of the ct w the name cropped but the dob is still there"),
    ],
)
def test_words_tell_of_somebody_without_a_cue(where: str, text: str) -> None:
    assert find(text, where)


def test_numbers_and_titled_names_hold_in_any_text() -> None:
    assert {f.kind for f in find("please post on friday. ssn 221-09-8834", "notes")} == {"ssn"}
    assert "name" in {f.kind for f in find("social media posts for friday, and Mrs Oyelaran's knee", "topic")}


def test_the_stretch_that_tells_most_counts_however_long_the_rest() -> None:
    text = f"{INNOCENT}. " * 20 + TOLD + ". " + f"{INNOCENT}. " * 20
    odds, piece = weigh(Passage(text, "comment", None), ())
    assert odds > 0 and TOLD in piece.text
    assert weigh(Passage(INNOCENT, "notes", None), ())[0] < 0
    assert weigh(Passage("", "notes", None), ()) == (0.0, Piece(0, 0, ""))


def test_what_is_weighed() -> None:
    p = Passage("Our pt, 52.", "notes", None)
    seen = features(p, Piece(0, 11, p.text), [Found("mrn", 8, 10, "a record number")])
    assert {"our", "our_pt", "<2>", "^_our", "##mrn", "notes:##mrn", "#ours", "notes:"} <= seen
    assert log_odds({"no such thing"}) == log_odds(())
