"""Whether a script shows who speaks: the name, and what entitles them to speak."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from typing import Any, NamedTuple

from scriptgen.late import late
from scriptgen.resources import package_text
from scriptgen.text import fold

__all__ = ["Name", "name_of", "named", "qualified", "same_person"]

_TITLE = re.compile(r"^(?:(?:dr|prof|professor|doctor|mr|mrs|ms|miss|nurse|sister)\b\.?\s*)+")
_ORGANISATION = late(
    r""
    r"\b(?:clinics?|hospitals?|health|healthcare|medical|medicine|dental|dentistry|pharmacy|cent(?:er|re)s?|groups?|associates|practice|surgery|institute|"
    r""
    r"partners|physio|physiotherapy|therapy|wellness|care|department|nhs|trust|university|foundation|society|academy|college|llc|ltd|inc|team|[a-z]+ics|[a-z]+ology)\b"
)
_INTRO = r"(?:i'm|i am|my name is|my name's|this is|it's|meet|call me|with|from|by|and)\s+"
_HONOUR = r"(?:dr|doctor|prof|professor|nurse|sister|mr|mrs|ms|doc)\b\.?\s+"
_ANYBODY = late(r"(?:[Dd]r\b\.?|Doctor|Nurse|I['’]m|I am|[Mm]y name is)\s+(?!Dr\b|Doctor\b|Not\b|A\b)[A-ZÀ-Þ][a-zà-ÿ]+")
_DOCTOR = re.compile(r"\b(?:dr|doctor|prof|professor)\b\.?\s+(?!who\b|google\b)[^\W\d_]{2,}")
_VERB = (
    r"(?:here|answers?|explains?|explained|breaks?|shows?|weighs?|shares?|reacts?|says?|tells?|walks?|talks?|sorts?|reveals?|"
    r"debunks?|gives?|ranks?|wants?|wishes|reviews?|demonstrates?|responds?|speaking|approved|tips?|basics|edition|"
    r"'s\s+(?:take|guide|view|advice|tips?|answer|opinion|secrets?))\b"
)
_MID = r"(?:(?!not\b|never\b|my\b|your\b|see\b|ask\b|a\b|the\b)[\w'-]+,?\s+){0,4}?"
_TOLD = (
    r"(?:explained|answered|sorted|sorted out|debunked|reviewed|told|tips?|advice|facts?|truth|talk|basics|lesson|"
    r"guide|take|words?|view|checklist|,)"
)


class Name(NamedTuple):
    """A name in lower case without titles, letters and accents."""

    full: str
    words: tuple[str, ...]
    organisation: bool


def _plain(text: str) -> str:
    low = fold(text)
    return low if low.isascii() else unicodedata.normalize("NFKD", low).encode("ascii", "ignore").decode()


@lru_cache(maxsize=256)
def name_of(name: str) -> Name:
    """Return what a name comes down to: "Dr. Luis Peña, DDS" to luis pena."""
    plain = _TITLE.sub("", _plain(name.split(",")[0]).strip())
    parts = tuple(w for w in re.findall(r"[a-z][a-z'-]+", plain))
    return Name(
        " ".join(plain.split()),
        parts[:1] + parts[-1:] if len(parts) > 1 else parts,
        bool(_ORGANISATION.search(fold(name))),
    )


def same_person(one: str, other: str) -> bool:
    """Return whether two names share their last word, or are equal."""
    a, b = name_of(one), name_of(other)
    return a.full == b.full or bool(a.words and b.words and a.words[-1] == b.words[-1])


def named(name: Name, text: str, handle: str = "") -> bool:
    """Return whether a text or a handle gives the name: in full, or part of it with a title or an introduction."""
    if not name.words:
        return bool(_ANYBODY.search(text)) if not name.full else name.full in _plain(text)
    plain = _plain(text)
    if (
        name.full in plain
        or name.full.replace(" ", "") in plain
        or (len(name.words) > 1 and " ".join(name.words) in plain)
    ):
        return True
    tail = re.sub(r"[^a-z]", "", _plain(handle))
    if any(len(w) > 3 and w in tail for w in name.words):
        return True
    if name.organisation or not any(w in plain for w in name.words):
        return False
    word = "|".join(map(re.escape, name.words))
    return bool(
        re.search(
            rf"\b(?:{_HONOUR}|{_INTRO}(?:{_HONOUR})?)(?:{word})\b|\b(?:{word})(?:\s+here\b|,\s*(?:[a-z]\.?){{2,6}}\b)",
            plain,
        )
    )


@lru_cache(maxsize=1)
def _roles() -> tuple[dict[str, str], dict[str, str], frozenset[str], frozenset[str]]:
    data: dict[str, Any] = tomllib.loads(package_text("rules/terms/credentials.toml"))
    letters = {c: row["name"] for row in reversed(data["role"]) for c in row["letters"].split()}
    said = {row["name"]: "|".join(row["said"].replace("~", r"[\s-]+").split()) for row in data["role"]}
    return letters, said, frozenset(data["words"].split()), frozenset(data["titled"].split())


@lru_cache(maxsize=256)
def _wanted(credentials: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the letters of credentials, and the roles that they stand for; every role where none is known."""
    letters, said, _, _ = _roles()
    codes = {_code(w): w for w in re.split(r"[,;/&()\s]+", credentials)}
    given = frozenset(c for c, w in codes.items() if c in letters or (len(c) > 1 and sum(x.isupper() for x in w) > 1))
    low = fold(credentials)
    roles = {letters[c] for c in given if c in letters} | {
        r for r, p in said.items() if re.search(rf"\b(?:{p})\b", low)
    }
    return given, frozenset(roles or said)


