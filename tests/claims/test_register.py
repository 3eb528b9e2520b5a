"""The claim register: which sentences state something, where they stand, and what they rest on."""

from __future__ import annotations

from typing import Any

import pytest

import scriptgen
from scriptgen.claims.register import Claim, register
from scriptgen.rules.examples import script_with
from scriptgen.view import View

QUOTE = "Strong thigh muscles lower the stress on the knee. One in four adults has sore knees."


def claims(changes: dict[str, Any]) -> list[Claim]:
    """Return the claims of a script with one beat beside the hook."""
    return list(register(View(script_with({"sources[0].quote": QUOTE, "beats[1].say": "", **changes}))))


def stated(say: str) -> list[tuple[str, str]]:
    return [(claim.text, claim.kind) for claim in claims({"beats[0].say": say})]


FACTS = [
    "Strong thighs ease knee pain.",
    "One in four adults has sore knees.",
    "Cartilage needs motion every day.",
    "Swimming spares a sore hip.",
    "If your knee hurts at night, ice eases the swelling.",
    "Running doesn't wear out the cartilage.",
]
ADVICE = [
    "Try squats to ease knee pain.",
    "Don't rest a sore knee for weeks.",
    "Please walk more when your knee feels stiff.",
    "If your knee feels hot and swollen, call a clinician.",
    "And always warm up stiff knees with gentle squats.",
]
NO_CLAIM = [
    "Does running ruin your knees?",
    "So what eases a sore knee, squats or rest?",
    "Here's the thing.",
    "Let's look at sore knees and squats.",
    "Hi, I'm Doctor Ruiz, and I treat sore knees.",
    "Follow me for more on sore knees and squats.",
    "Send this to a runner with sore knees and cartilage worries.",
    "You may have heard that running ruins the cartilage of knees.",
    "People say that running ruins the cartilage of your knees.",
    "Think of your knee cartilage as a sponge.",
    "It never complains.",
    "Knees.",
    "Watch.",
    "",
]


@pytest.mark.parametrize("say", FACTS)
def test_facts(say: str) -> None:
    assert stated(say) == [(say, "fact")]


@pytest.mark.parametrize("say", ADVICE)
def test_advice(say: str) -> None:
    assert stated(say) == [(say, "advice")]


@pytest.mark.parametrize("say", NO_CLAIM)
def test_no_claim(say: str) -> None:
    assert stated(say) == []
    assert stated(f"{say} Strong thighs ease knee pain.") == [("Strong thighs ease knee pain.", "fact")]


@pytest.mark.parametrize(
    "belief",
    [
        "My aunt says that running ruins knees. It doesn't.",
        "Most people hear that running wears out the joint. It doesn't.",
        "Myth: running ruins the cartilage of knees.",
        "Does running wear the cartilage out? Not at all.",
    ],
)
def test_a_belief_that_is_answered_is_no_claim(belief: str) -> None:
    assert stated(f"{belief} Strong thighs ease knee pain.") == [("Strong thighs ease knee pain.", "fact")]


@pytest.mark.parametrize("mark", ["One: ", "First, ", "Second, ", "Step two: ", "3. ", "And last, ", "Third: "])
def test_what_counts_off_is_no_part_of_a_claim(mark: str) -> None:
    assert stated(f"{mark}strong thighs ease knee pain.") == [("strong thighs ease knee pain.", "fact")]


def test_where_claims_stand() -> None:
    changes = {
        "hook.say": "Strong thighs ease knee pain.",
        "hook.sources": ["k1"],
        "beats[0].say": "Ready? Motion feeds the cartilage.  “Rest” weakens thighs – slowly.",
        "beats[1].say": "Try squats to ease knee pain.",
        "beats[1].sources": [],
        "cta.say": "Strong thighs protect the cartilage.",
        "disclaimer.say": "Cartilage heals slowly in adults.",
    }
    found = claims(changes)
    paths = ["hook.say", "beats[0].say", "beats[0].say", "beats[1].say"]
    assert [claim.path for claim in found] == paths  # no call to action, no disclaimer
    script = script_with(changes)
    said = {"hook.say": script.hook.say, "beats[0].say": script.beats[0].say, "beats[1].say": script.beats[1].say}
    assert [said[claim.path][claim.start : claim.end] for claim in found] == [claim.text for claim in found]
    assert [claim.sources for claim in found] == [("k1",), ("k1",), ("k1",), ()]


