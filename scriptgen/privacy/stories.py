"""The story of one real patient, however masked: an episode, against habits, composites, role-play and the conditional."""

from __future__ import annotations

from collections.abc import Iterator

from scriptgen.privacy.found import STORY, Found
from scriptgen.privacy.passage import Passage
from scriptgen.privacy.terms import pattern
from scriptgen.text import Piece

__all__ = ["find"]

_TELLING = (
    "treated",
    "mine",
    "clinical",
    "tell",
    "arrival",
    "fate",
    "taught",
    "day_case",
    "abroad_patient",
    "superlative",
    "comes_here",
)


def find(p: Passage) -> Iterator[Found]:
    """Yield one stretch for each sentence that tells of a single patient."""
    if p.invented or p.public:
        return
    if p.where == "notes" and (m := p.search("headed_note")) and not p.has("fiction"):
        yield Found(STORY, *m.span(), "a patient")
    for piece in p.sentences:
        if found := _told(p, piece):
            yield Found(STORY, *found, "a patient")


def _told(p: Passage, piece: Piece) -> tuple[int, int] | None:
    low, start, end = p.low, piece.start, piece.end
    supposed = bool(pattern("supposing").match(low[start:end]))
    if p.where == "topic" and p.has("question_of_kin", piece) and not p.has("when", piece):
        return None
    habit = p.has("habit", piece) and not p.has("once", piece)
    open_case = habit or p.has("conditional", piece)
    for name in _TELLING:
        m = p.search(name, start, end)
        if m is None:
            continue
        if name == "tell" and (p.where == "comment" or not p.has("you", piece)):
            return m.span()
        if supposed or open_case or p.has("others", piece) or p.has("advice", piece):
            continue
        if p.where == "comment" and not p.has("when", piece) and not p.has("theirs", piece):
            continue
        if name in ("arrival", "fate") and not _real(p, piece):
            continue
        if name == "arrival" and not p.typed and p.has("bystander", piece) and not p.has("near", piece):
            continue
        return m.span()
    if p.typed and not supposed and (m := p.search("noted_state", start, end)):
        return m.span()
    if supposed or habit:
        return None
    made = p.has("production", piece) and not (p.has("human", piece) or p.has("ailing", piece))
    noted = (
        p.typed
        and not (made or p.has("staff_says", piece) or (p.has("guest", piece) and not p.has("ailing", piece)))
        and p.where != "comment"
        and not p.has("you", piece)
        and not p.has("kin_only", piece)
    )
    if noted and (m := p.search("vignette", start, end)):
        return m.span()
    if (
        p.where == "comment"
        and not habit
        and (m := p.search("your_treatment", start, end) or p.search("theirs_ill", start, end))
    ):
        return m.span()
    return None if open_case or p.has("advice", piece) else _hinted(p, piece)


def _hinted(p: Passage, piece: Piece) -> tuple[int, int] | None:
    """Return what else gives a single patient away: a past he or she, a shift with a person in it, a person with a time."""
    start, end = piece.start, piece.end
    own_kin = p.has("kin_only", piece)
    names: list[str] = []
    if p.where != "comment" and not own_kin:
        clear = p.has("ailing") or p.has("when") or p.has("near")
        if p.typed or (clear and not (p.has("elsewho") or p.has("bystander"))):
            names.append("pronoun")
        if not p.typed and p.has("ailing", piece) and not (p.has("bystander") or p.has("open_antecedent")):
            names.append("currently")
    if p.typed:
        names += ["bare", "from_day", "confided", "ours_here", "odd_case", "of_ours"]
        if p.has("ailing", piece):
            names.append("aged")
        if p.has("when", piece) and not own_kin:
            names.append("one_person")
            if p.where != "comment" and p.has("ailing", piece):
                names.append("bare_person")
        if p.where in ("notes", "topic", "trend") and not p.has("others", piece):
            if not own_kin:
                names.append("narrated")
            if p.has("ailing") and not (p.has("you", piece) or own_kin):
                names += ["no_subject", "present"]
            names.append("visit_note")
            if p.has("ailing"):
                names.append("telegraph_person")
            if not (
                p.has("you", piece) or own_kin or p.has("guest") or p.has("harmless") or p.has("open_antecedent", piece)
            ):
                names.append("any_pronoun")
            if p.where == "topic":
                names.append("topic_case")
    for name in names:
        if m := p.search(name, start, end):
            return m.span()
    return None


def _real(p: Passage, piece: Piece) -> bool:
    """Return whether an arrival is told as having happened: with a time, in the clinic, or by the one who saw it."""
    return p.has("when", piece) or p.has("in_clinic", piece) or p.has("when") or p.typed
