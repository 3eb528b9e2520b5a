"""What the camera sees: the shots of a plan, whether one differs from the last, whether it is a bare talking head."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from scriptgen.late import late
from scriptgen.text import stem, words
from scriptgen.view import Block, View

__all__ = [
    "angles",
    "bare",
    "changes",
    "empty",
    "framing",
    "moving",
    "one_framing",
    "planned",
    "shots",
    "signs",
    "tokens",
]

_SPLIT = late(
    r"\s*(?:[;|\n→]|->|=>|\s/\s|(?:[,.]\s*|\s)(?:and )?then\b(?! (?:talks|speaks|continues|keeps|goes on|says|explains))"
    r"|(?:[,.]\s*|\s|^)(?:jump |smash |hard |quick |match )?(?:cut(?:s|ting)?|back) (?:away |back )?to\b"
    r"|[,.]\s*(?:switch(?:es)?|cutaways?|dissolves?|fades?|transitions?|whip[- ]pans?|pans?|tilts?|flips?|swaps?|zooms?|punch(?:es)?[- ]in"
    r"|push(?:es)?[- ]in)(?: in| out| up| down)? (?:to|on|of)\b"
    r"|(?<!\bdr)(?<!\bmr)(?<!\bms)(?<!\bst)(?<!\bvs)(?<!\bmrs)[.!?]\s(?=\s*\w)|(?:^|[\s,])\(?\d[.)]\s(?=\S)"
    r"|[,.]\s*followed by\b|[,.]\s*b-?roll:?\b)\s*",
    re.IGNORECASE,
)
_CUTS = (
    *"then cut switch fade dissolve transition pan tilt flip swap zoom punch push followed roll / → -> =>".split(),
    *("back to", ". ", "! ", "? ", ") ", "1.", "2.", "\n"),
)
"""What a plan has where its shots are parted by more than "; "."""
_MOVES = tuple(
    "montage|cuts|slide|lapse|sped|series|sequence|one by|one after|in turn|split|carousel|collage|flick|cycle|scroll|count|altern|intercut|back and|between|"
    "animat|recording|pan|tracking|follow|walk|circles|orbit|pov|zoom|push|punch|dolly|step by|line by|word by|point by|piece by|fast|appear|pop|morph|turns into"
    "|every ".split("|")
)
"""What a plan has whose picture changes all the time."""
_NOTHING = frozenset(
    (
        "n/a|na|none|nothing|no visual|no visuals|tbd|tba|tbc|todo|to do|xx|xxx|visual|visuals|picture|pictures|show|b-roll|broll|same|as above|see above|"
        "ditto|placeholder|fill in|empty|blank|shot"
    ).split("|")
)
_MOVING = late(
    r"\b(?:montage|(?:jump|quick|fast|rapid|multiple|several|frequent) cuts|slide ?show|time-?lapse|sped[- ]up|series of|sequence of|one (?:by|after) "
    r"(?:one|another|the other)|in turn|split[- ]screen|carousel|collage|flicks? through|cycles? through|scroll(?:s|ing)?|count(?:s|ing)? "
    r"(?:up|down)|alternat\w+|intercut|back and forth|(?:switch|cut|flip|whip|pan)\w*(?: pans?)? between|animat\w+|screen recording|pan(?:s|ning)? "
    r"(?:across|from|over)|whip[- ]pans?|tracking shot|follows? (?:him|her|them|the)|walk-?through|walks? (?:from|through|across|past|along|around)|"
    r"circles|orbits?|pov\b|zoom(?:s|ing)?|push(?:es)?[- ]in|punch(?:es)?[- ]in|dolly|(?:step|line|word|point|piece) by (?:step|line|word|point|piece)"
    r"|fast[- ](?:forward|motion)|appear(?:s|ing)? (?:one|in)|pops? up|morphs?|turns into|every (?:few|two|three|\d) seconds)\b"
)
_SAME = late(
    r"\b(?:same (?:shot|view|angle|framing|frame|picture|image|photo|close-?up|set-?up|slide|graphic|clip|footage|take|as|as before)|unchanged|as before"
    r"|no (?:cut|change)|nothing (?:changes|moves)|(?:does not|doesn't|do not) (?:move|change))\b"
)
_GOES_ON = late(
    r"\b(?:same|still|continu(?:es?|ing)|keeps?|stays?|staying|remains?|holds? (?:on|there)|lingers?|goes on|again)\b"
)
_ANGLES = frozenset(
    "closer tighter wider close close-up close-ups closeup closeups tight wide medium mid side overhead top-down topdown low high front back rear reverse new"
    " different other another extreme over-the-shoulder pov profile macro three-quarter zoom zooms zooming zoomed punch-in punches pushes push-in".split()
)


def _verbs(names: str) -> frozenset[str]:
    return frozenset(
        form for n in names.split() for form in (n, f"{n}s", f"{n}es", f"{n}ing", f"{n}ed", f"{n.removesuffix('e')}ing")
    )


def _nouns(names: str) -> frozenset[str]:
    return frozenset(form for n in names.split() for form in (n, f"{n}s"))


_PEOPLE = _nouns(
    "doctor dr doc physician nurse clinician dentist hygienist surgeon midwife midwives pharmacist therapist physio paramedic resident gp np pa rn md do expert"
    " dietitian dietician nutritionist specialist host presenter speaker creator narrator talent i me my he she they him her his their we us you yourself"
    " himself herself myself man woman guy person brand name"
)
_PEOPLE_ENDINGS = ("ologist", "iatrist", "ician", "ometrist", "practor")
_TALK = (
    _verbs(
        "talk speak say tell explain describe address chat discuss answer deliver present introduce look face stare smile nod gesture continue keep go sit"
        " stand remain stay ask read sign film"
    )
    | _nouns(
        "monologue speech word line script message point intro explanation closing opening selfie vlog piece talking-head head bust headshot"
    )
    | {"off", "sitting", "nodding", "shoulders"}
)
_CAMERA = _nouns(
    "camera cam lens viewer audience screen shot view frame framing framed video front-facing handheld tripod eye level contact full half center centre"
    " centered centred direct directly straight piece"
)
_SMALL = frozenset(
    "a an the nothing not does doesn't move moves change changes static hold holds linger lingers to at in on behind beside against near by under into of from"
    " with and as is are while still just again only same more usual before throughout here now up down out for about this that it all over through some"
    " calmly slowly briskly softly quietly seriously warmly clearly simply briefly kindly one plain whole time unchanged simple locked off locked-off no cut"
    " cuts b-roll it's its".split()
)
_FRAME = frozenset(
    "close close-up closeup medium mid wide tight tighter closer wider side angle front chest waist low high profile zoom reframed".split()
)
_SETTING = _nouns(
    "desk office chair room clinic kitchen car couch sofa wall background hallway home studio exam white coat scrub stool table bench porch park outside"
    " outdoors indoors window bookshelf bed garden street lab hospital ward corridor mic microphone stethoscope tie mask lamp plant shelf book"
)
_IDLE = _TALK | _CAMERA | _SMALL
_KNOWN = _IDLE | _PEOPLE | _FRAME | _SETTING
_SOMEBODY = _PEOPLE | _TALK | {"camera", "lens"}
_TITLES = frozenset(("dr", "doctor", "nurse", "prof", "professor", "midwife"))
_TALKS = re.compile(r"\b(?:talk|speak|say|tell|expla|address|camera|lens|selfie|viewer)")
_ONE = re.compile(r"\b(?:her|his|him|she|he|it|them|their|with)\b|,\s*\w+ing\b")
"""Signs that commas divide what is in one picture, not pictures."""
_REFRAMED = re.compile(r"\b(?:closer|tighter|wider|new|different|side)\b")
_ON = frozenset(
    "same still unchanged before nothing no doesn't not goes stay stays staying keep keeps remain remains linger lingers continue continues continuing"
    " again".split()
)
"""Words that may say that a picture goes on."""
_MARKS = bytes(32 if chr(c) in '.,;:!?()"[]' else c for c in range(256))


def tokens(low: str) -> list[str]:
    """Return the words of a text in lower case, quickly: split at spaces and marks."""
    return low.encode("utf-8", "replace").translate(_MARKS).decode("utf-8", "replace").split()


def empty(low: str) -> bool:
    """Return whether a plan, in lower case, names no picture: nothing, or a word that stands for nothing."""
    if len(low) > 18 and low[0].isalnum():
        return False
    low = low.strip(" .-_?!*[]()<>:\n\t")
    return not any(c.isalnum() for c in low) or low in _NOTHING


def planned(view: View) -> tuple[Block, ...]:
    """Return the blocks that need a picture: all but the disclaimer, which comes last."""
    blocks = view.blocks
    return blocks[:-1] if blocks[-1].name == "disclaimer" else blocks


def shots(low: str, cuts: Iterable[str] = _CUTS) -> tuple[str, ...]:
    """Return the shots of a plan in lower case, none for an empty plan: parted by "; ", by "cut to" or "then", by a list's commas."""
    if empty(low):
        return ()
    found = _SPLIT.split(low) if "|" in low or any(sign in low for sign in cuts) else low.split(";")
    parts = [part for p in found if (part := p.strip(" ,.\n\t"))]
    if len(parts) == 1 and low.count(",") > 1 and not _ONE.search(low):
        parts = [part for p in low.split(",") if (part := p.strip(" .\n\t"))]
    return tuple(parts)


