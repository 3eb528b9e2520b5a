"""The pacer against hosts in virtual time, and one step at a time."""

from __future__ import annotations

import asyncio
import itertools
import math
from dataclasses import replace
from typing import Any

import pytest

from benchmarks.batch.clients import cookbook, oracle, paced, sdk
from benchmarks.batch.host import Host
from benchmarks.batch.virtual import run
from scriptgen.batching.adaptive import Share, Slots
from scriptgen.batching.pacing import Pacer
from scriptgen.batching.quota import Meter, Said, read
from scriptgen.errors import UsageError


def told(limit: Any, remaining: Any = None, reset: Any = None, what: str = "requests") -> dict[str, str]:
    rows = {"limit": limit, "remaining": remaining, "reset": reset}
    return {f"x-ratelimit-{name}-{what}": str(value) for name, value in rows.items() if value is not None}


def starts(pacer: Pacer, count: int, now: float = 0.0, tokens: int = 0) -> list[float]:
    return [round(pacer.ready_at(tokens, now), 3) for _ in range(count)]


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (told(600, 599, "100ms"), Said(600, 599, 0.1)),
        (told(600, 0, "1m0s"), Said(600, 0, 60.0)),
        (told(200, 10, "1h2m3.5s"), Said(200, 10, 3723.5)),
        (told(60, 59, "1s"), Said(60, 59, 1.0)),
        (told("600.0", 600, 2.5), Said(600, 600, 2.5)),
        (told(600), Said(600, None, None)),
        (told(600, 5, "soon"), Said(600, 5, None)),
        *[(told(value, 7), None) for value in (-1, 0, "", "many", "nan", "inf", "1e99", 0.5)],
        *[(told(600, value), None) for value in (-1, 601, "x", "")],
        ({}, None),
    ],
)
def test_headers(headers: dict[str, str], expected: Said | None) -> None:
    assert read(headers, "requests") == expected


def test_requests_and_tokens_a_minute() -> None:
    assert starts(Pacer(rpm=60), 4) == [0.0, 1.001, 2.002, 3.003]
    assert starts(Pacer(tpm=6_000), 4, tokens=200) == [0.0, 2.002, 4.004, 6.006]
    assert starts(Pacer(rpm=60, tpm=6_000), 3, tokens=200) == [0.0, 2.002, 4.004]
    assert starts(Pacer(rpm=6_000), 1_000)[-1] == pytest.approx(1_000 / 99.9, abs=0.3)


def test_more_than_the_limit_of_tokens_does_not_wait_for_ever() -> None:
    pacer = Pacer(tpm=1_000)
    assert [pacer.ready_at(5_000, 0.0), round(pacer.ready_at(10, 0.0))] == [0.0, 300]


def test_tokens_that_were_not_used_come_back() -> None:
    pacer = Pacer(tpm=6_000)
    pacer.ready_at(600, 0.0)
    assert pacer.peek(600, 0.0) == pytest.approx(6.006, abs=0.001)
    pacer.settled(600, 100)
    assert pacer.peek(600, 0.0) == pytest.approx(1.001, abs=0.01)
    pacer.settled(100, 900)
    assert pacer.peek(600, 0.0) == pytest.approx(1.001, abs=0.01)


def test_peek_reserves_nothing() -> None:
    pacer = Pacer(rpm=60)
    assert [pacer.peek(0, 5.0)] * 2 == [5.0, 5.0] and pacer.ready_at(0, 5.0) == 5.0 and pacer.peek(0, 5.0) > 5.9


