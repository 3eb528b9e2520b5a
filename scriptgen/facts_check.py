"""Facts of one's own: checked by the rules that look at what is said, and kept beside the others."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from scriptgen.checking import inspect
from scriptgen.claims.support import support
from scriptgen.errors import InputError
from scriptgen.facts.files import FORMS, Header, headers, heads_of, read_facts
from scriptgen.facts.model import FactFile
from scriptgen.report import Severity
from scriptgen.script import Beat, Hook, Script
from scriptgen.text import sentences
from scriptgen.view import View

__all__ = ["Added", "Fault", "add_facts", "faults"]

LOOKED_AT = ("PH", *(f"CL{n}" for n in (*range(101, 109), *range(112, 119))), "RS", "CP104")
"""Rules for a claim that stands alone; length, hook and calls to action are the script's."""

_AFFIRMED = re.compile(
    r"^\W*(?:yes|yep|yeah|no|nope|true|right|correct|sure|absolutely|exactly|indeed)\b[\s,.!:;–-]+", re.IGNORECASE
)
"""What opens an answer; it leaves open what the answer then says."""
_MOST = 0.8
"""Share of a sentence that a belief must hold to be what the sentence says."""


class Fault(NamedTuple):
    """What a rule has against one claim."""

    topic: str
    id: str
    severity: Severity
    code: str
    message: str


class Added(NamedTuple):
    """What became of a file."""

    path: Path
    """Where it is kept."""
    topics: tuple[str, ...]
    replaces: tuple[str, ...]
    """Bundled topics that it takes the place of."""
    faults: tuple[Fault, ...]
    """With an error among them nothing was kept."""

    @property
    def kept(self) -> bool:
        """Return whether the file was kept."""
        return not any(fault.severity is Severity.ERROR for fault in self.faults)


def faults(file: str | Path) -> tuple[Fault, ...]:
    """Return what the rules have against the claims of a fact file (TOML, CSV, Markdown list); raise InputError where it is none."""
    return tuple(fault for head in _heads(Path(file)) for fault in _faults(read_facts(head)))


def add_facts(file: str | Path, folder: str | Path) -> Added:
    """Copy a fact file into a folder of one's own, unless a claim breaks a rule; raise InputError for a file that cannot be read.

    A file of the same name with other words is left alone: InputError names it. Nothing is ever half written.
    """
    source, target = Path(file), Path(folder) / Path(file).name
    heads = _heads(source)
    content = source.read_bytes()
    if target.is_dir():
        raise InputError(f"{str(target)!r} is a folder; name another place")
    if target.exists() and target.read_bytes() != content:
        raise InputError(f"{str(target)!r} is there already and differs; rename {source.name!r} or remove the old one")
    bundled = {head.topic.casefold() for head in headers() if head.bundled}
    added = Added(
        path=target,
        topics=tuple(head.topic for head in heads),
        replaces=tuple(head.topic for head in heads if head.topic.casefold() in bundled),
        faults=faults(source),
    )
    if added.kept and not target.exists():
        spare = target.with_name(f".{target.name}.part")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            spare.write_bytes(content)
            spare.replace(target)
        except OSError as error:
            with suppress(OSError):
                spare.unlink(missing_ok=True)
            raise InputError(f"cannot write {str(target)!r}: {error.strerror or error}") from None
    return added


def _heads(path: Path) -> tuple[Header, ...]:
    if path.suffix.lower() not in FORMS:
        raise InputError(f"{str(path)!r} is none of {', '.join(FORMS)}; facts come as TOML, CSV or a Markdown list")
    if not path.is_file():
        raise InputError(f"no facts at {str(path)!r}; name a fact file")
    heads = heads_of(path, path.stat().st_mtime_ns)
    for head in heads:
        read_facts(head)  # the whole of it, so that a fault behind the head is told now
    return heads


def _repeats(say: str, belief: str) -> bool:
    """Return whether an answer says the belief itself instead of answering it: "Yes. Vinegar cures diabetes." """
    told = (support(piece.text, [belief]) for piece in sentences(_AFFIRMED.sub("", say))) if belief else ()
    return any(found.verdict == "supported" and found.share >= _MOST for found in told)


def _faults(facts: FactFile) -> Iterable[Fault]:
    for item in facts.items:
        question = getattr(item, "question", "") or f"What should you know about {facts.topic}?"
        belief = getattr(item, "belief", "")
        said = (
            _AFFIRMED.sub("", item.say)
            if _repeats(item.say, belief)
            else f"{question} {item.say}"
            if belief
            else item.say
        )
        script = Script(
            topic=facts.topic,
            hook=Hook(say=question),
            beats=(Beat(say=said, text=item.text, show=item.show, sources=(item.id,)),),
            sources=(facts.row(item),),
        )
        bare = script.model_copy(update={"sources": ()})  # a promise is one, whatever it cites
        told = (*inspect(View(bare), select=LOOKED_AT).findings, *inspect(View(script), select=("CL109",)).findings)
        seen = {
            Fault(facts.topic, item.id, found.severity, found.code, found.message)
            for found in told
            if found.path.startswith("beats") and found.severity is not Severity.INFO
        }
        yield from sorted(seen, key=lambda fault: (fault.severity.value, fault.code))
