"""Scripts without a model: word for word from the facts, accepted, different, reproducible."""

from __future__ import annotations

import re
from itertools import pairwise, product

import pytest

import scriptgen
from scriptgen.brief import FORMATS, brief_for
from scriptgen.compose import compose
from scriptgen.errors import NothingToDraftError
from scriptgen.facts.files import headers, read_facts
from scriptgen.hooks import hook_lines
from scriptgen.report import Severity
from scriptgen.text import one_line
from scriptgen.wording import answers_claim, inside, wording

TOPICS = [h.topic for h in headers()]
RECAP = wording()["recap"]["text"]


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_in_every_format_is_accepted(topic: str, format: str) -> None:
    _accepted(topic, format, TOPICS.index(topic) % 7)


@pytest.mark.long
@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("topic", TOPICS)
def test_also_with_other_seeds(topic: str, format: str) -> None:
    for seed in range(4):
        _accepted(topic, format, seed)


def _accepted(topic: str, format: str, seed: int) -> None:
    draft = scriptgen.draft(topic, format=format, seed=seed)
    told = [(f.code, f.path, f.message) for f in draft.report.findings if f.severity is not Severity.INFO]
    assert draft.report.accepted, told
    assert len(told) <= 1, told
    assert draft.report.sourcing == "sourced"
    assert 32 <= draft.report.seconds <= 58
    assert all(b.sources for b in draft.script.beats)


@pytest.mark.parametrize("topic", TOPICS)
def test_facts_are_said_word_for_word(topic: str) -> None:
    file = read_facts(next(h for h in headers() if h.topic == topic))
    facts = {i.id: i for i in (*file.items, *([file.reason] if file.reason else ()))}
    for format in FORMATS:
        script = compose(brief_for(topic, format=format, seed=7))
        rows = {s.id: s for s in script.sources}
        for beat in script.beats:
            for id in beat.sources:
                assert facts[id].say in beat.say or (beat.text == RECAP and facts[id].title in beat.say)
                assert rows[id].quote.endswith(facts[id].say) and rows[id].publisher and rows[id].year


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("topic", TOPICS[::6])
def test_next_seed_next_hook(topic: str, format: str) -> None:
    count = len(hook_lines(brief_for(topic, format=format, seed=0)))
    assert count >= 4
    hooks = [compose(brief_for(topic, format=format, seed=seed)).hook.say for seed in range(count)]
    assert len(set(hooks)) >= count - 1
    assert all(a != b for a, b in pairwise(hooks))


def test_same_seed_same_script() -> None:
    assert scriptgen.draft("acne", seed=5) == scriptgen.draft("acne", seed=5)
    assert len({scriptgen.draft("acne", seed=s).script.model_dump_json() for s in range(8)}) == 8


@pytest.mark.parametrize(
    ("topic", "format"),
    [
        ("knee pain myths", "myth_bust"),
        ("how to take your blood pressure at home", "demo"),
        ("3 tips for better sleep", "listicle"),
        ("why do migraines happen", "explainer"),
        ("eczema", "myth_bust"),
    ],
)
def test_format_follows_the_topic(topic: str, format: str) -> None:
    assert brief_for(topic, seed=0).format == format


@pytest.mark.parametrize(
    ("topic", "count"), [("3 knee pain myths", 3), ("two tips for heartburn", 2), ("4 habits for sleep", 4)]
)
def test_count_in_the_topic_is_kept(topic: str, count: int) -> None:
    script = scriptgen.draft(topic, seed=1).script
    red = {f.id for f in brief_for(topic, seed=1).facts.red_flags}
    assert sum(not red.intersection(b.sources) and b.text != RECAP for b in script.beats) == count


@pytest.mark.parametrize("seconds", [25, 35, 45, 60])
def test_length_is_kept(seconds: int) -> None:
    for topic in TOPICS[:6]:
        report = scriptgen.draft(topic, format="myth_bust", seconds=seconds, seed=2).report
        assert abs(report.seconds - seconds) <= max(0.2 * seconds, 4)


def test_notes_and_comment_choose_the_facts() -> None:
    for seed in range(4):
        said = " ".join(
            b.say
            for b in scriptgen.draft("knee pain", format="myth_bust", notes="dwell on the cane", seed=seed).script.beats
        )
        assert "cane" in said
    answered = scriptgen.draft(
        "knee pain", format="myth_bust", reply_to="but running ruins your knees, no?", seed=3
    ).script
    assert answered.reply_to and "running" in answered.hook.say.lower()
    assert "sticker" in answered.hook.show


@pytest.mark.parametrize(
    ("topic", "comment", "asked"),
    [
        ("burns", "should I put butter on it?", "butter"),
        ("stroke", "can young people get strokes too?", "old people"),
        ("vaccines for children", "isn't it too many shots at once for a baby?", "overload"),
        ("sunscreen", "I have dark skin, do I need it?", "dark skin"),
    ],
)
def test_comment_is_answered_by_its_own_question(topic: str, comment: str, asked: str) -> None:
    for seed in range(4):
        assert asked in scriptgen.draft(topic, format="qa_reply", reply_to=comment, seed=seed).script.hook.say


