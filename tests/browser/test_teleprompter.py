"""The teleprompter page in a real browser: pace, controls, hostile text, small screens."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from scriptgen.exports.teleprompter import export
from scriptgen.script import Script
from scriptgen.view import View

pytestmark = pytest.mark.browser

ATTACK = "<script>alert(1)</script>"
SCRIPT = Script.model_validate(
    {
        "topic": f"knee pain {ATTACK}",
        "hook": {"say": "Does running ruin your knees?", "text": "Running = bad knees?"},
        "beats": [
            {"say": f"Joggers get no more arthritis than people who sit. {ATTACK}", "text": ATTACK, "seconds": 4.0},
            {"say": "", "text": "<img src=x onerror=alert(2)>", "show": "Shoes jog past", "seconds": 1.0},
        ],
        "cta": {"say": "Tell me how far you run.", "text": "How far?"},
    }
)
SECONDS = View(SCRIPT).seconds


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


Open = Callable[..., Opened]


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a script's page in a window of the given size; at the end, nothing went wrong and nothing left the page."""
    made: list[tuple[Opened, str]] = []

    def make(script: Script = SCRIPT, width: int = 360, height: int = 640, **options: object) -> Opened:
        path = tmp_path / "page.html"
        path.write_text(export(script), encoding="utf-8")
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        made.append((Opened(context.new_page(), path.as_uri()), path.as_uri()))
        return made[-1][0]

    yield make
    for one, url in made:
        assert (one.troubles, one.requests) == ([], [url])
        one.page.context.close()


@pytest.mark.parametrize(
    ("width", "height", "larger"), [(360, 640, 0), (1080, 1920, 8)], ids=["phone", "large screen, large type"]
)
def test_scrolls_and_ends_at_the_scripts_pace(opened: Open, width: int, height: int, larger: int) -> None:
    view = opened(width=width, height=height)
    for _ in range(larger):
        view.page.keyboard.press("+")
    view.start()
    began, top = time.monotonic(), view.top()
    view.until("done")
    assert time.monotonic() - began == pytest.approx(SECONDS, rel=0.1)
    assert view.elapsed() == pytest.approx(SECONDS, abs=0.01)
    assert view.top() < top - 100
    box, eye = view.page.locator(".say").last.bounding_box(), view.page.locator("#eye").bounding_box()
    assert box["y"] + box["height"] == pytest.approx(eye["y"] + eye["height"], abs=3), (
        "the last line ends at the eye line"
    )


def test_counts_down_from_three_and_can_be_called_off(opened: Open) -> None:
    view = opened()
    view.page.keyboard.press("Space")
    assert (view.data("state"), view.page.locator("#count").inner_text(), view.elapsed()) == ("counting", "3", 0)
    view.page.keyboard.press("Space")
    assert (view.data("state"), view.page.locator("#count").inner_text()) == ("ready", "")


def test_each_block_meets_the_eye_line_on_time(opened: Open) -> None:
    view = opened(width=800, height=1200)
    for i, block in enumerate(View(SCRIPT).blocks):
        assert view.elapsed() == pytest.approx(block.start, abs=0.01)
        line = view.page.locator(".block").nth(i).locator(".say, .silent").bounding_box()
        assert line["y"] == pytest.approx(view.top("#eye"), abs=2)
        view.page.keyboard.press("PageDown")


def test_pause_stops_and_going_on_goes_on(opened: Open) -> None:
    view = opened()
    view.start()
    view.page.wait_for_timeout(500)
    view.page.keyboard.press("Space")
    held = view.elapsed()
    view.page.wait_for_timeout(400)
    assert (view.data("state"), view.elapsed()) == ("paused", held)
    assert held > 0.3
    view.page.keyboard.press("Space")
    view.page.wait_for_timeout(400)
    assert view.elapsed() > held
    view.page.keyboard.press("r")
    assert (view.data("state"), view.elapsed()) == ("ready", 0)


@pytest.mark.parametrize(("key", "speed"), [("ArrowUp", 1.5), ("ArrowDown", 0.5)])
def test_speed_has_bounds_and_is_kept(opened: Open, key: str, speed: float) -> None:
    view = opened()
    for _ in range(9):
        view.page.keyboard.press(key)
    assert (view.data("speed"), view.page.locator("#speed").inner_text()) == (str(speed), f"{speed}×")
    view.start()
    both = "() => [performance.now() / 1000, Number(document.body.dataset.elapsed)]"
    began, first = view.page.evaluate(both)
    view.page.wait_for_timeout(1500)
    ended, second = view.page.evaluate(both)
    assert (second - first) / (ended - began) == pytest.approx(speed, rel=0.1)


def test_mirrors_the_text_and_not_the_controls(opened: Open) -> None:
    view = opened()
    flipped = "selector => new DOMMatrix(getComputedStyle(document.querySelector(selector)).transform).a"
    for key, way in (("m", -1), ("m", 1)):
        view.page.keyboard.press(key)
        assert (view.page.evaluate(flipped, "#stage"), view.page.evaluate(flipped, "#bar")) == (way, 1)
    view.page.locator("#mirror").click()
    assert view.page.locator("#mirror").get_attribute("aria-pressed") == "true"
    view.page.keyboard.press("Space")
    assert view.data("state") == "counting", "after a click on a button, Space still starts"


def test_font_size_changes_and_the_place_stays(opened: Open) -> None:
    view = opened()
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


def test_tap_starts_and_pauses_and_drag_moves(opened: Open) -> None:
    view = opened(has_touch=True, is_mobile=True)
    view.page.touchscreen.tap(180, 200)
    assert view.data("state") == "counting"
    view.until("running")
    view.page.touchscreen.tap(180, 200)
    assert view.data("state") == "paused"
    held = view.elapsed()
    view.page.mouse.move(180, 300)
    view.page.mouse.down()
    view.page.mouse.move(180, 200, steps=4)
    view.page.mouse.up()
    assert (view.data("state"), view.elapsed() > held) == ("paused", True)


def test_markup_in_any_field_is_text(opened: Open) -> None:
    view = opened()
    assert view.page.title() == f"knee pain {ATTACK}"
    assert ATTACK in view.page.locator(".say").nth(1).inner_text()
    assert [view.page.locator(".text").nth(i).inner_text() for i in (1, 2)] == [ATTACK, "<img src=x onerror=alert(2)>"]
    assert view.page.locator("script, img").count() == 1


def test_leaves_nothing_global_and_nothing_stored(opened: Open, browser: Browser) -> None:
    names = "() => Object.getOwnPropertyNames(window).sort()"
    blank = browser.new_page()
    page = opened().page
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
    view = opened()
    for _ in range(3):
        view.page.keyboard.press("Tab")
    assert view.page.evaluate("() => document.activeElement.id") == "mirror"
    assert view.page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle") == "solid"
    view.page.keyboard.press("Space")
    assert (view.data("mirror"), view.data("state")) == ("on", "ready")
