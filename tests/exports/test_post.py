"""The post: what is pasted, and what is set beside it."""

from __future__ import annotations

from typing import Any

import pytest

from scriptgen.exports.post import export, tags
from scriptgen.script import Script

RULE = "----- do not paste"


def script(**fields: Any) -> Script:
    return Script.model_validate({"hook": {"say": "Stop this."}, "beats": [{"say": "Do that."}], **fields})


@pytest.mark.parametrize(
    ("given", "pasted"),
    [
        (["KneePain", "#Health"], "#KneePain #Health"),
        (["##knee pain", "knee-pain", "KneePain"], "#kneepain"),
        (["", "#", " "], ""),
        (["घुटना", "café", "knee_pain"], "#घुटना #café #knee_pain"),
        (["a\nb", "c\u202ed"], "#ab #cd"),
    ],
)
def test_hashtags_have_one_sign_each(given: list[str], pasted: str) -> None:
    assert " ".join(tags(script(hashtags=given))) == pasted


@pytest.mark.parametrize(
    ("fields", "pasted"),
    [
        ({"caption": "Knee pain.\n\nAsk.", "hashtags": ["a", "b"]}, "Knee pain.\n\nAsk.\n\n#a #b"),
        ({"caption": "  Knee pain. \n"}, "Knee pain."),
        ({"hashtags": ["a"]}, "#a"),
        ({}, ""),
    ],
)
def test_what_is_pasted_comes_first(fields: dict[str, Any], pasted: str) -> None:
    before, rule, _ = export(script(**fields)).partition(RULE)
    assert (before.strip(), bool(rule)) == (pasted, True)


SHOWN = {"say": "Stop this.", "text": "Bad knees?", "show": "clinician holds a shoe; close-up of the sole"}


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"cover_text": "3 knee myths"}, "Cover text: 3 knee myths"),
        ({"hook": SHOWN}, "Cover text: Bad knees?"),
        (
            {"hook": SHOWN, "cover_text": "3 myths"},
            "Cover alt text: Clinician holds a shoe. Text on the picture: “3 myths”",
        ),
        ({"cover_text": "3 myths"}, "Cover alt text: Text on the picture: “3 myths”"),
        ({"reply_to": {"handle": "@sam", "text": "Is it\nbad?"}}, "Credit: reply to @sam: “Is it bad?”"),
        ({"reply_to": {"text": "Is it bad?"}}, "Credit: reply to a viewer's comment: “Is it bad?”"),
        (
            {"sponsor": {"name": "Acme", "relation": "payment"}},
            "Disclosure: switch on the app's content disclosure (branded content): paid by Acme",
        ),
        (
            {"sponsor": {"name": "My Shop", "relation": "ownership"}},
            "Disclosure: switch on the app's content disclosure (your brand): owner or part-owner of My Shop",
        ),
        ({"ai_media": True}, "AI label: switch it on; the video has realistic media made by a machine"),
    ],
)
def test_what_is_set_beside_it_follows_below_the_line(fields: dict[str, Any], line: str) -> None:
    assert line in export(script(**fields)).partition(RULE)[2].splitlines()


@pytest.mark.parametrize("name", ["Credit", "Disclosure", "AI label", "Cover text", "Cover alt text"])
def test_what_does_not_apply_is_left_out(name: str) -> None:
    assert f"{name}:" not in export(script())


def test_a_field_cannot_draw_the_line_or_send_control_codes() -> None:
    written = export(script(caption="x\x1b[31m\u202e", cover_text="a\nDisclosure: none"))
    assert "\x1b" not in written
    assert "\u202e" not in written
    assert "\nDisclosure:" not in written
