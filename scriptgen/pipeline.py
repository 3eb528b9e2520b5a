"""Start here: the whole flow from a brief to a draft that has been checked. It opens no file, no socket, no clock, and draws no lots.

topic -> screen -> brief -> prompt -> provider -> script -> check -> repair -> Draft
                        \\-> compose (facts alone, no model) -/
"""

from __future__ import annotations

import json
from collections.abc import Generator, Mapping
from hashlib import sha256
from typing import Any, TypeVar

from scriptgen.answer import DRAFT, UnreadableError, numbered, script_of
from scriptgen.brief import Brief
from scriptgen.checking import inspect, read_here, read_locally, with_findings
from scriptgen.compose import compose
from scriptgen.drafts import Draft, Usage
from scriptgen.errors import ReplyError
from scriptgen.exchange import Kind, Message, ModelReply, ModelRequest
from scriptgen.paths import field
from scriptgen.prompt import draft as draft_prompt
from scriptgen.prompt import facts_rows
from scriptgen.readers.model import READ, Read, asked, read_of, unread
from scriptgen.repair import Mended, mend
from scriptgen.report import Report, Severity
from scriptgen.rewrite import REPAIR, Task, is_private, rewritten, task_of
from scriptgen.rulebook import Rulebook
from scriptgen.rules import chosen
from scriptgen.script import Script
from scriptgen.view import View

__all__ = ["Steps", "drafting", "from_facts", "mending", "reading"]

T = TypeVar("T")
Steps = Generator[ModelRequest, ModelReply, T]
"""A run: it yields requests, is sent replies, and returns what it was for."""

TRIES = 2
"""Requests for a first script; a second one only where the first reply could not be read."""
ROUNDS = 2
"""Requests for repairs."""
READ_ROOM = 1_500
"""Tokens for what a reading finds: some twenty findings."""
TAKES = 6
"""Fills of one hook that are tried for one without findings; the facts library rarely needs a second."""


def drafting(brief: Brief, rules: Rulebook) -> Steps[Draft]:
    """Return the Draft that a model writes: one request for the script, one to read it, then at most two for the fields that fail.

    Raises ReplyError where no script could be made of the replies. What still fails at the end is in the report.
    """
    script, usage, model = yield from _written(brief, rules)
    view = View(
        script,
        brand=brief.brand,
        aliases=brief.aliases,
        draft=True,
        target=brief.seconds,
        today=rules.today,
        pack=rules.pack,
    )
    done, spent = yield from mending(view, rules, brief)
    return Draft(
        script=done.script,
        report=done.report,
        usage=usage + spent,
        model=model,
        rewritten=done.written,
        redacted=brief.redacted,
    )


def mending(view: View, rules: Rulebook, brief: Brief | None = None) -> Steps[tuple[Mended, Usage]]:
    """Return the script of `view` mended, by code first and then by a model, and what that took.

    Without a brief it is somebody's own script: planned seconds and sources stay as they are.
    """
    done, usage = mend(view, rules.reasons), Usage()
    read, spent = yield from _read(view.of(done.script), done.report, 0, rules, brief)
    usage += spent

    def seen(script: Script, report: Report) -> Report:
        now = view.of(script)
        return with_findings(read_locally(now, report, rules.reasons), read.still(script), read.rows, rules.reasons)

    done = done._replace(report=seen(done.script, done.report))
    for turn in range(ROUNDS):
        task = task_of(done.script, done.report, rules.pack["mend"], brief)
        if not task or is_private(done.report):
            break
        reply = yield _repair(task, turn, done.script, rules, brief)
        usage += reply.usage
        if reply.outcome != "ok":
            continue
        try:
            done = rewritten(view, done, reply.text, task, brief, rules.reasons, seen)
        except UnreadableError:
            continue
    if done.written:
        read, spent = yield from _read(view.of(done.script), done.report, 1, rules, brief)
        usage += spent
        done = done._replace(report=seen(done.script, inspect(view.of(done.script), reasons=rules.reasons)))
    return done, usage


def _read(view: View, report: Report, turn: int, rules: Rulebook, brief: Brief | None) -> Steps[tuple[Read, Usage]]:
    """Return what a model found on reading the script, and what that took; nothing is sent with an open privacy error."""
    wanted = tuple(rules.pack["read"])
    if not rules.read:
        return unread(wanted, "no model was asked to read it"), Usage()
    if is_private(report):
        return unread(wanted, "an open privacy error: nothing was sent to a model"), Usage()
    digest = brief.digest if brief else ""
    reply = yield _request("read", turn, asked(view), READ, READ_ROOM, rules, digest, rules.read)
    return read_of(reply, view, wanted, tuple(rules.pack["read_sure"])), reply.usage


