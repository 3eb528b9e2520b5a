"""How phrases over words are read and found, and how a line's wordings are weighed."""

from __future__ import annotations

import pytest

from scriptgen.rules.examples import script_with
from scriptgen.rules.phrasing import NAMES, Phrase, Places, among, weights
from scriptgen.rules.weighing import says_varies, weighed
from scriptgen.view import View


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("never comes back", "it never comes back", True),
        ("never comes back", "it comes back never", False),
        ("~cure your", "this is curing your knee", True),
        ("never .. back", "never ever comes back", True),
        ("never .. back", "never in your whole life comes back", False),
        ("never ... back", "never in your whole life comes back", True),
        ("gone ?for good", "it is gone good", True),
        ("gone ?for good", "it is gone now", False),
        ("@our @treat", "book our laser", True),
    ],
)
def test_phrase_is_found(phrase: str, text: str, found: bool) -> None:
    made = Phrase(phrase)
    words = text.split()
    assert made.occurs(Places(words), False) is found
    assert not found or not any(map(frozenset(words).isdisjoint, made.needed))


@pytest.mark.parametrize(("text", "found"), [("we cure it", True), ("we cannot cure it", False)])
def test_plain_phrase_is_taken_away_by_a_negation(text: str, found: bool) -> None:
    assert Phrase("cure it").occurs(Places(text.split()), True) is found


@pytest.mark.parametrize("name", NAMES)
def test_weights_can_be_reached(name: str) -> None:
    known = weights(name)
    assert 0 < known.warn <= known.error <= sum(g.weight for g in known.groups if g.weight > 0)
    assert any(g.core for g in known.groups) and any(g.weight < 0 for g in known.groups)
    for group in known.groups:
        if group.pattern:
            group.pattern.search("compiles")
        assert all(phrase.needed for phrase in among(group.phrases)), group.name


@pytest.mark.parametrize(
    ("answer", "hits"),
    [
        ("No, it doesn't. Strong thighs help.", 0),
        ("That's a myth.", 0),
        ("Strong thighs help as well.", 1),
    ],
)
def test_what_the_next_beat_denies_is_left_alone(answer: str, hits: int) -> None:
    changes = {"beats[0].say": "Our laser erases your arthritis for good.", "beats[0].text": "", "beats[1].say": answer}
    assert len(list(weighed(View(script_with(changes)), weights("claims_cure")))) == hits


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Results vary.", True),
        ("Results can be very different from one person to the next.", True),
        ("Everyone heals differently.", True),
        ("Knees vary.", False),
        ("Great results for everyone.", False),
    ],
)
def test_says_varies(text: str, says: bool) -> None:
    assert says_varies(View(script_with({"beats[1].say": text}))) is says
