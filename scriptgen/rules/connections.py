"""Signs that the speaker gains from what is shown: a gift, a payment, ownership, a code or a tracked link; and words that disclose it."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from typing import NamedTuple

from scriptgen.late import late
from scriptgen.needs import need
from scriptgen.resources import package_text
from scriptgen.view import Line

__all__ = ["TRIGGERS", "Sign", "discloses", "sign"]

_SIGNS = frozenset(
    "code codes coupon promo discount discounted link links linked storefront shop store basket cart swipe bio tiktok rate followers exclusive deal sent mailed shipped "
    "gifted gave flew flown treated invited hosted paid pays paying covered pay cost spend free complimentary freebies goodies swag pr door desk porch mailbox inbox unboxing "
    "unbox arrived came card request asked pick picked picks showed posted filmed generous kind spoil spoiling spoiled drawer shelf stocked kickback royalties commission commissions "
    "affiliate ambassador brand retainer stipend honorarium payroll equity stake invested investor partnered partnership collab collaborating collaboration teamed partner advisor "
    "adviser board council consultant consulting consult director founded co-founded formulated launched created invented course program app ebook masterclass membership powder "
    "serum book guide bundle merch label join preorder workshop webinar supplement supplements skincare vitamin vitamins maker makers company company's rep reps team comped sends "
    "hooked hook handed earn earns pinned checkout startup start-up arrangement garage dinner lunch trip weekend slice piece clinic's practice's owns founders founder business thanks thank shout-out shoutout "
    "grateful stock restocked shipping downloads download sale sales order orders click clicks purchase sign-up signup bell planner collagen toothpaste protein balm cream line "
    "bars gummies through type dm page scrubs sells sell bakes baked mattress favor expenses chose selected named launch invite signed joined creators helped mention lights dollars bucks off drips monitor ticket flight hotel favourite favorite fave price pricing shares courtesy compliments bottles bottled brews blends makes charged invoice receipt sabbatical arriving".split()
)
_HINTS = frozenset(
    "paid pays funds covers buys bought built fund scrubs loan bow happens helped knock booked thanks thank-you profile page whisper biased unrelated funny coincidence treat cover manufacturer referral folks face signature initials perks savings whenever shh perk reason wink money salary alarm studio podcast profile pinned cart referral alarm loan wife husband hubby brother sister cousin uncle aunt mate mates friend friends buddy roommate partner dad mom mum son daughter board stage booth squad makers manufacturer rep folks company brand".split()
)
"""Words without which no hint can stand."""
TRIGGERS = _SIGNS | _HINTS
_DENIED = late(r"\b(?:not|never|no|nobody|none|don't|doesn't|didn't|isn't|aren't|won't|without|neither|nor)\b")

_KINDS = {"hinted": "pay", "gains": "pay", "givers": "gift", "roles": "own", "routes": "code"}
"""The message for each kind of hint."""


class Sign(NamedTuple):
    """A sign of a connection: its kind (code, gift, pay, own), and where in the text."""

    kind: str
    start: int
    end: int
    sure: bool = True
    """Whether it says enough for an error."""


class _Terms(NamedTuple):
    needs: int
    """What a line needs for any sign or clue, as in needs.need."""
    signs: tuple[tuple[str, re.Pattern[str]], ...]
    weak: tuple[tuple[str, re.Pattern[str]], ...]
    clues: tuple[tuple[str, re.Pattern[str]], ...]
    product: re.Pattern[str]
    sells: re.Pattern[str]
    praises: re.Pattern[str]
    plain: re.Pattern[str]
    none: re.Pattern[str]


@lru_cache(maxsize=1)
def _terms() -> _Terms:
    data = tomllib.loads(package_text("rules/terms/connections.toml"))

    def made(pattern: str) -> re.Pattern[str]:
        for name, part in data["parts"].items():
            pattern = pattern.replace(f"@{name}", part)
        return late(pattern)

    signs, weak = (
        tuple((kind, made("|".join(rows))) for kind, rows in data[name].items()) for name in ("signs", "weak")
    )
    around = data["sells"]
    clues = tuple((_KINDS[name], made(pattern)) for name, pattern in data["clues"].items())
    return _Terms(
        need(*(pattern for _, pattern in (*signs, *weak, *clues))),
        signs,
        weak,
        clues,
        made(r"\b@thing\b"),
        late(around["words"]),
        late(around["praises"]),
        late(data["disclosed"]["plain"]),
        late(data["none"]["words"]),
    )


def sign(line: Line) -> Sign | None:
    """Return the surest sign of the speaker's own gain in a line; refused gifts, advice about ads and public help are none."""
    found, words = _terms(), line.words
    signs, hints = not _SIGNS.isdisjoint(words), not _HINTS.isdisjoint(words)
    if not (signs or hints) or not line.held & found.needs:
        return None
    pieces = [p for p in line.sentences if not line.search(found.none, p.start, p.end)]
    sells = line.search(found.sells) if pieces else None
    praised = bool(sells) or (bool(pieces) and bool(line.search(found.praises)))
    for named, looked in ((found.signs, signs), (found.weak, signs and praised)):
        for piece in pieces if looked else ():
            for kind, pattern in named:
                if match := line.search(pattern, piece.start, piece.end):
                    return Sign(kind, match.start(), match.end(), sure=named is found.signs or bool(sells))
    return _hint(line, pieces[0].start, pieces[-1].end, found) if pieces and hints and praised else None


def _hint(line: Line, start: int, end: int, found: _Terms) -> Sign | None:
    """Return a sign made of hints: two of different kinds in a line that sells or praises, one where a product is named too."""
    seen = [(kind, match) for kind, clue in found.clues if (match := line.search(clue, start, end))]
    if not seen or (len(seen) < 2 and not found.product.search(line.low)):
        return None
    kind, match = seen[0]
    return Sign(kind, match.start(), match.end(), sure=False)


def discloses(low: str, name: str = "") -> bool:
    """Return whether a text, in lower case, says plainly that there is a connection; vague thanks do not."""
    match = _terms().plain.search(low)
    while match:
        if not _DENIED.search(low, max(0, match.start() - 14), match.start()):
            return True
        match = _terms().plain.search(low, match.end())
    return bool(name) and bool(
        re.search(rf"\b(?:with|by|from|for) {re.escape(name.lower())}\b.*\b(?:paid|gift|own)", low)
    )
