"""What the options of a batch change: repairs, and how many topics are under way."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from scriptgen.batching.budget import Budget
from scriptgen.batching.gate import Gate
from scriptgen.batching.journal import Journal
from scriptgen.batching.pacing import Pacer
from scriptgen.batching.runner import Plan, Runner
from scriptgen.batching.serving import Desk
from scriptgen.errors import UsageError
from scriptgen.providers.fake import Fake
from tests.batching.child import model
from tests.batching.test_runner import every
from tests.loopback import Loopback
from tests.replies import TOPIC, spoiled


def test_repairs_are_asked_as_often_as_was_said_and_more_of_them_pay_for_nothing_twice(tmp_path: Path) -> None:
    weak = json.dumps(spoiled({"hook.say": "Hey guys, welcome back to my channel!"}))
    kinds: list[str] = []

    def reply(body: dict[str, Any]) -> str:
        kinds.append(body["response_format"]["json_schema"]["name"])
        return weak if kinds[-1] == "draft" else '{"patches": []}'

    with Loopback(reply) as server:
        for repairs in (0, 1, None, 2):
            given = {} if repairs is None else {"repairs": repairs}
            every([TOPIC], model=model(server.base_url), out=tmp_path, reader="local", **given)
    assert kinds == ["draft", "repair", "repair"]


@pytest.mark.parametrize("repairs", [-1, 3])
def test_repairs_that_cannot_be(repairs: int, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=f"--repairs {repairs} is not possible; choose 0 to 2"):
        every([TOPIC], model="facts", out=tmp_path, repairs=repairs)


@pytest.mark.parametrize(
    ("wide", "limits", "topics"),
    [
        (True, {}, 256),
        (True, {"rpm": 60}, 256),
        (True, {"rpm": 6_000}, 2_000),
        (True, {"rpm": 6_000, "tpm": 6_000_000}, 1_000),
        (True, {"rpm": 1_000_000}, 4_096),
        (False, {"rpm": 6_000}, 256),
    ],
)
def test_more_topics_are_under_way_where_the_hosts_limits_need_it(
    wide: bool, limits: dict[str, float], topics: int, tmp_path: Path
) -> None:
    async def window() -> int:
        pacer = Pacer()
        pacer.ready_at(2_000, 0.0)
        told = {"rpm": "x-ratelimit-limit-requests", "tpm": "x-ratelimit-limit-tokens"}
        pacer.learned({told[name]: str(limit) for name, limit in limits.items()}, 0.0)
        with Journal(tmp_path) as journal:
            runner = Runner(Plan({}, (), tmp_path, 256, wide=wide), journal)
            runner.desk = Desk(Fake([]), journal, Gate(pacer), Budget(), None, runner.stop)
            return runner.window()

    assert asyncio.run(window()) == pytest.approx(topics, rel=0.01)
