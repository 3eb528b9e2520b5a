"""The command line as a user meets it: what is printed where, and the exit codes of the contract."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from scriptgen.rules.examples import script_with
from tests.conftest import Ran

Run = Callable[..., Ran]


@pytest.fixture
def good(here: Path) -> str:
    (here / "good.json").write_text(script_with({}).model_dump_json(), encoding="utf-8")
    return "good.json"


@pytest.fixture
def bad(here: Path) -> str:
    script = script_with(
        {
            "hook.say": "Hey everyone, welcome back to my channel.",
            "hashtags": ["fyp", "a", "b", "c", "d", "e", "KneePain"],
        }
    )
    (here / "bad.json").write_text(script.model_dump_json(), encoding="utf-8")
    return "bad.json"


def test_draft_prints_a_sheet(run: Run) -> None:
    ran = run("draft", "knee pain myths", "--seed", "4")
    assert ran.code == 0
    for part in (
        "HOOK",
        "BEAT 1",
        "say",
        "text",
        "show",
        "CALL TO ACTION",
        "DISCLAIMER",
        "FINDINGS",
        "SOURCES",
        "Not checked",
        "accepted",
    ):
        assert part in ran.out
    assert "facts library" in ran.err and "seed 4" in ran.err and "\x1b" not in ran.out


def test_draft_to_a_form_prints_that_alone(run: Run) -> None:
    ran = run("--quiet", "draft", "acne", "--to", "json", "--seed", "1")
    assert json.loads(ran.out)["topic"] == "acne" and ran.err == ""


def test_draft_out(run: Run, here: Path) -> None:
    assert run("draft", "acne", "--seed", "1", "--to", "srt", "--out", "one.srt").code == 0
    assert (here / "one.srt").read_text(encoding="utf-8").startswith("1\n")
    assert run("draft", "acne", "--seed", "1", "--to", "srt", "--to", "json", "--to", "post", "--out", "all").code == 0
    assert sorted(p.name for p in (here / "all").iterdir()) == ["acne.json", "acne.post.txt", "acne.srt"]
    assert run("check", "all/acne.json").code == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["draft", ""], "topic is empty"),
        (["draft", "x" * 301], "300"),
        (["draft", "quantum chromodynamics"], "scriptgen facts list"),
        (["draft", "acne", "--format", "opera"], "myth_bust, explainer"),
        (["draft", "acne", "--seconds", "5"], "15 to 60"),
        (["draft", "acne", "--seconds", "0"], "15 to 60"),
        (["draft", "acne", "--model", "gpt"], "openai:<model>"),
        (["draft", "acne", "--language", "tlh"], "'tlh'"),
        (["draft", "acne", "--brand", "none.toml"], "none.toml"),
        (["draft", "acne", "--facts", "none"], "none"),
        (["draft", "acne", "--to", "docx"], "docx"),
        (["draft", "acne", "--to", "srt", "--to", "vtt"], "--out"),
        (["draft", "acne", "--platform", "vine"], "vine"),
        (["check", "none.json"], "none.json"),
        (["check", "*.none"], "*.none"),
        (["check", "good.json", "--output-format", "xml"], "xml"),
        (["check", "good.json", "--ignore", "HK104"], "HK104="),
        (["check", "good.json", "--select", "ZZ"], "ZZ"),
        (["export", "good.json", "--to", "docx"], "teleprompter"),
        (["explain", "ZZ999"], "scriptgen rules"),
        (["schema", "nothing"], "script, report"),
        (["fix", "good.json", "--in-place", "--out", "x.json"], "--in-place"),
        (["brand", "show", "none.toml"], "brand init"),
    ],
    ids=lambda v: " ".join(v)[:30] if isinstance(v, list) else "",
)
def test_bad_input_is_one_plain_line(run: Run, good: str, arguments: list[str], told: str) -> None:
    ran = run(*arguments)
    assert ran.code == 2 and ran.out == ""
    assert (
        told in ran.err
        and ran.err.startswith("scriptgen: ")
        and ran.err.count("\n") == 1
        and "Traceback" not in ran.err
    )


def test_unknown_option_is_usage(run: Run) -> None:
    assert run("draft", "--nonsense").code == 2
    assert run("nonsense").code == 2


def test_check_tells_place_words_and_way_out(run: Run, good: str, bad: str) -> None:
    ran = run("check", good, bad)
    assert ran.code == 1
    assert "good.json: accepted" in ran.out and "bad.json: not accepted" in ran.out
    assert "HK102 hook-weak  hook.say" in ran.out and "(scriptgen fix mends it)" in ran.out
    assert "1 of 2 scripts accepted" in ran.err
    assert run("check", good).code == 0


def test_check_reads_patterns_folders_and_stdin(
    run: Run, good: str, bad: str, monkeypatch: pytest.MonkeyPatch, here: Path
) -> None:
    assert run("check", "*.json").out.count("accepted") == 2
    assert run("check", ".").code == 1
    piped = subprocess.run(
        [sys.executable, "-m", "scriptgen", "check", "-"],
        input=(here / good).read_bytes(),
        capture_output=True,
        check=False,
    )
    assert piped.returncode == 0 and b"-: accepted" in piped.stdout


def test_check_goes_on_after_an_unreadable_file(run: Run, good: str, here: Path) -> None:
    (here / "broken.json").write_text("{", encoding="utf-8")
    ran = run("check", "broken.json", good)
    assert ran.code == 2 and "good.json: accepted" in ran.out and "broken.json" in ran.err


def test_check_json_is_the_contract(run: Run, bad: str) -> None:
    data = json.loads(run("check", bad, "--output-format", "json").out)
    (row,) = data["files"]
    assert (
        set(row) == {"path", "accepted", "findings", "not_checked"} and row["path"] == bad and row["accepted"] is False
    )
    assert {"code", "slug", "severity", "path", "span", "quote", "message", "why", "source", "fix", "reader"} <= set(
        row["findings"][0]
    )
    assert {"reader", "rules", "why"} == set(row["not_checked"][0])


def test_ignored_with_a_reason(run: Run, bad: str) -> None:
    ran = run("check", bad, "--select", "HK102", "--ignore", "HK102=a running gag of ours")
    assert ran.code == 0 and "a running gag of ours" in ran.out


def test_fix(run: Run, bad: str, here: Path) -> None:
    before = json.loads((here / bad).read_text(encoding="utf-8"))
    ran = run("fix", bad, "--out", "fixed.json")
    after = json.loads((here / "fixed.json").read_text(encoding="utf-8"))
    assert ran.code == 1 and "PO102" in ran.err and "HK102" in ran.err
    assert len(after["hashtags"]) <= 5 and {k for k in before if before[k] != after[k]} == {"hashtags"}
    assert run("fix", bad, "--in-place").code == 1
    assert json.loads((here / bad).read_text(encoding="utf-8")) == after


def test_fix_keeps_the_form(run: Run, bad: str, here: Path) -> None:
    run("export", bad, "--to", "md", "--out", "bad.md")
    run("fix", "bad.md", "--in-place")
    assert run("check", "bad.md", "--select", "PO102").code == 0


@pytest.mark.parametrize("form", ["json", "yaml", "md", "av", "teleprompter", "srt", "vtt", "post"])
def test_export(run: Run, good: str, form: str) -> None:
    ran = run("export", good, "--to", form)
    assert ran.code == 0 and len(ran.out) > 100 and ran.out.count("\n\n\n\n") == 0


def test_rules_explain_schema_doctor(run: Run) -> None:
    listed = run("rules")
    assert "HK101" in listed.out and "CL110" in listed.out
    assert all(row["source"] for row in json.loads(run("rules", "HK", "--json").out))
    assert "## Fires on" in run("explain", "hook-late").out
    assert json.loads(run("schema").out)["properties"]["hook"]
    told = run("doctor")
    assert told.code == 0 and "90 topics" in told.out and "tiktok/organic" in told.out


def test_brand(run: Run, here: Path) -> None:
    assert run("brand", "init").code == 0
    assert run("brand", "init").code == 2
    assert "Dr. Jane Example" in run("brand", "show").out
    told = run("brand", "check")
    assert told.code == 0 and "still says" in told.out
    (here / "scriptgen.toml").write_text('brand = "brand.toml"\n', encoding="utf-8")
    assert "Follow for more plain talk from our clinic." in run("draft", "acne", "--seed", "1").out


def test_version(run: Run) -> None:
    assert run("--version").out.startswith("scriptgen 0.")


def test_a_bug_is_one_line_and_a_log_without_the_script(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("-".join(["sec" + "ret", "words"]))

    monkeypatch.setattr("scriptgen.varying.draft", broken)
    ran = run("draft", "acne")
    assert ran.code == 70 and ran.err.count("\n") == 1 and "secret" not in ran.err
    log = Path(ran.err.rsplit("'", 2)[1])
    assert "RuntimeError" in log.read_text(encoding="utf-8") and "secret" not in log.read_text(encoding="utf-8")
    log.unlink()


def test_interrupt(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("scriptgen.varying.draft", interrupted)
    assert run("draft", "acne").code == 130


def test_colour_only_on_a_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scriptgen.cli.sheet.sys.stdout.isatty", lambda: True, raising=False)
    assert "\x1b[" in run("draft", "acne", "--seed", "1").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run("draft", "acne", "--seed", "1").out
