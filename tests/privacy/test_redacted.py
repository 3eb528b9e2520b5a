"""What stands in the place of an identifier reads as a person would have typed it; a story needs a signed authorization."""

from __future__ import annotations

from pathlib import Path

import pytest

import scriptgen
from scriptgen.privacy import find, redacted
from scriptgen.privacy.found import STORY

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "consent.toml"
NOTES = "my patient Rosa Diaz says stairs hurt"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("my patient Rosa Diaz says stairs hurt", "my patient says stairs hurt"),
        ("pt rosa diaz, mrn 00123456, says stairs hurt", "a patient, a record number, says stairs hurt"),
        ("our patient had her knee replaced on March 3", "our patient had her knee replaced recently"),
        ("my grandpa is 97 and takes nine pills", "my grandpa is over 89 and takes nine pills"),
        ("99 yr old with a broken hip", "older person with a broken hip"),
        ("my cousin Oluwaseun, 41, has gout", "my cousin, 41, has gout"),
        ("#prayforIfeanyi is on our floor", "a hashtag is on our floor"),
        ("what to do for a sore knee on stairs", "what to do for a sore knee on stairs"),
    ],
)
def test_it_reads_naturally_and_holds_no_identifier(text: str, told: str) -> None:
    done, found = redacted(text, "notes")
    assert done == told and bool(found) == (text != told)
    assert [f for f in find(done, "notes") if f.kind != STORY] == []


def test_redaction_says_what_and_never_the_words() -> None:
    done = scriptgen.draft("acne", notes="call me on 555-010-2233 about the video", redact=True, model="facts", seed=1)
    assert done.redacted and "010" not in " ".join(done.redacted) and done.redacted[0].startswith("notes: ")


def test_a_story_needs_a_signed_authorization(tmp_path: Path) -> None:
    with pytest.raises(scriptgen.RefusedError) as caught:
        scriptgen.draft("knee pain", notes=NOTES, redact=True, model="facts", seed=4)
    assert "Rosa" not in str(caught.value) and "PH102" in {f.code for f in caught.value.findings}
    current = tmp_path / "consent.toml"
    current.write_text(EXAMPLE.read_text(encoding="utf-8").replace("2027-10-01", "2999-10-01"), encoding="utf-8")
    done = scriptgen.draft("knee pain", notes=NOTES, redact=True, consent=current, model="facts", seed=4)
    assert done.report.accepted and done.redacted == ("notes: name -> 'patient'",)


def test_an_expired_authorization_covers_nothing(tmp_path: Path) -> None:
    old = tmp_path / "old.toml"
    old.write_text(EXAMPLE.read_text(encoding="utf-8").replace("2027-10-01", "2026-11-01"), encoding="utf-8")
    with pytest.raises(scriptgen.RefusedError):
        scriptgen.draft("knee pain", notes=NOTES, redact=True, consent=old, model="facts", seed=4)
