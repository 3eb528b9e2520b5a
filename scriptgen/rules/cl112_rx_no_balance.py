"""CL112: a prescription medicine is praised, and its important risk is nowhere."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from scriptgen.late import late
from scriptgen.resources import package_text
from scriptgen.rule import ERROR, WARNING, Example, Hit, Origin, Rule
from scriptgen.rules.disclaimers import joined, refers
from scriptgen.rules.medicines import Medicine, medicines
from scriptgen.view import Line, View

_NOT = late(
    r"\b(?:not|never|no|nobody|don't|doesn't|isn't|aren't|won't|can't|cannot|wasn't|didn't|haven't|neither|nor)\b(?! (?:more|finger|needle|fuss|salad|diet|one\b))"
)
_TURN = late(r"[,;:.!?]|\b(?:and (?:it|they|that|can|also|causes?|may)|but|which|though|so)\b")
_GOES_ON = late(
    r"\b(?:side[- ]effects?|risks?|prescri\w+|medicines?|medications?|meds|pills?|tablets?|drugs?|shots?|doctors?|clinicians?|pharmacist|like any|it (?:can|may|also|comes)|they (?:can|may|also|come))\b"
)
_QUITS = late(
    r"\b(?:quit|quits|quitting|stop(?:s|ped|ping)?|skip(?:s|ped|ping)?|halv(?:e|es|ed|ing)|miss(?:es|ed|ing)?|ran out|run out|runs out|ration\w*|split(?:s|ting)?|shar(?:e|es|ed|ing)|borrow\w*|refill\w*|illegal|recall\w*|price|cost|costs|save money|"
    r"empty stomach|rinse|label|stor(?:e|ed|age)|expir\w+|interact\w*|double[- ]check\w*)\b"
)
_ORDER = late(
    r"^\W*(?:please |and |so |just |then )?(?:keep|store|take|bring|tell|ask|never|don't|do not|read|put|throw|leave|hide|check|call|list|swallow|stop|use)\b"
)


class _Terms(NamedTuple):
    acts: re.Pattern[str]
    plural: re.Pattern[str]
    praise: re.Pattern[str]
    frames: re.Pattern[str]
    risks: re.Pattern[str]
    lessens: re.Pattern[str]
    plain: frozenset[str]


@lru_cache(maxsize=1)
def _terms() -> _Terms:
    data = tomllib.loads(package_text("rules/terms/rx_benefits.toml"))
    bases = list(dict.fromkeys(data["verbs"].split()))
    third = [b + ("es" if b.endswith(("s", "x", "sh", "ch", "z")) else "s") for b in bases]
    third += [b[:-1] + "ies" for b in bases if b.endswith("y") and b[-2] not in "aeou"]
    past = [b + ("d" if b.endswith("e") else "ed") for b in bases] + [
        "kept",
        "took",
        "gave",
        "made",
        "brought",
        "got",
        "held",
        "fought",
    ]
    acts = late(
        rf"\b(?:{'|'.join([*third, *past])})\b|\b(?:can|could|will|may|might|helps?|helps? (?:\w+ )?to) (?:also |really |\w+ly |you )?(?:{'|'.join(bases)})\b"
    )
    return _Terms(
        acts,
        late(rf"(?:also |really |can |may |often |\w+ly )?(?:{'|'.join(bases)})\b"),
        late(data["praise"]),
        late(data["frames"]),
        late(data["risks"]),
        late(data["lessens"]),
        frozenset(data["plain"].split()),
    )


def find(view: View) -> Iterator[Hit]:
    """Look for a benefit of a prescription medicine, then for a risk and a referral in the script's own words."""
    lines = [line for line in view.language if line.block != "disclaimer"]
    benefit = next(((line, found) for line in lines if (found := _praised(line))), None)
    if benefit is None:
        return
    line, medicine = benefit
    near = _beside(view, line)
    own = any(_warns(other.low) for other in near)
    told = refers(joined(*near))
    advert = view.script.placement != "organic"
    if own and (told or not advert):
        return
    if not advert and told:
        return
    if (advert and not own) or not (own or told):
        key = "main"
    else:
        key = "referral"
    if advert and own and refers(joined(*view.language)):
        return
    quote = line.text[medicine.start : medicine.end]
    yield line.hit(ERROR if advert else WARNING, key, medicine.start, medicine.end, quote=quote)


def _beside(view: View, line: Line) -> list[Line]:
    """Return the lines of a line's block, and of the next one where it still talks of the medicine: a balance is heard with the benefit."""
    blocks = [b for b in view.blocks if b.name != "disclaimer"]
    at = next((i for i, b in enumerate(blocks) if b.name == line.block), None)
    if at is None:
        return [line]
    later = [part for block in blocks[at + 1 : at + 2] for part in (block.say, block.text) if _GOES_ON.search(part.low)]
    return [blocks[at].say, blocks[at].text, *later]


