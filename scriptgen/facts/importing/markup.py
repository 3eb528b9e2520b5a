"""HTML summaries as plain blocks: headings, paragraphs, list items."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Literal, NamedTuple

from scriptgen.text import one_line

__all__ = ["Block", "blocks", "plain"]

_HEADS = frozenset("h1 h2 h3 h4 h5 h6".split())
_BREAKS = frozenset("p div section article table tr ul ol dl dt dd blockquote".split()) | _HEADS
_LISTS = frozenset(("ul", "ol"))
_SILENT = frozenset(("script", "style"))


class Block(NamedTuple):
    """A stretch of text that stands alone."""

    kind: Literal["head", "text", "item"]
    text: str


def blocks(html: str) -> list[Block]:
    """Return the blocks of a piece of HTML in order; a list within an item becomes part of the item."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.flush()
    return reader.found


def plain(html: str) -> str:
    """Return a piece of HTML as one line of text."""
    return " ".join(block.text for block in blocks(html))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Block] = []
        self._text: list[str] = []
        self._kind: Literal["head", "text", "item"] = "text"
        self._depth = 0
        """How many lists are open, one within the other."""
        self._inner = False
        """Whether the open item has items of its own."""
        self._silent = False

    def flush(self) -> None:
        """End the block that is open."""
        text = one_line("".join(self._text))
        if text:
            self.found.append(Block(self._kind, text))
        self._text = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent = tag in _SILENT
        if tag in _LISTS:
            self._depth += 1
        if tag == "li":
            self._item()
        elif tag not in _BREAKS:
            self._text.append(" " if tag == "br" else "")
        elif self._kind == "item":
            self._text.append(" ")
        else:
            self._turn("head" if tag in _HEADS else "text")

    def handle_endtag(self, tag: str) -> None:
        self._silent = False
        if tag in _LISTS:
            self._depth = max(0, self._depth - 1)
        if (tag in _LISTS and not self._depth) or (tag in _BREAKS and self._kind != "item"):
            self._turn("text")
        elif tag in _BREAKS:
            self._text.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._text.append(data)

    def _turn(self, kind: Literal["head", "text", "item"]) -> None:
        self.flush()
        self._kind = kind

    def _item(self) -> None:
        if self._depth < 2:
            self._turn("item")
            self._inner = False
        else:
            said = one_line("".join(self._text)).rstrip(",:;. ")
            self._text = [said, ", " if self._inner else ": "] if said else []
            self._inner = True
