"""What a failure means, and how long to wait."""

from __future__ import annotations

import pytest

from scriptgen.errors import AccessError, BusyError, ReplyError, ScriptgenError, UsageError
from scriptgen.providers import retry
from scriptgen.providers.retry import Addressee, Policy

NOW = 1_795_000_000.0  # Wed, 18 Nov 2026 11:06:40 GMT


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after-ms": "700"}, 0.7),
        ({"retry-after": "2"}, 2.0),
        ({"retry-after": "1.5"}, 1.5),
        ({"retry-after-ms": "700", "retry-after": "9"}, 0.7),
        ({"retry-after-ms": "soon", "retry-after": "9"}, 9.0),
        ({"retry-after": "Wed, 18 Nov 2026 11:07:10 GMT"}, 30.0),
        ({"retry-after": "Wed, 18 Nov 2026 11:06:00 GMT"}, None),
        ({"retry-after": "Thu, 99 Nov 2026 11:06:00 GMT"}, None),
        *[({"retry-after": text}, None) for text in ("", "0", "-3", "nan", "inf", "1e999", "soon", "\x00")],
        ({}, None),
    ],
)
def test_what_the_host_asks_for(headers: dict[str, str], seconds: float | None) -> None:
    assert retry.asked_wait(headers, NOW) == seconds


@pytest.mark.parametrize(
    ("attempt", "longest"), [(0, 0.5), (1, 1.0), (2, 2.0), (3, 4.0), (5, 16.0), (6, 20.0), (5000, 20.0)]
)
def test_full_jitter(attempt: int, longest: float) -> None:
    policy = Policy()
    assert [policy.wait(attempt, {}, lambda part=part: part, NOW) for part in (0.0, 0.5, 1.0)] == [
        0.0,
        longest / 2,
        longest,
    ]
    assert policy.wait(attempt, {"retry-after": "7"}, lambda: 1.0, NOW) == 7.0


def body(code: object = None, message: str = "", type: str = "", param: str | None = None) -> dict[str, object]:
    return {"error": {"message": message, "type": type, "param": param, "code": code}}


OVER = "This model's maximum context length is 4096 tokens."
CALLED = "the model `m` does not exist"


@pytest.mark.parametrize(
    ("status", "headers", "data", "kind", "again"),
    [
        (429, {}, body("rate_limit_exceeded"), BusyError, True),
        (429, {}, body("insufficient_quota"), AccessError, False),
        (429, {"x-should-retry": "true"}, body("insufficient_quota"), AccessError, False),
        (429, {}, body(None, type="insufficient_quota"), AccessError, False),
        (429, {}, body("billing_hard_limit_reached"), AccessError, False),
        (429, {}, body("rate_limit_exceeded", "Request too large for m on tokens per min"), UsageError, False),
        (402, {}, {"error": "Insufficient Balance"}, AccessError, False),
        (401, {}, body("invalid_api_key"), AccessError, False),
        (401, {"x-should-retry": "true"}, None, AccessError, False),
        (403, {}, body("unsupported_country_region_territory"), AccessError, False),
        (403, {}, body("model_not_found"), UsageError, False),
        (404, {}, body("model_not_found"), UsageError, False),
        (404, {}, body(None, 'model "m" not found, try pulling it first'), UsageError, False),
        (404, {}, {"object": "error", "message": CALLED, "type": "NotFoundError", "code": 404}, UsageError, False),
        (404, {}, None, UsageError, False),
        (308, {}, None, UsageError, False),
        (400, {}, body("context_length_exceeded"), UsageError, False),
        (400, {}, body(400, OVER, "BadRequestError"), UsageError, False),
        (400, {}, {"error": {"code": 400, "type": "exceed_context_size_error", "message": "x"}}, UsageError, False),
        (413, {}, None, UsageError, False),
        (400, {}, body("invalid_value"), ReplyError, False),
        (400, {"x-should-retry": "true"}, body("invalid_value"), BusyError, True),
        *[(status, {}, None, BusyError, True) for status in (408, 409, 429, 500, 502, 503, 504, 529)],
        (503, {"x-should-retry": "false"}, None, BusyError, False),
        (500, {}, ["odd"], BusyError, True),
        (422, {}, {"detail": [{"loc": None}]}, ReplyError, False),
    ],
)
@pytest.mark.parametrize("label", ["openai", "ollama", "local"])
@pytest.mark.parametrize("key", [False, True])
def test_what_a_status_means(
    status: int, headers: dict[str, str], data: object, kind: type[ScriptgenError], again: bool, label: str, key: bool
) -> None:
    failure = retry.of_status(status, headers, retry.said(data), Addressee("h:1", "m", label, key))
    assert (failure.kind, failure.again) == (kind, again)
    message = str(failure.error())
    assert "; " in message and any(who in message for who in ("h:1", "OPENAI_API_KEY"))
    assert CALLED not in message and OVER not in message


