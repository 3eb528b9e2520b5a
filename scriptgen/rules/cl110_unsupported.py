"""CL110: a beat states something that its source does not."""

from __future__ import annotations

from collections.abc import Iterator

from scriptgen.claims.register import Claim, Held, held_in
from scriptgen.claims.support import FOREIGN
from scriptgen.rule import ERROR, WARNING, Example, Hit, Origin, Rule, Unmeasured
from scriptgen.view import View

WEAK = 0.25
"""Share of what is said that the cited words must hold; below FOREIGN, for a whole beat, the source is about something else."""
CERTAIN = 0.8
"""How likely it must also be that the source does not bear it out: a paraphrase may share no word with it."""
LIKELY = 0.9
"""How likely it must be for a warning that a source says the opposite, or does not bear a sentence out."""
TELLING = 4
"""Words that tell something, below which a beat or a sentence is too short to be weighed by its words."""


def find(view: View) -> Iterator[Hit | Unmeasured]:
    """Weigh each beat against the words that it cites; the register (`scriptgen export --to claims`) shows every sentence."""
    if not any(source.quote.strip() for source in view.script.sources):
        yield Unmeasured("no source of the script comes with its words")
        return
    for block in view.blocks:
        if block.name in (
            "hook",
            "cta",
            "disclaimer",
        ):  # a hook raises a belief as often as a fact; CL119 sees that it is answered
            continue
        held = held_in(view, block)
        turned = [
            claim
            for claim in held.claims
            if claim.held.contradicted and (claim.held.sure or claim.held.likely >= LIKELY)
        ]
        if turned:
            yield _opposed(max(turned, key=_sureness))
        elif not block.sources:
            if any(claim.kind == "fact" for claim in held.claims):
                yield Hit(WARNING, f"{block.name}.sources", "uncited")
        elif held.claims and held.claims[0].sources:
            yield from _weighed(held)


def _weighed(held: Held) -> Iterator[Hit]:
    first = next((claim for claim in held.claims if claim.kind == "fact"), None)
    foreign = held.share < FOREIGN and held.words >= TELLING
    if first and foreign and first.held.verdict == "unsupported" and first.held.likely >= CERTAIN:
        yield Hit(ERROR, first.path, "foreign", (first.start, first.end))
        return
    for claim in held.claims:
        weak = claim.held.share < WEAK or (claim.held.verdict == "unsupported" and claim.held.likely >= LIKELY)
        if claim.kind == "fact" and weak and len(claim.text.split()) > TELLING + 2:
            yield Hit(WARNING, claim.path, "weak", (claim.start, claim.end))


def _sureness(claim: Claim) -> tuple[bool, float]:
    return claim.held.sure, claim.held.likely


def _opposed(claim: Claim) -> Hit:
    severity, message = (ERROR, "opposed") if claim.held.sure else (WARNING, "turned")
    return Hit(severity, claim.path, message, (claim.start, claim.end), {"word": claim.held.contradicted})


RULE: Rule = Rule(
    code="CL110",
    slug="unsupported",
    raises=(ERROR, WARNING),
    needs=frozenset({"sources"}),
    guidance="Say of a source only what it says: same direction, same limits. Cite a fact on every beat that states one.",
    messages={
        "opposed": "The cited source says the opposite ({word!r}): say it the way round that the source does, or cite another.",
        "turned": "The cited source seems to say the opposite ({word!r}): read both again, and say it the way round that the source does.",
        "foreign": "The cited source speaks of something else: cite the fact that this rests on, or leave it out.",
        "weak": "The cited source says little of this, or not so much: keep to its words, cite another, or leave it out.",
        "uncited": "This beat states a fact and cites none, though the script carries sources: cite the one it rests on.",
    },
    why="A source that does not say what it is cited for is worse than none: viewers and reviewers trust it.",
    fix="model",
    source=Origin("Federal Trade Commission", "Health Products Compliance Guidance", 2022, "2026-11-22", "primary"),
    find=find,
    bad=(
        Example(
            {
                "beats[0].say": "Running gives joggers more knee arthritis.",
                "sources[0].quote": "Running does not give joggers more knee arthritis.",
            },
            "the other way round",
            ERROR,
        ),
        Example(
            {
                "beats[0].say": "Strong thighs raise the stress on your knee.",
                "sources[0].quote": "Strong thigh muscles lower the stress on the knee.",
            },
            "the wrong direction",
            ERROR,
        ),
        Example(
            {
                "beats[0].say": "Cortisone shots slowly thin the cartilage and tendons around joints.",
                "sources[0].quote": "Runners get no more arthritis than people who sit.",
            },
            "the source speaks of something else",
            ERROR,
        ),
        Example(
            {"beats[1].say": "Strong thighs take stress off the knee joint.", "beats[1].sources": []},
            "a fact that cites nothing",
            WARNING,
        ),
    ),
    good=(
        Example(
            {
                "beats[0].say": "Strong thighs take stress off your knee.",
                "sources[0].quote": "Strong thigh muscles take stress off the knee.",
            },
            "borne out",
        ),
        Example(
            {
                "beats[0].say": "Think of a door hinge. Strong thighs ease the load on your knee.",
                "sources[0].quote": "Strong thigh muscles lower the stress on the knee.",
            },
            "an image, and other words",
        ),
        Example(
            {
                "beats[0].say": "Does running ruin knees? No. Joggers get no more knee arthritis.",
                "sources[0].quote": "Running does not give joggers more knee arthritis. Strong thighs help most. Start small, build up.",
            },
            "a belief answered",
        ),
        Example({"beats[1].say": "Keep going, and send this to a friend.", "beats[1].sources": []}, "no fact"),
    ),
    cannot="Meaning beyond the words, but for what the extra `reader` sees of it: a paraphrase that shares no word looks weak, and one claim in five that its source does not bear out still passes. Nor whether the source is right.",
)
