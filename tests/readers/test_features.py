"""What the classifier looks at, without any weights."""

from __future__ import annotations

import pytest

from scriptgen.readers.features import FLAGS, flags, line_of, passages


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", []),
        ("Short.", ["Short."]),
        (
            "Most sprains heal at home within a few weeks. Swelling after that deserves a look by somebody.",
            [
                "Most sprains heal at home within a few weeks.",
                "Swelling after that deserves a look by somebody.",
            ],
        ),
        (
            "Does cracking your knuckles wear the joint out? No, it is gas. Your hands will be fine for a long time.",
            [
                "Does cracking your knuckles wear the joint out? No, it is gas.",
                "Your hands will be fine for a long time.",
            ],
        ),
        (
            "Myth: antibiotics help with every cold. They do nothing against a virus.",
            ["Myth: antibiotics help with every cold. They do nothing against a virus."],
        ),
        (
            "Sunscreen works best when you put it on every morning. Rain or shine.",
            ["Sunscreen works best when you put it on every morning. Rain or shine."],
        ),
        ("Ready? Set. Go.", ["Ready? Set. Go."]),
    ],
)
def test_passages(text: str, wanted: list[str]) -> None:
    line = line_of(text)
    found = passages(line)
    assert [piece.text for piece in found] == wanted
    assert all(text[start:end] == own for start, end, own in found)


def test_flags_have_one_length_and_tell_denial_from_claim() -> None:
    claim, denial = flags("This pill will cure you."), flags("This pill will not cure you.")
    assert len(claim) == len(denial) == len(flags("")) == FLAGS
    assert claim != denial
