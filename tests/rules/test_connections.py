"""Signs of a material connection, and what discloses one."""

from __future__ import annotations

import pytest

from scriptgen.rules.connections import discloses, sign
from scriptgen.view import Line


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Use code KNEE10 at checkout.", "code"),
        ("Comment SLEEP and I'll DM you my discounted course.", "code"),
        ("The brand sent me this mattress, and wow.", "gift"),
        ("They covered my conference ticket.", "gift"),
        ("I didn't pay a cent for this toothbrush.", "gift"),
        ("Every sign-up pays my tuition.", "pay"),
        ("I'm on their scientific council.", "pay"),
        ("Grab my sleep course from my pinned comment.", "own"),
        ("My cousin's startup makes this probiotic.", "own"),
        ("I bought this monitor with my own money.", None),
        ("How to spot a hidden ad: a code and a gushing tone.", None),
        ("The code on your wristband is a barcode.", None),
        ("Brands write to me, and I decline the gifts.", None),
        ("The link in my bio is the national quitline.", None),
        ("Thanks to a messy lab bench, we have penicillin.", None),
    ],
)
def test_sign(text: str, kind: str | None) -> None:
    found = sign(Line("beats[0]", "say", "beats[0].say", text))
    assert (found.kind if found else None) == kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("paid partnership with kneeco", True),
        ("#ad my brace", True),
        ("i own part of the company", True),
        ("they sent it for free, and i earn a commission", True),
        ("not sponsored, just in love", False),
        ("thanks to my friends at kneeco", False),
        ("link in bio", False),
        ("", False),
    ],
)
def test_discloses(text: str, expected: bool) -> None:
    assert discloses(text) is expected
