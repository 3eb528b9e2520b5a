"""What is hidden in text that is kept for debugging, and what stays readable."""

from __future__ import annotations

import pytest

from scriptgen.masking import masked


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("key sk-proj-abcdef1234567890 here", "key [key] here"),
        ("Authorization: Bearer abc.def.ghi", "Authorization: [key]"),
        ("write to ana.ruiz+x@clinic.example.org now", "write to [e-mail] now"),
        ("see https://example.org/a?b=c today", "see [address] today"),
        ("call (555) 010-2233", "call [number]"),
        ("MRN 00123456", "MRN [number]"),
        ("born 1971-03-04", "born [number]"),
        ("ask @jane.doe_81", "ask [handle]"),
        ("I see Maria Canary every week", "I see [private] every week"),
        ("the MARIA CANARY case", "the [private] case"),
    ],
)
def test_hidden(text: str, told: str) -> None:
    assert masked(text, ("maria canary", "  ", "ab")) == told


@pytest.mark.parametrize(
    "text", ["Call 911 now.", "Under 130 over 80", "3 tips from 2022", "People who jog", "F12, F13"]
)
def test_kept(text: str) -> None:
    assert masked(text, ("", "abc")) == text
