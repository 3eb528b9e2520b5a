"""The flow with a model: which requests are made, what becomes of the replies, and that it touches nothing outside."""

from __future__ import annotations

import builtins
import io
import json
import random
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from scriptgen import ReplyError
from scriptgen.drafts import Draft, Usage
from scriptgen.exchange import ModelReply, ModelRequest, Outcome
from scriptgen.pipeline import ROUNDS, TRIES, Steps, drafting, mending
from scriptgen.rulebook import rulebook
from scriptgen.rules.examples import script_with
from scriptgen.view import View
from tests.replies import brief, good, spoiled

WEAK = {"hook.say": "Hey guys, welcome back to my channel!"}
TRUE_HOOK = {"path": "hook.say", "text": "Should you rest a sore knee?"}


def reply(value: Any, outcome: Outcome = "ok", **more: Any) -> ModelReply:
    """Return a reply that holds a value as JSON."""
    text = value if isinstance(value, str) else json.dumps(value)
    return ModelReply(outcome, text, Usage(requests=1, input_tokens=10, output_tokens=5, cost=0.001), **more)


def play(steps: Steps[Any], *replies: ModelReply) -> tuple[Any, list[ModelRequest]]:
    """Return what the steps return and what they asked, answering with the replies in order; patches of nothing after them."""
    asked = [next(steps)]
    answers = [*replies, *[reply({"patches": []})] * 9]
    try:
        while True:
            asked.append(steps.send(answers[len(asked) - 1]))
    except StopIteration as stop:
        return stop.value, asked


def drafted(*replies: ModelReply, **options: Any) -> tuple[Draft, list[ModelRequest]]:
    """Return the draft and the requests."""
    return play(drafting(brief(**options), rulebook()), *replies)


def test_a_good_reply_takes_one_request() -> None:
    done, asked = drafted(reply(good(), model="m"))
    assert done.report.accepted and [r.kind for r in asked] == ["draft"] and done.model == "m"
    assert done.usage == Usage(requests=1, input_tokens=10, output_tokens=5, cost=0.001)
    assert done.report.sourcing == "sourced" and not done.rewritten


def test_only_failing_fields_are_asked_for_and_changed() -> None:
    before, _ = drafted(reply(good()))
    done, asked = drafted(
        reply(spoiled(WEAK)), reply({"patches": [TRUE_HOOK, {"path": "beats[0].say", "text": "HACKED"}]})
    )
    assert [r.kind for r in asked] == ["draft", "repair"] and done.report.accepted and done.rewritten == ("hook.say",)
    told = asked[1].messages[1].content
    assert '"path": "hook.say"' in told and '"path": "beats' not in told and "HK102" in told
    fields = ("beats", "cta", "disclaimer", "caption", "hashtags", "cover_text")
    assert done.script.model_dump_json(include=set(fields)) == before.script.model_dump_json(include=set(fields))


def test_an_empty_patch_drops_a_beat_and_its_source() -> None:
    said = " ".join(["This sentence just goes on and on about every single knee that anybody has ever had"] * 3) + "."
    given = spoiled({"beats.1.say": said})
    done, asked = drafted(reply(given), reply({"patches": [{"path": "beats[1]", "text": ""}]}))
    assert "beats[1]" in asked[1].messages[1].content
    assert [b.say for b in done.script.beats] == [b["say"] for i, b in enumerate(given["beats"]) if i != 1]
    assert done.rewritten == ("beats[1]",)
    assert {s.id for s in done.script.sources} == {i for b in (done.script.hook, *done.script.beats) for i in b.sources}


def test_the_last_beat_is_never_dropped() -> None:
    long = "word " * 40 + "."
    one = {**good(), "beats": [{"say": long, "text": "x", "show": "y", "sources": []}]}
    done, asked = drafted(reply(one), reply({"patches": [{"path": "beats[0]", "text": ""}]}))
    assert len(done.script.beats) == 1 and "To drop a beat" not in asked[1].messages[1].content


