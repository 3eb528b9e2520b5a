"""Clinical words in a script, by a list and by their build, and whether the script explains them."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from typing import NamedTuple

from scriptgen.resources import package_text
from scriptgen.rules.gloss import Place, explains
from scriptgen.text import content_stems, stem, words
from scriptgen.view import Line, View

__all__ = ["Term", "terms_of"]


class Term(NamedTuple):
    """One clinical term where it stands."""

    line: Line
    start: int
    end: int
    name: str
    """In lower case, as the list has it or as it was said."""
    plain: str
    """Plain words for it, empty where the list has none."""
    explained: bool
    weight: float
    """1, or less for a word that most people have heard."""


class _Known(NamedTuple):
    household: frozenset[str]
    """Stems."""
    within: dict[str, list[str]]
    """Household phrases by the stems of their words."""
    plain: frozenset[str]
    never: frozenset[str]
    familiar: frozenset[str]
    senses: dict[str, tuple[str, ...]]
    single: dict[str, tuple[str, str]]
    """By stem: the term and its plain words."""
    phrases: dict[str, list[tuple[str, str]]]
    """By first word."""
    firsts: frozenset[str]
    clinic: frozenset[str]
    capitals: frozenset[str]


@lru_cache(maxsize=1)
def _known() -> _Known:
    data = tomllib.loads(package_text("rules/terms/jargon.toml"))
    own = tomllib.loads(package_text("rules/terms/everyday.toml"))
    never = frozenset((*own["never"].split(), *own["never_phrases"]))
    single: dict[str, tuple[str, str]] = {}
    phrases: dict[str, list[tuple[str, str]]] = {}
    for term, plain in data["terms"].items():
        if " " not in term:
            single[stem(term)] = (term, plain)
        elif term not in never:
            phrases.setdefault(term.split()[0], []).append((term, plain))
    for rows in phrases.values():
        rows.sort(key=lambda row: -len(row[0]))
    household = {stem(part) for name in data["household"] for part in (*name.split(), name)} - set(single)
    within: dict[str, list[str]] = {}
    for name in data["household"]:
        for part in name.split() if " " in name else ():
            within.setdefault(stem(part), []).append(name)
    return _Known(
        within=within,
        household=frozenset(household | {stem(n) for n in data["household"] if " " not in n}),
        plain=frozenset(own["plain"].split()),
        never=never,
        familiar=frozenset(own["familiar"].split()),
        senses={word: tuple(near) for word, near in own["senses"].items()},
        single=single,
        phrases=phrases,
        firsts=frozenset(phrases),
        clinic=frozenset(own["capitals"]["clinic"].split()),
        capitals=frozenset(own["capitals"]["known"].split()),
    )


_ROOTS = (
    "adeno|algo|noci|angio|arthro|blephar|brady|broncho|cardi|cephal|cerebr|cholangi|cholecyst|chondr|cutane|cyst|"
    "cyto|derm|encephal|endocrin|enter|epitheli"
    "|fibro|gastr|gingiv|glomerul|haem|hemat|hemo|hepat|hist|hydro|immun|kerat|laryng|leuko|lymph|mening|myel|myo|"
    "nephr|neur|onych|ophthalm|orchi"
    "|osteo|pancreat|path|phleb|pneum|psych|pulmo|rhin|salping|sial|spondyl|tachy|tendin|thorac|thromb|trache|"
    "urethr|vascul|vaso|ven"
)
_BUILT = re.compile(
    rf"[a-z]{{2,}}(?:itis|itides|a?emias?|aemic|ectom(?:y|ies)|algia|algesia|rrh(?:o?ea|agia|age|agic|aphy)|uria|"
    rf"pno?ea|cardias?|plegi[ac]|pares[ie]s"
    r"|phagi[ac]|phasi[ac]|penia|penic|malacia|megaly|ptysis|ectas[ie]s|ectasia|sthesias?|kinesia|oedema|edema|"
    r"cytosis|cytes?|stenosis|lithiasis|paresis|rhythmias?|iasis"
    r"|ostom(?:y|ies)|otom(?:y|ies)|oscop(?:y|ies|ic)|plast(?:y|ies)|opath(?:y|ies|ic)|trophi[ac]|trophy|philia|"
    r"gravidarum)"
    r"|(?!.*(?:pose|cho|lose|dose|nose|rose)s?$)[a-z]{4,}os[ie]s|[a-z]{3,}omas?|[a-z]{4,}omata"
    rf"|(?:echo|electro|micro|macro|poly|peri|epi|endo|para|non|anti|pre|post|hyper|hypo)?(?:{_ROOTS})o?[a-z]*(?:genic"
    rf"|genesis|toxic|toxicity|graphy|gram|metry|lysis|lytic|static|stasis|pathic|itic|otic|emic|plasia|plastic|"
    rf"trophic|spasm|cele)"
    r"|(?:hyper|hypo)(?!act|allerg|link|drive|text)[a-z]{5,}|dys[a-z]{5,}"
    r"|peri(?:cardi|ton|oper|nat|anal|ora|orb|ungu|vasc|osti|art|rect|proc|umb|implant)[a-z]+"
    r"|myo(?!p)[a-z]{4,}|intra(?:v|m|d|a|o|c|n|p|l|u)[a-z]{4,}|(?:sub|supra|infra|retro|trans|inter)(?:acrom|arachn"
    r"|chondr|clav|clin|cost|cutan|dur|lingu|patell|peritone"
    r"|pub|scapul|spin|vertebr|esoph|dermal|thorac|vagin|rectal|umbil)[a-z]+"
    r"|poly(?:ur|dips|phag|neur|myal|myos|cyst|cyth|hydr|arter|somn)[a-z]+|(?:oligo|leuko|erythro|thrombo|lympho|"
    r"hepato|nephro|chondro|spondylo|broncho|angio|encephalo)[a-z]{5,}"
    r"|(?:cardio|neuro|gastro|osteo|arthro|haemo|immuno|vaso|cyto|patho|pharmaco|psycho)(?:genic|toxic|path|vasc|"
    r"myo|pulm|resp|metab|cog|degen|inflamm|musc|trans|phys|endo|intest|esoph"
    r"|suppress|compromis|modul|globul|constr|dilat|vagal|kin|dyn|phyt|penia|lyt|blast|clast|arthr|chond|gram|pathy"
    r"|muscular)[a-z]*"
)
_SPECIALTY = re.compile(
    r"(?:(?<!path)(?<!ti)(?<!his)(?<!cy)(?<!tomat)(?<!demi)(?<!physi)olog(?:y|ist)|iatr(?:y|ist|ics|ician)|"
    r"odont(?:ist|ics)|etrician|surgeon)s?$"
)
_PUNCTUATION = bytes(c if chr(c).isalnum() or chr(c) in "'-" else 32 for c in range(256))
_CAPITALS = re.compile(r"\b[A-Z]{2,5}s?\b")
_VOWEL = re.compile("[aeiouy]")
_PLURALS = (("ses", "sis"), ("i", "us"), ("ae", "a"), ("a", "um"), ("ices", "ix"), ("ata", "a"))
_REST = re.compile(r"(?:-\w+)+")
_TRIES = 12
"""Times that a term may stand unexplained before nobody looks any longer."""
_heard: set[str] = set()
"""Words that were looked up before and are no clinical terms."""


def terms_of(view: View) -> tuple[Term, ...]:
    """Return the clinical terms of a script in order, the topic's own and household words left out; read once."""
    found: tuple[Term, ...] | None = view.__dict__.get("_terms")
    if found is None:
        found = view.__dict__["_terms"] = tuple(_read(view))
    return found


