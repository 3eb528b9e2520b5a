"""The teleprompter page without a browser: what is in it, and what must not be."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from typing import Any

import pytest

from scriptgen.exports.teleprompter import export
from scriptgen.script import Script
from scriptgen.view import View

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "</style><b>bold",
    "\"'><svg onload=alert(1)>",
    "$title ${blocks} $$ {{ 7 * 7 }}",
    "<!-- & --> &amp; &lt;b&gt;",
)


class Page(HTMLParser):
    """Elements with their attributes, and the text of each."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs), []))

    def handle_data(self, data: str) -> None:
        if self.found:
            self.found[-1][2].append(data)

    def texts(self, tag: str, css: str = "") -> list[str]:
        return [
            "".join(t).strip()
            for name, attrs, t in self.found
            if name == tag and (not css or attrs.get("class") == css)
        ]

    def attribute(self, tag: str, name: str) -> list[str]:
        return [attrs[name] or "" for found, attrs, _ in self.found if found == tag and name in attrs]


def script(**fields: Any) -> Script:
    return Script.model_validate(
        {"topic": "t", "hook": {"say": "Stop this."}, "beats": [{"say": "Do that."}], **fields}
    )


PLAIN = sorted(tag for tag, _, _ in Page(export(script(beats=[{"say": "a", "text": "b"}]))).found)


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_is_shown_as_text(text: str) -> None:
    page = Page(export(script(topic=text, beats=[{"say": text, "text": text}])))
    assert sorted(tag for tag, _, _ in page.found) == PLAIN
    assert [page.texts("title"), page.texts("p", "say"), page.texts("p", "text")] == [
        [text],
        ["Stop this.", text],
        [text],
    ]


@pytest.mark.parametrize("kind", ["script", "style"])
def test_only_the_pages_own_code_may_run(kind: str) -> None:
    html = export(script())
    code = html.split(f"<{kind}>")[1].split(f"</{kind}>")[0]
    digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
    policy = Page(html).attribute("meta", "content")[0]
    assert f"{kind}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_nothing_is_loaded() -> None:
    html = export(script())
    assert not re.search(r"https?:|@import|url\(|\bsrc=|<link|\bfetch\(|XMLHttpRequest|sendBeacon", html)
    assert not re.search(r"\s(?:style|on[a-z]+)=", html)


@pytest.mark.parametrize(("language", "shown"), [("en", "en"), ("pt_br", "pt-br"), ("ar", "ar")])
def test_says_its_language_and_leaves_direction_to_the_text(language: str, shown: str) -> None:
    page = Page(export(script(language=language)))
    assert page.attribute("html", "lang") == [shown]
    assert set(page.attribute("p", "dir")) == {"auto"}


def test_blocks_carry_the_scripts_times() -> None:
    timed = script(
        hook={"say": "Stop.", "seconds": 2},
        beats=[{"text": "Silent", "show": "A shoe", "seconds": 3.5}],
        cta={"say": "Go."},
    )
    page, view = Page(export(timed)), View(timed)
    assert page.attribute("body", "data-total") == [f"{view.seconds:.3f}"]
    assert page.attribute("section", "data-start") == ["0.000", "2.000", "5.500"]
    assert page.texts("p", "label")[:3] == [
        "Hook · 2 s",
        "Beat 1 · 4 s",
        f"Call to action · {view.blocks[2].seconds:.0f} s",
    ]
    assert page.texts("p", "silent") == ["A shoe"]


def test_control_characters_are_left_out() -> None:
    assert "\u202e" not in export(script(topic="a\u202eb", beats=[{"say": "c\u202ed\x1b[31m"}]))


def test_every_control_has_a_name() -> None:
    page = Page(export(script()))
    assert len(page.attribute("button", "aria-label")) == page.texts("button").__len__() == 7
