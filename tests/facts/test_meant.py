"""Topics by all the words: what is typed without a name finds its topic, and what the library does not cover is not taken for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from scriptgen.facts.files import headers
from scriptgen.facts.find import search
from scriptgen.facts.meant import NONE, features, meant

MEANT = {
    "does running wreck your knees": "knee pain",
    "how to use a puffer w spacer, kids": "asthma",
    "metformin first weeks tummy trouble": "type 2 diabetes",
    "bp cuff, ur doing it wrong": "high blood pressure",
    "introducing peanut to babies early": "food allergy",
    "vacuna del VPH, preguntas de mamás": "HPV vaccine",
}
OTHERS = (
    "tennis elbow",
    "type 1 diabetes is not from sugar",
    "cataract in dogs",
    "bells palsy face droop what it is",
    "qwxz plork",
)


@pytest.mark.parametrize(("typed", "topic"), MEANT.items())
def test_meant_without_its_name(typed: str, topic: str) -> None:
    first, *_ = search(typed)
    assert (first.topic, first.sure) == (topic, True)


@pytest.mark.parametrize("typed", OTHERS)
def test_not_covered(typed: str) -> None:
    assert not any(hit.sure for hit in search(typed))


def test_knows_no_topic_but_the_bundled_ones() -> None:
    assert set(meant.topics) - {head.topic for head in headers()} == {NONE}


def test_every_name_is_still_sure() -> None:
    unsure = [head.topic for head in headers() if not (hit := search(head.topic)[0]).sure or hit.topic != head.topic]
    assert not unsure


def test_a_misspelling_shares_parts_with_what_was_meant() -> None:
    shared = features("cholestrol") & features("cholesterol")
    assert {"#<cho", "#lest"} <= shared


def test_a_guess_is_told_in_shares() -> None:
    guess = meant.guess("does running wreck your knees")
    assert guess.topic == "knee pain"
    assert 0 <= guess.covered <= 1
    assert guess.likely + guess.second + guess.none <= 1.0001


def test_ones_own_facts_need_no_other_words(tmp_path: Path) -> None:
    bundled = next(head.path for head in headers() if head.topic == "acne")
    own = Path(bundled).read_text(encoding="utf-8").replace("aliases = [", 'aliases = ["project lantern", ', 1)
    (tmp_path / "acne.toml").write_text(own, encoding="utf-8")
    first, *_ = search("project lantern tips for dads", tmp_path)
    assert (first.topic, first.sure) == ("acne", True)
