"""SARIF and GitHub annotations, held against those formats' own models."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from sarif_pydantic import Sarif

from scriptgen.cli.formats import Checked, as_github, as_sarif
from scriptgen.report import Finding, Report
from scriptgen.rules.examples import script_with
from tests.conftest import Ran

COMMAND = re.compile(r"::(error|warning|notice) file=([^,:]+),line=(\d+),title=([^,:]+)::(.+)")


@pytest.fixture
def bad(here: Path) -> str:
    text = script_with({"hook.say": "Hey everyone, welcome back.", "disclaimer": {}, "hashtags": []}).model_dump_json(
        indent=1
    )
    (here / "bad script.json").write_text(text, encoding="utf-8")
    return "bad script.json"


def test_sarif(run: Callable[..., Ran], bad: str) -> None:
    text = run("check", bad, "--output-format", "sarif", "--ignore", "DS101=shown by the player").out
    log = Sarif.model_validate_json(text)
    assert log.version == "2.1.0"
    (one,) = log.runs
    data = json.loads(text)["runs"][0]
    ids = [r["id"] for r in data["tool"]["driver"]["rules"]]
    assert one.results
    for row in data["results"]:
        assert (
            ids[row["ruleIndex"]] == row["ruleId"]
            and row["level"] in ("error", "warning", "note")
            and row["message"]["text"]
        )
        place = row["locations"][0]
        assert (
            place["physicalLocation"]["artifactLocation"]["uri"] == "bad%20script.json"
            and place["physicalLocation"]["region"]["startLine"] >= 1
        )
    hook = next(r for r in data["results"] if r["ruleId"] == "HK102")
    assert hook["locations"][0]["physicalLocation"]["region"]["startLine"] > 1
    assert (
        next(r for r in data["results"] if r["ruleId"] == "DS101")["suppressions"][0]["justification"]
        == "shown by the player"
    )


def test_github(run: Callable[..., Ran], bad: str) -> None:
    lines = run("check", bad, "--output-format", "github").out.strip().splitlines()
    assert lines
    for line in lines:
        assert COMMAND.fullmatch(line), line


def test_github_escapes() -> None:
    found = Finding(
        code="HK101",
        slug="hook-late",
        severity="error",
        path="hook.say",
        message="50% of,\nit: all",
        why="w.",
        source="s",
        fix="model",
    )
    report = Report(accepted=False, findings=(found,), not_checked=(), seconds=1, sourcing="unsourced", packs=())
    text = as_github([Checked("a,b:c.json", script_with({}), report)])
    assert text == "::error file=a%2Cb%3Ac.json,line=1,title=HK101 hook-late::hook.say: 50%25 of,%0Ait: all"
    assert json.loads(as_sarif([Checked("-", script_with({}), report)]))["runs"][0]["results"][0]["ruleId"] == "HK101"


def test_nothing_found_is_still_a_log(run: Callable[..., Ran], here: Path) -> None:
    (here / "good.json").write_text(script_with({}).model_dump_json(), encoding="utf-8")
    log = json.loads(run("check", "good.json", "--output-format", "sarif").out)
    assert log["runs"][0]["tool"]["driver"]["name"] == "scriptgen"
