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
    plain: frozenset[str]
    never: frozenset[str]
    familiar: frozenset[str]
    senses: dict[str, tuple[str, ...]]
    single: dict[str, tuple[str, str]]
    """By stem: the term and its plain words."""
    phrases: dict[str, list[tuple[str, str]]]
    """By first word."""
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
    return _Known(
        household=frozenset(household | {stem(n) for n in data["household"] if " " not in n}),
        plain=frozenset(own["plain"].split()),
        never=never,
        familiar=frozenset(own["familiar"].split()),
        senses={word: tuple(near) for word, near in own["senses"].items()},
        single=single,
        phrases=phrases,
        clinic=frozenset(own["capitals"]["clinic"].split()),
        capitals=frozenset(own["capitals"]["known"].split()),
    )


_ROOTS = (
    "adeno|angio|arthro|blephar|brady|broncho|cardi|cephal|cerebr|cholangi|cholecyst|chondr|cutane|cyst|cyto|derm|encephal|endocrin|enter|epitheli"
    "|fibro|gastr|gingiv|glomerul|haem|hemat|hemo|hepat|hist|hydro|immun|kerat|laryng|leuko|lymph|mening|myel|myo|nephr|neur|onych|ophthalm|orchi"
    "|osteo|pancreat|path|phleb|pneum|psych|pulmo|rhin|salping|sial|spondyl|tachy|tendin|thorac|thromb|trache|urethr|vascul|vaso|ven"
)
_BUILT = re.compile(
    rf"[a-z]{{2,}}(?:itis|itides|a?emias?|aemic|ectom(?:y|ies)|algia|algesia|rrh(?:o?ea|agia|age|agic|aphy)|uria|pno?ea|cardias?|plegi[ac]|pares[ie]s"
    r"|phagi[ac]|phasi[ac]|penia|penic|malacia|megaly|ptysis|ectas[ie]s|ectasia|sthesias?|kinesia|oedema|edema|cytosis|cytes?|stenosis|lithiasis|paresis"
    r"|ostom(?:y|ies)|otom(?:y|ies)|oscop(?:y|ies|ic)|plast(?:y|ies)|opath(?:y|ies|ic)|trophi[ac]|trophy|philia|gravidarum)"
    r"|(?!.*(?:pose|cho|lose|dose|nose|rose)s?$)[a-z]{4,}os[ie]s|[a-z]{4,}omas?|[a-z]{4,}omata"
    rf"|(?:{_ROOTS})o?[a-z]*(?:genic|genesis|toxic|toxicity|graphy|gram|metry|lysis|lytic|static|stasis|pathic|itic|otic|emic|plasia|plastic|trophic|spasm|cele)"
    r"|(?:hyper|hypo)(?!act|allerg|link|drive|text)[a-z]{5,}|dys[a-z]{5,}"
    r"|peri(?:cardi|ton|oper|nat|anal|ora|orb|ungu|vasc|osti|art|rect|proc|umb|implant)[a-z]+"
    r"|myo(?!p)[a-z]{4,}|intra(?:v|m|d|a|o|c|n|p|l|u)[a-z]{4,}|(?:sub|supra|infra|retro|trans|inter)(?:acrom|arachn|chondr|clav|clin|cost|cutan|dur|lingu|patell|peritone"
    r"|pub|scapul|spin|vertebr|esoph|dermal|thorac|vagin|rectal|umbil)[a-z]+"
    r"|poly(?:ur|dips|phag|neur|myal|myos|cyst|cyth|hydr|arter|somn)[a-z]+|(?:oligo|pan|leuko|erythro|thrombo|lympho|hepato|nephro|chondro|spondylo|broncho|angio|encephalo)[a-z]{5,}"
    r"|(?:cardio|neuro|gastro|osteo|arthro|haemo|immuno|vaso|cyto|patho|pharmaco|psycho)(?:genic|toxic|path|vasc|myo|pulm|resp|metab|cog|degen|inflamm|musc|trans|phys|endo|intest|esoph"
    r"|suppress|compromis|modul|globul|constr|dilat|vagal|kin|dyn|phyt|penia|lyt|blast|clast|arthr|chond|gram|pathy|muscular)[a-z]*"
)
_SPECIALTY = re.compile(r"(?:(?<!path)(?<!ti)(?<!his)(?<!cy)(?<!tomat)(?<!demi)(?<!physi)olog(?:y|ist)|iatr(?:y|ist|ics|ician)|odont(?:ist|ics)|etrician|surgeon)s?$")
_PUNCTUATION = str.maketrans(dict.fromkeys(".,;:!?\"()[]{}/\\|*=+<>~…•#@&%\n\t\r", " "))
_CAPITALS = re.compile(r"\b[A-Z]{2,5}s?\b")
_heard: set[str] = set()
"""Words that were looked up before and are no clinical terms."""


