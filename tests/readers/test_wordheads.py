"""The heads over words alone, which need nothing installed."""

from __future__ import annotations

import pytest

from benchmarks.defects import items
from scriptgen.readers.features import line_of, passages
from scriptgen.readers.wordheads import Counts, WordHeads, group_of

HEADS = WordHeads()
COUNTS = Counts("CL101:4.3 CL104:3.3\ngone 0:3\nbest 1:2\nclinic 0:1 1:1\n")


@pytest.mark.parametrize(
    ("found", "likeliest", "telling"),
    [
        ({"gone", "clinic"}, "CL101", ["gone", "clinic"]),
        ({"best", "clinic"}, "CL104", ["best", "clinic"]),
        ({"nobody", "knows"}, "CL101", []),
    ],
)
def test_counts_tell_rules_apart(found: set[str], likeliest: str, telling: list[str]) -> None:
    apart = COUNTS.apart(found, COUNTS.codes)
    assert apart[likeliest] == 0 and all(value <= 0 for value in apart.values())
    assert COUNTS.telling(found, likeliest) == telling


def test_a_rule_alone_is_never_behind() -> None:
    assert COUNTS.apart({"gone", "best"}, ["CL104"]) == {"CL104": 0.0}


@pytest.mark.parametrize(
    "text", ["", " ", "x" * 5000, "word " * 3000, "\u200b", "🙂" * 300, "\n\n", "Of course.", "Aisle."]
)
def test_what_says_little_is_nothing(text: str) -> None:
    assert not HEADS.told(text, frozenset(code for code in HEADS.codes if group_of(code) == "script"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Halve your blood pressure pill tonight and quit it by Friday.", "CL108"),
        ("Nobody else in this city does what our surgeons do.", "CL104"),
        ("Swallow two tablets of it each morning and one at night.", "CL107"),
    ],
)
def test_a_breach_is_named_with_its_words(text: str, code: str) -> None:
    told = HEADS.told(text, frozenset(c for c in HEADS.codes if group_of(c) == "script"))
    assert [one.code for one in told] == [code]
    assert not told[0].sure and told[0].why.startswith("its words say so: '")


def test_known_sentences_are_found_and_innocent_ones_are_not() -> None:
    """On a fortieth of what they were learned from: no measure of how good they are, but files and code fit."""
    codes = frozenset(code for code in HEADS.codes if group_of(code) == "script")
    part = [item for item in items("tune", "claims") if item.code in codes][::40]
    told = [{t.code for p in passages(line_of(i.text)) for t in HEADS.told(p.text, codes)} for i in part]
    found = [bool(own & {i.code, *i.also}) for i, own in zip(part, told, strict=True) if i.bad]
    alarms = [bool(own) for i, own in zip(part, told, strict=True) if not i.bad]
    assert sum(found) / len(found) > 0.5 and sum(alarms) / len(alarms) <= 0.02
