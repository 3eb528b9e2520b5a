"""CL113: a use that is not approved is put forward as routine."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from scriptgen.clauses import reading
from scriptgen.late import late
from scriptgen.resources import package_text
from scriptgen.rule import ERROR, WARNING, Example, Hit, Origin, Rule
from scriptgen.view import Line, View

_TOLD = late(
    r"\boff[- ]label\b|\b(?:not|isn't|aren't|wasn't|never|hasn't|haven't|un) ?(?:been )?(?:fda[- ])?(?:approved|cleared|authori[sz]ed|proven|licensed|recommended|meant for)\b|"
    r"\b(?:unapproved|not for|hasn't (?:been )?(?:shown|proven)|trials? (?:are|is)|still (?:running|being studied|under study)|(?:fda|agency|regulators?)\b.{0,40}\b(?:warn\w*|cleared|approv\w*)|"
    r"warn(?:s|ed|ing)? (?:about|against|of)|no evidence|found no|no benefit|doesn't (?:help|work)|evidence is (?:thin|weak|poor)|advise against|beware|(?:didn't|did not|doesn't|does not) (?:help|work|do)|can be offered|is approved|are approved|don't (?:offer|prescribe|use|recommend|do)|won't (?:offer|prescribe|use|do)|approved for|approved only|"
    r"only approved|if someone (?:sells|offers)|please don't|never (?:give|use|take|share)|be wary|skip (?:it|them|this|that))\b"
)
_ROUTINE = late(
    r"\b(?:usual|standard|routine\w*|normal|common|simply|just what|what (?:we|people|most|doctors)|go-to|classic|everyday|ordinary|works?|helps?|fix\w*|answer|trick|these days|now|always|of course)\b"
)
_NOT = late(
    r"\bno[,.]|\bno (?:evidence|proof|reason|good)\b|\b(?:not|never|don't|doesn't|isn't|aren't|won't|can't|shouldn't|nobody|instead of)\b(?! (?:only|just|merely|more|even))"
)
_REFUSED = late(
    r"\b(?:we|i|you|please|clinics?|doctors?) (?:do not|don't|won't|never|can't|shouldn't|would not|wouldn't)\b|\bno (?:evidence|proof|good)\b|\bnot (?:approved|proven|a menu|for everyone)\b|\bisn't (?:a|an|the|for|approved|proven)\b(?! (?:only|just))"
)
_MORE = late(
    r"\b(?:who|that|kids|they) (?:won't|can't|don't|never)\b|, not (?:for|just|the|because)\b|\b(?:nobody|no one) (?:bats|minds|blinks|complains)\b|\bno (?:weight|diabetes)\b|"
    r"\b(?:isn't|not|aren't) (?:only|just|merely)\b|\bno (?:more|longer|pain|downtime|surgery|knife)\b"
)


class _Use(NamedTuple):
    name: str
    words: re.Pattern[str]
    use: re.Pattern[str]
    extra: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    label: str


@lru_cache(maxsize=1)
def _uses() -> dict[str, tuple[_Use, ...]]:
    """Return each word that names a drug or device with the uses it may stand in."""
    found: dict[str, list[_Use]] = {}
    for row in tomllib.loads(package_text("rules/terms/off_label.toml"))["uses"]:
        names = row["words"].split()
        publisher, title, year = row["label"]
        extra = late(rf"(?<!\w)(?:{row['with']})(?!\w)") if "with" in row else None
        unless = late(rf"(?<!\w)(?:{row['unless']})(?!\w)") if "unless" in row else None
        either = "|".join(map(re.escape, names))
        words = late(rf"(?<!\w)(?:{either})(?!\w)")
        use = _Use(
            row["name"], words, late(rf"(?<!\w)(?:{row['use']})(?!\w)"), extra, unless, f"{publisher}, {title}, {year}"
        )
        for name in names:
            found.setdefault(name, []).append(use)
    return {name: tuple(uses) for name, uses in found.items()}


def find(view: View) -> Iterator[Hit]:
    """Look for a drug or device of the list with the unapproved use beside it, and nothing that says so."""
    uses = _uses()
    if uses.keys().isdisjoint(view.vocabulary):
        return
    severity = WARNING if view.script.placement == "organic" else ERROR
    blocks = {b.name: b for b in view.blocks}
    about = f"{view.script.topic.lower()} \n {view.hook.say.low}"
    for line in view.language:
        wanted = dict.fromkeys(use for word in line.words if word in uses for use in uses[word])
        if not wanted:
            continue
        block = blocks.get(line.block)
        if _TOLD.search(line.low) or (block and (_TOLD.search(block.say.low) or _TOLD.search(block.text.low))):
            continue
        for use in wanted:
            span = _promoted(line, use, about)
            if span:
                yield line.hit(
                    severity, "main", *span, quote=line.text[span[0] : span[1]], use=use.name, label=use.label
                )
                break


def _promoted(line: Line, use: _Use, about: str) -> tuple[int, int] | None:
    """Return where a line puts the use forward: both named close by, or the drug as routine in a script about the use; not denied."""
    pieces = line.sentences
    for at, piece in enumerate(pieces):
        drug = use.words.search(line.low, piece.start, piece.end)
        if not drug or (use.extra and not use.extra.search(line.low)):
            continue
        start, end = pieces[max(0, at - 1)].start, pieces[min(len(pieces) - 1, at + 1)].end
        if use.unless and use.unless.search(line.low, start, end):
            continue
        named = use.use.search(line.low, start, end)
        if named and named.span() == drug.span():
            continue
        if not named and not (use.use.search(about) and _ROUTINE.search(line.low, piece.start)):
            continue
        first, last = (min(drug.start(), named.start()), max(drug.end(), named.end())) if named else drug.span()
        close = line.low[max(start, first - 45) : min(end, last + 30)]
        if _NOT.search(_MORE.sub(" ", close)) or _REFUSED.search(line.low, start, end):
            continue
        if piece.text.rstrip("\"') ").endswith("?") and at == len(pieces) - 1 and not reading(line).clauses[-1].orders:
            continue
        if not named:
            return drug.span()
        return first, last
    return None


RULE: Rule = Rule(
    code="CL113",
    slug="off-label",
    raises=(ERROR, WARNING),
    guidance="Name only approved uses of drugs and devices, or say 'off-label' and that it is a talk for the clinic.",
    messages={
        "main": "{quote!r} puts forward {use}, which is not an approved use ({label}): say that it is off-label, or leave it out."
    },
    why="Viewers take a routine use for a tested one; promoting unapproved uses is what regulators act on first.",
    fix="model",
    source=Origin(
        "U.S. Food and Drug Administration",
        "Understanding Unapproved Use of Approved Drugs 'Off Label'",
        2018,
        "2026-11-22",
        "several",
        "each use of the list carries its own document",
    ),
    find=find,
    bad=(
        Example(
            {"beats[1].say": "A little propranolol before the speech and your hands stay still."},
            "stage fright",
            WARNING,
        ),
        Example({"beats[1].say": "Trazodone is what we all hand out for sleep."}, "sleep", WARNING),
        Example(
            {"placement": "ad", "caption": "Knee pain? Our stem cells go straight into the knee."}, "in an ad", ERROR
        ),
        Example({"beats[1].text": "Filler in the nose: 15 minutes"}, "a device", WARNING),
    ),
    good=(
        Example({"beats[1].say": "Trazodone is used off-label for sleep. Ask what that means for you."}, "said so"),
        Example(
            {"beats[1].say": "Stem cells for knees are not approved, and the FDA has warned about them."}, "a warning"
        ),
        Example({"beats[1].say": "Is metformin a longevity pill?"}, "a question"),
        Example({"beats[1].say": "Metformin lowers blood sugar in type 2 diabetes."}, "the approved use"),
        Example({"beats[1].say": "We do not hand out weight-loss injections for a wedding."}, "refused"),
        Example({"beats[1].say": "Gabapentin can make you sleepy at first."}, "a side effect"),
    ),
    cannot="Drugs and uses that are on no list; doses and ages outside a label; approvals newer than the list.",
)
