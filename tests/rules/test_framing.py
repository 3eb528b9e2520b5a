"""Framing: what a topic wrongly asks for, and the safe question instead."""

from __future__ import annotations

import pytest

from scriptgen.rules.framing import asked_for, framed


@pytest.mark.parametrize(
    ("topic", "safe"),
    [
        ("best dose of melatonin for my 4 year old", "melatonin for children: what parents should ask first"),
        ("safe amount of cough syrup for a 9 month old", "cough syrup for babies: what parents should ask first"),
        ("do i have PCOS?", "PCOS: what it can mean and when to have it checked"),
        ("ADHD meds: only the dangers", "ADHD meds: benefits, risks and what experts still discuss"),
        ("knee pain myths", "knee pain myths"),
        ("  gun injuries\nand safe storage ", "gun injuries and safe storage"),
    ],
)
def test_framed(topic: str, safe: str) -> None:
    assert framed(topic) == safe


@pytest.mark.parametrize(
    ("topic", "kind"),
    [
        ("how much ibuprofen can a 30 lb toddler have", "dose"),
        ("should my dad switch from warfarin", "treatment"),
        ("is this mole on my back cancer", "diagnosis"),
        ("promote our clinic's vitamin drips", "product"),
        ("statins: nothing good about them", "onesided"),
        ("abortion care: what the evidence says", ""),
        ("what gender-affirming care involves", ""),
        ("vaccine mandates in schools, how they work", ""),
        ("how to use naloxone", ""),
        ("why insulin is so expensive", ""),
        ("", ""),
    ],
)
def test_asked_for(topic: str, kind: str) -> None:
    assert asked_for(topic) == kind


@pytest.mark.parametrize("topic", ["should i " * 33, "dose " * 60, "my (mg) [kg] {x}?"])
def test_framing_is_short_and_on_one_line(topic: str) -> None:
    safe = framed(topic)
    assert 0 < len(safe) <= 300 and "\n" not in safe