def test_code_mends_before_a_model_is_asked() -> None:
    done, asked = drafted(
        reply(spoiled({"hashtags": ["fyp", "viral", "KneePain", "KneeHealth", "Orthopedics", "Joints"]}))
    )
    assert len(asked) == 1 and done.report.accepted and "fyp" not in done.script.hashtags


def test_what_makes_nothing_better_is_not_taken() -> None:
    patches = {"patches": [{"path": "hook.say", "text": "Hello and welcome!"}]}
    done, asked = drafted(reply(spoiled(WEAK)), reply(patches), reply(patches))
    assert len(asked) == 1 + ROUNDS and not done.report.accepted and done.script.hook.say == WEAK["hook.say"]
    assert "HK102" in {f.code for f in done.report.errors} and done.usage.requests == 3


def test_one_good_patch_among_bad_ones_is_taken() -> None:
    given = spoiled({**WEAK, "cta.say": "**Save** [smiles] this https://x.org", "disclaimer": {"say": "", "text": ""}})
    bad = {"path": "cta.say", "text": ""}
    done, _ = drafted(reply(given), reply({"patches": [TRUE_HOOK, bad]}))
    assert done.script.hook.say == TRUE_HOOK["text"]


def test_a_citation_that_was_not_given_is_an_error_until_it_is_mended() -> None:
    spoilt = spoiled({"beats.0.sources": ["F77"]})
    done, _ = drafted(reply(spoilt))
    assert [f.code for f in done.report.errors] == ["SR104"]
    done, asked = drafted(reply(spoilt), reply({"patches": [{"path": "beats[0].sources", "text": "F2, F3"}]}))
    assert done.report.accepted and len(done.script.beats[0].sources) == 2
    assert "knee-pain-" not in asked[1].messages[1].content, "the model knows facts by their short ids"


def test_no_more_than_six_requests() -> None:
    _, asked = drafted(reply("no"), reply(spoiled(WEAK)), reply("no"), reply("no"))
    assert len(asked) == TRIES + ROUNDS <= 6
    assert len({r.key for r in asked}) == len(asked)


@pytest.mark.parametrize(
    ("replies", "outcome", "requests"),
    [
        ([reply("", "refused")], "refused", 1),
        ([reply("", "filtered")], "filtered", 1),
        ([reply("", "empty"), reply("", "empty")], "empty", 2),
        ([reply("", "truncated"), reply("", "truncated")], "truncated", 2),
        ([reply("", "invalid", why="endless whitespace"), reply("", "refused")], "refused", 2),
        ([reply("{}"), reply("[]")], "invalid", 2),
    ],
)
def test_replies_that_are_no_script(replies: list[ModelReply], outcome: str, requests: int) -> None:
    steps, asked = drafting(brief(), rulebook()), []
    with pytest.raises(ReplyError) as caught:
        asked.append(next(steps))
        asked.extend(steps.send(given) for given in replies)
    assert caught.value.outcome == outcome and len(asked) == requests and "--model facts" in str(caught.value)


@pytest.mark.parametrize(
    ("first", "room", "told"),
    [
        (reply("", "truncated"), 2, "cut off"),
        (reply("{}"), 1, "hook"),
        (reply("", "invalid", why="no JSON"), 1, "no JSON"),
    ],
)
def test_a_second_try_is_told_what_was_wrong(first: ModelReply, room: int, told: str) -> None:
    done, asked = drafted(first, reply(good()))
    assert done.report.accepted and asked[1].max_tokens == room * asked[0].max_tokens
    assert told in asked[1].messages[1].content.removeprefix(asked[0].messages[1].content)