@pytest.mark.parametrize(
    ("options", "headers", "after"),
    [
        ({}, told(600, 600), 10.0),
        ({"rpm": 60}, told(600, 600), 1.0),  # who asks for less gets less
        ({"rpm": 600}, told(60, 60), 10.0),  # and who knows better is believed, until a 429
        ({}, told(0, 7), None),
        ({}, told(-1, -1), None),
    ],
)
def test_limits_in_force(options: dict[str, float], headers: dict[str, str], after: float | None) -> None:
    pacer = Pacer(**options)
    pacer.ready_at(0, 0.0)
    pacer.learned(headers, 1.0)
    if after is None:
        assert pacer.slots(1.0) == 16
    else:
        many = starts(pacer, 2_000, 1.0)
        assert 100 / (many[-1] - many[-101]) == pytest.approx(after * 0.999, rel=0.02)


def test_credit_is_taken_faster_and_faster() -> None:
    pacer = Pacer()
    pacer.ready_at(0, 0.0)
    pacer.learned(told(600, 599), 0.5)
    many = starts(pacer, 900, 0.5)
    paces = [10 / (many[n + 10] - many[n]) for n in (1, 50, 200)]
    assert 11.5 < paces[0] < 12.5 and 19 < paces[1] < paces[2]  # two more a second, until a rejection could have come
    assert many[580] < 13 and many[899] - many[800] == pytest.approx(9.95, rel=0.02)


def test_a_change_counts_when_it_is_said_twice() -> None:
    pacer = Pacer()
    pacer.learned(told(600, 0), 0.0)
    pacer.learned(told(6, 0), 1.0)
    pacer.learned(told(600, 0), 1.0)
    assert starts(pacer, 11, 1.0)[-1] < 2.5
    pacer.learned(told(60, 0), 10.0)
    pacer.learned(told(60, 0), 10.0)
    many = starts(pacer, 100, 20.0)
    assert many[-1] - many[-2] == pytest.approx(1.001, abs=0.01)


def test_less_counts_at_once_with_a_rejection_whatever_older_requests_are_told() -> None:
    pacer = Pacer()
    pacer.learned(told(600, 599), 0.0)
    pacer.learned(told(300, 299), 5.0)
    pacer.learned(told(600, 599), 5.1)
    pacer.learned(told(300, 0), 5.2, rejected=True)
    pacer.rejected(None, 5.2)
    pacer.learned(told(600, 599), 5.3)
    many = starts(pacer, 100, 5.3)
    assert many[-1] - many[-2] == pytest.approx(0.2, abs=0.001)


def test_a_pause_gathers_nothing_and_its_own_wave_does_not_prolong_it() -> None:
    pacer = Pacer(rpm=600)
    starts(pacer, 3)
    for at in (1.0, 1.2, 1.4):
        pacer.rejected(None, at)
    many = starts(pacer, 5, 1.4)
    assert many[0] == pytest.approx(1.6, abs=0.02)
    assert min(b - a for a, b in itertools.pairwise(many)) > 0.1


@pytest.mark.parametrize(
    ("asked", "at"), [(7.0, 7.0), (None, 0.5), (0.0, 0.5), (-3.0, 0.5), (math.nan, 0.5), (1e9, 3600.0)]
)
def test_a_429_holds_everything(asked: float | None, at: float) -> None:
    pacer = Pacer(rpm=6_000)
    pacer.rejected(asked, 0.0)
    assert pacer.peek(0, 0.0) == pytest.approx(at, abs=0.02)
    pacer.rejected(1.0, 0.1)  # a shorter wait does not shorten it
    assert pacer.peek(0, 0.1) == pytest.approx(max(at, 1.1), abs=0.03)


def test_one_episode_cuts_once_and_pauses_grow() -> None:
    pacer = Pacer(rpm=600)
    for _ in range(20):
        pacer.rejected(None, 0.0)
    many = starts(pacer, 20, 100.0)
    assert many[-1] - many[-2] == pytest.approx(0.1 / 0.999 / 0.95, rel=0.01)
    pauses = []
    for n in range(1, 9):
        pacer.rejected(None, 1_000.0 * n)
        pauses.append(pacer.peek(0, 1_000.0 * n) - 1_000.0 * n)
    assert pauses == sorted(pauses) and 15 < pauses[-1] < 21
    pacer.succeeded(20_000.0)
    pacer.rejected(None, 20_000.0)
    assert pacer.peek(0, 20_000.0) < 20_001


