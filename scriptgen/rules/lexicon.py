"""Whether a single word is clinical: by lists of terms and of household words, and by its build from Greek and Latin."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from scriptgen.resources import package_text

__all__ = ["Lexicon", "built", "clinical", "household_phrases", "lexicon"]


class Lexicon(NamedTuple):
    """The word lists, by the words as they are listed."""

    terms: dict[str, str]
    """Plain words by term."""
    phrases: dict[str, list[str]]
    """Terms of several words, by their first."""
    household: frozenset[str]
    plain: frozenset[str]
    never: frozenset[str]
    familiar: frozenset[str]
    senses: dict[str, tuple[str, ...]]
    clinic: frozenset[str]
    capitals: frozenset[str]


def _rows(name: str) -> list[str]:
    return [row for row in package_text(f"rules/terms/{name}.txt").splitlines() if row and row[0] != "#"]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the word lists; plain text, because they are read at every start."""
    own: dict[str, list[str]] = {}
    for row in _rows("everyday"):
        if row[0] == "[":
            rows = own[row[1:-1]] = []
        else:
            rows.append(row)
    lists = {name: frozenset(" ".join(rows).split()) for name, rows in own.items()}
    never = lists["never"].union(own["never_phrases"])
    terms = dict([row.split(" = ", 1) for row in _rows("jargon")])
    phrases: dict[str, list[str]] = {}
    for term in terms:
        if " " in term and term not in never:
            phrases.setdefault(term[: term.index(" ")], []).append(term)
    return Lexicon(
        terms=terms,
        phrases=phrases,
        household=frozenset("\n".join(_rows("household")).replace(",", " ").split()),
        plain=lists["plain"],
        never=never,
        familiar=lists["familiar"],
        senses={word: tuple(near.split(", ")) for word, near in (row.split(" = ") for row in own["senses"])},
        clinic=lists["clinic"],
        capitals=lists["capitals"],
    )


@lru_cache(maxsize=1)
def household_phrases() -> dict[str, list[str]]:
    """Return the household phrases by each of their words: "spinal" in "spinal cord" is no clinical term."""
    found: dict[str, list[str]] = {}
    for name in " ".join(_rows("household")).split(","):
        for part in name.split() if " " in name.strip() else ():
            found.setdefault(part, []).append(name.strip())
    return found


_INFLECTED = frozenset("sdgiae")
_PLURALS = (("ses", "sis"), ("i", "us"), ("ae", "a"), ("a", "um"), ("ices", "ix"), ("ata", "a"))


def _forms(word: str) -> Iterator[str]:
    """Yield a word as it may be listed: itself, its singular, its verb without an ending."""
    yield word
    if word.endswith("s"):
        yield word[:-1]
        if word.endswith("es"):
            yield word[:-2]
        if word.endswith("ies"):
            yield word[:-3] + "y"
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            root = word.removesuffix(ending)
            yield from (root, root + "e", root + "ed")
            if root[-1] == root[-2]:
                yield root[:-1]
    for ending, singular in _PLURALS:
        if word.endswith(ending):
            yield word.removesuffix(ending) + singular


def clinical(word: str) -> tuple[str, str, str] | None:
    """Return the term, its plain words and the word to look for; None for a word that is no clinical term."""
    known = lexicon()
    if not word[:1].isalpha() or not word[-1].isalpha() or word.endswith("'s"):
        word = word.strip("'-").removesuffix("'s")
    forms = list(_forms(word)) if word[-1:] in _INFLECTED else [word]
    for form in forms:
        if form in known.terms:
            return None if form in known.never or _trade(form) else (form, known.terms[form], word)
    if len(word) < 7 or _easy(forms, known):
        return None
    if built(word, known) and not _trade(word):
        return forms[1] if word[-1] == "s" and not word.endswith(("is", "us")) else word, "", word
    if word.endswith("ly") and len(word) > 8:
        hit = clinical(word[:-4] if word.endswith("ally") else word[:-2])
        return (hit[0], hit[1], word) if hit else None
    if "-" in word:
        return next((hit for part in word.split("-") if (hit := clinical(part))), None)
    return None


def _easy(forms: list[str], known: Lexicon) -> bool:
    return any(form in known.household or form in known.plain or form in known.never for form in forms)


_NO_TRADES = ("pathology", "tiology", "histology", "cytology", "tomatology", "demiology", "physiology")


def _trade(word: str) -> bool:
    """Return whether a word names a branch of medicine or who works in it."""
    word = word.removesuffix("s")
    if word.endswith(("iatry", "iatrist", "iatric", "iatrician", "odontist", "odontic", "etrician", "surgeon")):
        return True
    return word.endswith(("ology", "ologist")) and not word.replace("ologist", "ology").endswith(_NO_TRADES)


