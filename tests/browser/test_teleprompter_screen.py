"""What the teleprompter page looks like: text as text, any screen size, mirror, type size, focus."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .conftest import Opened
from .scripts import ATTACK, SCRIPT

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
Open = Callable[..., Opened]


def test_mirrors_the_text_and_not_the_controls(opened: Open) -> None:
    view = opened(SCRIPT)
    flipped = "selector => new DOMMatrix(getComputedStyle(document.querySelector(selector)).transform).a"
    for key, way in (("m", -1), ("m", 1)):
        view.page.keyboard.press(key)
        assert (view.page.evaluate(flipped, "#stage"), view.page.evaluate(flipped, "#bar")) == (way, 1)
    view.page.locator("#mirror").click()
    assert view.page.locator("#mirror").get_attribute("aria-pressed") == "true"
    view.page.keyboard.press("Space")
    assert view.data("state") == "counting", "after a click on a button, Space still starts"


def test_font_size_changes_and_the_place_stays(opened: Open) -> None:
    view = opened(SCRIPT)
    size = "() => parseFloat(getComputedStyle(document.querySelector('.say')).fontSize)"
    view.page.keyboard.press("PageDown")
    before = view.page.evaluate(size)
    view.page.keyboard.press("+")
    view.page.locator("#larger").click()
    assert view.page.evaluate(size) == pytest.approx(before * 1.2, rel=0.01)
    line = view.page.locator(".say").nth(1).bounding_box()
    assert line["y"] == pytest.approx(view.top("#eye"), abs=2)
    for _ in range(4):
        view.page.keyboard.press("-")
    assert view.page.evaluate(size) < before


def test_markup_in_any_field_is_text(opened: Open) -> None:
    view = opened(SCRIPT)
    assert view.page.title() == f"knee pain {ATTACK}"
    assert ATTACK in view.page.locator(".say").nth(1).inner_text()
    assert [view.page.locator(".text").nth(i).inner_text() for i in (1, 2)] == [ATTACK, "<img src=x onerror=alert(2)>"]
    assert view.page.locator("script, img").count() == 1


def test_leaves_nothing_global_and_nothing_stored(opened: Open, browser: Browser, tmp_path: Path) -> None:
    names = "() => Object.getOwnPropertyNames(window)"
    (tmp_path / "blank.html").write_text("<!doctype html><title>blank</title>")
    blank = browser.new_page()
    blank.goto((tmp_path / "blank.html").as_uri())
    page = opened(SCRIPT).page
    assert set(page.evaluate(names)) <= set(blank.evaluate(names))
    assert page.evaluate("() => [document.cookie, localStorage.length, sessionStorage.length]") == ["", 0, 0]
    blank.context.close()


@pytest.mark.parametrize(("width", "height"), [(360, 640), (320, 568), (640, 360), (1080, 1920)])
def test_fits_the_screen_with_controls_large_enough_to_hit(opened: Open, width: int, height: int) -> None:
    long = SCRIPT.beats[0].model_copy(update={"say": "electroencephalographically" * 4, "text": "x" * 90})
    script = SCRIPT.model_copy(update={"topic": "w" * 200, "beats": (long,)})
    view = opened(script, width=width, height=height)
    assert view.page.evaluate("() => document.documentElement.scrollWidth") <= width
    for box in (element.bounding_box() for element in view.page.locator(".say, .text, button").all()):
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
    for button in view.page.locator("button").all():
        box = button.bounding_box()
        assert min(box["width"], box["height"]) >= 44
        assert box["y"] + box["height"] <= height
        assert button.get_attribute("aria-label")


def test_keyboard_focus_shows_and_presses_the_focused_button(opened: Open) -> None:
    view = opened(SCRIPT)
    for _ in range(3):
        view.page.keyboard.press("Tab")
    assert view.page.evaluate("() => document.activeElement.id") == "mirror"
    assert view.page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle") == "solid"
    view.page.keyboard.press("Space")
    assert (view.data("mirror"), view.data("state")) == ("on", "ready")
