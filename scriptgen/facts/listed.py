"""Approved claims from a Markdown list: a heading a topic, a bullet a claim, its source behind it.

# Knee braces
Also called: knee sleeve, knee support

- A brace can ease pain on stairs. [1]
- A brace does not weaken the leg. (NICE, Osteoarthritis in over 16s, 2022)

## Myths
- Braces make legs weak | They don't. Wear one when it helps. [Publisher, Title, 2021](https://...)

[1]: American Academy of Orthopaedic Surgeons, Management of Osteoarthritis of the Knee, 2021
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scriptgen.facts.own import Document, Row, kind_of, topics

__all__ = ["topics_of"]

_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_BULLET = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)])\s+(.*)$")
_NOTE = re.compile(r"^\s*\[\^?([^\]]{1,40})\]:\s*(.+)$")
_NAMES = re.compile(r"^\s*\**(?:also called|aliases|also known as)\s*:?\**:?\s*(.+)$", re.IGNORECASE)
_LINK = re.compile(r"\s*\(?\[([^\]]*[A-Za-z][^\]]*)\]\((https?://(?:[^()\s]|\([^()\s]*\))+)\)\)?\s*$")
_MARK = re.compile(r"\s*\[\^?([^\]]{1,40})\]\s*$")
_PARENS = re.compile(r"\s*\(((?:[^()]|\([^()]*\))*)\)\s*$")
_URL = re.compile(r"https?://\S+")
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-{2,})\s*$")
"""What makes a heading of the line above: the first level, the second."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LABEL = re.compile(r"^(?:source|sources|from|ref|reference)\s*:\s*", re.IGNORECASE)


def topics_of(text: str, path: Path) -> list[dict[str, Any]]:
    """Return the claims of a Markdown list, sorted into topics by its first-level headings, by the file's name where there are none."""
    return topics(_rows(text, path), path)


def _rows(text: str, path: Path) -> Iterator[Row]:
    lines = _joined(_headed(_outside(text.splitlines())))
    notes = {match[1].strip(): match[2] for _, line in lines if (match := _NOTE.match(line))}
    names: tuple[str, ...] = ()
    topic, kind = path.stem.replace("-", " ").replace("_", " "), "fact"
    for number, line in lines:
        if heading := _HEADING.match(line):
            if len(heading[1]) == 1:
                topic, kind, names = heading[2], "fact", ()
            else:
                kind = kind_of(heading[2]) or "fact"
        elif named := _NAMES.match(line):
            names = tuple(part.strip() for part in named[1].split(",") if part.strip())
        elif bullet := _BULLET.match(line):
            said, document = _sourced(bullet[1], notes)
            about, _, say = said.rpartition("|") if "|" in said else ("", "", said)
            yield Row(number, topic, _plain(say), document, kind, _plain(about), aliases=names)


def _outside(lines: list[str]) -> list[str]:
    """Return the lines with those inside code fences empty: an example is no claim."""
    found: list[str] = []
    fence = ""
    for line in lines:
        mark = _FENCE.match(line)
        if fence:
            found.append("")
            if mark and mark[1].startswith(fence) and not line.strip(" `~"):
                fence = ""
        elif mark:
            fence = mark[1]
            found.append("")
        else:
            found.append(line)
    return found


def _headed(lines: list[str]) -> list[str]:
    """Return the lines with each heading that is underlined written as one with number signs."""
    found: list[str] = []
    for line in lines:
        above = found[-1] if found else ""
        plain = (
            above.strip()
            and not any(p.match(above) for p in (_BULLET, _HEADING, _NOTE, _NAMES))
            and above[:1] not in " \t"
        )
        under = _UNDERLINE.match(line)
        if plain and under:
            found[-1:] = [f"{'#' if under[1][0] == '=' else '##'} {above.strip()}", ""]
        else:
            found.append("" if under else line)  # under anything else it is a rule across the page
    return found


def _joined(lines: list[str]) -> list[tuple[int, str]]:
    """Return numbered lines, each line that goes on a bullet or a note joined to it: the next one, or an indented one after a gap."""
    found: list[tuple[int, str]] = []
    for number, line in enumerate(lines, start=1):
        starts = _BULLET.match(line) or _NOTE.match(line) or _HEADING.match(line) or _NAMES.match(line)
        at = next((n for n in range(len(found) - 1, -1, -1) if found[n][1].strip()), -1)
        near = at == len(found) - 1 or line[:1] in " \t"
        if (
            line.strip()
            and not starts
            and near
            and at >= 0
            and (_BULLET.match(found[at][1]) or _NOTE.match(found[at][1]))
        ):
            found[at] = (found[at][0], f"{found[at][1]} {line.strip()}")
        else:
            found.append((number, line))
    return found


def _sourced(bullet: str, notes: dict[str, str]) -> tuple[str, Document]:
    """Return a bullet without its source, and the source: a link, the mark of a note, or what stands in parentheses at the end."""
    bullet = bullet.strip().rstrip(".") if bullet.rstrip().endswith(("].", ").")) else bullet.strip()
    if link := _LINK.search(bullet):
        return bullet[: link.start()], _document(f"{link[1]}, {link[2]}")
    cited = ""
    while (mark := _MARK.search(bullet)) and mark[1].strip() in notes:
        bullet, cited = bullet[: mark.start()], notes[mark[1].strip()]
    if cited:
        return bullet, _document(cited)
    if (told := _PARENS.search(bullet)) and _is_source(told[1]):
        return bullet[: told.start()], _document(told[1])
    return bullet, Document("", "")


def _is_source(told: str) -> bool:
    """Return whether what stands in parentheses names a document: a year, an address, a comma, the word, a capital letter; an aside does not."""
    return bool(_YEAR.search(told) or _URL.search(told) or _LABEL.match(told) or "," in told or told[:1].isupper())


def _document(told: str) -> Document:
    """Return a document from "publisher, title, year, address", in which the last two may be missing."""
    url = _URL.search(told)
    rest = _LABEL.sub("", told.replace(url[0], "") if url else told).strip(" ,.;")
    years = _YEAR.findall(rest)
    if years:
        rest = re.sub(rf"[\s,(]*\b{years[-1]}\b[\s,)]*$", "", rest).strip(" ,.;")
    publisher, _, title = rest.partition(",")
    return Document(
        publisher.strip(), title.strip(' ,"“”'), int(years[-1]) if years else None, _address(url[0]) if url else ""
    )


def _address(told: str) -> str:
    """Return an address without what only follows it; a parenthesis that opens in it closes in it."""
    told = told.rstrip(".,")
    return told if told.count("(") >= told.count(")") else told.rstrip(".,)")


def _plain(text: str) -> str:
    return re.sub(r"\*+|__|`|^\s*\[[ xX]\]\s*", "", text).strip()