RESTS: list[tuple[dict[str, Any], str, bool]] = [
    ({}, "exact", False),
    ({"sources[0].quote": "Thigh muscles that are strong lower the stress on a knee."}, "partial", False),
    ({"sources[0].quote": "Sunscreen shields the skin from burns."}, "none", True),
    ({"sources[0].quote": "Strong thigh muscles raise the stress on the knee."}, "none", False),
    ({"beats[0].sources": []}, "none", False),
    ({"beats[0].sources": ["nobody"]}, "none", False),
    ({"sources[0].quote": "  "}, "none", False),
]


@pytest.mark.parametrize(("changes", "match", "foreign"), RESTS)
def test_what_they_rest_on(changes: dict[str, Any], match: str, foreign: bool) -> None:
    (claim,) = claims({"beats[0].say": "Strong thigh muscles lower the stress on the knee.", **changes})
    assert (claim.match, claim.foreign) == (match, foreign)
    cited = not changes.keys() & {"beats[0].sources"} and changes.get("sources[0].quote", QUOTE).strip() != ""
    assert claim.sources == (("k1",) if cited else ())
    assert bool(claim.held.contradicted) == ("raise" in changes.get("sources[0].quote", ""))


def test_wrong_numbers() -> None:
    say = "One in four adults has sore knees. One in three adults limps on sore knees."
    first, second = claims({"beats[0].say": say})
    assert first.wrong == () and [second.text[w.start : w.end] for w in second.wrong] == ["One in three"]
    assert not any(claim.wrong for claim in claims({"beats[0].say": say, "beats[0].sources": []}))


LEANS: list[tuple[str, str, str]] = [
    ("Allergic to eggs? Then the flu shot isn't safe.", "People with egg allergy can safely have the flu shot.", "contradicted"),
    ("No limp? Then your knee needs no scan.", "A knee without a limp needs no scan.", "supported"),
    ("Strong thighs ease knee pain. They lower stress on the joint.", "Strong thighs ease knee pain and lower stress on the joint.", "supported"),
]  # fmt: skip


@pytest.mark.parametrize(("say", "quote", "verdict"), LEANS)
def test_a_sentence_that_leans_on_the_one_before_it(say: str, quote: str, verdict: str) -> None:
    assert claims({"beats[0].say": say, "sources[0].quote": quote})[-1].held.verdict == verdict


def test_a_question_lends_its_belief_to_nobody() -> None:
    say = "Does running wear knees out? It spares the cartilage of most knees."
    alone, asked = (claims({"beats[0].say": text})[-1].held for text in (say.partition("? ")[2], say))
    assert alone == asked


WEIGHED: list[tuple[str, list[str]]] = [
    ("Strong thigh muscles lower the stress on the knee.", []),
    ("Magnesium calms night cramps of older swimmers.", ["error"]),
    ("Strong thighs lower knee stress. Magnesium calms night cramps of older swimmers.", ["warning"]),
    ("Strong thigh muscles raise the stress on the knee. One in four adults has sore knees.", ["error"]),
    ("A magnesium cream lowers the stress on the knee and cures gout.", ["warning"]),
    ("Magnesium? Let's talk about night cramps of older swimmers.", []),
]


@pytest.mark.parametrize(("say", "severities"), WEIGHED)
def test_a_beat_is_weighed_as_a_whole(say: str, severities: list[str]) -> None:
    script = script_with({"sources[0].quote": QUOTE, "beats[0].say": say, "beats[1].say": "Ready for more?"})
    found = scriptgen.check(script, select=("CL110",)).findings
    assert [(finding.path, finding.severity) for finding in found] == [("beats[0].say", s) for s in severities]