def reading(view: View, rules: Rulebook, select: tuple[str, ...] = ()) -> Steps[tuple[Report, Usage]]:
    """Return the report of all readers on a script, and what the model's reading took."""
    report = inspect(view, select=select, reasons=rules.reasons)
    read, usage = yield from _read(view, report, 0, rules, None)
    local = read_locally(view, report, rules.reasons, select)
    wanted = {rule.code for rule in chosen(select)}
    found = tuple(f for f in read.findings if f.code in wanted)
    return with_findings(local, found, read.rows, rules.reasons), usage


def _written(brief: Brief, rules: Rulebook) -> Steps[tuple[Script, Usage, str]]:
    """Return the first script that can be read, what it took, and who wrote it."""
    usage, user = Usage(), draft_prompt(brief, rules.templates, rules.pack, rules.today.year)
    room, why, reply = 700 + round(brief.seconds * 25), "", ModelReply("empty")
    for turn in range(TRIES):
        again = f"\nYour last answer could not be used: {why}. Send the whole JSON object.\n" if why else ""
        reply = yield _request("draft", turn, user + again, DRAFT, room, rules, brief.digest)
        usage += reply.usage
        if reply.outcome == "ok":
            try:
                return script_of(reply.text, brief), usage, reply.model
            except UnreadableError as error:
                why = str(error)
        elif reply.outcome in ("refused", "filtered"):
            break  # the same words would meet the same answer
        else:
            why = reply.why or {"truncated": "it was cut off at the limit", "empty": "it was empty"}.get(
                reply.outcome, ""
            )
            room *= 2 if reply.outcome == "truncated" else 1
    outcome = "invalid" if reply.outcome == "ok" else reply.outcome
    said = {"refused": "the model declined to write on it", "filtered": "the host's content filter stopped the answer"}
    detail = said.get(outcome) or f"the model's answers could not be used ({why or outcome})"
    raise ReplyError(f"{detail}; word the topic differently, try another --model, or --model facts", outcome)


def _repair(task: Task, turn: int, script: Script, rules: Rulebook, brief: Brief | None) -> ModelRequest:
    user = rules.templates.render(
        "repair.j2",
        topic=script.topic,
        fields=task.fields,
        context=task.context,
        droppable=task.droppable,
        facts=_facts_for(task, script, brief) if brief else [],
    )
    room = 300 + 2 * sum(len(f["now"]) for f in task.fields)
    return _request("repair", turn, user, REPAIR, room, rules, brief.digest if brief else "")


def _facts_for(task: Task, script: Script, brief: Brief) -> list[dict[str, str | int]]:
    """Return the facts that the failing blocks cite; all where a citation itself is at fault, or nothing is cited."""
    blocks = {f["path"].partition(".")[0] for f in task.fields}
    cited = {id for block in blocks for id in field(script, f"{block}.sources") or ()}
    whole = any(f["path"].endswith(".sources") for f in task.fields) or not cited
    wanted = {short for short, id in numbered(brief.given).items() if whole or id in cited}
    return [row for row in facts_rows(brief.given, brief.library) if row["id"] in wanted]


def _request(
    kind: Kind, turn: int, user: str, schema: Any, room: int, rules: Rulebook, brief: str, system: str = ""
) -> ModelRequest:
    messages = (Message("system", system or rules.system), Message("user", user))
    parts = json.dumps([kind, turn, messages, schema, room, rules.digest, brief])
    return ModelRequest(kind, turn, messages, schema, room, sha256(parts.encode()).hexdigest())


def from_facts(brief: Brief, reasons: Mapping[str, str] | None = None) -> Draft:
    """Return the Draft for a brief, word for word: the first fill of its hook without errors or warnings, else the one with the fewest.

    `reasons` are ignored rules with their reasons.
    """
    best: Mended | None = None
    for take in range(TAKES):
        view = View(compose(brief, take), brand=brief.brand, aliases=brief.aliases, draft=True, target=brief.seconds)
        done = mend(view, reasons)
        if best is None or _faults(done) < _faults(best):
            best = done
        if _faults(best) == (0, 0):
            break
    assert best is not None
    report = read_here(view.of(best.script), best.report, reasons)
    return Draft(
        script=best.script,
        report=report,
        model="facts",
        redacted=brief.redacted,
        seed=brief.seed,
        reviewed_by=brief.facts.reviewed_by,
    )


def _faults(done: Mended) -> tuple[int, int]:
    return len(done.report.errors), sum(f.severity is Severity.WARNING for f in done.report.findings)
