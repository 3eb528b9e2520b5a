"""One more vote on names: what it adds where the extra is installed, and what is said where it is not."""

from __future__ import annotations

import pytest

from scriptgen.brand import Brand
from scriptgen.privacy import vote
from scriptgen.privacy.passage import Passage


def names(text: str, where: str = "notes", brand: Brand | None = None) -> list[str]:
    """Return the names that the vote sees."""
    return [text[f.start : f.end] for f in vote.names(Passage(text, where, brand))]


def test_without_the_extra_it_is_silent_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vote, "find_spec", lambda name: None)
    assert names("My patient Maria Gomez came in last week.") == []
    assert "pip install 'scriptgen-health[privacy]'" in vote.missing()


@pytest.mark.privacy
@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("My patient Maria Gomez came in last week with knee pain.", ["Maria Gomez"]),
        ("A tremor at rest is often the first sign of Parkinson's disease.", []),
        ("Our clinic opens at nine on weekdays.", []),
    ],
)
def test_names_in_sentences_about_a_patient(text: str, seen: list[str]) -> None:
    """Sockets are closed in tests: the vote opens none, nor does it look a name up in the DNS."""
    assert names(text) == seen


@pytest.mark.privacy
def test_the_brands_own_name_is_no_patients() -> None:
    brand = Brand(name="Dr. Maria Gomez")
    assert names("My patient asked for Maria Gomez by name.", brand=brand) == []
