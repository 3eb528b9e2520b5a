"""Requests for viewers' own health in public are found; questions and clinicians' advice are not."""

from __future__ import annotations

import pytest

from scriptgen.privacy.asks import find
from scriptgen.privacy.passage import Passage


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Drop your last A1C in the comments.", True),
        ("What meds are you on? Comment below and I'll check them.", True),
        ("Raise your hand in the comments if you've got herpes.", True),
        ("What's your resting heart rate? Comment it, I'm curious.", True),
        ("Tell me in the comments which tablets you take at night.", True),
        ("Which sleeping pill made you sleepwalk? Be honest. Comments are open.", True),
        ("Tell me in the comments what your doctor diagnosed you with.", True),
        ("Tell us which pills you stopped without asking your doctor.", True),
        ("Should you post your blood results online? Please don't.", False),
        ("Write down your symptoms in a notebook, not here.", False),
        ("The number depends on your kidneys, which is why I won't say one here.", False),
        ("Keep your medicines and results out of the comments.", False),
        ("What questions do you have about A1C? Put them below.", False),
        ("Write down your symptoms and bring them to your visit.", False),
        ("Never post your lab results in the comments, please.", False),
        ("Show your pharmacist the list of everything you take.", False),
        ("Comment RECIPE and I'll send you the list.", False),
    ],
)
def test_asks(text: str, asks: bool) -> None:
    assert bool(list(find(Passage(text, "script", None)))) is asks


def test_notes_that_want_viewers_to_post_ask_too() -> None:
    text = "end it with: have people post a close-up of their worst toenail"
    assert list(find(Passage(text, "notes", None))) and not list(
        find(Passage("have people post their best recipe", "notes", None))
    )
