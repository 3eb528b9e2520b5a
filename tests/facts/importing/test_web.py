"""Asking a web service: politeness, limits, the cache, and what is said when it fails."""

from __future__ import annotations

import os
import time
from email.utils import formatdate
from http.client import RemoteDisconnected
from pathlib import Path
from ssl import SSLError
from urllib.error import URLError

import pytest

from scriptgen.errors import AccessError, BusyError, ProviderError, UsageError
from scriptgen.facts.importing import web
from scriptgen.facts.importing.pace import PACE, Pace
from scriptgen.facts.importing.web import Service, fetch_url
from scriptgen.facts.importing.xml_text import tree
from tests.facts.importing.server import Reply, Server

SECRET = "5ecret-key-0123"
GOOD = Reply(b"<a>good</a>")
WEEK = 7 * 24 * 3600


@pytest.fixture(autouse=True)
def secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NCBI_API_KEY", SECRET)
    monkeypatch.setenv("SCRIPTGEN_EMAIL", "clinic@example.org")


def _read(body: bytes) -> str:
    return tree(body, "the answer").text or ""


def _service(server: Server) -> Service:
    return Service("Testing", server.url, "SCRIPTGEN_TEST_URL", 0.34, key="NCBI_API_KEY")


def _ask(server: Server, term: str = "foobaritis") -> web.Answer[str]:
    return fetch_url(_service(server), "/ask", {"term": term}, _read)


def _cached() -> list[Path]:
    return list((Path(os.environ["SCRIPTGEN_CACHE"]) / "web").glob("*"))


def test_who_asks_is_told_and_not_kept() -> None:
    with Server(GOOD) as server:
        assert _ask(server).value == "good"
    assert server.asked == [
        ("/ask", {"term": "foobaritis", "tool": "scriptgen", "email": "clinic@example.org", "api_key": SECRET})
    ]
    assert server.agents[0].startswith("scriptgen/")
    (path,) = _cached()
    assert path.read_bytes() == GOOD.body


def test_an_answer_is_kept_for_a_week_whoever_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    with Server(GOOD) as server:
        _ask(server)
        monkeypatch.delenv("NCBI_API_KEY")
        again = _ask(server)
        assert (again.value, again.old, len(server.asked)) == ("good", False, 1)
        _ask(server, "another")
        assert len(server.asked) == 2
        for path in _cached():
            os.utime(path, (time.time() - WEEK - 60,) * 2)
        assert not _ask(server).old and len(server.asked) == 3


@pytest.mark.parametrize("broken", [b"", b"<a>go", b"\0\0", b"not xml"])
def test_a_broken_cache_is_asked_anew(broken: bytes) -> None:
    with Server(GOOD) as server:
        _ask(server)
        (path,) = _cached()
        path.write_bytes(broken)
        assert _ask(server).value == "good" and len(server.asked) == 2
    assert path.read_bytes() == GOOD.body


def test_no_folder_to_keep_answers_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("SCRIPTGEN_CACHE", str(tmp_path / "file"))
    with Server(GOOD) as server:
        assert [_ask(server).value for _ in range(2)] == ["good", "good"]
    assert len(server.asked) == 2


@pytest.mark.parametrize("fault", ["gone", "failing"])
def test_an_old_answer_is_better_than_none(fault: str) -> None:
    with Server(GOOD, Reply(status=503)) as server:
        _ask(server)
        (path,) = _cached()
        os.utime(path, (time.time() - 30 * 24 * 3600,) * 2)
        if fault == "failing":
            answer = _ask(server)
            assert len(server.asked) == 3
    if fault == "gone":
        answer = _ask(server)
    assert answer.value == "good" and answer.old
    assert answer.day == web.date.fromtimestamp(path.stat().st_mtime)


def test_a_host_out_of_reach() -> None:
    with Server(GOOD) as server:
        pass
    with pytest.raises(BusyError, match=r"^127\.0\.0\.1 cannot be reached \(no connection\); .* --from FILE$"):
        _ask(server)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (TimeoutError(), "it took too long"),
        (URLError(TimeoutError()), "it took too long"),
        (URLError(f"no host in api_key={SECRET}"), "no connection"),
        (RemoteDisconnected(SECRET), "the line broke"),
        (OSError(SECRET), "no connection"),
        (URLError(SSLError(SECRET)), "no secure connection"),
    ],
)
def test_lines_that_break(monkeypatch: pytest.MonkeyPatch, error: Exception, said: str) -> None:
    def broken(*_: object) -> bytes:
        raise error

    monkeypatch.setattr(web, "_body", broken)
    with Server(GOOD) as server, pytest.raises(BusyError, match=rf"cannot be reached \({said}\)") as caught:
        _ask(server)
    _tells_no_secret(caught.value)


