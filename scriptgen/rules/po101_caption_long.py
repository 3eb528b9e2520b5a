"""PO101: the post caption is longer than the platform takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from scriptgen.rule import ERROR, Example, Hit, Origin, Patch, Rule
from scriptgen.rules.disclaimers import has_checked, refers, teaches
from scriptgen.rules.notices import discloses, urges
from scriptgen.view import View

if TYPE_CHECKING:
    from scriptgen.report import Finding


def find(view: View) -> Iterator[Hit]:
    """Count UTF-16 units, as platforms do: an emoji is two."""
    line, limit = view.caption, view.pack["caption_units"]
    if len(line.text) * 2 > limit and (units := _units(line.text)) > limit:
        message = "ad" if view.script.placement == "ad" else "main"
        span = (_place(line.text, limit), len(line.text))
        fix: Literal["code", "model"] = "code" if _kept(view) else "model"
        yield Hit(ERROR, "caption", message, span, {"units": units, "limit": limit}, fix=fix)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _place(text: str, limit: int) -> int:
    """Return the character at which the limit is passed."""
    return len(text.encode("utf-16-le", "surrogatepass")[: limit * 2].decode("utf-16-le", "ignore"))


def _kept(view: View) -> str:
    """Return the whole sentences that fit; empty where a disclaimer, a disclosure or a hashtag would go with the rest."""
    line = view.caption
    place = _place(line.text, view.pack["caption_units"])
    end = max((p.end for p in line.sentences if p.end <= place), default=0)
    lost = line.low[end:]
    if teaches(lost) or refers(lost) or has_checked(lost) or discloses(lost) or urges(lost) or "#" in lost:
        return ""
    return line.text[:end].strip()


def mend(view: View, finding: Finding) -> Iterator[Patch]:
    """End the caption at the last whole sentence that fits."""
    if kept := _kept(view):
        yield Patch("caption", kept)


RULE: Rule = Rule(
    code="PO101",
    slug="caption-long",
    raises=(ERROR,),
    needs=frozenset({"caption"}),
    guidance="A post caption of two sentences, not of two thousand characters.",
    messages={
        "main": "The caption has {units} UTF-16 units (an emoji counts two); the platform takes {limit}.",
        "ad": "The caption has {units} UTF-16 units (an emoji counts two); an ad's description may have {limit}.",
    },
    why="The platform refuses a longer caption, or cuts it where it likes.",
    fix="code",
    source=Origin(
        "TikTok for Developers",
        "Content Posting API: Direct Post, title of at most 2200 UTF-16 runes",
        2024,
        "2026-11-22",
        "primary",
        "the number is in the platform's pack; ads, Reels and Shorts have their own",
    ),
    find=find,
    mend=mend,
    bad=(
        Example({"caption": "Knee pain myths. " + "Move a little every day. " * 95}, "an essay", ERROR),
        Example({"caption": "Knee pain myths " + "🦵" * 1100}, "1,116 characters, 2,216 units", ERROR),
        Example(
            {
                "placement": "ad",
                "caption": "Knee pain myths: does running ruin your knees? What the evidence says, in thirty "
                "seconds, from a sports doctor.",
            },
            "an ad has 100",
            ERROR,
        ),
    ),
    good=(
        Example({"caption": "Knee pain. " + "é" * 2189}, "2,200 exactly, though 4,389 bytes"),
        Example({"caption": "Knee pain " + "🦵" * 1090}, "2,190 units"),
        Example(
            {"placement": "ad", "caption": "Knee pain myths: does running ruin your knees?"}, "an ad that is brief"
        ),
    ),
    cannot="The hashtags, which the platform counts with the caption; leave them room.",
)
