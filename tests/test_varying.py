"""Several drafts on a topic: as many as asked for, really different, the same for the same seed."""

from __future__ import annotations

import sys

import pytest

import scriptgen
from scriptgen.errors import UsageError
from scriptgen.providers.fake import Fake
from tests.replies import good


def test_the_function_is_not_hidden_by_a_module() -> None:
    assert callable(scriptgen.variants) and "scriptgen.cli.draft" in sys.modules


@pytest.mark.parametrize("topic", ["heartburn", "acne", "stroke"])
def test_three_that_differ(topic: str) -> None:
    drafts = scriptgen.variants(topic, 3, seed=2, model="facts")
    scripts = [one.script for one in drafts]
    assert all(one.report.accepted for one in drafts)
    assert len({s.format for s in scripts}) == 3 and len({s.hook.say for s in scripts}) == 3
    assert scripts == [one.script for one in scriptgen.variants(topic, 3, seed=2, model="facts")]


def test_of_one_format_they_hold_other_facts() -> None:
    scripts = [one.script for one in scriptgen.variants("gout", 3, seed=1, format="myth_bust", model="facts")]
    cited = [{source for beat in s.beats for source in beat.sources} for s in scripts]
    assert {s.format for s in scripts} == {"myth_bust"}
    assert all(len(a & b) < len(a | b) for a in cited for b in cited if a is not b)


@pytest.mark.parametrize("count", [0, 11])
def test_a_count_that_cannot_work(count: int) -> None:
    with pytest.raises(UsageError, match=str(count)):
        scriptgen.variants("acne", count, model="facts")


def test_a_model_is_asked_to_open_each_another_way() -> None:
    import json

    fake = Fake([json.dumps(good())] * 3)
    drafts = scriptgen.variants("knee pain myths", 3, model=fake, reader="local")
    asked = [request.messages[-1].content for request in fake.requests if request.kind == "draft"]
    assert len(drafts) == 3 and len(set(asked)) == 3 and '"angle"' not in asked[0] and '"angle"' in asked[1]
