"""SubRip and WebVTT: cues are kept as they came, and their words become a hook and beats."""

from __future__ import annotations

import pytest

from scriptgen import loading
from scriptgen.errors import InputError
from scriptgen.view import Cue

SRT = """1
00:00:00,500 --> 00:00:02,500
<b>Runners,</b> relax.

2
00:00:02,500 --> 00:00:04,500
{\\an8}Motion is
lotion, and

3
00:00:05,000 --> 00:00:07,000
[music] load is good.
"""
VTT = """WEBVTT - knees

NOTE from Tuesday
not spoken

STYLE
::cue { color: red }

intro
00:00.500 --> 00:02.500 align:start
<v Ann>Runners, relax.</v>

00:02.500 --> 00:04.500
Motion is
<i>lotion</i>, and

NOTE nothing

00:00:05.000 --> 00:00:07.000
[music] load &amp; rest are good.
"""


def test_subrip_becomes_sentences_with_seconds() -> None:
    script, channels, cues = loading.read(SRT, "x.srt")
    assert (script.hook.say, script.hook.seconds) == ("Runners, relax.", 2.0)
    assert [(b.say, b.seconds) for b in script.beats] == [("Motion is lotion, and load is good.", 4.5)]
    assert channels == {"say", "seconds", "cta", "disclaimer"}
    assert cues == (
        Cue(0.5, 2.5, "Runners, relax."),
        Cue(2.5, 4.5, "Motion is\nlotion, and"),
        Cue(5.0, 7.0, "[music] load is good."),
    )


def test_webvtt_leaves_comments_styles_and_cue_names_out() -> None:
    script, _, cues = loading.read(VTT, "x.vtt")
    assert [script.hook.say, *(b.say for b in script.beats)] == [
        "Runners, relax.",
        "Motion is lotion, and load & rest are good.",
    ]
    assert [cue.text for cue in cues] == ["Runners, relax.", "Motion is\nlotion, and", "[music] load & rest are good."]


def test_captions_without_punctuation_are_a_sentence_each() -> None:
    text = "1\n00:00:00,000 --> 00:00:01,000\nrunners relax\n\n2\n00:00:01,000 --> 00:00:03,000\nmotion is lotion\n"
    script = loading.read(text, "x.srt").script
    assert (script.hook.say, script.hook.seconds) == ("runners relax", 1.0)
    assert [(b.say, b.seconds) for b in script.beats] == [("motion is lotion", 2.0)]


def test_two_sentences_in_a_cue_share_its_time() -> None:
    script = loading.read("1\n00:00:00,000 --> 00:00:04,000\nKnees? Move.\n", "x.srt").script
    assert script.hook.seconds and script.beats[0].seconds
    assert script.hook.seconds + script.beats[0].seconds == pytest.approx(4.0)


BAD = {
    "a broken time": (
        SRT.replace("00:00:02,500 -->", "00:0:2 -->"),
        "line 6: this time cannot be read; write it as 00:00:01,000 --> 00:00:03,500",
    ),
    "another arrow": (SRT.replace("00:00:02,500 -->", "00:00:02,500 ->"), "line 6: this time cannot be read"),
    "times without hours, minutes or arrow": (
        VTT.replace("00:02.500 -->", ":00:02.50"),
        "line 13: this time cannot be read",
    ),
    "a cue without end": (
        SRT + "word " * 600,
        "line 13: this cue is longer than 2000 characters",
    ),
    "an end before its beginning": (
        SRT.replace("--> 00:00:04,500", "--> 00:00:01,000"),
        "line 6: this cue does not end after it begins",
    ),
    "cues out of order": (
        SRT.replace("00:00:05,000", "00:00:01,000"),
        "line 11: this cue begins before the one above it",
    ),
    "no cues": ("hello", "it holds no cues"),
    "cues without words": ("1\n00:00:00,000 --> 00:00:04,000\n\n", "it holds no cues"),
    "only music": ("1\n00:00:00,000 --> 00:00:04,000\n[music]\n", "it says too little"),
    "one sentence": ("1\n00:00:00,000 --> 00:00:04,000\nRelax.\n", "it says too little"),
}


@pytest.mark.parametrize(("text", "message"), BAD.values(), ids=BAD)
def test_broken_subtitles_are_told_once(text: str, message: str) -> None:
    with pytest.raises(InputError, match=f"^x.srt: {message}"):
        loading.read(text, "x.srt")
