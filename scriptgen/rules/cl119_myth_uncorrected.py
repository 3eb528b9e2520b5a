"""CL119: a myth is put up and left standing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scriptgen.clauses import reading
from scriptgen.rule import ERROR, WARNING, Example, Hit, Origin, Rule
from scriptgen.rules.beliefs import after, answered, beliefs, marks, stance, subjects, sure, told_later
from scriptgen.view import Line, View

_TELLS = frozenset(
    "shrug shrugs wink winks winking nods nodding smile smiles smiling dancing giggles giggling song music fades clap claps applause anyway duet mascara jingle fade tag discuss amen slow-motion follow "
    "on-screen onscreen overlay title banner headline reckons reckon say says said told tells heard hear overheard swears swore swear belief beliefs believe believes believed bingo advice tale tales "
    "knows know saying rumor rumour legend internet tiktok quote lip-sync lipsync text caption screen slide letters taught shouted wrote writes follower poll sticker voice patient insists insisted warned folks".split()
)

_STOP = re.compile(r"[.!?,]")
_THOUGHT = 3
"""Blanks below which what is heard is no whole thought."""


def find(view: View) -> Iterator[Hit]:
    """Look for beliefs in another's mouth or alone on screen that nothing in their block, or right after, answers."""
    words = view.vocabulary
    listed = not subjects().keys().isdisjoint(words)
    told = not _TELLS.isdisjoint(words)
    if not (listed or told):
        return
    for line in view.language:
        hit = _listed(view, line) if listed else None
        if hit is None and told and line.block != "disclaimer" and not _TELLS.isdisjoint(line.words):
            hit = _open(view, line) or _hearsay(view, line)
        if hit:
            yield hit


def _listed(view: View, line: Line) -> Hit | None:
    """Return the hit for a claim of the list that is told, or shown, and not answered on the same channel."""
    for belief in beliefs(line):
        taken = stance(line, belief, after(view, line))
        quote = line.text[belief.start : belief.end]
        values = {"quote": quote, "truth": belief.claim.truth, "source": belief.claim.source}
        if line.block == "hook" and taken in ("reported", "asserted") and told_later(view, line, belief):
            continue
        if taken == "reported":
            rest = f"{line.low[belief.last :]} {after(view, line)}"
            open_end = not rest.strip(" .!\"'") or marks().left.search(rest) or marks().left.search(line.low)
            return line.hit(ERROR if open_end else WARNING, "main", belief.start, belief.end, **values)
        shown = line.channel == "text" or marks().shown.search(line.low, 0, belief.end)
        if taken == "asserted" and shown:
            return line.hit(ERROR if sure(line, belief) else WARNING, "screen", belief.start, belief.end, **values)
    return None


def _open(view: View, line: Line) -> Hit | None:
    """Return the hit for a belief on no list that is named as one and left open."""
    found = marks()
    left = line.search(found.left)
    if (left is None and not line.search(found.named)) or answered(line.low, after(view, line)):
        return None
    for match in line.finditer(found.named):
        clause = reading(line).at(match.start())
        rest = line.low[match.end() : match.end() + 160]
        if clause is None or clause.asked or found.denied.search(found.idle.sub(" ", rest)):
            continue
        firm = found.left.search(rest) or found.firm.search(match[0])
        if firm and found.body.search(rest) and found.states.search(rest):
            return line.hit(WARNING, "open", match.start(), match.end(), quote=line.text[match.start() : match.end()])
    for match in found.shown.finditer(line.low) if left else ():
        rest = line.low[match.end() : match.end() + 110]
        if found.body.search(rest) and found.states.search(rest) and "?" not in rest and '"' not in rest:
            return line.hit(WARNING, "open", match.start(), match.end(), quote=line.text[match.start() : match.end()])
    for match in found.quote.finditer(line.low) if left else ():
        start, end = match.span("said")
        if found.body.search(match["said"]) and found.states.search(match["said"]):
            return line.hit(WARNING, "open", start, end, quote=line.text[start:end])
    return None


def _hearsay(view: View, line: Line) -> Hit | None:
    """Return the hit for what is only said to be heard, where neither the line nor what follows turns on it."""
    if line.channel != "say" or (match := line.search(marks().hearsay)) is None:
        return None
    stop = _STOP.search(line.low, match.end())
    belief, rest = line.low[match.end() : stop.start() if stop else None], line.low[stop.end() :] if stop else ""
    told = f"{rest} {after(view, line)}"
    if (
        (stop and stop[0] == "?")
        or belief.count(" ") < _THOUGHT
        or any(marks().turned.search(t) for t in (line.low[: match.start()], told))
    ):
        return None
    return line.hit(WARNING, "open", match.start(), match.end(), quote=line.text[match.start() : match.end()])


RULE: Rule = Rule(
    code="CL119",
    slug="myth-uncorrected",
    raises=(ERROR, WARNING),
    guidance="Name a myth only to answer it: mark it on screen with a cross, correct it in the next line.",
    messages={
        "main": "{quote!r} is a myth that nothing here answers: say right after it that {truth} ({source}).",
        "screen": "{quote!r} stands on screen as if true: mark it with a question, a cross or 'Myth', because {truth} ({source}).",
        "open": "After {quote!r} a belief is left open: say whether it is true.",
    },
    why="Viewers remember the claim and forget who said it; a myth that nobody answers is learned as fact.",
    fix="model",
    source=Origin("Lewandowsky and others", "The Debunking Handbook 2020", 2020, "2026-11-22", "primary"),
    find=find,
    bad=(
        Example(
            {"beats[1].say": "My aunt swears shaving makes hair grow thicker, and who am I to argue."},
            "told and left",
            ERROR,
        ),
        Example({"beats[1].text": "Magnets cure arthritis"}, "alone on screen", ERROR),
        Example(
            {
                "beats[1].text": "Carrots fix bad eyesight",
                "beats[1].say": "Carrots are tasty, and your glasses still do the seeing.",
            },
            "answered in speech only",
            ERROR,
        ),
        Example(
            {"beats[1].say": "My barber told me cold showers make hair thinner. Anyway, here's my comb."},
            "on no list",
            WARNING,
        ),
        Example(
            {"beats[1].say": "You'll also hear that stairs grind a knee to dust. Everybody at my gym will tell you."},
            "heard, and left",
            WARNING,
        ),
    ),
    good=(
        Example(
            {
                "beats[1].say": "You'll also hear that stairs grind a knee to dust. Most of the time they only make strong thighs."
            },
            "heard, and answered",
        ),
        Example(
            {"beats[1].say": "They say shaving makes hair thicker. It doesn't; the tip is only blunt."}, "answered"
        ),
        Example(
            {"beats[1].say": "Parents worry that shots cause autism. Big studies looked, and found nothing."},
            "a worry, and what studies say",
        ),
        Example({"beats[1].text": "Myth: magnets cure arthritis"}, "marked"),
        Example({"beats[1].text": "❌ Carrots fix bad eyesight"}, "crossed out"),
        Example({"hook.text": "Do eggs clog arteries?"}, "a question"),
        Example(
            {"hook.say": "'Knuckle cracking causes arthritis.'", "beats[0].say": "Nope. Studies found no such thing."},
            "hook and first beat are one",
        ),
        Example({"beats[1].say": "My coach told me to lift with my legs, and my back agrees."}, "advice that is sound"),
    ),
    cannot="Myths on no list where nobody is named who holds them; crosses and marks in the picture alone.",
)
