"""Numbers, units and abbreviations as a voice says them, and what that costs in syllables."""

from __future__ import annotations

import pytest

from scriptgen.speech import read_out, spoken, syllables

READ = [
    ("120/80", "one hundred twenty over eighty"),
    ("1/2", "one half"),
    ("3/4 of them", "three quarters of them"),
    ("25-30", "twenty five to thirty"),
    ("3–4 days", "three to four days"),
    ("in 2024", "in twenty twenty four"),
    ("in 1999,", "in nineteen ninety nine,"),
    ("in 2005", "in two thousand five"),
    ("6.5%", "six point five percent"),
    ("98.6°F", "ninety eight point six degrees fahrenheit"),
    ("400 mg", "four hundred milligrams"),
    ("$35", "thirty five dollars"),
    ("1,200 people", "one thousand two hundred people"),
    ("the 2nd dose", "the second dose"),
    ("the 21st", "the twenty first"),
    ("at 8:15", "at eight fifteen"),
    ("call 911", "call nine one one"),
    ("a 24/7 line", "a twenty four seven line"),
    ("10x faster", "ten times faster"),
    ("in 10 people", "in ten people"),
    ("SPF 30", "s p f thirty"),
    ("an MRI", "an m r i"),
    ("NSAIDs", "en seds"),
    ("vitamin B12", "vitamin bee twelve"),
    ("Dr. Ruiz", "doctor Ruiz"),
    ("salt & water", "salt and water"),
    ("STOP THAT NOW", "STOP THAT NOW"),
]


@pytest.mark.parametrize(("written", "said"), READ)
def test_read_out(written: str, said: str) -> None:
    assert " ".join(read_out(written).split()) == said


COUNTS = {
    1: "knee thighs strained pains rest one's aches soothed",
    2: "doctor headache doesn't tired people something acne protein timeline wasn't moisture",
    3: "arthritis arthritic area vitamin medicine idea audience family million",
    4: "usually bacteria anxiety ibuprofen",
    5: "diabetes",
    6: "osteoarthritis",
}


@pytest.mark.parametrize(("count", "word"), [(n, w) for n, row in COUNTS.items() for w in row.split()])
def test_syllables(count: int, word: str) -> None:
    assert syllables(word) == count


def test_pauses_are_counted() -> None:
    said = spoken("First, rest. Then, and only then, move!")
    assert (said.words, said.commas, said.stops) == (7, 3, 1)
    assert spoken("").words == 0


@pytest.mark.parametrize(
    "text", ["", "9" * 400, "1/" * 200, "°" * 50, "٣", "½", "1e9", "0001", "12345678901234567890", "3.5-1234"]
)
def test_odd_input_is_read_somehow(text: str) -> None:
    assert spoken(text).syllables >= 0
