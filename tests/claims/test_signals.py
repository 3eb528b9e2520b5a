"""Signals for and against a source bearing a sentence out."""

from __future__ import annotations

import pytest

from scriptgen.claims.meeting import meet, source_of
from scriptgen.claims.signals import signals
from scriptgen.claims.terms import read
from scriptgen.claims.turning import opposite_word
from scriptgen.claims.verdict import VERDICTS, weigh

NONE: frozenset[str] = frozenset()
THIGHS = "Strong thighs lower the stress on the knee."

FULL: list[tuple[str, str, str]] = [
    ("held", "Strong thighs lower knee stress.", THIGHS),
    ("told", THIGHS, THIGHS),
    ("lost_first", "Ptosis lowers stress on the knee.", THIGHS),
    ("lost_clause", "Strong thighs lower the stress on the knee and dissolve gallstones.", THIGHS),
    ("denial_mine", "Thighs never lower stress.", THIGHS),
    ("denial_theirs", "Thighs lower stress.", "Thighs never lower stress."),
    ("denial_both", "Thighs don't lower stress.", "Thighs never lower stress."),
    ("denials_odd", "No pain, no arthritis.", "Arthritis can come without pain."),
    ("denial_elsewhere", THIGHS, f"{THIGHS} Rest does not."),
    ("denial_left", "Skip the honey.", "Babies should not eat honey."),
    ("turned", "Rest sore knees.", "Never rest sore knees."),
    ("opposed_near", "Strong thighs raise knee stress.", THIGHS),
    ("opposed_loose", "Ice is safe.", "Fire is dangerous."),
    ("stance_differs", "Sleeping in lenses is fine.", "Sleeping in lenses raises the risk of infection."),
    ("stance_agrees", "Walking is good.", "Walking helps."),
    ("way_near_differs", "A bent wrist takes pressure off the nerve.", "A bent wrist raises pressure on the nerve."),
    ("way_near_agrees", "Thighs cut stress.", "Thighs lower stress."),
    ("way_differs", "Salt lowers pressure.", "Salt raises pressure."),
    ("way_agrees", "Less salt lowers pressure.", "Salt raises pressure."),
    ("only_new", "HPV shots are only for girls.", "HPV shots are for girls and boys."),
    ("absolute_new", "Knees always heal.", "Knees heal."),
    ("lasting_new", "Ice fixes knees for good.", "Ice eases knees."),
    ("also_new", "Ice eases hips too.", "Ice eases knees."),
    ("compare_new", "Ice is the best cure.", "Ice eases knees."),
    ("need_new", "You must use ice.", "Ice eases knees."),
    ("needless_theirs", "Use ice.", "Ice is not necessary."),
    ("hedge_lost", "Ice eases knees.", "Ice may ease knees."),
    ("hedge_mine", "Ice may ease knees.", "Ice eases knees."),
    ("linked_causes", "Deafness causes dementia.", "Deafness is linked with dementia."),
    ("all_new", "All knees heal.", "Some knees heal."),
    ("scale_turned", "Knees usually heal.", "Knees rarely heal."),
    ("group_new", "Ice eases the knees of children.", "Ice eases knees."),
    ("group_other", "Aspirin suits children.", "Aspirin suits adults."),
    ("lost_food", "Garlic lowers stress.", THIGHS),
    ("held_part", THIGHS, THIGHS),
    ("lost_condition", "Strong thighs prevent asthma.", THIGHS),
    ("numbers_agree", "A quarter of knees hurt.", "25% of knees hurt."),
    ("numbers_new", "A third of knees hurt.", "25% of knees hurt."),
]  # fmt: skip


@pytest.mark.parametrize(("name", "sentence", "source"), FULL, ids=[row[0] for row in FULL])
def test_a_signal_that_stands(name: str, sentence: str, source: str) -> None:
    assert signals(sentence, source, NONE)[name] == pytest.approx(1.0)


EMPTY = ("lost_most", "turned", "opposed_near", "only_new", "all_new", "linked_causes", "denial_mine", "group_new", "numbers_new", "scale_over", "way_differs")  # fmt: skip


@pytest.mark.parametrize("name", EMPTY)
def test_a_source_differs_in_nothing_from_itself(name: str) -> None:
    for text in (THIGHS, "Some kids rarely limp.", "Only one in four knees never hurts."):
        assert signals(text, text, NONE)[name] == 0


def test_all_signals_are_between_none_and_one() -> None:
    for _, sentence, source in FULL:
        assert all(0 <= value <= 1.01 for value in signals(sentence, source, NONE).values())
    assert len({tuple(signals(sentence, source, NONE)) for _, sentence, source in FULL}) == 1


@pytest.mark.parametrize(
    ("sentence", "source", "word"),
    [
        ("Strong thighs raise knee stress.", THIGHS, "raise"),
        ("Thighs lower stress.", "Thighs do not lower stress.", "lower"),
        ("Nothing stops balding.", "Treatment can stop balding in many men.", "stops"),
        (THIGHS, THIGHS, ""),
    ],
)
def test_the_word_on_which_they_differ(sentence: str, source: str, word: str) -> None:
    assert opposite_word(meet(read(sentence), source_of(source), NONE)) == word


def test_verdicts() -> None:
    sources = {
        "supported": THIGHS,
        "unsupported": "Sunscreen shields the skin.",
        "contradicted": "Strong thighs do not lower the stress on the knee.",
    }
    for verdict, source in sources.items():
        weighed = weigh(signals("Strong thighs lower stress on the knee.", source, NONE))
        assert weighed.verdict == verdict and sum(weighed) == pytest.approx(1)
    assert weigh({}).verdict in VERDICTS and weigh({"nobody knows it": 1.0}) == weigh({})
