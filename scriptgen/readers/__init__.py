"""Readers of meaning beside the rules' patterns: each can add findings, none can remove one."""

from __future__ import annotations

from typing import Protocol

from scriptgen.report import Finding
from scriptgen.view import View

__all__ = ["Classifier", "missing", "reader"]


class Classifier(Protocol):
    """The embedded classifier."""

    name: str

    def findings(self, view: View) -> tuple[Finding, ...]:
        """Return what it finds in a script's lines."""
        ...


def reader() -> Classifier | None:
    """Return the classifier, None where it is not installed."""
    return None


def missing() -> str:
    """Return why there is no classifier."""
    return "the embedded classifier is not part of this version"
