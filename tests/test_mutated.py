"""Replies broken in every way that we can think of give a draft or a ReplyError, and nothing else."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator

import pytest

from scriptgen import ReplyError
from scriptgen.answer import UnreadableError, script_of
from scriptgen.drafts import Draft
from scriptgen.exchange import ModelReply
from scriptgen.pipeline import drafting
from scriptgen.providers.wire import reply_of
from scriptgen.rulebook import rulebook
from tests.replies import brief, good, spoiled

OUTCOMES = {"ok", "refused", "truncated", "filtered", "empty", "invalid"}
ODD = [
    "",
    "null",
    "\u202e",
    "\ud83d",
    "\x00",
    "{",
    "}",
    "[",
    '"',
    "\\",
    "\\u0000",
    "1e999",
    "NaN",
    "-",
    "\n" * 300,
    "<think>",
    "```",
    "F1",
    "é",
    "💊",
    "://",
    "=cmd|' /C'",
    "{{ 7*7 }}",
    "\ud800",
]
PATHS = [
    ["hook"], ["hook", "say"], ["hook", "sources"], ["beats"], ["beats", 0], ["beats", 0, "say"], ["beats", 1, "text"], ["beats", 1, "show"],
    ["cta"], ["cta", "say"], ["disclaimer"], ["disclaimer", "text"], ["caption"], ["hashtags"], ["hashtags", 0], ["cover_text"],
]  # fmt: skip
VALUES = [
    None,
    True,
    0,
    -1.5,
    10**400,
    "",
    " ",
    "x" * 5_000,
    [],
    ["x"],
    {},
    {"say": 1},
    [None],
    ["F1", 2],
    "\u202eevil",
    "**bold** [smiles] https://x.org",
    "a\nb",
    "F99",
]


def mutants(seed: int, count: int) -> Iterator[str]:
    """Yield broken replies: bytes cut, swapped and put in, values of other kinds in fields, fields gone, whole replies of other shapes."""
    rng, whole = random.Random(seed), json.dumps(good(), ensure_ascii=False)
    for _ in range(count):
        kind = rng.randrange(5)
        if kind == 0:
            yield whole[: rng.randrange(len(whole))] + rng.choice(ODD)
        elif kind == 1:
            text = list(whole)
            for _ in range(rng.randrange(1, 6)):
                text[rng.randrange(len(text))] = rng.choice(ODD)
            yield "".join(text)
        elif kind == 2:
            reply = spoiled({".".join(map(str, rng.choice(PATHS[:-1]))): rng.choice(VALUES)})
            reply.pop(rng.choice([*reply, "none of them"]), None)
            yield json.dumps(reply)
        elif kind == 3:
            at = rng.randrange(len(whole))
            yield whole[:at] + rng.choice(ODD) * rng.randrange(1, 40) + whole[at + rng.randrange(60) :]
        else:
            yield rng.choice(["", "Sure! ", "<think>hm</think>", "[", "```json\n"]) + json.dumps(
                rng.choice(VALUES[3:] if rng.random() < 0.5 else [good()]), default=str
            )


def envelope(text: str, rng: random.Random) -> object:
    """Return what a server could send around a text, odd ones among it."""
    message: object = {"role": "assistant", "content": text}
    if rng.random() < 0.1:
        message = rng.choice(
            [
                None,
                [],
                {"content": None},
                {"content": [{"type": "text", "text": text}]},
                {"refusal": "no"},
                {"content": 3},
            ]
        )
    choice: object = {
        "message": message,
        "finish_reason": rng.choice(["stop", "stop", "length", "content_filter", None, 7]),
    }
    usage = rng.choice(
        [None, {}, {"prompt_tokens": -1}, {"prompt_tokens": "x"}, {"prompt_tokens": 5, "completion_tokens": 2}]
    )
    return {
        "choices": rng.choice([[choice]] * 8 + [[], None, [None], {}]),
        "usage": usage,
        "model": rng.choice(["m", None, 3]),
    }


def read(seed: int, count: int) -> Counter[str]:
    """Return how often each outcome came of reading that many replies; anything untyped raises."""
    wanted, rng, seen = brief(), random.Random(seed), Counter[str]()
    for text in mutants(seed, count):
        data = envelope(text, rng)
        assert isinstance(data, dict)
        reply = reply_of(data, model="m")
        assert reply.outcome in OUTCOMES
        outcome: str = reply.outcome
        if outcome == "ok":
            try:
                assert script_of(reply.text, wanted).beats
            except UnreadableError:
                outcome = "unreadable"
        seen[outcome] += 1
    return seen


def run(seed: int, count: int) -> Counter[str]:
    """Return how drafts ended that were given broken replies, in all rounds."""
    wanted, rules, rng, seen = brief(), rulebook(), random.Random(seed), Counter[str]()
    texts = list(mutants(seed, count * 4))
    for _ in range(count):
        steps = drafting(wanted, rules)
        request = next(steps)
        try:
            while True:
                text = rng.choice(texts) if request.kind == "draft" or rng.random() < 0.5 else patches(rng)
                request = steps.send(ModelReply("ok", text))
        except StopIteration as stop:
            assert isinstance(stop.value, Draft)
            seen["draft"] += 1
        except ReplyError:
            seen["reply error"] += 1
    return seen


def patches(rng: random.Random) -> str:
    """Return patches, most of which should not be taken."""
    paths = [
        "hook.say",
        "hook",
        "beats[0].say",
        "beats[99].say",
        "beats[0]",
        "beats[-1]",
        "hashtags",
        "sources",
        "__class__",
        "brand.name",
        "",
        "a" * 999,
    ]
    rows = [
        {"path": rng.choice(paths), "text": rng.choice(["", "Fine.", "x" * 900, None, 3, "\u202e"])}
        for _ in range(rng.randrange(5))
    ]
    return json.dumps({"patches": rng.choice([rows, rows, rows, None, {}, "x"])})


def test_reading_some() -> None:
    seen = read(1, 5_000)
    assert sum(seen.values()) == 5_000 and {
        "ok",
        "unreadable",
        "invalid",
        "truncated",
        "refused",
        "filtered",
        "empty",
    } <= set(seen)


def test_drafting_some() -> None:
    seen = run(2, 150)
    assert set(seen) == {"draft", "reply error"} and sum(seen.values()) == 150


@pytest.mark.long
def test_a_hundred_thousand() -> None:
    seen = sum((read(seed, 9_800) for seed in range(10)), Counter[str]()) + run(3, 2_000)
    assert sum(seen.values()) == 100_000
