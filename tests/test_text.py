"""Sentences, words, stems, cleaning."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scriptgen.text import clean, content_stems, fold, phrase_breaks, sentences, slugify, stem, words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Rest. Ice. Move.", 3),
        ("Dr. Ruiz says so.", 1),
        ("Take it at 8 a.m. with food.", 1),
        ("It is 6.5 now. Fine.", 2),
        ("Really?! Yes.", 2),
        ("See e.g. the knee.", 1),
        ("One line\nanother line", 2),
        ('"Is it?" she asked. No.', 3),
        ("", 0),
        ("...", 0),
        ("No stop at all", 1),
        ("Ends in a gap. ", 1),
        (" Begins with one", 1),
        ("Ask Dr.", 1),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@given(st.text(max_size=200))
def test_offsets_hold(text: str) -> None:
    assert len(fold(text)) == len(text)
    for piece in sentences(text):
        assert text[piece.start : piece.end] == piece.text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("knees", "knee"),
        ("running", "run"),
        ("myths", "myth"),
        ("allergies", "allergy"),
        ("doctor's", "doctor"),
        ("stopped", "stop"),
        ("exercising", "exercise"),
        ("patches", "patch"),
    ],
)
def test_stems_meet(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("ring", "red"), ("string", "stred"), ("bus", "bu"), ("illness", "illne")])
def test_stems_stay_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_content_stems_leave_function_words_out() -> None:
    assert content_stems("What will it do to your knees?") == {"knee"}


def test_clean_strips_what_hides() -> None:
    assert clean("a\u202eb\u200bc\x00d\r\ne\tf") == "abcd\ne\tf"
    assert clean("👩\u200d⚕️") == "👩\u200d⚕️"


@given(st.text(max_size=300))
def test_slug_is_a_safe_name(text: str) -> None:
    slug = slugify(text)
    assert slug and set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") and len(slug) <= 60


def test_phrase_breaks_are_between_words() -> None:
    text = "Rest it, then move because it helps"
    assert next(text[i:].strip() for i in phrase_breaks(text)) == "then move because it helps"


def test_words_keep_hyphens_and_apostrophes() -> None:
    assert words("It's a wind-down, isn't it?") == ["It's", "a", "wind-down", "isn't", "it"]
