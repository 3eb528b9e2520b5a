"""EN101: nothing is asked of the viewer, or too many things."""

from __future__ import annotations

from collections.abc import Iterator

from scriptgen.rule import ERROR, INFO, WARNING, Example, Hit, Origin, Rule
from scriptgen.rules.calls import calls, cta_calls
from scriptgen.view import View

_SAME = {"ask": "comment", "duet": "comment"}
"""Kinds that are one call when they stand together: a question and where to answer it."""


def find(view: View) -> Iterator[Hit]:
    """Look for an ask, in the call to action first, and count the different ones there."""
    asked = cta_calls(view)
    if not asked and not calls(view):
        cta = view.script.cta
        path = "cta.say" if cta.say.strip() or not cta.text.strip() else "cta.text"
        text = cta.say if path == "cta.say" else cta.text
        yield Hit(
            ERROR if view.draft else WARNING,
            path,
            "other" if text.strip() else "main",
            (0, len(text)) if text.strip() else None,
        )
        return
    first: dict[str, int] = {}
    for i, call in enumerate(asked):
        if call.kind != "do":
            first.setdefault(_SAME.get(call.kind, call.kind), i)
    if len(first) > 1:
        second = asked[sorted(first.values())[1]]
        yield second.line.hit(INFO, "many", second.start, second.end, count=len(first), kinds=", ".join(first))


RULE: Rule = Rule(
    code="EN101",
    slug="no-cta",
    raises=(ERROR, WARNING, INFO),
    guidance="End on one ask that helps the viewer: save, send, follow, book the check, ask. One.",
    messages={
        "main": "The script has no call to action: nothing tells the viewer what to do next.",
        "other": "The call to action asks for nothing; it should tell the viewer one thing to do.",
        "many": "{count} different things are asked of the viewer ({kinds}); one is followed more often.",
    },
    why="A viewer who is told one clear next step is likelier to take it, and health videos are made for that step.",
    fix="model",
    source=Origin(
        "TikTok for Business",
        "Creative Codes",
        2023,
        "2026-11-22",
        "judgement",
        "it asks for a call to action at the end; one only is our own choice",
    ),
    find=find,
    bad=(
        Example({"cta.say": "", "cta.text": ""}, "left out", WARNING),
        Example({"cta.say": "", "cta.text": ""}, "left out of our own draft", ERROR, draft=True),
        Example(
            {"cta.say": "That's all from me. Have a good one.", "cta.text": "Bye!"},
            "a sign-off asks for nothing",
            WARNING,
        ),
        Example({"cta.say": "Knees are tougher than you think.", "cta.text": "Tough knees"}, "one more fact", WARNING),
        Example({"cta.say": "Like this, follow me, send it to a friend and drop a comment."}, "four at once", INFO),
    ),
    good=(
        Example({"cta.say": "", "cta.text": "Save for leg day"}, "on screen only"),
        Example(
            {
                "cta.say": "",
                "cta.text": "",
                "beats[1].say": "Strong thighs help most. Pass this on to a runner who gave up.",
            },
            "in the last beat",
        ),
        Example(
            {"cta.say": "Which knee clicks, left or right?", "cta.text": ""}, "a question that waits for an answer"
        ),
        Example(
            {"cta.say": "Call your clinic this week and ask for a physio.", "cta.text": ""},
            "a step for health is one too",
        ),
        Example(
            {"cta.say": "", "cta.text": "", "caption": "Knee pain myths, one by one. Follow for part two."},
            "in the caption",
        ),
    ),
    cannot='An ask made by a gesture or a sticker; advice in the last beat ("sit down slowly") is not taken for a call to action.',
)