def terms_of(view: View) -> tuple[Term, ...]:
    """Return the clinical terms of a script in the order of the video, the topic's own and household words left out; read once."""
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
    said = set(whole.translate(_PUNCTUATION).split())
    names: dict[str, tuple[str, str]] = {}
    for word in said - _heard:
        hit = _classify(word, known)
        if hit:
            names[hit[2]] = hit[:2]
        elif len(_heard) < 50_000:
            _heard.add(word)
    for first in said & known.phrases.keys():
        names.update({term: (term, plain) for term, plain in known.phrases[first] if term in whole})
    capitals = _abbreviations(lines, known)
    if not names and not capitals:
        return []
    return _place(view, lines, names, capitals, known)


def _classify(word: str, known: _Known) -> tuple[str, str, str] | None:
    """Return the term, its plain words and the word to look for; None for a word that is no clinical term."""
    word = word.strip("'-").removesuffix("'s")
    root = stem(word)
    if len(word) < 3 or word in known.plain or word in known.never or root in known.never:
        listed = known.single.get(root)
        if not listed or listed[0] in known.never:
            return None
    if root in known.single and known.single[root][0] not in known.never:
        return (*known.single[root], word)
    if root in known.household or word in known.household:
        return None
    if len(word) > 6 and _BUILT.fullmatch(word) and not _SPECIALTY.search(word):
        return root, "", word
    if "-" in word:
        return next((hit for part in word.split("-") if (hit := _classify(part, known))), None)
    return None


def _abbreviations(lines: list[Line], known: _Known) -> set[str]:
    """Return the spelled abbreviations that only a clinic uses: listed, or without a vowel and unknown."""
    found: set[str] = set()
    for line in lines:
        if line.text.isupper():
            continue
        for match in _CAPITALS.findall(line.text):
            low = match.removesuffix("s").lower()
            if low in known.clinic or (len(low) > 2 and not set(low) & set("aeiouy") and low not in known.capitals):
                found.add(match.lower())
    return found


def _place(view: View, lines: list[Line], names: dict[str, tuple[str, str]], capitals: set[str], known: _Known) -> list[Term]:
    for word in capitals:
        names.setdefault(word, (known.single.get(word.removesuffix("s"), (word.removesuffix("s"), ""))))
    shouted = {w for w in names if w in capitals or (len(w) <= 4 and w.isalpha() and known.single.get(stem(w)))}
    pattern = re.compile(r"(?<![\w'])(?:" + "|".join(map(re.escape, sorted(names, key=len, reverse=True))) + r")(?:e?s)?(?![\w'])")
    own = _topic_stems(view)
    found: list[Term] = []
    known_by_now: set[str] = set()
    place = Place(lines, frozenset(names))
    for index, line in enumerate(lines):
        for match in pattern.finditer(line.low):
            word = match[0] if match[0] in names else match[0].removesuffix("s") if match[0][:-1] in names else match[0][:-2]
            name, plain = names.get(word, (word, ""))
            if word in shouted and not line.text[match.start() : match.start() + len(word)].removesuffix("s").isupper():
                continue
            near = known.senses.get(name)
            if near and not any(n in line.low.replace(name, " ") for n in near):
                continue
            if all(stem(w) in own or w in own for w in words(name)) or stem(word) in own:
                continue
            explained = name in known_by_now or explains(place, index, match.start(), match.end(), content_stems(plain))
            if explained:
                known_by_now.add(name)
            found.append(Term(line, match.start(), match.end(), name, plain, explained, 0.5 if name in known.familiar else 1.0))
    return found


def _topic_stems(view: View) -> set[str]:
    topic, script = view.topic, view.script
    own = {stem(w) for w in words(f"{script.brand.specialty} {script.topic}".lower())}
    if topic:
        own |= topic.stems
        own.update(w for phrase in topic.phrases for w in phrase.split())
    return own
