"""What rules about respect share: whether words of scorn are denied, quoted, answered or said of oneself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scriptgen.clauses import Clause, reading
from scriptgen.late import late
from scriptgen.rules.wordclasses import denied

if TYPE_CHECKING:
    from scriptgen.view import Line, View

__all__ = ["attributed", "disowned", "goes_on", "of_oneself"]

_SELF = late(r"\b(?:i'm|i am|i was|i've been|me|myself|we're|my own)(?: [\w'-]+){0,4} ?$")
_THOUGHT = late(
    r"\b(?:feel|feels|feeling|felt|think|thinks|thought|believe[sd]?|believing|worr(?:y|ied|ies)|afraid|fear(?:ed|s)?|told|tells?|telling|hear[ds]?|hearing|"
    r"said|says?|saying|asked|asks|wonder\w*|convinced|used to|learned|learnt|taught|assum\w*|call(?:ed|s|ing)?|label\w*|accus\w+|whisper\w*|comment(?:ed|s)?|"
    r"wrote|imagine[sd]?)\b[^.?!\n]{0,40}$"
)
_MINE = late(r"\bi(?:'d|'ll| would| always| just)? (?:say|think|believe|call|tell)\b[^.?!\n]{0,40}$")
_TESTED = late(r"\b(?:true or false|myth or (?:fact|truth|not)|fact or (?:myth|fiction)|right or wrong)\b")
_QUOTES = "\"'"


def goes_on(view: View, line: Line) -> str:
    """Return what is said right after a line, in lower case: the speech under a text, or the next block's first sentence."""
    for number, block in enumerate(view.blocks):
        if block.name == line.block:
            after = view.blocks[number + 1].say if number + 1 < len(view.blocks) else None
            first = after.low[: after.sentences[0].end] if after and after.sentences else ""
            return f"{block.say.low} {first}" if line.channel == "text" else first
    return ""


def disowned(line: Line, start: int, end: int) -> bool:
    """Return whether the words at `start` to `end` are denied, put into somebody else's mouth, corrected, or quoted as words."""
    low = line.low
    if (
        line.search(_TESTED)
        or denied(low, start)
        or (low[start - 1 : start] in _QUOTES and low[end : end + 1] in _QUOTES and start > 0)
    ):
        return True
    clause = _clause_at(line, start)
    return clause is not None and (clause.reported or (clause.corrected and clause.asked))


def attributed(low: str, start: int) -> bool:
    """Return whether somebody else is said to think, fear, say or be told it, in the same sentence."""
    head = low[max(0, start - 60) : start]
    return bool(_THOUGHT.search(head)) and not _MINE.search(head)


def of_oneself(low: str, start: int) -> bool:
    """Return whether a speaker says it of themselves."""
    return bool(_SELF.search(low[max(0, start - 40) : start]))


def _clause_at(line: Line, at: int) -> Clause | None:
    return reading(line).at(at)
