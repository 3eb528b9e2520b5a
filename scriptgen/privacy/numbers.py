"""Numbers and addresses that belong to one person: phone, fax, e-mail, SSN, record, plan, account, licence, plate, VIN, serial, URL, IP, zip."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scriptgen.privacy.found import Found
from scriptgen.privacy.passage import Passage
from scriptgen.privacy.terms import listed, pattern

__all__ = ["KINDS", "find"]

_KINDS = (
    ("fax", ("fax",)),
    ("ssn", ("nin", "nric", "aadhaar", "pesel", "curp", "cpf", "bsn", "bvn", "dni", "personnummer", "ss", "ssn", "ss#", "social", "social security")),
    ("vehicle", ("tag", "plate", "plates", "license plate", "licence plate", "vin", "reg", "frame", "chassis")),
    ("licence", ("license", "licence", "lic", "dl", "cdl", "npi", "dea", "passport", "permit", "cert", "badge", "green card", "visa")),
    ("device", ("sn", "s/n", "serial", "ser", "device", "implant", "processor", "udi", "imei")),
    ("plan", ("member", "membership", "subscriber", "policy", "group", "grp", "plan", "insurance", "ins", "medicaid", "medicare", "chip", "mbi", "hic", "hicn", "hmo", "ppo", "bcbs", "claim", "beneficiary", "claimant", "card")),
    ("account", ("acct", "account", "acc", "a/c", "invoice", "statement", "stmt", "bill", "billing", "ref", "reference", "carecredit", "loan", "iban", "routing")),
    ("phone", ("phone", "cell", "tel", "mobile", "whatsapp", "callback", "vm")),
)  # fmt: skip
_KIND = {key: kind for kind, keys in _KINDS for key in keys}
_GENERIC = {
    "fax": "a fax number", "phone": "a phone number", "ssn": "a number", "mrn": "a record number", "plan": "a plan number",
    "account": "an account number", "licence": "a licence number", "vehicle": "a vehicle", "device": "a device",
    "url": "a website", "ip": "an address", "email": "an e-mail address", "geography": "a nearby town",
}  # fmt: skip
KINDS = frozenset(_GENERIC) - {"geography"}
"""What the numbers and addresses are of."""
_PUBLIC = re.compile(r"^\D*1?\D*(?:800|888|877|866|855|844|833)\D|^(?:0800|0808|0300|0500|1800|1300|116)\D")
_NAMED = re.compile(r"(?:cas|nct|pmid|pmc|isbn|doi|sars|st|cve|iso|usp)-?\d")
_RANGE = re.compile(r"\d{3,5}\s?[-/]\s?\d{3,5}|(?:\d{1,2}[-/ ]){1,6}\d{1,2}")
_PROFILE = re.compile(r"/@\w|/[a-z]+[._-][a-z]+(?:[._-][a-z]+)*/?$")
"""An address that ends as a person's page does."""
_INNER = re.compile(r"(?:192\.168|10|127|172\.(?:1[6-9]|2\d|3[01])|0)\.")
_LOOSE = frozenset(
    "record records chart case file label bag tracking id card group plan device bill group ref pin is phone bracelet".split()
)
_WORN = frozenset(
    "pump transmitter sensor pacemaker icd implant stent valve foot leg stimulator recorder monitor".split()
)
_DIGITS = frozenset("zero oh o one two three four five six seven eight nine".split())
_ORDER = "zero one two three four five six seven eight nine ten".split()


def find(p: Passage) -> Iterator[Found]:
    """Yield what is found, the surer shapes first."""
    low = p.low
    if "@" in low or " at " in low or "at)" in low or "at]" in low:
        yield from _mails(p)
    if "." in low or ":" in low or " dot " in low or "@" in low:
        yield from _addresses(p)
    if re.search(r"\d", low):
        yield from _digits(p)
        yield from _keyed(p)
    yield from _spoken(p)


def _made(p: Passage, kind: str, start: int, end: int) -> Iterator[Found]:
    if not p.is_own(start, end):
        yield Found(kind, start, end, _GENERIC.get(kind, "a number"))


def _mails(p: Passage) -> Iterator[Found]:
    for name in ("email", "spoken_email"):
        for m in p.finditer(name):
            known = pattern("role_mail").search(m[0]) and not p.has("third", p.sentence(m.start()))
            if not known and not p.clinic(m.start()):
                yield from _made(p, "email", *m.span())


