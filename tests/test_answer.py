"""From what a model wrote to a script: what is taken, what is not, and nothing raises but UnreadableError."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from scriptgen.answer import DRAFT, MOST, UnreadableError, cited_ids, script_of, tags_of
from scriptgen.rewrite import REPAIR
from tests.replies import brief, good, spoiled

UNSUPPORTED = {
    "minLength",
    "maxLength",
    "pattern",
    "format",
    "minItems",
    "maxItems",
    "minimum",
    "maximum",
    "default",
    "$ref",
}


def objects(schema: Any, depth: int = 1) -> Iterator[tuple[dict[str, Any], int]]:
    """Yield every object in a schema with how deep it lies."""
    if schema.get("type") == "object":
        yield schema, depth
        for inner in schema["properties"].values():
            yield from objects(inner, depth + 1)
    elif schema.get("type") == "array":
        yield from objects(schema["items"], depth + 1)


@pytest.mark.parametrize("schema", [DRAFT, REPAIR], ids=["draft", "repair"])
def test_schema_is_within_the_strict_subset(schema: dict[str, Any]) -> None:
    """OpenAI, Structured Outputs, supported schemas: all fields required, none besides; Azure: 5 levels and 100 properties."""
    found = list(objects(schema))
    assert found and schema["type"] == "object"
    for item, depth in found:
        assert item["required"] == list(item["properties"]) and item["additionalProperties"] is False and depth <= 5
    assert sum(len(item["properties"]) for item, _ in found) <= 100
    assert not UNSUPPORTED & set(json.dumps(schema).replace('"', " ").split())


def test_a_reply_becomes_a_script_with_what_the_brief_decides() -> None:
    wanted = brief(brand={"name": "Dr. A", "handle": "@a", "tone": "dry"}, reply_to="Is rest best?")
    script = script_of(json.dumps(good()), wanted)
    assert (script.topic, script.format, script.platform) == (wanted.topic, "qa_reply", "tiktok")
    assert script.brand.name == "Dr. A" and script.reply_to and script.reply_to.text == "Is rest best?"
    assert {s.id for s in script.sources} == {i for b in (script.hook, *script.beats) for i in b.sources}
    assert all(s.quote and s.publisher and s.year for s in script.sources)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no",
        "[]",
        "null",
        "{}",
        '{"hook": "x"}',
        '{"hook": {"say": "Hi"}, "beats": []}',
        '{"hook": {"say": ""}, "beats": [{"say": "x"}]}',
        '{"hook": {"say": 3}, "beats": [{"say": "x"}]}',
        '{"hook": {"say": "x"}, "beats": [{"say": "x"}] * 3}',
        '{"hook": {"say": "x"}, "beats": {"say": "x"}}',
        '{"hook": {"say": "\\ud800"}, "beats": [{"say": "x"}]}',
        json.dumps({"hook": {"say": "x"}, "beats": [{"say": "x"}] * 201}),
        json.dumps({"hook": {"say": "x" * MOST}, "beats": [{"say": "x"}]}),
        "[" * 100_000,
    ],
)
def test_what_is_no_script(text: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        script_of(text, brief())
    assert len(str(caught.value)) < 200


def test_the_message_holds_none_of_the_words() -> None:
    with pytest.raises(UnreadableError) as caught:
        script_of('{"hook": {"say": ["Mrs Canary"]}, "beats": [{"say": "x"}]}', brief())
    assert "Canary" not in str(caught.value) and "hook.say" in str(caught.value)


@pytest.mark.parametrize(
    ("given", "path", "told"),
    [
        ({"hook.say": "A\u202eB\u200bC  \n D"}, "hook.say", "ABC D"),
        ({"cta.show": None}, "cta.show", ""),
        ({"caption": " Two\n\nparagraphs\x07 "}, "caption", "Two\n\nparagraphs"),
        ({"hashtags": ["#Knee Pain", "KneePain", " ", "#"]}, "hashtags", ("KneePain",)),
        ({"beats.0.sources": None}, "beats.0.sources", ()),
    ],
)
def test_text_is_cleaned(given: dict[str, Any], path: str, told: object) -> None:
    value: Any = script_of(json.dumps(spoiled(given)), brief())
    for part in path.split("."):
        value = value[int(part)] if part.isdigit() else getattr(value, part)
    assert value == told


@pytest.mark.parametrize(
    ("entries", "place"), [(["F1"], 0), (["f1"], 0), (["[F2]"], 1), ([" F2 ", "F2"], 1), (["#F3."], 2)]
)
def test_short_ids_stand_for_facts(entries: list[str], place: int) -> None:
    given = brief().given
    assert cited_ids(entries, given) == (given[place].id,)


@pytest.mark.parametrize("entry", ["F99", "F0", "PMID 123", "https://example.org", "Smith 2020"])
def test_an_id_that_was_not_given_stays_to_be_found(entry: str) -> None:
    assert cited_ids([entry], brief().given) == (entry,)


def test_empty_citations_are_none() -> None:
    assert cited_ids(["", " "], brief().given) == () and tags_of(["", "#"]) == ()


def test_more_fields_than_asked_for_do_no_harm() -> None:
    assert script_of(json.dumps({**good(), "title": "x", "seconds": 3}), brief()).beats
