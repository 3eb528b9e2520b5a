"""PO103: hashtags that fish for reach or belong to another subject."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from scriptgen.report import Finding
from scriptgen.rule import ERROR, WARNING, Example, Hit, Origin, Patch, Rule
from scriptgen.rules.tagkinds import kind
from scriptgen.rules.tags import Tag, tags, untagged
from scriptgen.view import View


def find(view: View) -> Iterator[Hit]:
    """Say of each tag what it is for; bait and other subjects are spam."""
    found = tags(view)
    kinds = [kind(view, tag) for tag in found]
    bait = [t for t, what in zip(found, kinds, strict=True) if what == "bait"]
    others = [t for t, what in zip(found, kinds, strict=True) if what in ("off", "foreign")]
    spam, sure = len(bait) + len(others), len(bait) + kinds.count("off")
    if spam * 2 > len(found) and sure * 2 >= spam:
        yield _hit("most", bait + others, "code" if bait else "human", len(found))
        return
    if bait:
        yield _hit("bait", bait, "code")
    if others:
        yield _hit("foreign", others, "human")


def _hit(message: str, spam: list[Tag], fix: Literal["code", "human"], count: int = 0) -> Hit:
    first = spam[0]
    also = ("caption",) if first.path != "caption" and any(t.path == "caption" for t in spam) else ()
    values = {"tags": ", ".join(f"#{t.text}" for t in spam[:8]), "spam": len(spam), "count": count}
    return Hit(ERROR if message == "most" else WARNING, first.path, message, first.span, values, also, fix)


def mend(view: View, finding: Finding) -> Iterator[Patch]:
    """Drop the bait, in the list and in the caption; whether another subject belongs there is for a human to say."""
    found = tags(view)
    bait = {t.key for t in found if kind(view, t) == "bait"}
    if any(t.key in bait and t.path == "hashtags" for t in found):
        yield Patch("hashtags", tuple(t.text for t in found if t.path == "hashtags" and t.key not in bait))
    if any(t.key in bait and t.path == "caption" for t in found):
        yield Patch("caption", untagged(view.script.caption, bait))


RULE: Rule = Rule(
    code="PO103",
    slug="hashtag-spam",
    raises=(ERROR, WARNING),
    needs=frozenset({"hashtags"}),
    guidance="Hashtags name topic, field, place or a health community; no #fyp, no #viral.",
    messages={
        "bait": "{tags}: fishing for reach; such tags tell nobody what the video is about.",
        "foreign": "{tags}: nothing in this script is about that.",
        "most": "{spam} of {count} hashtags are spam: {tags}.",
    },
    why="Bait and borrowed tags bring viewers who leave at once, and look unserious beside medical advice.",
    fix="code",
    source=Origin(
        "TikTok",
        "Community Guidelines",
        2025,
        "2026-11-22",
        "judgement",
        "that misleading tags and engagement tricks are unwelcome is theirs; which tags count is ours",
    ),
    find=find,
    mend=mend,
    bad=(
        Example({"hashtags": ["KneePain", "KneeHealth", "fypシ"]}, "bait with a smile", WARNING),
        Example({"hashtags": ["KneePain", "Running", "Superbowl"]}, "another subject", WARNING),
        Example(
            {"hashtags": ["KneePain", "Running"], "caption": "Knee pain myths, in 30 seconds. #makemeviral"},
            "in the caption",
            WARNING,
        ),
        Example({"hashtags": ["KneePain", "4you", "xyzbca", "Follow4Follow"]}, "most of them", ERROR),
        Example({"hashtags": ["KneePain", "KneeHealth", "Ozempic"]}, "health, but not this video's", WARNING),
    ),
    good=(
        Example({"hashtags": ["RunnersKnee", "MedTok", "SportsMedicine"]}, "topic, community, specialty"),
        Example(
            {"hashtags": ["KneePain", "DrRuiz", "PatientEducation", "over50"]},
            "the brand, health education, whom it is for",
        ),
        Example(
            {
                "topic": "viral infections",
                "hook.say": "Antibiotics for a viral infection?",
                "hashtags": ["ViralInfection", "Viral", "FamilyMedicine"],
            },
            "viral, the medical word",
        ),
        Example(
            {"hashtags": ["KneePain", "GoodForYou", "Marathon"]}, "'for you' inside another phrase; a word for running"
        ),
    ),
    cannot=(
        "A tag that is off the subject but shares a word with the script passes, and so does one that names "
        "another field of health in general (#HeartHealth)."
    ),
)
