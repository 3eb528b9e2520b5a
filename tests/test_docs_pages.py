"""The pages on library, models and data: their examples run, and what they say in names and numbers is what the code does."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import scriptgen
from scriptgen import config, pipeline
from scriptgen.brand import Brand
from scriptgen.cli import unfinished
from scriptgen.exchange import Message, ModelReply
from scriptgen.pricing import checked_on, default_model, price_of
from scriptgen.providers import capability, local, openai, wire
from scriptgen.providers.capability import Capability
from scriptgen.providers.naming import choose
from scriptgen.providers.retry import Policy
from scriptgen.rules import all_rules
from tests.conftest import Ran
from tests.loopback import Fault, Loopback
from tests.replies import TOPIC, good, spoiled

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("library.md", "models.md", "data.md", "batch.md")
WEAK = spoiled({"hook.say": "Hello and welcome!"})
PATCH = {"patches": [{"path": "hook.say", "text": "Should you rest a sore knee?"}]}
HURRIED = "3 knee pain myths"
"""The topic on which the server of these tests is too busy for a repair, once."""


class Block(NamedTuple):
    """One fenced block of a page."""

    line: int
    kind: str
    text: str
    output: str
    """The text block right after it, which is what it prints."""


def words(page: str) -> str:
    """Return a page with its line breaks as spaces, for sentences that run over them."""
    return " ".join((ROOT / "docs" / page).read_text(encoding="utf-8").split())


def blocks(page: str, kind: str) -> Iterator[Block]:
    """Yield the blocks of a kind, in order."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    for found in re.finditer(r"^```(\w+)\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?", text, re.DOTALL | re.MULTILINE):
        if found[1] == kind:
            yield Block(text.count("\n", 0, found.start(2)), found[1], found[2], found[3] or "")


def prints(shown: str, printed: str) -> bool:
    """Return whether that is what was printed; `...` stands for anything."""
    pattern = ".*".join(map(re.escape, shown.strip("\n").split("...")))
    return re.fullmatch(pattern, printed.strip("\n"), re.DOTALL) is not None


def player() -> Callable[[dict[str, Any]], str | Fault]:
    """Return what plays the model: good drafts, but for one topic, and a patch for each repair."""
    turned_away: list[str] = []

    def answer(body: dict[str, Any]) -> str | Fault:
        asked = body["messages"][-1]["content"]
        hurried = json.dumps(HURRIED) in asked
        kind = body["response_format"]["json_schema"]["name"]
        if kind == "read":
            return json.dumps({"findings": []})
        if kind == "draft":
            return json.dumps(WEAK if hurried else good())
        if hurried and not turned_away:
            turned_away.append(asked)
            return Fault.rate_limited("3600")
        return json.dumps(PATCH)

    return answer


@pytest.mark.parametrize("page", ["library.md", "models.md", "batch.md"])
def test_the_examples_run_and_print_what_is_shown(
    page: str, here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = list(blocks(page, "python"))
    assert found
    space: dict[str, Any] = {"__name__": "page"}
    with Loopback(player()) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        for block in found:
            exec(compile("\n" * block.line + block.text, f"docs/{page}", "exec"), space)
            printed = capsys.readouterr().out
            assert prints(block.output, printed), f"docs/{page}, line {block.line + 1}, printed:\n{printed}"


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("a\n", "a\n", True),
        ("a, ...\n", "a, b\nc\n", True),
        ("a\n", "b\n", False),
        ("", "a\n", False),
        ("a\n", "", False),
        ("a...", "ba", False),
    ],
)
def test_output_is_compared(shown: str, printed: str, same: bool) -> None:
    assert prints(shown, printed) is same


def commands() -> list[tuple[int, dict[str, str], list[str]]]:
    """Return each scriptgen command of models.md with its line and what is exported before it."""
    found = []
    for block in blocks("models.md", "sh"):
        lines = [shlex.split(line) for line in block.text.splitlines()]
        env = dict(line[1].split("=", 1) for line in lines if line[0] == "export")
        found += [(block.line, env, line[1:]) for line in lines if line[0] == "scriptgen"]
    return found


@pytest.mark.parametrize(("line", "env", "arguments"), [c for c in commands() if "local:" not in " ".join(c[2])])
def test_the_commands_reach_the_model_that_they_name(
    line: int, env: dict[str, str], arguments: list[str], run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "examples", "examples")
    name = arguments[arguments.index("--model") + 1] if "--model" in arguments else None
    for variable, value in env.items():
        monkeypatch.setenv(variable, value)
    provider = choose(name)
    assert provider is not None
    if url := env.get("OPENAI_BASE_URL"):
        assert url.split("/")[2].lower() == provider.host
    with Loopback(player(), models=["the-only-one"]) as server:
        for variable in ("OPENAI_BASE_URL", "OLLAMA_HOST"):
            monkeypatch.setenv(variable, server.base_url)
        ran = run(*arguments)
    assert ran.code == 0, f"docs/models.md, line {line + 1}: {ran.err}"
    asked = Path(name).name if name and name.startswith("fake:") else (name or "openai:the-only-one")
    assert f"{asked} at " in ran.err


def test_a_local_file_is_looked_for_before_anything_else(run: Callable[..., Ran]) -> None:
    (arguments,) = [c[2] for c in commands() if "local:" in " ".join(c[2])]
    ran = run(*arguments)
    assert ran.code == 2 and "model.gguf cannot be read" in ran.err


def test_the_settings_shown_are_taken(here: Path) -> None:
    (block,) = blocks("models.md", "toml")
    (here / "scriptgen.toml").write_text(block.text, encoding="utf-8")
    settings = config.load()
    price = price_of("house-writer", settings.prices)
    assert price is not None and (price.input, price.cached, price.output) == (0.5, 0.05, 2.0)
    assert (settings.model, settings.timeout) == ("openai:house-writer", 300)


def test_the_table_of_request_fields_is_complete() -> None:
    part = (ROOT / "docs" / "models.md").read_text(encoding="utf-8").partition("## What is sent in a request")[2]
    cells = [row.split("|")[1] for row in part.partition("## ")[0].splitlines() if row.startswith("| `")]
    messages = (Message("system", "Be brief."), Message("user", "Hello."))
    request, sent = replace(capability.PROBE, messages=messages), set()
    for format in ("json_schema", "json_object", "prompt"):
        for limit in ("max_tokens", "max_completion_tokens"):
            body = wire.body(request, Capability(format, limit, "none", True, True, 1), model="m")
            sent |= {*body, *body["messages"][0]["content"][0]}
    assert set(re.findall(r"`(\w+)`", " ".join(cells))) == sent - {"type", "text"}


