"""Which fields a model is asked to rewrite, and how its patches are taken: from an allow-list, and kept only where they help."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Annotated, Any, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from scriptgen.answer import MOST, UnreadableError, cited_ids, numbered, sources_of, tags_of
from scriptgen.brief import Brief
from scriptgen.paths import field
from scriptgen.repair import Mended, mend, patched, weight
from scriptgen.report import Finding, Report
from scriptgen.rule import ERROR, WARNING, Patch
from scriptgen.script import Beat, Script
from scriptgen.text import clean, one_line
from scriptgen.view import View
from scriptgen.wording import timed

__all__ = ["REPAIR", "Task", "is_private", "rewritten", "task_of"]

_PATCH = {
    "type": "object",
    "properties": {"path": {"type": "string"}, "text": {"type": "string"}},
    "required": ["path", "text"],
    "additionalProperties": False,
}
REPAIR: Mapping[str, Any] = {
    "type": "object",
    "properties": {"patches": {"type": "array", "items": _PATCH}},
    "required": ["patches"],
    "additionalProperties": False,
}

_WRITABLE = re.compile(
    r"(?:hook|cta|beats\[\d+\])\.(?:say|text|show)|disclaimer\.(?:say|text)|(?:hook|beats\[\d+\])\.sources|caption|hashtags|cover_text"
)
_BLOCK = re.compile(r"(hook|cta|disclaimer|beats\[\d+\])(?:\.seconds)?")
_BEAT = re.compile(r"beats\[(\d+)\]")


class Task(NamedTuple):
    """What a model is asked to rewrite."""

    fields: tuple[dict[str, Any], ...]
    """Path, the text as it is, and what was found in it."""
    context: dict[str, str]
    """The lines around them, which stay."""
    droppable: tuple[str, ...]
    """Beats that an empty text drops."""

    @property
    def allowed(self) -> frozenset[str]:
        """Return the paths that a patch may have."""
        return frozenset((*(f["path"] for f in self.fields), *self.droppable))


class _Row(BaseModel):
    model_config = ConfigDict(extra="ignore")

    path: Annotated[str, BeforeValidator(lambda v: v.strip() if isinstance(v, str) else v)]
    text: Annotated[str, BeforeValidator(lambda v: "" if v is None else v)]


class _Rows(BaseModel):
    model_config = ConfigDict(extra="ignore")

    patches: list[_Row]


def is_private(report: Report) -> bool:
    """Return whether a privacy error is open: then nothing may be sent to anybody."""
    return any(f.code.startswith("PH") for f in report.errors)


def task_of(script: Script, report: Report, mendable: tuple[str, ...], brief: Brief | None = None) -> Task | None:
    """Return what a model can mend: errors, and warnings of the rules in `mendable`; None where there is nothing for it to do."""
    found: dict[str, list[str]] = {}
    for finding in report.findings:
        if _for_a_model(finding, mendable):
            for path in dict.fromkeys(p for given in (finding.path, *finding.also) for p in _fields(given)):
                found.setdefault(path, []).append(f"{finding.code}: {_short(finding.message, brief)}")
    if not found:
        return None
    rows = tuple({"path": p, "now": _now(script, p, brief), "found": told} for p, told in found.items())
    beats = sorted({int(m[1]) for path in found if path.endswith(".say") and (m := _BEAT.match(path))})
    droppable = tuple(f"beats[{i}]" for i in beats) if len(script.beats) > 1 else ()
    return Task(rows, _context(script, found), droppable)


def _for_a_model(finding: Finding, mendable: tuple[str, ...]) -> bool:
    if finding.ignored or finding.fix == "human":
        return False
    warned = finding.severity is WARNING and (finding.code in mendable or finding.reader != "pattern")
    return finding.severity is ERROR or warned


def _fields(path: str) -> tuple[str, ...]:
    """Return the fields to write for a finding's path: itself, or the texts of a block."""
    if _WRITABLE.fullmatch(path):
        return (path,)
    if block := _BLOCK.fullmatch(path):
        return (f"{block[1]}.say",)
    return ()


def _now(script: Script, path: str, brief: Brief | None) -> str:
    value = field(script, path)
    return value if isinstance(value, str) else _short(", ".join(value), brief)