class _Read(NamedTuple):
    """A sentence with one way of writing a medicine blanked out, and what all medicines that are written so share there."""

    text: str
    framed: bool
    """The medicine stands in a wording of praise."""
    ordered: bool
    """It is an order, a question, or about going without."""
    praise: re.Match[str] | None


def _read(text: str) -> _Read:
    quits = bool(_QUITS.search(text))
    return _Read(
        text,
        bool(not quits and _terms().frames.search(text) and not _NOT.search(text)),
        bool(quits or _ORDER.match(text) or text.rstrip("\"') ").endswith("?")),
        _terms().praise.search(text),
    )


def _praised(line: Line) -> Medicine | None:
    """Return the first prescription medicine that a line gives a benefit, in its sentence or the next; orders and denials give none."""
    found = [m for m in medicines(line) if m.kind == "rx"]
    if not found:
        return None
    terms = _terms()
    pieces = line.sentences
    reads: dict[tuple[int, str], _Read] = {}
    idle: set[int] = set()
    """Sentences in which nothing acts from some medicine on: nothing acts after the ones that follow, either."""
    for medicine in found:
        if medicine.name in terms.plain:
            continue
        at = next((i for i, p in enumerate(pieces) if p.start <= medicine.start < p.end), 0)
        spans = [pieces[at], *pieces[at + 1 : at + 2]] if pieces else []
        for number, piece in enumerate(spans):
            name = line.low[medicine.start : medicine.end]
            key = (piece.start, name)
            if key not in reads:
                reads[key] = _read(line.low[piece.start : piece.end].replace(name, " it "))
            text, framed, ordered, praise = reads[key]
            if number == 0 and framed:
                return medicine
            if number == 0 and ordered:
                continue
            behind = line.low[medicine.end : piece.end] if number == 0 else text
            match = None if number == 0 and piece.start in idle else terms.acts.search(behind)
            if match is None and number == 0:
                idle.add(piece.start)
            match = match or praise
            if not match and medicine.start > 0 and line.low[medicine.end - 1] == "s":
                match = terms.plural.match(behind.lstrip())
            if match is None and number == 0 and at and text.count(" ") < 6:
                match = terms.acts.search(line.low, pieces[at - 1].start, pieces[at - 1].end)
            if match and not _NOT.search(match.string, max(0, match.start() - 28), match.end()):
                return medicine
    return None


def _warns(low: str) -> bool:
    """Return whether a text names a risk or limit, and not as something that a medicine takes away."""
    terms = _terms()
    for match in terms.risks.finditer(low):
        head = low[max(0, match.start() - 45) : match.start()]
        if not terms.lessens.search(_TURN.split(head)[-1]):
            return True
    return False


RULE: Rule = Rule(
    code="CL112",
    slug="rx-no-balance",
    raises=(ERROR, WARNING),
    guidance="Where a prescription medicine's benefit is named, name its important risk beside it and send viewers to their prescriber.",
    messages={
        "main": "{quote!r} is shown with its benefit alone: name its most important risk next to it, and say to ask one's own clinician.",
        "referral": "{quote!r} is advertised with benefit and risk, but nothing sends viewers to their own clinician: say so.",
    },
    why="A benefit without its price is how medicines are oversold; advertising law asks for both in equal light.",
    fix="model",
    source=Origin(
        "U.S. Food and Drug Administration",
        "Prescription-drug advertisements, 21 CFR 202.1",
        2024,
        "2026-11-22",
        "primary",
        "organic education is not advertising, so it only warns there",
    ),
    find=find,
    bad=(
        Example({"beats[1].say": "Atorvastatin calms the plaque while you sleep."}, "benefit alone", WARNING),
        Example({"beats[1].text": "Apixaban: no finger pricks. Lovely tablet!"}, "praise on screen", WARNING),
        Example(
            {"beats[1].say": "Adalimumab turned stiff fingers back into piano fingers."}, "told as a story", WARNING
        ),
        Example({"placement": "ad", "beats[1].say": "Dupilumab eases the itch."}, "in an ad", ERROR),
        Example(
            {
                "placement": "ad",
                "beats[1].say": "Dupilumab eases the itch. Pink eye and injection rashes are side effects.",
                "disclaimer.say": "General education.",
                "disclaimer.text": "",
            },
            "an ad without a referral",
            ERROR,
        ),
    ),
    good=(
        Example({"beats[1].say": "Isotretinoin clears acne, and it causes birth defects."}, "benefit and risk"),
        Example(
            {"beats[1].say": "Statins lower cholesterol. Ask your doctor what they may do to you."},
            "a referral in the beat",
        ),
        Example({"beats[1].say": "Keep your lisinopril out of the hot car."}, "storage"),
        Example({"beats[1].say": "Does gabapentin work for everyone?"}, "a question"),
        Example({"beats[1].say": "Sertraline isn't a personality transplant."}, "a denial"),
        Example({"beats[1].say": "Plain petroleum jelly keeps damp skin soft."}, "no prescription"),
    ),
    cannot="Whether the risk named is the important one, and whether it gets as much light as the benefit.",
)