@pytest.mark.parametrize("topic", TOPICS)
def test_answers_stand_beside_what_they_answer(topic: str) -> None:
    file = read_facts(next(h for h in headers() if h.topic == topic))
    lost = [f for f in file.facts if f.say.split(maxsplit=1)[0].strip(",.") in ("It", "Some", "They", "Yes", "No")]
    stated = [m for m in file.myths if not answers_claim(m)]
    for format in ("explainer", "qa_reply", "myth_bust"):
        for seed in range(2):
            script = compose(brief_for(topic, format=format, seed=seed))
            for beat in (b for b in script.beats[1:] if len(b.sources) == 1):
                for idea in (*lost, *stated):
                    if idea.id in beat.sources:
                        assert inside(idea.question)[1:] in beat.say


@pytest.mark.parametrize("topic", TOPICS)
def test_only_a_row_of_myths_asks_for_the_next_myth(topic: str) -> None:
    for format in ("explainer", "listicle", "demo"):
        assert all("myth" not in compose(brief_for(topic, format=format, seed=s)).cta.say.lower() for s in range(2))


def test_brand_speaks_for_itself() -> None:
    brand = {
        "name": "Dr. Ana Ruiz",
        "handle": "@drruiz",
        "credentials": "MD",
        "ctas": ["Follow us for more."],
        "disclaimers": ["General education only. Please ask your own doctor."],
        "hashtags": ["#DrRuiz"],
        "banned": ["sadly"],
    }
    for seed in range(6):
        draft = scriptgen.draft("knee pain myths", brand=brand, seed=seed)
        assert draft.script.cta.say == "Follow us for more."
        assert draft.script.disclaimer.say == "General education only. Please ask your own doctor."
        assert "DrRuiz" in draft.script.hashtags and len(draft.script.hashtags) <= 5
        assert draft.script.brand.name == "Dr. Ana Ruiz"
        assert draft.report.accepted and not re.search("sadly", draft.script.model_dump_json(), re.I)


def test_spoken_lines_read_as_sentences() -> None:
    for number, topic in enumerate(TOPICS):
        for format in (FORMATS[number % len(FORMATS)], FORMATS[(number + 2) % len(FORMATS)]):
            script = compose(brief_for(topic, format=format, seed=11))
            for line in (script.hook.say, *(b.say for b in script.beats), script.cta.say, script.disclaimer.say):
                assert line == one_line(line) and line[0].isupper() and line[-1] in ".?!"
                assert not re.search(r"\{|\}|\.\.|\?\.|,\.| ,|\b(\w+) \1\b", line), line


@pytest.mark.parametrize(
    ("jurisdiction", "foreign"),
    [("us", ("999", "112", "000")), ("uk", ("911", "112", "000")), ("au", ("911", "999", "112"))],
)
def test_no_emergency_number_of_another_country(jurisdiction: str, foreign: tuple[str, ...]) -> None:
    for topic in TOPICS:
        for seed in range(2):
            script = compose(brief_for(topic, format="explainer", jurisdiction=jurisdiction, seed=seed))
            words = " ".join(f"{b.say} {b.text}" for b in script.beats).split()
            assert not [n for n in foreign if any(w.strip(".,:?") == n for w in words)]


@pytest.mark.parametrize(
    ("topic", "comment", "said"),
    [
        ("acne", "is chocolate really giving me pimples??", "Chocolate"),
        ("acne", "should I just pop them", "pimple"),
        ("migraine", "why do I see zigzags before mine", "igzag"),
        ("insomnia", "does melatonin even do anything", "elatonin"),
        ("knee pain", "don't I need an xray or scan", "scan"),
        ("acne", "great video!", ""),
        ("acne", "can I use toothpaste on pimples?", None),
        ("acne", "do blue light masks actually do anything", None),
        ("migraine", "should I pierce my daith", None),
        ("insomnia", "what about magnesium glycinate", None),
        ("knee pain", "does cracking my knuckles cause arthritis?", None),
    ],
)
def test_a_comment_is_answered_by_a_fact_about_it_or_not_at_all(topic: str, comment: str, said: str | None) -> None:
    brief = brief_for(topic, reply_to=comment, seed=1)
    if said is None:
        with pytest.raises(NothingToDraftError, match=r"answers that comment; there are answers to '.*'"):
            compose(brief)
    else:
        script = compose(brief)
        assert script.format == "qa_reply" and said.lower() in f"{script.hook.say} {script.beats[0].say}".lower()


@pytest.mark.parametrize("topic", TOPICS[::9])
@pytest.mark.parametrize(
    ("format", "seconds"),
    [*product(["myth_bust", "explainer", "qa_reply"], [25, 30, 60]), ("listicle", 30), ("listicle", 60)],
)
def test_the_length_asked_for_is_kept(topic: str, format: str, seconds: int) -> None:
    report = scriptgen.draft(topic, format=format, seconds=seconds, seed=1).report
    assert report.accepted and abs(report.seconds - seconds) <= 0.25 * seconds
