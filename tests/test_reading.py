"""The model reader: what is sent, what of the reply counts, and that it only ever adds."""

from __future__ import annotations

import json
from typing import Any

import pytest

import scriptgen
from scriptgen.checking import inspect, with_findings
from scriptgen.exchange import ModelReply
from scriptgen.providers.fake import Fake
from scriptgen.readers.model import READ, Read, lines_of, read_of
from scriptgen.report import Severity
from scriptgen.rules.examples import script_with
from scriptgen.view import View
from tests.replies import TOPIC, good, spoiled

WANTED = ("HK103", "HK105", "EN102")
SCRIPT = script_with({"cta.say": "Save this “today”, or regret it."})
VIEW = View(SCRIPT)


def row(**changes: str) -> dict[str, str]:
    """Return a finding as a model sends it."""
    return {"code": "EN102", "path": "cta.say", "quote": "or regret it", "reason": "It threatens."} | changes


def read(*rows: Any, sure: tuple[str, ...] = ()) -> Read:
    """Return what a reply with these rows brings."""
    return read_of(ModelReply("ok", json.dumps({"findings": list(rows)})), VIEW, WANTED, sure)


@pytest.mark.parametrize(
    ("changes", "path", "quote"),
    [
        ({}, "cta.say", "or regret it"),
        ({"quote": "OR REGRET IT"}, "cta.say", "or regret it"),
        ({"quote": 'Save this "today"'}, "cta.say", "Save this “today”"),
        ({"code": "en102"}, "cta.say", "or regret it"),
        ({"path": "beats[0].say"}, "cta.say", "or regret it"),
    ],
)
def test_words_that_stand_there_count(changes: dict[str, str], path: str, quote: str) -> None:
    (found,) = read(row(**changes)).findings
    assert (found.code, found.path, found.quote, found.reader) == ("EN102", path, quote, "model")
    assert found.severity is Severity.WARNING and "It threatens." in found.message
    assert found.span is not None and SCRIPT.cta.say[slice(*found.span)] == quote


@pytest.mark.parametrize(
    "changes", [{"quote": "and regret it"}, {"quote": " "}, {"code": "XX999"}, {"code": "PC102"}, {"path": "cta.text"}]
)
def test_words_that_do_not_are_dropped_and_counted(changes: dict[str, str]) -> None:
    done = read(row(**changes), row())
    assert len(done.findings) == 1 and "1 of the model's 2 findings" in done.rows[0].why


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (ModelReply("truncated"), "truncated"),
        (ModelReply("refused", why="the model declined"), "the model declined"),
        (ModelReply("ok", "[]"), "no list of findings"),
        (ModelReply("ok", '{"findings": [3]}'), "no list of findings"),
    ],
)
def test_a_failure_is_not_checked_never_passed(reply: ModelReply, why: str) -> None:
    done = read_of(reply, VIEW, WANTED, ())
    assert not done.findings and why in done.rows[0].why and set(done.rows[0].rules) == set(WANTED)


def test_only_sure_rules_raise_an_error() -> None:
    assert read(row(), sure=("EN102",)).findings[0].severity is Severity.WARNING, "EN102 itself only warns"
    assert read(row(code="HK103"), sure=("HK103",)).findings[0].severity is Severity.ERROR


def test_it_only_adds() -> None:
    report = inspect(VIEW)
    after = with_findings(report, read(row(code="HK103"), sure=("HK103",)).findings)
    assert set(report.findings) <= set(after.findings) and not after.accepted
    assert with_findings(report, report.findings).findings == report.findings, "the same place is not told twice"


def test_a_finding_goes_with_its_words() -> None:
    done = read(row())
    assert done.still(SCRIPT) == done.findings
    assert done.still(script_with({"cta.say": "Save this today."})) == ()


def test_a_draft_is_read_mended_and_read_again() -> None:
    weak = spoiled({"cta.say": "Save this or you will regret it."})
    found = {"findings": [row(quote="you will regret it")]}
    patch = {"patches": [{"path": "cta.say", "text": "Save this for your next run."}]}
    fake = Fake([weak, patch], reads=[found])
    done = scriptgen.draft(TOPIC, model=fake)
    assert [r.kind for r in fake.requests] == ["draft", "read", "repair", "read"] and done.usage.requests == 4
    assert done.script.cta.say == "Save this for your next run." and not [
        f for f in done.report.findings if f.reader == "model"
    ]
    assert fake.requests[1].schema == READ and "you will regret it" in fake.requests[1].messages[1].content
    assert fake.requests[1].messages[0] == fake.requests[3].messages[0]


def test_what_no_patch_mends_is_reported() -> None:
    cta = good()["cta"]["say"]
    fake = Fake([good(), {"patches": []}, {"patches": []}], reads=[{"findings": [row(quote=cta[:12])]}])
    done = scriptgen.draft(TOPIC, model=fake)
    assert done.report.accepted and [f.quote for f in done.report.findings if f.reader == "model"] == [cta[:12]]


def test_check_by_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = Fake([], reads=[{"findings": [row()]}])
    report = scriptgen.check(SCRIPT, reader="model", model=fake)
    assert [f.code for f in report.findings if f.reader == "model"] == ["EN102"]
    assert not any(r.reader == "model" for r in report.not_checked)
    assert any(r.reader == "model" for r in scriptgen.check(SCRIPT).not_checked)
    with pytest.raises(scriptgen.UsageError, match="needs a model"):
        scriptgen.check(SCRIPT, reader="model")
    with pytest.raises(scriptgen.UsageError, match="known are"):
        scriptgen.check(SCRIPT, reader="crystal ball")


def test_every_line_is_sent_with_its_facts() -> None:
    lines = lines_of(VIEW)
    assert {"hook.say", "hook.text", "beats[0].say", "cta.say", "disclaimer.say", "caption"} <= set(lines)
    fake = Fake([], reads=[{"findings": []}])
    scriptgen.check(SCRIPT, reader="model", model=fake)
    sent = json.loads(fake.requests[0].messages[1].content)
    assert sent["lines"] == lines and sent["cited"]


def test_every_rule_that_a_model_reads_for_says_what_breaks_it() -> None:
    from scriptgen.packs import packs
    from scriptgen.readers.model import breaks, rules_read

    assert {rule.code for rule in rules_read(tuple(packs()["read"]))} == set(breaks())
