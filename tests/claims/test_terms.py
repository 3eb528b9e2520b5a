"""Words as meanings: what means the same, what is denied, what tells more."""

from __future__ import annotations

import pytest

from scriptgen.claims.lexicon import weight
from scriptgen.claims.terms import alike, read, telling
from scriptgen.text import stem

ALIKE = [
    ("kids", "children"),
    ("Ice lowers it.", "Ice brings the swelling down."),
    ("absorbs", "absorption"),
    ("arthritis", "osteoarthritis"),
    ("vaccinated", "a shot"),
    ("It resolves.", "It will go away."),
    ("sunburn", "burned"),
]
UNLIKE = [("knees", "children"), ("Ice lowers it.", "Ice raises it."), ("heart", "hearing"), ("zinc", "iron")]


@pytest.mark.parametrize(("one", "other", "same"), [(*row, True) for row in ALIKE] + [(*row, False) for row in UNLIKE])
def test_alike(one: str, other: str, same: bool) -> None:
    own, others = (telling(read(text).terms)[-1] for text in (one, other))
    found = [alike(a, b) for a in telling(read(one).terms) for b in telling(read(other).terms) if a.root != "ice"]
    assert any(found) == same
    assert alike(own, own) and alike(others, others)


DENIED = {
    "Ice does not ease swelling.": {"ease", "swelling"},
    "Never rest a knee; move it.": {"rest", "knee"},
    "It hardly hurts, but it itches.": {"hurts"},
    "Rest rarely helps because joints need motion.": {"helps"},
    "Shots cause no fever and help.": {"fever"},
    "Not only runners limp.": set(),
    "A painless lump.": {"painless"},
    "Unless it hurts, go on.": set(),
    "Move a lot.": set(),
}


@pytest.mark.parametrize(("text", "expected"), DENIED.items())
def test_denied(text: str, expected: set[str]) -> None:
    assert {term.word for term in read(text).terms if term.denied and term.telling} == expected


LEFT = {
    "Avoid sugar.": {"sugar"},
    "Walk instead of resting.": {"resting"},
    "Motion is better than keeping still.": {"keeping", "still"},
    "More than a few limp.": set(),
    "Eat sugar.": set(),
}


@pytest.mark.parametrize(("text", "expected"), LEFT.items())
def test_left(text: str, expected: set[str]) -> None:
    assert {term.word for term in read(text).terms if term.left and (term.telling or term.word == "still")} == expected


def test_measured_quantities_are_no_words() -> None:
    assert [term.word for term in telling(read("Take 500 mg for 30 minutes with meals.").terms)] == ["take", "meals"]
    assert "tips" in {term.word for term in telling(read("Three tips for knees.").terms)}


def test_a_rare_word_tells_more_than_a_common_one_and_the_topic_tells_less() -> None:
    none: frozenset[str] = frozenset()
    common, rare = weight(stem("doctor"), none), weight(stem("ptosis"), none)
    assert 0 < common < weight(stem("pillow"), none) <= rare == 1
    assert weight(stem("pillow"), frozenset({stem("pillow")})) == weight(stem("pillow"), none) / 2