def moving(low: str, moves: Iterable[str] = _MOVES) -> bool:
    """Return whether a plan, in lower case, says that its picture changes all the time."""
    return any(sign in low for sign in moves) and bool(_MOVING.search(low))


def signs(whole: str) -> tuple[list[str], list[str]]:
    """Return the signs of cuts and of movement that all plans together have: few, to be looked for in each."""
    return [sign for sign in _CUTS if sign in whole], [sign for sign in _MOVES if sign in whole]


def _angles(shot: str) -> set[str]:
    return {word[:5] for word in _ANGLES.intersection(tokens(shot))}


def angles(shot: str) -> int:
    """Return how many framings a shot names, one at least: "wide on the desk, close on the hands" is two pictures."""
    return max(len(_angles(shot)), 1)


@lru_cache(maxsize=2048)
def _content(shot: str) -> frozenset[str]:
    return frozenset(stem(w) for w in words(shot) if w not in _IDLE and w not in _FRAME)


def changes(before: str, shot: str) -> bool:
    """Return whether a shot shows something else than the one before it."""
    if before == shot:
        return False
    found = shot.split()
    if _ON.isdisjoint(found) and not ("hold" in shot and _GOES_ON.search(shot)):
        for word in found:
            if len(word) > 3 and word[:4] not in before and word.strip(".,:;()") not in _KNOWN:
                return True
    known, seen = _content(before), _content(shot)
    if not _REFRAMED.search(shot):
        if _SAME.search(shot):
            return bool(seen) and not seen & known and not bare(shot)
        if _GOES_ON.search(shot) and (seen <= known or bare(shot)):
            return False
    if bare(before) and bare(shot) and _TALKS.search(before) and _TALKS.search(shot):
        return framing(before) != framing(shot) or place_of(before) != place_of(shot) != frozenset()
    if _angles(shot) - _angles(before):
        return True
    return seen != known


def bare(shot: str, name: str = "") -> bool:
    """Return whether a shot is somebody who talks to us and nothing else; `name` is the speaker's, in lower case."""
    somebody = titled = False
    for word in tokens(shot):
        if word not in _KNOWN:
            plain = word.removesuffix("'s")
            if not (titled or plain in name.split() or plain in _PEOPLE or word.strip("-'") == ""):
                if not plain.removesuffix("s").endswith(_PEOPLE_ENDINGS):
                    return False
                somebody = True
        somebody = somebody or word in _SOMEBODY
        titled = word in _TITLES
    return somebody


def framing(shot: str) -> frozenset[str]:
    """Return how a shot is framed, where it says so."""
    return _FRAME.intersection(words(shot))


def place_of(shot: str) -> frozenset[str]:
    """Return where a shot is taken, where it says so."""
    return _SETTING.intersection(words(shot))


def one_framing(pictures: Iterable[str]) -> bool:
    """Return whether pictures are all framed alike and in one place, as far as they say."""
    rows = list(pictures)
    return len({framing(p) for p in rows} - {frozenset()}) < 2 and len({place_of(p) for p in rows} - {frozenset()}) < 2
