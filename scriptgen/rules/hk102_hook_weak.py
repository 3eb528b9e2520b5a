"""HK102: the hook says nothing yet."""

from __future__ import annotations

from collections.abc import Iterator

from scriptgen.rule import ERROR, Example, Hit, Origin, Rule
from scriptgen.rules.opening import says_nothing
from scriptgen.view import View


def find(view: View) -> Iterator[Hit]:
    """Set aside what is about greeting, speaker, audience, filming and video, and see whether anything is left."""
    line = view.hook.say
    if says_nothing(line.text, view.topic):
        yield line.hit(ERROR, quote=" ".join(line.text.split())[:60])


RULE: Rule = Rule(
    code="HK102",
    slug="hook-weak",
    raises=(ERROR,),
    guidance='Open with the claim or question; names, greetings and "in this video" can wait.',
    messages={
        "main": "The hook only greets, introduces or announces ({quote!r}); nothing in it is about the viewer's problem yet."
    },
    why="A viewer who has heard nothing of use in the first seconds is gone before the point comes.",
    fix="model",
    source=Origin(
        "TikTok for Business",
        "Creative Codes",
        2023,
        "2026-11-22",
        "judgement",
        "it asks for a hook first; that a greeting alone is none is our reading",
    ),
    find=find,
    bad=(
        Example(
            {"hook.say": "Hey guys, welcome back. Today I'm going to talk about knees."},
            "greeting and announcement",
            ERROR,
        ),
        Example(
            {"hook.say": "Hi, my name is Ana Ruiz, and I'm a sports medicine doctor here in Tucson."},
            "who, not what",
            ERROR,
        ),
        Example(
            {"hook.say": "Okay, so, a lot of you have been asking for this one. Let's get into it."},
            "about the video only",
            ERROR,
        ),
        Example(
            {"hook.say": "Board-certified orthopaedic surgeon here, twenty years in practice."},
            "credentials with no claim",
            ERROR,
        ),
        Example(
            {"hook.say": "Sorry about the noise, I'm filming this on my break. Part two: sunscreen."},
            "about the filming, and a mere label",
            ERROR,
        ),
    ),
    good=(
        Example({"hook.say": "Hi, I'm Dr. Ruiz, and running does not ruin your knees."}, "a credential with a claim"),
        Example({"hook.say": "I'm a knee doctor and I don't do this."}, "what does she not do?"),
        Example({"hook.say": "Let's talk about why your knees click."}, "an announcement that asks the question"),
        Example({"hook.say": "Coffee first thing? Ask your pharmacist."}, "a question to the viewer in everyday words"),
        Example({"hook.say": "Hey, is your knee clicking?"}, "a greeting, then a question"),
        Example({"hook.say": "Today I told three runners the same thing: keep going."}, "today, but no announcement"),
        Example({"hook.say": "Welcome to your forties, where knees make noises."}, "a welcome that makes its point"),
    ),
    cannot="An opening that is dull without being empty; chatter whose words are not on the list ('the builders are in'), "
    "and any language but English, pass unread; of a hook beyond 600 characters, the rest.",
)
