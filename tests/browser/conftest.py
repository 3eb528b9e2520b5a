"""A headless Chromium for the tests that open pages; driven over a pipe, so the ban on sockets stays."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scriptgen.exports.teleprompter import export
from scriptgen.script import Script

if TYPE_CHECKING:  # without playwright these tests can still be collected, and deselected
    from playwright.sync_api import Browser, Page

QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
)
NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium as the system has it (Debian's package, or CHROMIUM=path); playwright's own download is not used.

    It is closed after the tests of this folder: its driver runs an event loop, which those of other folders would meet.
    """
    from playwright.sync_api import sync_playwright

    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    assert found, "no Chromium here: apt-get install chromium, or set CHROMIUM to its path"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=QUIET.split())
        yield chromium
        chromium.close()


class Opened:
    """The page, and what went wrong in it."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.troubles, self.requests = page, [], []
        page.on("console", lambda message: self.troubles.append(message.text))
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("dialog", lambda dialog: (self.troubles.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: self.requests.append(request.url))
        page.goto(url)

    def data(self, name: str) -> str:
        return self.page.evaluate("name => document.body.dataset[name]", name)

    def elapsed(self) -> float:
        return float(self.data("elapsed"))

    def until(self, state: str, seconds: float = 30) -> None:
        self.page.wait_for_function("state => document.body.dataset.state === state", arg=state, timeout=seconds * 1000)

    def top(self, selector: str = "#roll") -> float:
        return self.page.locator(selector).first.bounding_box()["y"]

    def start(self) -> None:
        self.page.keyboard.press("Space")
        self.until("running")


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """Opens a script's page in a window of the given size; at the end, nothing went wrong and nothing left the page."""
    made: list[tuple[Opened, str]] = []

    def make(script: Script, width: int = 360, height: int = 640, **options: object) -> Opened:
        path = tmp_path / "page.html"
        path.write_text(export(script), encoding="utf-8")
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        made.append((Opened(context.new_page(), path.as_uri()), path.as_uri()))
        return made[-1][0]

    yield make
    for one, url in made:
        assert (one.troubles, one.requests) == ([], [url])
        one.page.context.close()
