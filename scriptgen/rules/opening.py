"""Openings that say nothing yet: is anything of substance left beside greeting, speaker, audience, filming and video?

Every word gets one letter by its kind (terms/meta.toml; C for a word of none of the kinds, a content word), so that the grammar of an
announcement or an introduction can be read off a short string of letters, whatever the words are.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache

from scriptgen.late import late
from scriptgen.resources import package_text
from scriptgen.text import fold, stem, words
from scriptgen.topics import Topic, known_stems

__all__ = ["greets", "says_nothing"]

_TOKEN = re.compile(r"[@#]?[^\W_]+(?:['’.\-/&][^\W_]+)*%?|[,.!?:;…—–\n]|(?<=\s)-(?=\s)")
_MARKS = {",": ",", ";": ",", "—": ",", "–": ",", "-": ",", ":": ":", "?": "?"}
_ORDER = "CmlLdwaeqfUZBPYrXIhJ&tOiFonupbVRADQNMEGTWxygSH"
_STEMMED = frozenset("uVRADQNMEGTWxygSHbpf")
_MOST = 600
_SHORT = re.compile(r"['’](?:s|ll|ve|re|d|m)$")
_CALLING = re.compile(r"(?:olog|iatr|ician|edist)[a-z]{0,3}(?<!s)$")
_PEOPLE = re.compile(r"(?:ers|ors|ists|ics|oos|nerds)$")
_FIGURE = re.compile(r"[%/-]")
_TITLE = re.compile(r"\b([Dd]rs?|[Mm]r?s|[Mm]r|[Pp]rof|[Ss]t)\.|\b([A-Za-z](?:\.[A-Za-z])+)\.")
_ANCHOR = "GRVNMQTWxylbaemLDuAOKUEP"
_OPEN = re.compile(rf"(?:^|[.?])[^.?:{_ANCHOR}]*[Cv][^.?:{_ANCHOR}]*(?:[.?]|$)")

# Grammar over the letters. A noun phrase runs up to where something else begins than a new subject or a finite verb.
_NAMING = "qfUCvkFOiTSHVDRAKnNEWQaempubLgxMcs&"
_NP = rf"[{_NAMING}]+(?:,[{_NAMING}]+)*(?=[.,:J]|$)"
_LONG = rf"[{_NAMING},rYtohZBP]+(?=[.J]|$)"
_WANT = "[qfUHBFEGt&LVeDMgOiAuTnyb]*"
_NAMES = tuple(
    re.compile(p)
    for p in (
        r"(?<=[mRiGK])k+|(?<=i)[CH]k+|(?<=GP)k+(?=[.,])|(?<=Gt)F?k+|(?<=ZB)k+(?=[.,&i])|(?<=FB)k+(?=[.,&i])",
        r"a[BPi]?H?[kCv]{1,3}(?=[.,&JmPe]|$)",
        r"(?:^|(?<=[.,&]))k{1,3}(?=e(?!\?)|,?ik)",
        r"(?<=[KR])[,&]k{1,3}(?=[.,]|$)|(?<=K)k+",
    )
)
_FRAMES = tuple(
    re.compile(p)
    for p in (
        rf"[PmVLl]{_WANT}N(?:[HPYFAge]|t[HF]*[YA])*O?{_NP}",
        rf"[VL][,H]*[Pml]{_WANT}N(?:[HPYFAge]|t[HF]*[YA])*O?{_LONG}",
        rf"(?:[ltm]|[LV][,H]*[PmH])[HBtm]*M[He]*[iO]H*{_NP}",
        rf"(?:[VTQb]n?|[Fp]n)[HPABFYe]*O{_NP}|b[HB]*{_NP}",
        rf"[PmLVl]{_WANT}T{_NP}",
        r"[FPi][CSvk]{1,3}(?=[VbD])",
        r"(?:G,?|A)[HPF]*[CSvk]{1,2}(?=A)|G[HPFA]*[Ck]?v(?=[.,]|$)",
        rf"[nH]uH*[iW]{_NP}",
        rf"x[^,.?:]*|y[He]*[FO]{_NP}",
        r"[bVp]n?:[Cvk](?=\.|$)",
        r"(?<=[GKReV])iF?[CSk]{1,3}(?=[.,]|$)|[,&]F?[CSv]{1,2}(?=[AR]F?n?(?:[.,]|$))",
    )
)
_ROLE = late(r"(?:^|(?<=[.,&FPmnYKGDHRrAi]))[CSvk]{1,4}(?=[DH]*R(?:[.,:&HFKViOneWJPhDRAgB]|$))")
_WORK = re.compile(rf"[PRh&,m][He]*W{_NP}")
_INTRODUCED = re.compile(r"[mGKaeDP]|rH")
_CLAIM = late(
    "|".join(
        (
            r"[Ckv]",  # a content word that no frame took away
            r"nin|n[TQ]t|in(?=[.,?]|$)|an",  # one in three; three questions to ask; at forty-five; call 911
            r"Xo[FZ]*(?=[.,&J?]|$)|(?:^|[.,&J])H*X(?:\.|$|[gW])|Xq|PX(?=\.|$)",  # don't do that; please don't; I don't
            r"RX|SX|r[HDcs]*R[XNEQ]|hr[HDc]*R|Z[He]*XH*Y(?=[.,]|$)",  # your doctor won't tell; it isn't you
            r"wH*Y|YH*w|rRw",  # should you
            r"(?:^|[.,&J])H*(?:[QfaNE]r|[fa]F)[csHD]*RH*[.,?]|^H*QF[csHD]*R",  # ask your pharmacist
            r"(?<![gq])rH*S|(?:^|\.)S\.|(?:^|[.:])[^.?:Pm]*S[^.?:Pm]*\?",  # your coffee; walk; nervous?
            r"(?:^|[^pVFb])n(?=[?&,][^.]*\?|\?)",  # over 50?
        )
    )
)
_ABOUT = late(
    r"[GVxyblaKmU]|(?<![rP])(?<![rP]H)R|[Pl].*N|QH*[PA,]|[AY]H*B?H*Q|PMQ|(?:^|[.,])H*A(?=[.,])"
    r"|[LPm][HBt]*M[He]*[iO]|P[^.]*tE|eP|pn|FnO|PH*E"
)
_GREETING = re.compile(r"[He]*G[HeAGPrLF]*")
_SAID = re.compile("[CSkv]")
_SLOT = re.compile(r"[iaeR]|[ZF]Bk")
_ERASE = str.maketrans("CkvS", "cccs")


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    data = tomllib.loads(package_text("rules/terms/meta.toml"))
    found: dict[str, str] = {}
    for kind in _ORDER:
        for word in data[kind].split():
            root = stem(word)
            if word not in found and root not in found:
                found[word] = kind
                if kind in _STEMMED:
                    found[root] = kind
    return found


@lru_cache(maxsize=16384)
def _kind(token: str) -> str:
    """Return the letter for the kind of a word or mark: C for a content word, k for one that may be a name, v for one that may be a viewer."""
    if len(token) == 1 and not token.isalnum():
        return _MARKS.get(token, ".")
    if token[0] in "@#":
        return "K" if token[0] == "@" else "C"
    low, table = fold(token), _table()
    for word in (low, _SHORT.sub("", low)):
        if kind := table.get(word) or table.get(stem(word)):
            past_or_plural = (kind == "N" and word.endswith("ed")) or (
                kind == "R" and word.endswith("s") and word not in table
            )
            return "C" if past_or_plural else kind
    if low.endswith("n't"):
        return "X"
    if low[0].isdigit():
        return "H" if low.endswith(("st", "nd", "rd", "th")) else "C" if _FIGURE.search(low) else "n"
    if _CALLING.search(low):
        return "R"
    if low.endswith("ly") and len(low) > 6 and not low.endswith(("fly", "rly")):
        return "H"
    parts = low.split("-")
    if len(parts) > 1 and all(_kind(p) not in "Cvk" for p in parts):
        return _kind(parts[-1])
    if token[0].isupper():
        return "C" if len(token) > 1 and token[:2].isupper() else "k"
    return "v" if _PEOPLE.search(low) else "C"


def _fade(found: re.Match[str]) -> str:
    return found[0].translate(_ERASE)


def _as_name(found: re.Match[str]) -> str:
    return re.sub("[kCv]", "K", found[0])


def says_nothing(text: str, topic: Topic | None = None) -> bool:
    """Return whether `text` only greets, introduces, announces or clears its throat; a soft word of the topic says something."""
    if -1 < text.find(".") < len(text) - 1:
        text = _TITLE.sub(lambda m: m[1] or m[2].replace(".", ""), text)
    tokens = _TOKEN.findall(text[:_MOST])
    kinds = "".join(map(_kind, tokens))
    if _OPEN.search(kinds) or not (_ABOUT.search(kinds) or ("k" in kinds and _SLOT.search(kinds))):
        return False
    if topic and topic.stems:
        on = [kind in "SHDTWEk" and stem(fold(token)) in topic.stems for kind, token in zip(kinds, tokens, strict=True)]
        if any(on):
            kinds = "".join("C" if own else kind for kind, own in zip(kinds, on, strict=True))
    for pattern in _NAMES if "k" in kinds or "a" in kinds else ():
        kinds = pattern.sub(_as_name, kinds)
    for pattern in _FRAMES if _SAID.search(kinds) else ():
        kinds = pattern.sub(_fade, kinds)
    if _INTRODUCED.search(kinds):
        kinds = _ROLE.sub(_fade, kinds)
        if "R" in kinds or "K" in kinds:
            kinds = _WORK.sub(_fade, kinds)
    if "P" in kinds and "." in kinds and _CLAIM.search(kinds):
        kinds = _without_chatter(kinds, tokens)
    return bool(_ABOUT.search(kinds)) and not _CLAIM.search(kinds)


def _without_chatter(kinds: str, tokens: list[str]) -> str:
    """Return the letters with the speaker's own doings faded: beside a greeting, what happened to the speaker says nothing yet.

    A sentence that speaks to the viewer, asks, denies, counts, or has a word of health in it is no such chatter.
    """
    parts = [(m.start(), m.end()) for m in re.finditer(r"[^.?:]+[.?:]?", kinds)]
    if not any(_ABOUT.search(kinds[a:b]) and not _CLAIM.search(kinds[a:b]) for a, b in parts):
        return kinds
    for start, end in parts:
        part = kinds[start:end]
        if "P" in part and not set(part) & set("YrXn?"):
            said = (stem(fold(token)) for token, kind in zip(tokens[start:end], part, strict=True) if kind in "Ckv")
            if known_stems().isdisjoint(said):
                kinds = kinds[:start] + part.translate(_ERASE) + kinds[end:]
    return kinds


def greets(text: str) -> bool:
    """Return whether `text` is a mere greeting, such as a title card may hold."""
    low = words(fold(text))
    kinds = "".join(map(_kind, low))
    return bool(_GREETING.fullmatch(kinds))