@pytest.mark.parametrize(
    ("first", "waited"),
    [
        (Reply(status=429, headers=(("Retry-After", "3"),)), 3.0),
        (Reply(status=429, headers=(("Retry-After", "soon"),)), 1.0),
        (Reply(status=500), 1.0),
        (Reply(status=503, headers=(("Retry-After", formatdate(time.time() - 100, usegmt=True)),)), 0.0),
    ],
)
def test_one_more_try(waits: list[float], first: Reply, waited: float) -> None:
    with Server(first, GOOD) as server:
        assert _ask(server).value == "good"
    assert len(server.asked) == 2 and waits[0] == waited


@pytest.mark.parametrize(
    ("reply", "tries", "kind", "said"),
    [
        (Reply(status=500), 2, BusyError, r"busy or failing \(500\); .* --from FILE"),
        (Reply(status=429, headers=(("Retry-After", "1"),)), 2, BusyError, r"\(429\)"),
        (Reply(status=429, headers=(("Retry-After", "60"),)), 1, BusyError, r"\(429\)"),
        (
            Reply(b'{"error": "bad", "api-key": "5ecret-key-0123"}', 400),
            1,
            AccessError,
            r"refused .* \(400\); check NCBI_API_KEY",
        ),
        (Reply(status=404), 1, ProviderError, r"refused the request \(404\)"),
        (Reply(b"<html><p>Sorry", 200), 1, ProviderError, "something else than XML of Testing; .* --from FILE"),
        (Reply(b"<a>go"), 1, ProviderError, "something else than XML"),
        (Reply(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), 1, ProviderError, "something else than XML"),
        (Reply(b"<a>half", cut=100), 1, BusyError, r"\(the line broke\)"),
        (Reply(b"<a>" + b"x" * 5_000_000 + b"</a>"), 1, ProviderError, "more than 5,000,000 bytes"),
        (Reply(status=302, headers=(("Location", "http://127.0.0.1:9/ask"),)), 1, ProviderError, "another host"),
        (Reply(status=302, headers=(("Location", "http://localhost/ask"),)), 1, ProviderError, "another host"),
        (Reply(status=301, headers=(("Location", "file:///etc/hostname"),)), 1, ProviderError, "another host|refused"),
    ],
)
def test_what_cannot_be_used(reply: Reply, tries: int, kind: type[ProviderError], said: str) -> None:
    with Server(reply) as server, pytest.raises(ProviderError, match=said) as caught:
        _ask(server)
    assert type(caught.value) is kind
    assert len(server.asked) == tries and not _cached()
    _tells_no_secret(caught.value)
    if isinstance(caught.value, BusyError) and dict(reply.headers):
        assert caught.value.retry_after == float(dict(reply.headers)["Retry-After"])


def _tells_no_secret(error: Exception) -> None:
    from traceback import format_exception

    assert error.__suppress_context__ or error.__context__ is None
    told = "".join(format_exception(error))
    assert SECRET not in told and "clinic@" not in str(error) and "http" not in str(error).lower()


def test_the_same_host_may_send_on() -> None:
    with Server(Reply(status=302, headers=(("Location", "/elsewhere?term=x"),)), GOOD) as server:
        assert _ask(server).value == "good"
    assert [path for path, _ in server.asked] == ["/ask", "/elsewhere"]


def test_a_slow_drip_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = iter(range(0, 1000, 11))
    monkeypatch.setattr(PACE, "clock", lambda: float(next(ticks)))
    with Server(GOOD) as server, pytest.raises(BusyError, match="took too long"):
        _ask(server)


def test_a_proxy_is_not_asked_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with Server(GOOD) as server:
        assert _ask(server).value == "good"


@pytest.mark.parametrize(
    "address",
    [
        "http://wsearch.nlm.nih.gov/ws/query",
        "http://127.0.0.1.example.org/",
        "ftp://127.0.0.1/",
        "file:///etc/hostname",
        "https://",
        "https://[broken",
        "https://host:port/",
        "nowhere",
    ],
)
def test_addresses_that_are_not_asked(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("SCRIPTGEN_TEST_URL", address)
    with Server(GOOD) as server, pytest.raises(UsageError, match=r"^SCRIPTGEN_TEST_URL names no address"):
        _ask(server)
    assert server.asked == []


def test_starts_are_kept_apart() -> None:
    now, slept = [100.0], []

    def sleep(seconds: float) -> None:
        slept.append(round(seconds, 2))
        now[0] += seconds

    pace = Pace(clock=lambda: now[0], sleep=sleep)
    for host in ("a", "a", "b", "a"):
        pace.wait(host, 0.34)
    now[0] += 10
    pace.wait("a", 0.34)
    assert slept == [0.34, 0.34]


def test_requests_go_through_the_pace(waits: list[float]) -> None:
    with Server(GOOD) as server:
        for term in ("a", "b", "c", "d"):
            _ask(server, term)
    assert len(waits) == 3 and all(0 < wait <= 3 * 0.34 for wait in waits)