def _read(view: View) -> list[Term]:
    blocks = [b for b in view.blocks if b.name != "disclaimer"]
    lines = [line for b in blocks for line in (b.say, b.text) if line.text]
    if view.script.caption:
        lines.append(view.caption)
    known = _known()
    whole = "\n".join([line.low for line in lines])
    said = set(whole.encode("ascii", "replace").translate(_PUNCTUATION).decode().split())
    names: dict[str, tuple[str, str]] = {}
    for word in said - _heard:
        hit = _classify(word, known)
        if hit:
            names[hit[2]] = hit[:2]
        elif len(_heard) < 50_000:
            _heard.add(word)
    for first in said & known.firsts:
        names.update({term: (term, plain) for term, plain in known.phrases[first] if term in whole})
    capitals = _abbreviations(lines, known)
    if not names and not capitals:
        return []
    return _place(view, lines, names, capitals, known)


def _classify(word: str, known: _Known) -> tuple[str, str, str] | None:
    """Return the term, its plain words and the word to look for; None for a word that is no clinical term."""
    word = word.strip("'-").removesuffix("'s")
    root = stem(word)
    if len(word) < 3 or word in known.plain or root in known.plain or word in known.never or root in known.never:
        listed = known.single.get(root)
        if not listed or listed[0] in known.never:
            return None
    if _SPECIALTY.search(word):
        return None
    if root in known.single and known.single[root][0] not in known.never:
        return (*known.single[root], word)
    if root in known.household or word in known.household:
        return None
    for ending, singular in _PLURALS:
        other = stem(word.removesuffix(ending) + singular) if word.endswith(ending) else ""
        if other in known.single and known.single[other][0] not in known.never:
            return (*known.single[other], word)
        if other in known.household:
            return None
    if len(word) > 6 and _BUILT.fullmatch(word):
        return root, "", word
    if word.endswith("ly") and len(word) > 8:
        hit = _classify(word[:-4] if word.endswith("ally") else word[:-2], known)
        return (hit[0], hit[1], word) if hit else None
    if "-" in word:
        return next((hit for part in word.split("-") if (hit := _classify(part, known))), None)
    return None


