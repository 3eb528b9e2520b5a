"""The command line with a model: what is said before and after, what is kept, and how it ends."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scriptgen.cli import unfinished
from scriptgen.exchange import ModelReply
from tests.conftest import Ran
from tests.loopback import Fault, Loopback
from tests.replies import TOPIC, good, spoiled

Run = Callable[..., Ran]
WEAK = spoiled({"hook.say": "Hey guys, welcome back to my channel!"})
PATCH = {"patches": [{"path": "hook.say", "text": "Should you rest a sore knee?"}]}
KEY = "sk-canary-0123456789abcdef"


def recording(folder: Path, *replies: Any) -> str:
    """Return the name of a model that answers with these."""
    path = folder / "recorded.json"
    path.write_text(json.dumps({"replies": [{"text": json.dumps(r)} for r in replies]}), encoding="utf-8")
    return f"fake:{path}"


def serve(monkeypatch: pytest.MonkeyPatch, server: Loopback) -> None:
    """Make the server the one that the environment names."""
    monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)


def test_who_is_asked_and_what_it_took_is_said(run: Run, here: Path) -> None:
    ran = run("draft", TOPIC, "--model", recording(here, WEAK, PATCH), "--reader", "local")
    assert ran.code == 0 and ran.err.startswith("Asking fake:recorded.json at nowhere")
    assert "fake:recorded.json: 2 requests" in ran.err and "$0.0000" in ran.err
    assert "Should you rest a sore knee?" in ran.out and "accepted" in ran.out
    assert "\x1b" not in ran.err, "no progress where stderr is no terminal"


def test_a_server_named_by_the_environment(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with Loopback([json.dumps(WEAK), json.dumps(PATCH)], models=["house-model"], key=KEY) as server:
        serve(monkeypatch, server)
        ran = run("draft", TOPIC, "--to", "json")
    assert ran.code == 0, ran.err
    assert f"Asking openai:house-model at 127.0.0.1:{server.base_url.split(':')[2].split('/')[0]}" in ran.err
    assert "no price is known" in ran.err and json.loads(ran.out)["hook"]["say"] == "Should you rest a sore knee?"


def test_facts_beats_the_environment(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with Loopback([json.dumps(good())], models=["m"]) as server:
        serve(monkeypatch, server)
        ran = run("draft", TOPIC, "--model", "facts", "--seed", "4")
    assert ran.code == 0 and "nothing was sent" in ran.err and server.requests == []


def test_settings_name_a_model_and_a_price(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = 'model = "openai:house-model"\n[prices.house-model]\ninput = 1000.0\noutput = 0.0\n'
    (here / "scriptgen.toml").write_text(text, encoding="utf-8")
    with Loopback([json.dumps(good())]) as server:
        serve(monkeypatch, server)
        ran = run("draft", TOPIC)
    cost = sum(bill.input_tokens for bill in server.bills) / 1000
    assert ran.code == 0 and f"${cost:.4f}" in ran.err


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (Fault.no_quota, "--model facts"),
        (Fault.bad_key, "OPENAI_API_KEY"),
        (Fault.refusal, "declined"),
        (Fault.prose, "could not be used"),
    ],
)
def test_a_failure_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch, fault: Any, told: str) -> None:
    with Loopback([fault() if callable(fault) else fault], models=["m"]) as server:
        serve(monkeypatch, server)
        ran = run("draft", "knee pain and quokkas", "--notes", "mention the zebrafinch")
    assert ran.code == 3 and told in ran.err and ran.out == ""
    assert KEY not in ran.err and "quokka" not in ran.err and "zebrafinch" not in ran.err
    assert [line for line in ran.err.splitlines() if line.startswith("scriptgen: ")] == ran.err.splitlines()[-1:]


def test_what_was_answered_before_a_failure_is_not_asked_for_again(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    answers: list[Any] = [json.dumps(WEAK), Fault.bad_key() if callable(Fault.bad_key) else Fault.bad_key]
    with Loopback(answers, models=["m"]) as server:
        serve(monkeypatch, server)
        first = run("draft", TOPIC, "--reader", "local")
    assert first.code == 3 and "goes on from there" in first.err and len(unfinished.load()) == 1
    with Loopback([json.dumps(PATCH)], models=["m"]) as server:
        serve(monkeypatch, server)
        second = run("draft", TOPIC, "--reader", "local")
    assert second.code == 0, second.err
    assert len([r for r in server.requests if r.path.endswith("/chat/completions")]) <= 2  # a probe, the repair
    assert unfinished.load() == {}


def test_raw_replies_are_kept_masked(run: Run, here: Path) -> None:
    reply = spoiled({"caption": "Knee pain myths. Write to ana@clinic.example or 555 010 2233, says the zebrafinch."})
    ran = run("draft", TOPIC, "--model", recording(here, reply), "--notes", "the zebrafinch", "--raw", "raw.json")
    rows = json.loads((here / "raw.json").read_text(encoding="utf-8"))["replies"]
    assert ran.code in (0, 1) and (rows[0]["kind"], rows[0]["round"], rows[0]["outcome"]) == ("draft", 0, "ok")
    text = rows[0]["text"]
    assert "[e-mail]" in text and "[number]" in text and "zebrafinch" not in text and "Knee pain myths" in text


def test_raw_replies_can_be_played_again(run: Run, here: Path) -> None:
    first = run("draft", TOPIC, "--model", recording(here, WEAK, PATCH), "--raw", "raw.json")
    again = run("draft", TOPIC, "--model", "fake:raw.json")
    assert first.code == again.code == 0 and first.out == again.out


def test_replies_that_could_not_be_used_are_not_kept(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with Loopback(["{}"], models=["m"]) as server:
        serve(monkeypatch, server)
        assert run("draft", TOPIC).code == 3
    assert unfinished.load() == {}


def test_a_run_forgets_only_what_it_used(run: Run, here: Path) -> None:
    unfinished.keep({"of another command": ModelReply("ok", "{}")})
    assert run("draft", TOPIC, "--model", recording(here, good())).code == 0
    assert list(unfinished.load()) == ["of another command"]


def test_fix_with_a_model(run: Run, here: Path) -> None:
    run("draft", TOPIC, "--model", "facts", "--seed", "4", "--out", "a.json")
    script = json.loads((here / "a.json").read_text(encoding="utf-8"))
    script["hook"]["say"] = "Hello and welcome!"
    (here / "a.json").write_text(json.dumps(script), encoding="utf-8")
    assert run("fix", "a.json").code == 1
    ran = run("fix", "a.json", "--in-place", "--model", recording(here, PATCH))
    assert ran.code == 0 and "hook.say: rewritten by fake:recorded.json" in ran.err
    after = json.loads((here / "a.json").read_text(encoding="utf-8"))
    assert after["hook"]["say"] == "Should you rest a sore knee?" and after["beats"] == script["beats"]


def test_unfinished_replies_survive_what_is_broken(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reply = ModelReply("ok", "{}", model="m")
    assert unfinished.keep({"a": reply}) and unfinished.load() == {"a": reply}
    file = here / "cache" / "unfinished.json"
    assert file.stat().st_mode & 0o077 == 0
    unfinished.forget(["a", "b"])
    assert unfinished.load() == {}
    file.write_text('{"a": 3, "b"', encoding="utf-8")
    assert unfinished.load() == {}
    monkeypatch.setenv("SCRIPTGEN_CACHE", str(file / "not" / "a" / "folder"))
    assert not unfinished.keep({"a": reply})


def test_old_replies_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    unfinished.keep({"a": ModelReply("ok", "{}")})
    monkeypatch.setattr(unfinished, "DAYS", -1)
    assert unfinished.load() == {}


def test_doctor_says_what_is_usable_and_missing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    told = run("doctor").out
    assert (
        "missing OPENAI_API_KEY" in told and "facts: the library" in told and "ollama:<model>: nobody answers" in told
    )
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    told = run("doctor").out
    assert "openai:gpt-6.1-terra: OPENAI_API_KEY is set" in told and "$1 in, $5 out" in told and KEY not in told


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({}, "holds the model to the JSON Schema"),
        ({"formats": frozenset({"json_object"}), "ignores_schema": True}, "promises JSON, but not its shape"),
        ({"formats": frozenset[str](), "ignores_schema": True}, "promises nothing"),
    ],
)
def test_doctor_asks_a_server_what_it_can_do(
    run: Run, monkeypatch: pytest.MonkeyPatch, options: dict[str, Any], told: str
) -> None:
    with Loopback(["{}"], models=["m"], **options) as server:
        serve(monkeypatch, server)
        ran = run("doctor", "--model", "openai:m")
    assert ran.code == 0 and told in ran.out and "tiny requests" in ran.err


def test_doctor_says_that_a_key_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with Loopback(["{}"], key="another") as server:
        serve(monkeypatch, server)
        ran = run("doctor", "--model", "openai:m")
    assert ran.code == 3 and "OPENAI_API_KEY" in ran.err and KEY not in ran.err


@pytest.mark.parametrize(
    ("names", "told"), [("crystal", "reader and privacy"), ("privacy", "pip install"), ("reader", "pip install")]
)
def test_readers_that_must_be_there(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch, names: str, told: str
) -> None:
    monkeypatch.setattr("scriptgen.privacy.vote.find_spec", lambda name: None)
    monkeypatch.setattr("scriptgen.readers.reader", lambda: None)
    monkeypatch.setattr("scriptgen.readers.missing", lambda: "pip install it")
    run("draft", "acne", "--model", "facts", "--seed", "1", "--out", "a.json")
    ran = run("check", "a.json", "--require", names)
    assert ran.code == 2 and told in ran.err
