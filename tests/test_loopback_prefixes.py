"""The loopback server's prompt cache: what counts as seen before."""

from __future__ import annotations

from typing import Any

import pytest

from tests.loopback import Loopback
from tests.loopback.client import ask

SCHEMA = {"type": "json_schema", "json_schema": {"name": "s", "schema": {"type": "object"}}}
LONG, OTHER = "rule " * 1000, "fact " * 1000  # 1,250 tokens each
MARK = {"prompt_cache_breakpoint": {"mode": "explicit"}}


def prompt(*texts: Any, **more: Any) -> dict[str, Any]:
    return {"model": "m", "messages": [{"role": "user", "content": text} for text in texts], **more}


def marked(text: str) -> list[dict[str, Any]]:
    return [{"type": "text", "text": text, **MARK}]


EXPLICIT = {"prompt_cache_options": {"mode": "explicit"}}
IMPLICIT = {"prompt_cache_options": {"mode": "implicit"}}


@pytest.mark.parametrize(
    ("before", "now", "cached", "written"),
    [
        (prompt(LONG, "a"), prompt(LONG, "b"), 1250, None),
        (prompt(LONG, "a"), prompt(LONG, "a"), 1251, None),
        (prompt(LONG, OTHER, "a"), prompt(LONG, OTHER, "b"), 2500, None),
        (prompt(LONG, "a"), prompt(OTHER, "a"), 0, None),
        (prompt("short", "a"), prompt("short", "a"), 0, None),
        (prompt(LONG, "a"), {**prompt(LONG, "a"), "model": "n"}, 0, None),
        (prompt(LONG, "a"), prompt(LONG, "a", response_format=SCHEMA), 0, None),
        (prompt(marked(LONG), "a", **EXPLICIT), prompt(marked(LONG), "b", **EXPLICIT), 1250, 0),
        (prompt(LONG, "a", **EXPLICIT), prompt(LONG, "a", **EXPLICIT), 0, 0),
        (prompt(OTHER), prompt(marked(LONG), "b", **EXPLICIT), 0, 1250),
        (prompt(LONG, "a", **IMPLICIT), prompt(LONG, "b", **IMPLICIT), 1250, 1),
    ],
)
def test_prefixes_are_cached(before: Any, now: Any, cached: int, written: int | None) -> None:
    with Loopback() as server:
        ask(server, before)
        details = ask(server, now).data["usage"]["prompt_tokens_details"]
        assert (details["cached_tokens"], details.get("cache_write_tokens")) == (cached, written)
