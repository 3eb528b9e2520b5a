"""All words around what a pattern suspects."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scriptgen.checking import inspect
from scriptgen.odds import features
from scriptgen.rule import ERROR, WARNING, Hit
from scriptgen.rules import all_rules
from scriptgen.rules.examples import example_view
from scriptgen.rules.leaning import FIRMLY, is_weighed, leaning, reconsidered

BOLD = "We erase arthritis for good, and you will never hurt again."
CAREFUL = "There is no cure for arthritis, so ask your doctor which of these may help you."


def test_bold_words_lean_further_than_careful_ones() -> None:
    assert leaning(BOLD) > 0 > FIRMLY > leaning(CAREFUL)


@pytest.mark.parametrize(
    ("text", "severity", "left"),
    [(BOLD, ERROR, ERROR), (BOLD, WARNING, WARNING), (CAREFUL, ERROR, WARNING), (CAREFUL, WARNING, None)],
)
def test_what_speaks_against_a_hit_weakens_it(text: str, severity: object, left: object) -> None:
    hit = Hit(ERROR, "beats[0].say", span=(0, 10))
    found = reconsidered(hit if severity is ERROR else replace(hit, severity=WARNING), text)
    assert (found.severity if found else None) is left


def test_a_correction_beside_it_counts_and_one_far_away_does_not() -> None:
    far = "Stairs are fine. So are chairs. And shoes help a little."
    hit = Hit(WARNING, "beats[0].say", span=(0, len(BOLD)))
    assert reconsidered(hit, f"{BOLD} {far}") is hit
    assert reconsidered(replace(hit, span=None), CAREFUL), "what is missing is not said in other words"


def test_words_pairs_and_stems_are_weighed_and_numbers_by_their_length() -> None:
    assert {"knees", "~knee", "your_knees", "##", "knees_$"} <= features("50 of your knees")


@pytest.mark.parametrize("rule", [rule for rule in all_rules() if is_weighed(rule)], ids=lambda rule: rule.code)
def test_every_bad_example_stands(rule: object) -> None:
    from scriptgen.rule import Rule

    assert isinstance(rule, Rule)
    for example in rule.bad:
        found = inspect(example_view(example), select=(rule.code,)).findings
        assert example.raises in {finding.severity for finding in found}, example.set
