"""Who answers: blocking and async, resumed runs, and programs that already run an event loop."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest

import scriptgen
from scriptgen import BusyError, ProviderError, RefusedError, UsageError
from scriptgen.drivers import blocking
from scriptgen.exchange import ModelReply, ModelRequest
from scriptgen.providers.fake import Fake
from tests.replies import TOPIC, good, spoiled

WEAK = spoiled({"hook.say": "Hey guys, welcome back to my channel!"})
PATCH = {"patches": [{"path": "hook.say", "text": "Should you rest a sore knee?"}]}


def test_blocking_and_async_do_the_same() -> None:
    one = scriptgen.draft(TOPIC, model=Fake([WEAK, PATCH]), reader="local")
    two = asyncio.run(scriptgen.adraft(TOPIC, model=Fake([WEAK, PATCH]), reader="local"))
    assert one == two and one.report.accepted and one.model == "fake" and one.usage.requests == 2


def test_blocking_works_inside_a_running_loop() -> None:
    async def view() -> scriptgen.Draft:
        return scriptgen.draft(TOPIC, model=Fake([good()]))

    assert asyncio.run(view()).report.accepted


def test_an_error_comes_through_from_a_running_loop() -> None:
    async def fails() -> None:
        raise BusyError("later")

    async def view() -> None:
        blocking(fails())

    with pytest.raises(BusyError, match="later"):
        asyncio.run(view())


def test_threads_share_nothing() -> None:
    done: list[bool] = []

    def work() -> None:
        done.append(scriptgen.draft(TOPIC, model=Fake([WEAK, PATCH]), reader="local").report.accepted)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert done == [True] * 8


def test_a_run_that_failed_goes_on_where_it_ended() -> None:
    kept: dict[str, ModelReply] = {}
    first = Fake([WEAK, BusyError("the host is busy")])
    with pytest.raises(BusyError):
        scriptgen.draft(TOPIC, model=first, recorded=kept, reader="local")
    assert len(kept) == 1
    second = Fake([PATCH])
    done = scriptgen.draft(TOPIC, model=second, recorded=kept, reader="local")
    assert done.report.accepted and [r.kind for r in second.requests] == ["repair"] and len(kept) == 2
    assert scriptgen.draft(TOPIC, model=Fake([]), recorded=kept, reader="local") == done


def test_another_question_is_not_answered_from_old_replies() -> None:
    kept: dict[str, ModelReply] = {}
    scriptgen.draft(TOPIC, model=Fake([good()]), recorded=kept)
    with pytest.raises(ProviderError, match="no reply left"):
        scriptgen.draft(TOPIC, model=Fake([]), recorded=kept, notes="stairs")


def test_told_comes_before_anything_is_sent() -> None:
    seen: list[tuple[str, str, int]] = []
    fake = Fake([WEAK, PATCH])

    def told(provider: Any, request: ModelRequest) -> None:
        seen.append((provider.host, request.kind, len(fake.requests)))

    scriptgen.draft(TOPIC, model=fake, told=told, reader="local")
    assert seen == [("nowhere", "draft", 0), ("nowhere", "repair", 1)]


def test_fix_with_and_without_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = scriptgen.draft(TOPIC, model="facts", seed=4).script.model_dump()
    broken["hook"]["say"] = "Hello and welcome!"
    monkeypatch.setenv("OPENAI_API_KEY", "sk-never-used")
    alone = scriptgen.fix(broken)
    assert not alone.report.accepted and alone.usage.requests == 0
    done = scriptgen.fix(broken, model=Fake([PATCH]))
    assert done.report.accepted and done.rewritten == ("hook.say",) and done.usage.requests == 1
    assert done == asyncio.run(scriptgen.afix(broken, model=Fake([PATCH])))
    assert done.script.beats == alone.script.beats


def test_what_the_screen_refuses_is_sent_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    import dataclasses

    from scriptgen import checking
    from scriptgen.rule import ERROR, Hit
    from scriptgen.rules import all_rules

    rule = dataclasses.replace(
        all_rules()[0],
        messages={"main": "it names a patient"},
        screen=lambda text, where, brand: [Hit(ERROR, "")] if "Canary" in text else [],
    )
    monkeypatch.setattr(checking, "all_rules", lambda: (rule,))
    for options in ({"notes": "Mr Canary"}, {"reply_to": "I am Canary"}, {"brand": {"name": "Canary"}}):
        fake = Fake([good()])
        with pytest.raises(RefusedError, match="it names a patient"):
            scriptgen.draft(TOPIC, model=fake, **options)
        assert fake.requests == []
    fake = Fake([PATCH])
    with pytest.raises(RefusedError):
        scriptgen.fix({"topic": "Mr Canary's knee", "hook": {"say": "Hi!"}, "beats": [{"say": "x"}]}, model=fake)
    assert fake.requests == []


def test_with_a_patient_in_a_script_nothing_is_sent() -> None:
    script = scriptgen.draft(TOPIC, model="facts", seed=4).script.model_dump()
    script["hook"]["say"] = "Hello and welcome!"
    script["beats"][0]["say"] = "My patient Maria Gomez came in last Tuesday with a sore knee."
    fake = Fake([PATCH])
    done = scriptgen.fix(script, model=fake)
    assert fake.requests == [] and "PH101" in {f.code for f in done.report.errors}


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"format": "sonnet"}, "day_in_life"),
        ({"seconds": 200}, "15 to 180"),
        ({"notes": "x" * 2_001}, "2,000"),
        ({"reply_to": "x" * 501}, "500"),
        ({"language": "xx"}, "language"),
        ({"prompts": "/nowhere/at/all"}, "prompt templates"),
        ({"ignore": ("HK104",)}, "reason"),
    ],
)
def test_what_cannot_work_is_said_before_anything_is_sent(options: dict[str, Any], told: str) -> None:
    fake = Fake([good()])
    with pytest.raises(UsageError, match=told):
        scriptgen.draft(TOPIC, model=fake, **options)
    assert fake.requests == []


def test_a_topic_without_facts_is_drafted_and_said_to_be_unsourced() -> None:
    reply = spoiled({f"beats.{i}.sources": [] for i in range(len(good()["beats"]))})
    reply["hook"]["sources"] = []
    fake = Fake([reply, {"patches": []}, {"patches": []}])
    done = scriptgen.draft("how tattoos age", model=fake)
    assert done.report.sourcing == "unsourced" and done.script.sources == ()
    assert "None were given" in fake.requests[0].messages[1].content


def test_an_ignored_rule_is_ignored_whoever_writes() -> None:
    told = scriptgen.draft(TOPIC, model="facts", seed=4)
    quiet = scriptgen.draft(TOPIC, model="facts", seed=4, ignore=("SR101",))
    assert "SR101" in {f.code for f in told.report.findings} and "SR101" not in {f.code for f in quiet.report.findings}
    fake = Fake([spoiled({"cta.say": "Save this miracle list."})])
    brand = {"name": "Dr. A", "credentials": "MD", "banned": ["miracle"]}
    done = scriptgen.draft(TOPIC, model=fake, brand=brand, reader="local", ignore=("BR101=quoted from an ad",))
    assert done.report.accepted and [f.ignored for f in done.report.findings if f.code == "BR101"] == [
        "quoted from an ad"
    ]
    assert len(fake.requests) == 1, "what is ignored is not mended"


def test_a_consented_story_may_be_mended_by_a_model() -> None:
    script = scriptgen.draft(TOPIC, model="facts", seed=4).script.model_dump()
    script["hook"]["say"] = "Hello and welcome!"
    script["beats"][0]["say"] = "Last spring a teacher came to me with a sore knee, and she dances again. Results vary."
    fake = Fake([PATCH])
    assert "PH102" in {f.code for f in scriptgen.fix(script, model=fake).report.errors} and fake.requests == []
    names = ("id", "describes", "discloses", "receives", "purpose", "expires")
    script["consent"] = dict.fromkeys(names, "as signed") | {"signed_on": "2026-01-02", "scope": ["tiktok"]}
    fake = Fake([PATCH, {"patches": []}])
    done = scriptgen.fix(script, model=fake)
    assert done.script.hook.say == "Should you rest a sore knee?" and fake.requests
