"""Medicines that a text names: on prescription, from the shelf, or a supplement, by name, class or the build of the word."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

from scriptgen.late import late
from scriptgen.resources import package_text

if TYPE_CHECKING:
    from scriptgen.view import Line

__all__ = ["Kind", "Medicine", "is_prescription", "kind_of", "medicines", "named_in", "names_of_medicines"]

Kind = Literal["rx", "otc", "supplement"]
"""rx: on prescription · otc: from the shelf · supplement: vitamins, minerals, herbs and powders."""

_WORD = late(r"[^\W_]+(?:['.\-][^\W_]+)*")
_LONGEST = 4
_EVERYDAY = frozenset("nac preventer reliever calcium potassium iodine steroid stimulant iud".split())
"""Names that are also ordinary words or food: taken as medicines only beside a word of taking."""
_TAKEN = late(
    r"\b(?:tak(?:e|es|ing|en)|took|pills?|tablets?|capsules?|supplements?|mg|mcg|milligrams?|micrograms?|dos(?:e|es|ing)|prescri\w+|meds?|medications?|medicines?|inhalers?|creams?)\b"
)
_ENDINGS = (
    "statin", "pril", "sartan", "olol", "dipine", "thiazide", "semide", "gliptin", "gliflozin", "glutide", "glitazone", "xaban", "gatran", "parin", "oxetine",
    "triptyline", "zepam", "zolam", "zodone", "triptan", "gepant", "cillin", "mycin", "cycline", "floxacin", "conazole", "nidazole", "prazole", "ciclovir", "cyclovir", "tegravir",
    "dronate", "tinib", "lukast", "umab", "ximab", "zumab", "limab", "setron", "codone", "morphone", "asone", "solone", "nafil", "lafil", "denafil", "barbital", "steride",
)  # fmt: skip


class Medicine(NamedTuple):
    """A medicine in a text; offsets are into the text."""

    start: int
    end: int
    name: str
    """As listed, in the singular and in lower case."""
    kind: Kind
    group: str
    """The class that it belongs to, in plain words."""


@lru_cache(maxsize=1)
def _names() -> dict[str, tuple[Kind, str]]:
    """Return kind and class by name."""
    found: dict[str, tuple[Kind, str]] = {}
    for row in package_text("rules/terms/medicines.txt").splitlines():
        if row and row[0] != "#":
            kind, group, names = row.split(" | ")
            for name in names.split(", "):
                found.setdefault(name, (cast("Kind", kind), group))
    return found


@lru_cache(maxsize=1)
def _seconds() -> dict[str, tuple[str, ...]]:
    """Return the second words of names of several words, by the first."""
    found: dict[str, tuple[str, ...]] = {}
    for name in _names():
        first, _, rest = name.partition(" ")
        if rest:
            found[first] = (*found.get(first, ()), rest.partition(" ")[0])
    return found


@lru_cache(maxsize=8192)
def _listed(name: str) -> tuple[str, Kind, str] | None:
    """Return name, kind and class of a name as it is written, in singular or plural, listed or built like a drug's name."""
    names = _names()
    for form in (name, name.removesuffix("'s"), name.removesuffix("s"), name.removesuffix("es")):
        if form in names:
            return (form, *names[form])
    single = name.removesuffix("s")
    if len(single) > 6 and single.isalpha() and single.endswith(_ENDINGS):
        return single, "rx", "prescription medicine"
    return None


def kind_of(name: str) -> Kind | None:
    """Return whether a name, in lower case, is a prescription medicine, one from the shelf or a supplement; None for neither."""
    found = _listed(name)
    return found[1] if found else None


def names_of_medicines() -> dict[str, Kind]:
    """Return the kind of every listed medicine by its name."""
    return {name: row[0] for name, row in _names().items()}


def is_prescription(name: str) -> bool:
    """Return whether a name, in lower case, is a prescription medicine or a class of them."""
    return kind_of(name) == "rx"


def named_in(low: str) -> tuple[Medicine, ...]:
    """Return the medicines that a text, in lower case, names, in order; of nested names the longest."""
    spans = list(_WORD.finditer(low))
    firsts = _seconds().keys()
    found: list[Medicine] = []
    at = 0
    while at < len(spans):
        word = spans[at][0]
        step = 1
        match = None
        for size in range(min(_LONGEST, len(spans) - at), 1, -1) if word in firsts else ():
            match = _listed(low[spans[at].start() : spans[at + size - 1].end()])
            if match:
                step = size
                break
        match = match or _listed(word)
        if match and (match[0] not in _EVERYDAY or _TAKEN.search(low)):
            found.append(Medicine(spans[at].start(), spans[at + step - 1].end(), *match))
        at += step
    return tuple(found)


@lru_cache(maxsize=16384)
def _is_medicine(word: str) -> bool:
    return _listed(word.rstrip("%")) is not None  # a line's words keep the sign of a percentage


def _may_name(words: list[str]) -> bool:
    """Return whether a text of these words can name a medicine: a quick look, since most name none."""
    if any(map(_is_medicine, words)):
        return True
    seconds = _seconds()
    if seconds.keys().isdisjoint(words):
        return False
    return any(one in seconds and other.startswith(seconds[one]) for one, other in pairwise(words))


def medicines(line: Line) -> tuple[Medicine, ...]:
    """Return the medicines that a line names, in order; looked up once."""
    kept: tuple[Medicine, ...] | None = line.__dict__.get("_medicines")
    if kept is None:
        kept = line.__dict__["_medicines"] = named_in(line.low) if _may_name(line.words) else ()
    return kept
