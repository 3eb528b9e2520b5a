"""How far a source bears a sentence out, and which of its numbers it does not hold."""

from __future__ import annotations

import pytest

from scriptgen.claims.support import speaks_of_it, support, wrong_numbers

THIGHS = "Strong thigh muscles lower the stress on the knee."

EXACT = [
    (THIGHS, THIGHS),
    ("strong thigh muscles lower the stress on the knee", f"First words. {THIGHS} Last words."),
    ("“Strong thigh muscles lower the stress on the knee!”", THIGHS),
    ("Don’t rest a sore knee.", "So: don't rest a sore knee, ever."),
]
BORNE_OUT = [
    ("Strong thighs lower stress on your knee.", THIGHS),
    ("Strong thighs ease the load on your knee.", THIGHS),
    ("Children need naps.", "Kids require sleep."),
    ("Older people fall less often with balance practice.", "Balance practice means that the elderly fall less."),
]
FOREIGN = [
    ("Coffee keeps runners awake.", "Sunscreen shields your skin."),
    ("Cortisone slowly thins the cartilage around joints.", "Runners get no more arthritis than people who sit."),
    ("Magnesium calms cramps.", ""),
]
OPPOSITE = [
    ("Running gives joggers more knee arthritis.", "Running does not give joggers more knee arthritis."),
    ("Running does not give joggers arthritis.", "Running gives joggers arthritis."),
    ("Antibiotics help a cold.", "Antibiotics do not help a cold."),
    ("Vaccines prevent measles.", "Vaccines never prevent measles."),
    ("The shot is safe in pregnancy.", "The shot isn't safe in pregnancy."),
    ("The shot is unsafe in pregnancy.", "The shot is safe in pregnancy."),
    ("Ice raises swelling.", "Ice lowers swelling."),
    ("Ice lowers swelling.", "Ice raises swelling."),
    ("Vaccines cause fever.", "Vaccines prevent fever."),
    ("Squats weaken the thighs.", "Squats strengthen the thighs."),
    ("Flat feet are common in runners.", "Flat feet are rare in runners."),
]


@pytest.mark.parametrize(("sentence", "source"), EXACT)
def test_word_for_word(sentence: str, source: str) -> None:
    found = support(sentence, [source])
    assert (found.match, found.share, found.contradicted) == ("exact", 1.0, "") and speaks_of_it(found)


@pytest.mark.parametrize(("sentence", "source"), BORNE_OUT)
def test_in_other_words(sentence: str, source: str) -> None:
    found = support(sentence, [source])
    assert (found.match, found.contradicted) == ("partial", "")
    assert 0.25 <= found.share <= 1 and speaks_of_it(found)


@pytest.mark.parametrize(("sentence", "source"), FOREIGN)
def test_of_something_else(sentence: str, source: str) -> None:
    found = support(sentence, [source])
    assert (found.match, found.contradicted) == ("none", "") and not speaks_of_it(found)


@pytest.mark.parametrize(("sentence", "source"), OPPOSITE)
def test_the_other_way_round(sentence: str, source: str) -> None:
    found = support(sentence, [source])
    assert (found.match, found.verdict) == ("none", "contradicted") and speaks_of_it(found)
    assert found.contradicted and found.contradicted in sentence.lower()
    assert not support(sentence, [sentence]).contradicted


@pytest.mark.parametrize(
    ("sentence", "source", "verdict"),
    [
        ("Stretching eases a stiff back and cures asthma.", "Stretching can ease a stiff back.", "unsupported"),
        ("Fluoride fights cavities and gum disease.", "Fluoride can fight cavities.", "unsupported"),
        ("Zinc eases a stiff back.", "Stretching can ease a stiff back.", "unsupported"),
        ("Fluoride fights cavities.", "Fluoride can fight cavities and arthritis.", "supported"),
        ("Stretching can ease osteoarthritis.", "Arthritis may ease with stretching.", "supported"),
    ],
)
def test_what_a_sentence_adds(sentence: str, source: str, verdict: str) -> None:
    found = support(sentence, [source])
    assert (found.verdict, found.match) == (verdict, "partial" if verdict == "supported" else "none")
    assert speaks_of_it(found) and not found.sure


def test_several_sources_are_one() -> None:
    sources = ["Strong thighs matter.", "They lower stress.", "", "  "]
    alone = [support("Strong thighs lower stress.", [source]).share for source in sources]
    assert support("Strong thighs lower stress.", sources).share == 1 > max(alone)
    assert alone[2:] == [0, 0] and support("", sources).match == support("", []).match == "none"


def test_words_of_the_topic_prove_little() -> None:
    sentence, source = "Knee pain often fades with squats.", "Knee pain is a common complaint."
    plain, about = support(sentence, [source]), support(sentence, [source], frozenset({"knee", "pain"}))
    assert about.share < plain.share
    other = support(sentence, ["Squats help much to make it fade."], frozenset({"knee", "pain"}))
    assert other.share > about.share


HELD: list[tuple[str, str]] = [
    ("About 25% of adults.", "One in four adults."),
    ("It lasts 7 days.", "It lasts one week."),
    ("Walk thirty to sixty minutes.", "Walk 30 to 60 minutes a day."),
    ("Most need 8 hours.", "Most need 8 to 12 hours."),
    ("500 mg of salt.", "0.5 g of salt."),
    ("A million kids.", "1,000,000 children."),
    ("Over 50? Get checked.", "Screening starts at age 50."),
    ("Three tips, two pillows.", "No numbers here."),
    ("Three tips, two pillows.", "Five tips, four pillows."),
    ("Hold for five minutes, 3 times, from age 30.", "No numbers here."),
    ("Use 5 pillows.", "Use pillows."),
    ("Call 911 in 2026 with type 2 diabetes.", "Call for help."),
    ("No numbers here.", "One in four adults."),
]
WRONG: list[tuple[str, str, list[str]]] = [
    ("One in three adults.", "One in four adults.", ["One in three"]),
    ("It cuts pain by half.", "It eases pain.", ["half"]),
    ("Twice as likely.", "Three times more likely.", ["Twice"]),
    ("Give it ten minutes.", "Give it 5 minutes.", ["ten minutes"]),
    ("Most need 10 hours.", "Most need 8 to 12 hours.", ["10 hours"]),
    ("Kids from age 6.", "Kids from age 9.", ["6"]),
    ("Below 130/80.", "Below 120/80.", ["130/80"]),
    ("Eat 300 mg of salt.", "Eat 200 mg of salt.", ["300 mg"]),
    ("Eat 300 mg of salt.", "Eat less salt.", ["300 mg"]),
    ("Use SPF 30.", "Use sunscreen.", ["30"]),
    ("A million kids.", "A thousand kids.", ["A million kids"]),
    ("Use three pillows.", "Use two pillows.", ["three pillows"]),
    ("Use 15 pillows.", "Use pillows.", ["15 pillows"]),
    ("One in four, then 60% in 5 years.", "One in four, then 50% in 10 years.", ["60%", "5 years"]),
]


@pytest.mark.parametrize(("sentence", "source"), HELD)
def test_numbers_that_stand_there(sentence: str, source: str) -> None:
    assert wrong_numbers(sentence, [source]) == []


@pytest.mark.parametrize(("sentence", "source", "shown"), WRONG)
def test_numbers_that_do_not(sentence: str, source: str, shown: list[str]) -> None:
    assert [sentence[wrong.start : wrong.end] for wrong in wrong_numbers(sentence, ["Well.", source])] == shown
    assert wrong_numbers(sentence, [source, sentence]) == []
