"""What claims of one's own become: ids that stay, text and shots where none were given, and drafts."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import pytest

import scriptgen
from scriptgen.errors import InputError
from scriptgen.facts.model import Cited
from tests.facts.test_own import HEAD, NOTE, listed, read

CLAIMS = {
    "Cartilage has no nerves of its own.": "fact,",
    "A brace can steady the joint on stairs.": "fact,",
    "Thumb joints carry the load of every pinch.": "fact,",
    "They don't. Joints like to be moved.": "myth,Stiff thumbs need full rest",
    "Turn lids with the palm and spare the pinch.": "action,Use your palm",
    "Warm hands in water before a long task.": "action,Warm your hands",
    "A hot and swollen thumb with fever needs care today.": "flag,",
}
ROWS = [f"thumb joints,{say},Example Hand Society,Thumbs,2022,{rest}" for say, rest in CLAIMS.items()]
LIST = """# Thumb joints
Also called: base of the thumb

- Cartilage has no nerves of its own. [1]
- A brace can steady the joint on stairs. [1]
- Thumb joints carry the load of every pinch. (Example Hand Society, Thumbs, 2022)

## Myths
- Stiff thumbs need full rest | They don't. Joints like to be moved. [1]

## Tips
- Use your palm | Turn lids with the palm and spare the pinch. [1]
- Warm your hands | Warm hands in water before a long task. [1]

## Red flags
- A hot and swollen thumb with fever needs care today. [1]
"""


def items(tmp_path: Path, rows: list[str]) -> dict[str, Cited]:
    """Return the claims of a sheet with these rows, by their words."""
    (file,) = read(tmp_path, HEAD + "\n".join(rows) + "\n")
    return {item.say: item for item in file.items}


@pytest.mark.parametrize("seed", range(3))
def test_ids_stay_when_rows_move(tmp_path: Path, seed: int) -> None:
    before = {say: item.id for say, item in items(tmp_path, ROWS).items()}
    moved = random.Random(seed).sample(ROWS, len(ROWS) - 1)
    after = {say: item.id for say, item in items(tmp_path, ["thumb joints,Another claim.,X,Y,,fact,", *moved]).items()}
    assert len(set(before.values())) == len(ROWS)
    assert len(after) == len(ROWS) and all(before[say] == id for say, id in after.items() if say != "Another claim.")
    other = {say: item.id for say, item in items(tmp_path, [row.replace("carry", "bear") for row in ROWS]).items()}
    assert len(set(other.values()) & set(before.values())) == len(ROWS) - 1


SHORT = {
    "A brace can steady the joint.": "A brace can steady the joint",
    "Nothing new came of all those many years of research. A brace can steady it.": "A brace can steady it",
    "They don't. Move it.": "",
    "A brace that is worn all day long for many weeks on end weakens the muscles around it.": "",
    "It is up to us to go on and do it now.": "",
    "Osteoarthritis medicines occasionally disappoint everybody.": "",
    "Is it a sprain or a break?": "Is it a sprain or a break?",
}


@pytest.mark.parametrize(("say", "text"), SHORT.items())
def test_text_on_screen_is_a_short_sentence_of_the_claim(tmp_path: Path, say: str, text: str) -> None:
    assert items(tmp_path, [f"thumb joints,{say},X,Y,,fact,"])[say].text == text


def test_shots_differ_from_one_claim_to_the_next(tmp_path: Path) -> None:
    shows = [item.show for item in items(tmp_path, [row.rpartition(",fact,")[0] or row for row in ROWS[:3]]).values()]
    assert all(shows) and all(a != b for a, b in pairwise(shows))


FAULTS: dict[str, list[str]] = {
    "- Load it.\n- Tape it. [1]\n- Rest it. [2]\n": ["line 2 has no source", "line 4 has no source"],
    "- Load it. (NICE, 2020)\n-  \n- (NICE, 2020)\n\n- Tape it.\n": ["line 4 has no claim", "line 6 has no source"],
    "- Load it\n  some more\n  and more.\n- Tape it.\n": ["line 2 has no source", "line 5 has no source"],
    "## Myths\n- It does not. [1]\n": ["line 3 has no belief"],
    "## Tips\n- Load it. [1]\n": ["line 3 has no short title"],
    "- Load it.\n" * 5: ["line 2 has", "line 4 has", "and 2 more"],
    "Load it. [1]\n": ["no claims"],
    "": ["no claims"],
}


@pytest.mark.parametrize(("text", "parts"), FAULTS.items(), ids=range(len(FAULTS)))
def test_faults_of_lists(tmp_path: Path, text: str, parts: list[str]) -> None:
    with pytest.raises(InputError) as caught:
        listed(tmp_path, f"# Tendons\n{text}")
    assert not [part for part in (*parts, "tendon-care.md") if part not in str(caught.value)], str(caught.value)


@pytest.mark.parametrize("format", ["myth_bust", "explainer", "listicle", "qa_reply"])
@pytest.mark.parametrize("name", ["thumbs.csv", "thumbs.md"])
def test_drafts_say_the_claims_word_for_word(tmp_path: Path, name: str, format: str) -> None:
    path = tmp_path / name
    path.write_text(LIST + NOTE if name.endswith("md") else HEAD + "\n".join(ROWS), encoding="utf-8")
    for seed in range(2):
        draft = scriptgen.draft("thumb joints", facts=path, format=format, seed=seed)
        assert draft.report.accepted, draft.report.findings
        assert draft.report.sourcing == "sourced" and draft.model == "facts"
        quotes = {source.id: source.quote for source in draft.script.sources}
        for beat in draft.script.beats:
            said = [say for say in CLAIMS if say in beat.say]
            assert said and [say for id in beat.sources for say in said if quotes[id].endswith(say)] == said
        assert {source.publisher for source in draft.script.sources} <= {"Example Hand Society", "NICE"}


def test_one_claim_makes_a_draft(tmp_path: Path) -> None:
    path = tmp_path / "thumb-joints.csv"
    path.write_text("claim,source\nCartilage has no nerves of its own.,Example Hand Society\n", encoding="utf-8")
    draft = scriptgen.draft("thumb joints", facts=path, seed=1)
    assert [f.code for f in draft.report.findings if f.severity == "error"] == ["PC102"]  # too short, and no more
    assert "Cartilage has no nerves of its own." in draft.script.beats[0].say
