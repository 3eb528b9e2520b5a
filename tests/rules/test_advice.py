"""What keeps a sentence from being advice: another's words, a denial that follows, a clinician who decides."""

from __future__ import annotations

import pytest

from scriptgen.rules.advice import clause, disowned, referred, said
from scriptgen.rules.examples import script_with
from scriptgen.view import View


@pytest.mark.parametrize(
    ("text", "passed_on"),
    [
        ("ask your doctor about it", True),
        ("talk to whoever prescribed it", True),
        ("that is a question for your pharmacist", False),
        ("ask for an mri", False),
        ("run it by your care team", True),
        ("let the pills run out", False),
        ("your dentist can show you", True),
        ("read the label", True),
        ("my sister is a nurse", False),
    ],
)
def test_left_to_a_clinician(text: str, passed_on: bool) -> None:
    assert referred(text) == passed_on


@pytest.mark.parametrize(
    ("text", "following", "outcome"),
    [
        ("Ditch the statin.", "It works.", False),
        ("'Ditch the statin.' That is what the ad shouted at my uncle.", "It works.", True),
        ("Ditch the statin. Nope.", "It works.", True),
        ("Ditch the statin.", "No, please don't.", True),
        ("The caption says to ditch the statin.", "It works.", True),
        ("Ditch the statin. True or false?", "It works.", True),
    ],
)
def test_not_the_speaker_s_own_words(text: str, following: str, outcome: bool) -> None:
    view = View(script_with({"beats[0].say": text, "beats[1].say": following}))
    line = view.beats[0].say
    first = next(iter(said(line)))
    at = first.text.find("itch the")
    assert disowned(view, line, first, at) == outcome


@pytest.mark.parametrize(
    ("text", "word", "part"),
    [
        ("if it hurts, you have gout, my friend", "gout", "you have gout"),
        ("rest, but take two tablets", "tablets", "take two tablets"),
        ("one clause only", "only", "one clause only"),
    ],
)
def test_clause_around_a_word(text: str, word: str, part: str) -> None:
    at = text.index(word)
    assert clause(text, at, at + len(word)).strip() == part
