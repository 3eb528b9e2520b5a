"""The engine: what is reported, ignored, left unchecked."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest

import scriptgen
from scriptgen.checking import check, inspect, screen
from scriptgen.errors import InputError, UsageError
from scriptgen.rules import all_rules
from scriptgen.rules.examples import script_with
from scriptgen.view import View

LEAST: dict[str, Any] = {"hook": {"say": "Does running ruin your knees?"}, "beats": [{"say": "No."}]}


def codes(report: scriptgen.Report) -> set[str]:
    return {f.code for f in report.findings}


def test_the_least_script_gives_findings_not_exceptions() -> None:
    report = check(LEAST)
    assert not report.accepted
    assert {"HK104", "DS101", "SR101", "EN101"} <= codes(report)
    for found in report.findings:
        assert (
            found.message
            and found.why
            and found.source
            and found.fix in ("code", "model", "human")
            and found.reader == "pattern"
        )


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "hook is missing"),
        ({"hook": {"say": "Hi there."}, "beats": []}, "beats"),
        ({**LEAST, "titel": "x"}, "unknown field 'titel'"),
        ({**LEAST, "beats": [{"sai": "x"}]}, "unknown field 'beats[0].sai'"),
        ({**LEAST, "topic": "x" * 301}, "300"),
        ({**LEAST, "beats": [{"say": "x"}] * 201}, "200"),
        ({**LEAST, "schema_version": 2}, "schema_version"),
        ({**LEAST, "sponsor": {"name": "Acme", "relation": "friendship"}}, "sponsor.relation"),
        ({"hook": {"say": "Hi", "seconds": -1}, "beats": [{"say": "x"}]}, "hook.seconds"),
        ({"hook": {"say": "Hi", "seconds": float("nan")}, "beats": [{"say": "x"}]}, "hook.seconds"),
    ],
)
def test_what_is_no_script_is_one_clear_error(given: dict[str, Any], told: str) -> None:
    with pytest.raises(InputError) as caught:
        check(given)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value) and "http" not in str(caught.value)


@pytest.mark.parametrize(
    ("keywords", "told"),
    [
        ({"platform": "vine"}, "reels, shorts, tiktok"),
        ({"jurisdiction": "mars"}, "au, eea, uk, us"),
        ({"reader": "model"}, "local"),
        ({"select": ["HK999"]}, "HK999"),
        ({"ignore": ["nonsense"]}, "nonsense"),
        ({"ignore": ["HK104"]}, "needs a reason"),
        ({"ignore": ["PH101=because"]}, "cannot be ignored"),
        ({"ignore": ["TP102=because"]}, "cannot be ignored"),
        ({"brand": "nowhere.toml"}, "nowhere.toml"),
        ({"brand": {"nme": "x"}}, "unknown field 'nme'"),
        ({"facts": "nowhere"}, "nowhere"),
    ],
)
def test_a_wrong_option_names_itself_and_the_way_out(keywords: dict[str, Any], told: str) -> None:
    with pytest.raises(UsageError) as caught:
        check(LEAST, **keywords)
    assert told in str(caught.value)


def test_unknown_format_gets_the_general_rules() -> None:
    assert check(script_with({"format": "skit"})).accepted


def test_an_ignored_error_stands_with_its_reason_and_does_not_count() -> None:
    report = check(script_with({"hook.text": ""}), ignore=["HK104=text is burned in by the editor"])
    found = next(f for f in report.findings if f.code == "HK104")
    assert found.ignored == "text is burned in by the editor" and report.accepted


def test_an_ignored_warning_is_gone() -> None:
    script = script_with({"caption": "Watch to the end."})
    assert "PO104" in codes(check(script))
    assert "PO104" not in codes(check(script, ignore=["PO104"]))


def test_select_runs_those_alone_and_says_so() -> None:
    report = check(LEAST, select=["HK", "disclaimer-missing"])
    assert codes(report) <= {"HK101", "HK102", "HK103", "HK104", "HK105", "DS101"}
    assert any(row.why == "not selected" and "EN101" in row.rules for row in report.not_checked)


def test_a_plain_transcript_is_not_blamed_for_what_it_cannot_carry() -> None:
    report = inspect(View(script_with({}), channels=frozenset({"say"})))
    unchecked = {code for row in report.not_checked for code in row.rules}
    assert {"HK104", "ED104", "PO102", "CP101"} <= unchecked
    assert not {"HK104", "ED104", "PO102", "CP101"} & codes(report)


def test_draft_must_have_a_call_to_action_a_script_should() -> None:
    silent = script_with(
        {
            "cta": {"say": "", "text": ""},
            "beats[1].say": "What helps most is strong thighs.",
            "caption": "Knee pain myths.",
        }
    )
    severity = {
        draft: next((f.severity for f in inspect(View(silent, draft=draft)).findings if f.code == "EN101"), None)
        for draft in (True, False)
    }
    assert severity == {True: "error", False: "warning"}


def test_same_words_same_report_from_many_threads() -> None:
    scripts = [
        script_with({"topic": f"knee pain {i}", "hook.say": f"Does running {i} miles ruin your knees?"})
        for i in range(24)
    ]
    alone = [check(s) for s in scripts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(check, scripts * 4)) == alone * 4


@pytest.mark.parametrize(
    ("sources", "sourcing"), [(["k1", "k1"], "sourced"), (["k1", None], "partly"), ([None, None], "partly")]
)
def test_sourcing(sources: list[str | None], sourcing: str) -> None:
    changes = {f"beats[{i}].sources": [s] if s else [] for i, s in enumerate(sources)}
    assert check(script_with(changes)).sourcing == sourcing


def test_unsourced() -> None:
    assert check(LEAST).sourcing == "unsourced"


def test_old_packs_are_told() -> None:
    report = check(script_with({}), today=date(2028, 1, 1))
    assert any(f.slug == "stale-pack" for f in report.findings)


@pytest.mark.parametrize("where", ["topic", "notes", "comment", "trend", "brand", "source", "voiceover", "caption"])
def test_screen_passes_a_plain_text(where: str) -> None:
    assert screen("knee pain myths", where) == ()


@pytest.mark.parametrize(
    ("text", "where", "told"),
    [("x", "footnote", "footnote"), ("x" * 301, "topic", "300"), ("x" * 1_000_001, "notes", "1,000,000")],
)
def test_screen_refuses_what_it_cannot_read(text: str, where: str, told: str) -> None:
    with pytest.raises(UsageError) as caught:
        screen(text, where)
    assert told in str(caught.value)


def test_screen_runs_every_rule_that_screens(monkeypatch: pytest.MonkeyPatch) -> None:
    import dataclasses

    from scriptgen import checking
    from scriptgen.rule import ERROR, Hit

    rule = dataclasses.replace(
        all_rules()[0],
        messages={"main": "{where} holds a secret"},
        screen=lambda text, where, brand: (
            [Hit(ERROR, "", "main", (0, 4), {"where": where})] if "secret" in text else []
        ),
    )
    monkeypatch.setattr(checking, "all_rules", lambda: (rule,))
    found = screen("secret plans", "notes")
    assert [(f.code, f.quote) for f in found] == [(rule.code, "secr")]
    with pytest.raises(scriptgen.RefusedError) as caught:
        scriptgen.draft("knee pain", notes="a secret")
    assert caught.value.findings


def test_report_round_trips() -> None:
    report = check(LEAST)
    assert scriptgen.Report.model_validate_json(report.model_dump_json()) == report


def test_brand_fields_are_screened_before_a_draft(monkeypatch: pytest.MonkeyPatch) -> None:
    from scriptgen import api

    seen: list[tuple[str, str]] = []
    monkeypatch.setattr(api, "screen", lambda text, where, brand: seen.append((where, text)) or ())
    api.draft("acne", notes="be brief", reply_to="Is it dirt?", brand={"name": "A", "tone": "dry"}, seed=1)
    assert {where for where, _ in seen} == {"topic", "notes", "comment", "brand"}
    assert "dry" in dict(seen)["brand"]
