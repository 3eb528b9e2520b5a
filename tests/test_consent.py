"""A consent record covers a story when each element of 45 CFR 164.508(c)(1) is there, in time and in scope."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from scriptgen.consent import problems, read
from scriptgen.errors import InputError
from scriptgen.script import Consent

TODAY = date(2026, 11, 22)
FULL: dict[str, Any] = {
    "id": "c1",
    "describes": "her knee and her rehab",
    "discloses": "Lakeside Clinic",
    "receives": "viewers of the channel",
    "purpose": "education",
    "expires": "2027-11-01",
    "signed_on": "2026-11-01",
    "scope": ("tiktok",),
}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({}, ""),
        ({"expires": "when the channel closes"}, ""),
        ({"scope": ("website", "Social Media")}, ""),
        ({"expires": "2026-11-22"}, ""),
        ({"expires": "2026-11-21"}, "expired on 2026-11-21"),
        ({"expires": "3/31/27"}, "no date like"),
        ({"expires": " "}, "an expiry"),
        ({"signed_on": ""}, "the day of the signature"),
        ({"signed_on": "last week"}, "no date like"),
        ({"signed_on": "2026-11-23"}, "still to come"),
        ({"describes": ""}, "what is used or disclosed"),
        ({"discloses": ""}, "who discloses it"),
        ({"receives": ""}, "who receives it"),
        ({"purpose": ""}, "the purpose"),
        ({"scope": ()}, "the uses that it covers"),
        ({"scope": ("website",)}, "does not name tiktok"),
    ],
)
def test_problems(change: dict[str, Any], says: str) -> None:
    found = "; ".join(problems(Consent(**{**FULL, **change}), "tiktok", TODAY))
    assert says in found if says else not found


def test_an_empty_record_misses_every_element() -> None:
    assert len(problems(Consent(id="c0"), "tiktok", TODAY)) == 7


def test_read_takes_dates_with_and_without_quotes(tmp_path: Path) -> None:
    file = tmp_path / "c.toml"
    file.write_text('[consent]\nid = "c1"\nexpires = 2027-11-01\nsigned_on = "2026-11-01"\nscope = ["tiktok"]\n')
    assert (read(file).expires, read(file).signed_on, read(file).scope) == ("2027-11-01", "2026-11-01", ("tiktok",))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("id = ", "not TOML"),
        ('id = "c"\ncolour = "red"', "unknown field 'colour'"),
        ("consent = 3", "no table"),
        (None, "cannot read"),
    ],
)
def test_read_names_what_is_wrong(tmp_path: Path, text: str | None, says: str) -> None:
    file = tmp_path / "c.toml"
    if text is not None:
        file.write_text(text)
    with pytest.raises(InputError, match=says):
        read(file)
