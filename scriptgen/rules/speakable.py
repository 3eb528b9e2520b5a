"""What cannot be spoken in a line that is to be spoken, and the line without it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache

from scriptgen.late import late
from scriptgen.resources import package_text
from scriptgen.view import Line

__all__ = ["cleaned", "unspeakable"]

_EMOJI = r"[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u231a-\u23ff\u2190-\u21ff\ufe0f\u20e3]"
_TOP = r"(?:com|org|net|gov|edu|info|health|clinic|app|tv|nhs\.uk|(?:co|org|ac|gov)\.uk|(?:com|org|gov|net|edu)\.au|uk|au|ca|io|eu|nz|ie|link|bio|co|nyc|ai|xyz|biz|gg|academy|pro|fm|page|site|online|blog|shop|store|care|doctor|dental)"
_REST = r"(?:/[^\s<>()\[\]]{0,300}[^\s<>()\[\].,;:!?'\"])"
_URL = (
    r"(?:https?://|www\.)[^\s<>()\[\]]{0,300}[^\s<>()\[\].,;:!?'\"]"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
    rf"|(?<![\w-])[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,5}}\.{_TOP}\b(?!\.\w){_REST}?"
    rf"|(?<![\w-])[\w-]{{1,63}}\.[a-z]{{2}}{_REST}"
)
_TAGS = r"</?[a-zA-Z][^<>\n]{0,80}>|&(?:amp|nbsp|lt|gt|quot|#\d+);"
_ACT = r"(?<![^\W\d_])\*\*?[^*\n]{1,80}\*\*?"
_KINDS = {
    "url": _URL,
    "markdown": rf"!?\[[^\[\]\n]{{1,200}}\]\([^()\s]{{1,300}}\)|{_TAGS}|{_ACT}|(?<![^\W\d_])(?<!\*)\*+|\*+(?![^\W\d_]"
    rf"|\*)|~~|={{2,}}|[-=]>|[†‡¶]|``?|(?<!\w)#(?=[A-Za-z])|(?<![\w@./])_+(?=\w)|(?<=\w)_+(?![\w])|__|^[ "
    rf"\t]*(?:#{{1,6}}|>|[-+•·▪●◦])[ \t]+|^[ \t]*(?:-{{3,}}|={{3,}})[ \t]*$|[•▪●◦]|(?:^|\s)\|(?=\s|$)"
    rf"|^\d{{1,2}}\.[ \t]+(?=[^\n]*\n[ \t]{{0,9}}\d{{1,2}}\.[ \t])",
    "brackets": r"\[[^\[\]]{0,300}\]|\([^()]{0,300}\)|\{[^{}]{0,300}\}|[\[\](){}（）［］【】｛｝]",
    "emoji": rf"{_EMOJI}[{_EMOJI[1:-1]}\u200d]*|<3(?!\d)",
}
_SIGNS = ("[", "]", "(", ")", "{", "}", "<", ">", "*", "_", "`", "~", "#", "|", "&", "@", "://", "www.", "---", "==")
_DOTTED = re.compile(r"\.[a-z]{2}")
_LISTED = re.compile(r"\n[ \t]{0,9}(?:[-+]|\d{1,2}\.)\s")
_ODD = re.compile(rf"{_EMOJI[:-1]}•·▪●◦（）［］【】｛｝†‡¶]")
_HINTS = (
    "camera", "roll", "sfx", "music ", "fade ", " lens", "zoom in", "pause for", "holds up", "cut to ", "jump cut", "smash cut", "match cut", "smiles", "shrugs", "winks", "nods", "sighs", "laughs",
    "chuckles", "grins", "gestures", "insert ", "deep breath", "long pause",
)  # fmt: skip
"""What every direction outside brackets holds one of; a quick look before the slow one."""


@lru_cache(maxsize=1)
def _any() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _KINDS.items()), re.MULTILINE)


@lru_cache(maxsize=1)
def _directions() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = tomllib.loads(package_text("rules/terms/directions.toml"))
    bracketed = re.compile(
        "(?:" + "|".join(re.escape(w) for w in sorted(data["bracketed"], key=len, reverse=True)) + r")\b"
    )
    open_air = re.compile(
        r"\bb-?roll\b|\bsfx\b|(?:^|[.!?] |\n)(?:fade (?:in|out|to (?:black|white))|(?:jump|smash|match) cut|cut to "
        r"(?:black|b roll|close-?up|wide|camera|logo|clip|footage)|zoom in on (?:the|my|his|her|face|knee)"
        r"|pause for (?:effect|laughs?|laughter|a beat|emphasis|applause)|insert (?:clip|photo|image|graphic|text"
        r"|x-?ray|diagram|slide|caption|picture|name(?!-)|handle|logo)|(?:cue|roll) (?:the )?(?:music|clip|intro|tape"
        r"|b-?roll))\b"
        r"|[-/] ?(?:laughs|sighs|smiles|winks|pauses|shrugs|chuckles|nods) ?[-/]|\bmusic (?:swells|fades|starts|stops"
        r"|plays|up)\b"
        r"|(?:^|[.!?] |\n)(?:turns|looks|leans|smiles|speaks|talks|walks|winks|nods|waves|points|stares|steps|looking"
        r"|turning|pointing|smiling)(?: \w+)?(?: back)? (?:at|to|into|in|toward|towards) (?:the )?(?:camera|lens"
        r"|viewers?)\b"
        r"|(?:^|[.!?] |\n)holds up (?:a|an|the|his|her|their|one|two|model|box|bottle) |(?:^|[.!?] |\n)(?:smiles"
        r"|shrugs|winks|nods|sighs|laughs|chuckles|grins|gestures|deep breath|long pause)(?: \w+ly)?[.!]|\bcamera "
        r"(?:zooms|pans|cuts|tilts|pulls|moves|follows)\b",
    )
    label = re.compile(rf"[ \t]*(?:{'|'.join(data['labels'])})[ \t]*:")
    return bracketed, open_air, label


def unspeakable(lines: tuple[Line, ...], joined: str) -> Iterator[tuple[Line, str, int, int]]:
    """Yield (line, kind, start, end) for all that a voice cannot say; `joined` is the lines together, folded, for a quick look."""
    signs = (
        any(map(joined.__contains__, _SIGNS))
        or bool(_DOTTED.search(joined))
        or joined[:1] in ("-", "+")
        or bool(_LISTED.search(joined))
        or (not joined.isascii() and bool(_ODD.search(joined)))
    )
    hints = any(map(joined.__contains__, _HINTS))
    for line in lines:
        if signs:
            for match in _any().finditer(line.text):
                kind = str(match.lastgroup)
                inner = match[0].strip("[](){}*_ ").lower()
                if kind in ("brackets", "markdown") and match[0][0] in "[({*" and _directions()[0].match(inner):
                    kind = "direction"
                yield line, kind, match.start(), match.end()
        if hints:
            for match in _directions()[1].finditer(line.low):
                lead = len(match[0]) - len(match[0].lstrip(".!? \n"))
                yield line, "crew", match.start() + lead, match.end()
        if line.low.find(":", 1, 24) > 0 and (label := _directions()[2].match(line.low)):
            yield line, "crew", 0, label.end()


_LINK = re.compile(r"!?\[([^\[\]\n]{1,200})\]\([^()\s]{1,300}\)")
_SPOT = re.compile(rf"(?i:\b(?:the )?link(?: is)?(?: in (?:my |the )?bio)?:? )?(?:{_URL})")
_FACE = re.compile(r"(?<!\w)[:;=]['’]?-?[()]+(?!\w)")
_NUMBERED = re.compile(r"(?m)^[ \t]*\d{1,2}[.)][ \t]+")
_MARKS = late(r"(?m)^[ \t]*(?:#{1,6}|>|[-+•·▪●◦*])[ \t]+|^[ \t]*(?:-{3,}|={3,})[ \t]*$|^[ \t]*\d{1,2}\)[ \t]+")
_ROUND = re.compile(r"\s*(\(([^()]*)\)|\[([^\[\]]*)\])\s*([.,!?;:]*)")


def cleaned(text: str) -> str:
    """Return `text` as it can be spoken: no marks, directions, pictures or addresses; asides between commas."""
    text = re.sub(r"\s*\n\s*", "\n", re.sub(r"[^\S\n]+", " ", text)).strip()
    text = _FACE.sub("", _LINK.sub(r"\1", text))
    text = re.sub(_TAGS, " ", text.replace("&amp;", "&"))
    text = _SPOT.sub(_place, text)
    for _ in range(4):
        text = _ROUND.sub(_aside, text)
    text = re.sub(_ACT, lambda m: "" if _directions()[0].match(m[0].strip("* ").lower()) else m[0].strip("*"), text)
    text = re.sub(r"(?<=[A-Za-z])\*+(?=[A-Za-z])", lambda m: "\0" * len(m[0]), text)
    text = _MARKS.sub("", _NUMBERED.sub("", text) if len(_NUMBERED.findall(text)) > 1 else text)
    text = re.sub(
        rf"{_EMOJI}|[\u200d*`•▪●◦\[\](){{}}（）［］【】｛｝]|<3(?!\d)|~~|={(2,)}|[-=]>|[†‡¶]|(?<!\w)#(?=[A-Za-z])"
        rf"|(?<![\w@./])_+(?=\w)|(?<=\w)_+(?!\w)|__+|(?<=\s)\|(?=\s)",
        "",
        text,
    ).replace("\0", "*")
    text = re.sub(r"(?<![A-Z])\s*&\s*(?![A-Z]\b)|\s+&\s+", " and ", text)
    text = re.sub(r"[ \t]+", " ", re.sub(r"\s+([,.!?;:])", r"\1", text))
    text = re.sub(r",(?:\s*,)+", ",", re.sub(r"([.!?])\s*,+", r"\1", re.sub(r",+\s*([.!?])", r"\1", text)))
    return "\n".join(part.strip(" ,") for part in text.split("\n") if part.strip(" ,.;:")).strip()


def _place(match: re.Match[str]) -> str:
    """Return what is said instead of an address."""
    before = match.string[: match.start()].rstrip()
    return "Link in bio" if not before or before[-1] in ".!?" else "the link in bio"


def _aside(match: re.Match[str]) -> str:
    inner, after = (match[2] if match[2] is not None else match[3]).strip(), match[4]
    before = match.string[: match.start()].rstrip()
    low = inner.lower()
    if match[1] == "(s)":
        return f"s{after} " if after else "s "
    if match[3] is not None or not inner or _directions()[0].match(low.strip("* ")):
        return f"{after} "
    if not before or before[-1] in ".!?\n":
        return f" {inner}{'' if inner[-1] in '.!?' else after or '.'} "
    return f", {inner.rstrip('.')}{after or ','} "
