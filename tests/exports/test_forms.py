"""JSON, YAML and Markdown: every legal script survives them, and a person can read the result."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings

from scriptgen import exports, loading
from scriptgen.errors import UsageError
from scriptgen.script import Script
from tests.loading.strategies import NASTY, scripts

FORMS = ("json", "yaml", "md")


def made(text: str) -> Script:
    """Return a script with `text` wherever any text is legal."""
    part = {"say": text, "text": text, "show": text}
    return Script.model_validate(
        {
            "topic": text,
            "hook": {**part, "say": text or "x", "sources": [text, text]},
            "beats": [{**part, "sources": [text]}, {}],
            "cta": part,
            "disclaimer": {"say": text, "text": text},
            "caption": text,
            "hashtags": [text, "plain", "#" + text],
            "cover_text": text,
            "sources": [
                {"id": text, "quote": text, "title": text, "publisher": text, "url": text},
                {"id": "b", "year": 2024},
            ],
            "reply_to": {"handle": text, "text": text},
            "consent": {"id": text, "scope": [text]},
            "sponsor": {"name": text, "relation": "gift"},
            "brand": {"name": text, "npi": text},
        }
    )


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", NASTY, ids=ascii)
def test_every_text_survives_every_form(form: str, text: str) -> None:
    script = made(text)
    told = exports.export(script, form)
    assert loading.read(told, f"x{exports.suffix(form)}").script == script
    assert loading.read(told.encode("utf-8"), f"x{exports.suffix(form)}").script == script


@settings(max_examples=150, deadline=None)
@given(scripts)
def test_json_to_yaml_to_markdown_to_json_is_the_identity(script: Script) -> None:
    told = exports.export(script, "json")
    for form in ("yaml", "md", "json"):
        loaded = loading.read(told, f"x{exports.suffix(exports_form(told))}")
        assert loaded.script == script
        told = exports.export(loaded.script, form)
    assert told == exports.export(script, "json")


def exports_form(told: str | bytes) -> str:
    """Return which form a text is in by its first character, as the chain above goes."""
    text = str(told)
    return "json" if text.startswith("{") else "md" if text.startswith("---") else "yaml"


@settings(max_examples=100, deadline=None)
@given(scripts)
def test_forms_are_known_without_a_suffix(script: Script) -> None:
    for form in FORMS:
        assert loading.read(exports.export(script, form)).script == script


@settings(max_examples=100, deadline=None)
@given(scripts)
def test_markdown_survives_what_editors_do(script: Script) -> None:
    told = str(exports.export(script, "md"))
    stripped = "\n".join(line.rstrip(" ") for line in told.split("\n")).strip("\n")
    assert loading.read(stripped, "x.md").script == script
    assert loading.read(told.replace("\n", "\r\n"), "x.md").script == script


@settings(max_examples=100, deadline=None)
@given(scripts)
def test_other_yaml_readers_see_the_same_texts(script: Script) -> None:
    assert Script.model_validate(yaml.safe_load(str(exports.export(script, "yaml")))) == script


@pytest.mark.parametrize("path", sorted(Path("benchmarks/cases/good").glob("*.json")), ids=lambda p: p.stem)
def test_good_scripts_stand_as_they_are_in_markdown(path: Path) -> None:
    script = loading.read_file(path).script
    told = str(exports.export(script, "md"))
    assert f"- **Say:** {script.hook.say}" in told
    assert loading.read(told, "x.md").script == script


def test_markdown_is_a_page_that_people_read() -> None:
    script = Script.model_validate(
        {
            "topic": "knee pain myths",
            "hook": {"say": "Runners, relax.", "text": "Running ruins knees?", "seconds": 2},
            "beats": [{"say": "Motion is lotion.", "show": "stairs; a park", "seconds": 3.5, "sources": ["k1", "k 2"]}],
            "caption": "Running and knees.\n\n1. Move\n# Rest",
            "hashtags": ["#knee", "running"],
            "sources": [{"id": "k1", "quote": "Running is not tied to arthritis.", "publisher": "AAOS", "year": 2023}],
        }
    )
    assert exports.export(script, "md") == PAGE


PAGE = """\
---
schema_version: 1
format: explainer
language: en
platform: tiktok
placement: organic
jurisdiction: us
---

# knee pain myths

## Hook

- **Say:** Runners, relax.
- **Text:** Running ruins knees?
- **Seconds:** 2

## Beat 1

- **Say:** Motion is lotion.
- **Show:** stairs; a park
- **Seconds:** 3.5
- **Sources:** k1, "k 2"

## Caption

Running and knees.

1\\. Move
\\# Rest

## Hashtags

#knee running

## Sources

### k1

- **Quote:** Running is not tied to arthritis.
- **Publisher:** AAOS
- **Year:** 2023
"""


def test_markdown_escapes_what_a_viewer_would_run() -> None:
    told = str(exports.export(made("<script>alert(1)</script>\n<img src=x>"), "md")).split("---\n", 2)[2]
    assert "<script" not in told.replace("\\<", "")
    assert "<img" not in told.replace("\\<", "")


def test_json_holds_every_field_of_the_contract() -> None:
    told = json.loads(exports.export(Script.model_validate({"hook": {"say": "a"}, "beats": [{}]}), "json"))
    assert list(told) == list(Script.model_fields)
    assert told["beats"] == [{"say": "", "text": "", "show": "", "seconds": None, "sources": []}]


def test_forms_are_found_by_their_file_names() -> None:
    assert set(FORMS) <= set(exports.names())
    assert [exports.suffix(form) for form in FORMS] == [".json", ".yaml", ".md"]
    for call in (exports.suffix, lambda form: exports.export(made("x"), form)):
        with pytest.raises(UsageError, match=r"'docx'; known are .*json, md"):
            call("docx")
