"""Requests for viewers' own health in public are found; questions and clinicians' advice are not."""

from __future__ import annotations

import pytest

from scriptgen.privacy.asks import find
from scriptgen.privacy.passage import Passage

PATTERNS = [
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
    ("Keep the numbers off here, the comments are no place for them.", False),
    ("No foot pictures in the comments, please.", False),
    ("Leave me your last A1C in the comments between now and Friday.", True),
]
WORDS = [
    ("Which pill gave you the worst side effects? I read every answer.", True),
    ("Go on, show me your scar and tell me what they took out.", True),
    ("Let's hear your last blood pressure, top and bottom, under this video.", True),
    ("If you're on a water tablet, type the name and how many you take.", True),
    ("Whose baby spits up like this? Film it and tag me.", True),
    ("How heavy were you when it started, and what do you weigh now? Write it down here.", True),
    ("What did your nurse teach you that stuck? Tell me, I collect these.", False),
    ("Which myth should I take next, salt or sugar? Vote below.", False),
    ("Film your stretch for yourself and compare it next month.", False),
    ("Bring the list of your tablets, and tell the pharmacist about allergies.", False),
    ("Who here has a grandma with a better soup than mine?", False),
    ("Have you got a question about knees? Put it below, and watch for a reply.", False),
]
NOTES = [
    ("get everyone to drop their A1c in the chat", True),
    ("cta: tell us your IVF story and how many rounds", True),
    ("cta: what is your biggest question about IVF", False),
    ("tell them to record the seizure on their phone for the neurologist", False),
    ("tell viewers to write down their symptoms for the visit", False),
]


@pytest.mark.parametrize(
    ("where", "text", "asks"),
    [(where, *row) for where, rows in (("script", PATTERNS), ("script", WORDS), ("notes", NOTES)) for row in rows],
)
def test_asks(where: str, text: str, asks: bool) -> None:
    assert bool(list(find(Passage(text, where, None)))) is asks


@pytest.mark.parametrize("text", ["", "?", "comment " * 2000, "🦵" * 300, "post.\n" * 400])
def test_any_text_is_weighed(text: str) -> None:
    for item in find(Passage(text, "script", None)):
        assert 0 <= item.start < item.end <= len(text)


def test_notes_that_want_viewers_to_post_ask_too() -> None:
    text = "end it with: have people post a close-up of their worst toenail"
    assert list(find(Passage(text, "notes", None))) and not list(
        find(Passage("have people post their best recipe", "notes", None))
    )
