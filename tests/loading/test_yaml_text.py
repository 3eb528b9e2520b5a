"""YAML: what is typed is what is read; what a script never needs is refused with its line."""

from __future__ import annotations

import sys

import pytest
import yaml

from scriptgen import loading
from scriptgen.errors import InputError

REST = "\nbeats:\n  - say: b\n"


@pytest.fixture(params=["the C parser", "the Python parser"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "the Python parser":
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)


TYPED = (
    "no",
    "Yes",
    "on",
    "0:03",
    "2024-01-01",
    "1_000",
    "0x1f",
    "010",
    "1e3",
    ".inf",
    "5",
    "3.50",
    "true",
    "5551234567",
    "=",
    "<<",
    "'null'",
    '"~"',
)


@pytest.mark.parametrize("typed", TYPED)
def test_texts_stay_what_was_typed(typed: str) -> None:
    script = loading.read(f"hook:\n  say: {typed}{REST}", "x.yaml").script
    assert script.hook.say == typed.strip("'\"")


def test_numbers_and_switches_are_read_where_they_belong() -> None:
    text = "schema_version: 1\nai_media: no\nai_label: true\nsources:\n  - id: 7\n    year: 2024\n"
    text += f"hook:\n  say: a\n  seconds: 2.5{REST}"
    script = loading.read(text, "x.yaml").script
    assert (script.ai_media, script.ai_label, script.hook.seconds) == (False, True, 2.5)
    assert (script.sources[0].id, script.sources[0].year) == ("7", 2024)


def test_nothing_after_a_colon_is_left_out() -> None:
    script = loading.read(f"topic:\ncaption: null\nconsent: ~\nhook:\n  say: a\n  seconds:{REST}", "x.yaml").script
    assert (script.topic, script.caption, script.consent, script.hook.seconds) == ("", "", None, None)


LAUGHS = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"
BAD = {
    "billion laughs": (LAUGHS, "line 1: anchors and aliases .* are not read"),
    "an alias": ("hook: *x", "line 1: anchors and aliases"),
    "a Python object": ("\nhook: !!python/object/apply:os.system [ls]", "line 2: tags .* are not read"),
    "a tag": ("topic: !x y", "line 1: tags"),
    "two documents": ("topic: x\n---\ntopic: y", "line 2: a second document begins"),
    "a key twice": ("topic: x\nhook:\n  say: a\ntopic: y", "line 4: the key 'topic' occurs twice"),
    "an empty key twice": ("topic:\ntopic: y", "line 2: the key 'topic' occurs twice"),
    "a list as key": ("? [a]\n: b", "line 1: a key must be a text"),
    "a mapping as key": ("? {a: b}\n: b", "line 1: a key must be a text"),
    "no key": ("? \n: b", "line 1: a key is missing"),
    "deep lists": ("a: " + "[" * 100_000, "line 1: it is nested too deeply"),
    "deep mappings": ("{a: " * 100_000, "line 1: it is nested too deeply"),
    "deep blocks": ("\n".join(" " * i + "a:" for i in range(200)), "line 21: it is nested too deeply"),
    "a list": ("- a", "a script in YAML is a mapping"),
    "a word": ("hook", "a script in YAML is a mapping"),
    "a colon in a text": ("topic: knees: myths", "line 1: this is not YAML \\(.*\\); put texts with ':'"),
    "an open quote": ('topic: "knees', "line \\d: this is not YAML"),
    "a control character": ("topic: \x07", "this is not YAML: it holds control characters|line 1: this is not YAML"),
    "only a comment": ("# nothing", "hook is missing"),
    "an unknown field": (f"hok: x\nhook:\n  say: a{REST}", "unknown field 'hok'"),
    "a time as seconds": (f"hook:\n  say: a\n  seconds: 0:03{REST}", "hook.seconds .*0:03"),
}


@pytest.mark.parametrize(("text", "message"), BAD.values(), ids=BAD)
def test_what_a_script_never_needs_is_refused(text: str, message: str) -> None:
    limit = sys.getrecursionlimit()
    with pytest.raises(InputError, match=f"^x.yaml: (?:{message})"):
        loading.read(text, "x.yaml")
    assert sys.getrecursionlimit() == limit
