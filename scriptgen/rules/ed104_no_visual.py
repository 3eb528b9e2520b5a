"""ED104: nothing to see."""

from __future__ import annotations

from collections.abc import Iterator

from scriptgen.late import late
from scriptgen.rule import ERROR, WARNING, Example, Hit, Origin, Rule
from scriptgen.rules.camera import bare, empty, one_framing, planned, shots, tokens
from scriptgen.rules.jargon import said_words
from scriptgen.text import content_stems, words
from scriptgen.view import Block, View

_SAYS = late(
    r"^(?:the |our |your )?(?:dr\.? )?(?:[\w.'-]+ ){0,3}?(?:says?|saying|explains?|explaining|talks? about|talking "
    r"about|speaks? about|tells? (?:us|viewers|you)"
    r"|describ(?:es?|ing)|mentions?|repeats?|reads?(?: out| aloud)?|lists?|discuss(?:es)?|goes over|voice-?over)\b"
    r"[:,]?\s*(?:that"
    r" |how |why |about )?"
)
_SHORT = 4
"""Letters up to which a word says little of what is shown."""
_COPY, _MOST, _SOME = 4, 0.85, 0.6
"""Words in a row, or shares of content words, from which a plan repeats the speech."""


def find(view: View) -> Iterator[Hit]:
    """Look at the plan of every block but the disclaimer, then at all of them together."""
    blocks = planned(view)
    none = [b for b in blocks if (len(b.show.text) < 19 or not b.show.text[0].isalnum()) and empty(b.show.low)]
    if len(none) == len(blocks):
        also = tuple(b.show.path for b in blocks[1:])
        yield Hit(ERROR, "hook.show", "none", (0, len(view.hook.show.text)) if view.hook.show.text else None, {}, also)
        return
    for block in none:
        yield Hit(WARNING, block.show.path, "empty", (0, len(block.show.text)) if block.show.text else None)
    shown = tuple(b for b in blocks if b not in none) if none else blocks
    spoken = said_words(view)
    for block in shown:
        if _repeats(block, spoken):
            yield block.show.hit(WARNING, "repeats")
    if len(shown) > 1 and _head(view, shown):
        first = next((b for b in shown if b.name.startswith("beats")), shown[0])
        also = tuple(b.show.path for b in shown if b is not first)
        yield Hit(WARNING, first.show.path, "head", (0, len(first.show.text)), {"count": len(shown)}, also)


def _head(view: View, shown: tuple[Block, ...]) -> bool:
    """Return whether every shot is the same talking head; most scripts are done at the first."""
    name = f"{view.script.brand.name} {view.brand.name if view.brand else ''}".lower().replace(".", " ")
    if not all(bare(b.show.low, name) for b in shown):
        return False
    pictures = [shot for b in shown for shot in shots(b.show.low)]
    return all(bare(shot, name) for shot in pictures) and one_framing(pictures)


def _repeats(block: Block, spoken: set[str]) -> bool:
    show, said = block.show.low, block.say
    long = [word for word in show.split() if len(word) > _SHORT]
    if len(spoken.intersection(long)) * 5 < len(long) * 2:
        return False
    seen = set(tokens(show))
    if len(seen.intersection(tokens(said.low))) * 5 < len(seen) * 2:
        return False
    told = _SAYS.match(show)
    rest = show[told.end() :] if told else show
    own = content_stems(rest)
    if len(own) < 2 or not said.text:
        return False
    share = len(own & content_stems(said.low)) / len(own)
    if share < _SOME:
        return False
    if told:
        return True
    found = words(rest)
    run = " ".join(found)
    if len(found) > _COPY and run in " ".join(said.words):
        return True
    return (
        share >= _MOST
        and len(own) > _COPY
        and any(" ".join(found[i : i + _COPY]) in " ".join(said.words) for i in range(len(found)))
    )


RULE: Rule = Rule(
    code="ED104",
    slug="no-visual",
    raises=(ERROR, WARNING),
    needs=frozenset({"show"}),
    guidance="A picture for every block: a prop, a move, a drawing, a close-up.",
    messages={
        "none": "No block says what the camera sees.",
        "empty": "This block says nothing about what the camera sees.",
        "repeats": "This plan only repeats the speech; say what the camera sees.",
        "head": "All {count} planned pictures are the same talking head; show at least one thing that you speak of.",
    },
    why="Video teaches what speech alone does not: people keep more of what they hear and see together.",
    fix="model",
    source=Origin(
        "Cambridge University Press",
        "Richard E. Mayer, Multimedia Learning, 3rd edition",
        2020,
        "2026-11-22",
        "judgement",
        "people learn more from words and pictures than from words alone; which plans count as none is our choice",
    ),
    find=find,
    bad=(
        Example({"hook.show": "", "beats[0].show": " ", "beats[1].show": "TBD", "cta.show": ""}, "none at all", ERROR),
        Example({"beats[1].show": ""}, "one is missing", WARNING),
        Example({"beats[1].show": "Doctor explains that strong thighs help most"}, "speech about speech", WARNING),
        Example({"beats[1].show": "Start small and build up a little each week."}, "word for word", WARNING),
        Example(
            {
                "hook.show": "Dr. Ruiz talks to camera",
                "beats[0].show": "Talking head",
                "beats[1].show": "She keeps talking to the lens",
                "cta.show": "Doctor speaks straight into the camera, smiling",
            },
            "in four wordings",
            WARNING,
        ),
    ),
    good=(
        Example({"beats[1].show": "Slow squat"}, "terse, and a picture"),
        Example(
            {"hook.show": "Doctor talks to camera", "beats[0].show": "Doctor talks to camera"}, "pictures elsewhere"
        ),
        Example(
            {
                "hook.show": "Doctor talks to camera, wide",
                "beats[0].show": "Closer on the doctor",
                "beats[1].show": "Doctor talks, side angle",
                "cta.show": "Doctor smiles, wide",
            },
            "a talking head, reframed",
        ),
        Example(
            {"beats[1].show": "Strong thighs: a cyclist climbs a hill; a chair squat from the side"}, "shares a word"
        ),
    ),
    cannot="Whether a picture fits what is said, and whether the talking head is worth watching by itself.",
)
