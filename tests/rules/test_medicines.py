"""Medicines are told apart by kind, and found in a text by their longest name."""

from __future__ import annotations

import pytest

from scriptgen.resources import package_text
from scriptgen.rules.medicines import is_prescription, kind_of, named_in


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("metformin", "rx"),
        ("statins", "rx"),
        ("blood pressure pills", "rx"),
        ("upadacitinib", "rx"),
        ("tylenol", "otc"),
        ("antihistamines", "otc"),
        ("vitamin d", "supplement"),
        ("fish oil", "supplement"),
        ("april", None),
        ("magazine", None),
        ("water", None),
    ],
)
def test_kind_of_a_name(name: str, kind: str | None) -> None:
    assert kind_of(name) == kind
    assert is_prescription(name) == (kind == "rx")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("your blood pressure pill and a statin", ["blood pressure pill", "statin"]),
        ("a steroid nasal spray is no steroid cream", ["steroid nasal spray", "steroid cream"]),
        ("milk has calcium", []),
        ("take calcium", ["calcium"]),
        ("no medicine here", []),
    ],
)
def test_names_in_a_text(text: str, names: list[str]) -> None:
    found = named_in(text)
    assert [medicine.name for medicine in found] == names
    assert all(text[m.start : m.end].startswith(m.name) for m in found)


def test_every_row_of_the_list_is_read() -> None:
    for row in package_text("rules/terms/medicines.txt").splitlines():
        if row and row[0] != "#":
            kind, _, names = row.split(" | ")
            assert kind in ("rx", "otc", "supplement")
            assert names == names.lower()
            assert all(kind_of(name) for name in names.split(", "))