def test_the_brand_fields_that_are_told_are_those_that_are_listed(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
    told, untold = (set(re.findall(r"`(\w+)`", line)) for line in re.findall(r"^Brand fields that .*$", text, re.M))
    assert told | untold == set(Brand.model_fields) and not told & untold
    empty = Brand().model_dump()
    brand = {name: [f"canary {name}"] if isinstance(empty[name], tuple) else f"canary {name}" for name in told | untold}
    with Loopback(player()) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        scriptgen.draft(TOPIC, model="openai:m", brand=brand | {"jurisdiction": "uk"})
    sent = json.dumps([asked.body for asked in server.requests])
    assert {name for name in told | untold if f"canary {name}" in sent} == told and '"uk"' not in sent


def test_fix_sends_what_is_listed_and_no_more(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = scriptgen.draft(TOPIC, model="facts", seed=4).script.model_dump()
    long = "We walk on the flat path by the lake near the clinic " * 4
    for part in ("cta", "disclaimer"):
        script[part]["show" if part == "cta" else "text"] += " canary"
    script["beats"][0]["say"], script["beats"][1]["say"] = long, script["beats"][1]["say"] + " Canary."
    script["caption"] += " Canary."
    script["brand"] |= {"name": "Canary", "phone": "canary", "npi": "canary"}
    script["consent"] = {"id": "canary"}
    for source in script["sources"]:
        source["quote"] += " canary"
    with Loopback(json.dumps({"patches": []})) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        scriptgen.fix(script, model="openai:m")
    sent = json.dumps([asked.body for asked in server.requests])
    assert long.strip() in sent and script["hook"]["say"] in sent and "canary" not in sent.lower()


def test_files_on_this_machine_are_as_listed(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Loopback(player()) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        scriptgen.draft(TOPIC, model="openai:m")
    cache = here / "cache"
    assert [path.name for path in cache.iterdir()] == ["servers.json"]
    assert not re.search(r"knee|sk-", (cache / "servers.json").read_text(encoding="utf-8"))
    assert unfinished.keep({"a": ModelReply("ok", "{}")})
    for path in cache.iterdir():
        assert f"`{path.name}`" in words("data.md") and path.stat().st_mode & 0o077 == 0


MOST = pipeline.TRIES + pipeline.ROUNDS + 2


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("library.md", f"{Policy().deadline:g} by default, {openai.NEAR:g} for a server on this machine"),
        ("library.md", f"{local.DEADLINE:,.0f} for `local:`"),
        ("library.md", f"at most {('five', 'six', 'seven')[MOST - 5]}"),
        ("library.md", f"of {('seven', 'eight', 'nine')[MOST - 5]} times `timeout`"),
        ("models.md", f"has {Policy().deadline:g} seconds with all its tries, {openai.NEAR:g} at a server on"),
        ("models.md", f"up to {Policy().tries} times, with growing waits of at most {Policy().cap:g} seconds"),
        ("models.md", f"OpenAI's default is {default_model()}: on {checked_on()}"),
        ("models.md", f"looked at on {checked_on()}"),
    ],
)
def test_numbers_are_those_of_the_code(page: str, said: str) -> None:
    assert said in words(page)


def test_what_the_screen_does_is_said() -> None:
    screens = {rule.code for rule in all_rules() if rule.screen}
    assert {"PH101", "PH102", "TP102"} <= screens
    assert "are screened" in words("data.md") or "is screened" in words("data.md")


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#([\w-]+))?\)", (ROOT / "docs" / page).read_text(encoding="utf-8")):
        path = ROOT / "docs" / target[0]
        assert path.exists(), target
        if target[1]:
            heads = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
            assert target[1] in [re.sub(r"[^\w -]", "", head).lower().replace(" ", "-") for head in heads], target