def _addresses(p: Passage) -> Iterator[Found]:
    for name in ("url", "spoken_url"):
        for m in p.finditer(name):
            if pattern("public_url").search(m[0]) or p.low[max(0, m.start() - 1) : m.start()] == "@":
                continue
            personal = bool(pattern("personal_url").search(m[0])) or _names_somebody(m[0])
            piece = p.sentence(m.start())
            if p.clinic(m.start()) and not (
                p.has("third", piece) or (p.where == "comment" and p.has("possessive", piece))
            ):
                continue
            if p.where == "comment":
                told = p.has("possessive", piece) or _names_somebody(m[0]) or bool(_PROFILE.search(m[0]))
            else:
                told = personal or p.has("third", piece) or (p.typed and bool(_PROFILE.search(m[0])))
            if told:
                yield from _made(p, "url", *m.span())
    for m in p.finditer("handle"):
        group = next(g for g in ("who", "user", "own") if m[g])
        if group != "own" or p.where == "comment":
            yield from _made(p, "url", *m.span(group))
    for name in ("ip", "ip6", "mac", "spoken_ip"):
        for m in p.finditer(name):
            if _INNER.match(m[0]) and not p.has("third", p.sentence(m.start())) and p.where != "comment":
                continue
            if not re.search(
                r"\b(?:version|ver|v|firmware|export settings|localhost|section)\s*$", p.before(m.start(), 16)
            ):
                yield Found("ip", *m.span(), _GENERIC["ip"])


def _names_somebody(address: str) -> bool:
    parts = re.findall(r"[a-z]{4,}", address.partition("://")[2] or address)
    given = listed("given")
    return any(part in given for part in parts)


def _digits(p: Passage) -> Iterator[Found]:
    for kind, name in (("ssn", "ssn"), ("vehicle", "vin"), ("plan", "mbi"), ("phone", "phone"), ("mrn", "long_run")):
        for m in p.finditer(name):
            before = p.before(m.start(), 24)
            digits = re.sub(r"\D", "", m[0])
            if kind == "phone" and (
                len(digits) < 7 or _PUBLIC.match(m[0]) or p.clinic(m.start()) or _years(digits, m[0])
            ):
                continue
            if (pattern("public_code").search(before) and not (kind == "phone" and _on_paper(before, digits))) or (
                kind == "mrn" and _years(digits, m[0])
            ):
                continue
            if kind == "mrn" and (
                _NAMED.match(m[0])
                or _PUBLIC.match(m[0])
                or (_RANGE.fullmatch(m[0].strip()) and not p.has("third", p.sentence(m.start())))
            ):
                continue
            if kind == "mrn" and len(digits) < 7 and not p.has("third", p.sentence(m.start())) and not p.typed:
                continue
            if kind == "mrn" and p.clinic(m.start()) and not p.has("third", p.sentence(m.start())):
                continue
            if kind == "phone" and "fax" in p.low[max(0, p.sentence(m.start()).start) : p.sentence(m.start()).end]:
                kind = "fax"
            yield from _made(p, kind, *m.span())
    for m in p.finditer("spaced"):
        digits = re.sub(r"\D", "", m[0])
        asked = pattern("spoken_key").search(p.before(m.start(), 60))
        if digits not in "0123456789012345" and (len(digits) > 9 or asked) and len(set(digits)) > 2:
            yield from _made(p, "phone", *m.span())
    for kind, name in (("vehicle", "uk_plate"), ("vehicle", "indian_plate"), ("ssn", "nino")) if p.typed else ():
        for m in pattern(name).finditer(p.text):
            yield from _made(p, kind, *m.span())
    for m in pattern("code").finditer(p.text) if p.typed else ():
        if not p.clinic(m.start()) and not pattern("public_code").search(p.before(m.start(), 24)):
            yield from _made(p, "mrn", *m.span())
    for m in p.finditer("zip"):
        piece = p.sentence(m.start())
        before = p.before(m.start(), 24)
        if re.search(r"\b(?:zip(?:\s?code)?|postal code)\W+(?:is\W+)?$", before) or (
            p.has("third", piece) and p.has("lives", piece) and not pattern("public_code").search(before)
        ):
            yield from _made(p, "geography", *m.span())


