"""HK101: the hook comes to its point too late."""

from __future__ import annotations

from collections.abc import Iterator

from scriptgen.rule import ERROR, WARNING, Example, Hit, Origin, Rule
from scriptgen.timing import say_seconds
from scriptgen.view import View


def find(view: View) -> Iterator[Hit]:
    """Measure the first sentence, and look for the topic in what opens the video."""
    line = view.hook.say
    first = line.sentences[0] if line.sentences else None
    if first:
        seconds, limit = say_seconds(first.text), view.pack["hook_seconds"]
        count = len(first.text.split())
        values = {"words": count, "seconds": seconds, "limit": limit, "most": view.pack["hook_words_most"]}
        if count > view.pack["hook_words_most"]:
            yield line.hit(ERROR, "long", first.start, first.end, **values)
        elif seconds > limit:
            yield line.hit(WARNING, "late", first.start, first.end, **values)
    opening = (line.text, view.hook.text.text, view.script.cover_text)
    if view.topic and not any(view.topic.named_in(text) for text in opening):
        yield line.hit(WARNING, "topic", topic=view.script.topic)


RULE: Rule = Rule(
    code="HK101",
    slug="hook-late",
    raises=(ERROR, WARNING),
    guidance="Open with one sentence of at most 8 words that names the topic.",
    messages={
        "long": "The first sentence has {words} words; {most} is the most that an opening can carry.",
        "late": "The first sentence takes {seconds:.1f} s to say; a viewer gives it {limit:.0f} s.",
        "topic": "Neither the hook, its on-screen text nor the cover names the topic ({topic}).",
    },
    why="Viewers decide within about 3 seconds whether a video is for them.",
    fix="model",
    source=Origin(
        "TikTok for Business",
        "Creative Codes",
        2023,
        "2026-11-22",
        "judgement",
        "8 words are 3 seconds at 150 words a minute",
    ),
    find=find,
    bad=(
        Example(
            {
                "hook.say": "Did you know that there are a lot of things people still get wrong about running and their knees?"
            },
            "19 words",
            ERROR,
        ),
        Example(
            {
                "hook.say": "Orthopedic rehabilitation specialists overwhelmingly recommend running despite knee osteoarthritis."
            },
            "few words, long ones",
            WARNING,
        ),
        Example(
            {"hook.say": "You were told this as a kid.", "hook.text": "Still true?", "cover_text": "Watch this"},
            "about what?",
            WARNING,
        ),
    ),
    good=(
        Example(
            {
                "hook.say": "Runners, relax. The idea that every single mile wears a bit more of the joint away is simply wrong."
            },
            "a short first sentence, then the rest",
        ),
        Example(
            {"hook.say": "This one surprises people.", "hook.text": "Running and knees"}, "the text on screen names it"
        ),
        Example(
            {"topic": "hypertension", "hook.say": "Your blood pressure cuff may be lying."}, "a lay word for the topic"
        ),
    ),
    cannot="Whether the opening is interesting; a short dull sentence passes.",
)
