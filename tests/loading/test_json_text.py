"""JSON: strict, and every refusal names what is wrong."""

from __future__ import annotations

import pytest

from scriptgen import loading
from scriptgen.errors import InputError

BAD = {
    "a comma too many": ('{"hook": {"say": "a",}}', "line 1, column \\d+: this is not JSON"),
    "two values": ("{}\n{}", "line 2, column 1: this is not JSON"),
    "a key twice": (
        '{"hook": {"say": "a", "say": "b"}, "beats": [{}]}',
        "the key 'say' occurs twice in one object; keep one",
    ),
    "NaN": ('{"hook": {"say": "a", "seconds": NaN}, "beats": [{}]}', "NaN is not a JSON value; write a number or null"),
    "minus infinity": ('{"a": -Infinity}', "-Infinity is not a JSON value"),
    "a number out of range": ('{"hook": {"say": "a", "seconds": 1e999}, "beats": [{}]}', "hook.seconds .*finite"),
    "an endless number": ('{"a": ' + "9" * 5000 + "}", "a number in the JSON is too long"),
    "deep lists": ("[" * 100_000, "the JSON is nested too deeply to be a script"),
    "deep objects": ('{"a":' * 100_000, "the JSON is nested too deeply to be a script"),
    "a list": ("[]", "a script is a JSON object {…}, this is a list"),
    "a text": ('"hi"', "a script is a JSON object {…}, this is a text"),
    "null": ("null", "a script is a JSON object {…}, this is a single value"),
    "half a character": ('{"hook": {"say": "\\ud83d"}, "beats": [{}]}', "a \\\\u escape in it is half a character"),
    "half a character as key": ('{"\\ud83d": 1}', "a \\\\u escape in it is half a character"),
    "an unknown field": ('{"hook": {"say": "a", "sat": "b"}, "beats": [{}]}', "unknown field 'hook.sat'"),
    "no hook": ('{"beats": [{}]}', "hook is missing"),
    "no beats": ('{"hook": {"say": "a"}, "beats": []}', "beats has"),
    "too many beats": (
        '{"hook": {"say": "a"}, "beats": [' + ",".join(["{}"] * 201) + "]}",
        "it has 201 beats, the limit is 200",
    ),
    "another version": ('{"schema_version": 2, "hook": {"say": "a"}, "beats": [{}]}', "schema_version takes"),
}


@pytest.mark.parametrize(("text", "message"), BAD.values(), ids=BAD)
def test_what_is_not_a_script_is_refused(text: str, message: str) -> None:
    with pytest.raises(InputError, match=f"^x.json: {message}"):
        loading.read(text, "x.json")


def test_whole_characters_may_be_escaped() -> None:
    assert loading.read('{"hook": {"say": "\\ud83d\\ude00"}, "beats": [{}]}', "x.json").script.hook.say == "😀"