def _on_paper(before: str, digits: str) -> bool:
    """Return whether a number as long as a telephone's only stands on a form or page."""
    return len(digits) > 9 and before.rstrip(" :").endswith(("form", "page", "section", "code"))


def _years(digits: str, said: str) -> bool:
    """Return whether digits are a span of years, such as 2018-2020."""
    return bool(re.fullmatch(r"\s*(?:19|20)\d\d\s?[-/.]\s?(?:19|20)?\d\d\s*", said)) or len(set(digits)) == 1


def _keyed(p: Passage) -> Iterator[Found]:
    for m in p.finditer("keyed"):
        key, code = m["key"], m["code"].rstrip(" .,-/")
        digits = sum(c.isdigit() for c in code)
        between = p.low[m.end("key") : m.start("code")]
        marked = bool(re.search(r"[#:]|\b(?:no|num|number|id|ref|ending|sn|serial)\b", between))
        least = 3 if "-" in code or key in ("tag", "plate", "plates", "license plate", "licence plate") else 4
        if key in _LOOSE and not marked and digits < 6:
            continue
        if digits < least or pattern("public_code").search(key + between) or _years(re.sub(r"\D", "", code), code):
            continue
        if re.match(
            r"\s?(?:mg|ml|%|percent|days|people|dollars|bucks|steps|mm|cm|calories|iu|units|minutes|hours|mcg|series)\b",
            p.after(m.start("code") + len(code)),
        ):
            continue
        if re.fullmatch(r"(?:19|20)\d\d", code) or (re.search(r"\$\s*$", between)) or re.search(r"\d,$", between):
            continue
        if _PUBLIC.match(code + " ") or (p.clinic(m.start()) and not p.has("third", p.sentence(m.start()))):
            continue
        start = m.start("code")
        yield from _made(p, "licence" if key.startswith("driver") else _KIND.get(key, "mrn"), start, start + len(code))
    for m in p.finditer("numbered_id"):
        code, piece = m["code"], p.sentence(m.start())
        mine = p.has("third", piece) or (p.where == "comment" and p.has("myself", piece)) or p.has("aid", piece)
        if (
            sum(c.isdigit() for c in code) > 4
            and mine
            and not pattern("public_code").search(p.before(m.start(), 16))
            and not p.clinic(m.start())
        ):
            yield from _made(p, "mrn", *m.span("code"))
    for m in p.finditer("insurer_code") if p.typed else ():
        if not (p.clinic(m.start()) or pattern("public_code").search(p.before(m.start("code"), 10))):
            yield from _made(p, "device" if m["what"] in _WORN else "plan", *m.span("code"))
    for m in p.finditer("aid_code"):
        piece = p.sentence(m.start())
        if p.has("third", piece) or p.has("possessive", piece):
            yield from _made(p, "device", *m.span("code"))
    for name in ("plate", "carplate"):
        for m in p.finditer(name):
            group = next(g for g in ("code", "before", "vanity") if m.groupdict().get(g))
            code = m[group]
            typed = p.text[m.start(group) : m.end(group)]
            if (
                any(c.isdigit() for c in code)
                and (name == "carplate" or typed.isupper())
                and (len(code) > 4 or name == "plate")
            ):
                yield from _made(p, "vehicle", *m.span(group))


def _spoken(p: Passage) -> Iterator[Found]:
    for m in p.finditer("spoken_run"):
        parts = re.findall(r"[a-z]+|\d", m[0])
        digits = [w for w in parts if w in _DIGITS or w in ("double",) or w.isdigit()]
        ordered = [w for w in parts if w in _ORDER]
        if len(digits) < 3 or ordered == _ORDER[1 : len(ordered) + 1] or ordered == _ORDER[len(ordered) : 0 : -1]:
            continue
        before = p.before(m.start(), 60)
        piece = p.sentence(m.start())
        keyed = pattern("spoken_key").search(before)
        if (
            (p.search("public_code", piece.start, piece.end) and not keyed)
            or "eight hundred" in m[0]
            or p.clinic(m.start())
        ):
            continue
        if len(digits) >= 6 or (len(digits) >= 5 and p.has("third", piece)) or (keyed and len(parts) >= 4):
            kind = _KIND.get(keyed[1], "mrn") if keyed else "phone" if len(digits) >= 9 else "mrn"
            yield from _made(p, kind, m.start(), m.end())
