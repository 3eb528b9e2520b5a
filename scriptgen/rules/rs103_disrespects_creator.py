"""RS103: a duet or a stitch mocks the person instead of answering the claim."""

from __future__ import annotations

from collections.abc import Iterator

from scriptgen.late import late
from scriptgen.rule import ERROR, WARNING, Example, Hit, Origin, Rule
from scriptgen.rules.respect import disowned
from scriptgen.rules.wordclasses import terms
from scriptgen.view import Line, View

_REPLY = late(
    r"\b(?:stitch\w*|duet\w*|creators?|influencers?|gurus?|videos?|clips?|posts?|reels?|guy|lady|dude|comments?|followers|profile|page|viral|tiktok\w*|podcast\w*|replay|"
    r"muted?|green-?screen\w*|scroll\w*|watch(?:ing)?|listen(?:ing)?|camera|expert|wellness|holistic|detox|internet|debate|tips|takes?|claims?)\b"
)

_KINDS = ("insult", "fool", "skill", "mob", "looks")
_DENIABLE = ("insult", "fool", "mob")


def find(view: View) -> Iterator[Hit]:
    """Look for scorn: fools, schooling, looks and voice, and calls to go after somebody."""
    known = terms("scorn")
    if view.vocabulary.isdisjoint(known.gate):
        return
    wanted = known.bits(*_KINDS)
    for line in view.language:
        if known.gate.isdisjoint(line.words):
            continue
        held = line.held
        if held & wanted and (hit := _look(view, line, held)):
            yield hit


def _look(view: View, line: Line, held: int) -> Hit | None:
    patterns = terms("scorn").patterns
    for kind in _KINDS:
        for found in patterns[kind].finditer(line.low, held):
            if (kind in _DENIABLE and disowned(line, *found.span())) or patterns["care"].search(line.low, held):
                continue
            replies = view.script.reply_to is not None or _REPLY.search(line.low)
            if kind == "looks" and not replies:
                continue
            severity = ERROR if replies and kind == "insult" else WARNING
            return line.hit(severity, kind, *found.span(), quote=line.text[found.start() : found.end()])
    return None


RULE: Rule = Rule(
    code="RS103",
    slug="disrespects-creator",
    raises=(ERROR, WARNING),
    guidance="Answer the claim, not the creator: name what is right, then what the evidence says; no looks, voice or schooling.",
    messages={
        "insult": "{quote!r} insults the person or sends others after them; answer the claim and leave the person alone.",
        "fool": "{quote!r} calls the person a fool; answer the claim and leave the person alone.",
        "skill": "{quote!r} mocks the person's schooling or wits; say what the evidence shows instead.",
        "looks": "{quote!r} is about the person's looks, voice or home; only the claim is your business.",
        "mob": "{quote!r} invites others to laugh at or go after the person; give viewers the facts instead.",
    },
    why="Mockery costs the speaker trust, drives doubters away from the facts, and counts as bullying on the platform.",
    fix="model",
    source=Origin(
        "TikTok",
        "Community Guidelines",
        2025,
        "2026-11-22",
        "several",
        "harassment and bullying; AMA Code of Medical Ethics 2.3.2 asks for the same respect online; the word classes are ours",
    ),
    find=find,
    bad=(
        Example({"hook.say": "This guy is such a clown about knees."}, "called a clown", ERROR),
        Example({"hook.say": "Stitch this: my toddler could explain cartilage better."}, "wits", WARNING),
        Example({"hook.text": "Tell him the circus called"}, "sent after him", WARNING),
        Example({"hook.say": "Duet time. Her accent makes it so much funnier."}, "a voice", WARNING),
    ),
    good=(
        Example(
            {"hook.say": "She's right that knees love movement. The dose is where I differ."}, "the claim answered"
        ),
        Example({"hook.say": "The only clown in this duet is me."}, "of oneself"),
        Example({"hook.say": "He isn't stupid, he was told this by an ad."}, "denied"),
        Example({"hook.say": "No dumb questions here: does cracking knuckles hurt?"}, "kind to who asks"),
        Example({"beats[1].say": "My nephew wears a clown nose to physio and does every squat."}, "a clown, at play"),
    ),
    cannot="Eye rolls, filters and edits that only the picture shows; irony in kind words.",
)
