"""A text as the recognisers read it: sentences, and what each is about: a patient, the clinic itself, the public, something made up."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from scriptgen.late import late
from scriptgen.lazy import lazy
from scriptgen.needs import held_by
from scriptgen.privacy.terms import bit, listed, pattern
from scriptgen.text import Piece, fold, sentences, words

if TYPE_CHECKING:
    from scriptgen.brand import Brand

__all__ = ["Passage"]

_LONGEST = 600

_THERAPY = late(
    r"\bpt(?=\s?[,/&]\s?(?:and\s)?(?:ot|slp|rt)\b|\s(?:and|or)\s(?:ot|slp)\b|\s(?:students?|school|clinic|homework|sessions?|exercises?|education|ed|handouts?"
    r"|safety|satisfaction|portal|advocates?|experience|awareness)\b)|(?<=\bot[/,&\s])pt\b|\bpt\sand\si\b"
)
_EITHER = late(r"\b(?:s/he|he/she|she/he|she/her|him/her|her/him|his/her|her/his|he/him)\b")
_ANYONE = {4: "they", 6: "anyone", 7: "someone"}
_TYPED = frozenset({"topic", "notes", "comment", "trend", "source"})
_WORD = re.compile(r"[^\W\d_]+(?:['’.\-][^\W\d_]+)*")


class Passage:
    """One text, with where it was typed and whose brand it belongs to."""

    def __init__(self, text: str, where: str, brand: Brand | None) -> None:
        self.text, self.where, self.brand = text, where, brand
        self._known: dict[tuple[str, int, int], bool] = {}
        self.typed = where in _TYPED
        """Whether it is somebody's input, terse and unedited, rather than lines to be spoken."""

    @lazy
    def low(self) -> str:
        """Lower case with straight quotes, of the same length.

        PT for the therapy reads "px", or it would be a patient, and he/she "anyone", or it would be one person.
        """
        low = fold(self.text)
        if "/" in low:
            low = _EITHER.sub(lambda m: _ANYONE[len(m[0])], low)
        return _THERAPY.sub("px", low) if "pt" in low else low

    @lazy
    def sentences(self) -> list[Piece]:
        """The sentences, with offsets; what runs on without a stop is cut, so that no look takes long."""
        text = self.text.replace(";", "\n") if self.where == "show" else self.text  # shots are parted by semicolons
        return [part for piece in sentences(text) for part in _cut(piece)]

    @lazy
    def _starts(self) -> list[int]:
        return [piece.start for piece in self.sentences]

    def sentence(self, at: int) -> Piece:
        """Return the sentence around an offset, or the last one before it."""
        number = bisect_right(self._starts, at) - 1
        return self.sentences[number] if number >= 0 else Piece(0, min(len(self.text), _LONGEST), self.text[:_LONGEST])

    def around(self, at: int) -> Piece:
        """Return the stretch of the sentence around an offset with the ones before and after it."""
        number = max(0, bisect_right(self._starts, at) - 1)
        first, last = self.sentences[max(0, number - 1)], self.sentences[min(number + 1, len(self.sentences) - 1)]
        return Piece(first.start, last.end, self.text[first.start : last.end])

    def has(self, name: str, piece: Piece | None = None) -> bool:
        """Return whether a pattern occurs, in one sentence or anywhere."""
        start, end = (0, len(self.low)) if piece is None else (piece.start, piece.end)
        key = (name, start, end)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self.search(name, start, end) is not None
        return known

    @lazy
    def _held(self) -> int:
        return held_by(words(self.low))

    def may(self, *names: str) -> bool:
        """Return whether the text has what one of these patterns needs."""
        return any(self._held & bit(name) for name in names)

    def search(self, name: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """Return where a pattern first occurs in the text in lower case; it is tried only where the text has what it needs."""
        if not self._held & bit(name):
            return None
        return pattern(name).search(self.low, start, len(self.low) if end is None else end)

    def finditer(self, name: str, start: int = 0, end: int | None = None) -> Iterable[re.Match[str]]:
        """Return all places where a pattern occurs in the text in lower case."""
        if not self._held & bit(name):
            return ()
        return pattern(name).finditer(self.low, start, len(self.low) if end is None else end)

    def before(self, at: int, most: int = 48) -> str:
        """Return what stands before an offset in its line, in lower case."""
        start = max(0, at - most)
        return self.low[start:at].rpartition("\n")[2]

    def after(self, at: int, most: int = 60) -> str:
        """Return what follows an offset in its line, in lower case."""
        return self.low[at : at + most].partition("\n")[0]

    @lazy
    def words(self) -> list[tuple[int, int, str]]:
        """The words of letters alone: start, end, and the word as typed."""
        return [(m.start(), m.end(), m[0]) for m in _WORD.finditer(self.text)]

    @lazy
    def invented(self) -> bool:
        """Whether it is plainly made up: a role-play, a composite, a sample."""
        return self.has("fiction") and not self.has("real")

    @lazy
    def public(self) -> bool:
        """Whether it tells of somebody's public news or of history, and of no patient of one's own."""
        if self.has("ours"):
            return False
        return self.famous or self.has("public") or (self.has("public_weak") and not (self.typed and self.has("third")))

    @lazy
    def famous(self) -> bool:
        """Whether it names somebody of the list of public figures."""
        known, firsts = listed("eponyms", "public"), _firsts()
        parts = [w.lower().replace("’", "'").removesuffix("'s").strip(".'") for _, _, w in self.words]
        return any("_".join(parts[i : i + n]) in known for i, w in enumerate(parts) if w in firsts for n in (1, 2, 3))

    @lazy
    def own(self) -> tuple[str, ...]:
        """The brand's own details in lower case: its name, clinic, city, phone and the like."""
        if self.brand is None:
            return ()
        fields = self.brand.identity.model_dump().values()
        return tuple(fold(v).strip() for v in fields if isinstance(v, str) and len(v.strip()) > 1)

    def is_own(self, start: int, end: int) -> bool:
        """Return whether a stretch is one of the brand's own details, or a part of one."""
        if not self.own:
            return False
        said = self.low[start:end].strip(" .,;:'\"")
        digits = re.sub(r"\D", "", said)
        for detail in self.own:
            if re.search(rf"(?<!\w){re.escape(said)}(?!\w)", detail):
                return True
            if len(digits) >= 7 and digits in re.sub(r"\D", "", detail):
                return True
        return False

    def clinic(self, at: int) -> bool:
        """Return whether the sentence around an offset gives out the clinic's or a public service's own details."""
        piece = self.sentence(at)
        if self.where == "comment":
            return self.has("hotline", piece)
        if self.has("own") and not self.has("third"):
            return True
        return self.has("own", piece) and not (self.has("ours", piece) or self.has("patient_owner", piece))


@lru_cache(maxsize=1)
def _firsts() -> frozenset[str]:
    """Return the words that the names of public figures begin with."""
    return frozenset(name.partition("_")[0] for name in listed("eponyms", "public"))


def _cut(piece: Piece) -> Iterator[Piece]:
    start, end, text = piece
    while end - start > _LONGEST:
        stop = text.rfind(" ", start - piece.start, start - piece.start + _LONGEST) + piece.start
        stop = stop if stop > start else start + _LONGEST
        yield Piece(start, stop, text[start - piece.start : stop - piece.start])
        start = stop
    yield Piece(start, end, text[start - piece.start :])
