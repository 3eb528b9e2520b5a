"""The embedded classifier: reads a script passage by passage and says which rule each one resembles a breach of."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Protocol

from scriptgen.readers.context import CITED, cites, helps, named_beside, opening
from scriptgen.readers.features import passages
from scriptgen.readers.wordheads import Told
from scriptgen.report import Finding
from scriptgen.rule import ERROR, WARNING, Rule
from scriptgen.rules import all_rules
from scriptgen.view import View

__all__ = ["HeadsClassifier"]

_KEPT = 4096
"""Passages whose outcome is remembered: an editor checks the same text again and again."""
_TOPIC, _OPENING = "TP", "DS"
"""The families that look at the topic and at nothing else, and at topic and hook together."""

_NO_HELP = "Topic and hook read like a red flag, and no line says how to get help"


class Heads(Protocol):
    """What looks at passages: over embeddings, or over words alone."""

    name: str
    codes: tuple[str, ...]
    """The rules that a head is useful for."""

    def told(self, text: str, codes: frozenset[str]) -> list[Told]:
        """Return the rules of these that a passage looks like a breach of."""
        ...


class HeadsClassifier:
    """Findings by the trained heads; safe to use from several threads."""

    def __init__(self, heads: Heads) -> None:
        self._heads = heads
        self._rules = {rule.code: rule for rule in all_rules() if rule.code in heads.codes}
        self.name = heads.name
        self.codes = tuple(self._rules)
        """The rules that it reads for."""
        self._topic = frozenset(code for code in self.codes if code.startswith(_TOPIC))
        self._opening = frozenset(code for code in self.codes if code.startswith(_OPENING))
        self._spoken = frozenset(self.codes) - self._topic - self._opening
        self._seen = lru_cache(maxsize=_KEPT)(self._read)

    def findings(self, view: View) -> tuple[Finding, ...]:
        """Return what it finds in a script's lines and in its topic, at most one finding for a rule and a passage."""
        return tuple(self._findings(view))

    def _findings(self, view: View) -> Iterator[Finding]:
        topic = view.script.topic.strip()
        if topic and self._topic:
            start = view.script.topic.index(topic)
            for seen in self._seen(topic, self._topic):
                yield self._finding(seen, "topic", start, topic)
        first = opening(view) if self._opening else ""
        for seen in self._seen(first, self._opening) if first else ():
            if not helps(view):
                hook = view.hook.say if view.hook.say.text.strip() else view.hook.text
                yield self._finding(seen, hook.path, 0, hook.text, _NO_HELP)
        for line in view.language if self._spoken else ():
            for start, _, text in passages(line):
                for seen in self._seen(text, self._spoken):
                    if not (seen.code in CITED and (cites(view, line) or named_beside(view, line))):
                        yield self._finding(seen, line.path, start, text)

    def _read(self, text: str, codes: frozenset[str]) -> tuple[Told, ...]:
        return tuple(self._heads.told(text, codes))

    def _finding(self, seen: Told, path: str, start: int, quote: str, says: str = "") -> Finding:
        rule: Rule = self._rules[seen.code]
        says = says or f"This reads like {rule.slug.replace('-', ' ')}"
        return Finding(
            code=rule.code,
            slug=rule.slug,
            severity=ERROR if seen.sure and ERROR in rule.raises else WARNING,
            path=path,
            span=(start, start + len(quote)),
            quote=quote,
            message=f"{says}: {seen.why}.",
            why=rule.why,
            source=str(rule.source),
            fix=rule.fix,
            reader="classifier",
        )
