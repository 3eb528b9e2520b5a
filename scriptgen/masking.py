"""Hide what could name a person or open a door in text that is kept for debugging."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["masked"]

_SHAPES = (
    ("[key]", re.compile(r"\b(?:sk|pk|rk|hf|ghp|xox[abp])[-_][\w-]{8,}|\bBearer\s+\S+", re.I)),
    ("[e-mail]", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("[address]", re.compile(r"\b(?:https?://|www\.)\S+", re.I)),
    ("[handle]", re.compile(r"(?<!\w)@\w[\w.]{2,}")),
    ("[number]", re.compile(r"\+?\(?\d(?:[\s().\-/]{0,2}\d){5,}")),
)
_LEAST = 4
"""Characters of a private text that are worth hiding: shorter ones occur in every sentence."""


def masked(text: str, private: Iterable[str] = ()) -> str:
    """Return the text with keys, addresses, handles, runs of six digits or more, and every text in `private` replaced.

    It hides shapes, not names: a name in plain words stays unless it is in `private`.
    """
    for secret in sorted({p.strip() for p in private if len(p.strip()) >= _LEAST}, key=len, reverse=True):
        text = re.sub(re.escape(secret), "[private]", text, flags=re.I)
    for name, shape in _SHAPES:
        text = shape.sub(name, text)
    return text
