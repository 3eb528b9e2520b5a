"""Any bytes give a Loaded or one InputError, never another exception."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scriptgen import exports, loading
from scriptgen.errors import InputError
from scriptgen.script import Script
from tests.loading.strategies import NASTY
from tests.loading.test_markdown import BY_HAND
from tests.loading.test_subtitles import SRT, VTT
from tests.loading.test_transcript import LABELLED

SUFFIXES = (".json", ".yaml", ".md", ".txt", ".srt", ".vtt", ".doc", "")
SCRIPT = Script.model_validate(
    {
        "topic": "knees",
        "hook": {"say": "Relax: #1", "seconds": 2.5, "sources": ["k1"]},
        "beats": [{"say": 'He said "no"', "text": "a\nb"}, {}],
        "caption": "One\n\n## Two",
        "hashtags": ["#a", "b"],
        "sources": [{"id": "k1", "year": 2024}],
        "brand": {"name": "Dr. A"},
    }
)
VALID = {
    "json": (str(exports.export(SCRIPT, "json")), ".json"),
    "yaml": (str(exports.export(SCRIPT, "yaml")), ".yaml"),
    "md": (str(exports.export(SCRIPT, "md")), ".md"),
    "md by hand": (BY_HAND, ".md"),
    "txt": (LABELLED["every label that people use"][0], ".txt"),
    "srt": (SRT, ".srt"),
    "vtt": (VTT, ".vtt"),
}
BITS = st.one_of(
    st.sampled_from(NASTY),
    st.sampled_from(
        [
            "\n",
            "\n\n",
            ":",
            "-->",
            "#",
            "## ",
            '"',
            "{",
            "}",
            "[",
            "]",
            "0",
            "9" * 30,
            "- ",
            "Hook:",
            "&a ",
            "*a",
            "!!x ",
            "\t",
            "99:99:99,999",
        ]
    ),
    st.text(max_size=4),
)


def either(data: bytes | str, name: str) -> None:
    """Read it, and let nothing through but one plain message on one line that can be printed."""
    try:
        loaded = loading.read(data, name)
    except InputError as error:
        told = str(error)
        assert told.startswith(f"{name or 'the script'}: ") and len(told) < 2000
        told.encode("utf-8")
    else:
        assert loaded.script.beats and loaded.script.hook.say and "say" in loaded.channels
        loaded.script.model_dump_json()


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(SUFFIXES))
def test_any_bytes(data: bytes, suffix: str) -> None:
    either(data, f"x{suffix}" if suffix else "")


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(st.text(), st.lists(BITS, max_size=20).map("".join), st.lists(BITS, max_size=12).map("\n".join)),
    st.sampled_from(SUFFIXES),
)
def test_any_text(text: str, suffix: str) -> None:
    either(text, f"x{suffix}" if suffix else "")


@pytest.mark.parametrize(("text", "suffix"), VALID.values(), ids=VALID)
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_files_that_were_damaged(data: st.DataObject, text: str, suffix: str) -> None:
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 12)))
        text = text[:start] + data.draw(BITS) + text[end:]
    either(text, f"x{suffix}")
    either(text, "")


REPEATED = (
    *("a ", "a. ", "a\n", "a.\n\n", "[", "(", "- ", "1:", "Hook: ", "#a ", "**", '"', "\\", "0:00 ", "A: b\n"),
    *(" ", "\n", "[a] ", "_(", "<!--", "<!--\n", "--> ", "0:00 a\n", "Hook\n", "## Hook\n## Beat\n"),
    *("### a\n", "a: [\n", "<a", "{", "♪"),
)


@pytest.mark.parametrize("unit", REPEATED, ids=ascii)
def test_a_long_file_of_one_thing_is_read_in_seconds(unit: str) -> None:
    heads = {".md": "## Hook\n## Beat\n", ".txt": "Hook", ".yaml": "hook: ", ".json": "", ".srt": SRT, ".vtt": VTT}
    for suffix, head in heads.items():
        for text in (head + unit * (150_000 // len(unit)), f"{head}{unit * (150_000 // len(unit))}x"):
            begun = time.perf_counter()
            either(text, f"x{suffix}")
            assert time.perf_counter() - begun < 8, suffix
