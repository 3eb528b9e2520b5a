"""SubRip and WebVTT, read back by a parser that is not ours (webvtt-py) and by a strict grammar."""

from __future__ import annotations

import html
import re
from io import StringIO

import pytest
import webvtt

from scriptgen.captions import cues
from scriptgen.exports import srt, vtt
from scriptgen.script import Script
from scriptgen.view import Cue

SCRIPT = Script.model_validate(
    {
        "hook": {"say": "Does running ruin your knees?", "text": "Bad knees?"},
        "beats": [{"say": "For most people, it doesn't. Joggers get no more knee arthritis than people who sit."}],
        "cta": {"say": "Follow for more."},
    }
)

# (what a cue says, how SubRip says it, how WebVTT writes it)
TEXTS = [
    ("Two\nlines", "Two\nlines", "Two\nlines"),
    ("Salt & sugar", "Salt & sugar", "Salt &amp; sugar"),
    ("Below <5 mg, above >9", "Below <5 mg, above >9", "Below &lt;5 mg, above &gt;9"),
    ("a --> b", "a → b", "a --&gt; b"),
    ("<script>alert(1)</script>", "‹script›alert(1)‹/script›", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    ("<b>bold", "‹b›bold", "&lt;b&gt;bold"),
    (r"{\an8}top \N next", r"(\an8)top /N next", r"{\an8}top \N next"),
    ("{1} and {2}", "(1) and (2)", "{1} and {2}"),
    ("a\n\n\nb", "a\nb", "a\nb"),
    ("00:00:01.000 --> 00:00:02.000", "00:00:01.000 → 00:00:02.000", "00:00:01.000 --&gt; 00:00:02.000"),
    ("42", "42", "42"),
    ("NOTE this", "NOTE this", "NOTE this"),
    ("bell\x07 and \u202eturned", "bell and turned", "bell and turned"),
    ("膝の痛み", "膝の痛み", "膝の痛み"),
]

STAMP = r"(\d\d):([0-5]\d):([0-5]\d),(\d{3})"
BLOCK = re.compile(rf"(\d+)\n{STAMP} --> {STAMP}\n((?:[^\n]+\n)+)(?:\n|\Z)")


def subrip(text: str) -> list[tuple[float, float, str]]:
    """Return the cues of a SubRip text; fail on anything that is not in the grammar."""
    found: list[tuple[float, float, str]] = []
    place = 0
    while place < len(text):
        match = BLOCK.match(text, place)
        assert match, f"not SubRip from {text[place : place + 40]!r}"
        number, *stamps, said = match.groups()
        assert int(number) == len(found) + 1
        assert "-->" not in said
        h1, m1, s1, f1, h2, m2, s2, f2 = map(int, stamps)
        start, end = h1 * 3600 + m1 * 60 + s1 + f1 / 1000, h2 * 3600 + m2 * 60 + s2 + f2 / 1000
        found.append((start, end, said.removesuffix("\n")))
        place = match.end()
    return found


def parsed(text: str) -> list[tuple[float, float, str]]:
    """Return the cues of a WebVTT text as webvtt-py reads them, their texts unescaped."""
    found = webvtt.from_buffer(StringIO(text))
    return [(c.start_in_seconds, c.end_in_seconds, html.unescape(c.raw_text)) for c in found]


@pytest.mark.parametrize(("text", "expected", "_"), TEXTS)
def test_srt_carries_text_that_no_player_takes_for_a_command(text: str, expected: str, _: str) -> None:
    assert [said for _, _, said in subrip(srt.written((Cue(0, 1, text), Cue(1, 2, "next"))))] == [expected, "next"]


@pytest.mark.parametrize(("text", "_", "expected"), TEXTS)
def test_vtt_escapes_text_and_gives_it_back(text: str, _: str, expected: str) -> None:
    written = vtt.written((Cue(0, 1, text), Cue(1, 2, "next")))
    assert f"\n{expected}\n\n2\n" in written
    assert [said for _, _, said in parsed(written)] == [html.unescape(expected), "next"]


@pytest.mark.parametrize(
    ("start", "end", "stamps"),
    [
        (0, 0.9996, "00:00:00.000 --> 00:00:01.000"),
        (59.9999, 61.5, "00:01:00.000 --> 00:01:01.500"),
        (3599.25, 3600.004, "00:59:59.250 --> 01:00:00.004"),
    ],
)
def test_stamps_are_rounded_to_the_thousandth(start: float, end: float, stamps: str) -> None:
    cue = (Cue(start, end, "x"),)
    assert stamps in vtt.written(cue)
    assert stamps.replace(".", ",") in srt.written(cue)


@pytest.mark.parametrize("cues", [(), (Cue(0, 1, ""), Cue(1, 2, " \n "))], ids=["none", "empty"])
def test_nothing_said_is_an_empty_file_of_its_kind(cues: tuple[Cue, ...]) -> None:
    assert subrip(srt.written(cues)) == []
    assert vtt.written(cues) == "WEBVTT\n"


def test_both_forms_carry_the_captions_of_a_script() -> None:
    expected = [(pytest.approx(c.start, abs=0.001), pytest.approx(c.end, abs=0.001), c.text) for c in cues(SCRIPT)]
    assert expected
    assert subrip(srt.export(SCRIPT)) == expected
    assert [(pytest.approx(s, abs=1), t) for s, _, t in parsed(vtt.export(SCRIPT))] == [
        (c.start, c.text) for c in cues(SCRIPT)
    ]