def _short(text: str, brief: Brief | None) -> str:
    """Return a text with the ids of facts as the model knows them: F1, not knee-pain-rest."""
    for name, id in numbered(brief.given).items() if brief else ():
        text = re.sub(rf"(?<![\w-]){re.escape(id)}(?![\w-])", name, text)
    return text


def _context(script: Script, found: Mapping[str, Any]) -> dict[str, str]:
    """Return what is said around the failing fields: the hook, the touched beats; all beats where the hook has to be rewritten."""
    touched = {path.partition(".")[0] for path in found}
    blocks = [f"beats[{i}]" for i in range(len(script.beats)) if f"beats[{i}]" in touched or "hook" in touched]
    paths = ["hook.say", *(f"{b}.say" for b in blocks), *(["cta.say"] if "cta" in touched else [])]
    return {p: str(field(script, p)) for p in paths if p not in found and field(script, p)}


def rewritten(
    view: View,
    before: Mended,
    text: str,
    task: Task,
    brief: Brief | None,
    reasons: Mapping[str, str],
    seen: Callable[[Script, Report], Report],
) -> Mended:
    """Return the script with the patches of a reply that help, mended by code again; raise UnreadableError for a reply without any.

    Patches outside the allow-list are left out. If all together make nothing better, each is tried alone. `seen` adds to a report of the
    rules what the other readers say.
    """

    def after(mended: Mended, some: list[_Row]) -> Mended:
        done = _after(view, mended, some, brief, reasons)
        return done._replace(report=seen(done.script, done.report))

    rows = [row for row in _read(text) if row.path in task.allowed]
    best = after(before, rows)
    if weight(best.report) < weight(before.report):
        return best
    best = before
    for row in sorted(rows, key=lambda r: -int(m[1]) if (m := _BEAT.fullmatch(r.path)) else -len(view.script.beats)):
        tried = after(best, [row])
        if weight(tried.report) < weight(best.report):
            best = tried
    return best


def _read(text: str) -> list[_Row]:
    try:
        return _Rows.model_validate_json(text).patches if len(text) <= MOST else []
    except ValidationError:
        raise UnreadableError("it holds no list of patches") from None


def _after(view: View, before: Mended, rows: list[_Row], brief: Brief | None, reasons: Mapping[str, str]) -> Mended:
    script = before.script
    texts = [r for r in rows if not _BEAT.fullmatch(r.path) and not (r.path == "hook.say" and not one_line(r.text))]
    patches = [p for r in texts if (p := _patch(r, brief)).value != field(script, p.path)]
    changed = patched(script, patches)
    drops = {int(m[1]) for r in rows if (m := _BEAT.fullmatch(r.path)) and not r.text.strip()}
    kept = [i for i in range(len(script.beats)) if i not in drops] or [0]
    if brief:
        changed = _retimed(changed, {p.path.partition(".")[0] for p in patches})
    changed = changed.model_copy(update={"beats": tuple(changed.beats[i] for i in kept)})
    if brief:
        cited = {id for block in (changed.hook, *changed.beats) for id in block.sources}
        changed = changed.model_copy(update={"sources": sources_of(brief, cited)})
    done = mend(view.of(changed), reasons)
    dropped = tuple(f"beats[{i}]" for i in range(len(script.beats)) if i not in kept)
    return done._replace(
        written=(*before.written, *(p.path for p in patches), *dropped), changes=(*before.changes, *done.changes)
    )


def _patch(row: _Row, brief: Brief | None) -> Patch:
    entries = row.text.split(",")
    if row.path == "hashtags":
        return Patch(row.path, tags_of(entries))
    if row.path.endswith(".sources"):
        return Patch(row.path, cited_ids(entries, brief.given if brief else ()))
    return Patch(row.path, clean(row.text).strip() if row.path == "caption" else one_line(row.text))


def _retimed(script: Script, blocks: set[str]) -> Script:
    """Return the script with the planned seconds of changed blocks worked out anew; the others keep theirs."""

    def again(name: str, block: Any) -> Any:
        return timed(block.model_copy(update={"seconds": None})) if name in blocks else block

    beats: tuple[Beat, ...] = tuple(again(f"beats[{i}]", beat) for i, beat in enumerate(script.beats))
    parts = {name: again(name, getattr(script, name)) for name in ("hook", "cta", "disclaimer")}
    return script.model_copy(update={**parts, "beats": beats})
