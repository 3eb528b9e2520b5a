"""A rule as a page of documentation: the same for scriptgen explain and for docs/rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scriptgen.rule import Example, Rule

__all__ = ["page"]

_WHO = {"code": "`scriptgen fix` mends it.", "model": "A rewrite mends it.", "human": "Only a person can mend it."}


def page(rule: Rule) -> str:
    """Return the rule's page in Markdown."""
    raises = " or ".join(s.value for s in rule.raises)
    source = rule.source
    lines = [
        f"# {rule.code} {rule.slug}",
        "",
        f"Raises: {raises}. {_WHO[rule.fix]}",
        "",
        "## What it reports",
        "",
        *[f"- {message}" for message in rule.messages.values()],
        "",
        "## Why",
        "",
        rule.why,
        "",
        *(["## What the writer is told", "", rule.guidance, ""] if rule.guidance else []),
        "## Source",
        "",
        f"{source.publisher}: {source.title}, {source.year}. Confidence: {source.confidence}; checked {source.checked_on}.{f' {source.note[0].upper()}{source.note[1:]}.' if source.note else ''}",
        "",
        "## Fires on",
        "",
        *_examples(rule.bad),
        "",
        "## Leaves alone",
        "",
        *_examples(rule.good),
        "",
        *(["## What it cannot see", "", rule.cannot, ""] if rule.cannot else []),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _examples(examples: tuple[Example, ...]) -> Iterator[str]:
    for example in examples:
        told = [f"`{path}` {_shown(value)}" for path, value in example.set.items()]
        told += [f"a brand with {name} {_shown(value)}" for name, value in example.brand.items()]
        told += ["as our own draft"] * example.draft + (
            [f"with a brief of {example.seconds:g} seconds"] if example.seconds else []
        )
        told += [f"a cue from {start:g} to {end:g} s: {_shown(text)}" for start, end, text in example.cues]
        told += [f"checked on {example.today.isoformat()}"] if example.today != Example({}).today else []
        level = f"{example.raises.value}: " if example.raises else ""
        yield f"- {level}{'; '.join(told) or 'the plain example'}{f' ({example.note})' if example.note else ''}"


def _shown(value: Any) -> str:
    text = str(value) if not isinstance(value, str) else value
    if not text:
        return "empty"
    text = text if len(text) <= 160 else f"{text[:120]} ... ({len(text):,} characters)"
    return "`` " + text.replace("\n", "⏎") + " ``" if "`" in text else f"`{text}`".replace("\n", "⏎")
