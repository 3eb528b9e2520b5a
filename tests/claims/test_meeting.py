"""A sentence beside its source: looked up, its words meet the same as compared one with each."""

from __future__ import annotations

import pytest

from scriptgen.claims.meeting import meet, source_of
from scriptgen.claims.terms import alike, read

NONE: frozenset[str] = frozenset()
PAIRS = [
    ("Kids absorb iron.", "Children need vitamin C for the absorption of iron. Arthritis is rare."),
    ("Osteoarthritis wears joints down.", "Arthritis is common. Ice brings the swelling down, and joints last."),
    ("It resolves by itself.", "Most of it will go away. Go slowly, and go on."),
    ("Nothing helps.", "Sunscreen shields the skin."),
    ("Of the.", "Sunscreen shields the skin."),
]


@pytest.mark.parametrize(("sentence", "source"), PAIRS)
def test_words_meet_as_they_are_alike(sentence: str, source: str) -> None:
    claim, whole = read(sentence), read(source)
    met = meet(claim, source_of(source), NONE)
    compared = {
        at: [n for n, other in enumerate(whole.terms) if other.telling and alike(term, other)]
        for at, term in enumerate(claim.terms)
        if term.telling
    }
    assert dict(met.shared) == {at: places for at, places in compared.items() if places}
    assert met.unheld == {t.root for t in claim.telling if not any(alike(t, other) for other in whole.telling)}
    assert met.near == [[n for n, other in enumerate(met.best.telling) if alike(term, other)] for term in claim.telling]


def test_the_best_sentence_is_the_one_that_holds_most() -> None:
    met = meet(read("Ice eases swelling."), source_of("Rest helps. Ice eases some swelling. Ice is cold."), NONE)
    assert met.best is read("Ice eases some swelling.")
