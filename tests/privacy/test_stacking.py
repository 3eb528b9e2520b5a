"""Words, meaning and finds weighed together: what counts, what is read at all, and what is told where no recogniser saw anything."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scriptgen import minilm
from scriptgen.privacy import embedded, find, judging, recognised, stacking
from scriptgen.privacy.found import STORY, Found
from scriptgen.privacy.passage import Passage
from scriptgen.rulebook import rulebook
from scriptgen.text import Piece

BLAND = "take the blue one with a full glass of water and sit up for half an hour"
NAMED = "my pt rosa wants to know if she can still run"


class Fake:
    """A head that says what it is told, and what it was asked."""

    def __init__(self, says: Callable[[str], float]) -> None:
        self.says, self.asked = says, list[tuple[str, str]]()

    def log_odds(self, text: str, where: str) -> float:
        """Return what it was told to."""
        self.asked.append((text, where))
        return self.says(text)


def judged(text: str, where: str, monkeypatch: pytest.MonkeyPatch, says: Callable[[str], float]) -> tuple[Found, ...]:
    """Return the decision with such a head."""
    head = Fake(says)
    monkeypatch.setattr(embedded, "head", lambda: head)
    p = Passage(text, where, None)
    return judging.judged(p, recognised(p), voted_on=True)


def counting(monkeypatch: pytest.MonkeyPatch, **counts: float) -> None:
    """Let these things count for so much, and nothing else."""
    monkeypatch.setattr(stacking, "_counts", lambda: {"bias": 0.0, "words": 0.0, "embedded": 0.0, **counts})


@pytest.mark.parametrize(
    ("where", "text", "vote", "kinds"),
    [
        ("notes", BLAND, 8.0, {STORY}),
        ("notes", BLAND, -8.0, set()),
        ("notes", NAMED, 8.0, {"name", STORY}),
        ("notes", NAMED, -8.0, {"name", STORY}),
        ("notes", "rosa diaz says stairs hurt", -8.0, set()),
        ("notes", "my patient says stairs hurt", -8.0, {STORY}),
        ("notes", "mrs ng's knee", -8.0, {"name"}),
        ("notes", "ssn 221-09-8834 is on the form", -8.0, {"ssn"}),
    ],
)
def test_the_vote_adds_and_takes_away(
    monkeypatch: pytest.MonkeyPatch, where: str, text: str, vote: float, kinds: set[str]
) -> None:
    """Numbers, titled names and what stands beside "my patient" stay."""
    counting(monkeypatch, embedded=1.0)
    assert {f.kind for f in judged(text, where, monkeypatch, lambda _: vote)} >= kinds
    if not kinds:
        assert judged(text, where, monkeypatch, lambda _: vote) == ()


@pytest.mark.parametrize(("vote", "sure"), [(3.0, False), (4.0, True)])
def test_in_a_script_a_doubtful_vote_only_warns(monkeypatch: pytest.MonkeyPatch, vote: float, sure: bool) -> None:
    counting(monkeypatch, embedded=1.0)
    text = "He texted me the next day, and I laughed."
    assert [(f.kind, f.sure) for f in judged(text, "script", monkeypatch, lambda _: vote)] == [(STORY, sure)]


def test_the_most_telling_sentence_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    counting(monkeypatch, embedded=1.0)
    text = f"{BLAND}. that red one is for sundays. {BLAND}."
    (found,) = judged(text, "notes", monkeypatch, lambda part: 2.0 if "sundays" in part else 1.0)
    assert text[found.start : found.end] == "that red one is for sundays."


@pytest.mark.parametrize(("bias", "asked"), [(-5.5, 0), (-4.5, 1), (7.0, 1), (8.0, 0)])
def test_meaning_is_read_only_where_it_could_change_something(
    monkeypatch: pytest.MonkeyPatch, bias: float, asked: int
) -> None:
    head = Fake(lambda _: 0.0)
    monkeypatch.setattr(embedded, "head", lambda: head)
    counting(monkeypatch, embedded=1.0, bias=bias)
    assert stacking.verdict(Passage(BLAND, "notes", None), (), ()).odds == bias
    assert head.asked == [(BLAND, "notes")] * asked


def test_of_a_long_text_only_some_stretches_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    head = Fake(lambda part: 3.0 if "sundays" in part else -3.0)
    monkeypatch.setattr(embedded, "head", lambda: head)
    counting(monkeypatch, embedded=1.0, **{"#when": 1.0})
    text = f"{BLAND}. " * 400 + "yesterday he took the red one, as on sundays. " + f"{BLAND}. " * 400
    found = stacking.verdict(Passage(text, "notes", None), (), ())
    assert found.odds > 3.0 and "sundays" in found.stretch.text
    assert len(head.asked) < 10


@pytest.mark.parametrize("text", ["", "@@@", "\u202e" * 30])
def test_without_a_word_nothing_is_told(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    counting(monkeypatch, bias=9.0)
    assert judged(text, "notes", monkeypatch, lambda _: 4.0) == ()


def test_traits() -> None:
    p = Passage(NAMED, "notes", None)
    whole = Piece(0, len(NAMED), NAMED)
    assert {"notes", "found:name", "found:one", "#ours"} <= stacking.traits(p, whole, ["name"])
    assert {"found:name", "found:age", "found:more"} <= stacking.traits(p, whole, ["name", "age"])
    assert not any(name.startswith("found") for name in stacking.traits(p, whole, []))


def test_off_or_not_installed_there_is_no_vote(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not minilm.ready(), "SCRIPTGEN_CLASSIFIER=off"
    monkeypatch.delenv("SCRIPTGEN_CLASSIFIER")
    monkeypatch.setattr(minilm, "_here", lambda named: None)
    monkeypatch.setattr(embedded, "head", lambda: pytest.fail("read without being there"))
    rulebook()
    assert not minilm.ready() and {f.kind for f in find(NAMED, "notes")} == {"name", STORY}