_ENDINGS = tuple(
    "itis itides emia aemia emias aemias emic aemic ectomy ectomies algia algesia rrhea rrhoea rrhagia rrhage rrhagic rrhaphy uria apnea ipnea "
    "opnea apnoea ipnoea opnoea cardia cardias cardic plegia plegic paresis phagia phagic phasia phasic penia penic malacia megaly ptysis ectasis ectasia "
    "sthesia sthesias kinesia oedema edema cytosis cyte cytes stenosis lithiasis rhythmia rhythmias iasis ostomy ostomies otomy otomies "
    "oscopy oscopies oscopic plasty plasties opathy opathies opathic trophia trophic trophy philia gravidarum omata ceptive aceous "
    # medicines
    "april opril april epril april ipril pril sartan statin olol ximab zumab tumab lumab mumab cillin azole gliptin gliflozin floxacin cycline mycin micin oxetine triptyline xaban "
    "gatran dipine thiazide semide tidine glutide setron triptan zepam zolam ogrel tinib platin profen icaine ocaine ucaine ycaine dronate asone solone lukast codone pramine ciclovir cyclovir zosin "
    "parin".split()
)
"""With three letters or more before them."""
_LOOSE = ("osis", "oses", "oma", "omas")
_NOT_LOOSE = ("pose", "cho", "lose", "dose", "nose", "rose", "poses", "loses", "doses", "noses", "roses")
_ROOTS = tuple(
    "adeno algo noci angio arthro blephar brady broncho cardi cephal cerebr cholangi cholecyst chondr cutane cyst cyto derm encephal endocrin enter "
    "epitheli fibro gastr gingiv glomerul haem hemat hemo hepat hist hydro immun kerat laryng leuko lymph mening myel myo nephr neur onych ophthalm "
    "orchi osteo pancreat path phleb pneum psych pulmo rhin salping sial spondyl tachy tendin thorac thromb trache urethr vascul vaso ven".split()
)
_ROOT_ENDINGS = tuple(
    "genic genesis toxic toxicity graphy gram metry lysis lytic static stasis pathic itic otic emic plasia plastic trophic spasm cele".split()
)
_PREFIXES = tuple(
    "hyper hypo dys myo intrav intram intrad intraa intrao intrac intran intrap intral intrau pericardi periton perioper perinat perianal periora "
    "periorb periungu perivasc periosti periart perirect periproc periumb periimplant polyur polydips polyphag polyneur polymyal polymyos polycyst "
    "polycyth polyhydr polyarter polysomn oligo leuko erythro thrombo lympho hepato nephro chondro spondylo broncho angio encephalo "
    "pharmacoki pharmacody immunosuppress immunocompromis immunomodul immunoglobul vasoconstr vasodilat vasovagal cardiomy cardiopulm cardioresp "
    "cardiometab neurodegen neuroinflamm neuromusc neurotrans neurocog neurovasc gastrointest gastroesoph gastroparesis psychophys osteoblast osteoclast "
    "osteoarthr osteochond patello tibio femoro acromio gleno scapulo costo sacroili ilio oropharyn nasopharyn subacrom subarachn subchondr subclav "
    "subclin subcost subcutan subdur sublingu suprapatell infrapatell suprapub suprascapul supraspin infraspin intervertebr intercost interspin "
    "retroperitone transesoph transdermal transthorac transvagin transrect transcutan".split()
)
_NOT_PREFIXED = (
    "hyperact",
    "hyperlink",
    "hypertext",
    "hyperdrive",
    "hypoact",
    "myop",
    "hypoallerg",
    "hyperallerg",
    "oligopol",
    "oligarch",
    "costom",
)
_BEFORE = tuple(
    "sub supra infra intra inter extra trans peri para retro post pre anti hyper hypo micro macro endo epi poly auto contra hemi bi uni".split()
)


_TAILS = frozenset(ending[-3:] for ending in (*_ENDINGS, *_LOOSE, *_ROOT_ENDINGS))
_HEADS = frozenset(start[:2] for start in (*_PREFIXES, *_BEFORE))


def built(word: str, known: Lexicon) -> bool:
    """Return whether a word is put together as clinical words are."""
    if (word[-3:] not in _TAILS and word[:2] not in _HEADS) or word.startswith(_NOT_PREFIXED):
        return False
    if word.endswith(_ENDINGS) or (word.startswith(_PREFIXES) and len(word) > 8):
        return word.isalpha()
    if word.endswith(_LOOSE):
        return word.isalpha() and len(word) > 7 and not word.endswith(_NOT_LOOSE)
    if word.startswith(_ROOTS) and word.endswith(_ROOT_ENDINGS):
        return True
    if not word.startswith(_BEFORE) or len(word) < 10:
        return False
    for before in _BEFORE:
        rest = word.removeprefix(before).lstrip("-")
        if (
            rest != word
            and len(rest) > 5
            and rest in known.terms
            and rest not in known.never
            and rest not in known.senses
        ):
            return True
    return False
