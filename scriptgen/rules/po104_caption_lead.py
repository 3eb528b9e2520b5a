"""PO104: the part of the caption that is seen before "more" does not name the topic."""

from __future__ import annotations

from collections.abc import Iterator

from scriptgen.report import Finding
from scriptgen.rule import WARNING, Example, Hit, Origin, Patch, Rule, Unmeasured
from scriptgen.rules.tags import TYPED
from scriptgen.text import fold, stem, words
from scriptgen.view import View

_VAGUE = frozenset(
    {"high", "low", "long", "time", "test", "shot", "level", "care", "home", "cold", "dry", "bad", "daily", "back"}
)
"""Words that name a topic only together with its others."""


def find(view: View) -> Iterator[Hit | Unmeasured]:
    """Look for the topic, an alias or a lay word in the lead; tags before the first word don't count."""
    if not view.topic:
        yield Unmeasured("the script names no topic")
        return
    text, most = view.script.caption, view.pack["caption_lead"]
    if not text.strip():
        yield Hit(WARNING, "caption", "empty", fix="human")
    elif not _named(view, _lead(text, most)):
        end = min(len(text), most)
        yield view.caption.hit(WARNING, "late", 0, end, topic=view.script.topic.strip(), most=most)


def mend(view: View, finding: Finding) -> Iterator[Patch]:
    """Put the topic in front, where the caption's limit leaves room for it."""
    topic, caption = " ".join(view.script.topic.split()), view.script.caption.strip()
    if caption and len(topic) <= view.pack["caption_lead"] - 2:
        value = f"{topic[:1].upper()}{topic[1:]}{'' if topic[-1:] in '.!?…:' else ':'} {caption}"
        if len(value.encode("utf-16-le")) // 2 <= view.pack["caption_units"]:
            yield Patch("caption", value)


def _lead(text: str, most: int) -> str:
    """Return the first characters, without half a word at the end and hashtags in front of the first word."""
    lead = text[:most]
    if lead[-1:].isalnum() and text[most : most + 1].isalnum():
        lead = lead[: max(lead.rfind(" "), lead.rfind("\n")) + 1] or lead
    for tag in TYPED.finditer(lead) if "#" in lead or "＃" in lead else ():
        if any(c.isalnum() for c in TYPED.sub("", lead[: tag.start()])):
            break
        lead = lead[: tag.start()] + " " * len(tag[0]) + lead[tag.end() :]
    return lead


def _named(view: View, lead: str) -> bool:
    topic, low = view.topic, " " + fold(lead)
    for name in topic.stems - _VAGUE:  # the usual case, at once: a word of the topic
        at = low.find(" " + name)
        if at >= 0 and stem(words(low[at : at + 40])[0]) == name:
            return True
    if not topic.named_in(lead):
        return any(topic.named_in_tag(tag[0]) for tag in TYPED.finditer(lead))
    vague = topic.stems & _VAGUE
    if not vague or vague == topic.stems:
        return True
    found = [stem(p) for w in words(low) for p in (w, *w.split("-"))]
    joined = f" {' '.join(stem(w) for w in words(low))} "
    return (
        len(topic.stems.intersection(found)) > 1
        or bool(topic.stems.intersection(found) - vague)
        or any(f" {p} " in joined for p in topic.phrases)
    )


RULE: Rule = Rule(
    code="PO104",
    slug="caption-lead",
    raises=(WARNING,),
    needs=frozenset({"caption"}),
    guidance="Name the topic in the caption's first 80 characters.",
    messages={
        "late": "The first {most} characters do not name the topic ({topic}); the rest hides behind 'more'.",
        "empty": "There is no post caption, so neither viewers nor search find the topic in it.",
    },
    why="Only the first line of a caption is seen before a tap, and search reads it.",
    fix="code",
    source=Origin(
        "scriptgen",
        "Platform pack",
        2026,
        "2026-11-22",
        "secondary",
        "guides put the cut before 'more' between 55 and 150 characters",
    ),
    find=find,
    mend=mend,
    bad=(
        Example(
            {
                "caption": (
                    "Part 12 of things I get asked every single day, in the clinic and at my own kitchen table: "
                    "knee pain myths."
                )
            },
            "too late",
            WARNING,
        ),
        Example({"caption": "You were told this as a kid. It was wrong."}, "never", WARNING),
        Example(
            {"caption": "#KneePain #Running Watch this before your next workout."},
            "only as a hashtag in front",
            WARNING,
        ),
        Example(
            {"topic": "high blood pressure", "caption": "High time we talked about this one."},
            "'high' alone is not it",
            WARNING,
        ),
        Example({"caption": ""}, "no caption", WARNING),
    ),
    good=(
        Example({"caption": "🦵🔥 KNEES! Four things people get wrong about them."}, "after emoji, in capitals"),
        Example(
            {"topic": "hypertension", "caption": "Your blood pressure cuff may be lying."}, "a lay word for the topic"
        ),
        Example(
            {"caption": "What I tell every runner who walks in limping: your #kneepain is not from the miles."},
            "a hashtag inside the sentence",
        ),
        Example({"topic": ""}, "no topic, nothing to look for"),
    ),
    cannot=(
        "Where a given phone cuts the caption; 80 characters is a middle of what guides report. Whether the lead "
        "is worth a tap."
    ),
)