@pytest.mark.parametrize(
    ("status", "label", "key", "message"),
    [
        (
            401,
            "openai",
            True,
            "the host h:1 refused the key in OPENAI_API_KEY (401); check it, or draft without a model: --model facts",
        ),
        (
            401,
            "openai",
            False,
            "the host h:1 asks who you are (401); set OPENAI_API_KEY, or draft without a model: --model facts",
        ),
        (
            401,
            "ollama",
            False,
            "the host h:1 asks who you are (401); sign in with `ollama signin`, or draft without a model: --model facts",
        ),
        (404, "ollama", False, "the host h:1 has no model 'm' (404); `ollama pull m` fetches it, `ollama list` shows"),
        (404, "openai", True, "the host h:1 has no model 'm' (404); `scriptgen doctor --model openai` lists"),
        (
            402,
            "openai",
            True,
            "the account behind OPENAI_API_KEY has no credit left (402); add credit, or use --model facts",
        ),
    ],
)
def test_words(status: int, label: str, key: bool, message: str) -> None:
    error = retry.said(body(None, CALLED) if status == 404 else None)
    assert str(retry.of_status(status, {}, error, Addressee("h:1", "m", label, key)).error()).startswith(message)


@pytest.mark.parametrize(
    ("tries", "wait", "ends"),
    [
        (1, None, "(503); try again later, or draft without a model: --model facts"),
        (5, None, "(503), also at try 5; try again later, or draft without a model: --model facts"),
        (1, 90.0, "(503), and asks to wait 90 s; try again after that, or draft without a model: --model facts"),
        (1, 4000.0, "asks to wait 67 min; try again after that, or draft without a model: --model facts"),
        (1, 90000.0, "asks to wait 25 h; try again after that, or draft without a model: --model facts"),
    ],
)
def test_what_is_raised_at_last(tries: int, wait: float | None, ends: str) -> None:
    error = retry.of_status(503, {}, retry.said(None), Addressee("h", "m")).error(tries, wait)
    assert isinstance(error, BusyError) and error.retry_after == wait and str(error).endswith(ends)


@pytest.mark.parametrize(
    ("loss", "label", "kind", "again", "said"),
    [
        ("unreachable", "openai", BusyError, True, "the host h cannot be reached; check the connection"),
        ("refused", "openai", BusyError, False, "nothing answers at h; check its address"),
        (
            "refused",
            "ollama",
            BusyError,
            False,
            "nothing answers at h; start Ollama (`ollama serve`), or set OLLAMA_HOST",
        ),
        ("certificate", "openai", UsageError, False, "the certificate of h is not one that this machine trusts"),
        ("lost", "openai", BusyError, True, "the connection to h broke before the reply was whole"),
        ("late", "openai", BusyError, False, "no whole reply came from h within 120 s"),
        ("garbled", "local", BusyError, True, "h sent something that is no JSON object"),
    ],
)
def test_what_a_loss_means(loss: retry.Loss, label: str, kind: type[ScriptgenError], again: bool, said: str) -> None:
    failure = retry.of_loss(loss, Addressee("h", "m", label), 119.9999)
    assert (failure.kind, failure.again) == (kind, again)
    assert str(failure.error()).startswith(said)


@pytest.mark.parametrize(
    ("status", "data", "filtered"),
    [
        (400, body("content_filter", param="prompt"), True),
        (400, {"error": {"code": "x", "innererror": {"code": "ResponsibleAIPolicyViolation"}}}, True),
        (400, body("content_policy_violation"), True),
        (400, body("invalid_value", "mentions content_filter only in passing"), False),
        (500, body("content_filter"), False),
    ],
)
def test_filters(status: int, data: object, filtered: bool) -> None:
    assert retry.is_filter(status, retry.said(data)) is filtered
