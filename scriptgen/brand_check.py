"""Hold a brand file against the rules that its words will meet in every script."""

from __future__ import annotations

from collections.abc import Iterator

from scriptgen.brand import Brand
from scriptgen.checking import check, screen
from scriptgen.packs import names
from scriptgen.script import Beat, Cta, Disclaimer, Hook, Script

__all__ = ["faults"]

_PLACEHOLDERS = ("example", "@drexample")


def faults(brand: Brand) -> list[tuple[str, str, str]]:
    """Return (severity, field, message) for what is missing or would be found in every script of this brand."""
    return list(_faults(brand))


def _faults(brand: Brand) -> Iterator[tuple[str, str, str]]:
    for field in ("name", "handle", "credentials"):
        value = getattr(brand, field)
        if not value.strip():
            yield "warning", field, "empty; viewers cannot tell who speaks"
        elif any(p in value.lower() for p in _PLACEHOLDERS):
            yield "warning", field, f"still says {value!r} from the example"
    if brand.jurisdiction not in names("jurisdiction"):
        yield (
            "error",
            "jurisdiction",
            f"{brand.jurisdiction!r} is not known; known are {', '.join(names('jurisdiction'))}",
        )
        return
    for i, say in enumerate(brand.disclaimers):
        yield from _told(
            brand, f"disclaimers[{i}]", Disclaimer(say=say, text=say), None, ("DS101", "DS102", "CP104", "BR101")
        )
    for i, say in enumerate(brand.ctas):
        yield from _told(
            brand,
            f"ctas[{i}]",
            Disclaimer(say="General education. See your own clinician."),
            Cta(say=say),
            ("EN", "CP104", "BR101"),
        )
    if len(brand.hashtags) > 5:
        yield "warning", "hashtags", f"{len(brand.hashtags)} tags; a post carries at most 5 with the topic's own"
    for field in ("tone", "audience"):
        for finding in screen(getattr(brand, field), "brand"):
            yield finding.severity.value, field, finding.message


def _told(
    brand: Brand, place: str, disclaimer: Disclaimer, cta: Cta | None, rules: tuple[str, ...]
) -> Iterator[tuple[str, str, str]]:
    script = Script(
        hook=Hook(say="A line."),
        beats=(Beat(say="Another line."),),
        disclaimer=disclaimer,
        cta=cta or Cta(say="Save this."),
    )
    for finding in check(script, brand, jurisdiction=brand.jurisdiction, select=rules).findings:
        if finding.severity != "info":
            yield finding.severity.value, place, finding.message
