"""Where a line of text may be broken, and how much each break hurts a reader."""

from __future__ import annotations

import re
from itertools import pairwise
from unicodedata import east_asian_width

from scriptgen.text import one_line

__all__ = ["NEVER", "seam", "tokens", "wrap"]

NEVER = 5000.0
"""What it costs to part an article from its noun, or a number from its unit: only where nothing else is left."""

_ARTICLES = frozenset(
    """a an the my your his her its our their this these those no not each every dr. mr. mrs. ms. prof. st.""".split()
)
_LEADS = frozenset(
    """and but or nor because so if when while as than that which who whose of to in on at for from with by about into over under
    after before between through without per very more most less too one is are was were be been has have had do does did can could
    will would should may might must i you he she it we they don't doesn't isn't can't won't it's that's i'm you're don’t doesn’t
    isn’t can’t won’t it’s that’s i’m you’re""".split()
)
_JOINS = frozenset(
    """and but or nor because so if when while that which who whose where until unless than then for with without to in on at from
    by of about into over under after before between through like since although though""".split()
)
_OBJECTS = frozenset(("it", "you", "them", "one"))
_VERBS = frozenset(("is", "are", "was", "were", "can", "will", "may", "has", "have"))
_NUMBER = re.compile(
    r"(?!(?:19|20)\d\d$)[~<>±$£€]?\d(?:[\d.,/:–-]*\d)?"
    r"|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety)"
    r"|hundred|thousand|half"
)
_ENDS = re.compile(r"(?<!\b[a-z]\.[a-z])(?<!\bvs)(?<!\betc)[.!?…。！？][\"'”’)\]]*$")
_WIDE = re.compile(r"[^，。！？、；：]*[，。！？、；：]*")


def tokens(text: str, width: int) -> list[tuple[str, int]]:
    """Return the words, with 1 where a space stands before; what no line can hold, or has no spaces at all, is cut to size."""
    found: list[tuple[str, int]] = []
    for token in one_line(text).split():
        wide = not token.isascii() and sum(east_asian_width(c) in "WF" for c in token) * 2 > len(token)
        size = max(width // 2, 1) if wide else width
        if len(token) <= size:
            found.append((token, int(bool(found))))
            continue
        parts = [p for p in _WIDE.findall(token) if p] if wide else [token]
        chunks = [part[k : k + size] for part in parts for k in range(0, len(part), size)]
        found += [(chunk, int(bool(found) and not k)) for k, chunk in enumerate(chunks)]
    return found


def seam(before: str, after: str) -> float:
    """Return how much a break between two words hurts: nothing after a sentence, most inside 'the knee' and '20 mg'."""
    last, following = before.lower(), after.lower()
    if not any(c.isalnum() for c in following) or last in _ARTICLES:
        return NEVER
    if _NUMBER.fullmatch(last) and following not in _JOINS:
        return NEVER
    if _ENDS.search(last):
        return 0.0
    if last[-1] in ",;:—–-，、；：":
        return 4.0
    dangles = last in _LEADS and not (last in _OBJECTS and following in _JOINS)
    return (60.0 if dangles else 0.0) + (8.0 if following in _JOINS else 18.0 if following in _VERBS else 25.0)


def wrap(text: str, width: int) -> list[str]:
    """Return `text` in as few lines of at most `width` characters as it takes, broken where a reader would pause."""
    width = max(width, 1)
    words = tokens(text, width)
    count = len(words)
    seams = [seam(a, b) for (a, _), (b, _) in pairwise(words)] + [0.0]
    best: list[tuple[float, int]] = [(0.0, count)] * (count + 1)
    for i in range(count - 1, -1, -1):
        size, choice = 0, (float("inf"), i + 1)
        for j in range(i + 1, count + 1):
            size += len(words[j - 1][0]) + (words[j - 1][1] if j - 1 > i else 0)
            if size > width:
                break
            choice = min(choice, (best[j][0] + 1e6 + (width - size) ** 2 / 20 + seams[j - 1], j))
        best[i] = choice
    lines, i = [], 0
    while i < count:
        j = best[i][1]
        lines.append("".join((" " if space and k else "") + word for k, (word, space) in enumerate(words[i:j])))
        i = j
    return lines