def test_share() -> None:
    share = Share(1.0, 1.0)
    share.cut()
    assert share.value == 0.8
    for _ in range(3):
        assert share.grow()
    assert share.value == pytest.approx(0.926, abs=0.001)
    while share.grow() and share.value < 1.0:
        pass
    assert share.value == 1.0
    share.cut()  # careful now: what was rejected is known
    assert share.value == 0.95
    share.undo()
    assert share.value == 1.0
    deep = Share(1.0, 1.0)
    deep.cut(0.01)
    assert deep.value == 0.4


def test_slots_grow_while_that_pays() -> None:
    free, queue = Slots(4), Slots(4)
    for _ in range(6):
        free.grow(free.count / 7)
        queue.grow(0.5)
    assert (free.count, queue.count) == (4 * 2**6, 4)


def test_slots_in_force() -> None:
    pacer = Pacer(start=2)
    assert pacer.slots(0.0) == 2
    for n in range(20):
        pacer.succeeded(10 - 10 / (n + 1))
    assert pacer.slots(10.0) == 8
    pacer.learned(told(600, 600), 11.0)
    assert pacer.slots(11.0) > 1_000


def test_a_meter_that_changes_keeps_its_level() -> None:
    meter = Meter(10.0, 100.0)
    meter.take(100, 0.0)
    meter.turn(5.0, 50.0, 0.0)
    assert meter.level(0.0) == 0.0 and meter.ready(1, 0.0) == pytest.approx(0.2)
    meter.give(30)
    assert meter.level(0.0) == 30.0
    meter.drain(0.0)
    assert meter.level(0.0) == 0.0


@pytest.mark.parametrize("limit", [0.0, -5.0, math.nan, math.inf])
@pytest.mark.parametrize("option", ["rpm", "tpm"])
def test_no_limit_at_all(option: str, limit: float) -> None:
    with pytest.raises(UsageError, match=f"--{option}"):
        Pacer(**{option: limit})


HOSTS = [  # host, how many times the seconds of one that sees into the host's quota at most, most rejected calls a success
    (Host("second", 600), 1.05, 0.004),
    (Host("minute", 600), 1.05, 0.01),
    (Host("second", 600, halved_at=50, failing=0.02), 1.10, 0.01),
    (Host("minute", 600, halved_at=30, failing=0.02), 1.10, 0.02),
    (Host("second", 600, halved_at=50, headers="stale"), 1.15, 0.03),
    (Host("second", 600, headers="none"), 1.6, 0.02),
    (Host("minute", 600, headers="wrong"), 1.6, 0.15),
    (Host("minute", 600, tpm=750_000), 1.10, 0.03),
]


@pytest.mark.parametrize(("host", "times", "most"), HOSTS)
def test_hosts(host: Host, times: float, most: float) -> None:
    seeing = replace(host)
    lost, seconds = run(paced()(host, 1_000))
    _, least = run(oracle()(seeing, 1_000))
    assert lost == 0 and host.answered == seeing.answered == 1_000 and seeing.rejected == 0
    assert seconds <= times * least
    assert host.rejected <= most * 1_000


def test_others_do_worse_where_the_quota_is_by_the_second() -> None:
    hosts = [Host("second", 600) for _ in range(3)]
    ours, theirs, cook = (run(c(h, 1_000)) for c, h in zip((paced(), sdk(), cookbook(600, 3e6)), hosts, strict=True))
    assert ours[0] == 0 < cook[0] and ours[1] < theirs[1] < cook[1]
    assert hosts[0].rejected < hosts[1].rejected < hosts[2].rejected


def test_virtual_time_says_when_nothing_will_happen() -> None:
    with pytest.raises(RuntimeError, match="nothing will happen"):
        run(asyncio.Event().wait())
