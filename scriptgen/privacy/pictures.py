"""Pictures of one person that can be recognised, and what a body alone identifies: voice, fingerprint, gait."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scriptgen.privacy.found import Found
from scriptgen.privacy.passage import Passage

__all__ = ["find"]

_TEST = re.compile(r"scans?|mri|ct|ultrasound|echo|x-?rays?")
_BOOKED = re.compile(r"\b(?:book|schedul|order|skip|miss|need)\w*\s(?:her|his|my|our|their|an?|the)\s(?:\w+\s)?$")
_YOURS = re.compile(r"\b(?:your|ur|ya|these|this)\s(?:\w+\s)?$")


def find(p: Passage) -> Iterator[Found]:
    """Yield pictures and biometrics that belong to one person."""
    for piece in p.sentences:
        for m in p.finditer("biometric", piece.start, piece.end):
            if p.has("bio_whose", piece) and not p.has("voice_not", piece):
                yield Found("biometric", m.start(), m.end(), "a recording")
                break
        for m in p.finditer("pointed", piece.start, piece.end):
            if p.has("near") or p.has("ailing") or p.typed or p.has("then_now"):
                yield Found("photo", m.start(), m.end(), "a drawing")
        own = p.search("mine_seen", piece.start, piece.end) if p.where == "comment" else None
        if own:
            yield Found("photo", *own.span(), "a drawing")
        picture = p.search("picture", piece.start, piece.end)
        if picture is None or p.has("harmless", piece):
            continue
        if _TEST.fullmatch(picture[0]) and _BOOKED.search(p.before(picture.start())):
            continue  # a test that somebody has, not its picture
        if p.where == "comment" and _YOURS.search(p.before(picture.start(), 24)):
            continue  # the doctor's own video
        if not p.typed and p.has("clip", piece) and not p.has("near"):
            continue  # somebody's post, shown to answer it
        shown, whose = p.has("shown", piece), p.has("whose", piece)
        whose = whose or (p.typed and p.has("bare_person", piece))
        if (
            (shown and (whose or p.has("myself", piece)))
            or (p.typed and (p.has("labelled", piece) or p.has("readable", piece)))
            or p.has("owned_picture", piece)
            or _reposted(p, shown)
        ):
            yield Found("photo", picture.start(), picture.end(), "a drawing")


def _reposted(p: Passage, shown: bool) -> bool:
    return shown and p.where in ("notes", "trend") and p.has("third")
