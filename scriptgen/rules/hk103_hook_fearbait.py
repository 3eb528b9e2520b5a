"""HK103: the hook frightens or teases with what the body does not bear out."""

from __future__ import annotations

from collections.abc import Iterator

from scriptgen.rule import ERROR, WARNING, Example, Hit, Origin, Rule
from scriptgen.rules.fright import bait
from scriptgen.view import View


def find(view: View) -> Iterator[Hit]:
    """Look for harm or hype in what opens the video, then in the body for the fact that would carry it."""
    hits = [hit for line in (view.hook.say, view.hook.text, view.cover) if line.text and (hit := bait(view, line))]
    if not hits and _shouts(view):
        hits = [view.hook.say.hit(WARNING, "shout")]
    if hits:
        hits.sort(key=lambda hit: hit.severity is not ERROR)
        first = hits[0]
        yield Hit(first.severity, first.path, first.message, first.span, first.values, tuple(h.path for h in hits[1:]))


def _shouts(view: View) -> bool:
    """Return whether the hook is spoken in capitals and the rest of the script is not."""
    said = view.hook.say.text
    return (
        said.isupper() and said.count(" ") > 2 and len(said) > 15 and not any(b.say.text.isupper() for b in view.beats)
    )


RULE: Rule = Rule(
    code="HK103",
    slug="hook-fearbait",
    raises=(ERROR, WARNING),
    guidance="Promise only what the beats deliver; fear needs the fact that bears it out.",
    messages={
        "secret": "{quote!r} promises a secret that somebody keeps; the body shows nobody keeping one.",
        "shock": "{quote!r} promises a sensation; the body holds no figure or fact of that size.",
        "panic": "{quote!r} orders the viewer about in alarm; nothing in the body is an emergency.",
        "doom": "{quote!r} threatens the worst; the body never says that, or says the opposite.",
        "fear": "{quote!r} raises a fear that the body does not bear out.",
        "shout": "The hook is written in capitals, as a shout.",
    },
    why=(
        "Fear without a fact makes viewers panic or look away, and it spends the trust that a clinician's word "
        "depends on."
    ),
    fix="model",
    source=Origin(
        "World Health Organization",
        "WHO Strategic Communications Framework for effective communications",
        2017,
        "2026-11-22",
        "judgement",
        "credible, not alarming; the list of bait is ours",
    ),
    find=find,
    bad=(
        Example(
            {"hook.say": "What shoe makers don't want you to know about your knees."},
            "nobody hides anything in the body",
            ERROR,
        ),
        Example({"hook.say": "Your morning jog is a ticking time bomb."}, "the body says that jogging is fine", ERROR),
        Example({"hook.say": "Don't take another step until you watch this."}, "an order in panic", ERROR),
        Example({"hook.say": "Running is destroying your joints."}, "the body says the opposite", WARNING),
    ),
    good=(
        Example({"hook.say": "Is jogging killing your knees? Nope."}, "a question, answered at once"),
        Example(
            {"topic": "lung cancer screening", "cover_text": "Lung cancer screening: 3 tips"}, "the topic's own name"
        ),
        Example({"hook.say": "'Running destroys your knees.' No, it doesn't."}, "a myth quoted to be answered"),
        Example(
            {
                "hook.say": "A swollen knee can kill you.",
                "beats[0].say": "Rarely. But a hot, red knee with a fever can mean sepsis, and that is an emergency.",
            },
            "the body bears it out",
        ),
        Example({"hook.say": "The secret to happy knees? Strong thighs."}, "secret, in its innocent sense"),
    ),
    cannot="Irony and tone of voice; whether the fact that bears a fear out is true, or as large as the fear.",
)
