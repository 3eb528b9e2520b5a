"""Which heads are asked about what: lines, the topic, topic and hook together, and a line's source."""

from __future__ import annotations

from typing import Any

import pytest

from scriptgen.readers.classifier import HeadsClassifier
from scriptgen.readers.context import helps, opening
from scriptgen.readers.wordheads import Told
from scriptgen.script import Script, as_script
from scriptgen.view import View

SOURCE = {"id": "s1", "title": "Knee pain", "publisher": "NHS", "year": 2024, "url": "https://www.nhs.uk/knee"}


class Eager:
    """Heads that fire on whatever they are asked."""

    codes = ("CL101", "CL109", "DS104", "TP101")
    name = "eager heads"

    def told(self, text: str, codes: frozenset[str]) -> list[Told]:
        return [Told(code, True, "compare an example") for code in sorted(codes)]


def script(**parts: Any) -> Script:
    """Return a script about chest pain that says nothing of help."""
    return as_script(
        {
            "topic": " chest  pain ",
            "hook": {"say": "It began at the\nsink."},
            "beats": [{"say": "Knees creak."}],
            **parts,
        }
    )


def found(value: Script) -> set[tuple[str, str]]:
    """Return path and code of what eager heads find."""
    heads: Any = Eager()
    return {(f.path, f.code) for f in HeadsClassifier(heads).findings(View(value))}


@pytest.mark.parametrize(
    ("parts", "wanted"),
    [
        ({}, "chest pain | It began at the sink."),
        ({"hook": {"say": " ", "text": "My sink"}}, "chest pain | My sink"),
        ({"topic": ""}, ""),
        ({"hook": {"say": " "}}, ""),
    ],
)
def test_topic_and_hook_are_one_line(parts: dict[str, Any], wanted: str) -> None:
    assert opening(View(script(**parts))) == wanted


@pytest.mark.parametrize(
    ("say", "helped"),
    [
        ("Call 911 and sit down.", True),
        ("Go to the emergency room.", True),
        ("It gets better with rest.", False),
    ],
)
def test_help_is_heard_in_any_line(say: str, helped: bool) -> None:
    value = script(beats=[{"say": "One."}, {"say": say}])
    assert helps(View(value)) is helped
    assert (("hook.say", "DS104") in found(value)) is not helped


def test_each_head_is_asked_about_its_own_part() -> None:
    asked = found(script())
    assert asked == {
        ("topic", "TP101"),
        ("hook.say", "DS104"),
        *((path, code) for path in ("hook.say", "beats[0].say") for code in ("CL101", "CL109")),
    }


@pytest.mark.parametrize(
    ("beat", "asked"),
    [
        ({"say": "One in five has it."}, True),
        ({"say": "One in five has it.", "sources": ["s1"]}, False),
        ({"say": "One in five has it.", "sources": ["gone"]}, True),
        ({"say": "According to the CDC, one in five has it."}, False),
        ({"say": "One in five has it.", "text": "NIDCD: 1 in 5"}, False),
    ],
)
def test_what_cites_or_names_its_source_is_not_asked_for_it(beat: dict[str, Any], asked: bool) -> None:
    value = script(beats=[beat, {"say": "Knees creak."}], sources=[SOURCE])
    where = {path for path, code in found(value) if code == "CL109"}
    assert ("beats[0].say" in where, "beats[1].say" in where) == (asked, True)
    assert ("beats[0].say", "CL101") in found(value)


def test_the_message_of_an_opening_says_what_is_missing() -> None:
    heads: Any = Eager()
    finding = next(f for f in HeadsClassifier(heads).findings(View(script())) if f.code == "DS104")
    assert finding.message == (
        "Topic and hook read like a red flag, and no line says how to get help: compare an example."
    )
