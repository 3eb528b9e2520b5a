"""A patient's signed authorization: read from TOML, and what 45 CFR 164.508(c)(1) still misses in it."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from scriptgen.errors import InputError, plain
from scriptgen.script import Consent

__all__ = ["problems", "read"]

_ELEMENTS = {
    "describes": "what is used or disclosed",
    "discloses": "who discloses it",
    "receives": "who receives it",
    "purpose": "the purpose",
    "expires": "an expiry date or event",
    "signed_on": "the day of the signature",
    "scope": "the uses that it covers",
}
"""The fields of a record that hold an element, in the order of the regulation; scope says what the description covers."""
_ANY = frozenset({"social", "social_media", "social media", "all", "any"})
_MONTHS = "january february march april may june july august september october november december".split()


def read(path: str | Path) -> Consent:
    """Return the consent record of a TOML file, complete or not; raise InputError that names the file and what is wrong."""
    file = Path(path)
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"cannot read the consent record {str(path)!r}: {error.strerror or error}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"the consent record {str(path)!r} is not TOML: {error}") from None
    held = data.get("consent", data)
    try:
        # TOML writes a date without quotes; a record keeps it as text, because an expiry may also be an event.
        return Consent.model_validate({k: v.isoformat() if isinstance(v, date) else v for k, v in held.items()})
    except (AttributeError, ValidationError) as error:
        why = plain(error, "consent record") if isinstance(error, ValidationError) else "[consent] is no table"
        raise InputError(f"{why}; in {str(path)!r}") from None


def problems(consent: Consent, platform: str, today: date) -> tuple[str, ...]:
    """Return what keeps a record from covering a video on `platform` on `today`, a phrase for each; empty where it does."""
    found = [f"it does not say {said}" for name, said in _ELEMENTS.items() if not _filled(getattr(consent, name))]
    if consent.signed_on.strip():
        signed = _day(consent.signed_on)
        if signed is None:
            found.append(f"the day of the signature, {consent.signed_on!r}, is no date like 2026-03-31")
        elif signed > today:
            found.append(f"it is signed on {signed}, which is still to come")
    expiry = _day(consent.expires)
    if expiry is None and _looks_like_a_date(consent.expires):
        found.append(f"the expiry, {consent.expires!r}, is no date like 2027-03-31")
    if expiry is not None and expiry < today:
        found.append(f"it expired on {expiry}")
    covered = {use.strip().lower() for use in consent.scope}
    if covered and not covered & (_ANY | {platform.lower()}):
        found.append(f"its scope does not name {platform}")
    return tuple(found)


def _filled(value: str | tuple[str, ...]) -> bool:
    return any(v.strip() for v in value) if isinstance(value, tuple) else bool(value.strip())


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said.strip())
    except ValueError:
        return None


def _looks_like_a_date(said: str) -> bool:
    """Return whether an expiry is meant as a date, but not written as one: 3/31/27, March 2027."""
    low = said.strip().lower()
    return low[:1].isdigit() or low.partition(" ")[0] in _MONTHS
