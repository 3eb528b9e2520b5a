"""AI101: realistic machine-made media without the platform's label."""

from __future__ import annotations

from collections.abc import Iterator

from scriptgen.rule import ERROR, Example, Hit, Origin, Rule
from scriptgen.view import View


def find(view: View) -> Iterator[Hit]:
    """Compare the two switches; a word in the caption or a hashtag is no label."""
    if view.script.ai_media and not view.script.ai_label:
        yield Hit(ERROR, "ai_label")


RULE: Rule = Rule(
    code="AI101",
    slug="ai-label",
    raises=(ERROR,),
    needs=frozenset({"show"}),
    guidance="Real people, props and drawings; a realistic picture or voice made by a machine needs the platform's AI label.",
    messages={
        "main": (
            "ai_media is true but ai_label is not: the post carries realistic machine-made media without the "
            "platform's label."
        )
    },
    why=(
        "TikTok requires a label on realistic AI-made pictures, voices and video, and viewers must be able to "
        "tell a clinician from an avatar."
    ),
    fix="human",
    source=Origin(
        "TikTok",
        "Support: About AI-generated content",
        2025,
        "2026-11-22",
        "several",
        "several reports quote the duty to label realistic AI-made pictures, sound and video; AI-written text needs no label",
    ),
    find=find,
    bad=(
        Example({"ai_media": True}, "the label is not planned", ERROR),
        Example(
            {"ai_media": True, "ai_label": False, "caption": "Knee pain myths, with pictures made by AI."},
            "a confession in the caption is no label",
            ERROR,
        ),
        Example({"ai_media": True, "hashtags": ["KneePain", "AIGenerated", "Running"]}, "nor is a hashtag", ERROR),
    ),
    good=(
        Example({"ai_media": True, "ai_label": True}, "labelled"),
        Example({"ai_label": True}, "labelled out of caution"),
        Example({"hook.say": "Can AI read your knee X-ray?"}, "about AI, made without it"),
    ),
    cannot="Whether a picture or voice is machine-made: the script must say so in ai_media.",
)