def test_with_an_open_privacy_error_nothing_more_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    import dataclasses

    from scriptgen import checking
    from scriptgen.rule import ERROR, Hit
    from scriptgen.rules import all_rules

    private = dataclasses.replace(
        next(r for r in all_rules() if r.code == "HK102"),
        code="PH101",
        messages={"main": "a patient"},
        find=lambda view: [Hit(ERROR, "beats[0].say")] if "Mrs" in view.said or "mrs" in view.said else [],
        mend=None,
    )
    plan = checking._plan
    monkeypatch.setattr(checking, "_plan", lambda *a: ((*plan(*a)[0], private), plan(*a)[1]))
    monkeypatch.setattr("scriptgen.repair.all_rules", lambda: (*all_rules(), private))
    done, asked = drafted(reply(spoiled({**WEAK, "beats.0.say": "Mrs Canary rested her knee."})))
    assert len(asked) == 1 and {"PH101", "HK102"} <= {f.code for f in done.report.errors}


def test_mending_a_users_own_script_leaves_plan_and_sources() -> None:
    script = script_with({"hook.say": "Hello everyone!", "beats[0].seconds": 9.0, "hook.seconds": 2.5})
    (done, usage), asked = play(
        mending(View(script), rulebook()),
        reply({"patches": [{"path": "hook.say", "text": "Does running wreck your knees?"}]}),
    )
    assert done.script.hook.say == "Does running wreck your knees?" and done.script.hook.seconds == 2.5
    assert done.script.sources == script.sources and done.script.beats == script.beats and usage.requests == len(asked)


def test_a_key_stands_for_the_question() -> None:
    first = drafted(reply(spoiled(WEAK)))[1]
    assert [r.key for r in first] == [r.key for r in drafted(reply(spoiled(WEAK)))[1]]
    for other in (
        drafted(reply(good()), seconds=30),
        drafted(reply(good()), notes="stairs"),
        drafted(reply(good()), brand={"name": "A"}),
    ):
        assert other[1][0].key != first[0].key
    assert first[0].messages[0] == drafted(reply(good()), seconds=30)[1][0].messages[0], (
        "the system prompt is the same bytes"
    )


def test_it_touches_nothing_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted, rules = brief(), rulebook()
    view = View(script_with({"hook.say": "Hello!"}), today=rules.today, pack=rules.pack)

    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("the pipeline reached outside")

    for owner, name in (
        (builtins, "open"),
        (io, "open"),
        (Path, "read_text"),
        (Path, "open"),
        (socket, "socket"),
        (time, "time"),
        (time, "monotonic"),
        (random, "random"),
        (random, "randrange"),
        (random.SystemRandom, "random"),
        (subprocess, "Popen"),
    ):
        monkeypatch.setattr(owner, name, forbidden)
    monkeypatch.setattr("scriptgen.view.date", None)
    done, _ = play(drafting(wanted, rules), reply(spoiled(WEAK)), reply({"patches": [TRUE_HOOK]}))
    mended, _ = play(mending(view, rules), reply({"patches": [TRUE_HOOK]}))
    monkeypatch.undo()
    assert done.report.accepted and mended[0].script.hook.say == TRUE_HOOK["text"]


def test_it_opens_nothing_in_a_fresh_interpreter() -> None:
    """The same by the interpreter's own account: no open, connect, or import from disk once the rulebook is made."""
    code = """
import json, sys
from tests.replies import brief, spoiled
from scriptgen.pipeline import drafting
from scriptgen.rulebook import rulebook
from scriptgen.exchange import ModelReply
wanted, rules = brief(), rulebook()
replies = [spoiled({"hook.say": "Hey guys, welcome back!"}), {"patches": [{"path": "hook.say", "text": "Should you rest a sore knee?"}]}]
texts = [json.dumps(r) for r in replies]
from scriptgen import answer, rewrite
seen = []
sys.addaudithook(lambda event, args: seen.append((event, args)) if event.split(".")[0] in ("open", "socket", "subprocess") else None)
steps = drafting(wanted, rules)
next(steps)
try:
    for text in texts:
        steps.send(ModelReply("ok", text))
except StopIteration as stop:
    done = stop.value
print(done.report.accepted, [s for s in seen])
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "True []", ran.stdout
