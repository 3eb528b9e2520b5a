"""The host with a ledger: its quotas, and that it bills what it should."""

from __future__ import annotations

import http.client
from typing import Any

import pytest

from tests.loopback.client import HELLO, ask
from tests.loopback.ledger import Ledger, key_of


def body(number: int) -> dict[str, Any]:
    return {**HELLO, "messages": [{"role": "user", "content": f"hello {number}"}]}


def test_what_is_billed() -> None:
    with Ledger("one", faults={"cut": 1.0}) as server:
        for _ in range(2):
            with pytest.raises(http.client.IncompleteRead):
                ask(server, body(1))
    assert server.billed == {key_of(body(1)): 2} and server.twice() == 1 and sum(server.answered.values()) == 0
    with Ledger("one", faults={"error": 1.0}) as server:
        assert ask(server, body(1)).status >= 500
    assert not server.billed and server.failed == 1
    with Ledger(lambda asked: asked["messages"][0]["content"].upper()) as server:
        assert [ask(server, body(n)).content for n in (1, 2)] == ["HELLO 1", "HELLO 2"]
    assert server.answered == server.billed == {key_of(body(n)): 1 for n in (1, 2)} and key_of(body(1)) != key_of(
        body(2)
    )


@pytest.mark.parametrize(
    ("options", "admitted"),
    [({"rpm": 6, "quota": "minute"}, 6), ({"rpm": 6, "quota": "minute", "halved_at": 0.0}, 3), ({"rpm": 1e6}, 12)],
)
def test_quotas(options: dict[str, Any], admitted: int) -> None:
    with Ledger("one", **options) as server:
        got = [ask(server, body(n)) for n in range(12)]
    assert [reply.status for reply in got] == [200] * admitted + [429] * (12 - admitted)
    assert (server.admitted, server.rejected) == (admitted, 12 - admitted)
    assert (
        got[-1].headers["x-ratelimit-limit-requests"] == f"{options['rpm'] / (2 if 'halved_at' in options else 1):.0f}"
    )


def test_a_quota_by_the_second_and_headers_that_are_wrong() -> None:
    with Ledger("one", rpm=120, quota="second", headers="wrong", retry_after="1") as server:
        got = [ask(server, body(n)) for n in range(8)]
    refused = [reply for reply in got if reply.status == 429]
    assert 2 <= len(refused) <= 6 and refused[0].headers["retry-after"] == "1"
    assert {reply.headers["x-ratelimit-limit-requests"] for reply in got} <= {"-1", "0", "many", "1e99"}