def _code(text: str) -> str:
    return re.sub(r"[^A-Z]", "", text.upper())


@lru_cache(maxsize=256)
def _calling(roles: frozenset[str], own: tuple[str, ...]) -> re.Pattern[str]:
    said = _roles()[1]
    any_role = f"(?:{'|'.join(said[r] for r in sorted(roles))})"
    role, me = rf"{any_role}\b", "|".join(map(re.escape, own)) or "(?!)"
    ways = (
        rf"\b(?:i'm|i am|i work as|we're)\s+(?:(?:just|also|only|still)\s+)?"
        rf"(?:an?|the|your|one|that|board|[a-z]{{2,9}}ed)\b[ -]?{_MID}{role}",
        rf"\bas (?:an?|your)\s+{_MID}{role}",
        rf"\b(?:we|us|as)\s+(?:[\w-]+\s+)?{any_role}s\b",
        rf"\b(?:an?|this)\s+{_MID}{role}\s*{_VERB}",
        rf"(?:^|[\n.!?:;,]\s{{0,3}}){_MID}{role}\s*{_VERB}",
        rf"{_TOLD}\s{{0,3}}(?:from|by|with|of)\s+(?:an?|your|this)\s+{_MID}{role}",
        rf"\byour (?:friendly|favou?rite|neighbou?rhood|tiktok|internet|go-to|online)\s+{_MID}{role}",
        rf"\b(?:{me})\b,?\s+(?:(?:an?|the|your)\s+)?{_MID}{role}",
        rf"\b{role}\s+(?:{me})\b",
    )
    return re.compile("|".join(ways))


@lru_cache(maxsize=256)
def _letters(codes: frozenset[str]) -> re.Pattern[str]:
    dotted = (
        r"\.?".join([c[0], *(f"[{x}{x.lower()}]" for x in c[1:])]) for c in sorted(codes, key=lambda c: (-len(c), c))
    )
    return re.compile(rf"(?:\b([\w'’-]{{1,30}})(,?)\s{{1,3}})?(?<![\w.])({'|'.join(dotted) or '(?!)'})\.?(?!\w)")


def qualified(credentials: str, name: Name, text: str) -> bool:
    """Return whether a text says the credentials: letters, a calling ("I'm a dentist", "a nurse explains"), or Dr."""
    letters, _, ambiguous, titled = _roles()
    given, roles = _wanted(credentials)
    low = fold(text)
    if len(credentials) > 8 and " ".join(fold(credentials).split()) in low:
        return True
    anyone = not name.words or name.organisation
    if not roles.isdisjoint(titled):
        for match in _DOCTOR.finditer(_plain(text)):
            if anyone or match[0].split()[-1] in name.words:
                return True
    for match in _letters(given or frozenset(letters)).finditer(text):
        before, code = re.sub(r"[^a-z]", "", _plain(match[1] or "")), _code(match[3])
        if before in name.words or before.upper() in letters:
            return True
        if code not in ambiguous and not match[2] and before not in ("your", "the", "see", "my", "ask"):
            return True
    return bool(_calling(roles, name.words).search(low))
