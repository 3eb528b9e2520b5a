"""The production sheet as it renders: no text breaks the table or turns into markup."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from scriptgen.exports.av import export
from scriptgen.script import Script

HOSTILE = (
    "a | b || c",
    "line one\nline two",
    "<script>alert(1)</script> <!-- x -->",
    "*bold* _it_ `code` [link](javascript:alert(1)) ![x](y) ~~no~~",
    r"back\slash \| end\\",
    "&lt;b&gt; &amp; R&D",
    "# heading",
    "---",
    "1. one",
    "> quoted",
    "snake_case 5*3 <5 mg",
)
EXPECTED = {
    "h1",
    "h2",
    "ul",
    "ol",
    "li",
    "p",
    "strong",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "blockquote",
    "br",
}


class Cells(HTMLParser):
    """The rendered table, row by row, and the other elements."""

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: list[str] = []
        self.text = ""
        self.feed(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.rows and self.rows[-1] and data.strip():
            self.rows[-1][-1] += data


@pytest.mark.parametrize("text", HOSTILE)
def test_text_renders_as_it_is_typed(text: str) -> None:
    beat = {"say": text, "text": text, "show": text.replace("; ", ";")}
    value = Script.model_validate(
        {
            "topic": text,
            "hook": {"say": "Stop this."},
            "beats": [beat],
            "caption": text,
            "sources": [{"id": "a", "title": text}],
            "brand": {"name": text},
        }
    )
    page = Cells(export(value))
    assert set(page.tags) <= EXPECTED
    assert [len(row) for row in page.rows[:3]] == [6, 6, 6]
    line = text.replace("\n", " ")
    assert page.rows[2][1:4] == [line.replace("; ", ";"), line, text.replace("\n", " / ")]
    for heading in ("Speaker: ", "Caption", "Sources"):
        assert line.split()[0] in page.text.split(heading)[1]