def _abbreviations(lines: list[Line], known: _Known) -> set[str]:
    """Return the spelled abbreviations that only a clinic uses: listed, or without a vowel and unknown."""
    shouts = {word for line in lines for word in line.text.split() if word[1:2].isupper()}
    found: set[str] = set()
    for match in set(_CAPITALS.findall(" ".join(shouts))) if shouts else ():
        low = match.removesuffix("s").lower()
        clinical = low in known.clinic or (len(low) > 2 and not _VOWEL.search(low) and low not in known.capitals)
        if clinical and any(match in line.text and not line.text.isupper() for line in lines):
            found.add(match.lower())
    return found


def _place(
    view: View, lines: list[Line], names: dict[str, tuple[str, str]], capitals: set[str], known: _Known
) -> list[Term]:
    for word in capitals:
        names.setdefault(word, (known.single.get(word.removesuffix("s"), (word.removesuffix("s"), ""))))
    shouted = {w for w in names if w in capitals or (len(w) <= 4 and w.isalpha() and known.single.get(stem(w)))}
    own = _own_stems(view)
    found: list[Term] = []
    known_by_now: set[str] = set()
    tried: dict[str, int] = {}
    place = Place(lines, frozenset(names))
    looked_for = list(names)
    for index, line in enumerate(lines):
        for start, end, word in _stand(line.low, looked_for):
            name, plain = names[word]
            if word in shouted and not line.text[start : start + len(word)].removesuffix("s").isupper():
                continue
            if line.text[end : end + 1] == "-" and (rest := _REST.match(line.text, end)):
                end = rest.end()
            near = known.senses.get(name)
            if near and not any(n in line.low.replace(name, " ") for n in near):
                continue
            if any(phrase in line.low[max(start - 20, 0) : end + 20] for phrase in known.within.get(stem(name), ())):
                continue
            if all(stem(w) in own or w in own for w in words(name)) or stem(word) in own:
                continue
            tried[name] = tried.get(name, 0) + 1
            explained = name in known_by_now or (
                tried[name] <= _TRIES and explains(place, index, start, end, content_stems(plain))
            )
            if explained:
                known_by_now.add(name)
            found.append(Term(line, start, end, name, plain, explained, 0.5 if name in known.familiar else 1.0))
    return found


def _stand(low: str, names: list[str]) -> list[tuple[int, int, str]]:
    """Return where words stand in a line, in order; a word inside a longer one is left out."""
    found: list[tuple[int, int, str]] = []
    for word in names:
        start = low.find(word)
        while start >= 0:
            end = start + len(word)
            if low[end : end + 2] == "es" and not low[end + 2 : end + 3].isalnum():
                end += 2
            elif low[end : end + 1] == "s" and not low[end + 1 : end + 2].isalnum():
                end += 1
            before = low[start - 1 : start]
            if not low[end : end + 1].isalnum() and not before.isalnum() and (not before or before not in "'/.@#"):
                found.append((start, -end, word))
            start = low.find(word, end)
    kept: list[tuple[int, int, str]] = []
    for start, minus, word in sorted(found):
        if not kept or start >= kept[-1][1]:
            kept.append((start, -minus, word))
    return kept


def _own_stems(view: View) -> set[str]:
    """Return the stems of words that need no explanation: the topic's, by all its given names, and the speaker's "
    "trade."""
    own = " ".join((view.script.topic, *view.aliases, view.script.brand.specialty, view.script.brand.credentials))
    return {stem(w) for w in words(own.lower())}
