"""Subtitle cues: the numbers of the craft pack hold for every script at a spoken pace, and nothing crashes."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scriptgen.captions import cues, wrap
from scriptgen.packs import packs
from scriptgen.rules.cp103_captions import RULE
from scriptgen.script import Script
from scriptgen.speech import spoken
from scriptgen.timing import say_seconds
from scriptgen.view import Cue, View

PACK = packs()
SENTENCES = (
    "Does running ruin your knees?",
    "Most people hear that running wears out the joint.",
    "It doesn't.",
    "What helps most is to build up a little each week.",
    "Call your doctor if the pain lasts for more than two weeks, or if the knee is hot and red.",
    "Sit still for five minutes before you take a reading.",
    "No chatting, and that includes me.",
    "A 2024 trial of 174 people found no difference at all.",
    "Try a short walk after each meal; add a little more every few days.",
    "Take no more than 200 mg of caffeine in a day when you are pregnant.",
    "Your ear cleans itself, so leave the cotton swab in the bathroom drawer.",
    "Why? Because a fever is how the body fights an infection.",
    "One is a test kit that you mail from home, the other is a camera.",
    "Look at something 20 feet away for 20 seconds, every 20 minutes.",
    "And if you are scared, ask me.",
    "Not ice. Ice can hurt the skin more.",
    "A cold is a virus, and an antibiotic only works on bacteria.",
    "If it doesn't, come and see us.",
    "That is a call to your doctor this week.",
    "Honestly, the best sunscreen is the one that you will wear every day.",
)
SAY = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5).map(" ".join)
SLOWER = st.one_of(st.none(), st.floats(1.0, 4.0))


def pace(text: str, seconds: float) -> float:
    """Return the words a minute that saying `text` in `seconds` takes."""
    return spoken(text).words / seconds * 60 if seconds > 0 else 0.0


def _block(say: str, slower: float | None) -> dict[str, object]:
    """Return a block without planned time, or with so much that it is said at 165 words a minute or less."""
    if slower is None and pace(say, say_seconds(say)) <= PACK["pace"]:
        return {"say": say}
    words_a_minute = pace(say, 60.0)
    least = max(words_a_minute / PACK["pace"] * 60, say_seconds(say))
    return {"say": say, "seconds": min(least * (slower or 1.0), 3600.0)}


@st.composite
def _scripts(draw: st.DrawFn) -> Script:
    blocks = [_block(draw(SAY), draw(SLOWER)) for _ in range(draw(st.integers(2, 7)))]
    cta = _block(draw(SAY), draw(SLOWER)) if draw(st.booleans()) else {}
    return Script.model_validate({"hook": blocks[0], "beats": blocks[1:], "cta": cta})


@settings(max_examples=300, deadline=None)
@given(_scripts())
def test_cues_keep_every_number_at_a_spoken_pace(script: Script) -> None:
    made = cues(script)
    for cue in made:
        lines = cue.text.split("\n")
        assert len(lines) <= PACK["cue_lines"]
        assert max(map(len, lines)) <= PACK["cue_line"]
        assert cue.end - cue.start >= PACK["cue_least"] - 0.002
        assert cue.end - cue.start <= PACK["cue_most"] + 0.002
        assert len(cue.text.replace("\n", "")) / (cue.end - cue.start) <= PACK["read_cps"] + 0.05
    assert list(RULE.find(View(script, cues=made))) == []


@settings(max_examples=300, deadline=None)
@given(_scripts())
def test_cues_hold_all_words_in_order_and_never_overlap(script: Script) -> None:
    made = cues(script)
    said = " ".join(line.text for line in View(script).spoken)
    assert " ".join(" ".join(c.text.split("\n")) for c in made) == said
    for before, after in pairwise(made):
        assert before.start < before.end <= after.start + 0.0011


@settings(max_examples=200, deadline=None)
@given(_scripts())
def test_a_cue_ends_before_the_words_of_another_block_begin(script: Script) -> None:
    view = View(script)
    starts = [b.start for b in view.blocks if b.say.text.strip()][1:]
    for cue, following in zip(cues(script), cues(script)[1:], strict=False):
        crossed = [s for s in starts if cue.start + 0.002 < s < cue.end - 0.002]
        # it may only span the start of a block whose first words it holds
        assert not crossed or following.start > crossed[0]


@settings(max_examples=200, deadline=None)
@given(_scripts())
def test_articles_stay_with_nouns_and_numbers_with_units(script: Script) -> None:
    for cue in cues(script):
        for line in cue.text.split("\n"):
            assert not re.search(r"\b(?:a|an|the|your|\d+)$", line), cue.text


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.text(max_size=120), min_size=2, max_size=5),
    st.lists(st.one_of(st.none(), st.floats(0, 30)), min_size=5, max_size=5),
)
def test_any_text_at_any_pace_makes_cues_in_order(says: list[str], seconds: list[float | None]) -> None:
    blocks = [{"say": say or "x", "seconds": s} for say, s in zip(says, seconds, strict=False)]
    made = cues(Script.model_validate({"hook": blocks[0], "beats": blocks[1:]}))
    for cue in made:
        assert cue.text.strip()
        assert len(cue.text.split("\n")) <= PACK["cue_lines"]
        assert max(map(len, cue.text.split("\n"))) <= PACK["cue_line"]
        assert 0 <= cue.start <= cue.end <= cue.start + PACK["cue_most"] + 0.002
    for before, after in pairwise(made):
        assert before.end <= after.start + 0.0011


@given(st.text(max_size=400), st.integers(-1, 60))
def test_wrap_keeps_every_character_and_the_width(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(0 < len(line) <= max(width, 1) for line in lines)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", "".join(wrap(text, 500)))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("Take 200 mg of it with the food you like", ["Take 200 mg of it", "with the food you like"]),
        ("I've been a GP for nineteen years,", ["I've been a GP", "for nineteen years,"]),
        ("The best sunscreen is the one you'll wear.", ["The best sunscreen", "is the one you'll wear."]),
    ],
)
def test_wrap_breaks_where_a_reader_pauses(text: str, lines: list[str]) -> None:
    assert wrap(text, 32) == lines


def test_a_short_word_joins_the_next_cue() -> None:
    script = Script.model_validate(
        {"hook": {"say": "No."}, "beats": [{"say": "Running does not wear out your knees."}]}
    )
    assert cues(script)[0].text.startswith("No. ")


def test_the_last_word_stays_long_enough() -> None:
    script = Script.model_validate({"hook": {"say": "Yes."}, "beats": [{"say": ""}]})
    assert cues(script) == (Cue(0.0, 0.835, "Yes."),)
