"""CP101: a text on screen is longer than a viewer takes in at a glance."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from scriptgen.late import late
from scriptgen.packs import Packs
from scriptgen.paths import field
from scriptgen.rule import ERROR, WARNING, Example, Hit, Origin, Patch, Rule
from scriptgen.rules.disclaimers import has_checked, refers, teaches
from scriptgen.rules.notices import discloses, urges
from scriptgen.text import phrase_breaks
from scriptgen.view import Line, View

if TYPE_CHECKING:
    from scriptgen.report import Finding


def find(view: View) -> Iterator[Hit]:
    """Count words and characters of every text but the disclaimer, without disclaimer, disclosure and emergency text."""
    aim, room = view.pack["text_words"], view.pack["text_chars"]
    for line in view.screen:
        if (
            len(line.text) <= room and line.text.count(" ") < aim and "\n" not in line.text
        ) or line.block == "disclaimer":
            continue
        words, chars = _size(line.text)
        if words <= aim and chars <= room:
            continue
        words, chars = _size(_judged(line))
        severity = ERROR if words > view.pack["text_words_most"] or chars > view.pack["text_chars_most"] else WARNING
        if words > aim or chars > room:
            values = {"words": words, "chars": chars, "aim": aim, "room": room}
            yield Hit(
                severity,
                line.path,
                span=(0, len(line.text)),
                values=values,
                fix="code" if _cut(line.text, view.pack) else None,
            )


def _size(text: str) -> tuple[int, int]:
    tokens = text.split()
    return sum(any(c.isalnum() for c in t) for t in tokens), len(" ".join(tokens))


_ADDRESS = late(
    r"(?:please|always|if|when|before|for|still|so|and|or|not sure|unsure|worried|ask|see|talk|speak|check|call"
    r"|consult|your|bring|run|tell|book|have|let|get|contact|chat|discuss)\b"
)


def _judged(line: Line) -> str:
    if urges(line.low):
        return ""
    kept = []
    for piece in line.sentences:
        low = line.low[piece.start : piece.end]
        if not (teaches(low) or (_ADDRESS.match(low) and (refers(low) or has_checked(low))) or discloses(low)):
            kept.append(piece.text)
    return " ".join(kept)


def mend(view: View, finding: Finding) -> Iterator[Patch]:
    """End the text at a phrase break, where what is dropped changes nothing."""
    short = _cut(str(field(view.script, finding.path)), view.pack)
    if short:
        yield Patch(finding.path, short)


_WEIGHTY = late(
    r"[\d?!:#@]|n['’]t\b|\b(?:not?|never|nor|none|nothing|nobody|without|unless|except|but|yet|however|though"
    r"|although|only|if|until|till|when|while|instead|rather|than|or|either|avoid"
    r"|stop|skip|opposite|wrong|false|myth|fact|truth|true|actually|unlike|less|fewer|more|most|many|some|few|rare\w*"
    r"|sometimes|often|usually|may|might|could|cannot|should|must"
    r"|adults?|kids?|children|bab(?:y|ies)|infants?|toddlers?|teens?|pregnan\w*|men|women|people|patients?|call|see"
    r"|ask|doctor|nurse|risk\w*|die\w*|death|danger\w*|harm\w*|safe\w*|test\w*|dose\w*|pills?|medicines?)\b",
    re.IGNORECASE,
)
_TAIL = late(
    r"(?:because|which|even|especially|so (?:you|it|we|they|your|that|the|get|go|start|try|keep)|(?:and )?then|and "
    r"(?:then |also )?(?:it|they|you|we|after|in|on|at|send|share|follow|save|tell|keep|build|add|start|try"
    r"|wear|use|put|take|drink|eat|walk|move|rest|wash|rinse|brush|floss|sleep|sit|stand|breathe|hold|repeat|come"
    r"|watch|comment|tag|do|make|go|let))\b",
    re.IGNORECASE,
)
_OPEN = late(
    r"\b(?:if|when|unless|until|or|both|either|neither|between|(?:two|three|four|five|\d+) (?:\w+ )?(?:things|tips"
    r"|signs|ways|reasons|steps|rules|moves|foods|kinds|types))\b|:|[.!?](?=\s)",
    re.IGNORECASE,
)


def _cut(text: str, pack: Packs) -> str | None:
    """Return the text up to its last harmless break that fits; None where a negation, a condition, a group or half a list would go."""
    text = " ".join(text.split())
    if text.endswith("?") or text.count(",") > 1 or len(text) > 300:
        return None
    for place in reversed(phrase_breaks(text)):
        head, tail = text[:place].rstrip(" ,;:–—-"), text[place:].strip(" ,;–—-")
        words, chars = _size(head)
        if (
            3 <= words <= pack["text_words"]
            and chars <= pack["text_chars"]
            and _TAIL.match(tail)
            and not _WEIGHTY.search(tail)
            and not _OPEN.search(head)
        ):
            return head
    return None


RULE: Rule = Rule(
    code="CP101",
    slug="text-long",
    raises=(ERROR, WARNING),
    needs=frozenset({"text"}),
    guidance="On screen at most 8 words and 45 characters; say the rest.",
    messages={
        "main": "The text on screen has {words} words and {chars} characters; {aim} words and {room} characters can "
        "be read while somebody talks."
    },
    why="A viewer who reads along stops listening, and one who cannot finish scrolls on.",
    fix="model",
    source=Origin(
        "scriptgen",
        "What a viewer takes in at a glance while someone talks",
        2026,
        "2026-11-22",
        "judgement",
        "8 words are 2.6 seconds of reading at 17 characters a second; above 14 words the text is a second script",
    ),
    find=find,
    mend=mend,
    bad=(
        Example(
            {
                "beats[0].text": "People who jog for fun get no more knee arthritis than people who sit on a couch "
                "all day long"
            },
            "19 words: the script again",
            ERROR,
        ),
        Example(
            {
                "beats[0].text": "Glucosamine-chondroitin supplementation: disappointing osteoarthritis-progression "
                "evidence"
            },
            "few words, 87 characters",
            ERROR,
        ),
        Example({"cta.text": "Follow me for part two and send it to a friend"}, "11 words", WARNING),
        Example(
            {
                "beats[1].text": "Strong thighs protect sore knees. Do slow squats at a chair every day. Not medical "
                "advice."
            },
            "a disclaimer at the end excuses itself, not the rest",
            WARNING,
        ),
    ),
    good=(
        Example({"beats[0].text": "Jog a little. Rest a day. Jog again."}, "eight words"),
        Example(
            {
                "beats[1].text": "General education from a sports doctor, not medical advice. Ask your own clinician "
                "about your own knees."
            },
            "a long disclaimer, in a beat",
        ),
        Example(
            {
                "beats[1].text": "Hot, red, swollen knee and a fever? Go straight to the emergency room, today, not "
                "tomorrow."
            },
            "an emergency line",
        ),
        Example({"hook.text": "#ad Paid partnership with Kneeworks, who sent me this brace for free"}, "a disclosure"),
        Example(
            {
                "disclaimer.text": "This video is general education. It does not replace a visit with somebody who "
                "can examine your own knees."
            },
            "the disclaimer",
        ),
    ),
    cannot="Two short texts shown at the same time, and the cover, which is a picture.",
)
