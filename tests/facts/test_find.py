"""Topics as people type them, and what must not be mistaken for another."""

from __future__ import annotations

from pathlib import Path

import pytest

from scriptgen.errors import InputError, NothingToDraftError
from scriptgen.facts.files import headers
from scriptgen.facts.find import aliases_of, find

FOUND = {
    "knee pain": [
        "knee pain myths",
        "nee pain",
        "kne pain",
        "my knees hurt",
        "KNEE PAIN",
        "knees hurt going down stairs",
        "  knee   pain! ",
    ],
    "acne": ["how do i get rid of pimples", "zits", "acne myths", "acné"],
    "sleep": ["sleep myths", "3 tips for better sleep", "sleep hygiene"],
    "low back pain": ["back ache", "lower back pain exercises", "backache"],
    "type 2 diabetes": ["diabetes", "type 2 diabetes myths", "diabetis"],
    "vaccines for children": ["shots for babies", "vaccine myths", "childhood vaccines"],
    "high blood pressure": ["blood presure", "hypertension", "high blood pressure myths"],
    "sunscreen": ["sun screen", "spf myths", "sunscren"],
    "tooth sensitivity": ["sensitive teeth"],
    "heartburn": ["GERD", "acid reflux", "hartburn"],
    "pelvic floor": ["kegels"],
    "migraine": ["why do I get migraines", "migrane"],
    "eczema": ["exzema", "eczema in babies"],
    "dry eye": ["dry eyes", "screens and dry eyes"],
    "antibiotics": ["antibotics", "antibiotic resistance"],
    "insomnia": ["insomnia tips", "insomia"],
    "neck pain": ["neck pain", "stiff neck myths"],
    "flu": ["flu shot", "FLU season"],
    "ear infections": ["ear infection"],
    "sleep apnea": ["sleep apnea", "sleep apnoea"],
}
NONE = [
    "type 1 diabetes", "gestational diabetes", "tennis elbow", "hip pain", "red eye", "low blood pressure", "pink eye",
    "tooth whitening", "cluster headache", "viruses", "pain", "knee replacement", "covid", "botox for migraine", "laser for acne scars", "eye", "skin", "膝", "?!",
]  # fmt: skip


@pytest.mark.parametrize(("topic", "typed"), [(t, s) for t, row in FOUND.items() for s in row])
def test_found(topic: str, typed: str) -> None:
    assert find(typed).topic == topic


@pytest.mark.parametrize("typed", NONE)
def test_not_mistaken_for_another(typed: str) -> None:
    with pytest.raises(NothingToDraftError) as caught:
        find(typed)
    assert typed in str(caught.value) and "--facts" in str(caught.value)
    assert set(caught.value.nearest) <= {h.topic for h in headers()}


def test_own_facts_win_and_the_bundled_stay(tmp_path: Path) -> None:
    own = Path("examples/plantar-heel-pain.toml")
    assert find("plantar fasciitis", own).topic == "heel pain"
    assert find("acne", own).topic == "acne"
    mine = tmp_path / "acne.toml"
    mine.write_text(own.read_text(encoding="utf-8").replace('topic = "heel pain"', 'topic = "acne"'), encoding="utf-8")
    assert find("acne", tmp_path).specialty == "podiatry"
    assert len(headers(tmp_path)) == len(headers())


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    import os

    mine = tmp_path / "heel.toml"
    text = Path("examples/plantar-heel-pain.toml").read_text(encoding="utf-8")
    mine.write_text(text, encoding="utf-8")
    assert find("heel pain", mine).specialty == "podiatry"
    mine.write_text(text.replace("podiatry", "sports medicine"), encoding="utf-8")
    os.utime(mine, (1, 1))
    assert find("heel pain", mine).specialty == "sports medicine"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (('topic = "heel pain"', ""), "no topic"),
        (('source = "orthoinfo-heel"', 'source = "nobody"'), "'nobody'"),
        (('id = "heel-pain-rest"', 'id = "heel-pain-spur"'), "used twice"),
        (("year = 2023", "year = 'soon'"), "year"),
        (("[[myths]]", "[[mths]]"), "mths"),
        (("audience", "audience ="), "cannot read"),
    ],
)
def test_a_wrong_file_is_one_clear_error(tmp_path: Path, change: tuple[str, str], told: str) -> None:
    mine = tmp_path / "heel.toml"
    mine.write_text(
        Path("examples/plantar-heel-pain.toml").read_text(encoding="utf-8").replace(*change, 1), encoding="utf-8"
    )
    with pytest.raises(InputError) as caught:
        find("heel pain", mine)
    assert told in str(caught.value) and "heel.toml" in str(caught.value)


def test_aliases_name_the_topic_in_checks() -> None:
    assert "runner's knee" in aliases_of("knee pain myths")
    assert aliases_of("tennis elbow") == aliases_of("") == ()
