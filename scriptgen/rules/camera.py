"""What the camera sees: the shots of a plan, whether one differs from the last, whether it is a bare talking head."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from scriptgen.text import stem, words
from scriptgen.view import Block, View

__all__ = ["Plan", "angles", "bare", "changes", "empty", "framing", "place_of", "plans", "shots"]

_SPLIT = re.compile(
    r"\s*(?:[;|\n→]|->|=>|\s/\s|(?:[,.]\s*|\s)(?:and )?then\b(?! (?:talks|speaks|continues|keeps|goes on|says|"
    r"explains))"
    r"|(?:[,.]\s*|\s|^)(?:jump |smash |hard |quick |match )?cut(?:s|ting)? (?:away )?to\b"
    r"|[,.]\s*(?:switch(?:es)?|cutaways?|dissolves?|fades?|transitions?|whip[- ]pans?|pans?|flips?|swaps?|zooms?|"
    r"punch(?:es)?[- ]in|push(?:es)?[- ]in)(?: in| out)? (?:to|on|of)\b"
    r"|(?<!\bdr)(?<!\bmr)(?<!\bms)(?<!\bst)(?<!\bvs)(?<!\bmrs)[.!?]\s(?=\s*\w)"
    r"|[,.]\s*followed by\b|[,.]\s*b-?roll:?\b)\s*",
    re.IGNORECASE,
)
_CUTS = (
    ". ",
    "then",
    "cut",
    "|",
    "→",
    "/",
    "=>",
    "->",
    "switch",
    "fade",
    "follow",
    "roll",
    "zoom",
    " pan",
    "flip",
    "swap",
    "dissolve",
    "transition",
    "punch",
    "push",
)
_MOVES = (
    "montage",
    "cuts",
    "slide",
    "lapse",
    "sped",
    "series",
    "sequence",
    "one by",
    "one after",
    "in turn",
    "split",
    "carousel",
    "collage",
    "flick",
    "cycl",
    "scroll",
    "count",
    "every",
    "altern",
    "intercut",
    "back and",
    "between",
    "animat",
    "recording",
    " pan",
    "tracking",
    "walk",
    "zoom",
    "push",
    "punch",
    "dolly",
    "step by",
    "line by",
    "fast",
    "appear",
    "pop up",
    "pops up",
    "morph",
    "turns into",
)
_NOTHING = re.compile(
    r"^(?:n/?a|none|nothing|no visuals?|tbd|tba|tbc|to ?do|xxx?|visuals?|pictures?|show|b-?roll|same|as above|see "
    r"above|ditto|placeholder|fill in|empty|blank|shot)?$"
)
_MOVING = re.compile(
    r"\b(?:montage|(?:jump|quick|fast|rapid|multiple|several|frequent) cuts|slide ?show|time-?lapse|sped[- ]up|"
    r"series of|sequence of|one (?:by|after) (?:one|another|the other)|in turn"
    r"|split[- ]screen|carousel|collage|flicks? through|cycles? through|scroll(?:s|ing)? through|count(?:s|ing)? "
    r"(?:up|down)|alternat\w+|intercut|back and forth|(?:switch|cut|flip)\w* between|animat\w+|screen recording|"
    r"pan(?:s|ning)? (?:across|from|over)|tracking shot|walk-?through|zoom(?:s|ing)?|push(?:es)?[- ]in|"
    r"punch(?:es)?[- ]in|dolly|(?:step|line) by (?:step|line)"
    r"|fast[- ](?:forward|motion)|appear(?:s|ing)? (?:one|in)|pops? up|morphs?|turns into|every (?:few|two|three|"
    r"\d) seconds)\b"
)
_SAME = re.compile(
    r"\b(?:same (?:shot|view|angle|framing|frame|picture|image|close-?up|set-?up|slide|graphic|clip|footage|take|as|as"
    r" before)|unchanged|as before|no (?:cut|change)|nothing (?:changes|moves)|(?:does not|doesn't|do not) (?:move"
    r"|change))\b"
)
_GOES_ON = re.compile(
    r"\b(?:same|still|continu(?:es?|ing)|keeps?|stays?|staying|remains?|holds? (?:on|there)|lingers?|goes on|again)\b"
)
_ANGLE = re.compile(
    r"\b(?:closer|tighter|wider|close-?ups?|close|tight|wide|medium|mid|side|overhead|top-?down|low|high|front|back"
    r"|rear|reverse|new|different|other|another|extreme|over-the-shoulder|pov"
    r"|profile|macro|three-quarter|zoom(?:s|ing|ed)?|punch(?:es)?[- ]in|push(?:es)?[- ]in)(?:[ -](?:shot|view|angle"
    r"|framing|frame|on|of|up))?\b"
)
_PEOPLE = (
    r"doctors?|dr|docs?|physicians?|nurses?|clinicians?|dentists?|hygienists?|surgeons?|midwi(?:fe|ves)|"
    r"pharmacists?|therapists?|physios?|paramedics?|residents?|gp|np|pa|rn|md|do|expert"
    r"|\w{3,}ologists?|\w{3,}iatrists?|\w{3,}icians?|\w{3,}ometrists?|\w{3,}practors?|dietiti?ans?|nutritionists?|"
    r"specialists?|hosts?|presenters?|speakers?|creators?|narrators?|talent|i|me"
    r"|my|he|she|they|him|her|his|their|we|us|you|yourself|himself|herself|myself|man|woman|guy|person|brand|name"
)
_TALK = (
    r"talk(?:s|ing)?|speak(?:s|ing)?|say(?:s|ing)?|tell(?:s|ing)?|explain(?:s|ing)?|describ(?:e|es|ing)|"
    r"address(?:es|ing)?|chat(?:s|ting)?|discuss(?:es|ing)?|answer(?:s|ing)?|deliver(?:s|ing)?"
    r"|present(?:s|ing)?|introduc(?:e|es|ing)|look(?:s|ing)?|fac(?:e|es|ing)|star(?:e|es|ing)|smil(?:e|es|ing)|"
    r"nod(?:s|ding)?|gestur(?:e|es|ing)|continu(?:e|es|ing)|keep(?:s|ing)?|go(?:es|ing)?"
    r"|sit(?:s|ting)?|stand(?:s|ing)?|remain(?:s|ing)?|stay(?:s|ing)?|monologue|speech|words|line|lines|script|"
    r"message|point|intro|explanation|closing|opening|asks?|asking|reads?|reading|sign(?:s|ing)? off"
    r"|film(?:s|ing|ed)?|selfie|vlog|piece|talking-head|head|heads|shoulders|bust|headshot"
)
_CAMERA = (
    r"camera|cam|lens|viewers?|audience|screen|shot|view|frame|framing|framed|video|front-facing|handheld|tripod|"
    r"eye|level|contact|full|half|center|centre|centered|centred|direct|directly|straight|piece"
)
_SMALL = (
    r"a|an|the|nothing|not|does|doesn't|moves?|changes|static|holds?|lingers?|to|at|in|on|behind|beside|against|"
    r"near|by|under|into|of|from|with|and|as|is|are|while|still|just|"
    r"again|only|same|more|usual|before|throughout|here|now|up|down|out|for|about|this|that|it|all|over|through|by|"
    r"some|calmly"
    r"|slowly|briskly|softly|quietly|seriously|warmly|clearly|simply|briefly|seriously|kindly|one|plain|whole|time|"
    r"unchanged|simple|static|locked|off|locked-off|no|cut|cuts|change|b-roll|same"
)
_FRAME = (
    r"close|close-up|closeup|medium|mid|wide|tight|tighter|closer|wider|side|angle|front|chest|waist|low|high|"
    r"profile|zoom|reframed"
)
_SETTING = (
    r"desk|office|chair|room|clinic|kitchen|car|couch|sofa|wall|background|hallway|home|studio|exam|white|coat|"
    r"scrubs|stool|table|bench|porch|park|outside|outdoors|indoors|window|bookshelf|bed"
    r"|garden|street|lab|hospital|ward|corridor|mic|microphone|stethoscope|tie|mask|lamp|plants?|shelf|books"
)
_BARE = re.compile(rf"(?:{_PEOPLE}|{_TALK}|{_CAMERA}|{_SMALL}|{_FRAME}|{_SETTING})")
_SOMEBODY = re.compile(rf"(?:{_PEOPLE}|{_TALK}|camera|lens)")
_TITLE = re.compile(
    rf"\b(?:dr\.?|doctor|nurse|prof\.?|professor) (?!(?:{_TALK}|{_SMALL}|{_CAMERA})\b)[\w'-]+(?= (?:{_TALK}|"
    rf"{_SMALL})\b)|\bdr\. [\w'-]+"
)
_TALKS = re.compile(r"\b(?:talk|speak|say|tell|expla|address|camera|lens|selfie|viewer)")
_ONE = re.compile(r"\b(?:and|her|his|him|she|he|it|them|their|with|in|on)\b|,\s*\w+ing\b")
"""Signs that commas divide what is in one picture, not pictures."""
_MEANS = re.compile(rf"(?:{_FRAME})")
_WHERE = re.compile(rf"(?:{_SETTING})")
_IDLE = re.compile(rf"(?:{_TALK}|{_CAMERA}|{_SMALL})")


_REFRAMED = re.compile(r"\b(?:closer|tighter|wider|new|different|side)\b")
_DOUBT = re.compile(
    r"same|still|continu|keep|stay|remain|hold|linger|unchang|before|nothing|no c|goes on|n't|not |talk|speak|say|"
    r"expla|camera|lens|selfie|head|address|look|smil|nod"
)
_TRIVIAL = frozenset(
    ("a", "an", "the", "of", "on", "in", "at", "to", "and", "with", "her", "his", "its", "she", "he", "as", "it", "up")
)


def empty(low: str) -> bool:
    """Return whether a plan, in lower case, names no picture: nothing, or a word that stands for nothing."""
    if len(low) > 18 and low[0].isalnum():
        return False
    low = low.strip(" .-_?!*[]()<>:\n\t")
    return not any(c.isalnum() for c in low) or (len(low) < 16 and bool(_NOTHING.match(low)))


def shots(low: str, cuts: bool = True) -> tuple[str, ...]:
    """Return the shots of a plan in lower case: parted by "; ", and where there are `cuts`, by "cut to" or "then"."""
    parts = _SPLIT.split(low) if cuts else low.split(";")
    if len(parts) == 1 and low.count(",") > 1 and not _ONE.search(low):
        parts = low.split(",")
    return tuple([part for p in parts if (part := p.strip(" ,.\n\t"))])


class Plan(NamedTuple):
    """What is planned to be seen in one block."""

    block: Block
    shots: tuple[str, ...]
    """In lower case; none for an empty plan."""
    moving: bool
    """Whether the plan says that its picture changes all the time."""


def plans(view: View) -> list[Plan]:
    """Return the plan of every block but the disclaimer, which has none; read once."""
    found: list[Plan] | None = view.__dict__.get("_plans")
    if found is None:
        blocks = [b for b in view.blocks if b.name != "disclaimer"]
        whole = "\n".join([b.show.low for b in blocks])
        cuts, moving = any(sign in whole for sign in _CUTS), any(sign in whole for sign in _MOVES)
        found = view.__dict__["_plans"] = [
            Plan(
                b,
                () if empty(b.show.low) else shots(b.show.low, cuts and any(sign in b.show.low for sign in _CUTS)),
                moving and has_more(b.show.low),
            )
            for b in blocks
        ]
    return found


def has_more(low: str) -> bool:
    """Return whether a plan, in lower case, says that its picture changes all the time."""
    return bool(_MOVING.search(low))


def angles(shot: str) -> int:
    """Return how many framings a shot names, one at least: "wide on the desk, close on the hands" is two pictures."""
    return max(len({m.group().split()[0] for m in _ANGLE.finditer(shot)}), 1)


@lru_cache(maxsize=2048)
def _content(shot: str) -> frozenset[str]:
    return frozenset(stem(w) for w in words(shot) if not _IDLE.fullmatch(w) and not _MEANS.fullmatch(w))


def changes(before: str, shot: str) -> bool:
    """Return whether a shot shows something else than the one before it."""
    if before == shot:
        return False
    if not _DOUBT.search(shot) and not set(before.split()) & set(shot.split()) - _TRIVIAL:
        return True
    known, seen = _content(before), _content(shot)
    if not _REFRAMED.search(shot):
        if _SAME.search(shot):
            return bool(seen) and not seen & known and not bare(shot)
        if _GOES_ON.search(shot) and (seen <= known or bare(shot)):
            return False
    if bare(before) and bare(shot) and _TALKS.search(before) and _TALKS.search(shot):
        return framing(before) != framing(shot) or place_of(before) != place_of(shot) != frozenset()
    if {m[0].split()[0] for m in _ANGLE.finditer(shot)} - {m[0].split()[0] for m in _ANGLE.finditer(before)}:
        return True
    return seen != known


@lru_cache(maxsize=2048)
def bare(shot: str, name: str = "") -> bool:
    """Return whether a shot is somebody who talks to us and nothing else; `name` is the speaker's, in lower case."""
    found = words(_TITLE.sub("doctor", shot))
    if not any(_SOMEBODY.fullmatch(w) for w in found):
        return False
    return all(_BARE.fullmatch(w) or w.removesuffix("'s") in name.split() for w in found)


@lru_cache(maxsize=2048)
def framing(shot: str) -> frozenset[str]:
    """Return how a shot is framed, where it says so."""
    return frozenset(w for w in words(shot) if _MEANS.fullmatch(w))


@lru_cache(maxsize=2048)
def place_of(shot: str) -> frozenset[str]:
    """Return where a shot is taken, where it says so."""
    return frozenset(w for w in words(shot) if _WHERE.fullmatch(w))
