"""Pairs of a claim and a source with their label: those written for this, and those that facts library and recorded replies hold anyway."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from scriptgen.claims.register import register
from scriptgen.claims.support import quoted
from scriptgen.facts.files import headers, read_facts
from scriptgen.script import as_script
from scriptgen.text import sentences
from scriptgen.view import View

__all__ = ["FEWER", "HARD", "WRITTEN", "Pair", "from_library", "from_replies", "written"]

HERE = Path(__file__).parent
WRITTEN = ("tune", "mine-tune", *(f"more-{writer}" for writer in "jklmnopqrstuvwxyz"))
"""Files of written pairs that weights may be fitted to; `held` and `mine-held` are only ever counted."""
HARD, FEWER = ("more-x", "more-y", "more-z"), 3
"""Writers who were asked to mislead whoever counts shared words, and which part of their pairs has a say: with all of them, pairs as people write them were judged worse."""
_LEAST = 4, 6
"""Words of a text on screen, and of a sentence of another fact, below which they claim too little."""


_FLIPS = (
    ("(do|does|is|are|was|can|should|will|did|has|have)n't", r"\1"), ("(do|does|is|are|can|should|will) not", r"\1"), ("never", "always"),
    ("can", "can't"), ("rarely", "often"), ("often", "rarely"), ("usually", "rarely"), ("most", "few"), ("raises?", "lowers"), ("lowers?", "raises"),
    ("more", "less"), ("less", "more"), ("safe", "unsafe"), ("helps", "harms"), ("better", "worse"), ("before", "after"), ("after", "before"),
)  # fmt: skip
"""What turns a sentence into its opposite: the first that fits."""


class Pair(NamedTuple):
    """A claim, the words it cites, and what these say to it."""

    kind: str
    """tune, mine-tune, belief, screen, other, reply: where it comes from."""
    topic: str
    claim: str
    source: str
    label: str


def written(part: str) -> list[Pair]:
    """Return the pairs of one file."""
    rows = [json.loads(row) for row in (HERE / f"{part}.jsonl").read_text(encoding="utf-8").splitlines() if row]
    return [Pair(part, row["topic"], row["claim"], row["source"], row["label"]) for row in rows]


def from_library() -> Iterator[Pair]:
    """Yield beliefs with the fact that answers them, texts on screen with what is said to them, facts with another fact of the topic."""
    chance = random.Random(5)
    for header in headers():
        if not header.bundled:
            continue
        facts = read_facts(header)
        items = list(facts.items)
        for item in items:
            if belief := getattr(item, "belief", ""):
                yield Pair("belief", facts.topic, f"{belief.rstrip('.')}.", item.say, "contradicted")
            if len(item.text.split()) >= _LEAST[0] and not quoted(item.text, [item.say]):
                yield Pair("screen", facts.topic, f"{item.text.rstrip('.')}.", item.say, "supported")
            for piece in sentences(item.say):
                if len(piece.text.split()) >= _LEAST[0] and (turned := _turned(piece.text)):
                    yield Pair("turned", facts.topic, turned, item.say, "contradicted")
            other = chance.choice([one for one in items if one is not item])
            told = [
                p.text for p in sentences(other.say) if len(p.text.split()) >= _LEAST[1] and not p.text.endswith("?")
            ]
            if told:
                yield Pair("other", facts.topic, chance.choice(told), item.say, "unsupported")


def _turned(sentence: str) -> str:
    """Return a sentence with its first denial taken out or its first telling word turned round; empty where it has neither."""
    for one, other in _FLIPS:
        turned, times = re.subn(rf"\b{one}\b", other, sentence, count=1)
        if times:
            return turned
    return ""


def from_replies() -> Iterator[Pair]:
    """Yield the claims of scripts whose writers cited the fact that they put into other words."""
    seen: set[tuple[str, str]] = set()
    for path in sorted((HERE.parent / "defects" / "tune").glob("good*.jsonl")):
        for row in path.read_text(encoding="utf-8").splitlines():
            data = json.loads(row)
            script = as_script(data.get("script", data))
            quotes = {source.id: source.quote for source in script.sources}
            for claim in register(View(script)):
                source = " ".join(quotes[id] for id in claim.sources)
                if source and not quoted(claim.text, [source]) and (claim.text, source) not in seen:
                    seen.add((claim.text, source))
                    yield Pair("reply", script.topic, claim.text, source, "supported")
